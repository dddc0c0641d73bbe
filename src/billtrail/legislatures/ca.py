"""The California Legislature.

Measures: the types of the Legislature's own bill ids. LegiScan renames one: its ``AR`` is
California's ``HR``. Ids: ``202520260AB379`` (https://leginfo.legislature.ca.gov), whose ninth digit
counts the extraordinary session, and ``20250AB83194CHP`` of a version.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from billtrail.errors import UsageError

from .grammar import YearSessions
from .keys import split_key
from .legislature import (
    AUTHORS,
    BillKey,
    DistrictSeats,
    Exemption,
    Form,
    LawForm,
    Legislature,
    Majority,
    MeasureType,
    Named,
    Office,
    Signing,
    TakingEffect,
    VetoOverride,
    said,
)
from .vocabulary import Chamber, Effect, MeasureKind

_L, _U, _X = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE
_K = MeasureKind

_TYPES = (
    MeasureType("ca", "ab", "AB", "Assembly bill", _K.BILL, _L, "AB"),
    MeasureType("ca", "sb", "SB", "Senate bill", _K.BILL, _U, "SB"),
    MeasureType("ca", "acr", "ACR", "Assembly concurrent resolution", _K.CONCURRENT, _L, "ACR"),
    MeasureType("ca", "scr", "SCR", "Senate concurrent resolution", _K.CONCURRENT, _U, "SCR"),
    MeasureType("ca", "ajr", "AJR", "Assembly joint resolution", _K.JOINT, _L, "AJR"),
    MeasureType("ca", "sjr", "SJR", "Senate joint resolution", _K.JOINT, _U, "SJR"),
    MeasureType("ca", "hr", "HR", "House resolution", _K.SIMPLE, _L, "AR"),
    MeasureType("ca", "sr", "SR", "Senate resolution", _K.SIMPLE, _U, "SR"),
    MeasureType(
        "ca", "aca", "ACA", "Assembly constitutional amendment", _K.CONSTITUTIONAL, _L, "ACA"
    ),
    MeasureType(
        "ca", "sca", "SCA", "Senate constitutional amendment", _K.CONSTITUTIONAL, _U, "SCA"
    ),
    MeasureType("ca", "grp", "GRP", "Governor's reorganization plan", _K.SIMPLE, _X, "GRP"),
)

# -- ids of the Legislature's own ------------------------------------------------------------------

_ID = re.compile(r"([0-9]{8})([0-9])([A-Z]+)([0-9]+)")
#: The last two digits before the three letters count the version: AB 831, version 94, CHP.
_VERSION_ID = re.compile(r"([0-9]{4})([0-9])([A-Z]+)([0-9]+)([0-9]{2})([A-Z]{3})")
_URL = "https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id="


@lru_cache(maxsize=4096)
def leginfo_id(key: str) -> str:
    """The California Legislature's bill id: ``202520260AB379``, ``202320241AB1``."""
    parts = split_key(key)
    if parts.jurisdiction != LEGISLATURE.id:
        raise UsageError(
            f"{key!r} is not a California bill. Expected one such as ca-20252026-ab379."
        )
    return _id(parts)


def key_from_leginfo_id(id: str) -> str:
    """``202520260AB379`` -> ``ca-20252026-ab379``."""
    match = _ID.fullmatch(id.upper())
    if not match:
        raise UsageError(
            f"{id!r} is not a California bill id. Expected one such as 202520260AB379."
        )
    return _key(_of_id(match))


def key_from_version_id(id: str) -> str:
    """``20250AB83194CHP`` -> ``ca-20252026-ab831``: version 94 of AB 831, not of AB 83194."""
    match = _VERSION_ID.fullmatch(id.upper())
    if not match:
        raise UsageError(
            f"{id!r} is not a California version id. Expected one such as 20250AB83194CHP."
        )
    return _key(_of_version_id(match))


def _id(key: BillKey) -> str:
    extra = _SESSIONS.called_number(key.session) or 0
    return f"{_SESSIONS.regular_of(key.session)}{extra}{key.type.upper()}{key.number}"


def _key(named: Named) -> str:
    return split_key(f"ca-{named.session}-{named.type.lower()}{named.number}").key


def _of_id(match: re.Match[str]) -> Named:
    years, extra, type_, number = match.groups()
    return Named(years if extra == "0" else f"{years}x{extra}", type_, int(number))


def _of_version_id(match: re.Match[str]) -> Named:
    year, extra, type_, number, _, _ = match.groups()
    years = f"{year}{int(year) + 1}"
    return Named(years if extra == "0" else f"{years}x{extra}", type_, int(number))


def _found(
    pattern: re.Pattern[str], read: Callable[[re.Match[str]], Named]
) -> Callable[[re.Match[str]], Named | None]:
    """Reads an id that stands somewhere in an address."""

    def parts(found: re.Match[str]) -> Named | None:
        match = pattern.fullmatch(found[0].upper())
        return read(match) if match else None

    return parts


def _of_old_address(match: re.Match[str]) -> Named:
    year, name, extra, number = match.groups()
    session = _SESSIONS.of_year(int(f"{'19' if year > '50' else '20'}{year}"))
    return Named(f"{session}x{extra}" if extra else session, name, int(number))


_YEAR = r"(?:19|20)\d\d"
_FORMS = (
    # 202520260AB379, alone or as bill_id=... in an address.
    Form(rf"(?<!\d){_YEAR}{_YEAR}\d[A-Z]+\d+(?![A-Z\d])", _found(_ID, _of_id)),
    Form(rf"(?<!\d){_YEAR}\d[A-Z]+\d+\d\d[A-Z]{{3}}(?![A-Z])",
         _found(_VERSION_ID, _of_version_id)),
    # leginfo.ca.gov/pub/15-16/bill/sen/sb_0801-0850/sb_823_bill_...: retired in 2016.
    Form(r"/pub/(\d\d)-\d\d/bill/[a-z]+/[a-z\d]+_[\d-]+/([a-z]+?)(?:x(\d))?_(\d+)_",
         _of_old_address),
)  # fmt: skip


def _url(key: BillKey) -> str:
    return _URL + _id(key)


def _ids(key: BillKey) -> Mapping[str, str]:
    return {"leginfo": _id(key)}


# -- rules -----------------------------------------------------------------------------------------

_GOVERNOR_DAYS = 12
_RECESS_DAYS = 30
_SEPTEMBER = 9


def _governor(sent: date, recess: date | None) -> str | None:
    """Twelve days; what is in hand when the Legislature leaves for the year, 30 days after that,
    and in the second year until 30 September (Article IV, section 10(b)). ``None`` where we do
    not know the day it left."""
    due = sent + timedelta(_GOVERNOR_DAYS)
    if recess and due > recess:
        return (recess + timedelta(_RECESS_DAYS)).isoformat()
    if sent.year % 2 == 0 and due.isoformat() >= f"{sent.year}-09-01":
        return f"{sent.year}-09-30"
    known = recess or sent.year % 2 == 0 or due.month < _SEPTEMBER
    return due.isoformat() if known else None


_SIGNING = Signing(
    _governor,
    "California Constitution, Article IV, section 10(b)",
    "12 days after it was sent; if it is still there when the Legislature leaves for the year, 30 "
    "days after that, and the day it leaves is not in our calendar",
    "neither signed nor returned by then it is law",
)

_MEMBERS = {_L: 80, _U: 40}
_CONSTITUTION = "California Constitution, Article"
_DAYS_BEFORE_JANUARY = 90


def _january(enacted: date, recess: date | None) -> str:
    """1 January after 90 days; of what the Governor still had when the Legislature left for the
    year, the next 1 January (Article IV, section 8(c)(1) and (2)). The Legislature leaves in
    September of the odd year; where the day is not known, a law of later than August was there."""
    in_hand = enacted > recess if recess else enacted.month >= _SEPTEMBER
    known = enacted if enacted.year % 2 and in_hand else enacted + timedelta(_DAYS_BEFORE_JANUARY)
    return f"{known.year + 1}-01-01"


_TAKING_EFFECT = TakingEffect(
    _january,
    f"{_CONSTITUTION} IV, section 8(c)",
    "the 91st day after the extraordinary session adjourns",
    f"{_CONSTITUTION} IV, section 8(c)(3)",
)
_AT_ONCE = frozenset(Effect) - {Effect.LATER}
#: Joint Rule 61 lets committees and houses act on these at any time. The rule itself could not be
#: read here; that it frees urgency statutes and bills related to the budget is said by a lobbyist's
#: answers of 2024 (https://californiaglobe.com/fr/frequently-asked-questions-about-urgency-clause-bills,
#: https://chrismicheli.blogspot.com/2024/01/frequently-asked-questions-about_31.html).
_EXEMPTIONS = (
    Exemption("deadlines", _AT_ONCE, frozenset({_K.CONSTITUTIONAL}), "Joint Rule 61"),
    # From 1 September of the even year no other bill may be passed. (It is silent on measures that
    # are no bills; the houses leave with that day.)
    Exemption("last_passage", _AT_ONCE, frozenset(), f"{_CONSTITUTION} IV, section 10(c)"),
)  # fmt: skip
_MAJORITIES = (
    Majority("2/3", frozenset({Effect.URGENCY}), frozenset(), f"{_CONSTITUTION} IV, section 8(d)"),
    Majority("2/3", frozenset(), frozenset({_K.CONSTITUTIONAL}), f"{_CONSTITUTION} XVIII, "
             "section 1"),
)  # fmt: skip

#: "Chapter 86, Statutes of 2022", "Chapter 86 of 2022", "Ch. 86, Stats. 2022", the other way around
#: "Stats. 2022, ch. 86", and as a Spanish page prints it.
_CHAPTER = r"(?:chapter|ch\.?|cap[ií]tulo) ?(?P<number>\d{1,4})"
_OF_YEAR = r",? (?:of |de )?(?:the )?(?:(?:statutes|stats?\.?|leyes) )?(?:of |de )?(?P<year>\d{4})"
_LAWS = (
    LawForm(_CHAPTER + _OF_YEAR, "Chapter {number}, Statutes of {year}"),
    LawForm(r"res(?:olution|\.)? " + _CHAPTER + _OF_YEAR,
            "Resolution Chapter {number}, Statutes of {year}"),
    LawForm(r"(?:statutes of|stats?\.?) (?P<year>\d{4}),? " + _CHAPTER,
            "Chapter {number}, Statutes of {year}"),
)  # fmt: skip

_SESSIONS = YearSessions(years=2, begins=2025, called="extraordinary", mark="X")

_OFFICES = {
    "lower": Office("Assemblymember", said(
        "assembly assemblymember assemblymembers assemblyman assemblywoman asm"
    )),
    "upper": Office("Sen.", said("sen sens senator senators senate")),
}  # fmt: skip

_LABELS = {
    "law-of": {"en": "California", "es": "California"},
    "lower": {"en": "the Assembly", "es": "la Asamblea"},
    "upper": {"en": "the Senate", "es": "el Senado"},
    "executive": {"en": "the Governor", "es": "el gobernador"},
    "bar-lower": {"en": "Passed Assembly", "es": "Pasó Asamblea"},
    "bar-upper": {"en": "Passed Senate", "es": "Pasó Senado"},
    "bar-executive": {"en": "To Governor", "es": "A la firma del gobernador"},
    "session-name": {"en": "{session}", "es": "sesión {session}"},
    "sessions": {"en": "sessions", "es": "sesiones legislativas"},
    "title-lower": {"en": "Assemblymember {name}", "es": "Asambleísta {name}"},
    "title-upper": {"en": "Sen. {name}", "es": "Sen. {name}"},
    "seat-lower": {"en": "Assembly district {number}", "es": "Distrito {number} de la Asamblea"},
    "seat-upper": {"en": "Senate district {number}", "es": "Distrito {number} del Senado"},
    "letter-ask-yes": {
        "en": "We respectfully ask for your AYE vote.",
        "es": "Le pedimos respetuosamente su voto a favor (AYE).",
    },
    "letter-ask-no": {
        "en": "We respectfully ask for your NO vote.",
        "es": "Le pedimos respetuosamente su voto en contra (NO).",
    },
    "letter-ask-then": {
        "en": "With that change we would ask for your AYE vote.",
        "es": "Con ese cambio le pediríamos su voto a favor (AYE).",
    },
    "letter-ask-unless": {
        "en": "Unless it is so amended we respectfully ask for your NO vote.",
        "es": "Si no se enmienda así, le pedimos respetuosamente su voto en contra (NO).",
    },
    "letter-vote-yes": {"en": "AYE", "es": "AYE (a favor)"},
    "letter-vote-no": {"en": "NO", "es": "NO (en contra)"},
    "letter-digest-source": {
        "en": "The Legislative Counsel's digest",
        "es": "El resumen del asesor jurídico de la Legislatura",
    },
}  # fmt: skip

LEGISLATURE = Legislature(
    id="ca",
    name="California",
    short="California",
    body="the California Legislature",
    zone="America/Los_Angeles",
    types=_TYPES,
    sessions=_SESSIONS,
    chambers={_L: "Assembly", _U: "Senate"},
    executive="Governor",
    example="20252026",
    seats=DistrictSeats({_L: ("AD", _MEMBERS[_L]), _U: ("SD", _MEMBERS[_U])}),
    membership=_MEMBERS,
    offices=_OFFICES,
    authors=AUTHORS,
    labels=_LABELS,
    keeps_order=True,
    assigns_by_rules=True,
    adopts_when_filed=True,
    signed=frozenset({_K.BILL}),  # a joint resolution is addressed to Congress, and filed
    signing=_SIGNING,
    override=VetoOverride(60, "California Constitution, Article IV, section 10(a)"),
    print_days=30,  # Article IV, section 8(a)
    taking_effect=_TAKING_EFFECT,
    exemptions=_EXEMPTIONS,
    majorities=_MAJORITIES,
    bring_members="Bring the new list: billtrail import people_ca.tar.gz, which is the folder "
    "data/ca of https://github.com/openstates/people once it names the new members (that folder, "
    "or the zip of all that GitHub offers there, does as well)",
    site=("California Legislative Information", "https://leginfo.legislature.ca.gov/"),
    forms=_FORMS,
    laws=_LAWS,
    official_url=_url,
    other_ids=_ids,
)

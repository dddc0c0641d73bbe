"""The Virginia General Assembly.

Sessions have the code that its Legislative Information System gives them: two digits of the year
and which session of that year it is, ``241`` the regular one of 2024 and ``242`` the first special
one (https://lis.virginia.gov; in addresses since 2025 with the whole year, ``20241``).

A measure that a committee continues to the odd year is listed under its number in that year's
session too; each listing is a record of its own here, as it is there. A joint resolution goes to no
Governor: it is complete when both houses have agreed. One that proposes an amendment of the
Constitution gets a chapter in the Acts of Assembly all the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .legislature import (
    AuthorWords,
    BillKey,
    DistrictSeats,
    Form,
    LawForm,
    Legislature,
    MeasureType,
    Named,
    Office,
    Signing,
    said,
)
from .vocabulary import Chamber, MeasureKind

_L, _U = Chamber.LOWER, Chamber.UPPER
_K = MeasureKind

_TYPES = (
    MeasureType("va", "hb", "HB", "House bill", _K.BILL, _L, "HB"),
    MeasureType("va", "sb", "SB", "Senate bill", _K.BILL, _U, "SB"),
    MeasureType("va", "hj", "HJ", "House joint resolution", _K.CONCURRENT, _L, "HJR", ("hjr",)),
    MeasureType("va", "sj", "SJ", "Senate joint resolution", _K.CONCURRENT, _U, "SJR", ("sjr",)),
    MeasureType("va", "hr", "HR", "House resolution", _K.SIMPLE, _L, "HR"),
    MeasureType("va", "sr", "SR", "Senate resolution", _K.SIMPLE, _U, "SR"),
)

# -- sessions --------------------------------------------------------------------------------------

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_CODE = re.compile(r"([0-9]{2})([1-9])")
#: Codes of two digits are of this year or later.
_FIRST = 1990
#: The least number that alone is a code.
_ALONE = 201


@dataclass(frozen=True, slots=True)
class _CodedSessions:
    """``241`` is the regular session of 2024, ``242`` its special session I."""

    years: int = 1
    many: str = "sessions"
    mark: str = ""

    def fits(self, session: str) -> bool:
        return _CODE.fullmatch(session) is not None

    def called_number(self, session: str) -> str:
        which = int(session[-1:]) - 1 if self.fits(session) else 0
        return str(which) if which else ""

    def regular_of(self, session: str) -> str:
        return f"{session[:2]}1"

    def beside(self, session: str, called_number: str) -> str:
        return f"{session[:2]}{int(called_number) + 1}"

    def label(self, session: str) -> str:
        special = _ROMAN[int(self.called_number(session) or 0)]
        year = self.first_year(session)
        return f"{year} special session {special}" if special else f"{year} session"

    def spoken(self, session: str) -> str:
        return f"the {self.label(session)}" if self.called_number(session) else self.short(session)

    def short(self, session: str) -> str:
        special = _ROMAN[int(self.called_number(session) or 0)]
        return f"{self.first_year(session)}{f' special {special}' if special else ''}"

    def spellings(self, session: str) -> tuple[str, ...]:
        return session, str(self.first_year(session))

    def first_year(self, session: str) -> int:
        century, year = divmod(_FIRST, 100)
        short = int(session[:2])
        return 100 * (century if short >= year else century + 1) + short

    def of_year(self, year: int) -> str:
        return f"{year % 100:02}1"

    def of_number(self, number: int) -> str | None:
        """A code since 2020: a smaller number is one of the sessions that others count."""
        return str(number) if number >= _ALONE and self.fits(str(number)) else None

    def of_years(self, first: str, last: str, called: str) -> str | None:
        if first != last:
            return None
        session = self.of_year(int(first))
        return self.beside(session, called) if called else session


_SESSIONS = _CodedSessions()


def _whole(session: str) -> str:
    """``20241``: the code as addresses have it."""
    return f"{_SESSIONS.first_year(session)}{session[2:]}"


# -- addresses -------------------------------------------------------------------------------------

_PAGES = "https://lis.virginia.gov/bill-details"


def _url(key: BillKey) -> str:
    return f"{_PAGES}/{_whole(key.session)}/{key.type.upper()}{key.number}"


def _ids(key: BillKey) -> Mapping[str, str]:
    return {"lis": f"{_whole(key.session)}/{key.type.upper()}{key.number}"}


def _read(match: re.Match[str]) -> Named:
    session, type_, number = match.groups()
    return Named(session[-3:], type_, int(number))


_NUMBER = r"([HS][BJR])0*(\d+)(?!\d)"
_FORMS = (
    # https://lis.virginia.gov/bill-details/20241/HB581, and what may follow.
    Form(rf"lis\.virginia\.gov/bill-details/(\d{{5}})/{_NUMBER}", _read),
    # https://lis.virginia.gov/cgi-bin/legp604.exe?241+sum+HB581, until 2024.
    Form(rf"legp604\.exe\?(\d{{3}})\+\w+\+{_NUMBER}", _read),
    Form(rf"legp604\.exe\?ses=(\d{{3}})&typ=bil&val={_NUMBER}", _read),
)  # fmt: skip

#: "2024 Acts of Assembly, chapter 366", "Chapter 366, 2024 Acts of Assembly", "Acts 2024, c. 366".
_CHAPTER = r"(?:chapter|ch\.|cap[ií]tulo|c\.) ?(?P<number>\d{1,4})"
_LAWS = (
    LawForm(rf"(?P<year>\d{{4}}) (?:va\. )?acts (?:of assembly)?,? ?{_CHAPTER}",
            "{year} Acts of Assembly, chapter {number}"),
    LawForm(rf"{_CHAPTER},? (?:of the )?(?P<year>\d{{4}}) acts of assembly",
            "{year} Acts of Assembly, chapter {number}"),
    LawForm(rf"acts of assembly,? (?:of )?(?P<year>\d{{4}}),? {_CHAPTER}",
            "{year} Acts of Assembly, chapter {number}"),
)  # fmt: skip

# -- rules -----------------------------------------------------------------------------------------

_IN_SESSION = timedelta(7)
_AFTER = timedelta(30)
#: The last day of each regular session, as in its calendar.
ADJOURNED = {day.year: day for day in (
    date(2022, 3, 12), date(2023, 2, 25), date(2024, 3, 9), date(2025, 2, 22), date(2026, 3, 14),
)}  # fmt: skip


def _governor(sent: date, recess: date | None) -> str | None:
    """Seven days; where fewer were left of the session, 30 days after it adjourned. ``None`` for
    what went to the Governor again, after the reconvened session."""
    left = recess or ADJOURNED.get(sent.year)
    if left is None or sent > left + _AFTER:
        return None
    due = sent + _IN_SESSION
    return (due if due < left else left + _AFTER).isoformat()


_CONSTITUTION = "Constitution of Virginia, Article"
_SIGNING = Signing(
    _governor,
    f"{_CONSTITUTION} V, section 6",
    "seven days, or 30 days after the session adjourned where fewer than seven were left; 30 days "
    "after the reconvened session for what the houses sent to the Governor again",
    "it is law without a signature",
)

_MEMBERS = {_L: 100, _U: 40}

_OFFICES = {
    "lower": Office("Del.", said("del dels delegate delegates house")),
    "upper": Office("Sen.", said("sen sens senator senators senate")),
}

_LABELS = {
    "lower": {"en": "the House of Delegates", "es": "la Cámara de Delegados"},
    "upper": {"en": "the Senate", "es": "el Senado"},
    "executive": {"en": "the Governor", "es": "la gobernación"},
    "bar-lower": {"en": "Passed House", "es": "Pasó Cámara"},
    "bar-upper": {"en": "Passed Senate", "es": "Pasó Senado"},
    "bar-executive": {"en": "To Governor", "es": "A la firma de la gobernación"},
    "session-name": {"en": "{session}", "es": "sesión {session}"},
    "sessions": {"en": "sessions", "es": "sesiones legislativas"},
    "title-lower": {"en": "Delegate {name}", "es": "Delegado/a {name}"},
    "title-upper": {"en": "Sen. {name}", "es": "Sen. {name}"},
    "seat-lower": {"en": "House district {number}", "es": "Distrito {number} de la Cámara"},
    "seat-upper": {"en": "Senate district {number}", "es": "Distrito {number} del Senado"},
}

LEGISLATURE = Legislature(
    id="va",
    name="Virginia",
    short="Virginia",
    body="the Virginia General Assembly",
    zone="America/New_York",
    types=_TYPES,
    sessions=_SESSIONS,
    chambers={_L: "House of Delegates", _U: "Senate"},
    executive="Governor",
    example="261",
    seats=DistrictSeats({_L: ("HD", _MEMBERS[_L]), _U: ("SD", _MEMBERS[_U])}),
    membership=_MEMBERS,
    offices=_OFFICES,
    authors=AuthorWords(
        "Chief patron", "Chief co-patron", "Co-patrons", "co-patron", "Patrons and co-patrons",
        "sponsor",
    ),
    labels=_LABELS,
    keeps_order=True,
    titles_are_names=False,
    signed=frozenset({_K.BILL}),
    signing=_SIGNING,
    site=("Virginia's Legislative Information System", "https://lis.virginia.gov/"),
    forms=_FORMS,
    laws=_LAWS,
    official_url=_url,
    other_ids=_ids,
)  # fmt: skip

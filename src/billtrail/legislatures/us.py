"""The Congress of the United States.

Measures: https://www.congress.gov/help/legislative-glossary. LegiScan renames them: its ``HB`` is
the House's ``H.R.``, its ``HR`` a House resolution. Seats of the House by state: the apportionment
after the 2020 census, in force 2023-2033.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .grammar import CountedSessions, ordinal
from .legislature import (
    AT_LARGE,
    BillKey,
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
    MeasureType("us", "hr", "H.R.", "House bill", _K.BILL, _L, "HB"),
    MeasureType("us", "s", "S.", "Senate bill", _K.BILL, _U, "SB"),
    MeasureType("us", "hjres", "H.J.Res.", "House joint resolution", _K.JOINT, _L, "HJR", ("hjr",)),
    MeasureType(
        "us", "sjres", "S.J.Res.", "Senate joint resolution", _K.JOINT, _U, "SJR", ("sjr",)
    ),
    MeasureType(
        "us", "hconres", "H.Con.Res.", "House concurrent resolution", _K.CONCURRENT, _L, "HCR",
        ("hcr", "hcres"),
    ),
    MeasureType(
        "us", "sconres", "S.Con.Res.", "Senate concurrent resolution", _K.CONCURRENT, _U, "SCR",
        ("scr", "scres"),
    ),
    MeasureType("us", "hres", "H.Res.", "House resolution", _K.SIMPLE, _L, "HR"),
    MeasureType("us", "sres", "S.Res.", "Senate resolution", _K.SIMPLE, _U, "SR", ("sr",)),
)  # fmt: skip

# -- names elsewhere -------------------------------------------------------------------------------

_WORDS = {row.type: row.words.lower().replace(" ", "-") for row in _TYPES}
_LETTERS = "hconres|hjres|hres|hr|sconres|sjres|sres|s"


def _path(key: BillKey) -> str:
    return f"{_shelf(key.session, key.type)}/{key.number}"


@lru_cache(maxsize=256)
def _shelf(session: str, type_: str) -> str:
    return f"bill/{ordinal(int(session))}-congress/{_WORDS[type_]}"


def _url(key: BillKey) -> str:
    return f"https://www.congress.gov/{_path(key)}"


def _ids(key: BillKey) -> Mapping[str, str]:
    return {
        "congress.gov": _path(key),
        "govinfo": f"BILLSTATUS-{key.session}{key.type}{key.number}",
    }


def _read(match: re.Match[str]) -> Named:
    return Named(str(int(match[1])), match[2], int(match[3]))


_FORMS = (
    # https://www.congress.gov/bill/119th-congress/house-bill/4323/actions, and the API's.
    Form(r"congress\.gov/(?:v3/)?bill/(\d+)(?:st|nd|rd|th)?(?:-congress)?/([a-z-]+)/(\d+)", _read),
    # BILLSTATUS-119hr4323.xml, BILLS-119hr4323ih, BILLSUM-119hr4323, in any address.
    Form(rf"(?:BILLSTATUS|BILLSUM|BILLS)-(\d+)({_LETTERS})(\d+)", _read),
    Form(rf"govinfo\.gov/link/bills/(\d+)/({_LETTERS})/(\d+)", _read),
    Form(rf"govtrack\.us/congress/bills/(\d+)/({_LETTERS})(\d+)", _read),
)

#: "Public Law 119-73", "P.L. 119-73", "Pub. L. No. 119-73", and as a Spanish page prints it.
_LAW_NUMBER = r"(?: ?no\.?)? ?(?P<session>\d{1,3}) ?[-\u2010-\u2014] ?(?P<number>\d{1,4})"
_LAWS = (
    LawForm(r"(?:public law|pub\.? ?l(?:aw)?\.?|p\.? ?l\.?|ley p[uú]blica)" + _LAW_NUMBER,
            "Public Law {session}-{number}"),
    LawForm(r"(?:private law|pri?vt?\.? ?l(?:aw)?\.?)" + _LAW_NUMBER,
            "Private Law {session}-{number}"),
)  # fmt: skip

# -- seats -----------------------------------------------------------------------------------------

#: States by postal code: their name and their seats in the House.
STATES: Mapping[str, tuple[str, int]] = {
    "AL": ("Alabama", 7), "AK": ("Alaska", 1), "AZ": ("Arizona", 9), "AR": ("Arkansas", 4),
    "CA": ("California", 52), "CO": ("Colorado", 8), "CT": ("Connecticut", 5),
    "DE": ("Delaware", 1), "FL": ("Florida", 28), "GA": ("Georgia", 14), "HI": ("Hawaii", 2),
    "ID": ("Idaho", 2), "IL": ("Illinois", 17), "IN": ("Indiana", 9), "IA": ("Iowa", 4),
    "KS": ("Kansas", 4), "KY": ("Kentucky", 6), "LA": ("Louisiana", 6), "ME": ("Maine", 2),
    "MD": ("Maryland", 8), "MA": ("Massachusetts", 9), "MI": ("Michigan", 13),
    "MN": ("Minnesota", 8), "MS": ("Mississippi", 4), "MO": ("Missouri", 8), "MT": ("Montana", 2),
    "NE": ("Nebraska", 3), "NV": ("Nevada", 4), "NH": ("New Hampshire", 2),
    "NJ": ("New Jersey", 12), "NM": ("New Mexico", 3), "NY": ("New York", 26),
    "NC": ("North Carolina", 14), "ND": ("North Dakota", 1), "OH": ("Ohio", 15),
    "OK": ("Oklahoma", 5), "OR": ("Oregon", 6), "PA": ("Pennsylvania", 17),
    "RI": ("Rhode Island", 2), "SC": ("South Carolina", 7), "SD": ("South Dakota", 1),
    "TN": ("Tennessee", 9), "TX": ("Texas", 38), "UT": ("Utah", 4), "VT": ("Vermont", 1),
    "VA": ("Virginia", 11), "WA": ("Washington", 10), "WV": ("West Virginia", 2),
    "WI": ("Wisconsin", 8), "WY": ("Wyoming", 1),
}  # fmt: skip

#: Places with a delegate, and Puerto Rico with a resident commissioner: a voice and no vote in
#: the House; they may introduce and cosponsor bills.
TERRITORIES: Mapping[str, str] = {
    "AS": "American Samoa", "DC": "District of Columbia", "GU": "Guam",
    "MP": "Northern Mariana Islands", "PR": "Puerto Rico", "VI": "Virgin Islands",
}  # fmt: skip

STATE_NAMES: Mapping[str, str] = {code: name for code, (name, _) in STATES.items()} | {
    **TERRITORIES
}


@dataclass(frozen=True, slots=True)
class _StateSeats:
    """Two senators a state, and districts of the House by state and territory."""

    by_state: bool = True

    def all(self) -> tuple[str, ...]:
        """The House's: the list of senators tells no vacancy."""
        return tuple(
            f"{code}-{number if count > 1 else AT_LARGE}"
            for code, count in _house_seats()
            for number in range(1, count + 1)
        )

    def name(self, chamber: Chamber | None, state: str | None, district: str | None) -> str:
        if chamber == Chamber.UPPER:
            return f"{state}-Sen"
        return f"{state}-{(district or '').lstrip('0') or AT_LARGE}"

    def office(self, chamber: Chamber | None, state: str | None) -> str:
        if chamber == Chamber.LOWER and state == "PR":
            return "commissioner"
        if chamber == Chamber.LOWER and state in TERRITORIES:
            return "delegate"
        return str(chamber)


def _house_seats() -> Iterator[tuple[str, int]]:
    yield from ((code, count) for code, (_, count) in STATES.items())
    yield from ((code, 1) for code in TERRITORIES)


_OFFICES = {
    "lower": Office("Rep.", said(
        "rep reps representative representatives congressman congresswoman congressmember "
        "congressperson house"
    )),
    "upper": Office("Sen.", said("sen sens senator senators senate")),
    "delegate": Office(
        "Del.", said("del delegate rep reps representative representatives house"), votes=False,
        name="Delegate",
    ),
    "commissioner": Office(
        "Resident Commissioner",
        said("resident commissioner rep reps representative representatives house"), votes=False,
        name="Resident Commissioner",
    ),
}  # fmt: skip

# -- rules -----------------------------------------------------------------------------------------

_SUNDAY = 6


def _president(sent: date, recess: date | None) -> str:
    """Ten days, Sundays excepted."""
    day, left = sent, 10
    while left:
        day += timedelta(1)
        left -= day.weekday() != _SUNDAY
    return day.isoformat()


_LABELS = {
    "law-of": {"en": "federal law", "es": "la ley federal"},
    "lower": {"en": "the House", "es": "la Cámara de Representantes"},
    "upper": {"en": "the Senate", "es": "el Senado"},
    "executive": {"en": "the President", "es": "el Presidente"},
    "bar-lower": {"en": "Passed House", "es": "Pasó Cámara"},
    "bar-upper": {"en": "Passed Senate", "es": "Pasó Senado"},
    "bar-executive": {"en": "To President", "es": "A la firma del Presidente"},
    "session-name": {"en": "{session}", "es": "Congreso n.º {session}"},
    "sessions": {"en": "Congresses", "es": "Congresos"},
    "title-lower": {"en": "Rep. {name}", "es": "Rep. {name}"},
    "title-upper": {"en": "Sen. {name}", "es": "Sen. {name}"},
    "title-delegate": {"en": "Del. {name}", "es": "Del. {name}"},
    "title-commissioner": {
        "en": "Resident Commissioner {name}", "es": "Comisionado Residente {name}",
    },
    "letter-ask-yes": {
        "en": "We respectfully ask the Committee to take up {bill} and to report it favorably.",
        "es": "Pedimos respetuosamente al comité que trate {bill} y que lo apruebe.",
    },
    "letter-ask-no": {
        "en": "We respectfully ask the Committee not to report {bill}.",
        "es": "Pedimos respetuosamente al comité que no apruebe {bill}.",
    },
    "letter-ask-then": {
        "en": "With that change we would ask the Committee to report it favorably.",
        "es": "Con ese cambio pediríamos al comité que lo apruebe.",
    },
    "letter-ask-unless": {
        "en": "Unless it is so amended we respectfully ask the Committee not to report it.",
        "es": "Si no se enmienda así, pedimos respetuosamente al comité que no lo apruebe.",
    },
    "letter-digest-source": {
        "en": "The Congressional Research Service",
        "es": "El Servicio de Investigación del Congreso",
    },
}  # fmt: skip

LEGISLATURE = Legislature(
    id="us",
    name="United States",
    short="Congress",
    body="Congress",
    zone="America/New_York",
    types=_TYPES,
    sessions=CountedSessions("Congress", "Congresses", zero=1787),
    chambers={_L: "House", _U: "Senate"},
    executive="President",
    example="119",
    seats=_StateSeats(),
    offices=_OFFICES,
    labels=_LABELS,
    national=True,
    refers_to_several=True,
    signing=Signing(
        _president,
        "United States Constitution, Article I, section 7",
        silence="neither signed nor returned by then it is law, unless Congress had adjourned",
    ),
    committees_say_chamber=True,
    mail={_L: "Washington, DC 20515", _U: "Washington, DC 20510"},
    bring_members="Bring the new list, once its publisher has it: "
    "billtrail update --source us_legislators",
    site=("Congress.gov", "https://www.congress.gov/"),
    forms=_FORMS,
    laws=_LAWS,
    official_url=_url,
    other_ids=_ids,
)

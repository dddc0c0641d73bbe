"""New York as a trial: its legislature, its calendar and a source, and nothing else anywhere.

The source reads what the scrapers of Open States write, one JSON file a bill (seen 2026-01-04).
Their classes are not outcomes (``became-law`` is never given), so rules on the text come first.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from billtrail.bills.models import Action, Bill, Document, Sponsorship
from billtrail.bills.source import Source
from billtrail.errors import ParseError
from billtrail.legislatures.grammar import YearSessions
from billtrail.legislatures.keys import display, measure_kind, official_url, origin_chamber
from billtrail.legislatures.legislature import (
    BillKey,
    DistrictSeats,
    Form,
    Legislature,
    MeasureType,
    Named,
    Office,
    Signing,
    said,
)
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber, MeasureKind, SponsorRole

_L, _U = Chamber.LOWER, Chamber.UPPER
_SUNDAY = 6


def _governor(sent: date, recess: date | None) -> str:
    """Ten days, Sundays excepted, while the Legislature sits."""
    day, left = sent, 10
    while left:
        day += timedelta(1)
        left -= day.weekday() != _SUNDAY
    return day.isoformat()


def _url(key: BillKey) -> str:
    return f"https://www.nysenate.gov/legislation/bills/{key.session[:4]}/{key.type.upper()}{key.number}"


def _read(match: re.Match[str]) -> Named:
    return Named(f"{match[1]}{int(match[1]) + 1}", match[2], int(match[3]))


LEGISLATURE = Legislature(
    id="ny",
    name="New York",
    short="New York",
    body="the New York Legislature",
    zone="America/New_York",
    types=(
        MeasureType("ny", "a", "A", "Assembly bill", MeasureKind.BILL, _L, "A"),
        MeasureType("ny", "s", "S", "Senate bill", MeasureKind.BILL, _U, "S"),
        MeasureType("ny", "k", "K", "Assembly resolution", MeasureKind.SIMPLE, _L, "K"),
        MeasureType("ny", "j", "J", "Senate resolution", MeasureKind.SIMPLE, _U, "J"),
    ),
    sessions=YearSessions(years=2, begins=2025, called="extraordinary"),
    chambers={_L: "Assembly", _U: "Senate"},
    executive="Governor",
    example="20252026",
    seats=DistrictSeats({_L: ("AD", 150), _U: ("SD", 63)}),
    offices={
        "lower": Office("Assemblymember", said("assembly assemblymember assemblymembers")),
        "upper": Office("Sen.", said("sen senator senators senate")),
    },
    labels={
        "lower": {"en": "the Assembly", "es": "la Asamblea"},
        "upper": {"en": "the Senate", "es": "el Senado"},
        "executive": {"en": "the Governor", "es": "la gobernadora"},
        "bar-lower": {"en": "Passed Assembly", "es": "Pasó Asamblea"},
        "bar-upper": {"en": "Passed Senate", "es": "Pasó Senado"},
        "bar-executive": {"en": "To Governor", "es": "A la firma de la gobernadora"},
        "session-name": {"en": "{session}", "es": "sesión {session}"},
        "sessions": {"en": "sessions", "es": "sesiones legislativas"},
        "title-lower": {"en": "Assemblymember {name}", "es": "Asambleísta {name}"},
        "title-upper": {"en": "Sen. {name}", "es": "Sen. {name}"},
        "seat-lower": {"en": "Assembly district {number}", "es": "Distrito {number}, Asamblea"},
        "seat-upper": {"en": "Senate district {number}", "es": "Distrito {number}, Senado"},
    },
    keeps_order=True,
    signing=Signing(_governor, "New York Constitution, Article IV, section 7"),
    site=("New York State Senate", "https://www.nysenate.gov/legislation"),
    forms=(Form(r"nysenate\.gov/legislation/bills/(\d{4})/([ASJK])(\d+)", _read),),
    official_url=_url,
    calendar="""
jurisdiction = "ny"
name = "the New York Legislature"
valid_until = "2026-12-31"

[rule]
first_year = 2007
last_year = 2025
starts = { year = 0, day = "01-01" }
last_passage = { year = 1, day = "12-31" }
last_signature = { year = 2, day = "01-30" }
ends = { year = 1, day = "12-31" }
source = "New York Constitution, Article III, section 2, and Article IV, section 7"

[rule.basis]
starts = "New York Constitution, Article III, section 2"
last_passage = "New York Constitution, Article III, section 2"
last_signature = "New York Constitution, Article IV, section 7"
ends = "New York Constitution, Article III, section 2"

[holidays]
source = "General Construction Law, section 24"
[[holidays.day]]
name = "New Year's Day"
date = "01-01"
""",
)

# -- the source ------------------------------------------------------------------------------------

RULES: tuple[tuple[str, tuple[A, ...]], ...] = (
    (r"^SIGNED CHAP\.\d+", (A.EXECUTIVE_SIGNATURE, A.BECAME_LAW)),
    (r"^VETOED MEMO\.\d+", (A.EXECUTIVE_VETO,)),
    (r"^TABLED", (A.VETO_SUSTAINED,)),
    (r"^DELIVERED TO GOVERNOR", (A.EXECUTIVE_RECEIPT,)),
    (r"^(?:RE)?PASSED (?:ASSEMBLY|SENATE)", (A.PASSAGE, A.AGREEMENT)),
    (r"^SUBSTITUTED (?:BY|FOR) ", (A.SUBSTITUTION,)),
    (r"ENACTING CLAUSE STRICKEN", (A.DEATH,)),
    (r"^RECALLED FROM (?:ASSEMBLY|SENATE)", (A.PROCEDURE,)),
    (r"^VOTE RECONSIDERED", (A.RECONSIDERED_LOST,)),
    (r"^(?:DELIVERED|RETURNED) TO (?:ASSEMBLY|SENATE)", (A.RECEIPT,)),
    (r"^HELD FOR CONSIDERATION", (A.HELD,)),
    (r"^(?:REPORTED (?:AND COMMITTED|REFERRED) TO|COMMITTED TO|REFERRED TO|REFERENCE CHANGED TO)",
     (A.REFERRAL_COMMITTEE,)),
    (r"DISCHARGED AND COMMITTED TO", (A.REFERRAL_COMMITTEE,)),
    (r"^(?:REPORTED$|1ST REPORT CAL|RULES REPORT CAL)", (A.COMMITTEE_PASSAGE,)),
    (r"^2ND REPORT CAL", (A.READING_2,)),
    (r"^(?:ADVANCED TO THIRD|ORDERED TO THIRD|3RD READING CAL)", (A.READING_3,)),
    (r"^(?:AMEND|PRINT NUMBER|AMENDED ON)", (A.AMENDED,)),
)  # fmt: skip


def classify(action: Action, bill: Bill) -> tuple[A, ...]:
    for pattern, classes in RULES:
        if re.search(pattern, action.description):
            return classes
    return ()


def parse(document: Document, reference: Any) -> Iterator[Bill]:
    [data] = document.parts.values()
    try:
        told = json.loads(data)
        yield _bill(told)
    except (ValueError, LookupError, AttributeError) as error:
        raise ParseError(f"{document.url}: no bill of Open States ({error})") from error


def _bill(told: dict[str, Any]) -> Bill:
    letters, number = re.fullmatch(r"([A-Z])(\d+)", told["identifier"]).groups()  # type: ignore[union-attr]
    key = f"ny-{told['legislative_session'].replace('-', '')}-{letters.lower()}{number}"
    actions = tuple(_action(row) for row in told["actions"])
    return Bill(
        key=key,
        jurisdiction="ny",
        session=key.split("-")[1],
        identifier=display(key),
        kind=measure_kind(key),
        chamber=origin_chamber(key),
        data_as_of=told["scraped_at"][:10],
        title=told["title"],
        introduced_date=actions[0].date if actions else None,
        law=_law(actions),
        source_url=official_url(key),
        actions=actions,
        sponsorships=tuple(_sponsorship(row) for row in told["sponsorships"]),
    )


def _action(row: dict[str, Any]) -> Action:
    place = json.loads(row["organization_id"].removeprefix("~"))["classification"]
    return Action(date=row["date"], description=row["description"], chamber=Chamber(place))


def _law(actions: tuple[Action, ...]) -> str | None:
    for action in actions:
        if match := re.match(r"SIGNED CHAP\.(\d+)", action.description):
            return f"Chapter {match[1]}, Laws of {action.date[:4]}"
    return None


def _sponsorship(row: dict[str, Any]) -> Sponsorship:
    role = SponsorRole.SPONSOR if row["primary"] else SponsorRole.COSPONSOR
    return Sponsorship(name=row["name"], role=role)


SOURCE = Source(
    name="ny_openstates",
    title="Open States, New York",
    jurisdiction="ny",
    kinds={"bill": r"(?:^|/)ny_bill_\d+\.json$"},
    rank=40,
    rhythm=24 * 7,
    hosts=(),
    home="https://openstates.org",
    parse=parse,
    classify=classify,
    licence="public domain",
)

#: Written by hand in that form: the true steps of S3967, and a bill that became law.
FILES = {
    "ny_bill_1.json": {
        "legislative_session": "2025-2026",
        "identifier": "S3967",
        "title": "Relates to individuals engaged in prostitution who are victims of a crime",
        "actions": [
            ["2025-01-31", "REFERRED TO CODES", "upper"],
            ["2025-06-17", "PASSED SENATE", "upper"],
            ["2025-06-17", "DELIVERED TO ASSEMBLY", "upper"],
            ["2025-06-17", "PASSED ASSEMBLY", "lower"],
            ["2025-06-17", "RETURNED TO SENATE", "lower"],
        ],
        "sponsorships": [["Luis R. Sepúlveda", True], ["Brad Hoylman-Sigal", False]],
    },
    "ny_bill_2.json": {
        "legislative_session": "2025-2026",
        "identifier": "A355",
        "title": "Provides for a partial exemption from taxation of certain property",
        "actions": [
            ["2025-01-08", "REFERRED TO REAL PROPERTY TAXATION", "lower"],
            ["2025-05-01", "REPORTED", "lower"],
            ["2025-05-20", "PASSED ASSEMBLY", "lower"],
            ["2025-06-12", "PASSED SENATE", "upper"],
            ["2025-10-14", "DELIVERED TO GOVERNOR", "upper"],
            ["2025-10-16", "SIGNED CHAP.432", "upper"],
        ],
        "sponsorships": [["Didi Barrett", True]],
    },
    "ny_bill_3.json": {
        "legislative_session": "2025-2026",
        "identifier": "A1029",
        "title": "Relates to individuals engaged in prostitution who are victims of a crime",
        "actions": [["2025-01-08", "REFERRED TO CODES", "lower"]],
        "sponsorships": [["Anna Kelles", True]],
    },
}


def as_files() -> dict[str, bytes]:
    """The files as the scrapers write them."""
    return {name: json.dumps(_as_scraped(told)).encode() for name, told in FILES.items()}


def _as_scraped(told: dict[str, Any]) -> dict[str, Any]:
    def place(classification: str) -> str:
        return f"~{json.dumps({'classification': classification})}"

    return told | {
        "scraped_at": "2026-01-04T08:15:30+00:00",
        "actions": [
            {"date": day, "description": text, "organization_id": place(chamber)}
            for day, text, chamber in told["actions"]
        ],
        "sponsorships": [{"name": name, "primary": lead} for name, lead in told["sponsorships"]],
    }

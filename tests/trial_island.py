"""A legislature that nobody has: one chamber, a session each year, ordinances and motions."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from billtrail.bills.models import Action, Bill, Document, Person, Sponsorship
from billtrail.bills.source import Source
from billtrail.errors import ParseError
from billtrail.legislatures.grammar import YearSessions
from billtrail.legislatures.keys import display, measure_kind, origin_chamber
from billtrail.legislatures.legislature import (
    AUTHORS,
    DistrictSeats,
    Legislature,
    MeasureType,
    Office,
    Signing,
    said,
)
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber, MeasureKind, SponsorRole

_COUNCIL = Chamber.LEGISLATURE

LEGISLATURE = Legislature(
    id="zz",
    name="The Island",
    short="The Island",
    body="the Council of the Island",
    zone="Atlantic/Azores",
    types=(
        MeasureType("zz", "ord", "Ord.", "Ordinance", MeasureKind.BILL, _COUNCIL, "ORD"),
        MeasureType("zz", "mot", "Mot.", "Motion", MeasureKind.SIMPLE, _COUNCIL, "MOT"),
    ),
    sessions=YearSessions(years=1, begins=2026, called="called", many="years"),
    chambers={_COUNCIL: "Council"},
    executive="Warden",
    example="2026",
    seats=DistrictSeats({_COUNCIL: ("W", 9)}),
    offices={"legislature": Office("Councillor", said("councillor councillors council"))},
    authors=AUTHORS,
    labels={
        "legislature": {"en": "the Council", "es": "el Consejo"},
        "executive": {"en": "the Warden", "es": "la Guardia"},
        "bar-legislature": {"en": "Passed Council", "es": "Pasó Consejo"},
        "bar-executive": {"en": "To Warden", "es": "A la Guardia"},
        "session-name": {"en": "{session}", "es": "sesión {session}"},
        "sessions": {"en": "years", "es": "años"},
        "title-legislature": {"en": "Councillor {name}", "es": "Concejal {name}"},
        "seat-legislature": {"en": "Ward {number}", "es": "Barrio {number}"},
    },
    signing=Signing(
        lambda sent, recess: (sent + timedelta(7)).isoformat(), "Charter of the Island, section 5"
    ),
    calendar="""
jurisdiction = "zz"
name = "the Council of the Island"
valid_until = "2027-12-31"

[rule]
first_year = 2024
last_year = 2027
starts = { year = 0, day = "02-01" }
last_passage = { year = 0, day = "12-20" }
last_signature = { year = 0, day = "12-27" }
ends = { year = 0, day = "12-20" }
source = "Charter of the Island, section 3"

[rule.basis]
starts = "Charter of the Island, section 3"
last_passage = "Charter of the Island, section 3"
last_signature = "Charter of the Island, section 5"
ends = "Charter of the Island, section 3"

[[called]]
session = "2026x1"
starts = "2026-12-21"
last_passage = "2026-12-23"
last_signature = "2026-12-30"
ends = "2026-12-23"
source = "Proclamation of the Warden"

[holidays]
source = "Charter of the Island, section 9"
[[holidays.day]]
name = "Foundation Day"
date = "07-07"
""",
)

_CLASSES = {
    "Laid before the Council": (A.INTRODUCTION,),
    "To committee": (A.REFERRAL_COMMITTEE,),
    "Out of committee": (A.COMMITTEE_PASSAGE,),
    "Passed": (A.PASSAGE,),
    "Sent to the Warden": (A.EXECUTIVE_RECEIPT,),
    "Signed": (A.EXECUTIVE_SIGNATURE,),
}


def classify(action: Action, bill: Bill) -> tuple[A, ...]:
    return _CLASSES.get(action.description, ())


def parse(document: Document, reference: Any) -> Iterator[Bill | Person]:
    [data] = document.parts.values()
    try:
        told = json.loads(data)
        yield from map(_bill, told["bills"])
        yield from map(_councillor, told["council"])
    except (ValueError, LookupError) as error:
        raise ParseError(f"{document.url}: no gazette ({error})") from error


def _bill(told: dict[str, Any]) -> Bill:
    key = told["key"]
    return Bill(
        key=key,
        jurisdiction="zz",
        session=key.split("-")[1],
        identifier=display(key),
        kind=measure_kind(key),
        chamber=origin_chamber(key),
        data_as_of="2026-11-20",
        title=told["title"],
        introduced_date=told["steps"][0][0],
        source_url=f"https://gazette.example/{key}",
        actions=tuple(Action(date=day, description=text, chamber=_place(text))
                      for day, text in told["steps"]),
        sponsorships=(
            Sponsorship(name=told["author"], role=SponsorRole.AUTHOR),
            Sponsorship(name="Ines Vaz", role=SponsorRole.COAUTHOR),
        ),
    )  # fmt: skip


def _councillor(told: list[str]) -> Person:
    ward, name = told
    return Person(
        id=f"zz-{ward}",
        name=name,
        jurisdiction="zz",
        roster="2026",
        as_of="2026-11-20",
        chamber=_COUNCIL,
        district=ward,
        family_name=name.rpartition(" ")[2],
    )


def _place(text: str) -> Chamber:
    return Chamber.EXECUTIVE if text == "Signed" else _COUNCIL


SOURCE = Source(
    name="zz_gazette",
    title="Gazette of the Island",
    jurisdiction="zz",
    kinds={"gazette": r"(?:^|/)gazette_\d+\.json$"},
    rank=50,
    rhythm=24 * 7,
    hosts=(),
    home="https://gazette.example",
    parse=parse,
    classify=classify,
    licence="none stated",
)

_START = [["2026-03-02", "Laid before the Council"], ["2026-03-09", "To committee"]]
BILLS = [
    {"key": "zz-2026-ord7", "title": "Records of survivors", "author": "Rui Melo",
     "steps": [*_START, ["2026-05-04", "Out of committee"], ["2026-06-01", "Passed"]]},
    {"key": "zz-2026-ord8", "title": "Lamps in the harbour", "author": "Rui Melo",
     "steps": [*_START, ["2026-06-01", "Passed"], ["2026-06-02", "Sent to the Warden"],
               ["2026-06-05", "Signed"]]},
    {"key": "zz-2026-ord9", "title": "A shelter for survivors", "author": "Ana Reis",
     "steps": _START},
    {"key": "zz-2025-ord3", "title": "Records of survivors", "author": "Rui Melo",
     "steps": [["2025-03-03", "Laid before the Council"]]},
    {"key": "zz-2026-mot1", "title": "Thanks to the harbour watch", "author": "Ana Reis",
     "steps": [["2026-04-06", "Laid before the Council"], ["2026-04-06", "Passed"]]},
]  # fmt: skip

COUNCIL = [["1", "Rui Melo"], ["2", "Ana Reis"], ["3", "Ines Vaz"], ["4", "Luis Brito"]]


def as_files() -> dict[str, bytes]:
    return {"gazette_1.json": json.dumps({"bills": BILLS, "council": COUNCIL}).encode()}

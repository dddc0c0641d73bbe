"""The scrapers' own JSON: a file a bill, a file a vote event.

Seen 2026-01 to 2026-08. Organisations and persons are JSON inside a string
(``"~{\"classification\": \"lower\"}"``), ``_id`` changes with each run, dates may be instants in
UTC.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from billtrail.bills.models import Version
from billtrail.legislatures import Chamber
from billtrail.scrapers.states import Behind, Event, Line, Related, Told

Row = Mapping[str, Any]


def told_of(bill: Row, votes: Iterable[Row] = ()) -> Told:
    """A bill's file and those of its votes as they are told; raises LookupError, TypeError or
    ValueError for another's."""
    return Told(
        place=place_of(bill["jurisdiction"]["id"]),
        session=bill["legislative_session"],
        identifier=bill["identifier"],
        title=bill["title"],
        as_of=bill["scraped_at"][:19] + "Z",
        origin=_chamber(bill["from_organization"]),
        lines=tuple(_line(row) for row in bill["actions"]),
        behind=tuple(_behind(row) for row in bill["sponsorships"]),
        related=tuple(_related(row) for row in bill["related_bills"]),
        versions=tuple(versions(bill["versions"])),
        subjects=tuple(dict.fromkeys(bill["subject"])),
        abstracts=tuple((row["note"], row["abstract"]) for row in bill["abstracts"]),
        events=tuple(_event(row) for row in votes),
        addresses=tuple(row["url"] for row in bill["sources"]),
        numbers=numbers(bill),
        kind=kind_told(bill),
    )


def kind_told(bill: Row) -> str | None:
    """What such a measure is called: ``bill``, ``concurrent resolution``."""
    return next(iter(bill.get("classification") or ()), None)


def place_of(jurisdiction: str) -> str:
    """``ocd-jurisdiction/country:us/state:ny/government`` -> ``ny``; the country's is ``us``."""
    return jurisdiction.split("/")[-2].rpartition(":")[2]


_CHAMBERS = {chamber.value: chamber for chamber in Chamber}


def chamber_named(classification: object) -> Chamber | None:
    """Who acted; ``None`` where that is no chamber or executive."""
    return _CHAMBERS.get(str(classification))


def _chamber(organization: str | None) -> Chamber | None:
    """Of what stands in a string behind its ``~``."""
    if not organization or not organization.startswith("~"):
        return None
    return chamber_named(orjson.loads(organization[1:]).get("classification"))


def _line(row: Row) -> Line:
    acted = _chamber(row["organization_id"])
    return Line(row["date"], row["description"], acted, tuple(row["classification"]))


def _behind(row: Row) -> Behind:
    return Behind(row["name"], row["primary"], row["entity_type"])


def _related(row: Row) -> Related:
    return Related(row["relation_type"], row["legislative_session"], row["identifier"])


def versions(rows: Iterable[Row]) -> Iterator[Version]:
    """Prints with their addresses, in the publisher's order."""
    for row in rows:
        urls = tuple((link["media_type"] or "", link["url"]) for link in row["links"])
        yield Version(row["note"], row["date"] or None, urls=urls)


def numbers(bill: Row) -> tuple[str, ...]:
    """The other numbers that it had; most of them are Open States' own names for it."""
    return tuple(row["identifier"] for row in bill.get("other_identifiers") or ())


def _event(row: Row) -> Event:
    return event_of(row, _chamber(row["organization"]), row["sources"])


def event_of(row: Row, chamber: Chamber | None, sources: Iterable[Row] = ()) -> Event:
    """A vote event, whose parts are called alike in all formats."""
    return Event(
        row["start_date"], chamber, row["motion_text"], row["result"],
        {count["option"]: count["value"] for count in row["counts"]},
        tuple((vote["voter_name"], vote["option"]) for vote in row["votes"]),
        next((source["url"] for source in sources), None),
    )  # fmt: skip

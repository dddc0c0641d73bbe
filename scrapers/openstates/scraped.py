"""The scrapers' own JSON: a file a bill, a file a vote event.

Seen 2026-01 to 2026-08. Organisations and persons are JSON inside a string
(``"~{\"classification\": \"lower\"}"``), ``_id`` changes with each run, dates may be
instants in UTC.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from billtrail.bills.models import Version
from billtrail.legislatures import Chamber

from .record import Behind, Line, Related, Told

_CHAMBERS = {chamber.value: chamber for chamber in Chamber}


def told_of(bill: Mapping[str, Any]) -> Told:
    """A bill's file as it is told; raises LookupError, TypeError or ValueError for another's."""
    return Told(
        place=place_of(bill["jurisdiction"]["id"]),
        session=bill["legislative_session"],
        identifier=bill["identifier"],
        title=bill["title"],
        as_of=bill["scraped_at"][:19] + "Z",
        origin=chamber_of(bill.get("from_organization")),
        lines=tuple(_line(row) for row in bill["actions"]),
        behind=tuple(_behind(row) for row in bill["sponsorships"]),
        related=tuple(_related(row) for row in bill["related_bills"]),
        versions=tuple(versions(bill["versions"])),
        subjects=tuple(dict.fromkeys(bill["subject"])),
        abstracts=tuple((row["note"], row["abstract"]) for row in bill["abstracts"]),
        addresses=tuple(row["url"] for row in bill["sources"]),
    )


def place_of(jurisdiction: str) -> str:
    """``ocd-jurisdiction/country:us/state:ny/government`` -> ``ny``; the country's is ``us``."""
    parts = jurisdiction.split("/")
    return parts[-2].rpartition(":")[2]


def unpacked(told: str | None) -> Mapping[str, Any]:
    """What stands in a string behind its ``~``."""
    found = json.loads(told[1:]) if told and told.startswith("~") else {}
    return found if isinstance(found, dict) else {}


def chamber_of(organization: str | None) -> Chamber | None:
    """Who acted; ``None`` where that is no chamber or executive."""
    return _CHAMBERS.get(unpacked(organization).get("classification", ""))


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        row["date"], row["description"], chamber_of(row["organization_id"]),
        tuple(row["classification"]),
    )  # fmt: skip


def _behind(row: Mapping[str, Any]) -> Behind:
    return Behind(row["name"], row["primary"], row["entity_type"])


def _related(row: Mapping[str, Any]) -> Related:
    return Related(row["relation_type"], row["legislative_session"], row["identifier"])


def versions(rows: Iterable[Mapping[str, Any]]) -> Iterator[Version]:
    """Prints with their addresses, in the publisher's order."""
    for row in rows:
        urls = tuple((link["media_type"] or "", link["url"]) for link in row["links"])
        yield Version(row["note"], row["date"] or None, urls=urls)

"""Session exports: a zip with one JSON array, or with tables that ``tables`` joins to its shape.

By the own code of the exporter of openstates.org (read 2026-12); no export was at hand.
``sponsors`` are its sponsorships, an action's ``organization__name`` is "Senate", "Assembly" or
"Governor", related bills have ids alone (``staging`` looks them up among the bills of the export),
and a bill does not name its state: the file does.
"""

from collections.abc import Mapping
from typing import Any

from billtrail.scrapers.states import Behind, Line, Related, Told, chamber_by_name

from .scraped import chamber_named, event_of, kind_told, numbers, versions

Row = Mapping[str, Any]


def told_of(bill: Row, place: str, as_of: str, dated_by_steps: bool = False) -> Told:
    """A bill of an export of a state, as of a day; raises LookupError, TypeError or ValueError for
    another's."""
    return Told(
        place=place,
        session=bill["legislative_session"],
        identifier=bill["identifier"],
        title=bill["title"],
        as_of=as_of,
        dated_by_steps=dated_by_steps,
        origin=chamber_named(bill["chamber"]),
        lines=tuple(_line(row, place) for row in sorted(bill["actions"], key=_order)),
        behind=tuple(
            Behind(row["name"], row["primary"], row.get("entity_type") or "person")
            for row in bill["sponsors"]
        ),
        related=tuple(
            Related(row["relation_type"], row["legislative_session"], row["identifier"])
            for row in bill["related_bills"] if row.get("identifier")
        ),
        versions=tuple(versions(bill["versions"])),
        subjects=tuple(dict.fromkeys(bill["subject"])),
        abstracts=tuple((row["note"], row["abstract"]) for row in bill["abstracts"]),
        events=tuple(
            event_of(row, chamber_named(row["organization__classification"]))
            for row in bill["votes"]
        ),
        addresses=tuple(row["url"] for row in bill["sources"]),
        numbers=numbers(bill),
        kind=kind_told(bill),
    )  # fmt: skip


def _order(action: Row) -> int:
    return int(action["order"])


def _line(row: Row, place: str) -> Line:
    acted = chamber_by_name(row["organization__name"], place)
    return Line(row["date"], row["description"], acted, tuple(row["classification"]))

"""Answers of the API, v3: a bill whose parts are there where they were asked for.

By its own schemas (api-v3, read 2026-12) and 60 real bills without actions (2026-06): absent parts
are left out, so that they are unknown here and not empty; the session is ``session``. Where the
actions were not asked for, the latest one that an answer tells anyway is all that is known.
"""

from collections.abc import Callable, Mapping
from typing import Any

from billtrail.legislatures import Chamber
from billtrail.scrapers.states import Behind, Line, Related, Told, chamber_by_name

from .scraped import chamber_named, event_of, kind_told, numbers, place_of, versions

Row = Mapping[str, Any]


def told_of(bill: Row) -> Told:
    """A bill of an answer; raises LookupError, TypeError or ValueError for another's."""

    def part(name: str, read: Callable[[Row], Any]) -> tuple[Any, ...] | None:
        rows = bill.get(name)
        return None if rows is None else tuple(read(row) for row in rows)

    place = place_of(bill["jurisdiction"]["id"])
    return Told(
        place=place,
        session=bill["session"],
        identifier=bill["identifier"],
        title=bill["title"],
        as_of=bill["updated_at"][:19] + "Z",
        origin=_chamber(bill["from_organization"]),
        lines=_lines(bill, place),
        behind=part("sponsorships", lambda row: Behind(row["name"], row["primary"],
                                                       row["entity_type"])),
        related=part("related_bills", _related),
        versions=None if bill.get("versions") is None else tuple(versions(bill["versions"])),
        subjects=tuple(dict.fromkeys(bill.get("subject") or ())),
        abstracts=part("abstracts", lambda row: (row["note"], row["abstract"])),
        events=part("votes", lambda row: event_of(row, _chamber(row["organization"]),
                                                  row["sources"])),
        addresses=tuple(row["url"] for row in bill.get("sources") or ()),
        numbers=numbers(bill),
        kind=kind_told(bill),
        whole=bill.get("actions") is not None,
    )  # fmt: skip


def _chamber(organization: Row) -> Chamber | None:
    return chamber_named(organization["classification"])


def _lines(bill: Row, place: str) -> tuple[Line, ...] | None:
    if bill.get("actions") is not None:
        return tuple(map(_line, sorted(bill["actions"], key=_order)))
    day, text = bill.get("latest_action_date"), bill.get("latest_action_description")
    return (Line(day, text, chamber_by_name(text, place)),) if day and text else None


def _order(action: Row) -> int:
    return int(action["order"])


def _line(row: Row) -> Line:
    acted = _chamber(row["organization"])
    return Line(row["date"], row["description"], acted, tuple(row["classification"]))


def _related(row: Row) -> Related:
    return Related(row["relation_type"], row["legislative_session"], row["identifier"])

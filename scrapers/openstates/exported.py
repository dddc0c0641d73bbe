"""Session exports: a zip with one JSON array, or with tables that ``tables`` joins to its shape.

By the own code of the exporter of openstates.org (read 2026-12); no export was at hand.
``sponsors`` are its sponsorships, an action's ``organization__name`` is "Senate", "Assembly" or
"Governor", related bills have ids alone (``staging`` looks them up among the bills of the export),
and a bill does not name its state: the file does.
"""

from collections.abc import Mapping
from typing import Any

from billtrail.legislatures import Chamber, get
from billtrail.scrapers.states import Behind, Line, Related, Told

from .scraped import chamber_named, event_of, numbers, versions

Row = Mapping[str, Any]
#: Words of an organisation's name, the first that is in it telling who it is.
_NAMES = (
    ("senate", Chamber.UPPER), ("governor", Chamber.EXECUTIVE), ("mayor", Chamber.EXECUTIVE),
    ("executive", Chamber.EXECUTIVE), ("house", Chamber.LOWER), ("delegates", Chamber.LOWER),
)  # fmt: skip


def told_of(bill: Row, place: str, as_of: str) -> Told:
    """A bill of an export of a state, as of a day; raises LookupError, TypeError or ValueError for
    another's."""
    return Told(
        place=place,
        session=bill["legislative_session"],
        identifier=bill["identifier"],
        title=bill["title"],
        as_of=as_of,
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
    )  # fmt: skip


def _order(action: Row) -> int:
    return int(action["order"])


def _line(row: Row, place: str) -> Line:
    acted = chamber_by_name(row["organization__name"], place)
    return Line(row["date"], row["description"], acted, tuple(row["classification"]))


def chamber_by_name(name: str, place: str) -> Chamber | None:
    """``Assembly`` is New York's lower house; a legislature by its own name both houses'."""
    chambers = get(place).chambers
    if found := next((one for one, body in chambers.items() if body == name), None):
        return found
    said = name.lower()
    if found := next((chamber for word, chamber in _NAMES if word in said), None):
        return found
    return Chamber.LEGISLATURE if "legislature" in said or "assembly" in said else None

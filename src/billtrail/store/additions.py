"""A source's record of what is new, laid over the record it had. Pure."""

from dataclasses import replace
from typing import Any

from billtrail.bills import Bill, BillCommittee

from .rows import CHILD_TABLES

#: Scalars that stay where the news does not speak of them.
_LASTING = ("title", "short_title", "introduced_date", "policy_area", "source_url")
#: Scalars that move together: news with a status speaks of all of them.
_MOVING = ("law", "location", "status_text")
_IDENTITIES = {table.part: table.identity for table in CHILD_TABLES}


def laid_over(stored: Bill, news: Bill) -> Bill:
    """A source's earlier record with a later one that holds only what is new (``Bill.adds``).

    What the news lists stands beside what was listed; a print that is new brings all its authors.
    """
    values: dict[str, Any] = {
        name: given for name in _LASTING if (given := getattr(news, name)) is not None
    }
    if news.status_text is not None:
        values |= {name: getattr(news, name) for name in _MOVING}
    values |= {part: _listed(part, stored, news) for part in _IDENTITIES}
    values["data_as_of"] = max(stored.data_as_of, news.data_as_of)
    return replace(stored, **values)


def _listed(part: str, stored: Bill, news: Bill) -> tuple[Any, ...] | None:
    before, after = getattr(stored, part), getattr(news, part)
    if not before or after is None or (part == "sponsorships" and news.versions):
        return after if after is not None else before  # type: ignore[no-any-return]
    identity = _IDENTITIES[part]
    known = {identity(row): row for row in before}
    rows = {identity(row): _met(known.get(identity(row)), row) for row in after}
    # Prints are listed newest first, everything else oldest first.
    order = rows | known if part == "versions" else known | rows
    return tuple((known | rows)[key] for key in order)


def _met(before: Any, after: Any) -> Any:
    """A committee has met a bill on the days of both records."""
    if not isinstance(before, BillCommittee):
        return after
    days = dict.fromkeys((*before.activities, *after.activities))
    return replace(after, activities=tuple(days))

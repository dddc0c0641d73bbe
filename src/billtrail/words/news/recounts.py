"""A vote whose count its publisher corrected, in words: the numbers, or who is listed otherwise."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from billtrail.bills.values import Change, decoded

#: So many members are named; the rest are counted.
_NAMED = 3

Row = Mapping[str, Any]


def recounted(change: Change) -> tuple[Row, Row] | None:
    """The vote before and after, where a change is the correction of one that was counted."""
    if not change.field.startswith("votes:"):
        return None
    old, new = decoded(change.old), decoded(change.new)
    both = isinstance(old, dict) and isinstance(new, dict) and "yes" in old and "yes" in new
    return (old, new) if both else None


def recount_words(row: Row, other: Row) -> str:
    """What a count says, beside the other one of the same vote: "402 to 14", "Passed"; where the
    numbers are the same, how those members voted whom the other has otherwise."""
    numbers = _numbers(row)
    if numbers != _numbers(other):
        return numbers
    listed, others = _listed(row), _listed(other)
    told = [f"{name} {listed.get(name, 'not listed')}" for name in sorted(listed.keys() | others)
            if listed.get(name) != others.get(name)]  # fmt: skip
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return ", ".join(told[:_NAMED]) + more


def _numbers(row: Row) -> str:
    return ", ".join(filter(None, (row.get("result"), f"{row['yes']} to {row['no']}")))


def _listed(row: Row) -> dict[str, str]:
    return dict(_records(row))


def _records(row: Row) -> Iterator[tuple[str, str]]:
    for name, option, *_ in orjson.loads(row.get("records") or "[]"):
        yield name, option

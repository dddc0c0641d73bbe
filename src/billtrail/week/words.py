"""Small words of the call sheet: a bill by its name, lists, first letters."""

from collections.abc import Iterable

from billtrail.bills.values import BillStatus
from billtrail.words import bill_words, whole_title


def named(status: BillStatus) -> str:
    return f"{bill_words(status.key)}{_title(status)}"


def _title(status: BillStatus) -> str:
    return f", {whole_title(status)}" if status.bill.short_title else ""


def listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


#: So many names stand in a line.
_FEW = 6


def few(names: Iterable[str]) -> str:
    """As ``listed``; of many the first few, and how many others."""
    found = list(names)
    others = len(found) - _FEW
    if others < 2:
        return listed(found)
    return listed([*found[:_FEW], f"{others} others"])


def large(text: str) -> str:
    return text[:1].upper() + text[1:]

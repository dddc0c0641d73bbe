"""Two versions of a bill side by side in words: what was taken out, what was put in.

Compared is what the file holds of each version: the text, else the digest or summary that the
legislature's own staff wrote of it.
"""

from dataclasses import dataclass

from billtrail.bills import Comparison, Passage, compare
from billtrail.bills.values import BillStatus
from billtrail.errors import UsageError
from billtrail.snapshot import PrintText, Snapshot, read_prints
from billtrail.words import bill_title, bill_words


@dataclass(frozen=True, slots=True)
class Compared:
    """The page as a value; ``None`` among the passages stands for unchanged ones left out."""

    key: str
    identifier: str
    title: str
    what: str
    prints: tuple[PrintText, ...]
    old: int
    new: int
    passages: tuple[Passage | None, ...]
    kept: int | None


def read_compared(snapshot: Snapshot, key: str, old: str | None, new: str | None) -> Compared:
    """The versions numbered ``old`` and ``new`` from the oldest, by default the last two.

    Raises ``UnknownKey``, or ``UsageError`` where a number is none of theirs.
    """
    status = snapshot.bill(key)
    what, prints = read_prints(snapshot, status.bill)
    last = len(prints) - 1
    if last < 1:
        return _page(status, what, prints, 0, 0, None)
    chosen_old, chosen_new = _number(old, last - 1, last), _number(new, last, last)
    found = compare(prints[chosen_old].text, prints[chosen_new].text)
    return _page(status, what, prints, chosen_old, chosen_new, found)


def _page(
    status: BillStatus,
    what: str,
    prints: tuple[PrintText, ...],
    old: int,
    new: int,
    found: Comparison | None,
) -> Compared:
    return Compared(
        key=status.key,
        identifier=bill_words(status.key),
        title=bill_title(status),
        what=what,
        prints=prints,
        old=old,
        new=new,
        passages=tuple(found.changes(context=1)) if found else (),
        kept=round(100 * found.kept) if found else None,
    )


def _number(asked: str | None, default: int, last: int) -> int:
    if not asked:
        return default
    if asked not in map(str, range(last + 1)):  # int() reads other digits, and not 5,000
        raise UsageError(f"There is no version number {asked!r}. Choose one from 0 to {last}.")
    return int(asked)

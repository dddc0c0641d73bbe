"""Two prints beside each other in words, of one bill or of two: what is out, what was put in.

Compared is what the file holds of each version: the text, else the digest or summary that the
legislature's own staff wrote of it.
"""

from dataclasses import dataclass

from billtrail.bills import Passage, compare
from billtrail.bills.values import BillStatus
from billtrail.errors import UsageError
from billtrail.snapshot import PrintText, Snapshot, read_prints_alike
from billtrail.words import bill_title, bill_words


@dataclass(frozen=True, slots=True)
class Side:
    """A bill, its prints that can be compared, and the one that is, by number from the oldest."""

    key: str
    identifier: str
    title: str
    prints: tuple[PrintText, ...]
    chosen: int

    @property
    def words(self) -> str:
        """``H.R. 4323, Enrolled Bill``."""
        return f"{self.identifier}, {self.prints[self.chosen].words}"


@dataclass(frozen=True, slots=True)
class Compared:
    """The page as a value; ``None`` among the passages stands for unchanged ones left out, and
    ``kept`` is ``None`` where there are not two prints. ``beside`` is what was asked for as the
    other bill."""

    what: str
    old: Side
    new: Side
    beside: str
    passages: tuple[Passage | None, ...] = ()
    kept: int | None = None


def read_compared(
    snapshot: Snapshot, key: str, old: str | None, new: str | None, beside: str | None = None
) -> Compared:
    """The versions numbered ``old`` and ``new`` from the oldest, by default the last two; ``new``
    is of the bill ``beside`` where one is named, in any spelling, by default its last.

    Raises ``UnknownKey``, or ``UsageError`` where a number is none of theirs.
    """
    status, asked = snapshot.bill(key), (beside or "").strip()
    other = snapshot.bill(snapshot.resolve_bill(asked)) if asked else status
    what, ours, theirs = read_prints_alike(snapshot, status.bill, other.bill)
    enough = len(ours) > 1 if ours is theirs else bool(ours and theirs)
    if not enough:
        return Compared(what, _side(status, ours, 0), _side(other, theirs, 0), asked)
    last = len(ours) - 1
    before = _side(status, ours, _number(old, last - 1 if ours is theirs else last, last))
    after = _side(other, theirs, _number(new, len(theirs) - 1, len(theirs) - 1))
    found = compare(before.prints[before.chosen].text, after.prints[after.chosen].text)
    passages = tuple(found.changes(context=1))
    return Compared(what, before, after, asked, passages, round(100 * found.kept))


def _side(status: BillStatus, prints: tuple[PrintText, ...], chosen: int) -> Side:
    return Side(status.key, bill_words(status.key), bill_title(status), prints, chosen)


def _number(asked: str | None, default: int, last: int) -> int:
    if not asked:
        return default
    if asked not in map(str, range(last + 1)):  # int() reads other digits, and not 5,000
        raise UsageError(f"There is no version number {asked!r}. Choose one from 0 to {last}.")
    return int(asked)

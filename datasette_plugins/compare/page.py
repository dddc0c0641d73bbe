"""Two versions of a bill side by side in words: what was taken out, what was put in.

Compared is what the file holds of each version: the text, else the digest or summary that the
legislature's own staff wrote of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.bills import Comparison, Passage, compare
from billtrail.bills.models import Bill
from billtrail.bills.values import BillStatus
from billtrail.errors import UsageError
from billtrail.snapshot import Snapshot
from billtrail.store import unpack
from billtrail.words import bill_title, bill_words, day_words


@dataclass(frozen=True, slots=True)
class PrintView:
    """One version. ``words`` name it: "Enrolled, Sep 12, 2025"."""

    words: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The page as a value; ``None`` among the passages stands for unchanged ones left out."""

    key: str
    identifier: str
    title: str
    what: str
    prints: tuple[PrintView, ...]
    old: int
    new: int
    passages: tuple[Passage | None, ...]
    kept: int | None


def read_compared(snapshot: Snapshot, key: str, old: str | None, new: str | None) -> Compared:
    """The versions numbered ``old`` and ``new`` from the oldest, by default the last two.

    Raises ``UnknownKey``, or ``UsageError`` where a number is none of theirs.
    """
    status = snapshot.bill(key)
    what, prints = _read_prints(snapshot, status.bill)
    last = len(prints) - 1
    if last < 1:
        return _page(status, what, prints, 0, 0, None)
    chosen_old, chosen_new = _number(old, last - 1, last), _number(new, last, last)
    found = compare(prints[chosen_old].text, prints[chosen_new].text)
    return _page(status, what, prints, chosen_old, chosen_new, found)


def _page(
    status: BillStatus,
    what: str,
    prints: tuple[PrintView, ...],
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


def _read_prints(snapshot: Snapshot, bill: Bill) -> tuple[str, tuple[PrintView, ...]]:
    """(what is compared, versions that have it, oldest first): the first kind of words that two
    versions have."""
    kinds = (
        ("the whole text of each print", _texts(snapshot, bill)),
        ("the Legislative Counsel's digest of each print", _digests(bill)),
        ("the official summary of each version", _summaries(bill)),
    )
    best: tuple[str, tuple[PrintView, ...]] = ("", ())
    for what, found in kinds:
        best = (what, tuple(sorted(found, key=lambda p: p.date)))
        if len(best[1]) > 1:
            break
    return best


def count_prints(snapshot: Snapshot, bill: Bill) -> int:
    """How many versions can be compared, without reading their texts."""
    texts = 0
    if _has_texts(snapshot):
        counted = "SELECT count(*) FROM version_texts WHERE bill = ?"
        texts = snapshot.connection.execute(counted, (bill.key,)).fetchone()[0]
    return max(texts, len(list(_digests(bill))), len(bill.summaries or ()))


def _has_texts(snapshot: Snapshot) -> bool:
    """A published file has no whole texts."""
    stored = snapshot.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'version_texts'")
    return stored.fetchone() is not None


def _texts(snapshot: Snapshot, bill: Bill) -> Iterator[PrintView]:
    if not _has_texts(snapshot):
        return
    named = {version.code: version for version in bill.versions or ()}
    rows = snapshot.connection.execute(
        "SELECT code, text FROM version_texts WHERE bill = ?", (bill.key,)
    )
    for code, packed in rows:
        if version := named.get(code):
            yield PrintView(
                _words(version.note, version.date), version.date or "", unpack(packed).decode()
            )


def _digests(bill: Bill) -> Iterator[PrintView]:
    for version in bill.versions or ():
        if version.digest:
            yield PrintView(_words(version.note, version.date), version.date or "", version.digest)


def _summaries(bill: Bill) -> Iterator[PrintView]:
    for summary in bill.summaries or ():
        yield PrintView(_words(summary.note, summary.date), summary.date or "", summary.text)


def _words(note: str, date: str | None) -> str:
    return f"{note}, {day_words(date)}" if date else note

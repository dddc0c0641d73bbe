"""What the file holds of a bill's versions in words: the text, else the digest or summary that the
legislature's own staff wrote of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.bills.models import Bill
from billtrail.store import unpack
from billtrail.words import day_words

if TYPE_CHECKING:
    from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PrintText:
    """One version. ``words`` name it: "Enrolled, Sep 12, 2025"."""

    words: str
    date: str
    text: str


def read_prints(snapshot: "Snapshot", bill: Bill) -> tuple[str, tuple[PrintText, ...]]:
    """(what is compared, versions that have it, oldest first): the first kind of words that two
    versions have."""
    kinds = (
        ("the whole text of each print", read_texts(snapshot, bill)),
        ("the Legislative Counsel's digest of each print", _digests(bill)),
        ("the official summary of each version", _summaries(bill)),
    )
    best: tuple[str, tuple[PrintText, ...]] = ("", ())
    for what, found in kinds:
        best = (what, tuple(sorted(found, key=lambda p: p.date)))
        if len(best[1]) > 1:
            break
    return best


def count_prints(snapshot: "Snapshot", bill: Bill) -> int:
    """How many versions can be compared, without reading their texts."""
    texts = 0
    if _hasread_texts(snapshot):
        counted = "SELECT count(*) FROM version_texts WHERE bill = ?"
        texts = snapshot.connection.execute(counted, (bill.key,)).fetchone()[0]
    return max(texts, len(list(_digests(bill))), len(bill.summaries or ()))


def _hasread_texts(snapshot: "Snapshot") -> bool:
    """A published file has no whole texts."""
    stored = snapshot.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'version_texts'")
    return stored.fetchone() is not None


def read_texts(snapshot: "Snapshot", bill: Bill) -> Iterator[PrintText]:
    """The whole texts of its prints that are on file; a published file has none."""
    if not _hasread_texts(snapshot):
        return
    named = {version.code: version for version in bill.versions or ()}
    rows = snapshot.connection.execute(
        "SELECT code, text FROM version_texts WHERE bill = ?", (bill.key,)
    )
    for code, packed in rows:
        if version := named.get(code):
            yield PrintText(
                _words(version.note, version.date), version.date or "", unpack(packed).decode()
            )


def _digests(bill: Bill) -> Iterator[PrintText]:
    for version in bill.versions or ():
        if version.digest:
            yield PrintText(_words(version.note, version.date), version.date or "", version.digest)


def _summaries(bill: Bill) -> Iterator[PrintText]:
    for summary in bill.summaries or ():
        yield PrintText(_words(summary.note, summary.date), summary.date or "", summary.text)


def _words(note: str, date: str | None) -> str:
    return f"{note}, {day_words(date)}" if date else note

"""What the file holds of a bill's versions in words: the text, else the digest or summary that the
legislature's own staff wrote of each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.bills.identity import oldest_first
from billtrail.bills.models import Bill
from billtrail.errors import UsageError
from billtrail.legislatures import display
from billtrail.store import codes_with_text, read_prints_of
from billtrail.words import day_words

if TYPE_CHECKING:
    from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PrintText:
    """One version. ``words`` name it: "Enrolled, Sep 12, 2025"; ``code`` is the publisher's."""

    words: str
    date: str
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class NamedPrint:
    """A print of a bill that somebody named."""

    bill: str
    found: PrintText

    @property
    def words(self) -> str:
        """``H.R. 4323, Enrolled Bill``."""
        return f"{display(self.bill)}, {self.found.words}"


def read_prints(snapshot: "Snapshot", bill: Bill) -> tuple[str, tuple[PrintText, ...]]:
    """(what is compared, versions that have it, oldest first): the first kind of words that two
    versions have."""
    best: tuple[str, tuple[PrintText, ...]] = ("", ())
    for what, found in _KINDS.items():
        best = (what, tuple(found(snapshot, bill)))
        if len(best[1]) > 1:
            break
    return best


def read_prints_alike(
    snapshot: "Snapshot", one: Bill, other: Bill
) -> tuple[str, tuple[PrintText, ...], tuple[PrintText, ...]]:
    """As ``read_prints`` of two bills, or of one twice: the first kind of words that a version of
    each has."""
    if one.key == other.key:
        what, prints = read_prints(snapshot, one)
        return what, prints, prints
    for what, found in _KINDS.items():
        ours, theirs = tuple(found(snapshot, one)), tuple(found(snapshot, other))
        if ours and theirs:
            return what, ours, theirs
    return "", (), ()


def count_prints(snapshot: "Snapshot", bill: Bill) -> int:
    """How many versions can be compared, without reading their texts."""
    texts = codes_with_text(snapshot.connection, bill.key)
    return max(len(texts), len(list(_digests(snapshot, bill))), len(bill.summaries or ()))


def read_texts(snapshot: "Snapshot", bill: Bill) -> Iterator[PrintText]:
    """The whole texts of its prints that are here, oldest first; a published file has none."""
    texts = dict(read_prints_of(snapshot.connection, bill.key))
    for version in oldest_first(bill.versions or ()):
        if version.code in texts:
            words = _words(version.note, version.date)
            yield PrintText(words, version.date or "", texts[version.code], version.code)


def _digests(snapshot: "Snapshot", bill: Bill) -> Iterator[PrintText]:
    for version in oldest_first(bill.versions or ()):
        if version.digest:
            words = _words(version.note, version.date)
            yield PrintText(words, version.date or "", version.digest, version.code or "")


def _summaries(snapshot: "Snapshot", bill: Bill) -> Iterator[PrintText]:
    for summary in sorted(bill.summaries or (), key=lambda one: one.date or ""):
        yield PrintText(_words(summary.note, summary.date), summary.date or "", summary.text)


#: What can be compared, the best first.
_KINDS: Mapping[str, Callable[["Snapshot", Bill], Iterable[PrintText]]] = {
    "the whole text of each print": read_texts,
    "the Legislative Counsel's digest of each print": _digests,
    "the official summary of each version": _summaries,
}


def _words(note: str, date: str | None) -> str:
    return f"{note}, {day_words(date)}" if date else note


# -- prints that somebody names --------------------------------------------------------------------

#: A bill in any spelling, and which print of it: ``HR 4323:enr``. An address has its own colon.
_NAMED = re.compile(r"(?P<bill>.+?)(?::(?P<which>[\w][\w .,-]*))?")


def read_named_prints(
    snapshot: "Snapshot", one: str, other: str
) -> tuple[str, NamedPrint, NamedPrint]:
    """(what is compared, the two prints) that ``BILL`` (its newest) or ``BILL:PRINT`` name. PRINT
    is the publisher's code, a number from the oldest, or the beginning of its words. Raises
    UsageError with the prints that there are."""
    named = [_split(name) for name in (one, other)]
    keys = [snapshot.resolve_bill(bill) for bill, _ in named]
    told = snapshot.every_bill(keys)
    first, second = (told[key].bill for key in keys)
    what, ours, theirs = read_prints_alike(snapshot, first, second)
    if not (ours and theirs):
        raise UsageError(
            f"There is nothing to compare of {display(first.key)} and {display(second.key)}: "
            "neither texts nor digests or summaries of both are here. Texts come into a file of "
            "your own with 'billtrail update'."
        )
    return (what, NamedPrint(first.key, _chosen(first.key, ours, named[0][1])),
            NamedPrint(second.key, _chosen(second.key, theirs, named[1][1])))  # fmt: skip


def _split(name: str) -> tuple[str, str]:
    match = _NAMED.fullmatch(name.strip())
    if match is None:
        raise UsageError("Name a bill, or a print of one such as HR4323:ih.")
    return match["bill"], match["which"] or ""


def _chosen(key: str, prints: Sequence[PrintText], which: str) -> PrintText:
    asked = which.strip().lower()
    if asked in map(str, range(1, len(prints) + 1)):
        return prints[int(asked) - 1]
    exact = [one for one in prints if one.code.lower() == asked]
    found = exact or [one for one in prints if one.words.lower().startswith(asked)]
    if not found:
        listed = "; ".join(f"{n} {one.words}" for n, one in enumerate(prints, 1))
        raise UsageError(f"{display(key)} has no print {which!r}. Its prints: {listed}.")
    return found[-1]

"""Two records of one source beside each other: what the newer one says otherwise of the past.

A fact of both is no edit, and one that is new and in time is none either: that is news. A fact
that is gone and one that came are paired where they are the same in other words or with another
day; what is left over was withdrawn, or came late.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from ..doubts import LOSS_ROWS, LOSS_SHARE, is_explained
from ..models import Bill
from .said import PARTS, VALUES, Said, said_of
from .values import EditKind, RecordEdit


class Arrival(NamedTuple):
    """A fact that came: its step (the class of an action, ``joined``, ``text``), its own day."""

    step: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The edits, and what is new of the bill."""

    edits: tuple[RecordEdit, ...]
    arrivals: tuple[Arrival, ...]


#: The parts whose facts have a day on which they were done, so that they can come late.
_DATED = frozenset({"actions", "sponsorships", "committees", "versions", "votes"})
#: The parts in which ``who`` names many facts, so that their texts must be alike to be one.
_MANY = frozenset({"actions", "titles"})
#: Two such texts are one fact in other words where so much of them is alike.
_ALIKE = 0.6

#: Facts that are said no more: part, day and text.
Gone = Collection[tuple[str, str | None, str]]


def compare(
    before: Bill, after: Bill, gone: Gone = (), missing_on: str = "", rhythm: int = 0
) -> Compared:
    """The edits from one record of a source to its next.

    ``gone`` are facts that it once said and says no more, ``missing_on`` the last day on which it
    was known to say what ``before`` says (ISO), ``rhythm`` the hours of its normal silence.
    """
    late_before = _days_before(missing_on, rhythm)
    edits: list[RecordEdit] = []
    arrivals: list[Arrival] = []
    for part in (*VALUES, *PARTS):
        if getattr(before, part) == getattr(after, part):
            continue
        change = _read_change(part, before, after, {fact[1:] for fact in gone if fact[0] == part})
        edits += change.edits(late_before)
        arrivals += change.arrivals()
    return Compared(tuple(dict.fromkeys(edits)), tuple(arrivals))


def _days_before(day: str, hours: int) -> str:
    return (date.fromisoformat(day[:10]) - timedelta(hours=hours)).isoformat() if day else ""


@dataclass(slots=True)
class _Change:
    """What became of one part: facts that are lost, came, came back, and ``pairs`` of one that is
    said otherwise now. ``known`` counts what there was."""

    part: str
    known: int = 0
    lost: list[Said] = field(default_factory=list)
    come: list[Said] = field(default_factory=list)
    back: list[Said] = field(default_factory=list)
    pairs: list[tuple[Said, Said]] = field(default_factory=list)

    def pair(self, match: "_Match") -> None:
        """Take out of what is lost and what came those that are the same fact."""
        for old in list(self.lost):
            found = [match(self.part, old, new) for new in self.come]
            best = max(found, default=0.0)
            if best >= _ALIKE:
                self.pairs.append((old, self.come.pop(found.index(best))))
                self.lost.remove(old)

    def edits(self, late_before: str) -> Iterator[RecordEdit]:
        yield from _said_otherwise(self.part, self.pairs)
        if len(self.lost) > LOSS_ROWS and len(self.lost) > LOSS_SHARE * self.known:
            left = str(self.known - len(self.lost))
            yield RecordEdit(self.part, EditKind.SHORTENED, str(self.known), left)
        for one in self.lost:
            yield RecordEdit(self.part, EditKind.WITHDRAWN, one.text, None, one.date)
        late = [one for one in self.come if _is_day(one.date) and (one.date or "") < late_before]
        came = {EditKind.BACK: self.back, EditKind.LATE: late if self.part in _DATED else []}
        for kind, facts in came.items():
            for one in facts:
                yield RecordEdit(self.part, kind, None, one.text, None, one.date)

    def arrivals(self) -> Iterator[Arrival]:
        for one in self.come:
            if one.step and one.date and _is_day(one.date):
                yield Arrival(one.step, one.date, one.text)


def _read_change(
    part: str, before: Bill, after: Bill, gone: Collection[tuple[str | None, str]]
) -> _Change:
    was, now = said_of(before, part), said_of(after, part)
    if was is None or now is None:
        return _Change(part)
    held = {one.fact for one in was}.difference(gone)
    said, rows_before, rows_now = {one.fact for one in now}, _rows(was), _rows(now)
    change = _Change(
        part,
        len(held),
        lost=[one for key, one in rows_before.items() if key not in rows_now and one.fact in held],
        come=[one for key, one in rows_now.items() if key not in rows_before or one.fact in gone],
    )
    for match in _MATCHES:
        change.pair(match)
    # What another row still says, or said before, of another committee, did not go or come.
    lost = {one.fact: one for one in change.lost if not one.ours and one.fact not in said}
    change.lost = list(lost.values())
    if is_explained(part, before, after):
        change.lost = []
    come = {one.fact: one for one in change.come if not one.ours and one.fact not in held}
    change.come = [one for fact, one in come.items() if fact not in gone]
    change.back = [one for fact, one in come.items() if fact in gone]
    return change


def _rows(facts: Iterable[Said]) -> dict[tuple[str, str | None, str], Said]:
    return {(one.who, one.date, one.text): one for one in facts}


def _is_day(day: str | None) -> bool:
    return day is not None and len(day) == len("2026-11-26")


#: How surely a fact that is lost and one that came are the same, 0 to 1.
_Match = Callable[[str, Said, Said], float]


def _same(part: str, old: Said, new: Said) -> float:
    """A row whose code or committee alone is another says the same."""
    return float(old.fact == new.fact)


def _other_day(part: str, old: Said, new: Said) -> float:
    return float((old.who, old.text) == (new.who, new.text))


def _other_words(part: str, old: Said, new: Said) -> float:
    """Of steps of one day those with the most alike words, rather with the same code."""
    if old.date != new.date:
        return 0.0
    if part not in _MANY or old.ours or new.ours:
        return float(old.who == new.who)
    if part == "titles" and old.who != new.who:
        return 0.0
    return _alike(old.text, new.text) + 0.01 * (old.who == new.who)


def _of_one(part: str, old: Said, new: Said) -> float:
    """What is said of one person, print or vote, whose name and day were both set right."""
    return float(part not in _MANY and old.who == new.who)


#: The surest first.
_MATCHES: Sequence[_Match] = (_same, _other_day, _other_words, _of_one)


def _alike(one: str, other: str) -> float:
    """How much of two texts is alike: 0 to 1."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _said_otherwise(part: str, pairs: Iterable[tuple[Said, Said]]) -> Iterator[RecordEdit]:
    """A day that is only now given, and words of ours that its publisher's replace, are none."""
    for old, new in pairs:
        if (
            old.ours
            or new.ours
            or old.fact == new.fact
            or (old.text == new.text and old.date is None)
        ):
            continue
        kind = EditKind.REDATED if old.text == new.text else EditKind.EDITED
        yield RecordEdit(part, kind, old.text, new.text, old.date, new.date)

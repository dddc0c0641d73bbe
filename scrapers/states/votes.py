"""Votes as Open States has them, whichever of its formats they came in.

Not every one is a vote: of Virginia's 762 on 299 measures 731 are lines of filing, printing and
reading without a count (2026-08). 28 of New York's 5,526 name each member several times with
different answers: their counts stand without names. Illinois' count one more than they name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from billtrail.bills.models import Vote, VoteRecord
from billtrail.legislatures import Chamber

#: What our records call an answer.
_OPTIONS = {"yes": "yes", "no": "no", "abstain": "abstain", "present": "present"}


class Event(NamedTuple):
    """A vote event: its day or instant, who voted on what, counts by answer, and (name, answer)."""

    day: str
    chamber: Chamber | None
    motion: str
    result: str
    counts: Mapping[str, int]
    answers: tuple[tuple[str, str], ...]
    url: str | None = None


def votes_of(events: Iterable[tuple[str, Event]]) -> Iterator[Vote]:
    """The votes among events with their civil days, each under a name of its own; one told twice
    is one."""
    seen: Counter[str] = Counter()
    for day, event in dict.fromkeys(_hashable(events)):
        if not event.answers and not any(event.counts.values()):
            continue
        name = f"{day} {event.chamber or ''} {event.motion}".strip()
        seen[name] += 1
        yield _vote(f"{name} ({seen[name]})" if seen[name] > 1 else name, day, event)


class _Counts(dict[str, int]):
    """Counts that can be compared as one value."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


def _hashable(events: Iterable[tuple[str, Event]]) -> Iterator[tuple[str, Event]]:
    for day, event in sorted(events, key=lambda one: one[0]):
        yield day, event._replace(counts=_Counts(event.counts))


def _vote(name: str, day: str, event: Event) -> Vote:
    counts = event.counts or Counter(answer for _, answer in event.answers)
    other = sum(count for answer, count in counts.items() if answer not in ("yes", "no"))
    several = len({who for who, _ in event.answers}) < len(set(event.answers))
    records = tuple(
        VoteRecord(who, _option(answer)) for who, answer in dict.fromkeys(event.answers)
    )
    return Vote(
        name, day, event.chamber, motion=event.motion or None, result=_RESULTS.get(event.result),
        yes=counts.get("yes", 0), no=counts.get("no", 0), other=other, url=event.url,
        records=None if several or not records else records,
    )  # fmt: skip


def _option(answer: str) -> str:
    return _OPTIONS.get(answer, "not voting")


_RESULTS = {"pass": "passed", "fail": "failed"}

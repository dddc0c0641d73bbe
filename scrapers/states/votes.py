"""Votes as Open States has them, whichever of its formats they came in.

Not every one is a vote: of Virginia's 762 on 299 measures 731 are lines of filing, printing and
reading without a count (2026-08). 28 of New York's 5,526 name each member several times with
different answers: their counts stand without names. Illinois' count one more than they name. All
are said to be of a chamber, those of its committees and on amendments too: the motion tells.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from billtrail.bills.models import Vote, VoteRecord
from billtrail.legislatures import Chamber

from .committees import committee_id, spelled
from .rules import rules_of

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


def votes_of(
    place: str, events: Iterable[tuple[str, Event]], committees: Collection[str]
) -> Iterator[Vote]:
    """The votes among events with their civil days, each under a name of its own; one told twice
    is one. ``committees`` are the ids of those that the bill was sent to."""
    seen: Counter[str] = Counter()
    for day, event in dict.fromkeys(_hashable(events)):
        if not event.answers and not any(event.counts.values()):
            continue
        name = f"{day} {event.chamber or ''} {event.motion}".strip()
        seen[name] += 1
        vote = _vote(f"{name} ({seen[name]})" if seen[name] > 1 else name, day, event)
        on_bill, committee = _asked(place, event, committees)
        yield vote._replace(on_bill=on_bill, committee=committee)


def _asked(place: str, event: Event, committees: Collection[str]) -> tuple[bool | None, str | None]:
    """Whether a vote was on the bill itself, and the committee that held it: its id, or what it is
    called where the bill was not sent to it."""
    rules = rules_of(place)
    if rules.floor is None:
        return None, None
    if re.search(rules.floor, event.motion, re.IGNORECASE):
        return True, None
    pattern = rules.in_committee
    found = re.search(pattern, event.motion, re.IGNORECASE) if pattern else None
    if found is None:
        return False, None
    told = found.groupdict()
    name = spelled(told.get("name") or "committee")
    id = committee_id(name, event.chamber)
    return not told.get("other"), id if id in committees else name


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

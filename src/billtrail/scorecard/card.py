"""How members voted where we asked for a vote: the roll calls that a person chose, member by
member.

Nothing is weighed and nobody is ranked. An absence is shown as the record states it and counts
neither way; a voter whom no roster can place is listed by the name in the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from billtrail.bills.models import Vote, VoteRecord
from billtrail.bills.people import surname_of
from billtrail.bills.values import BillStatus
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import display, nearest
from billtrail.legislatures.calendar import Session
from billtrail.snapshot import Snapshot
from billtrail.snapshot.sessions import is_of
from billtrail.words import chamber_words, day_words, option_words, whole_title

from .chosen import ChosenVote

#: Printed on every scorecard.
RULE = (
    "Each vote counts once; a person chose it, for the reason given beside it.",
    "With us is a vote as we asked on that roll call, against us the other. Whoever voted neither "
    "yes nor no is shown as the record states it, and counts neither way.",
    "Listed is everyone whom the record names in one of these votes, by name. Nobody is ranked.",
)
_CAUTION = (
    "A 501(c)(3) organization may not use this page for or against a candidate. Have counsel read "
    "it before it goes out{near}."
)
#: More columns no page has.
_MOST = 8
#: A general election so many days away is said to be near.
_NEAR = timedelta(180)


@dataclass(frozen=True, slots=True)
class ScoredVote:
    """A chosen roll call in words; ``source`` is its page, or the bill's where it has none."""

    id: str
    bill: str
    identifier: str
    title: str
    what: str
    counts: str
    result: str
    why: str
    source: str | None


@dataclass(frozen=True, slots=True)
class MemberScore:
    """``marks`` stand under the votes in their order: with us, against us, the record's own word
    for another, or nothing where the record does not name the member."""

    name: str
    seat: str
    chamber: str
    marks: tuple[str, ...]

    @property
    def sums(self) -> str:
        """ "2 with us, 1 not voting"."""
        told = dict.fromkeys((WITH, AGAINST, *self.marks))
        return ", ".join(f"{n} {mark}" for mark in told if mark and (n := self.marks.count(mark)))


WITH, AGAINST = "with us", "against us"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The page as a value; ``faults`` are chosen votes that the record no longer has."""

    votes: tuple[ScoredVote, ...]
    members: tuple[MemberScore, ...]
    rule: tuple[str, ...]
    caution: str
    faults: tuple[str, ...] = ()


def find_vote(status: BillStatus, name: str) -> Vote:
    """The roll call of a bill by its publisher's id, or by its number among those with names,
    from the oldest. Raises ``UnknownKey`` with those there are."""
    found = named_votes(status)
    if name.isdecimal() and 0 < int(name) <= len(found):
        return found[int(name) - 1]
    by_id = {vote.identifier: vote for vote in found}
    if name not in by_id:
        raise UnknownKey("roll call", name, nearest(name, list(by_id)) or list(by_id)[:5])
    return by_id[name]


def named_votes(status: BillStatus) -> Sequence[Vote]:
    """The roll calls on a bill of which the record says who voted how, oldest first."""
    return sorted((v for v in status.bill.votes or () if v.records), key=lambda v: v.date)


def vote_words(status: BillStatus, vote: Vote) -> str:
    """ "Senate, Jun 25, 2025 (third reading)"."""
    who = chamber_words(status.bill.jurisdiction, vote.chamber) if vote.chamber else ""
    named = {one.committee: one.name for one in status.bill.committees or ()}
    where = named.get(vote.committee or "", "a committee") if vote.committee else ""
    told = ", ".join(filter(None, (where or who, day_words(vote.date))))
    return f"{told} ({vote.motion})" if vote.motion else told


def build_scorecard(
    snapshot: Snapshot, session: Session, chosen: Iterable[ChosenVote]
) -> Scorecard:
    """The chosen votes of a session's bills as the record has them today.

    Raises ``UsageError`` where none of the session was chosen.
    """
    found, faults = list[tuple[ChosenVote, BillStatus, Vote]](), list[str]()
    for one in chosen:
        try:
            status = snapshot.bill(one.bill)
            if is_of(status, session):
                found.append((one, status, find_vote(status, one.vote)))
        except UnknownKey:
            faults.append(f"The record of {display(one.bill)} no longer has the roll call "
                          f"{one.vote}: choose it anew, or drop number {one.id}.")  # fmt: skip
    if not found and not faults:
        raise UsageError(
            "No vote of this session was chosen. List a bill's roll calls with "
            "'billtrail scorecard votes BILL'."
        )
    if len(found) > _MOST:
        raise UsageError(
            f"{len(found)} votes of this session were chosen; a page has room for {_MOST}. Take "
            "some back with 'billtrail scorecard drop NUMBER'."
        )
    found.sort(key=lambda each: (each[2].date, each[0].id))
    return Scorecard(
        tuple(_scored(*each) for each in found),
        tuple(_members(snapshot, found)),
        RULE,
        _caution(snapshot.on),
        tuple(faults),
    )


def _scored(chosen: ChosenVote, status: BillStatus, vote: Vote) -> ScoredVote:
    counts = f"{vote.yes} to {vote.no}" if vote.yes is not None else ""
    result = ", ".join(filter(None, (vote.result or "", counts)))
    return ScoredVote(
        chosen.id, status.key, display(status.key), whole_title(status), vote_words(status, vote),
        chosen.counts, result, chosen.why, vote.url or status.bill.source_url,
    )  # fmt: skip


def _members(
    snapshot: Snapshot, found: Sequence[tuple[ChosenVote, BillStatus, Vote]]
) -> Iterator[MemberScore]:
    marks: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    names: dict[tuple[str, str], tuple[str, str]] = {}
    calls = snapshot.roll_calls
    for at, (chosen, status, vote) in enumerate(found):
        chamber = chamber_words(status.bill.jurisdiction, vote.chamber) if vote.chamber else ""
        for record in vote.records or ():
            person = calls.who(record.name, record.person, vote.chamber, vote.date)
            key = (person or record.name, chamber)
            marks[key][at] = _mark(chosen, record)
            names.setdefault(key, calls.shown_on(person, record.name, vote.date))
    for key in sorted(marks, key=lambda key: (key[1], surname_of(names[key][0]), names[key])):
        name, seat = names[key]
        row = tuple(marks[key].get(at, "") for at in range(len(found)))
        yield MemberScore(name, seat, key[1], row)


def _mark(chosen: ChosenVote, record: VoteRecord) -> str:
    if record.option not in ("yes", "no"):
        return option_words(record.option)
    return WITH if record.option == chosen.counts else AGAINST


def general_election(year: int) -> date:
    """The Tuesday after the first Monday of November (2 U.S.C. 7)."""
    first = date(year, 11, 1)
    return first + timedelta((0 - first.weekday()) % 7 + 1)


def _caution(on: date) -> str:
    year = on.year + on.year % 2
    day = general_election(year)
    day = day if day >= on else general_election(year + 2)
    near = f": the general election is on {day_words(day.isoformat())}" if day - on < _NEAR else ""
    return _CAUTION.format(near=near)

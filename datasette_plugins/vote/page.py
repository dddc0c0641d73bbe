"""The votes on a bill as pages show them: the list, and who voted how in one."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.bills.models import Bill, Vote
from billtrail.bills.people import surname_of
from billtrail.errors import UnknownKey
from billtrail.legislatures import display, nearest
from billtrail.snapshot import Snapshot
from billtrail.words import NO_BREAK, chamber_words, safe_url, whole_title


@dataclass(frozen=True, slots=True)
class VoteView:
    """``notes`` are what a count alone does not say; ``ballot`` is the vote's id, where the record
    says who voted how."""

    date: str
    who: str
    motion: str
    result: str
    counts: str
    notes: tuple[str, ...]
    url: str | None
    ballot: str | None


#: An answer, and those who gave it: (name, party and seat of the day).
Answer = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class VotePage:
    """One vote, with who voted how; ``unknown`` counts voters who are on no list of members."""

    key: str
    identifier: str
    title: str
    vote: VoteView
    answers: tuple[Answer, ...]
    unknown: int


def build_votes(bill: Bill) -> tuple[VoteView, ...] | None:
    """The newest first; ``None`` where nothing is told of votes."""
    if bill.votes is None:
        return None
    ordered = sorted(bill.votes, key=lambda vote: vote.date, reverse=True)
    return tuple(_build_vote(bill, vote) for vote in ordered)


def _build_vote(bill: Bill, vote: Vote) -> VoteView:
    chamber = chamber_words(bill.jurisdiction, vote.chamber)
    return VoteView(
        date=vote.date,
        who=" ".join(filter(None, (chamber, _committee(bill, vote.committee)))),
        motion=vote.motion or "Vote",
        result=(vote.result or "result not given").capitalize(),
        counts=_counts(vote),
        notes=tuple(_notes(vote)),
        url=safe_url(vote.url),
        ballot=vote.identifier if vote.records else None,
    )


def _committee(bill: Bill, id: str | None) -> str | None:
    """By the name that the bill's record has for it, where it has one."""
    return next((one.name for one in bill.committees or () if one.committee == id), id)


def _counts(vote: Vote) -> str:
    if vote.yes is None or vote.no is None:
        return "counts not given"
    told = [f"{vote.yes} yes", f"{vote.no} no", *_others(vote)]
    return ", ".join(told).replace(" ", NO_BREAK)


#: Answers that are neither yes nor no and have a name of their own in the record.
_NAMED = ("present", "not voting")


def _others(vote: Vote) -> Iterator[str]:
    """ "1 present", "18 not voting"; together where the record does not tell them apart."""
    options = Counter(record.option for record in vote.records or ())
    named = {name: options[name] for name in _NAMED if options[name]}
    if vote.other and sum(named.values()) == vote.other:
        yield from (f"{count} {name}" for name, count in named.items())
    elif vote.other:
        yield f"{vote.other} other"


#: A share that carries a vote, in words.
_SHARES = {"2/3": "Two thirds of those voting were", "3/5": "Three fifths of all members were"}


def _notes(vote: Vote) -> Iterator[str]:
    if vote.needed:
        yield f"{_SHARES.get(vote.needed, f'{vote.needed} were')} needed."
    if vote.tie:
        whom, _, cast = vote.tie.rpartition(": ")
        yield f"A tie; the {whom} voted {cast.casefold()}."
    if not vote.is_on_bill:
        yield "Not a vote on the bill itself."
    if vote.stated and vote.stated != (vote.yes, vote.no, vote.other):
        yield f"The publisher's own summary says {' to '.join(map(str, vote.stated[:2]))}."


# -- one vote --------------------------------------------------------------------------------------

#: Answers in the order of the page; any other stands last, in the record's own word.
_ANSWERS = {"yes": "Yes", "no": "No", "present": "Present",
            "abstain": "Absent, abstained or did not vote", "not voting": "Not voting"}  # fmt: skip


def read_vote(snapshot: Snapshot, key: str, identifier: str) -> VotePage:
    """Raises UnknownKey where the bill has no such vote, or nobody is named in it."""
    status = snapshot.bill(key)
    named = {vote.identifier: vote for vote in status.bill.votes or () if vote.records}
    if identifier not in named:
        raise UnknownKey("vote", identifier, nearest(identifier, list(named)))
    vote = named[identifier]
    answers, unknown = _answers(snapshot, vote)
    view = _build_vote(status.bill, vote)
    return VotePage(key, display(key), whole_title(status), view, answers, unknown)


def _answers(snapshot: Snapshot, vote: Vote) -> tuple[tuple[Answer, ...], int]:
    """Who gave each answer, by surname, as the roster has them; how many of them it has not."""
    calls, unknown = snapshot.roll_calls, 0
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in vote.records or ():
        person = calls.who(record.name, record.person, vote.chamber, vote.date)
        unknown += not calls.is_listed(person)
        found[record.option].append(calls.shown_on(person, record.name, vote.date))
    order = [*_ANSWERS, *sorted(found.keys() - _ANSWERS.keys())]
    answers = tuple(
        (_ANSWERS.get(one, one), tuple(sorted(found[one], key=lambda who: surname_of(who[0]))))
        for one in order
        if one in found
    )
    return answers, unknown

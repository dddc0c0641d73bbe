"""What to settle: what our data cannot say, and what only staff can decide.

Each kind of question is one row of ``_KINDS``: who may see it, its words, and what finds its
subjects.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from billtrail.bills.values import BillStatus
from billtrail.campaigns import CampaignStatus
from billtrail.campaigns.positions import to_review
from billtrail.law import parse_statute
from billtrail.legislatures import Stage, full_name
from billtrail.snapshot import StaleLetter, Testimony, WouldChange, to_reread
from billtrail.snapshot.sessions import WithoutBill
from billtrail.words import bill_words, count_words, day_words, safe_url
from billtrail.words.doubts import doubts_words
from billtrail.words.status import is_overtaken


@dataclass(frozen=True, slots=True)
class Matter:
    """A bill or campaign that a question is about; ``official`` is the page that answers it, and
    ``note`` what to know beside its name."""

    words: str
    href: str
    official: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToSettle:
    """One question and its subjects."""

    question: str
    todo: str
    subjects: tuple[Matter, ...]


def build_to_settle(
    campaigns: Iterable[CampaignStatus],
    working: bool,
    suggested: Iterable[str] = (),
    without_bill: Iterable[WithoutBill] = (),
    changing: Iterable[WouldChange] = (),
    letters: Iterable[StaleLetter] = (),
    hearings: Iterable[Testimony] = (),
) -> tuple[ToSettle, ...]:
    """The questions that have a subject; on a published site only those about the record.
    ``suggested`` are keys of new bills that look like ours, ``without_bill`` the efforts that the
    turn of a session left without one, ``changing`` what live bills would change of our law,
    ``letters`` those on file that speak of the past, ``hearings`` those at which we may speak."""
    found = tuple(campaigns)
    looks = tuple(Matter(full_name(key), f"/bill/{key}") for key in dict.fromkeys(suggested))
    new = ToSettle("Are these new bills ours?", "The desk says what makes them look so.", looks)
    efforts = tuple(without_bill)
    left = (
        ToSettle(question, _NO_NEW_BILL, tuple(_left(e) for e in efforts if e.wanted == wanted))
        for question, wanted in _LEFT
    )
    asked = (
        ToSettle(question, todo, tuple({s.href: s for s in find(found)}.values()))
        for question, todo, find, staff_only in _KINDS
        if working or not staff_only
    )
    law = ToSettle(
        "What would these bills do to the law we speak of?",
        "Read them: what we say of the law may end with them.",
        tuple(_changing(changing)),
    )
    sent = ToSettle(
        "Who sends these letters again?", "The letter on file speaks of the past.",
        tuple(Matter(full_name(one.bill), f"/bill/{one.bill}", note=one.words) for one in letters),
    )  # fmt: skip
    speak = ToSettle(
        "Who speaks at these hearings?", "Write what is said there, and the sheet for who goes.",
        tuple(map(_speaking, hearings)),
    )  # fmt: skip
    return tuple(item for item in (sent, speak, new, law, *left, *asked) if item.subjects)


def _speaking(one: Testimony) -> Matter:
    note = f"{day_words(one.date)}, {one.by}; our position is {one.position}"
    address = f"/-/desk/letters?paper=testimony&bill={one.bill}"
    return Matter(full_name(one.bill), address, note=note)


def _changing(changing: Iterable[WouldChange]) -> Iterator[Matter]:
    """Each bill once, with the sections of ours that it would change."""
    sections: dict[str, list[str]] = {}
    for one in changing:
        sections.setdefault(one.bill, []).append(one.printed)
    for bill, printed in sections.items():
        note = f"would change {', '.join(dict.fromkeys(printed))}"
        yield Matter(full_name(bill), f"/bill/{bill}", note=note)


#: What is asked of efforts that a turn left without a bill, by whether support is decided.
_LEFT = (("Who carries these on?", True), ("What is our position if these come again?", False))
_NO_NEW_BILL = "The old session is over, and we follow no bill of the new one."


def _left(effort: WithoutBill) -> Matter:
    return Matter(effort.title, f"/campaign/{effort.campaign}#{effort.family}", note=effort.words)


def _followed(campaigns: Iterable[CampaignStatus]) -> Iterator[BillStatus]:
    for campaign in campaigns:
        yield from (bill.status for bill in campaign.bills if bill.status)


def _unread(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    for campaign in campaigns:
        for bill in campaign.bills:
            if bill.status is None:
                yield Matter(full_name(bill.bill), f"/bill/{bill.bill}")


def _without_outcome(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    for status in _followed(campaigns):
        if status.stage == Stage.OUTCOME_NOT_RECORDED and not is_overtaken(status):
            yield _bill(status.key, status)


def _disagreeing(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    return (
        _bill(s.key, s) for s in _followed(campaigns) if s.disagreements and not is_overtaken(s)
    )


def _in_doubt(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    """Each with what its publisher says otherwise."""
    for status in _followed(campaigns):
        if status.in_doubt:
            yield replace(_bill(status.key, status), note=doubts_words(status))


def _changed_law(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    """Statutes that were changed since they were read, each with why."""
    for one in to_reread(campaigns):
        official = parse_statute(one.statute).url
        page = f"/campaign/{one.campaign}#{one.statute}"
        yield Matter(f"{one.printed}, {one.title}", page, official, one.doubt.why)


def _undecided(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    for campaign in campaigns:
        for bill in campaign.bills:
            if bill.position and bill.position.startswith("needs decision"):
                form = f"/-/desk/positions?bill={bill.bill}"
                yield replace(_bill(bill.bill, bill.status), href=form)


def _unreviewed(campaigns: Iterable[CampaignStatus]) -> Iterator[Matter]:
    for campaign in campaigns:
        if count := len(to_review(campaign)):
            words = f"{campaign.title} ({count_words(count, 'sentence')})"
            yield Matter(words, f"/campaign/{campaign.id}")


def _bill(key: str, status: BillStatus | None) -> Matter:
    official = safe_url(status.bill.source_url) if status else None
    return Matter(bill_words(key), f"/bill/{key}", official)


_Find = Callable[[Iterable[CampaignStatus]], Iterator[Matter]]
_KINDS: tuple[tuple[str, str, _Find, bool], ...] = (
    ("Which bills are still to be fetched?",
     "They are followed, and no record of them is here yet: an update asks for it.", _unread, True),
    ("How did these end?",
     "Their last day to pass or be signed is over, and our data ends before that.",
     _without_outcome, False),
    ("Is the newer file right?", "It is not taken yet: what we had stands.", _in_doubt, False),
    ("Which source is right?", "Two sources say different things.", _disagreeing, False),
    ("Is what we say of the law still right?",
     "Read it again: until then these sentences are printed with that doubt, or left out.",
     _changed_law, True),
    ("What is our position?", "No one has decided yet.", _undecided, True),
    ("Are these sentences right?", "Pages print them now, and no one has reviewed them yet.",
     _unreviewed, True),
)  # fmt: skip

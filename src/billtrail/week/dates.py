"""What happens when: hearings and letters, next steps, dates of campaigns, ends of sessions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from billtrail.bills.values import HearingStatus
from billtrail.campaigns import CampaignDate, CampaignStatus
from billtrail.legislatures import DECIDED, Position, Stage, get
from billtrail.legislatures.calendar import introduction_not_set, load_sessions
from billtrail.snapshot import Snapshot
from billtrail.snapshot.sessions import at_stake, begin_between, followed_places
from billtrail.words import (
    bill_words,
    chamber_words,
    count_words,
    floor_ahead_words,
    meeting_words,
    session_words,
    time_words,
)
from billtrail.words.status import is_alive

from .values import US, WeekItem
from .words import large, named

#: Days that the sheet looks ahead.
DAYS = 14


#: Position -> what our letter is; a bill without a decision may still get one.
_LETTERS: Mapping[Position | None, str] = {
    Position.SUPPORT: "our letter in support of {name}",
    Position.SUPPORT_IF_AMENDED: "our letter on {name} (support if amended)",
    Position.OPPOSE: "our letter against {name}",
    Position.OPPOSE_UNLESS_AMENDED: "our letter on {name} (oppose unless amended)",
    Position.NEUTRAL: "a letter on {name} (our position is neutral)",
    None: "a letter on {name} (no position is decided)",
}
_CONDITIONAL = (Position.SUPPORT_IF_AMENDED, Position.OPPOSE_UNLESS_AMENDED)


def hearings(
    snapshot: Snapshot, until: str, campaigns: Iterable[CampaignStatus] = ()
) -> Iterator[WeekItem]:
    """Hearings that are still on, and the last day for letters before each."""
    decided = {b.bill: b.position for c in campaigns for b in c.bills if b.position in DECIDED}
    for hearing in snapshot.hearings(until=date.fromisoformat(until) + timedelta(days=DAYS)):
        if not hearing.is_on:
            continue
        who = hearing.name or chamber_words(hearing.bill.split("-")[0], hearing.chamber)
        name, on = bill_words(hearing.bill), meeting_words(hearing.kind).on
        yield WeekItem(
            hearing.date, "hearing", "sure", who, f"{on} {name}{_place(hearing)}",
            hearing.bill, hearing.url,
        )  # fmt: skip
        if hearing.letters:
            by = f" by {time_words(hearing.letters.time)}" if hearing.letters.time else ""
            position = decided.get(hearing.bill)
            what = f"Last day for {_LETTERS[position].format(name=name)} to {who}{by}"
            if position in _CONDITIONAL and hearing.letters.note:
                what += f". {hearing.letters.note}"
            yield WeekItem(
                hearing.letters.on, "letter", "expected", US, what, hearing.bill,
                hearing.letters.url,
            )  # fmt: skip


def votes_ahead(snapshot: Snapshot) -> Iterator[WeekItem]:
    """What chambers may vote on in the weeks of their lists: from the first day of each, or now."""
    for one in snapshot.floor():
        if one.is_on:
            day = max(one.said.week, snapshot.on.isoformat())
            who = chamber_words(one.said.jurisdiction, one.said.chamber)
            yield WeekItem(day, "floor", "expected", who, floor_ahead_words(one), one.bill, one.url)


def _place(hearing: HearingStatus) -> str:
    when = time_words(hearing.time) if hearing.time else hearing.note
    parts = [part for part in (when, hearing.location) if part]
    return f" ({', '.join(parts)})" if parts else ""


def steps(campaigns: Iterable[CampaignStatus]) -> Iterator[WeekItem]:
    """The last days of the live bills' next steps: signatures, and what a calendar sets. Hearings
    that are listed have a row of their own."""
    for campaign in campaigns:
        for bill in campaign.bills:
            status, step = bill.status, bill.status.next_step if bill.status else None
            if not status or not step or not step.date or not is_alive(status):
                continue
            waits = status.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)
            if waits or (step.certainty in ("sure", "expected") and not step.listed):
                doubt = f" ({step.doubt})" if step.doubt else ""
                yield WeekItem(
                    step.date, "signature" if waits else "deadline", step.certainty,
                    large(step.who), f"{step.what}: {named(status)}{doubt}", bill.bill,
                    status.bill.source_url,
                )  # fmt: skip


def campaign_dates(campaigns: Sequence[CampaignStatus], until: str) -> Iterator[WeekItem]:
    """Dates of the files, and the ends of sessions; what two campaigns name is told once.

    "The session ends; look up how it went": the part behind the semicolon is a task of its
    campaign where campaigns differ in it, see ``tasks``.
    """
    told: dict[tuple[str, str], list[CampaignDate]] = {}
    for campaign in campaigns:
        for one in campaign.dates:
            told.setdefault((one.on, _head(one.what)), []).append(one)
    ends = tuple(_session_ends(campaigns, until))
    yield from ends
    days = {end.date for end in ends}
    for (day, head), dates in told.items():
        if head.endswith(" ends") and day in days:
            continue
        rests = {one.what for one in dates}
        what = dates[0].what if len(rests) == 1 and not dates[0].todo else head
        yield WeekItem(day, "date", dates[0].certainty, large(dates[0].who), what, url=dates[0].url)


def _session_ends(campaigns: Sequence[CampaignStatus], until: str) -> Iterator[WeekItem]:
    """The ends of sessions that still have live bills of ours, and what ends with them, by name
    where that is by ``until``: that says more than a date of a file."""
    for session in load_sessions().values():
        stake = at_stake(campaigns, session)
        if not stake.bills:
            continue
        name = session_words(session.jurisdiction, session.session)
        named = f": {stake.named}" if stake.named and session.last_passage <= until else ""
        bills = count_words(len(stake.bills), "live bill")
        what = f"The {name} ends; {bills} can end with it{named}"
        who = get(session.jurisdiction).body.removeprefix("the ")
        yield WeekItem(session.last_passage, "session", "sure", who, what)


def session_begins(campaigns: Sequence[CampaignStatus], on: str, until: str) -> Iterator[WeekItem]:
    """The sessions that begin from ``on`` to ``until`` (ISO)."""
    for session in begin_between(campaigns, on, until):
        name = session_words(session.jurisdiction, session.session)
        who = get(session.jurisdiction).body.removeprefix("the ")
        what = f"The {name} begins: bills may be introduced"
        yield WeekItem(session.starts, "session", "sure", who, what)


def unset(campaigns: Sequence[CampaignStatus], on: date) -> Iterator[WeekItem]:
    """Days that a legislature has still to set for itself: none has a date to act on."""
    for place in followed_places(campaigns):
        if told := introduction_not_set(place, on):
            yield WeekItem("", "unset", "watch", get(place).body.removeprefix("the "), told)


def _head(what: str) -> str:
    return what.partition("; ")[0]

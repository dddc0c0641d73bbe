"""What a calendar holds: hearings, deadlines, and the days a campaign names.

An event keeps its id when its day moves, and a hearing that is off stays, as cancelled, so that
a calendar that took it takes it back; its title says so too, for programs that look at no status.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from billtrail.bills.letters import LetterDeadline, letter_deadline
from billtrail.bills.values import BillStatus, FloorStatus, HearingStatus
from billtrail.campaigns import CampaignDate, CampaignStatus
from billtrail.legislatures import Stage, get
from billtrail.legislatures.calendar import Session, last_day, session_for
from billtrail.snapshot import Snapshot
from billtrail.snapshot.sessions import begin_between, followed_sessions
from billtrail.words import (
    bill_words,
    day_words,
    floor_ahead_words,
    floor_checked_words,
    in_sentence,
    meeting_words,
    other_words,
)
from billtrail.words.status import is_alive, status_words

from .sessions import session_begin, session_end, without_session_end

#: Past events stay this long, so that a calendar hears of a late cancellation.
_PAST_DAYS = 60
_AHEAD_DAYS = 3 * 365
#: What a hearing's title begins with where it does not take place, and what is said of it.
_OFF = {
    "cancelled": ("Cancelled: ", "Cancelled: this hearing does not take place."),
    "postponed": ("Postponed: ", "Postponed: it does not take place on this day."),
    "withdrawn": ("Off the list: ", "No longer on the list of meetings: ask the committee."),
}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event. ``id`` says what it is, never when; ``about`` are lines; ``page`` is a path of
    this site; without ``time`` (a clock time in ``zone``) it lasts all day. ``certainty`` is that
    of a next step, or ``listed`` by a committee. ``sequence`` counts its changes
    (RFC 5545, 3.8.7.4). ``until`` is the last day of what may be on any day from ``on``."""

    id: str
    on: str
    what: str
    about: tuple[str, ...]
    page: str
    certainty: str = "sure"
    time: str | None = None
    zone: str = "UTC"
    place: str | None = None
    cancelled: bool = False
    sequence: int = 0
    until: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """``stamp`` is the day the file speaks for."""

    title: str
    days: tuple[CalendarEntry, ...]
    stamp: date


def read_dates(snapshot: Snapshot) -> Dates:
    """Every campaign's days, the hearings and deadlines of what is followed, and when sessions end
    and begin."""
    campaigns = snapshot.campaigns()
    sessions = followed_sessions(campaigns)
    ends = {s.ends for s in sessions}
    return _dates(snapshot, "Billtrail", [
        *_campaign_dates(campaigns, ends),
        *(day for campaign in campaigns for day in _deadlines(campaign)),
        *(_session_day(session, campaigns) for session in sessions),
        *(_begin_day(session) for session in begin_between(campaigns, "", "9999")),
        *_hearing_days(snapshot, None),
        *_vote_days(snapshot, None),
    ])  # fmt: skip


def read_campaign_dates(snapshot: Snapshot, campaign: str) -> Dates:
    """One campaign's days, hearings and deadlines. Raises ``UnknownKey``."""
    found = snapshot.campaign(campaign)
    bills = [followed.bill for followed in found.bills]
    listed = (*_hearing_days(snapshot, bills), *_vote_days(snapshot, bills))
    days = [*_campaign_dates([found], ()), *_deadlines(found), *listed]
    return _dates(snapshot, f"Billtrail: {found.title}", days)


def read_bill_dates(snapshot: Snapshot, key: str) -> Dates:
    """One bill's hearings, its next step, the end of its session and the campaigns' dates that
    name it; where no day is known, where it stands. Raises ``UnknownKey``."""
    status = snapshot.bill(key)
    campaigns = snapshot.campaigns()
    named = [told for told in _told(campaigns) if _names(told, status)]
    days = [
        *_next_days(status, campaigns),
        *(_date_day([told], told[0].what) for told in named),
        *_hearing_days(snapshot, [key]),
        *_vote_days(snapshot, [key]),
    ]
    dates = _dates(snapshot, f"Billtrail: {bill_words(key)}", days)
    return dates if dates.days else replace(dates, days=(_stage_day(status),))


def _dates(snapshot: Snapshot, title: str, days: Iterable[CalendarEntry]) -> Dates:
    """Those around the day; what is no day of the calendar costs itself and no other."""
    first = (snapshot.on - timedelta(days=_PAST_DAYS)).isoformat()
    last = (snapshot.on + timedelta(days=_AHEAD_DAYS)).isoformat()
    once = {day.id: day for day in days if _is_day(day.on) and first <= day.on <= last}
    return Dates(title, tuple(sorted(once.values(), key=lambda d: (d.on, d.id))), snapshot.on)


def _hearing_days(snapshot: Snapshot, bills: Iterable[str] | None) -> Iterator[CalendarEntry]:
    since = snapshot.on - timedelta(days=_PAST_DAYS)
    for hearing in snapshot.hearings(bills=bills, since=since):
        yield _hearing_day(hearing)
        if letters := hearing.letters or _letters_that_were_due(hearing):
            yield _letters_day(hearing, letters)


def _vote_days(snapshot: Snapshot, bills: Iterable[str] | None) -> Iterator[CalendarEntry]:
    """What chambers' lists have, on the first day of their week; what was taken off, as such."""
    since = snapshot.on - timedelta(days=_PAST_DAYS)
    for one in snapshot.floor(bills, since=since):
        if one.is_own:
            yield _vote_day(one)


def _vote_day(status: FloorStatus) -> CalendarEntry:
    off = status.said.is_off
    file = f"The text for the vote: {status.file}" if status.file and status.is_on else None
    return CalendarEntry(
        id=f"floor:{status.id}:{status.bill}",
        on=status.said.week,
        what=floor_ahead_words(status),
        about=_lines(f"By {floor_checked_words(status)}.", file, status.url),
        page=f"/bill/{status.bill}",
        certainty="expected",
        cancelled=off,
        sequence=status.revision,
        until=status.said.ends,
    )


def _letters_that_were_due(hearing: HearingStatus) -> LetterDeadline | None:
    """Until when letters would have been taken for a hearing that is off: a calendar that took
    that day takes it back."""
    if hearing.is_on or not _is_day(hearing.date):
        return None
    day = date.fromisoformat(hearing.date)
    return letter_deadline(hearing.bill[:2], hearing.committee, day)


def _hearing_day(hearing: HearingStatus) -> CalendarEntry:
    off, said = _OFF.get(hearing.status, ("", ""))
    moved = f"It was set for {day_words(hearing.moved_from)} before." if hearing.moved_from else ""
    name = hearing.name or "committee not named"
    label = meeting_words(hearing.kind).label
    return CalendarEntry(
        id=f"hearing:{hearing.id}",
        on=hearing.date,
        what=f"{off}{bill_words(hearing.bill)}: {in_sentence(label)}, {name}",
        about=_lines(said, moved, *other_words(hearing), hearing.note, hearing.url),
        page=f"/bill/{hearing.bill}",
        certainty="listed",
        time=hearing.time,
        zone=get(hearing.bill[:2]).zone,
        place=hearing.location,
        cancelled=not hearing.is_on,
        sequence=hearing.sequence,
    )


def _letters_day(hearing: HearingStatus, letters: LetterDeadline) -> CalendarEntry:
    off, said = _OFF.get(hearing.status, ("", ""))
    to = f"last day for letters to {hearing.name or 'committee'}"
    return CalendarEntry(
        id=f"letters:{hearing.id}",
        on=letters.on,
        what=f"{off}{bill_words(hearing.bill)}: {to}",
        about=_lines(said, *(() if off else (letters.address, letters.note)), letters.url),
        page=f"/bill/{hearing.bill}",
        certainty="expected",
        cancelled=not hearing.is_on,
        sequence=hearing.sequence,
    )


_Told = tuple[CampaignDate, CampaignStatus]


def _told(campaigns: Iterable[CampaignStatus]) -> list[_Told]:
    return [(item, one) for one in campaigns for item in one.dates if len(item.on) == 10]


def _campaign_dates(
    campaigns: Iterable[CampaignStatus], ends: Collection[str]
) -> Iterator[CalendarEntry]:
    """What campaigns say of days, each thing once, however many say it; the end of a session,
    which has an event of its own on the days of ``ends``, is not said again."""

    def thing(told: _Told) -> tuple[str, str]:
        item, _ = told
        return item.on, without_session_end(item.what) if item.on in ends else item.what

    for (_, what), same in groupby(sorted(_told(campaigns), key=thing), thing):
        yield _date_day(list(same), what)


def _date_day(same: Sequence[_Told], what: str) -> CalendarEntry:
    item, campaign = same[0]
    titles = "; ".join(dict.fromkeys(one.title for _, one in same))
    about = _lines(titles, f"Who acts: {item.who}", f"Source: {item.source}", item.url)
    return CalendarEntry(f"date:{campaign.id}:{item.what}", item.on, what, about,
               f"/campaign/{campaign.id}", item.certainty)  # fmt: skip


def _names(told: _Told, status: BillStatus) -> bool:
    """Whether a date's words name the bill: of equal numbers, the campaign means the newest."""
    item, campaign = told
    number = rf"(?<![\w.]){re.escape(status.bill.identifier)}(?!\w)"
    if not re.search(number, item.what):
        return False
    bills = [followed.status.bill for followed in campaign.bills if followed.status]
    same = [bill for bill in bills if bill.identifier == status.bill.identifier]
    return max(same, key=lambda bill: bill.session, default=status.bill).key == status.key


def _deadlines(campaign: CampaignStatus) -> Iterator[CalendarEntry]:
    """The day by which the executive must act: the one deadline that is a bill's own."""
    for followed in campaign.bills:
        if followed.status and followed.status.stage == Stage.TO_EXECUTIVE:
            yield from _step_days(followed.status)


def _step_days(status: BillStatus) -> Iterator[CalendarEntry]:
    """What comes next, where a day is known; a hearing that is listed has its own event."""
    step = status.next_step
    if not step or not step.date or step.listed or not is_alive(status):
        return
    last = ", last day" if step.certainty == "watch" else ""
    basis = f"The day: {step.basis}" if step.basis else None
    about = _lines(f"Who acts: {step.who}", basis, step.doubt)
    yield CalendarEntry(f"next:{status.key}:{status.stage}", step.date,
              f"{bill_words(status.key)}: {step.what}{last}", about,
              f"/bill/{status.key}", step.certainty)  # fmt: skip


def _next_days(status: BillStatus, campaigns: Iterable[CampaignStatus]) -> Iterator[CalendarEntry]:
    """The next step of a bill that lives, and the end of its session where that is another day."""
    steps = list(_step_days(status))
    yield from steps
    session = session_for(status.key)
    if session and is_alive(status) and session.ends not in [step.on for step in steps]:
        yield _session_day(session, campaigns)


def _stage_day(status: BillStatus) -> CalendarEntry:
    """Where a bill stands, of which no day to come is known: a calendar that holds nothing says
    nothing, and is no calendar by the letter of RFC 5545."""
    bill, progress = status.bill, status.progress
    since = progress.date or bill.introduced_date or bill.data_as_of[:10]
    about = _lines("No day ahead is known for this bill.",
                   f"Status as of {day_words(status.fresh_as_of)}")  # fmt: skip
    return CalendarEntry(f"stands:{status.key}", last_day(since),
               f"{bill_words(status.key)}: {status_words(status)}", about,
               f"/bill/{status.key}", "listed")  # fmt: skip


def _session_day(session: Session, campaigns: Iterable[CampaignStatus]) -> CalendarEntry:
    end = session_end(session, campaigns)
    id_ = f"session:{session.jurisdiction}:{session.session}"
    return CalendarEntry(id_, end.on, end.what, _lines(f"Source: {session.source}"), "/")


def _begin_day(session: Session) -> CalendarEntry:
    begin = session_begin(session)
    id_ = f"session-begins:{session.jurisdiction}:{session.session}"
    return CalendarEntry(id_, begin.on, begin.what, _lines(f"Source: {session.source}"), "/")


def _lines(*said: str | None) -> tuple[str, ...]:
    return tuple(filter(None, said))


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False

"""The turn of a session: what ends with the old one, and who could carry it into the new.

At the turn every bill without an end is dead, and no effort goes on unless a member introduces it
again. Those asked first are who led its last bill and still sit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from billtrail.bills import counted
from billtrail.bills.identity import leads
from billtrail.bills.models import Sponsorship
from billtrail.bills.people import Roster, titled
from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.errors import UsageError
from billtrail.legislatures import DECIDED, Aim, Position, Stage, split_key
from billtrail.legislatures.calendar import Session, calendars, sessions
from billtrail.words import bill_words, count_words, legislature_words, session_words
from billtrail.words.status import is_alive

from ..rosters import read_roster

if TYPE_CHECKING:
    from billtrail.campaigns import CampaignStatus

    from ..snapshot import Snapshot

#: How long after a session has begun it is asked who carries what the old one left.
_ASKED = timedelta(days=120)
_FULFILLED = (Stage.ENACTED, Stage.ADOPTED)
_PASSED = (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)


@dataclass(frozen=True, slots=True)
class AtStake:
    """What ends with a session unless it passes before: keys of followed bills, titles of their
    efforts."""

    bills: tuple[str, ...]
    efforts: tuple[str, ...]

    @property
    def named(self) -> str:
        """ "Clean Slate Act, Fresh Start Act and 4 other efforts"; "" where no effort is."""
        more = len(self.efforts) - _NAMED
        first = list(self.efforts[:_NAMED])
        if more > 0:
            first.append(count_words(more, "other effort"))
        return _listed(first)


#: So many efforts are named in a line.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class WithoutBill:
    """An effort whose last bill ended with the session before ``session``. ``last`` are the keys
    of those bills, ``led`` the names of those who led them, ``sitting`` those of them, with title
    and seat, whom the roster of the day has; ``None`` where no roster of the session is here.
    ``wanted`` where support is decided; where nothing is, whether it should come again is open.
    """

    campaign: str
    family: str
    title: str
    jurisdiction: str
    session: str
    last: tuple[str, ...]
    led: tuple[str, ...]
    sitting: tuple[str, ...] | None
    wanted: bool

    @property
    def question(self) -> str:
        """ "Who carries the Fresh Start Act in the 120th Congress?" """
        session = session_words(self.jurisdiction, self.session)
        if self.wanted:
            return f"Who carries {self.title} in the {session}?"
        return f"What is our position if {self.title} comes again in the {session}?"

    @property
    def words(self) -> str:
        """Who led it, and who of them is still in office."""
        bills = _listed(bill_words(key) for key in self.last)
        if not self.led:
            return f"Who led {bills} is not on record"
        if self.sitting is None:
            whose = legislature_words(self.jurisdiction)
            return (
                f"{bills}: {_listed(self.led)} led; who sits now is not known, as the new list of "
                f"{whose} is not here yet"
            )
        if not self.sitting:
            return f"{bills}: {_listed(self.led)} led; none of them is found in office"
        return f"Led {bills} and still in office: {_listed(self.sitting)}"


def at_stake(campaigns: Iterable["CampaignStatus"], session: Session) -> AtStake:
    """The live bills that we follow of a session, and that have still to pass in it: what both
    chambers passed can be signed after its end."""
    found = tuple(campaigns)
    bills = {
        b.bill: b.status
        for campaign in found
        for b in campaign.bills
        if b.status and is_alive(b.status) and _is_of(b.status, session)
        if b.status.stage not in _PASSED
    }
    efforts = {
        family.id: family.title
        for campaign in found
        for family in campaign.families
        if family.alive and any(status.key in bills for status in counted(family))
    }
    return AtStake(tuple(bills), tuple(efforts.values()))


def _is_of(status: BillStatus, session: Session) -> bool:
    return (status.bill.jurisdiction, status.bill.session) == (
        session.jurisdiction,
        session.session,
    )


def begun_lately(on: date) -> list[tuple[Session, Session]]:
    """The session before and the one that has begun, where that was lately; the newest first."""
    turns = [
        (before, now)
        for place in calendars.jurisdictions()
        for before, now in pairwise(sessions.regular_sessions(place))
        if timedelta() <= on - date.fromisoformat(now.starts) <= _ASKED
    ]
    return sorted(turns, key=lambda turn: turn[1].starts, reverse=True)


def ended_lately(campaigns: Iterable["CampaignStatus"], on: date) -> tuple[Session, ...]:
    """The regular sessions, of those whose bills we follow, that ended lately: the newest first."""
    followed = {split_key(b.bill)[:2] for campaign in campaigns for b in campaign.bills}
    found = (session for place in calendars.jurisdictions()
             for session in sessions.regular_sessions(place)
             if (place, session.session) in followed
             and timedelta() < on - date.fromisoformat(session.ends) <= _ASKED)  # fmt: skip
    return tuple(sorted(found, key=lambda session: session.ends, reverse=True))


def followed_places(campaigns: Iterable["CampaignStatus"]) -> list[str]:
    """The legislatures whose bills we follow, by id."""
    return sorted({split_key(b.bill).jurisdiction for each in campaigns for b in each.bills})


def followed_sessions(campaigns: Iterable["CampaignStatus"]) -> tuple[Session, ...]:
    """All sessions of legislatures whose bills we follow, without those that end with another."""
    places = followed_places(campaigns)
    return tuple(session for session in sessions.load_sessions().values()
                 if session.jurisdiction in places and "x" not in session.session)  # fmt: skip


def begin_between(
    campaigns: Iterable["CampaignStatus"], first: str, last: str
) -> tuple[Session, ...]:
    """The regular sessions, of legislatures whose bills we follow, that begin on days (ISO) from
    ``first`` to ``last``."""
    places = followed_places(campaigns)
    found = (session for place in places for session in sessions.regular_sessions(place))
    return tuple(session for session in found if first <= session.starts <= last)


def without_bill(
    snapshot: "Snapshot", campaigns: Sequence["CampaignStatus"]
) -> Iterator[WithoutBill]:
    """The efforts that the turn left without a bill, in the campaigns' order; none that we decided
    not to support or follow to stop, nor one of which a new bill may be: that is asked."""
    for before, now in begun_lately(snapshot.on):
        roster = _roster(snapshot, now)
        for campaign in campaigns:
            for family in campaign.families:
                last = _ended_with(family, before)
                decided = _decided(campaign, last)
                wanted = decided <= _WANTED and not _to_stop(campaign, last)
                if last and wanted and not family.likely:
                    yield _without(snapshot, family, last, now, roster, wanted=bool(decided))


_WANTED = {Position.SUPPORT, Position.SUPPORT_IF_AMENDED}


def _to_stop(campaign: "CampaignStatus", bills: Iterable[BillStatus]) -> bool:
    keys = {status.key for status in bills}
    return any(b.bill in keys and b.aim == Aim.STOP for b in campaign.bills)


def _decided(campaign: "CampaignStatus", bills: Iterable[BillStatus]) -> set[Position]:
    keys = {status.key for status in bills}
    positions = (b.position for b in campaign.bills if b.bill in keys)
    return {Position(one) for one in positions if one in DECIDED}


def _ended_with(effort: EffortStatus, session: Session) -> list[BillStatus]:
    """An unfulfilled effort's bills of the session, where those were its last."""
    bills = counted(effort)
    if effort.alive or effort.stage in _FULFILLED or not bills:
        return []
    newest = max(status.bill.session for status in bills)
    return [s for s in bills if s.bill.session == newest and _is_of(s, session)]


def _roster(snapshot: "Snapshot", session: Session) -> Roster | None:
    try:
        return read_roster(snapshot.connection, session.jurisdiction, snapshot.on)
    except UsageError:
        return None


def _without(
    snapshot: "Snapshot",
    effort: EffortStatus,
    last: Sequence[BillStatus],
    now: Session,
    roster: Roster | None,
    *,
    wanted: bool,
) -> WithoutBill:
    led = {
        one.name: _person(snapshot, status, one)
        for status in last
        for one in leads(status.first_sponsor or status.sponsor, status.bill.sponsorships)
        if one.entity == "person"
    }
    sitting = {person.id: titled(person) for person in roster.people} if roster else {}
    still = dict.fromkeys(sitting[id] for id in led.values() if id in sitting)
    return WithoutBill(
        effort.campaign, effort.id, effort.title, now.jurisdiction, now.session,
        tuple(s.key for s in last), tuple(led), tuple(still) if roster else None, wanted,
    )  # fmt: skip


def _person(snapshot: "Snapshot", status: BillStatus, one: Sponsorship) -> str | None:
    """Who it was, by the terms of the day, else by the list of that session: a new list may tell
    none but the new terms."""
    day, calls = one.date or status.bill.introduced_date or status.data_as_of, snapshot.roll_calls
    found = calls.who(one.name, one.person, one.chamber, day[:10])
    return found or calls.identified(one, status.bill).person


def _listed(names: Iterable[str]) -> str:
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last

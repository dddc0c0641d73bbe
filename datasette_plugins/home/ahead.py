"""Dates ahead: this week's, and those after it; a date two campaigns name is told once."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billtrail.bills.values import FloorStatus
from billtrail.campaigns import CampaignDate, CampaignStatus
from billtrail.datasette_plugins.theme import AheadDate, build_date
from billtrail.events import session_begin, session_end, without_session_end
from billtrail.legislatures.calendar import Session, introduction_not_set
from billtrail.snapshot.sessions import begin_between, followed_places
from billtrail.words import (
    chamber_words,
    floor_ahead_words,
    in_sentence,
    legislature_words,
)

WEEK_DAYS, AHEAD_DAYS = 7, 60


@dataclass(frozen=True, slots=True)
class Ahead:
    """Dates of the coming seven days, and those after them up to sixty; ``unset`` says which day
    a legislature has still to set for itself."""

    week: tuple[AheadDate, ...]
    later: tuple[AheadDate, ...]
    unset: tuple[str, ...] = ()


def build_ahead(
    campaigns: Sequence[CampaignStatus],
    sessions: Iterable[Session],
    on: date,
    floor: Iterable[FloorStatus] = (),
) -> Ahead:
    """Dates from today on, soonest first; the end of a session before what follows from it.
    ``sessions`` are ``followed_sessions``."""
    first, last = on.isoformat(), (on + timedelta(days=AHEAD_DAYS)).isoformat()
    found = {(d.on, d.what): build_date(d, c.id, c.title) for c in campaigns for d in c.dates}
    ends = [session_end(s, campaigns) for s in sessions if first <= s.ends <= last]
    begins = [session_begin(s) for s in begin_between(campaigns, first, last)]
    inside = [item for item in found.values() if first <= item.on <= last]
    told = [_after_session_end(item, {end.on for end in ends}) for item in inside]
    told.sort(key=lambda item: (item.on, item.what))
    votes = [_vote(one, first) for one in floor if one.is_on]
    dates = sorted([*map(build_date, [*ends, *begins, *votes]), *told], key=lambda item: item.on)
    week = (on + timedelta(days=WEEK_DAYS)).isoformat()
    soon, later = ([d for d in dates if (d.on <= week) is near] for near in (True, False))
    return Ahead(tuple(soon), tuple(later), tuple(_unset(campaigns, on)))


def _unset(campaigns: Iterable[CampaignStatus], on: date) -> Iterator[str]:
    for place in followed_places(campaigns):
        if words := introduction_not_set(place, on):
            yield f"{legislature_words(place)}: {in_sentence(words)}"


def _vote(status: FloorStatus, first: str) -> CampaignDate:
    """What a chamber may vote on, from the first day of its list's week, or from today."""
    who = chamber_words(status.said.jurisdiction, status.said.chamber)
    day = max(status.said.week, first)
    return CampaignDate(
        day, floor_ahead_words(status), who, "expected", "the chamber's list", status.url
    )


def _after_session_end(item: AheadDate, ends: Container[str]) -> AheadDate:
    """On the day a session ends, only what to do: the end itself is said once."""
    return replace(item, what=without_session_end(item.what)) if item.on in ends else item

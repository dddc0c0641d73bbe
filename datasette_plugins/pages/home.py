"""The home page: what changed, what is ahead, and where each campaign stands, by goal."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billtrail.calendars import Session, load_sessions
from billtrail.datasette_plugins.pages.bar import Mark, build_bar, stage_tone
from billtrail.datasette_plugins.pages.news import NewsItem, build_news, is_news
from billtrail.datasette_plugins.pages.parts import (
    AheadDate,
    BriefLink,
    Freshness,
    bill_title,
    build_brief_links,
    build_date,
    build_freshness,
    is_first_run,
)
from billtrail.reading import Reading
from billtrail.views import (
    BillStatus,
    CampaignDate,
    CampaignStatus,
    Change,
    FamilyStatus,
    Goal,
    NextStep,
    SourceFreshness,
)
from billtrail.words import (
    JURISDICTIONS,
    count_words,
    family_words,
    is_alive,
    is_overtaken,
    number_words,
    session_words,
    stage_words,
    standing_words,
)

NEWS_DAYS = 14
AHEAD_DAYS = 60
#: How many latest steps stand in for news where none was seen.
STEPS = 5


@dataclass(frozen=True, slots=True)
class HomeValues:
    """All that the page is made from, read in one transaction."""

    on: date
    campaigns: tuple[CampaignStatus, ...]
    goals: tuple[Goal, ...]
    freshness: tuple[SourceFreshness, ...]
    changes: tuple[Change, ...]
    changed: Mapping[str, BillStatus]
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """Where an effort stands, in one line."""

    id: str
    title: str
    words: str
    date: str | None
    tone: str
    law: str | None
    bar: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign in a table: its leading effort first, then the others. ``next_by`` is true
    where the date of what is next is a last day."""

    id: str
    title: str
    lead: Effort | None
    others: tuple[Effort, ...]
    next: NextStep | None
    next_by: bool
    checked: str | None
    never_checked: bool
    final: bool
    briefs: tuple[BriefLink, ...]


@dataclass(frozen=True, slots=True)
class GoalSection:
    """A goal and the campaigns that serve it; ``no_bill`` where none does."""

    id: str
    title: str
    no_bill: str | None
    rows: tuple[CampaignRow, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step that proved where a followed bill stands."""

    date: str
    bill: str
    identifier: str
    title: str
    words: str
    law: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """The page as a value."""

    on: str
    weekday: str
    headline: str
    freshness: tuple[Freshness, ...]
    first_run: bool
    shipped_as_of: str | None
    sample: CampaignRow | None
    news: tuple[NewsItem, ...]
    steps: tuple[Step, ...]
    ahead: tuple[AheadDate, ...]
    goals: tuple[GoalSection, ...]


def read_home(reading: Reading) -> HomeValues:
    since = (reading.on - timedelta(days=NEWS_DAYS)).isoformat()
    changes = tuple(change for change in reading.changes(since=since) if is_news(change))
    return HomeValues(
        on=reading.on,
        campaigns=reading.campaigns(),
        goals=reading.goals(),
        freshness=reading.freshness(),
        changes=changes,
        changed=reading.bills({change.bill for change in changes}),
        sessions=tuple(load_sessions().values()),
    )


def build_home(values: HomeValues) -> Home:
    rows = {campaign.id: build_row(campaign, values.on) for campaign in values.campaigns}
    news = build_news(values.changes, values.changed)
    return Home(
        on=values.on.isoformat(),
        weekday=f"{values.on:%A}",
        headline=_headline(news),
        freshness=build_freshness(values.freshness, values.on),
        first_run=is_first_run(values.freshness),
        shipped_as_of=max((s.data_as_of or "" for s in values.freshness), default="") or None,
        sample=next(iter(rows.values()), None),
        news=news,
        steps=() if len(news) >= STEPS - 1 else build_steps(values.campaigns),
        ahead=build_ahead(values.campaigns, values.sessions, values.on),
        goals=build_goals(values.goals, rows),
    )


def _headline(news: Sequence[NewsItem]) -> str:
    if not news:
        return "No change seen in the last two weeks"
    bills = len({change.bill for change in news})
    words = number_words(bills).capitalize()
    return f"{words} {'bill' if bills == 1 else 'bills'} changed in the last two weeks"


def build_row(campaign: CampaignStatus, on: date) -> CampaignRow:
    """The lead is a family or a single bill; its proof says what is next and when checked."""
    lead_family = next((f for f in campaign.families if f.id == campaign.lead), None)
    status = _lead_status(campaign, lead_family)
    efforts = [_family_effort(f) for f in campaign.families if f.id != campaign.lead]
    if lead_family is not None:
        lead: Effort | None = _family_effort(lead_family)
    else:
        lead = _bill_effort(status) if status else None
    return CampaignRow(
        id=campaign.id,
        title=campaign.title,
        lead=lead,
        others=tuple(efforts),
        next=_next(campaign, status, on),
        next_by=_has_next(status),
        checked=status.fresh_as_of if status else None,
        never_checked=bool(status and not status.checked_at),
        final=bool(status and status.standing.final),
        briefs=build_brief_links(campaign.id, campaign.title),
    )


def _lead_status(campaign: CampaignStatus, family: FamilyStatus | None) -> BillStatus | None:
    if family is not None:
        return family.proof
    return next((b.status for b in campaign.bills if b.bill == campaign.lead), None)


def _next(campaign: CampaignStatus, status: BillStatus | None, on: date) -> NextStep | None:
    """The lead's next step; where nothing can follow, the campaign's next date."""
    if status is not None and _has_next(status):
        return status.next_step
    ahead = sorted((d for d in campaign.dates if d.on >= on.isoformat()), key=lambda d: d.on)
    return NextStep(ahead[0].what, ahead[0].on, ahead[0].who, ahead[0].certainty) if ahead else None


def _has_next(status: BillStatus | None) -> bool:
    """A bill's next step has a last day, a campaign's date is the day itself."""
    return bool(status and status.next_step and not is_overtaken(status))


def _family_effort(family: FamilyStatus) -> Effort:
    return Effort(
        id=family.id,
        title=family.title,
        words=family_words(family),
        date=family.stage_date,
        tone=stage_tone(family.stage, family.alive),
        law=family.law,
        bar=build_bar(family.proof) if family.proof else (),
    )


def _bill_effort(status: BillStatus) -> Effort:
    return Effort(
        id=status.key,
        title=bill_title(status),
        words=standing_words(status),
        date=status.standing.date,
        tone=stage_tone(status.stage, is_alive(status)),
        law=status.law,
        bar=build_bar(status),
    )


def build_goals(goals: Iterable[Goal], rows: Mapping[str, CampaignRow]) -> tuple[GoalSection, ...]:
    """Each campaign under every goal it serves, then the rest as other work."""
    sections = []
    placed: set[str] = set()
    for goal in goals:
        order = sorted(
            (c for c in goal.campaigns if c in rows), key=lambda c: (c != goal.lead, rows[c].title)
        )
        placed.update(order)
        no_bill = None if order else goal.no_bill or "No bill now."
        rows_here = tuple(rows[c] for c in order)
        sections.append(GoalSection(goal.id, goal.title, no_bill, rows_here))
    rest = tuple(row for key, row in rows.items() if key not in placed)
    if rest:
        sections.append(GoalSection("other-work", "Other work", None, rest))
    return tuple(sections)


def build_ahead(
    campaigns: Sequence[CampaignStatus], sessions: Iterable[Session], on: date
) -> tuple[AheadDate, ...]:
    """Dates from today on for sixty days, soonest first; a date two campaigns name, once."""
    first, last = on.isoformat(), (on + timedelta(days=AHEAD_DAYS)).isoformat()
    found = {(d.on, d.what): build_date(d, c.id, c.title) for c in campaigns for d in c.dates}
    # An extraordinary session ends with its regular one.
    regular = (s for s in sessions if "x" not in s.session)
    ends = [session_end(s, campaigns) for s in regular if first <= s.ends <= last]
    inside = [item for item in found.values() if first <= item.on <= last]
    told = [_after_session_end(item, {end.on for end in ends}) for item in inside]
    told.sort(key=lambda item: (item.on, item.what))
    return tuple(sorted([*map(build_date, ends), *told], key=lambda item: item.on))


def _after_session_end(item: AheadDate, ends: Container[str]) -> AheadDate:
    """On the day a session ends, only what to do: the end itself is said once."""
    _, semicolon, rest = item.what.partition(" ends; ")
    if item.on not in ends or not semicolon or not rest:
        return item
    return replace(item, what=rest[0].upper() + rest[1:])


def session_end(session: Session, campaigns: Iterable[CampaignStatus]) -> CampaignDate:
    """The end of a session, with how many bills we follow would end with it."""
    alive = {
        followed.bill
        for campaign in campaigns
        for followed in campaign.bills
        if followed.status and is_alive(followed.status)
        if (followed.status.bill.jurisdiction, followed.status.bill.session)
        == (session.jurisdiction, session.session)
    }
    count = f"; {count_words(len(alive), 'bill')} we follow can end with it" if alive else ""
    return CampaignDate(
        on=session.ends,
        what=f"{_session_name(session)} ends{count}",
        who="",
        certainty="sure",
        source="the legislature's calendar",
    )


def _session_name(session: Session) -> str:
    """ "The 119th Congress"; elsewhere whose session it is: "California's 2025-26 session"."""
    words = session_words(session.jurisdiction, session.session)
    place = JURISDICTIONS.get(session.jurisdiction, session.jurisdiction)
    return f"The {words}" if session.jurisdiction == "us" else f"{place}'s {words}"


def build_steps(campaigns: Iterable[CampaignStatus]) -> tuple[Step, ...]:
    """The latest recorded steps of followed bills: shown while there is no news yet."""
    bills = {
        followed.bill: followed.status
        for campaign in campaigns
        for followed in campaign.bills
        if followed.status and followed.status.standing.action
        if not is_overtaken(followed.status)
    }
    steps = [_step(status) for status in bills.values() if status]
    return tuple(sorted(steps, key=lambda step: step.date, reverse=True)[:STEPS])


def _step(status: BillStatus) -> Step:
    return Step(
        date=status.standing.date or "",
        bill=status.key,
        identifier=status.bill.identifier,
        title=bill_title(status),
        words=stage_words(status),
        law=status.law,
    )

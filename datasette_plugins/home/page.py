"""The home page: what changed, what is ahead, and where each campaign stands, by goal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billtrail.bills.next_steps import NextStep
from billtrail.bills.values import BillStatus, Change, EffortStatus, FloorStatus, SourceFreshness
from billtrail.campaigns import CampaignStatus, Goal
from billtrail.datasette_plugins.brief import BriefLink, build_brief_links
from billtrail.datasette_plugins.theme import (
    Freshness,
    StageMark,
    build_bar,
    build_freshness,
    is_first_run,
    stage_tone,
)
from billtrail.legislatures import Stage
from billtrail.legislatures.calendar import Session
from billtrail.snapshot import (
    Snapshot,
    StaleLetter,
    Testimony,
    WouldChange,
    by_what_moves,
    read_other_freshness,
    stale_letters,
    to_speak_at,
    would_change,
)
from billtrail.snapshot.sessions import (
    WithoutBill,
    ended_lately,
    followed_sessions,
    session_title,
    without_bill,
)
from billtrail.words import number_words, whole_title
from billtrail.words.news import NewsItem, SessionEnding, apart, build_news, is_news, others_words
from billtrail.words.status import (
    STAGES,
    any_stage,
    effort_law_words,
    effort_words,
    is_alive,
    is_overtaken,
    law_words,
    status_words,
)

from .ahead import Ahead, build_ahead
from .to_decide import ToSettle, build_to_settle

_NEWS_DAYS = 7
#: How many bills of a stretch of days the page shows.
_NEWS_ITEMS = 6
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
    others: int = 0
    sessions: tuple[Session, ...] = ()
    suggested: tuple[str, ...] = ()
    without_bill: tuple[WithoutBill, ...] = ()
    ended: tuple[Session, ...] = ()
    changing: tuple[WouldChange, ...] = ()
    letters: tuple[StaleLetter, ...] = ()
    hearings: tuple[Testimony, ...] = ()
    floor: tuple[FloorStatus, ...] = ()
    silent: tuple[SourceFreshness, ...] = ()


@dataclass(frozen=True, slots=True)
class EffortRow:
    """Where an effort stands, in one line."""

    id: str
    title: str
    stage: Stage
    words: str
    date: str | None
    tone: str
    law: str | None
    bar: tuple[StageMark, ...]


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign in a table: its leading effort first, then the others, and apart those whose
    bills ended. ``next_by`` is true where the date of what is next is a last day."""

    id: str
    title: str
    lead: EffortRow | None
    others: tuple[EffortRow, ...]
    ended: tuple[EffortRow, ...]
    next: NextStep | None
    next_by: bool
    checked: str | None
    never_checked: bool
    final: bool
    briefs: tuple[BriefLink, ...]
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """A goal that no campaign serves, and what is said of it."""

    title: str
    no_bill: str


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """What was seen in one stretch of days; ``more`` counts what the page of changes has, ``ends``
    tell many bills at once that a session ended."""

    title: str
    items: tuple[NewsItem, ...]
    more: int
    ends: tuple[SessionEnding, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvingStep:
    """A step that proved where a followed bill stands."""

    date: str
    bill: str
    identifier: str
    title: str
    words: str
    law: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """The page as a value. ``others`` counts in words the bills of the last seven days that are not
    told of, since many moved and nobody follows these; ``reports`` are (address, title) of what
    became of our bills in the sessions that ended lately."""

    on: str
    weekday: str
    headline: str
    freshness: tuple[Freshness, ...]
    silent: tuple[Freshness, ...]
    first_run: bool
    shipped_as_of: str | None
    sample: CampaignRow | None
    news: tuple[NewsGroup, ...]
    others: str
    steps: tuple[ProvingStep, ...]
    ahead: Ahead
    reports: tuple[tuple[str, str], ...]
    settle: tuple[ToSettle, ...]
    campaigns: tuple[CampaignRow, ...]
    open_goals: tuple[OpenGoal, ...]
    glossary: tuple[tuple[Stage, str, str], ...]


def read_home(snapshot: Snapshot, working: bool = True) -> HomeValues:
    """A published file has nothing to decide on."""
    since = (snapshot.on - timedelta(days=_NEWS_DAYS)).isoformat()
    news = snapshot.news(since)
    changes = tuple(change for change in news.changes if is_news(change))
    campaigns = snapshot.campaigns()
    return HomeValues(
        on=snapshot.on,
        campaigns=campaigns,
        goals=snapshot.goals(),
        freshness=by_what_moves(snapshot.freshness(), campaigns),
        changes=changes,
        changed=snapshot.bills({change.bill for change in changes}),
        others=news.others,
        sessions=followed_sessions(campaigns),
        suggested=tuple(s.bill for s in snapshot.suggestions()) if working else (),
        without_bill=tuple(without_bill(snapshot, campaigns)) if working else (),
        ended=ended_lately(campaigns, snapshot.on),
        changing=would_change(snapshot, campaigns),
        letters=stale_letters(snapshot),
        hearings=to_speak_at(snapshot) if working else (),
        floor=snapshot.floor(),
        silent=tuple(s for s in read_other_freshness(snapshot.connection) if s.problem),
    )


def build_home(values: HomeValues, working: bool = True) -> Home:
    """``working`` is true on the staff's own machine, where open decisions show."""
    rows = {campaign.id: build_row(campaign, values.on) for campaign in values.campaigns}
    news, ends = apart(build_news(values.changes, values.changed))
    yesterday = (values.on - timedelta(days=1)).isoformat()
    return Home(
        on=values.on.isoformat(),
        weekday=f"{values.on:%A}",
        headline=_headline(news, ends, yesterday, "followed " if values.others else ""),
        freshness=build_freshness(values.freshness, values.on),
        silent=build_freshness(values.silent, values.on),
        first_run=is_first_run(values.freshness),
        shipped_as_of=max((s.data_as_of or "" for s in values.freshness), default="") or None,
        sample=next(iter(rows.values()), None),
        news=build_news_groups(news, yesterday, ends),
        others=others_words(values.others) if values.others else "",
        steps=() if len(news) >= STEPS - 1 else _build_steps(values.campaigns),
        ahead=build_ahead(values.campaigns, values.sessions, values.on, values.floor),
        reports=tuple(
            (f"/session/{s.jurisdiction}-{s.session}", session_title(s)) for s in values.ended
        ),
        settle=build_to_settle(
            values.campaigns,
            working,
            values.suggested,
            values.without_bill,
            values.changing,
            values.letters,
            values.hearings,
        ),
        campaigns=in_goals_order(values.goals, rows),
        open_goals=tuple(
            OpenGoal(goal.title, goal.no_bill or "No bill now.")
            for goal in values.goals
            if not rows.keys() & set(goal.campaigns)
        ),
        glossary=_build_glossary(values.campaigns),
    )


def _headline(
    news: Sequence[NewsItem], ends: Sequence[SessionEnding], yesterday: str, followed: str
) -> str:
    days = [(item.day, item.bill) for item in news]
    days += [(end.day, bill) for end in ends for bill in end.bills]
    for title, first in (("since yesterday", yesterday), ("in the last seven days", "")):
        if bills := len({bill for day, bill in days if day >= first}):
            words = number_words(bills).capitalize()
            return f"{words} {followed}{'bill' if bills == 1 else 'bills'} changed {title}"
    if followed:
        return "No followed bill changed in the last seven days"
    return "No change seen in the last seven days"


def build_news_groups(
    news: Sequence[NewsItem], yesterday: str, ends: Sequence[SessionEnding] = ()
) -> tuple[NewsGroup, ...]:
    """Since yesterday, and earlier in the last seven days; each with its first few bills."""
    groups = []
    for title, is_new in (("Since yesterday", True), ("Earlier in the last seven days", False)):
        items = [item for item in news if (item.day >= yesterday) is is_new]
        over = tuple(end for end in ends if (end.day >= yesterday) is is_new)
        more = max(0, len(items) - _NEWS_ITEMS)
        groups.append(NewsGroup(title, tuple(items[:_NEWS_ITEMS]), more, over))
    return tuple(group for group in groups if group.items or group.ends)


def _build_glossary(campaigns: Iterable[CampaignStatus]) -> tuple[tuple[Stage, str, str], ...]:
    """(stage, word, meaning) of the stages that the page names, in their order."""
    named = {family.stage for campaign in campaigns for family in campaign.families}
    named |= {b.status.stage for campaign in campaigns for b in campaign.bills if b.status}
    return tuple((stage, *any_stage(stage)) for stage in STAGES if stage in named)


def build_row(campaign: CampaignStatus, on: date) -> CampaignRow:
    """The lead is a family or a single bill; its proof says what is next and when checked."""
    lead_effort = next((f for f in campaign.families if f.id == campaign.lead), None)
    status = _lead_status(campaign, lead_effort)
    rest = [_effort_row(f) for f in campaign.families if f.id != campaign.lead]
    efforts = sorted((e for e in rest if e.tone != _ENDED), key=lambda effort: effort.tone != _LIVE)
    if lead_effort is not None:
        lead: EffortRow | None = _effort_row(lead_effort)
    else:
        lead = _bill_effort(status) if status else None
    return CampaignRow(
        id=campaign.id,
        title=campaign.title,
        lead=lead,
        others=tuple(efforts),
        ended=tuple(effort for effort in rest if effort.tone == _ENDED),
        next=_next(campaign, status, on),
        next_by=_has_next(status),
        checked=status.fresh_as_of if status else None,
        never_checked=bool(status and not status.checked_at),
        final=bool(status and status.progress.final),
        briefs=build_brief_links(campaign.id, campaign.title),
    )


#: Tones of efforts (``stage_tone``): what lives is read first, what ended is folded.
_LIVE, _ENDED = "live", "ended"


def _lead_status(campaign: CampaignStatus, effort: EffortStatus | None) -> BillStatus | None:
    if effort is not None:
        return effort.proof
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


def _effort_row(effort: EffortStatus) -> EffortRow:
    return EffortRow(
        id=effort.id,
        title=effort.title,
        stage=effort.stage,
        words=effort_words(effort),
        date=effort.told_date,
        tone=stage_tone(effort.stage, effort.alive),
        law=effort_law_words(effort),
        bar=build_bar(effort.proof) if effort.proof else (),
    )


def _bill_effort(status: BillStatus) -> EffortRow:
    return EffortRow(
        id=status.key,
        title=whole_title(status),
        stage=status.stage,
        words=status_words(status),
        date=status.progress.date,
        tone=stage_tone(status.stage, is_alive(status)),
        law=law_words(status),
        bar=build_bar(status),
    )


def in_goals_order(
    goals: Iterable[Goal], rows: Mapping[str, CampaignRow]
) -> tuple[CampaignRow, ...]:
    """Each campaign once, with the goals it serves: by the first of them, in which the one that
    leads it stands first; then those that serve none."""
    served: dict[str, list[str]] = {}
    for goal in goals:
        for id in sorted(
            filter(rows.__contains__, goal.campaigns), key=lambda c: (c != goal.lead, rows[c].title)
        ):
            served.setdefault(id, []).append(goal.title)
    rest = {id: () for id in rows if id not in served}
    return tuple(
        replace(rows[id], goals=tuple(titles)) for id, titles in {**served, **rest}.items()
    )


def _build_steps(campaigns: Iterable[CampaignStatus]) -> tuple[ProvingStep, ...]:
    """The latest recorded steps of followed bills: shown while there is no news yet."""
    bills = {
        followed.bill: followed.status
        for campaign in campaigns
        for followed in campaign.bills
        if followed.status and followed.status.progress.action
        if not is_overtaken(followed.status)
    }
    steps = [_step(status) for status in bills.values() if status]
    return tuple(sorted(steps, key=lambda step: step.date, reverse=True)[:STEPS])


def _step(status: BillStatus) -> ProvingStep:
    return ProvingStep(
        date=status.progress.date or "",
        bill=status.key,
        identifier=status.bill.identifier,
        title=whole_title(status),
        words=status_words(status),
        law=law_words(status),
    )

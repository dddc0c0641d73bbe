"""This week: the call sheet of a coalition as a value, from what a reading holds on a day.

What changed since the last call, what to decide, the dates of the next two weeks by who must act,
a few later ones, what rests on old data, and who does what. Nothing that is past is a thing to do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from billtrail import words
from billtrail.calendars import last_day, load_sessions
from billtrail.checking import printed_texts
from billtrail.content_checks import UNDECIDED
from billtrail.reading import Reading
from billtrail.views import (
    BillStatus,
    CampaignDate,
    CampaignStatus,
    Change,
    FollowedBill,
    HearingStatus,
)
from billtrail.vocabulary import Aim, Language, Stage
from billtrail.words import bill_words, count_words, day_words

#: Campaign id -> who takes care of it.
Owners = Mapping[str, str]

DAYS, CALL_DAYS = 14, 7
LATER = 5
#: The most rows of a section, so that the sheet stays on two pages; the rest is counted.
MOST = {
    "changed": 8, "look-alike": 4, "position": 8, "text": 1, "dates": 16, "stale": 5, "tasks": 7,
}  # fmt: skip

US = "Our coalition"


@dataclass(frozen=True, slots=True)
class Item:
    """One row. ``certainty`` is sure, expected or watch; ``who`` must act, ``how`` is what to type
    or where to look."""

    date: str
    kind: str
    certainty: str
    who: str
    what: str
    bill: str | None = None
    url: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """``more`` counts rows that are left to the program."""

    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """The sheet of the call on ``on``; the last call was on ``since``."""

    on: str
    since: str
    until: str
    changed: Section
    decide: Section
    dates: Section
    later: tuple[Item, ...]
    stale: Section
    tasks: Section

    def by_actor(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The dates of the two weeks by who must act, whoever is first to act first."""
        dates = self.dates.items
        first = {item.who: item.date for item in reversed(dates)}
        ordered = sorted(dates, key=lambda item: (first[item.who], item.who, item.date))
        return tuple((who, tuple(group)) for who, group in groupby(ordered, lambda i: i.who))


def build_week(reading: Reading, *, since: date | None = None, owners: Owners = {}) -> Week:  # noqa: B006
    """The week from the reading's day on. ``owners``: campaign id -> who takes care of it."""
    on = reading.on
    last_call = since or on - timedelta(days=CALL_DAYS)
    until = (on + timedelta(days=DAYS)).isoformat()
    campaigns = reading.campaigns()
    dated = sorted(
        {*_hearings(reading, until), *_steps(campaigns), *_campaign_dates(campaigns)},
        key=lambda item: (item.date, item.who, item.what),
    )
    ahead = [item for item in dated if last_day(item.date) >= on.isoformat()]
    return Week(
        on=on.isoformat(),
        since=last_call.isoformat(),
        until=until,
        changed=_section(
            "changed", [*_reported(campaigns, last_call), *_changed(reading, last_call)]
        ),
        decide=_decide(reading, campaigns),
        dates=_section("dates", (item for item in ahead if item.date <= until)),
        later=tuple(item for item in ahead if item.date > until)[:LATER],
        stale=_section("stale", _stale(reading, campaigns)),
        tasks=_section(
            "tasks", sorted(_tasks(campaigns, on, until, owners), key=lambda item: item.date)
        ),
    )


def _section(name: str, items: Iterable[Item]) -> Section:
    found = tuple(items)
    return Section(found[: MOST[name]], max(0, len(found) - MOST[name]))


# -- what changed --------------------------------------------------------------------------------

#: A change of these fields is told; every other one repeats or supports these.
_TOLD = ("stage", "law", "hearings", "actions", "sponsorships", "versions", "votes")


def _changed(reading: Reading, since: date) -> Iterator[Item]:
    """A row for each bill that changed, the newest first: what weighs most of what was seen."""
    told = [c for c in reading.changes(since.isoformat()) if _part(c) in _TOLD]
    found: dict[str, list[Change]] = {}
    for change in told:
        found.setdefault(change.bill, []).append(change)
    for bill, changes in found.items():
        status = reading.bills([bill]).get(bill)
        seen = max(change.seen_at for change in changes)
        yield Item(
            seen[:10], "changed", "sure", "", _change_words(status, changes), bill,
            status.bill.source_url if status else None,
        )  # fmt: skip


def _reported(campaigns: Iterable[CampaignStatus], since: date) -> Iterator[Item]:
    """What staff saw and the record does not say yet."""
    for campaign in campaigns:
        for bill in campaign.bills:
            for report in bill.status.reports if bill.status else ():
                if report.is_open and report.entered_at[:10] >= since.isoformat():
                    words_ = f"{report.text} (seen by {report.by}, not yet in the record)"
                    what = f"{bill_words(bill.bill)}: {words_}"
                    yield Item(
                        report.entered_at[:10], "report", "watch", "", what, bill.bill, report.link
                    )


def _part(change: Change) -> str:
    return change.field.partition(":")[0]


_PARTS = {
    "hearings": "hearing", "actions": "action", "sponsorships": "change of cosponsors",
    "versions": "text", "votes": "vote",
}  # fmt: skip


def _change_words(status: BillStatus | None, changes: Sequence[Change]) -> str:
    """ "H.R. 4323: became law, Public Law 119-73" or "AB 938: 2 actions, 1 vote"."""
    name = _named(status) if status else bill_words(changes[0].bill)
    if status and any(_part(change) in ("stage", "law") for change in changes):
        law = f", {status.law}" if status.law else ""
        return f"{name}: {_small(words.standing_words(status))}{law}"
    counts = [(part, sum(_part(c) == part for c in changes)) for part in _PARTS]
    return f"{name}: " + ", ".join(count_words(n, _PARTS[part]) for part, n in counts if n)


# -- what to decide ------------------------------------------------------------------------------


def _decide(reading: Reading, campaigns: Sequence[CampaignStatus]) -> Section:
    """Positions with leading efforts first, then look-alikes and texts; some of each kind."""
    on = reading.on.isoformat()
    positions = [item for campaign in campaigns for item in _positions(campaign, on)]
    kinds = (
        _section("position", positions),
        _section("look-alike", _look_alikes(reading, on)),
        _section("text", _reviews(campaigns, on)),
    )
    return Section(
        tuple(item for kind in kinds for item in kind.items), sum(kind.more for kind in kinds)
    )


def _reviews(campaigns: Sequence[CampaignStatus], on: str) -> Iterator[Item]:
    drafts = [(campaign, count) for campaign in campaigns if (count := _drafts(campaign))]
    if drafts:
        first, count = drafts[0]
        others = len(drafts) - 1
        too = (
            f" {count_words(others, 'other campaign')} wait{'s'[others > 1 :]} too."
            if others
            else ""
        )
        what = f"Who reviews the {count_words(count, 'sentence')} on {first.title}?{too}"
        yield Item(on, "text", "sure", US, what, how=f"billtrail review-sheet {first.id}")


def _look_alikes(reading: Reading, on: str) -> Iterator[Item]:
    for one in reading.suggestions():
        what = f"Is {bill_words(one.bill)} part of {one.family}? {_large(one.reasons[0])}"
        how = f"billtrail suggestion {one.id} accept|watch|decline --by NAME"
        yield Item(on, "look-alike", "sure", US, what, one.bill, how=how)


def _positions(campaign: CampaignStatus, on: str) -> Iterator[Item]:
    """One row for the live bills of an effort: companions are decided together."""
    titles = {family.id: family.title for family in campaign.families}
    grouped: dict[str, list[FollowedBill]] = {}
    for bill in filter(_is_undecided, campaign.bills):
        grouped.setdefault((bill.status and bill.status.family) or bill.bill, []).append(bill)
    for id, bills in sorted(grouped.items(), key=lambda item: item[0] != campaign.lead):
        first = bills[0]
        names = _list(bill_words(bill.bill) for bill in bills)
        yield Item(
            on, "position", "sure", US, f"Our position on {names}: {titles.get(id, first.why)}",
            first.bill, first.status.bill.source_url if first.status else None,
            f"billtrail position {first.bill} VALUE --by NAME --on DATE",
        )  # fmt: skip


def _is_undecided(bill: FollowedBill) -> bool:
    """A live bill on which nobody has decided; history needs no position any more."""
    live = bill.status is not None and words.is_alive(bill.status)
    return live and bill.aim != Aim.HISTORY and (
        bill.position is None or bill.position in UNDECIDED
    )  # fmt: skip


def _drafts(campaign: CampaignStatus) -> int:
    """English sentences that a page prints now and nobody has reviewed."""
    printed = [t for t in printed_texts(campaign) if t.language == Language.EN]
    return sum(not text.reviewed_by for text in printed)


# -- dates ---------------------------------------------------------------------------------------


def _hearings(reading: Reading, until: str) -> Iterator[Item]:
    """Hearings that are still on, and the last day for letters before each."""
    for hearing in reading.hearings(until=date.fromisoformat(until) + timedelta(days=DAYS)):
        if not hearing.is_on:
            continue
        who = hearing.name or words.chamber_words(hearing.bill.split("-")[0], hearing.chamber)
        name = bill_words(hearing.bill)
        yield Item(
            hearing.date, "hearing", "sure", who, f"Hearing on {name}{_place(hearing)}",
            hearing.bill, hearing.url,
        )  # fmt: skip
        if hearing.letters:
            by = f" by {hearing.letters.time}" if hearing.letters.time else ""
            what = f"Last day for our letter on {name} to {who}{by}"
            yield Item(
                hearing.letters.on, "letter", "expected", US, what, hearing.bill,
                hearing.letters.url,
            )  # fmt: skip


def _place(hearing: HearingStatus) -> str:
    parts = [part for part in (hearing.time, hearing.location) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _steps(campaigns: Iterable[CampaignStatus]) -> Iterator[Item]:
    """The last days of the live bills' next steps: signatures, and what a calendar sets. Hearings
    that are listed have a row of their own."""
    for campaign in campaigns:
        for bill in campaign.bills:
            status, step = bill.status, bill.status.next_step if bill.status else None
            if not status or not step or not step.date or not words.is_alive(status):
                continue
            waits = status.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)
            if waits or (step.certainty in ("sure", "expected") and not step.listed):
                doubt = f" ({step.doubt})" if step.doubt else ""
                yield Item(
                    step.date, "signature" if waits else "deadline", step.certainty,
                    _large(step.who), f"{step.what}: {_named(status)}{doubt}", bill.bill,
                    status.bill.source_url,
                )  # fmt: skip


def _campaign_dates(campaigns: Sequence[CampaignStatus]) -> Iterator[Item]:
    """Dates of the files, and the ends of sessions; what two campaigns name is told once.

    "The session ends; look up how it went": the part behind the semicolon is a task of its
    campaign where campaigns differ in it, see ``_tasks``.
    """
    told: dict[tuple[str, str], list[CampaignDate]] = {}
    for campaign in campaigns:
        for one in campaign.dates:
            told.setdefault((one.on, _head(one.what)), []).append(one)
    for (day, head), dates in told.items():
        rests = {one.what for one in dates}
        what = dates[0].what if len(rests) == 1 and not dates[0].todo else head
        yield Item(day, "date", dates[0].certainty, _large(dates[0].who), what, url=dates[0].url)
    yield from _session_ends(campaigns, {day for day, head in told if head.endswith(" ends")})


def _session_ends(campaigns: Iterable[CampaignStatus], told: set[str]) -> Iterator[Item]:
    alive = [
        bill.status.bill for campaign in campaigns for bill in campaign.bills
        if bill.status and words.is_alive(bill.status)
    ]  # fmt: skip
    for session in load_sessions().values():
        key = (session.jurisdiction, session.session)
        bills = {bill.key for bill in alive if (bill.jurisdiction, bill.session) == key}
        if bills and session.last_passage not in told:
            name = words.session_words(*key)
            what = f"{_large(name)} ends; {count_words(len(bills), 'live bill')} can end with it"
            who = words.JURISDICTIONS.get(session.jurisdiction, session.jurisdiction)
            yield Item(session.last_passage, "session", "sure", who, what)


def _head(what: str) -> str:
    return what.partition("; ")[0]


# -- old data, and who does what -------------------------------------------------------------------


def _stale(reading: Reading, campaigns: Sequence[CampaignStatus]) -> Iterator[Item]:
    """Sources that failed, live bills that rest on old data, ends that nobody has looked up."""
    on = reading.on
    titles = {source.source: source.title for source in reading.freshness()}
    for source in reading.freshness():
        if source.problem:
            yield Item(on.isoformat(), "stale", "sure", US, f"{source.title}: {source.problem}",
                       how=f"billtrail update --source {source.source}")  # fmt: skip
    old: dict[str, list[BillStatus]] = {}
    for campaign in campaigns:
        limit = (on - timedelta(days=campaign.stale_after_days)).isoformat()
        for bill in campaign.bills:
            if bill.status and words.is_alive(bill.status) and bill.status.fresh_as_of < limit:
                old.setdefault(bill.status.source, []).append(bill.status)
    for source_name, statuses in old.items():
        oldest = min(status.fresh_as_of for status in statuses)
        what = (
            f"{count_words(len(statuses), 'live bill')} not checked for over a week, the oldest "
            f"since {day_words(oldest)} ({titles.get(source_name, source_name)}): "
            f"{_list(bill_words(status.key) for status in statuses)}"
        )
        yield Item(oldest, "stale", "sure", US, what, how="billtrail update")
    ended = [s for s in reading.unsettled() if not words.is_overtaken(s)]
    if ended:
        what = f"No end on record: {_list(bill_words(status.key) for status in ended)}"
        yield Item(on.isoformat(), "outcome", "sure", US, what, how="billtrail unsettled")


def _tasks(
    campaigns: Sequence[CampaignStatus], on: date, until: str, owners: Owners
) -> Iterator[Item]:
    """What the asks and dates of the two weeks come to, with the owner of their campaign."""
    today = on.isoformat()
    for campaign in campaigns:
        owner = owners.get(campaign.id, "")
        for one in campaign.dates:
            if today <= last_day(one.on) and one.on <= until and (todo := _large(one.todo)):
                yield Item(one.on, "task", one.certainty, owner, todo, url=one.url)
        yield from _due_asks(campaign, today, until, owner)


def _due_asks(campaign: CampaignStatus, today: str, until: str, owner: str) -> Iterator[Item]:
    texts = {t.key: t.text for t in campaign.texts if t.language == Language.EN}
    printed = {text.key for text in printed_texts(campaign)}
    for ask in campaign.asks:
        if ask.deadline and today <= ask.deadline <= until and ask.headline in printed:
            for key in ask.texts[:1]:
                yield Item(ask.deadline, "task", "expected", owner, texts[key].rstrip("."))


# -- words ---------------------------------------------------------------------------------------


def _named(status: BillStatus) -> str:
    return f"{bill_words(status.key)}{_title(status)}"


def _title(status: BillStatus) -> str:
    title = status.bill.short_title or ""
    return f", {title}" if title else ""


def _list(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def shorter(week: Week) -> Week:
    """The week with one row less of its longest section, counted in what is more."""
    sections = {
        name: getattr(week, name) for name in ("tasks", "stale", "changed", "decide", "dates")
    }
    name, longest = max(sections.items(), key=lambda item: len(item[1].items))
    less: dict[str, Any] = {name: Section(longest.items[:-1], longest.more + 1)}
    return replace(week, **less)


def week_json(week: Week) -> list[dict[str, str | None]]:
    """``week --json``: every row in the order of the sheet; keys are only ever added."""
    sections = (
        ("changed", week.changed.items), ("decide", week.decide.items), ("dates", week.dates.items),
        ("later", week.later), ("stale", week.stale.items), ("tasks", week.tasks.items),
    )  # fmt: skip
    return [
        {"section": name, "date": item.date, "kind": item.kind, "certainty": item.certainty,
         "who": item.who, "what": _plain(item.what), "bill": item.bill, "url": item.url,
         "how": item.how}
        for name, items in sections for item in items
    ]  # fmt: skip


def _plain(text: str) -> str:
    """No-break spaces are for paper."""
    return text.replace(words.NO_BREAK, " ")

"""What an update did, in the words it ends with: source by source, what is news, how the followed
bills stand, and last what is not in order."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from billtrail.bills import Source
from billtrail.importing import ImportReport, roll_call_lines
from billtrail.legislatures import Stage, full_name
from billtrail.legislatures.calendar import day_of
from billtrail.scrapers.crawling import Update
from billtrail.snapshot import Snapshot
from billtrail.words import count_words, day_words, legislature_words

#: So many names stand in a line; the rest are counted.
_NAMED = 5
#: So many bills with news are told; ``billtrail changes`` has them all.
_TOLD = 8


@dataclass(slots=True)
class UpdateReport:
    """What an update did. ``said`` has a title for each source and lines that belong to it;
    ``standing`` says how the followed bills stand now."""

    documents: ImportReport = field(default_factory=ImportReport)
    said: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    requests: int = 0

    @property
    def problems(self) -> list[str]:
        return self.documents.problems

    def lines(self) -> Iterator[str]:
        yield from self.said
        yield from self.news
        yield from self.documents.doubt_lines()
        yield from self.notices
        yield from self.documents.remarks()
        yield from self.standing

    def problem_lines(self) -> Iterator[str]:
        """What is not in order, and what that means for what we hold."""
        if not self.problems:
            return
        yield f"Not in order ({len(self.problems)}):"
        yield from (f"  {problem}" for problem in self.problems)
        yield (
            "  Nothing was taken from these: what was there before stays. They are asked for again "
            "by the next update."
        )

    def to_json(self) -> dict[str, Any]:
        return {"counts": dict(self.documents.counts), "problems": self.problems,
                "requests": self.requests, "said": self.said, "news": self.news,
                "standing": self.standing, "notices": self.notices}  # fmt: skip


def source_lines(
    source: Source, done: Update | None, counts: Counter[str], matched: int, absent: Collection[str]
) -> Iterator[str]:
    """What happened at one source: read, confirmed, not kept there, looked at."""
    if done is None:
        yield f"{source.title}: could not be asked"
        return
    yield f"{source.title} ({count_words(done.requests, 'request')})"
    yield from _counted(counts)
    if counts["texts"]:
        yield f"  texts of prints read: {counts['texts']:,}"
    if counts["hearings"]:
        yield f"  hearings listed: {counts['hearings']}"
    yield from (f"  {line}" for line in roll_call_lines(counts))
    if counts["on the floor"]:
        yield f"  on the lists that changed: {counts['on the floor']} items"
    if done.looked:
        like = "looks like ours" if matched == 1 else "look like ours"
        see = ": see billtrail suggestions" if matched else ""
        yield f"  looked at {count_words(done.looked, 'new bill')}, {matched} {like}{see}"
    if source.texts and absent:
        yield (f"  {len(absent):,} more are not there in this form: they are asked for again in a "
               "month")  # fmt: skip
    elif names := sorted(absent):
        yield f"  no file there of {_named(names)}: what we have of it stays"
    yield from (f"  {note}" for note in done.notes if note not in done.faults)
    yield from (f"  not asked: {full_name(key)}: {why}" for key, why in done.plan.left_out)


def _counted(counts: Counter[str]) -> Iterator[str]:
    """How many bills were read and confirmed; nothing where the source spoke of none."""
    read = counts["new"] + counts["changed"]
    known = counts["known"] - counts["known lists"]
    same = counts["confirmed"] + counts["unchanged"] + known + counts["older"]
    first = f", {counts['new']} of them for the first time" if counts["new"] else ""
    if read or same:
        yield f"  {count_words(read, 'bill')} read anew{first}, {same} confirmed as they were"


def news_lines(snapshot: Snapshot, since: str) -> Iterator[str]:
    """What is news since an instant (UTC), as ``billtrail changes`` says it."""
    from billtrail.words.news import apart, build_news, others_words

    day = day_of(since)
    news = snapshot.news(day)
    changes = [c for c in news.changes if c.seen_at >= since]
    items, ends = apart(build_news(changes, snapshot.bills({c.bill for c in changes})))
    others = f"{others_words(news.others)}."
    if not items and not ends:
        yield f"News: of no followed bill. Since {day} {others}" if news.others else "News: none."
        return
    bills = len({i.bill for i in items} | {bill for end in ends for bill in end.bills})
    yield f"News of {count_words(bills, 'bill')}:"
    for item in items[:_TOLD]:
        yield f"  {full_name(item.bill)}  {item.title}"
        yield from (f"    {line}" for line in item.said())
    for end in ends:
        yield f"  {end.words}: billtrail report-of-session {end.session}"
    more = f" (and {len(items) - _TOLD} more)" if len(items) > _TOLD else ""
    yield f"  All of it{more}: billtrail changes --since {day}"
    if news.others:
        yield f"  Since {day} {others}"


def status_lines(
    connection: sqlite3.Connection, places: Iterable[str], since: str
) -> Iterator[str]:
    """For each jurisdiction: how many of the followed bills that can still move were checked since
    an instant (UTC), and what the others stand as of. One whose session is over cannot move:
    those without an end are counted by themselves."""
    for place in places:
        rows = connection.execute(
            "SELECT b.key, max(b.data_as_of, coalesce((SELECT max(checked_at) FROM checks c WHERE "
            "c.bill = b.key), '')) AS at, b.stage FROM (SELECT DISTINCT bill FROM campaign_bills) "
            "f CROSS JOIN bills b ON b.key = f.bill WHERE b.jurisdiction = ? AND b.final = 0 "
            "ORDER BY b.key",
            (place,),
        ).fetchall()
        moving = [(key, at) for key, at, stage in rows if stage != Stage.OUTCOME_NOT_RECORDED]
        late = [(key, at) for key, at in moving if at < since]
        if moving:
            yield f"{legislature_words(place)}: {_checked(len(moving), late)}"
        if over := len(rows) - len(moving):
            yield f"{legislature_words(place)}: {_over(over)}"


def _over(count: int) -> str:
    have = "has" if count == 1 else "have"
    return (
        f"{count_words(count, 'followed bill')} that can move no more {have} no end on record: "
        "'billtrail unsettled' says who is asked, and until when."
    )


def _checked(count: int, late: list[tuple[str, str]]) -> str:
    moving = f"{count_words(count, 'followed bill')} that can still move"
    if not late:
        all_ = f"all {moving} were" if count > 1 else f"the one {moving[2:]} was"
        return f"{all_} checked just now."
    days = [*dict.fromkeys(day_words(at) for _, at in sorted(late, key=lambda one: one[1]))]
    span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    if count == len(late) == 1:
        return f"the one {moving[2:]} could not be checked; what we show of it stands as of {span}."
    if len(late) == count:
        return f"none of {moving} could be checked; what we show of them stands as of {span}."
    names = _named([full_name(key) for key, _ in late])
    return (
        f"{count - len(late)} of {moving} were checked just now. Not checked, and shown as of "
        f"{span}: {names}."
    )


def _named(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")

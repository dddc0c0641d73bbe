"""What changed since the last call, by the record and by what staff saw."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from billtrail.bills.values import BillStatus, Change
from billtrail.campaigns import CampaignStatus
from billtrail.legislatures.calendar import day_of
from billtrail.snapshot import Snapshot
from billtrail.words import bill_words, count_words, in_sentence
from billtrail.words.news import (
    FLOOR_LIST,
    build_lines,
    by_calendar_alone,
    ended_together,
    others_words,
    recounted,
)
from billtrail.words.status import is_overtaken, law_words, status_words

from .values import WeekItem
from .words import named

#: A change of these fields is told; every other one repeats or supports these.
_TOLD = ("stage", "law", "in_doubt", "floor", "hearings", "actions", "sponsorships", "versions",
         "votes", "recounts")  # fmt: skip


def changed(snapshot: Snapshot, since: date) -> Iterator[WeekItem]:
    """A row for each bill that changed, the newest first: what weighs most of what was seen. Many
    that a session ended are one row, after what people did, and so are those that are not told."""
    news = snapshot.news(since.isoformat())
    told = [c for c in news.changes if _part(c) in _TOLD]
    found: dict[str, list[Change]] = {}
    for change in told:
        found.setdefault(change.bill, []).append(change)
    days = {bill: day_of(max(c.seen_at for c in changes)) for bill, changes in found.items()}
    statuses = snapshot.bills(found)
    alone = {bill for bill, changes in found.items() if by_calendar_alone(changes)}
    over = {b for b in alone if b in statuses and is_overtaken(statuses[b])}
    ends = ended_together((days[b], statuses[b]) for b in alone - over if b in statuses)
    left_out = over | {bill for end in ends for bill in end.bills}
    for bill, changes in found.items():
        if bill not in left_out:
            status = statuses.get(bill)
            yield WeekItem(
                days[bill], "changed", "sure", "", _change_words(status, changes), bill,
                status.bill.source_url if status else None,
            )  # fmt: skip
    for end in ends:
        yield WeekItem(
            end.day,
            "ended",
            "sure",
            "",
            end.words,
            how=f"billtrail report-of-session {end.session}",
        )
    if news.others:
        what = others_words(news.others)
        how = f"billtrail changes --since {since.isoformat()}"
        yield WeekItem(snapshot.on.isoformat(), "others", "sure", "", what, how=how)


def reported(campaigns: Iterable[CampaignStatus], since: date) -> Iterator[WeekItem]:
    """What staff saw and the record does not say yet."""
    for campaign in campaigns:
        for bill in campaign.bills:
            for report in bill.status.reports if bill.status else ():
                if report.is_open and day_of(report.entered_at) >= since.isoformat():
                    words_ = f"{report.text} (seen by {report.by}, not yet in the record)"
                    what = f"{bill_words(bill.bill)}: {words_}"
                    yield WeekItem(
                        day_of(report.entered_at),
                        "report",
                        "watch",
                        "",
                        what,
                        bill.bill,
                        report.link,
                    )


def _part(change: Change) -> str:
    return "recounts" if recounted(change) else change.field.partition(":")[0]


#: What is told as where the bill stands now.
_OF_THE_STAGE = ("stage", "law", "in_doubt")
_PARTS = {
    "hearings": ("hearing",), "actions": ("action",), "versions": ("text",), "votes": ("vote",),
    "recounts": ("corrected count of a vote", "corrected counts of votes"),
    "sponsorships": ("change of who joined", "changes of who joined"),
}  # fmt: skip


def _change_words(status: BillStatus | None, changes: Sequence[Change]) -> str:
    """ "H.R. 4323: became law, Public Law 119-73" or "AB 938: 2 actions, 1 vote"."""
    name = named(status) if status else bill_words(changes[0].bill)
    if status and any(_part(change) in _OF_THE_STAGE for change in changes):
        named_law = law_words(status)
        law = f", {named_law}" if named_law else ""
        return f"{name}: {in_sentence(status_words(status))}{law}"
    lists = [line.what for line in build_lines(changes, status) if line.label == FLOOR_LIST]
    if lists:
        return f"{name}: {in_sentence(lists[0])}"
    counts = [(part, sum(_part(c) == part for c in changes)) for part in _PARTS]
    return f"{name}: " + ", ".join(count_words(n, *_PARTS[part]) for part, n in counts if n)

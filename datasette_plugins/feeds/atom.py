"""Changes as an Atom feed: one entry for a bill and the run that saw it change.

An entry is made from what one run saw, so its id, dates and words never change afterwards. A live
bill that would change law we speak of has an entry of its own for each section while it lives.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from feedgen.feed import FeedGenerator

from billtrail.bills.values import BillStatus, Change
from billtrail.campaigns import CampaignStatus
from billtrail.snapshot import MOST_CHANGES, Snapshot, WouldChange, would_change
from billtrail.words import bill_title, bill_words, change_of_law_words, xml_text
from billtrail.words.news import ChangeLine, build_lines, is_news

#: A feed holds so many of the newest entries.
LIMIT = 100
DAYS = 365

#: A path of this site as a whole address.
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """What one run saw of one bill; ``seen_at`` is that run's instant (UTC). ``about``: the key of
    a section that the bill would change, which was seen when the bill was."""

    bill: str
    seen_at: str
    title: str
    lines: tuple[ChangeLine, ...]
    about: str = "seen"

    @property
    def id(self) -> str:
        """The same for ever, whatever the address of the site."""
        return uuid5(NAMESPACE_URL, f"billtrail:{self.about}:{self.bill}:{self.seen_at}").urn


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """``page`` is the path of the page that says the same, ``path`` that of the feed itself."""

    title: str
    page: str
    path: str
    entries: tuple[AtomEntry, ...]
    updated: str


def read_feed(snapshot: Snapshot) -> AtomFeed:
    """Everything seen in the last year."""
    since = (snapshot.on - timedelta(days=DAYS)).isoformat()
    changes, left_out = snapshot.newest_changes(since, MOST_CHANGES)
    if left_out:  # of what the run saw of the last bill, some may be among them
        changes = tuple(change for change in changes if _run(change) != _run(changes[-1]))
    coming = (one for one in _coming(snapshot, snapshot.campaigns()) if one.seen_at >= since)
    return _feed(snapshot, "Billtrail: changes", "/changes", changes, coming)


def read_campaign_feed(snapshot: Snapshot, campaign: str) -> AtomFeed:
    """What was seen of the bills of a campaign, and what live bills would change of the law it
    speaks of. Raises ``UnknownKey``."""
    found = snapshot.campaign(campaign)
    bills = {followed.bill for followed in found.bills}
    changes = [change for bill in bills for change in snapshot.changes(bill=bill)]
    title, page = f"Billtrail: {found.title}", f"/campaign/{campaign}"
    return _feed(snapshot, title, page, changes, _coming(snapshot, (found,)))


def read_bill_feed(snapshot: Snapshot, key: str) -> AtomFeed:
    """What was seen of a bill. Raises ``UnknownKey``."""
    status = snapshot.bill(key)
    title = f"Billtrail: {bill_words(key)}, {bill_title(status)}"
    return _feed(snapshot, title, f"/bill/{key}", snapshot.changes(bill=key))


def _coming(snapshot: Snapshot, campaigns: Sequence[CampaignStatus]) -> Iterator[AtomEntry]:
    """An entry for each live bill and section of ours that it would change."""
    found: dict[tuple[str, str], list[WouldChange]] = {}
    for one in would_change(snapshot, campaigns):
        found.setdefault((one.bill, one.statute), []).append(one)
    for (bill, statute), changes in found.items():
        words = change_of_law_words(changes[0].what, proposed=True)
        what = f"{bill_words(bill)} {words} {changes[0].printed}"
        speaking = "; ".join(one.title for one in changes)
        line = ChangeLine(
            "Law we speak of", f"{what}, if it becomes law. We speak of it: {speaking}"
        )
        yield AtomEntry(bill, _first_seen(snapshot, bill), what, (line,), statute)


def _first_seen(snapshot: Snapshot, bill: str) -> str:
    """The instant of a bill's first save."""
    sql = "SELECT min(seen_at) FROM bill_changes WHERE bill = ?"
    seen = snapshot.facts.where(bill).execute(sql, (bill,)).fetchone()[0]
    return seen or f"{snapshot.on.isoformat()}T00:00:00Z"


def _feed(
    snapshot: Snapshot,
    title: str,
    page: str,
    changes: Iterable[Change],
    coming: Iterable[AtomEntry] = (),
) -> AtomFeed:
    runs = _newest_runs(changes)
    bills = snapshot.bills({bill for _, bill, _ in runs})
    seen = (*_build_entries(runs, bills), *coming)
    entries = tuple(sorted(seen, key=lambda one: one.seen_at, reverse=True)[:LIMIT])
    updated = entries[0].seen_at if entries else f"{snapshot.on.isoformat()}T00:00:00Z"
    return AtomFeed(title, page, f"{page}.atom", entries, updated)


def _newest_runs(changes: Iterable[Change]) -> list[tuple[str, str, list[Change]]]:
    """(instant, bill, changes), newest first, ``LIMIT`` of those that are news."""
    ordered = sorted(filter(is_news, changes), key=_run, reverse=True)
    runs = [(*run, list(group)) for run, group in groupby(ordered, _run)]
    return [run for run in runs if any(build_lines(run[2]))][:LIMIT]


def _run(change: Change) -> tuple[str, str]:
    return change.seen_at, change.bill


def _build_entries(
    runs: Collection[tuple[str, str, list[Change]]], bills: Mapping[str, BillStatus]
) -> tuple[AtomEntry, ...]:
    return tuple(
        AtomEntry(bill, seen_at, _title(bill, bills.get(bill)), tuple(build_lines(changes)))
        for seen_at, bill, changes in runs
    )


def _title(bill: str, status: BillStatus | None) -> str:
    return f"{bill_words(bill)}: {bill_title(status)}" if status else bill_words(bill)


def render_atom(feed: AtomFeed, absolute: Absolute) -> bytes:
    """The feed as Atom (RFC 4287)."""
    writer = FeedGenerator()
    # Of this site alone: a reader may follow a coalition's and a partner's (RFC 4287, 4.2.6).
    writer.id(uuid5(NAMESPACE_URL, absolute(feed.path)).urn)
    writer.title(xml_text(feed.title))
    writer.author({"name": "Billtrail"})
    writer.link(href=absolute(feed.path), rel="self", type="application/atom+xml")
    writer.link(href=absolute(feed.page), rel="alternate", type="text/html")
    writer.updated(feed.updated)
    writer.generator("Billtrail")
    for entry in feed.entries:
        _write_entry(writer.add_entry(order="append"), entry, absolute)
    return bytes(writer.atom_str(pretty=True))


def _write_entry(writer: FeedGenerator, entry: AtomEntry, absolute: Absolute) -> None:
    writer.id(entry.id)
    writer.title(xml_text(entry.title))
    writer.link(href=absolute(f"/bill/{entry.bill}"), rel="alternate", type="text/html")
    writer.published(entry.seen_at)
    writer.updated(entry.seen_at)
    writer.content(xml_text("\n".join(map(_line, entry.lines))), type="text")


def _line(line: ChangeLine) -> str:
    before = f" (before: {line.before})" if line.before else ""
    return f"{line.label}: {line.what}{before}"

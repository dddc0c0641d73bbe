"""Changes as an Atom feed: one entry for a bill and the run that saw it change.

An entry is made from what one run saw, so its id, dates and words never change afterwards.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from feedgen.feed import FeedGenerator

from billtrail.bills import BillStatus, Change
from billtrail.snapshot import Snapshot
from billtrail.words import NO_BREAK, ChangeLine, bill_title, bill_words, build_lines, is_news

#: A feed holds the newest entries; the page of changes has them all.
LIMIT = 100
DAYS = 365

#: A path of this site as a whole address.
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """What one run saw of one bill; ``seen_at`` is that run's instant (UTC)."""

    bill: str
    seen_at: str
    title: str
    lines: tuple[ChangeLine, ...]

    @property
    def id(self) -> str:
        """The same for ever, whatever the address of the site."""
        return uuid5(NAMESPACE_URL, f"billtrail:seen:{self.bill}:{self.seen_at}").urn


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
    changes = snapshot.changes(since=since)
    return _feed(snapshot, "Billtrail: changes", "/changes", changes)


def read_campaign_feed(snapshot: Snapshot, campaign: str) -> AtomFeed:
    """What was seen of the bills of a campaign. Raises ``UnknownKey``."""
    found = snapshot.campaign(campaign)
    bills = {followed.bill for followed in found.bills}
    changes = [change for change in snapshot.changes() if change.bill in bills]
    return _feed(snapshot, f"Billtrail: {found.title}", f"/campaign/{campaign}", changes)


def read_bill_feed(snapshot: Snapshot, key: str) -> AtomFeed:
    """What was seen of a bill. Raises ``UnknownKey``."""
    status = snapshot.bill(key)
    title = f"Billtrail: {bill_words(key)}, {bill_title(status)}"
    return _feed(snapshot, title, f"/bill/{key}", snapshot.changes(bill=key))


def _feed(snapshot: Snapshot, title: str, page: str, changes: Iterable[Change]) -> AtomFeed:
    runs = _newest_runs(changes)
    bills = snapshot.bills({bill for _, bill, _ in runs})
    entries = _build_entries(runs, bills)
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


#: Every character that XML 1.0 does not allow (its production 2), and the carriage return.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Text for other programs: without the characters that XML forbids, of which a publisher's text
    may hold any, and with plain blanks, so that a rule looking for "H.R. 4817" finds it."""
    return _FORBIDDEN.sub("", text).replace(NO_BREAK, " ")

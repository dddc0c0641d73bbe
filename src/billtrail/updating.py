"""``billtrail update``: ask each publisher about the watched bills and take the answers in.

The crawl runs in a process of its own (``scrapers.update``); answers are taken in as they come
(``intake``). A source with an API of its own is asked by its own fetcher (``API_FETCHERS``).
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from billtrail import calendars, identifiers, update_runs
from billtrail.coverage import coverage_line, read_coverage, sharp_drops
from billtrail.database import open_reader
from billtrail.errors import SourceError, UsageError
from billtrail.importer import Report
from billtrail.intake import StoreSink
from billtrail.models import Source
from billtrail.organisation import load_organisation
from billtrail.scrapers.planning import KnownLink
from billtrail.scrapers.update import Update, update_source
from billtrail.secrets_file import read_secret
from billtrail.sources import load_sources, source_named
from billtrail.store import Writer
from billtrail.suggestions import suggest_stored
from billtrail.workspace import Workspace

Say = Callable[[str], None]
#: Asks a source: (keys, known, sink, base_url=, contact=) -> Update.
Ask = Callable[..., Update]


@dataclass(slots=True)
class UpdateReport:
    """What an update did, source by source."""

    documents: Report = field(default_factory=Report)
    said: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    requests: int = 0

    @property
    def problems(self) -> list[str]:
        return self.documents.problems

    def lines(self) -> Iterator[str]:
        yield from self.said
        yield from self.notices
        yield from (f"left out: {problem}" for problem in self.problems)

    def to_json(self) -> dict[str, Any]:
        return {"counts": dict(self.documents.counts), "problems": self.problems,
                "requests": self.requests, "said": self.said, "notices": self.notices}  # fmt: skip


def update(
    workspace: Workspace,
    *,
    source: str | None = None,
    bills: Sequence[str] = (),
    base_urls: Mapping[str, str] | None = None,
    say: Say = lambda line: None,
) -> UpdateReport:
    """Bring the watched bills (or those named) up to date from every source that can be asked."""
    asked = sources_to_ask(source)
    with update_runs.held(workspace):
        return _update(workspace, asked, source is not None, bills, base_urls or {}, say)


def _update(
    workspace: Workspace,
    asked: Sequence[Source],
    by_name: bool,
    bills: Sequence[str],
    base_urls: Mapping[str, str],
    say: Say,
) -> UpdateReport:
    report = UpdateReport()
    with workspace.writer("update") as writer:
        run = writer.run
    for one in asked:
        _update_one(workspace, one, run, bills, base_urls.get(one.name), report, say,
                    Wanted(by_name, bool(bills)))  # fmt: skip
    with workspace.writer("update", run=run) as writer:
        writer.settle_calendar()
        suggest_stored(writer)
        report.notices += calendars.ending_soon(writer.today)
        outcome = "partial" if report.problems else "done"
        writer.runs.finish(outcome, report.documents.counts)
    return report


def sources_to_ask(name: str | None = None) -> list[Source]:
    """The source named, else all that can be asked, the better ones first, so that what a lower
    one adds is seen beside them. Raises UsageError where the one named is read from files."""
    chosen = [source_named(name)] if name else list(load_sources().values())
    asked = [one for one in chosen if one.start or one.name in API_FETCHERS]
    if name and not asked:
        raise UsageError(f"{name} is read from files; use 'billtrail import'.")
    return sorted(asked, key=lambda one: -one.rank)


class Wanted(NamedTuple):
    """What an update was asked for in so many words: its source, its bills."""

    by_name: bool
    bills: bool


def _congress_api(workspace: Workspace, say: Say, wanted: Wanted) -> Ask | str:
    key = read_secret(workspace.root, "CONGRESS_API_KEY", say)
    if key is None:
        return (
            "Congress.gov API: no key set, so cosponsors, actions and committee meetings that are "
            "newer there are not asked for; GovInfo alone is used."
        )
    from billtrail.scrapers.us_congress_visits import update_watched

    return partial(update_watched, workspace, key=key)


def _pubinfo(workspace: Workspace, say: Say, wanted: Wanted) -> Ask | str:
    from billtrail.scrapers.pubinfo_update import update_archives

    return partial(update_archives, **wanted._asdict())


#: Sources with a fetcher of their own: what gives it, or in one line why they are not asked.
API_FETCHERS: Mapping[str, Callable[[Workspace, Say, Wanted], Ask | str]] = {
    "us_congress_api": _congress_api,
    "ca_pubinfo": _pubinfo,
}


def _fetcher(workspace: Workspace, source: Source, say: Say, wanted: Wanted) -> Ask | str:
    """A question about one bill leaves out the look at what was introduced."""
    api = API_FETCHERS.get(source.name)
    if api:
        return api(workspace, say, wanted)
    return partial(update_source, source, look=not wanted.bills and source.listing is not None)


def _keys(connection: sqlite3.Connection, source: Source, bills: Sequence[str]) -> list[str]:
    """The bills to ask a source about: those named, else the watched ones; without a feed that
    confirms a bill for nothing, those whose end cannot move are left alone."""
    if bills:
        return [identifiers.parse_identifier(bill) for bill in bills]
    rows = connection.execute(
        "SELECT DISTINCT c.bill FROM campaign_bills c LEFT JOIN bills b ON b.key = c.bill "
        "WHERE substr(c.bill, 1, 2) = ? AND (? OR b.final IS NOT 1) ORDER BY c.bill",
        (source.jurisdiction, not source.start or source.feed is not None),
    )
    return [row[0] for row in rows]


def _update_one(
    workspace: Workspace,
    source: Source,
    run: int,
    bills: Sequence[str],
    base_url: str | None,
    report: UpdateReport,
    say: Say,
    wanted: Wanted,
) -> None:
    ask = _fetcher(workspace, source, say, wanted)
    if isinstance(ask, str):
        report.said.append(ask)
        return
    with open_reader(workspace.database) as connection:
        keys, known = _keys(connection, source, bills), read_known(connection, source)
    say(f"Asking {source.title} about {len(keys)} bills.")
    sink = StoreSink(workspace, source, run, report.documents, len(keys))
    before, counted = len(report.problems), Counter(report.documents.counts)
    try:
        done = ask(keys, known, sink, base_url=base_url, contact=_contact(workspace))
    except SourceError as error:
        report.problems.append(str(error))
        done = None
    finally:  # Ctrl-C too: what came is kept, and asked for no more
        sink.close()
    report.problems.extend(sink.problems())
    report.problems.extend(done.faults if done else ())
    with workspace.writer("update", run=run) as writer:
        _check_run(writer, source, report)
        problem = "; ".join(report.problems[before : before + 1]) or None
        writer.runs.note_health(source.name, items=len(keys), problem=problem)
    report.requests += done.requests if done else 0
    with open_reader(workspace.database) as connection:
        counts = report.documents.counts - counted
        report.said += [*_said(connection, source, done, counts, sink.matched)]
    if sink.absent:
        report.said.append(f"{source.title} has no file of: {', '.join(sorted(sink.absent))}")


def _check_run(writer: Writer, source: Source, report: UpdateReport) -> None:
    """Say what the run brought; a field that suddenly goes missing is a problem."""
    since = writer.runs.started()
    now = read_coverage(writer.connection, source.name, since)
    if now.bills:
        report.said.append(f"{source.title}: {coverage_line(now)}")
    before = read_coverage(writer.connection, source.name, since, before=True)
    report.problems.extend(f"{source.title}: {line}" for line in sharp_drops(now, before))


def _said(
    connection: sqlite3.Connection,
    source: Source,
    done: Update | None,
    counts: Counter[str],
    matched: int,
) -> Iterator[str]:
    """What happened at one source, in words; where nothing could be asked, since when the data
    stands."""
    if done is not None:
        new, changed, hearings = counts["new"], counts["changed"], counts["hearings"]
        confirmed = counts["confirmed"] + counts["unchanged"] + counts["known"]
        yield (
            f"{source.title}: {new} new, {changed} changed, {confirmed} confirmed"
            f"{f', hearings listed: {hearings}' if hearings else ''} ({done.requests} requests)"
        )
        if done.looked:
            yield f"{source.title}: looked at {done.looked} new bills, {matched} look like ours"
        yield from (note for note in done.notes if note not in done.faults)
        yield from (f"not asked: {identifiers.display(k)}: {why}" for k, why in done.plan.left_out)
    if done is None or not done.complete:
        yield _stands(connection, source)


def _stands(connection: sqlite3.Connection, source: Source) -> str:
    row = connection.execute(
        "SELECT min(b.data_as_of), max(b.data_as_of), (SELECT max(checked_at) FROM checks c WHERE "
        "c.source = ?) FROM bills b JOIN campaign_bills w ON w.bill = b.key "
        "WHERE b.jurisdiction = ? AND b.final = 0",
        (source.name, source.jurisdiction),
    ).fetchone()
    checked = f"last checked {row[2][:10]}" if row[2] else "never checked since it was shipped"
    if not row[0]:
        return f"{source.title} could not be fully asked."
    return (
        f"{source.title} could not be fully asked. What we show of its bills stands as of "
        f"{row[0][:10]} to {row[1][:10]}, {checked}."
    )


def _contact(workspace: Workspace) -> str | None:
    organisation = load_organisation(workspace.organisation)
    return organisation.email if organisation else None


def read_known(connection: sqlite3.Connection, source: Source) -> dict[str, KnownLink]:
    """What is stored of a source's addresses."""
    rows = connection.execute(
        "SELECT l.url, l.etag, l.last_modified, l.fetched_at, max(coalesce(l.fetched_at, ''), "
        "coalesce(c.checked_at, '')), l.lastmod FROM links l LEFT JOIN checks c ON "
        "c.source = l.source AND c.bill = l.bill WHERE l.source = ?",
        (source.name,),
    )
    return {row["url"]: KnownLink(*row) for row in rows}


def parse_base_urls(values: Iterable[str]) -> dict[str, str]:
    """``us_govinfo=http://127.0.0.1:9000`` -> name and address; raises UsageError."""
    found = {}
    for value in values:
        name, equals, url = value.partition("=")
        if not equals or not url.startswith(("http://", "https://")):
            raise UsageError(f"--base-url {value!r}: write it as us_govinfo=http://127.0.0.1:9000")
        found[source_named(name).name] = url
    return found

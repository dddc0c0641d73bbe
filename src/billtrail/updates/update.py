"""``billtrail update``: ask each publisher about the watched bills and take the answers in.

The crawl runs in a process of its own (``scrapers.crawling``); answers are taken in as they come
(``sink``). A source with an API of its own is asked by its own fetcher (``_API_FETCHERS``).
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from billtrail.bills import Source
from billtrail.campaigns import load_organisation
from billtrail.errors import SourceError, UsageError
from billtrail.legislatures import get, split_key
from billtrail.legislatures.calendar import calendars, sessions, years_not_set
from billtrail.legislatures.spelling import identifiers
from billtrail.progress import Progress, ProgressStep, untold
from billtrail.scrapers import legiscan, load_sources, openstates, source_named, us_congress_api
from billtrail.scrapers.crawling import Fetcher, Known, KnownLink, Update, update_source
from billtrail.snapshot import open_snapshot
from billtrail.snapshot.successors import suggest_stored
from billtrail.store import Writer, open_reader, settle_calendar, settle_texts
from billtrail.workspace import Workspace, keys

from . import retention, runs
from .coverage import ENOUGH, coverage_line, read_coverage, sharp_drops
from .report import UpdateReport, news_lines, source_lines, status_lines
from .roll_calls import read_votes_to_ask
from .settled import read_settled
from .sink import StoreSink
from .status_net import net_lines

Say = Callable[[str], None]
#: Asks a source: (keys, known, sink, base_url=, contact=) -> Update.
Ask = Callable[..., Update]


def update(
    workspace: Workspace,
    *,
    source: str | None = None,
    bills: Sequence[str] = (),
    base_urls: Mapping[str, str] | None = None,
    say: Say = lambda line: None,
    progress: Progress = untold,
    patience: float = 0,
) -> UpdateReport:
    """Bring the watched bills (or those named) up to date from every source that can be asked; of
    bills that are named, those of their legislatures. Another update is waited for that long."""
    asked = sources_to_ask(source)
    if bills and source is None:
        places = {split_key(identifiers.parse_identifier(bill)).jurisdiction for bill in bills}
        asked = [one for one in asked if places & _places_of(one, places)]
    with runs.one_update(workspace, patience), Fetcher() as fetcher:
        ask = Asking(workspace, source is not None, bills, base_urls or {}, say, progress, fetcher)
        return _update(ask, asked)


@dataclass(frozen=True, slots=True)
class Asking:
    """What an update was asked for. ``by_name``: its source was named, and ``bills`` those that
    were; ``say`` takes a line when something begins, ``progress`` how far it is."""

    workspace: Workspace
    by_name: bool
    bills: Sequence[str]
    base_urls: Mapping[str, str]
    say: Say
    progress: Progress
    fetcher: Fetcher


def _update(asking: Asking, sources: Sequence[Source]) -> UpdateReport:
    report, workspace = UpdateReport(), asking.workspace
    with workspace.writer("update") as writer:
        run, since = writer.run, writer.runs.started()
    for source in sources:
        _update_one(asking, source, run, report)
    with workspace.writer("update", run=run) as writer:
        settle_calendar(writer)
        settle_texts(writer)
        suggest_stored(writer)
        retention.drop_replaced_monthly(writer, workspace.archive)
        report.notices += calendars.ending_soon(writer.today)
        report.notices += years_not_set(writer.today)
        outcome = "partial" if report.problems else "done"
        writer.runs.finish(outcome, report.documents.counts)
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        report.news += news_lines(snapshot, since)
        if not asking.bills:
            followed = followed_places(snapshot.connection)
            found = (_places_of(source, followed) for source in sources)
            places = sorted(set[str]().union(*found), reverse=True)
            report.standing += status_lines(snapshot.connection, places, since)
    return report


def sources_to_ask(name: str | None = None) -> list[Source]:
    """The source named, else all that can be asked, the better ones first, so that what a lower
    one adds is seen beside them. Raises UsageError where the one named is read from files."""
    chosen = [source_named(name)] if name else list(load_sources().values())
    asked = [one for one in chosen if one.start or one.name in _API_FETCHERS]
    if name and not asked:
        raise UsageError(f"{name} is read from files; use 'billtrail import'.")
    return sorted(asked, key=lambda one: -one.rank)


def followed_places(connection: sqlite3.Connection) -> set[str]:
    """The legislatures of followed bills."""
    rows = connection.execute("SELECT DISTINCT substr(bill, 1, 2) FROM campaign_bills")
    return {row[0] for row in rows}


def _places_of(source: Source, places: set[str]) -> set[str]:
    """The legislatures a source is asked about: its own; of one that speaks of all, those of
    ``places`` that cannot be asked themselves."""
    if source.jurisdiction != ALL:
        return {source.jurisdiction}
    return places - {one.jurisdiction for one in sources_to_ask() if one.jurisdiction != ALL}


#: The jurisdiction of a source that speaks of all.
ALL = "all"


def why_not_asked(workspace: Workspace, key: str) -> str | None:
    """Why nobody can be asked about a bill, in words; ``None`` where somebody can."""
    place = split_key(key).jurisdiction
    asked = [one for one in sources_to_ask() if place in _places_of(one, {place})]
    if any(one.jurisdiction != ALL for one in asked):
        return None
    keyless = not any(keys.read_key(workspace.root, one.KEY) for one in _OF_ALL)
    return _no_key_words(workspace, get(place).name) if keyless else None


#: The keys of those who can be asked about every legislature, in the order in which they are: the
#: first that has one is asked, and the others not.
_OF_ALL = (openstates, legiscan)


def _no_key_words(workspace: Workspace, names: str) -> str:
    told = [openstates.no_key_words(names), legiscan.no_key_words(names)]
    if keys.waits_for_a_yes(workspace.root, legiscan.KEY):
        told[-1] = legiscan.not_agreed_words()
    return " ".join(told)


def _followed_of_all(asking: Asking) -> str:
    """The places of followed bills that no legislature can be asked about, in words."""
    with open_reader(asking.workspace.database) as connection:
        followed = followed_places(connection)
    places = _places_of(source_named(openstates.NAME), followed)
    return " and ".join(sorted(get(place).name for place in places))


def _open_states(asking: Asking) -> Ask | str:
    key = keys.read_key(asking.workspace.root, openstates.KEY, asking.say)
    if key is None:
        names = _followed_of_all(asking)
        if not names or keys.read_key(asking.workspace.root, legiscan.KEY):
            return ""
        return _no_key_words(asking.workspace, names)
    from .openstates_api import update_followed

    return partial(update_followed, key=key, progress=asking.progress)


def _legiscan(asking: Asking) -> Ask | str:
    """Asked where Open States cannot be, or by name."""
    root = asking.workspace.root
    key = keys.read_key(root, legiscan.KEY, asking.say)
    if key is None:
        if not (names := _followed_of_all(asking)):
            return ""
        if keys.waits_for_a_yes(root, legiscan.KEY):
            return legiscan.not_agreed_words()
        return legiscan.no_key_of_its_own_words(names) if asking.by_name else ""
    if keys.read_key(root, openstates.KEY) and not asking.by_name:
        named = _followed_of_all(asking)
        return "LegiScan is not asked: Open States is, and comes first." if named else ""
    from .legiscan_api import update_followed

    return partial(update_followed, key=key, progress=asking.progress)


def _congress_api(asking: Asking) -> Ask | str:
    key = keys.read_key(asking.workspace.root, us_congress_api.KEY, asking.say)
    if key is None:
        return (
            "Congress.gov API: no key set, so cosponsors, actions and committee meetings that are "
            "newer there are not asked for; GovInfo alone is used."
        )
    from .us_api import update_watched

    return partial(update_watched, asking.workspace, key=key, progress=asking.progress)


def _pubinfo(asking: Asking) -> Ask | str:
    from .ca_archives import update_archives

    return partial(update_archives, by_name=asking.by_name, bills=bool(asking.bills))


def _texts(asking: Asking) -> Ask:
    from .us_texts import update_texts

    return partial(update_texts, asking.workspace, asking.fetcher, progress=asking.progress)


def _meetings(asking: Asking) -> Ask:
    from .us_meetings import update_meetings

    return partial(update_meetings, asking.workspace, asking.fetcher, whole=not asking.bills,
                   progress=asking.progress)  # fmt: skip


#: Sources with a fetcher of their own: what gives it, or in one line why they are not asked.
_API_FETCHERS: Mapping[str, Callable[[Asking], Ask | str]] = {
    "us_congress_api": _congress_api,
    "ca_pubinfo": _pubinfo,
    "us_govinfo_texts": _texts,
    "us_house_meetings": _meetings,
    "openstates": _open_states,
    "legiscan": _legiscan,
}


def _fetcher(asking: Asking, source: Source) -> Ask | str:
    """A question about one bill leaves out the look at what was introduced."""
    if api := _API_FETCHERS.get(source.name):
        return api(asking)
    look = not asking.bills and source.listing is not None
    return partial(update_source, source, look=look, progress=asking.progress,
                   fetcher=asking.fetcher)  # fmt: skip


def _keys(
    connection: sqlite3.Connection, source: Source, bills: Sequence[str], known: Known
) -> list[str]:
    """The bills to ask a source about: those named, else the watched ones; without a feed that
    confirms a bill for nothing, those that are settled are left alone. Of a source of votes, those
    on these bills."""
    named = [identifiers.parse_identifier(bill) for bill in bills]
    if source.asked_by == "votes":
        return read_votes_to_ask(connection, source, named, known, sessions.today())
    places = _places_of(source, followed_places(connection) | {key[:2] for key in named})
    if named:
        return [key for key in named if key[:2] in places]
    rows = connection.execute(
        "SELECT DISTINCT bill FROM campaign_bills WHERE substr(bill, 1, 2) IN "
        f"({', '.join('?' * len(places))}) ORDER BY bill",
        tuple(places),
    )
    costs = source.start and source.feed is None
    keys = [row[0] for row in rows]
    left = read_settled(connection, source.name, keys, sessions.today()) if costs else frozenset()
    return [key for key in keys if key not in left]


def _update_one(asking: Asking, source: Source, run: int, report: UpdateReport) -> None:
    ask, workspace = _fetcher(asking, source), asking.workspace
    if isinstance(ask, str):
        report.said += [ask] if ask else []
        return
    with open_reader(workspace.database) as connection:
        known = _read_known(connection, source)
        keys = _keys(connection, source, asking.bills, known)
    if source.jurisdiction == ALL and not keys:
        return  # nobody follows a bill that it is asked for
    asking.say(f"Asking {source.title}.")
    asking.progress(ProgressStep(source.title, "asking"))
    sink = StoreSink(workspace, source, run, report.documents, len(keys))
    before, counted = len(report.problems), Counter(report.documents.counts)
    noted = len(report.documents.notes)
    base_url = _base_url(asking.base_urls, source)
    done: Update | None = None
    try:
        done = ask(keys, known, sink, base_url=base_url, contact=_contact(workspace))
    except (SourceError, UsageError) as error:  # or a calendar that lacks the day
        report.problems.append(str(error))
    finally:  # Ctrl-C too: what came is kept, and asked for no more
        sink.close()
    report.problems.extend(sink.problems())
    report.problems.extend(done.faults if done else ())
    report.requests += done.requests if done else 0
    counts = report.documents.counts - counted
    report.said += source_lines(source, done, counts, sink.matched, sink.absent)
    report.said += [f"  {note}" for note in report.documents.notes[noted:]]
    with workspace.writer("update", run=run) as writer:
        _check_run(writer, source, report)
        writer.runs.note_health(
            source.name, items=len(keys), problem=_first(report.problems[before:])
        )


def _base_url(named: Mapping[str, str], source: Source) -> str | None:
    """What stands for the publisher's site, for all its sources on one host."""
    same = (url for name, url in named.items() if source_named(name).hosts == source.hosts)
    return named.get(source.name) or next(same, None)


def _first(problems: list[str]) -> str | None:
    """The first problem, and how many more there are."""
    if len(problems) < 2:
        return problems[0] if problems else None
    return f"{problems[0]} (and {len(problems) - 1} more)"


def _check_run(writer: Writer, source: Source, report: UpdateReport) -> None:
    """Say what the run brought; a field that suddenly goes missing is a problem. Where it brought
    nothing there is nothing to say, of however many bills."""
    since = writer.runs.started()
    now = read_coverage(writer.connection, source.name, since)
    if not now.bills:
        return
    report.said.append(f"  {coverage_line(now)}")
    if now.bills >= ENOUGH:
        before = read_coverage(writer.connection, source.name, since, before=True)
        report.problems.extend(f"{source.title}: {line}" for line in sharp_drops(now, before))
    report.said.extend(f"  {line}" for line in net_lines(writer.connection, [source]))


def _contact(workspace: Workspace) -> str | None:
    organisation = load_organisation(workspace.organisation)
    return organisation.email if organisation else None


def _read_known(connection: sqlite3.Connection, source: Source) -> dict[str, KnownLink]:
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

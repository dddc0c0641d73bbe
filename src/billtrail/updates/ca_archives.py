"""``billtrail update`` for PUBINFO: what is newest, whole or in small pieces, and into the store.

Where the last archive we read is less than a week old, the small archives written since then
(``pubinfo_Mon.zip`` and so on, a few MB) are read in their order. Otherwise a whole one is needed,
about 950 MB: it is fetched only where this source was asked for by name. Which of the seven
daily archives is newest is told by ``Last-Modified``, never by its name.

The daily archives hold the session of the day alone. How the bills of the session before ended is
told by that session's own archive (``pubinfo_2025.zip``), so it is asked for after the turn until
every followed bill has its end, or the session has been over for a year.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from billtrail.bills import Link
from billtrail.errors import SourceError
from billtrail.importing import import_paths
from billtrail.legislatures import ca, sessions, split_key
from billtrail.scrapers.ca_pubinfo import HOST, SOURCE_NAME, Downloads, Remote, instant, is_delta
from billtrail.scrapers.crawling import CrawlPlan, CrawlReport, Known, Update

from .sink import StoreSink

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAILY = tuple(f"pubinfo_daily_{day}.zip" for day in _DAYS)
_SMALL = tuple(f"pubinfo_{day}.zip" for day in _DAYS)
#: Small archives are overwritten after a week; one day is left for the clocks.
_REACH = timedelta(days=6)
#: How long after its end a session's archive is asked for unasked.
_AFTERWARDS = timedelta(days=366)


@dataclass(slots=True)
class _Round:
    """One round with the server: what was read, and what there is to say."""

    downloads: Downloads
    sink: StoreSink
    known: Known
    report: CrawlReport
    keys: tuple[str, ...]
    notes: list[str] = field(default_factory=list)

    def modified(self, name: str) -> str | None:
        """The ``Last-Modified`` of an archive when it was last read."""
        stored = self.known.get(f"{HOST}/{name}")
        return stored.last_modified if stored else None

    def last_read(self) -> str:
        """When the newest archive that was read had been written (an instant, or "")."""
        found = (instant(self.modified(name) or "") for name in (*_DAILY, *_SMALL))
        return max(found, default="")

    def read(self, remote: Remote) -> bool:
        """Fetch an archive, take it in, and note it as read; whether it could be used."""
        path = self.downloads.fetch(remote)
        workspace = self.sink.workspace
        with workspace.writer("update", run=self.sink.run) as writer:
            taken = import_paths(
                writer, [path], {SOURCE_NAME: self.sink.source}, archive_root=workspace.archive
            )
            used = bool(taken.bills or taken.counts["known"] or taken.counts["partial"])
            if used:
                link = Link(SOURCE_NAME, f"{HOST}/{remote.name}", "archive",
                            etag=remote.etag, last_modified=remote.modified)  # fmt: skip
                writer.documents.save_link(link, sessions.utc_now())
        self.sink.report.counts += taken.counts
        self.sink.report.problems += taken.problems
        self.sink.report.unknown_actions += taken.unknown_actions
        self.notes += taken.notes
        self.report.counts["document" if used else "failed"] += 1
        return used

    def confirm(self, at: str) -> None:
        """The publisher spoke for the session's bills as of an instant."""
        with self.sink.workspace.writer("update", run=self.sink.run) as writer:
            kept = [key for key in self.keys if writer.has_record(key, SOURCE_NAME)]
            for key in kept:
                writer.confirm(SOURCE_NAME, key, at)
        self.sink.report.counts["confirmed"] += len(kept)


def update_archives(
    keys: Iterable[str],
    known: Known,
    sink: StoreSink,
    *,
    by_name: bool,
    bills: bool,
    base_url: str | None = None,
    contact: str | None = None,
) -> Update:
    """Bring California's bills up to date from the archives.

    ``by_name``: the source was asked for by name, so that a whole archive may be fetched;
    ``bills``: so were the bills, so that the archives of their sessions may be.
    """
    wanted = tuple(keys)
    folder = sink.workspace.archive / SOURCE_NAME / "zips"
    session = sessions.session_on(ca.LEGISLATURE.id, sessions.today())
    current = tuple(key for key in wanted if split_key(key).session[:8] == session)
    report = CrawlReport(links=0)
    with Downloads(folder, base_url=base_url, contact=contact) as downloads:
        found = _Round(downloads, sink, known, report, current)
        try:
            for past, count in _past_sessions(wanted, session, bills).items():
                _read_past(found, past, count, by_name)
            if current or not bills:
                _read_current(found, folder, by_name)
        except SourceError as error:
            report.counts["failed"] += 1
            sink.report.problems.append(str(error))
        report.requests = downloads.requests
    return Update(CrawlPlan(), report, 0, tuple(found.notes))


def _past_sessions(keys: Iterable[str], current: str, named: bool) -> Mapping[str, int]:
    """How many of the bills are of each past session whose archive may still tell their end: of
    any, where the bills were ``named``."""
    found = Counter(split_key(key).session[:8] for key in keys)
    since = (sessions.today() - _AFTERWARDS).isoformat()
    limits = {s: sessions.load_sessions().get((ca.LEGISLATURE.id, s)) for s in found}
    return {
        session: found[session]
        for session, limit in sorted(limits.items())
        if session < current and (named or (limit and limit.ends >= since))
    }


def _read_past(found: _Round, session: str, count: int, by_name: bool) -> None:
    """The archive of a past session, unless it is as it was when it was last read. One that was
    not asked for by name is named with its size, and left."""
    name = f"pubinfo_{session[:4]}.zip"
    known = found.modified(name)
    remote = found.downloads.look(name, known)
    if remote is None:
        found.notes.append(f"{name} is not there")
    elif remote.modified != known and by_name:
        found.read(remote)
    elif remote.modified != known:
        found.notes.append(
            f"{count} followed {'bill' if count == 1 else 'bills'} of {session[:4]}-{session[6:]} "
            "without an end on record. 'billtrail update --source ca_pubinfo' fetches that "
            f"session's archive, {_megabytes(remote.size)}."
        )


def _megabytes(size: int) -> str:
    return f"about {max(1, round(size / 1_000_000)):,} MB"


def _read_current(found: _Round, folder: Path, by_name: bool) -> None:
    last = found.last_read()
    if not by_name and not _within_reach(last, sessions.utc_now()):
        since = f"was last read as of {last[:10]}" if last else "has not been read yet"
        found.notes.append(
            f"California's bulk data {since}. 'billtrail update --source ca_pubinfo' fetches all "
            "of the session, about 950 MB; after that each day's news is small."
        )
        return
    read = {name: when for name in _DAILY if (when := found.modified(name))}
    newest = found.downloads.newest(_DAILY, read)
    if newest is None:
        raise SourceError("none of the seven daily archives is there; the site may have changed")
    if last and newest.at <= last:
        found.confirm(sessions.utc_now())
        return
    if _within_reach(last, newest.at):
        for remote in _since(found, last):
            if not found.read(remote):
                return
        found.confirm(newest.at)
        return
    if found.read(newest):
        found.confirm(newest.at)
        _tidy(folder, newest.name)


def _since(found: _Round, last: str) -> Iterator[Remote]:
    """The small archives written after ``last``, oldest first."""
    there = (found.downloads.look(name, found.modified(name)) for name in _SMALL)
    fresh = [remote for remote in there if remote and remote.size and remote.at > last]
    yield from sorted(fresh, key=lambda remote: remote.at)


def _within_reach(last: str, now: str) -> bool:
    """Whether the small archives written since ``last`` are all still there."""
    return bool(last) and datetime.fromisoformat(now) - datetime.fromisoformat(last) <= _REACH


def _tidy(folder: Path, newest: str) -> None:
    """Keep one whole daily archive: the small ones before it and its forerunners say no more."""
    for path in folder.glob("pubinfo_*.zip"):
        if path.name != newest and (path.name in _DAILY or is_delta(path.name)):
            path.unlink()

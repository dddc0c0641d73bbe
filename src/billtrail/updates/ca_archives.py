"""``billtrail update`` for PUBINFO: what is newest, whole or in small pieces, and into the store.

Where the last archive we read is less than a week old, the small archives written since then
(``pubinfo_Mon.zip`` and so on, a few MB) are read in their order. Otherwise a whole one is needed,
about 950 MB: it is fetched only where this source was asked for by name. Which of the seven
daily archives is newest is told by ``Last-Modified``, never by its name.

The daily archives hold the session of the day alone. How the bills of the session before ended is
told by that session's own archive (``pubinfo_2025.zip``), so it is asked for after the turn until
every followed bill has its end, or the publisher has been silent about the session for a year.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from billtrail.bills.models import ABSENT, Link
from billtrail.errors import SourceError
from billtrail.importing import ImportReport, import_paths
from billtrail.legislatures import ca, split_key
from billtrail.legislatures.calendar import Session, sessions
from billtrail.scrapers.ca_pubinfo import (
    HOST,
    SOURCE_NAME,
    Downloads,
    Remote,
    instant,
    is_delta,
    session_in,
)
from billtrail.scrapers.crawling import CrawlPlan, CrawlReport, Known, Update
from billtrail.store import open_reader

from .settled import read_ended, read_settled
from .sink import StoreSink

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAILY = tuple(f"pubinfo_daily_{day}.zip" for day in _DAYS)
_SMALL = tuple(f"pubinfo_{day}.zip" for day in _DAYS)
#: Small archives are overwritten after a week; one day is left for the clocks.
_REACH = timedelta(days=6)
#: A publisher that has not written a past session's archive anew for so long is done with it.
_SILENCE = timedelta(days=366)


@dataclass(slots=True)
class _Round:
    """One round with the server: what was read, and what there is to say."""

    downloads: Downloads
    sink: StoreSink
    known: Known
    report: CrawlReport
    session: str
    keys: tuple[str, ...]
    notes: list[str] = field(default_factory=list)

    def modified(self, name: str) -> str | None:
        """The ``Last-Modified`` of an archive when it was last read."""
        stored = self.known.get(f"{HOST}/{name}")
        return stored.last_modified if stored else None

    def look(self, name: str) -> Remote | None:
        """An archive on the server; ``None`` where there is none. One that was there before is
        waited for once, since newer ones would be read past what it has."""
        known = self.modified(name)
        remote = self.downloads.look(name, known)
        url = f"{HOST}/{name}"
        if remote is None and known and self.known[url].lastmod != ABSENT:
            gone = Link(SOURCE_NAME, url, "archive", last_modified=known, lastmod=ABSENT)
            with self.sink.workspace.writer("update", run=self.sink.run) as writer:
                writer.documents.save_link(gone, sessions.utc_now())
            raise SourceError(f"{name} was there and is not; the next update looks again")
        return remote

    def last_read(self) -> str:
        """When the newest archive of this session that was read had been written (an instant, or
        ""). One of the session before has neither its bills nor its members."""
        found = (instant(self.modified(name) or "") for name in (*_DAILY, *_SMALL))
        last = max(found, default="")
        return last if last[:10] > _limits(self.session).starts else ""

    def read(self, remote: Remote, session: str) -> bool:
        """Fetch an archive of a session, take it in, and note it as read; whether it could be
        used. What is of another session is taken in too, and asked for again."""
        path = self.downloads.fetch(remote)
        workspace, held = self.sink.workspace, session_in(path)
        is_right = held in ("", session)
        with workspace.writer("update", run=self.sink.run) as writer:
            taken = import_paths(
                writer, [path], {SOURCE_NAME: self.sink.source}, archive_root=workspace.archive
            )
            used = bool(taken.bills or taken.counts["known"] or taken.counts["partial"])
            if used and is_right:
                link = Link(SOURCE_NAME, f"{HOST}/{remote.name}", "archive",
                            etag=remote.etag, last_modified=remote.modified)  # fmt: skip
                writer.documents.save_link(link, sessions.utc_now())
        self._note(taken)
        if not is_right:
            not_it = "which has not begun" if held > session else f"not {_years(session)} yet"
            self.sink.report.problems.append(f"{remote.name} holds {_years(held)}, {not_it}")
        self.report.counts["document" if used and is_right else "failed"] += 1
        return used and is_right

    def _note(self, taken: ImportReport) -> None:
        self.sink.report.counts += taken.counts
        self.sink.report.problems += taken.problems
        self.sink.report.unknown_actions += taken.unknown_actions
        self.notes += taken.notes

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
    current = tuple(key for key in wanted if _session(key) == session)
    report = CrawlReport(links=0)
    with Downloads(folder, base_url=base_url, contact=contact) as downloads:
        found = _Round(downloads, sink, known, report, session, current)
        try:
            for past, its_own in _past_sessions(found, wanted, session, bills).items():
                _read_past(found, past, its_own, by_name)
            if current or not bills:
                _read_current(found, folder, by_name)
        except SourceError as error:
            report.counts["failed"] += 1
            sink.report.problems.append(str(error))
        report.requests = downloads.requests
    return Update(CrawlPlan(), report, downloads.requests, tuple(found.notes))


def _past_sessions(
    found: _Round, keys: Iterable[str], current: str, named: bool
) -> Mapping[str, tuple[str, ...]]:
    """The bills of each past session whose archive may still tell their end: of any, where the
    bills were ``named``."""
    today = sessions.today()
    asked = keys if named else _left_open(found, keys, today)
    by_session = groupby(sorted(asked, key=_session), key=_session)
    return {
        session: tuple(its_own)
        for session, its_own in by_session
        if session < current
        and (named or asked_until(session, found.modified(archive_of(session))) >= today)
    }


def _left_open(found: _Round, keys: Iterable[str], on: date) -> list[str]:
    asked = [*keys]
    with open_reader(found.sink.workspace.database) as connection:
        settled = read_settled(connection, SOURCE_NAME, asked, on)
    return [key for key in asked if key not in settled]


def _session(key: str) -> str:
    """A bill's regular session: one archive holds the extraordinary ones with it."""
    return split_key(key).session[:8]


def archive_of(session: str) -> str:
    """The name of a session's own archive: ``pubinfo_2025.zip``."""
    return f"pubinfo_{session[:4]}.zip"


def asked_until(session: str, last_modified: str | None) -> date:
    """The last day on which a past session's archive is asked for without being named: a year
    after the publisher's last word of it, which is what was read (an HTTP date), or its end."""
    last_word = max(instant(last_modified or "")[:10], _limits(session).ends)
    return date.fromisoformat(last_word) + _SILENCE


def _limits(session: str) -> Session:
    return sessions.load_sessions()[ca.LEGISLATURE.id, session]


def _years(session: str) -> str:
    """``20252026`` -> ``2025-26``."""
    return f"{session[:4]}-{session[6:]}"


def _read_past(found: _Round, session: str, keys: tuple[str, ...], by_name: bool) -> None:
    """The archive of a past session, unless it is as it was when it was last read. One that was
    not asked for by name is named with its size, and left."""
    name = archive_of(session)
    known = found.modified(name)
    remote = found.downloads.look(name, known)
    if remote is None:
        found.notes.append(f"{name} is not there yet: it is asked for again by the next update")
    elif remote.modified != known and by_name:
        found.read(remote, session)
    elif remote.modified != known and (open_ := _without_end(found, keys)):
        found.notes.append(
            f"{open_} followed {'bill' if open_ == 1 else 'bills'} of {_years(session)} "
            "without an end on record. 'billtrail update --source ca_pubinfo' fetches that "
            f"session's archive, {_megabytes(remote.size)}."
        )


def _without_end(found: _Round, keys: Collection[str]) -> int:
    with open_reader(found.sink.workspace.database) as connection:
        return len({*keys} - read_ended(connection, keys))


def _megabytes(size: int) -> str:
    return f"about {max(1, round(size / 1_000_000)):,} MB"


def _read_current(found: _Round, folder: Path, by_name: bool) -> None:
    last = found.last_read()
    if not by_name and not _within_reach(last, sessions.utc_now()):
        since = f"was last read as of {last[:10]}" if last else "has not been read yet"
        found.notes.append(
            f"California's bulk data of {_years(found.session)} {since}. 'billtrail update "
            "--source ca_pubinfo' fetches all of the session, up to 950 MB; after that each "
            "day's news is small."
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
            if not found.read(remote, found.session):
                return
        found.confirm(newest.at)
        return
    if found.read(newest, found.session):
        found.confirm(newest.at)
        _tidy(folder, newest.name)


def _since(found: _Round, last: str) -> Iterator[Remote]:
    """The small archives written after ``last``, oldest first."""
    there = (found.look(name) for name in _SMALL)
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

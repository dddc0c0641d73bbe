"""An archive each into a database file of its own: bulk work that several machines share.

A file is made in a folder of the machine's own and copied when it is whole, because SQLite's locks
do not hold on every shared disk. Its bytes are those that any machine makes: the instant is the
run's, and ``VACUUM INTO`` lays the pages out anew.
"""

import hashlib
import shutil
import sqlite3
import tempfile
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from billtrail.cluster import each_done
from billtrail.errors import UsageError
from billtrail.files import scratch
from billtrail.scrapers import load_sources, ranks
from billtrail.store import open_writer

from .importer import import_paths

#: By the ending of an archive's name, how many times its bytes it unpacks to, as sessions of
#: Congress did: a zip packs each file alone, zstandard sees that bills repeat each other.
_UNPACKS = {
    ".zip": 5, ".tar": 1, ".tgz": 10, ".gz": 10, ".bz2": 20, ".xz": 20, ".zst": 35,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionTask:
    """``archive`` is read and a finished file laid into ``into``, both under this path on every
    machine; ``today`` and ``now`` (UTC) are the run's, ``sources`` those that are read."""

    archive: Path
    into: Path
    today: date
    now: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionFile:
    """What one archive came to: ``path`` of the file, its ``sha256``, and what its import says."""

    path: Path
    sha256: str
    counts: Counter[str]
    problems: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(slots=True)
class SessionFiles:
    """``made`` and, by archive, why a file was ``failed``."""

    made: list[SessionFile] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)


def import_apart(
    archives: Iterable[Path],
    into: Path,
    sources: Iterable[str],
    executor: Executor,
    *,
    today: date,
    now: str,
    told: Callable[[str], None] = lambda line: None,
) -> SessionFiles:
    """A database in ``into`` for each archive, the largest first, so that the workers end together.

    Those of ``sources``, by name, are read. One that fails or whose machine is lost leaves no file
    and stops no other. Raises ``UsageError`` for an archive that is not there, or two of one name.
    """
    named = _named(archives, into)
    done, wanted = SessionFiles(), tuple(sources)
    into.mkdir(parents=True, exist_ok=True)
    with scratch(into.resolve(), "import") as folder:
        tasks = [
            SessionTask(archive, folder, today, now, wanted)
            for archive in sorted(named, key=_work, reverse=True)
        ]
        for task, future in each_done(executor, import_session, tasks):
            archive = task.archive
            if (error := future.exception()) is not None:
                done.failed[archive] = _said(error)
                told(f"{archive.name}: {done.failed[archive]}; no file was made of it")
                continue
            made = future.result()
            made.path.replace(named[archive])
            told(f"{named[archive].name}: {made.counts.total():,} documents")
            done.made.append(replace(made, path=named[archive]))
    done.made.sort(key=lambda one: one.path)
    return done


def import_session(task: SessionTask) -> SessionFile:
    """One archive into a file of its own, whole or not at all. Raises what an import does."""
    sources = {name: load_sources()[name] for name in task.sources}
    with tempfile.TemporaryDirectory(prefix="billtrail-") as own:
        working, whole = Path(own) / "working.db", Path(own) / "whole.db"
        with open_writer(working, "import", ranks(), today=task.today, now=task.now) as writer:
            report = import_paths(writer, [task.archive], sources, workers=1)
            writer.runs.finish("partial" if report.problems else "done", report.counts)
            _lay_out(writer.connection, whole, task.now)
        finished = task.into / f"{uuid.uuid4().hex}.db"
        try:
            shutil.copyfile(whole, finished)
        except OSError:
            finished.unlink(missing_ok=True)
            raise
        with whole.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SessionFile(
        finished, digest, report.counts, tuple(report.problems), tuple(report.lines())
    )


def _lay_out(connection: sqlite3.Connection, whole: Path, now: str) -> None:
    """What tells of this machine's clock takes the run's; then the pages in their plain order."""
    connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (now,))
    connection.execute("UPDATE runs SET finished_at = ?", (now,))
    connection.execute("VACUUM INTO ?", (str(whole),))
    with closing(sqlite3.connect(whole)) as made:
        made.execute("PRAGMA journal_mode = DELETE")


def _named(archives: Iterable[Path], into: Path) -> dict[Path, Path]:
    """The file of each archive, by the archive's full path."""
    named: dict[Path, Path] = {}
    for archive in archives:
        if not archive.exists():
            raise UsageError(f"{archive} is not there.")
        path = into / f"{_plain_name(archive)}.db"
        if path in named.values():
            raise UsageError(f"Two archives would both become {path.name}. Rename one of them.")
        named[archive.absolute()] = path
    return named


def _plain_name(archive: Path) -> str:
    name = archive.name
    while Path(name).suffix.lower() in _UNPACKS:
        name = Path(name).stem
    return name


def _work(path: Path) -> int:
    """About how many bytes there are to read; nothing is unpacked to know it."""
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size * _UNPACKS.get(path.suffix.lower(), 1)


def _said(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__

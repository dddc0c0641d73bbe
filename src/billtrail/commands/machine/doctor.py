"""What is in order on this machine and what is not: a line each, with what to do."""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from billtrail import mail, rolls
from billtrail.campaigns import load_organisation, staff_files
from billtrail.campaigns.content import load_sound
from billtrail.editions import (
    OLDER,
    edition_of,
    fact_path,
    front_facts,
    missing_from,
    published_at,
)
from billtrail.errors import BilltrailError, CheckFailed, UsageError
from billtrail.files import file_hash, has_table, platforms
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import calendars, sessions, years_not_set
from billtrail.snapshot import by_what_moves, open_snapshot
from billtrail.store import open_reader, pending_steps, unknown_steps
from billtrail.updates import clock_repair, net_lines, rows_to_come
from billtrail.words import count_words, source_words
from billtrail.workspace import Workspace, git_ignore

#: The site's usual port.
_PORT = 8001
#: A published file, or a source, that nobody renewed for so many days is told.
_STALE_DAYS = 7
#: A longer list of bills is counted.
_NAMED = 5


class _Finding(NamedTuple):
    """``ok`` is ``None`` where nothing is wrong and somebody has to do something all the same."""

    ok: bool | None
    line: str


_MARKS = {True: "ok ", None: "see", False: "NO "}


def examine(workspace: Workspace, port: int = _PORT) -> tuple[list[str], bool]:
    """What is in order and what is not, a line each, and whether all is."""
    found = [finding for check in CHECKS for finding in _ask(check, workspace)]
    found += [*_ask(_check_file, workspace), _check_port(port)]
    return [f"{_MARKS[ok]} {line}" for ok, line in found], all(f.ok is not False for f in found)


def _ask(check: Callable[[Workspace], Iterator[_Finding]], workspace: Workspace) -> list[_Finding]:
    """A check's findings; each reason why it cannot be made is a finding itself."""
    try:
        return list(check(workspace))
    except (BilltrailError, sqlite3.Error, OSError) as error:
        return [_Finding(False, line) for line in str(error).splitlines() or [""]]


def _check_program(workspace: Workspace) -> Iterator[_Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield _Finding(sys.version_info >= (3, 11), f"Python {version} (3.11 or newer)")
    sqlite = sqlite3.sqlite_version
    yield _Finding(sqlite3.sqlite_version_info >= (3, 37, 0), f"SQLite {sqlite} (3.37+)")


def _check_workspace(workspace: Workspace) -> Iterator[_Finding]:
    workspace.create()
    yield _Finding(True, f"workspace {workspace.root}")


def _check_git(workspace: Workspace) -> Iterator[_Finding]:
    """What shows survivors must not be in a history that others clone."""
    if tracked := git_ignore.tracked_by_git(workspace.root):
        names = " ".join(tracked)
        yield _Finding(False, f"git has {names}: counts of survivors, their words or keys are in "
                             f"every clone. Run 'git rm --cached {names}' and commit; where others "
                             "have a clone, take them out of its history too")  # fmt: skip
    if loose := git_ignore.not_ignored(workspace.root):
        yield _Finding(None, f"the next 'git add' would take {', '.join(loose)}: name them in "
                            f"{workspace.root / '.gitignore'}")  # fmt: skip


def _check_organisation(workspace: Workspace) -> Iterator[_Finding]:
    known = load_organisation(workspace.organisation)
    if known:
        yield _Finding(True, f"organization: {known.name}")
    else:
        yield _Finding(None, "no organization named yet: briefs say SAMPLE until 'billtrail setup'")


def _check_content(workspace: Workspace) -> Iterator[_Finding]:
    """A faulty file stands aside, so that nobody else would say so."""
    found = load_sound(workspace.root, {})
    yield from (_Finding(None, line) for line in found.content.retired)
    faults = found.faults
    for fault in faults:
        yield _Finding(False, f"a file of yours is set aside: {fault}")
    if not faults:
        yield _Finding(True, "your campaign files and figures can be read")


def _check_staff_files(workspace: Workspace) -> Iterator[_Finding]:
    """A faulty file is not loaded: what was loaded from it before stands until it is mended."""
    readers: tuple[Callable[[Path], object], ...] = (
        staff_files.load_reports, staff_files.corrections.load_corrections,
        staff_files.load_releases, staff_files.watched_sections.load_watched,
        staff_files.relief_readers.load_relief_readers,
    )  # fmt: skip
    for read in readers:
        try:
            read(workspace.root)
        except CheckFailed as error:
            for line in str(error).splitlines():
                yield _Finding(False, f"a file of yours is not loaded: {line}")


def _check_papers(workspace: Workspace) -> Iterator[_Finding]:
    """A faulty paper of your own is not made until it is mended."""
    own = sorted((workspace.root / "papers").glob("*.toml"))
    if own:
        from billtrail.briefs.papers import load_papers

        faults = load_papers(workspace.root).faults
        lines = [line for fault in faults.values() for line in fault.splitlines()]
        yield from (_Finding(False, line) for line in lines)
        if read := len(own) - len(faults):
            yield _Finding(True, f"{count_words(read, 'paper')} of yours can be read")


def _check_calendars(workspace: Workspace) -> Iterator[_Finding]:
    """Next steps are told from the legislatures' calendars, which end and must be renewed."""
    today = sessions.today()
    ending = (*calendars.ending_soon(today), *years_not_set(today))
    known = f"calendars hold for the next {calendars.NOTICE_DAYS} days"
    ended = calendars.faults() or any(" ended on " in line for line in ending)
    yield _Finding(False if ended else None if ending else True, " ".join(ending) or known)


def _check_rolls(workspace: Workspace) -> Iterator[_Finding]:
    """Who signed letters is their owner's alone to read, and kept as long as is set."""
    bills = rolls.bills_with_rolls(workspace)
    paths = [rolls.path_of(workspace, bill) for bill in bills]
    if loose := [str(path) for path in paths if platforms.others_can_read(path)]:
        yield _Finding(False, f"others on this machine can read who signed: chmod 600 {loose[0]}")
    if old := [*rolls.expired(workspace, sessions.today())]:
        yield _Finding(None, f"kept longer than [rolls] keep_days says: the roll of {old[0]}; the "
                            "next 'billtrail signers' deletes it")  # fmt: skip
    if bills and not loose and not old:
        days = rolls.read_settings(workspace.organisation).keep_days
        yield _Finding(True, f"{count_words(len(bills), 'roll')} of signers, kept {days} days")


def _check_digests(workspace: Workspace) -> Iterator[_Finding]:
    """Who gets digests, whether those can be sent, and what could not be."""
    found = mail.load_subscribers(workspace)
    for line in found.faults:
        yield _Finding(False, f"gets no digest: {line}")
    for path in (mail.path_of(workspace), mail.outbox_path(workspace)):
        if path.is_file() and platforms.others_can_read(path):
            yield _Finding(False, f"others on this machine can read who gets digests: "
                                  f"chmod 600 {path}")  # fmt: skip
    if found.sound:
        yield from _check_sending(workspace, found.sound)


def _check_sending(
    workspace: Workspace, subscribers: Sequence[mail.Subscriber]
) -> Iterator[_Finding]:
    server = mail.read_server(workspace)
    if server is None and any(one.by_mail for one in subscribers):
        yield _Finding(None, "digests cannot be sent by mail: secrets.env names no mail server")
    standing = mail.read_standing(workspace, sessions.today())
    how = ": billtrail digest outbox" if standing.to_look else ""
    for line in standing.lines:
        yield _Finding(False if line.bad else None if how else True, f"{line.words}{how}")
    if not standing.due:
        yield _Finding(None, "digests are sent only when 'billtrail digest --send' is run: "
                             "billtrail schedule --install")  # fmt: skip


#: In the order they are told; the file and the port come last.
CHECKS: tuple[Callable[[Workspace], Iterator[_Finding]], ...] = (
    _check_program,
    _check_workspace,
    _check_git,
    _check_organisation,
    _check_content,
    _check_staff_files,
    _check_papers,
    _check_rolls,
    _check_digests,
    _check_calendars,
)


def _check_file(workspace: Workspace) -> Iterator[_Finding]:
    path = workspace.database
    if not path.is_file():
        yield _Finding(True, f"no database yet: the first command makes {path}")
        return
    edition = edition_of(path)
    with open_reader(path) as connection:
        told = connection.execute("PRAGMA quick_check").fetchone()[0]
        bills = connection.execute("SELECT count(*) FROM bills").fetchone()[0]
        yield _Finding(told == "ok", f"database {path}: {bills:,} bills" + _damage(told))
        if edition == Edition.WORKING:
            yield from _check_working(connection)
            if pending_steps(connection):
                return  # its bills can be asked once it has been brought up
    if edition != Edition.WORKING:
        yield _check_published(edition, published_at(path) or "")
        yield from _check_facts(path)
        if missing_from(path):
            yield _Finding(False, OLDER.format(name=path.name))
            return  # what it lacks, its bills cannot be asked for
    yield from _check_sources(workspace)


def _damage(told: str) -> str:
    return "" if told == "ok" else f"; damaged ({told}). Put a backup back in its place"


def _check_working(connection: sqlite3.Connection) -> Iterator[_Finding]:
    yield _check_days(connection)
    yield _check_doubts(connection)
    yield from _check_statuses(connection)
    yield from _check_texts(connection)
    left_out = connection.execute("SELECT count(*) FROM quarantine").fetchone()[0]
    yield _Finding(True, f"{count_words(left_out, 'document')} in quarantine")
    if newer := unknown_steps(connection):
        yield _Finding(False, f"made by a newer Billtrail ({newer[0]}): update Billtrail")
    elif older := pending_steps(connection):
        yield _Finding(None, f"made by an older Billtrail: the next command that writes brings "
                            f"it up ({len(older)} to go)")  # fmt: skip
    else:
        yield _Finding(True, "made by this version of Billtrail")


def _check_statuses(connection: sqlite3.Connection) -> Iterator[_Finding]:
    """Where a publisher's own word for where bills stand does not go with ours."""
    from billtrail.scrapers import registry

    for line in net_lines(connection, registry.load_sources().values()):
        yield _Finding(None if line.startswith(" ") else True, line.strip())


def _check_texts(connection: sqlite3.Connection) -> Iterator[_Finding]:
    """Texts of prints lie beside the database, where a file can be lost or damaged by itself."""
    if not has_table(connection, "prints"):
        return  # an older file, which has them in it
    from billtrail.scrapers import source_named
    from billtrail.store import unreadable_texts

    kept = connection.execute("SELECT count(*) FROM prints").fetchone()[0]
    for name, lost in unreadable_texts(connection).items():
        source = source_named(name)
        again = "billtrail update" if source.texts else "billtrail reparse"
        yield _Finding(None, f"{count_words(lost, 'text')} of bills lost or damaged in the folder "
                             f"prints, read from {source.title}: '{again}' brings back what it "
                             "can")  # fmt: skip
        kept -= lost
    if kept:
        yield _Finding(True, f"{count_words(kept, 'text')} of bills can be read and searched")


def _check_doubts(connection: sqlite3.Connection) -> _Finding:
    """What a publisher says otherwise that nothing and nobody has settled."""
    if "m023_doubts" in pending_steps(connection):
        return _Finding(True, "nothing is in doubt")
    keys = [row[0] for row in connection.execute(
        "SELECT DISTINCT bill FROM doubts WHERE state = 'open' ORDER BY bill")]  # fmt: skip
    if not keys:
        return _Finding(True, "nothing is in doubt")
    named = ", ".join(keys[:_NAMED]) + (", ..." if len(keys) > _NAMED else "")
    return _Finding(False, f"{count_words(len(keys), 'bill')} in doubt ({named}): a publisher's "
                          "newer file is not taken yet. Look: billtrail doubts")  # fmt: skip


def _check_days(connection: sqlite3.Connection) -> _Finding:
    """Whether a clock that was ahead, this machine's or another's, wrote days to come."""
    now = sessions.utc_now()
    found = rows_to_come(connection, now) if not pending_steps(connection) else {}
    if not found:
        return _Finding(True, "no row names a day to come")
    tables = ", ".join(f"{table} {count:,}" for table, count in found.items())
    return _Finding(False, f"rows that name a day to come ({tables}): a clock was ahead when they "
                          f"were written. Is today {now[:10]}? Then take it back: billtrail doctor "
                          f"--mend-clock {now[:10]}")  # fmt: skip


def mend_clock(workspace: Workspace, day: date) -> str:
    """Take back what was written while the clock was ahead; ``day`` is today, as a person says.

    Raises UsageError where this machine has another day: its clock comes first.
    """
    today = sessions.today()
    if abs((today - day).days) > 1:
        raise UsageError(f"This machine's clock says {today}, not {day}. Set the clock first.")
    with workspace.writer("doctor") as writer:
        found = clock_repair.mend(writer)
        writer.runs.finish("done", found)
    if not found:
        return "No row names a day to come. Nothing was changed."
    tables = ", ".join(f"{table} {count:,}" for table, count in found.items())
    return (
        f"Mended: {tables}. What was read stays, as of a day it certainly knew; checks of days to "
        "come are taken back. Now run 'billtrail update' or 'billtrail pull'."
    )


def _check_published(edition: Edition, made: str) -> _Finding:
    age = _days_since(sessions.day_of(made))
    line = f"published for {edition}, {count_words(age, 'day')} ago"
    stale = f"{line}: make a new one with 'billtrail publish', or 'billtrail pull' it"
    return _Finding(age <= _STALE_DAYS, stale if age > _STALE_DAYS else line)


def _check_facts(front: Path) -> Iterator[_Finding]:
    """Whether each file beside a published one is the one that it names."""
    files = front_facts(front)
    other = [f for f in files if file_hash(fact_path(front, f.name)) != f.sha256]
    for file in other:
        path = fact_path(front, file.name)
        is_here = "is not the file that it names" if path.is_file() else "is not here"
        yield _Finding(False, f"{path} {is_here}: publish again, or copy it from there")
    if files and not other:
        yield _Finding(True, f"{count_words(len(files), 'file')} beside it, each as it names them")


def _check_sources(workspace: Workspace) -> Iterator[_Finding]:
    """A source that was asked before and is silent now about what can still move; what was never
    asked is no fault."""
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        for source in by_what_moves(snapshot.freshness(), snapshot.campaigns()):
            if source.problem:
                yield _Finding(False, f"{source_words(source.source)}: {source.problem}")
            elif source.moving and source.checked_at and _is_silent(source.checked_at):
                bills = count_words(source.moving, "bill")
                day = sessions.day_of(source.checked_at)
                asked = (
                    f"{source_words(source.source)}: last asked on {day} about "
                    f"the {bills} of it that can still move"
                )
                yield _Finding(False, f"{asked}. Run 'billtrail update'")


def _is_silent(checked_at: str) -> bool:
    return _days_since(sessions.day_of(checked_at)) > _STALE_DAYS


def _days_since(day: str) -> int:
    return (sessions.today() - date.fromisoformat(day)).days


def _check_port(port: int) -> _Finding:
    """A port that is taken is no fault: the site may be running already."""
    from billtrail.datasette_plugins.server import listen

    try:
        with closing(listen("127.0.0.1", port)):
            return _Finding(True, f"port {port} is free for the site")
    except UsageError:
        return _Finding(None, f"port {port} is taken: by a site that runs already, or by another "
                             f"program; then start with --port {port + 1}")  # fmt: skip

"""What is to be sent, and what became of it: ``outbox.db`` of the workspace, its owner's alone.

A digest is a row before anything of it is sent, once for a subscriber and a period, with the whole
message: a run that is killed loses nothing, and what is sent again is the same message with the
same id. A server that took a message and was not heard any more may so get it twice; nothing else
is sent twice. No site opens this file, and no edition or open backup has it.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from billtrail.errors import CannotWrite, WriterBusy
from billtrail.files import in_a_line
from billtrail.workspace import Workspace

from .reader import Before
from .subscribers import Subscriber, fold
from .values import Digest

FILE = "outbox.db"
#: After so many tries a message is given up, and what it said comes with the next one.
TRIES = 6
#: The wait after the first try; each later one is four times as long, up to a day.
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)
#: Rows that ended are kept so long, the newest of each subscriber always.
_KEPT = timedelta(days=60)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY, subscriber TEXT NOT NULL, period TEXT NOT NULL, "to" TEXT NOT NULL,
  since TEXT NOT NULL, day TEXT NOT NULL, made_at TEXT NOT NULL, message BLOB, told TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'given up')),
  tries INTEGER NOT NULL, next_try TEXT NOT NULL, problem TEXT, ended_at TEXT,
  UNIQUE (subscriber, period)) STRICT
"""


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: no ``problem`` where it was sent; ``for_good`` where it makes no
    sense to try again."""

    problem: str = ""
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message and where it stands. ``day`` is the one its digest speaks for; ``message`` is
    empty once it was sent; instants are UTC."""

    id: int
    subscriber: str
    to: str
    day: str
    made_at: str
    message: bytes
    state: State
    tries: int
    next_try: str
    problem: str


class Outbox:
    """The rows, over one connection; made by ``open_outbox``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def before(self, one: Subscriber) -> Before | None:
        """What was told to a subscriber until now: by the newest mail that was not given up, else
        nothing since the day from which on the first one told."""
        rows = self._connection.execute(
            "SELECT state, since, day, told FROM outbox WHERE subscriber = ? ORDER BY id DESC",
            (fold(one.name),),
        ).fetchall()
        for state, _, day, told in rows:
            if state != State.GIVEN_UP:
                return Before(date.fromisoformat(day), frozenset(json.loads(told)))
        return Before(date.fromisoformat(rows[-1][1]), frozenset()) if rows else None

    def has(self, one: Subscriber, period: str) -> bool:
        sql = "SELECT 1 FROM outbox WHERE subscriber = ? AND period = ?"
        return self._connection.execute(sql, (fold(one.name), period)).fetchone() is not None

    def put(
        self, one: Subscriber, period: str, digest: Digest, message: bytes, now: datetime
    ) -> bool:
        """Add a message that waits; ``False`` where there is one of the period."""
        at = _instant(now)
        done = self._connection.execute(
            'INSERT OR IGNORE INTO outbox (subscriber, period, "to", since, day, made_at, message, '
            "told, state, tries, next_try) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
            (fold(one.name), period, one.to, digest.since, digest.on, at, message,
             json.dumps(sorted(digest.told)), State.WAITING, at),
        )  # fmt: skip
        return done.rowcount == 1

    def due(self, now: datetime) -> tuple[OutboxRow, ...]:
        """The messages to be tried now, the oldest first."""
        return tuple(self._rows("WHERE state = ? AND next_try <= ? ORDER BY id",
                                State.WAITING, _instant(now)))  # fmt: skip

    def all(self) -> tuple[OutboxRow, ...]:
        """Every row, the newest first."""
        return tuple(self._rows("ORDER BY id DESC"))

    def _rows(self, which: str, *values: str) -> Iterator[OutboxRow]:
        rows = self._connection.execute(
            f'SELECT id, subscriber, "to", day, made_at, message, state, tries, next_try, problem '
            f"FROM outbox {which}", values)  # fmt: skip
        for row in rows:
            id, subscriber, to, day, made_at, message, state, tries, next_try, problem = row
            yield OutboxRow(id, subscriber, to, day, made_at, message or b"", State(state), tries,
                            next_try, problem or "")  # fmt: skip

    def note(self, row: OutboxRow, outcome: Outcome, now: datetime) -> State:
        """Write down what became of a try; the message of one that was sent is let go."""
        tries = row.tries + 1
        if not outcome.problem:
            state = State.SENT
        else:
            state = State.GIVEN_UP if outcome.for_good or tries >= TRIES else State.WAITING
        wait = min(_FIRST_WAIT * 4 ** (tries - 1), _LONGEST_WAIT)
        ended = None if state == State.WAITING else _instant(now)
        self._connection.execute(
            "UPDATE outbox SET state = ?, tries = ?, next_try = ?, problem = ?, ended_at = ?, "
            "message = CASE WHEN ? THEN NULL ELSE message END WHERE id = ?",
            (state, tries, _instant(now + wait), outcome.problem or None, ended,
             ended is not None, row.id),
        )  # fmt: skip
        return state

    def tidy(self, now: datetime) -> None:
        """Let go of rows that ended long ago, and of waiting ones that nobody can send."""
        self._connection.execute(
            "DELETE FROM outbox WHERE ended_at < ? AND id NOT IN (SELECT max(id) FROM outbox "
            "WHERE state <> ? GROUP BY subscriber)",
            (_instant(now - _KEPT), State.GIVEN_UP),
        )  # fmt: skip

    def forget(self, name: str) -> int:
        """Every row of a subscriber, waiting ones too; how many there were. Nothing of them is left
        in the file."""
        done = self._connection.execute("DELETE FROM outbox WHERE subscriber = ?", (fold(name),))
        self._connection.execute("VACUUM")
        return done.rowcount


def outbox_path(workspace: Workspace) -> Path:
    return workspace.root / FILE


@contextmanager
def open_outbox(workspace: Workspace) -> Iterator[Outbox]:
    """The outbox, made where there is none. Each change of it is on the disk before the next.

    Raises CannotWrite.
    """
    workspace.create()
    with closing(_connect(outbox_path(workspace))) as connection:
        yield Outbox(connection)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(_SCHEMA)
    except (OSError, sqlite3.Error) as error:
        raise in_a_line(error) or CannotWrite(f"{FILE} cannot be used: {error}.") from error
    return connection


@contextmanager
def sending(workspace: Workspace) -> Iterator[None]:
    """Only one run sends at a time. Raises WriterBusy at once where another does."""
    from filelock import FileLock, Timeout

    workspace.create()
    lock = FileLock(workspace.root / f"{FILE}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WriterBusy("Another run is sending the digests now; it is left to it.") from None
    try:
        yield
    finally:
        lock.release()


def read_rows(workspace: Workspace) -> tuple[OutboxRow, ...]:
    """Every row, the newest first; an outbox is not made for it."""
    if not outbox_path(workspace).is_file():
        return ()
    with open_outbox(workspace) as outbox:
        return outbox.all()


def told_before(workspace: Workspace) -> Callable[[Subscriber], Before | None]:
    """What was told to each subscriber until now; an outbox is not made for it."""

    def before(one: Subscriber) -> Before | None:
        if not outbox_path(workspace).is_file():
            return None
        with open_outbox(workspace) as outbox:
            return outbox.before(one)

    return before


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

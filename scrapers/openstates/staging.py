"""The files of a folder or an archive, staged bill by bill.

Of the scrapers' files a bill's newest run stands, with the votes that name that run's file. A
session export comes as one array, or as tables that mean something together alone.
"""

import io
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

import orjson

from billtrail.bills.models import Document
from billtrail.errors import ArchiveError, ParseError
from billtrail.files import BROKEN_ZIP
from billtrail.scrapers.states import bill_key

from .arrays import BrokenOff, elements
from .related import NUMBERS, keep_number, with_numbers
from .scraped import place_of
from .tables import TABLES, Tables

NAME = "openstates"
SCRAPED, EXPORTED, ANSWER = "scraped", "export", "answer"
_TABLE = rf"([A-Z]{{2}})_(.+?)_({'|'.join(sorted(TABLES, key=len, reverse=True))})\.csv"
#: Which files are its own, by the kind of document they become.
KINDS: Mapping[str, str] = {
    SCRAPED: r"(?:^|/)(?:bill|vote_event|organization|jurisdiction)_[\w:-]+\.json$",
    EXPORTED: rf"(?:^|/)(?:[A-Z]{{2}}_.+_bills\.json|{_TABLE})$",
    ANSWER: r"(?:^|/)(?:(?:[a-z]+_)?bills_results[\w-]*|[A-Z]{2}-[\w-]+\.openstates)\.json$",
}
#: Files of theirs that say nothing of bills.
_OF_BODIES = ("organization_", "jurisdiction_")
_GENERATED = re.compile(r"Generated At: (\d{4}-\d\d-\d\d)")
_UNREADABLE = (*BROKEN_ZIP, OSError, UnicodeDecodeError)


class Staged:
    """The bills of an archive. ``problems`` has a line for each fault that lost something,
    ``notes`` one for each that did not."""

    def __init__(self, directory: Path, archive: Path) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._path = directory / "openstates.db"
        self._generated = _generated(archive)
        self._tables: dict[tuple[str, str], Tables] = defaultdict(Tables)
        self._sessions: dict[str, set[str]] = defaultdict(set)

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        with closing(self._open()) as db:
            db.execute("CREATE TABLE bills (key TEXT, kind TEXT, as_of TEXT, file TEXT, body BLOB)")
            db.execute("CREATE TABLE votes (file TEXT, body BLOB)")
            db.execute(NUMBERS)
            for name, stream in files:
                with stream:
                    self._add_file(db, PurePosixPath(name).name, stream)
            for (state, _), tables in self._tables.items():
                for bill in tables.bills():
                    self._add_exported(db, state, bill)
            db.execute("CREATE INDEX votes_file ON votes (file)")
            db.commit()
        self._tell_sessions()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        return db

    def _add_file(self, db: sqlite3.Connection, name: str, stream: IO[bytes]) -> None:
        if name.startswith(_OF_BODIES):
            return
        if table := re.fullmatch(_TABLE, name):
            self._add_table(table, name, stream)
        elif re.search(KINDS[EXPORTED], name):
            self._add_array(db, name, stream)
        else:
            try:
                self._add_json(db, name, stream.read())
            except _UNREADABLE as error:
                self.problems.append(f"{name}: cannot be unpacked ({error})")

    def _add_table(self, table: re.Match[str], name: str, stream: IO[bytes]) -> None:
        """Half a table would make every bill lose rows: then none of its session is used."""
        state, session, what = table.groups()
        try:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
            self._tables[state.lower(), session].add(what, text)
        except (*_UNREADABLE, ValueError, LookupError) as error:
            raise ArchiveError(
                f"{name} breaks off or is no such table ({error}); nothing of this export was used"
            ) from error

    def _add_array(self, db: sqlite3.Connection, name: str, stream: IO[bytes]) -> None:
        """An array's bills are each whole: those before a break are used."""
        state, count = name[:2].lower(), 0
        try:
            for bill in elements(io.TextIOWrapper(stream, encoding="utf-8")):
                self._add_exported(db, state, bill)
                count += 1
        except (*_UNREADABLE, BrokenOff) as error:
            self.problems.append(
                f"{name} breaks off ({error}): the bills before that, {count:,}, are used, the "
                "rest is missing"
            )

    def _add_exported(self, db: sqlite3.Connection, state: str, bill: Mapping[str, Any]) -> None:
        as_of = self._generated or _newest_day(bill)
        # Whole texts are in some exports, and in no record of ours.
        kept = {name: value for name, value in bill.items() if name != "raw_text"}
        told: dict[str, Any] = {"place": state, "as_of": as_of, "bill": kept}
        if not self._generated:
            told["dated_by_steps"] = True
        keep_number(db, bill)
        self._save(db, EXPORTED, (state, bill), as_of, "", json.dumps(told).encode())

    def _add_json(self, db: sqlite3.Connection, name: str, data: bytes) -> None:
        try:
            told = orjson.loads(data)
        except orjson.JSONDecodeError:
            told = {}
        if name.startswith("vote_event_") and isinstance(told, dict):
            db.execute("INSERT INTO votes VALUES (?, ?)", (told.get("bill"), data))
        elif name.startswith("bill_"):
            as_of = told.get("scraped_at", "") if isinstance(told, dict) else ""
            file = name.removeprefix("bill_").removesuffix(".json")
            self._save(db, SCRAPED, ("", told), as_of, file, data)
        else:
            for bill in told.get("results", [told]) if isinstance(told, dict) else told:
                self._save(db, ANSWER, ("", bill), "", name, orjson.dumps(bill))

    def _save(
        self, db: sqlite3.Connection, kind: str, about: tuple[str, Any], as_of: str, file: str,
        body: bytes,
    ) -> None:  # fmt: skip
        key = self._key(*about) or file
        db.execute("INSERT INTO bills VALUES (?, ?, ?, ?, ?)", (key, kind, as_of, file, body))

    def _key(self, state: str, bill: Any) -> str | None:
        """A bill's key; ``None`` where parsing will say what is wrong with it."""
        try:
            place = state or place_of(bill["jurisdiction"]["id"])
            session = bill.get("legislative_session") or bill["session"]
            key = bill_key(place, session, bill["identifier"])
        except (ParseError, LookupError, TypeError, AttributeError):
            return None
        self._sessions["-".join(key.split("-")[:2])].add(session)
        return key

    def _tell_sessions(self) -> None:
        for names in self._sessions.values():
            if len(names) > 1:
                told = " and ".join(sorted(names))
                self.notes.append(
                    f"sessions called {told} are one here: of a bill in both the newest is used"
                )

    def reference(self, earlier: str | None = None) -> None:
        """There is nothing to look up."""

    def documents(self, now: str) -> Iterator[Document]:
        """One document a bill, of its newest run."""
        with closing(self._open()) as db:
            rows = db.execute(
                "SELECT key, kind, max(as_of), file, body FROM bills GROUP BY key ORDER BY key"
            )
            for key, kind, _, file, body in rows:
                found = db.execute("SELECT body FROM votes WHERE file = ? ORDER BY body", (file,))
                votes = [row[0] for row in found] if file else []
                parts = {"bill.json": with_numbers(db, body) if kind == EXPORTED else body}
                if votes:
                    parts["votes.json"] = b"[%s]" % b",".join(votes)
                digest = sha256(b"\0".join(parts.values())).hexdigest()
                yield Document(NAME, kind, f"{NAME}/{key}", parts, now, None, digest)


def _generated(archive: Path) -> str:
    """The day that an export says it was made on; ``""`` where it does not."""
    try:
        with ZipFile(archive) as opened:
            found = _GENERATED.search(opened.read("README").decode(errors="replace"))
    except (OSError, BadZipFile, KeyError):
        return ""
    return found[1] if found else ""


def _newest_day(bill: Mapping[str, Any]) -> str:
    """The day of a bill's newest line: later than that nothing is said of it."""
    days = (str(row.get("date", ""))[:10] for row in bill.get("actions", ()))
    return max(days, default="")


def stage(
    files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: Path = Path("archive")
) -> Staged:
    """Stage the files of one archive in ``directory``; ``archive`` is where it lies."""
    staged = Staged(directory, archive)
    staged.add(files)
    return staged

"""PUBINFO archives staged bill by bill, so that memory does not grow with the archive.

Rows of a bill are spread over all tables and in no order, and the tables without a key repeat rows
where two archives overlap: so rows go to a SQLite file with their bill and what identifies them,
and come back in that order, the newest of equal ones. Long texts lie in ``.lob`` files that a
column names (``pubinfo_texts``). Archives named by a day alone (``pubinfo_Mon.zip``) hold only the
rows that are new since the day before.
"""

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import astuple, dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile

import orjson
import zstandard

from billtrail.errors import ArchiveError, BilltrailError
from billtrail.identifiers import key_from_leginfo_id, key_from_version_id
from billtrail.models import Document
from billtrail.scrapers.caml import clean
from billtrail.scrapers.pubinfo_rows import (
    IDENTITY,
    TABLES,
    Faults,
    Row,
    Values,
    blocks,
    read_rows,
    split_lines,
)
from billtrail.scrapers.pubinfo_texts import long_text

SOURCE_NAME = "ca_pubinfo"
#: Kinds of document: all rows of a bill, or those that are new.
WHOLE, ADDED = "table", "delta"
_DELTA = re.compile(r"^pubinfo_(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.zip$", re.IGNORECASE)

_LOOK_UPS = ("LEGISLATOR_TBL", "LOCATION_CODE_TBL", "BILL_MOTION_TBL")
#: Columns that name a ``.lob`` file.
LOBS: Mapping[str, str] = {
    "BILL_VERSION_TBL": "bill_xml",
    "BILL_ANALYSIS_TBL": "source_doc",
    "VETO_MESSAGE_TBL": "message",
}
#: Columns with codes of a look-up table.
_CODES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "BILL_SUMMARY_VOTE_TBL": (
        ("location_code", "LOCATION_CODE_TBL"), ("motion_id", "BILL_MOTION_TBL"),
    ),
    "COMMITTEE_HEARING_TBL": (("location_code", "LOCATION_CODE_TBL"),),
}  # fmt: skip
#: What is not known where a table is absent from a whole archive.
_WITHOUT: Mapping[str, str] = {
    "BILL_HISTORY_TBL": "no steps are known from it",
    "BILL_VERSION_TBL": "no titles, digests and texts are known from it",
    "BILL_VERSION_AUTHORS_TBL": "no authors are known from it",
    "LEGISLATOR_TBL": "parties and districts are not known from it",
    "LOCATION_CODE_TBL": "committees are shown by their codes",
    "BILL_MOTION_TBL": "votes are shown without their motions",
}
_UNREADABLE = (OSError, EOFError, zlib.error, BadZipFile)

_pack = zstandard.ZstdCompressor(level=3).compress
_unpack = zstandard.ZstdDecompressor().decompress


def is_delta(archive: str) -> bool:
    """Whether an archive of this name holds only what is new."""
    return bool(_DELTA.match(archive))


@dataclass(frozen=True, slots=True)
class Legislator:
    """A seat in one session and who sat in it."""

    district: str
    house: str
    author_name: str
    full_name: str
    party: str | None
    active: bool


@dataclass(frozen=True, eq=False)
class PubinfoReference:
    """The look-up tables of an archive: legislators by (session, house), places, motions. Each is
    equal to itself alone, so that what was looked up can be kept with it."""

    legislators: Mapping[tuple[str, str], tuple[Legislator, ...]] = field(default_factory=dict)
    locations: Mapping[str, str] = field(default_factory=dict)
    motions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _seats(self) -> Mapping[tuple[str, str, str], Legislator | None]:
        """(session, house, name) -> the one seat a name means: its own name, else the one name
        that begins with it; a seat that is still held before one that is not."""
        found: dict[tuple[str, str, str], Legislator | None] = {}
        for (session, house), seats in self.legislators.items():
            named: dict[str, list[Legislator]] = {}
            for seat in seats:
                for name in {seat.author_name, seat.full_name}:
                    named.setdefault(name, []).append(seat)
            for seat in seats:
                first = seat.author_name.split(" ")[0]
                if first not in named:
                    named[first] = [s for s in seats if s.author_name.split(" ")[0] == first]
            for name, candidates in named.items():
                found[session, house, name] = _only(candidates)
        return found

    def text(self) -> str:
        """The look-ups as JSON text, to be kept until an archive brings others."""
        seats = [[*place, [astuple(seat) for seat in found]]
                 for place, found in self.legislators.items()]  # fmt: skip
        return orjson.dumps([seats, self.locations, self.motions]).decode()

    def seat(self, name: str, session: str, house: str) -> Legislator | None:
        """``Weber`` and ``Weber Pierson`` are the Assembly's AD79 of 2021-22; ``None`` where a
        name means nobody or several. ``house`` is ``A`` or ``S``."""
        return self._seats.get((session, house, name))


def reference_of(text: str) -> PubinfoReference:
    """The look-ups of ``PubinfoReference.text``."""
    seats, locations, motions = orjson.loads(text)
    legislators = {
        (session, house): tuple(Legislator(*seat) for seat in found)
        for session, house, found in seats
    }
    return PubinfoReference(legislators, locations, motions)


def _only(seats: list[Legislator]) -> Legislator | None:
    active = [seat for seat in seats if seat.active] or seats
    return active[0] if len({seat.district for seat in active}) == 1 else None


#: A line's number in its file, its fields, and its bytes.
_Line = tuple[int, Values, bytes]


class Staged:
    """The rows of an archive by bill.

    ``problems`` has a line for each fault that lost something, ``notes`` one for each that did not.
    """

    def __init__(self, directory: Path, archive: str = "") -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._kind = ADDED if is_delta(archive) else WHOLE
        self._path = directory / "pubinfo.db"
        self._tables: set[str] = set()
        self._texts: set[str] = set()
        self._wanted_texts: set[str] = set()
        self._codes: dict[str, set[str]] = {}
        self._look_ups: dict[str, list[Row]] = {name: [] for name in _LOOK_UPS}

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        """Stage all files of an archive; raises ArchiveError where a table breaks off, because
        half a table would make every bill lose rows."""
        with closing(self._open()) as db:
            db.execute("CREATE TABLE IF NOT EXISTS lines (bill TEXT, part TEXT, row TEXT, "
                       "stamp TEXT, line BLOB)")  # fmt: skip
            db.execute("CREATE TABLE IF NOT EXISTS texts (name TEXT PRIMARY KEY, body BLOB)")
            for name, stream in files:
                with stream:
                    self._add_file(db, PurePosixPath(name).name, stream)
            db.commit()
        self._tell_absent()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -20000")
        return db

    def _add_file(self, db: sqlite3.Connection, name: str, stream: IO[bytes]) -> None:
        stem, _, suffix = name.rpartition(".")
        if suffix == "lob":
            self._add_text(db, name, stream)
        elif stem in TABLES:
            self._tables.add(stem)
            try:
                self._add_table(db, stem, Faults(name), stream)
            except _UNREADABLE as error:
                raise ArchiveError(
                    f"{name} breaks off ({error}); nothing of this archive was used"
                ) from error

    def _add_table(
        self, db: sqlite3.Connection, table: str, faults: Faults, stream: IO[bytes]
    ) -> None:
        reader = _LineReader(table, faults)
        number = 0
        for lines in blocks(stream):
            good = list(reader.read(lines, number))
            number += len(lines)
            if table in _LOOK_UPS:
                columns = TABLES[table]
                self._look_ups[table] += (
                    dict(zip(columns, values, strict=False)) for _, values, _ in good
                )
                continue
            self._note_names(table, good)
            db.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?)", reader.placed(good))
        self.problems += faults.lines()

    def _note_names(self, table: str, rows: list[_Line]) -> None:
        columns = TABLES[table]
        if table in LOBS:
            at = columns.index(LOBS[table])
            self._wanted_texts.update(name for _, values, _ in rows if (name := values[at]))
        for column, look_up in _CODES.get(table, ()):
            at = columns.index(column)
            self._codes.setdefault(look_up, set()).update(v[at] or "" for _, v, _ in rows)

    def _add_text(self, db: sqlite3.Connection, name: str, stream: IO[bytes]) -> None:
        read = next((read for table, read in _TEXTS.items() if name.startswith(table)), None)
        if read is None:
            return
        try:
            body = read(stream.read())
        except _UNREADABLE as error:
            self.problems.append(f"{name}: cannot be unpacked ({error})")
            return
        self._texts.add(name)
        db.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (name, _pack(body)))

    def _tell_absent(self) -> None:
        if missing := sorted(self._wanted_texts - self._texts):
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            self.problems.append(f"{missing[0]}{more}: named by a row, but not in the archive")
        absent = _WITHOUT.keys() - self._tables if self._kind == WHOLE else ()
        self.notes += (f"{table}.dat is not in the archive: {_WITHOUT[table]}"
                       for table in sorted(absent))  # fmt: skip
        for look_up, codes in self._codes.items():
            known = {row[TABLES[look_up][_KEYS[look_up]]] for row in self._look_ups[look_up]}
            if look_up in self._tables and (unknown := sorted(codes - known - {""})):
                shown = ", ".join(unknown[:5])
                self.notes.append(f"{look_up} does not name {len(unknown)} codes in use: {shown}")

    def reference(self, earlier: str | None = None) -> PubinfoReference:
        """The look-ups, as a frozen value, over those of ``earlier`` archives
        (``PubinfoReference.text``): daily archives have none of their own."""
        seats: dict[tuple[str, str], list[Legislator]] = {}
        for row in self._look_ups["LEGISLATOR_TBL"]:
            place = (row["session_year"] or "", row["house_type"] or "")
            seats.setdefault(place, []).append(_legislator(row))
        places = {
            row["location_code"] or "": row["long_description"] or row["description"] or ""
            for row in self._look_ups["LOCATION_CODE_TBL"]
        }
        motions = {
            row["motion_id"] or "": row["motion_text"] or ""
            for row in self._look_ups["BILL_MOTION_TBL"]
        }
        known = reference_of(earlier) if earlier else PubinfoReference()
        return PubinfoReference(
            {**known.legislators, **{place: tuple(found) for place, found in seats.items()}},
            {**known.locations, **places},
            {**known.motions, **motions},
        )

    def documents(self, now: str) -> Iterator[Document]:
        """One document a bill, parts in the order of their names; of a whole archive, bills that
        have a row in BILL_TBL."""
        with closing(self._open()) as db:
            rows = db.execute("SELECT bill, part, row, line FROM lines "
                              "ORDER BY bill, part, row, stamp, line")  # fmt: skip
            for bill, found in groupby(rows, key=itemgetter(0)):
                parts = _parts(found)
                if self._kind == WHOLE and "BILL_TBL" not in parts:
                    continue
                parts |= self._texts_of(db, parts)
                digest = sha256()
                for name, data in parts.items():
                    digest.update(name.encode() + b"\0" + data + b"\0")
                yield Document(SOURCE_NAME, self._kind, f"pubinfo/{bill}", parts, now, None,
                               digest.hexdigest())  # fmt: skip

    def _texts_of(self, db: sqlite3.Connection, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        if not self._texts or not parts.keys() & LOBS.keys():
            return {}
        names = {
            row[column] or ""
            for table, column in LOBS.items()
            for row in read_rows(table, parts.get(table, b""))
        }
        found: dict[str, bytes] = {}
        for name in sorted(names & self._texts):
            (body,) = db.execute("SELECT body FROM texts WHERE name = ?", (name,)).fetchone()
            found[name] = _unpack(body)
        return found


def _parts(rows: Iterable[tuple[str, str, str, bytes]]) -> dict[str, bytes]:
    """A bill's lines by table; of lines for one row, the last."""
    newest: dict[str, dict[str, bytes]] = {}
    for _, part, row, line in rows:
        newest.setdefault(part, {})[row] = line
    return {part: b"\n".join(lines.values()) for part, lines in newest.items()}


class _LineReader:
    """The lines of one table: which are whole, whose bill they are of, what tells them apart."""

    def __init__(self, table: str, faults: Faults) -> None:
        columns = TABLES[table]
        self.table, self._faults, self._width = table, faults, len(columns)
        self._names_bill = "bill_id" if "bill_id" in columns else columns[0]
        self._at = columns.index(self._names_bill)
        self._identity = [columns.index(name) for name in IDENTITY.get(table, ())]
        self._stamp = columns.index("trans_update")

    def read(self, lines: list[bytes], before: int) -> Iterator[_Line]:
        """Lines with as many columns as are known, or more; ``before`` are read already."""
        for number, (values, line) in enumerate(
            zip(split_lines(lines), lines, strict=True), before + 1
        ):
            if len(values) == self._width:
                yield number, values, line
            elif len(values) > self._width:
                self._note(f"{len(values)} columns where {self._width} were expected; those at "
                           "the end were not read", number)  # fmt: skip
                yield number, values, line
            else:
                self._note(f"{len(values)} columns where {self._width} were expected", number)

    def _note(self, fault: str, number: int) -> None:
        self._faults.note(fault, number)

    def placed(self, rows: list[_Line]) -> Iterator[tuple[str, str, str, str, bytes]]:
        """Rows for the staging table; those of no bill are counted and left out."""
        at, identity, stamp, table = self._at, self._identity, self._stamp, self.table
        for number, values, line in rows:
            if bill := _bill(self._names_bill, values[at] or ""):
                row = "|".join([values[n] or "" for n in identity])
                yield bill, table, row, values[stamp] or "", line
            else:
                self._note(f"{values[at]!r} names no bill we know", number)


@lru_cache(maxsize=50_000)
def _bill(column: str, value: str) -> str | None:
    read: Callable[[str], str] = key_from_leginfo_id if column == "bill_id" else key_from_version_id
    try:
        return read(value)
    except BilltrailError:
        return None


def _bytes_of_text(data: bytes) -> bytes:
    """An analysis as kept: what kind of file it was, then its text."""
    kind, text = long_text(data)
    return f"{kind}\n{text or ''}".encode()


#: How the long texts of a table are kept.
_TEXTS: Mapping[str, Callable[[bytes], bytes]] = {
    "BILL_VERSION_TBL": clean,
    "BILL_ANALYSIS_TBL": _bytes_of_text,
    "VETO_MESSAGE_TBL": _bytes_of_text,
}
#: Which column of a look-up is its code.
_KEYS = {"LOCATION_CODE_TBL": 1, "BILL_MOTION_TBL": 0}


def _legislator(row: Row) -> Legislator:
    return Legislator(
        row["district"] or "",
        row["house_type"] or "",
        row["author_name"] or row["last_name"] or "",
        " ".join(name for name in (row["first_name"], row["last_name"]) if name),
        row["party"],
        row["active_legislator"] != "N",
    )


def stage(files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: str = "") -> Staged:
    """Stage the files of one archive in ``directory``; ``archive`` is its file name."""
    staged = Staged(directory, archive)
    staged.add(files)
    return staged

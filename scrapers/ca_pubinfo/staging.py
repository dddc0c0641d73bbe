"""PUBINFO archives staged bill by bill, so that memory does not grow with the archive.

Rows of a bill are spread over all tables and in no order, and the tables without a key repeat rows
where two archives overlap. So rows are read once and gathered by bill; what is more than fits goes
to a SQLite file, a bill's rows at a time, and of rows that mean one thing the newest stands. Long
texts lie in ``.lob`` files that a column names (``lobs``). Archives named by a day alone
(``pubinfo_Mon.zip``) hold only the rows that are new since the day before.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile

from billtrail.bills.models import Document
from billtrail.errors import ArchiveError

from .lobs import UNREADABLE, BillParts, Lobs
from .lookups import CODE_COLUMNS, LookUps, PubinfoReference
from .rows import Faults, RowReader, Values, bill_named, blocks, pack_rows, read_rows, unpack_rows
from .tables import IDENTITY, TABLES, bill_column

SOURCE_NAME = "ca_pubinfo"
#: Kinds of document: all rows of a bill, or those that are new.
WHOLE, ADDED = "table", "delta"
#: The table of hearings: where an archive has it, a bill without a row has none set.
HEARINGS = "COMMITTEE_HEARING_TBL"
_DELTA = re.compile(r"^pubinfo_(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.zip$", re.IGNORECASE)
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
#: Archives under the publisher's own names, whose files' times are the publisher's.
_OFFICIAL = re.compile(r"^pubinfo_\w+\.zip$", re.IGNORECASE)
#: A whole archive is written this soon after its newest row, weekends counted.
_WRITTEN_WITHIN = timedelta(days=4)
#: So many bytes of rows are gathered in memory; with what holds them it is some three times that.
_MOST_BYTES = 24_000_000

#: Columns that name a ``.lob`` file.
_LOBS: Mapping[str, str] = {
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
#: A bill's rows by table, a piece for each block of the file that had some.
_Pieces = dict[str, list[bytes]]


def is_delta(archive: str) -> bool:
    """Whether an archive of this name holds only what is new."""
    return bool(_DELTA.match(archive))


class StagedArchive:
    """The rows of an archive by bill.

    ``problems`` has a line for each fault that lost something, ``notes`` one for each that did not.
    """

    def __init__(self, directory: Path, archive: Path) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []
        self._kind = ADDED if is_delta(archive.name) else WHOLE
        self._archive = archive
        self._path = directory / "pubinfo.db"
        self._tables: set[str] = set()
        self._texts = Lobs(archive)
        self._wanted_texts: set[str] = set()
        self._codes: defaultdict[str, set[str]] = defaultdict(set)
        self._look_ups = LookUps()
        self._bills: defaultdict[str, _Pieces] = defaultdict(lambda: defaultdict(list))
        self._bytes = self._bill_rows = 0
        self._spilled = False
        self._newest = ""

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        """Stage all files of an archive; raises ArchiveError where a table breaks off, because
        half a table would make every bill lose rows."""
        with closing(self._open()) as db:
            db.execute("CREATE TABLE IF NOT EXISTS rows (bill TEXT, part TEXT, piece BLOB)")
            db.execute("CREATE TABLE IF NOT EXISTS texts (name TEXT PRIMARY KEY, body BLOB)")
            for name, stream in files:
                with stream:
                    self._add_file(db, name, stream)
            if self._spilled:
                self._spill(db)
            db.commit()
        self._tell_absent()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -20000")
        return db

    def _add_file(self, db: sqlite3.Connection, path: str, stream: IO[bytes]) -> None:
        name = PurePosixPath(path).name
        stem, _, suffix = name.rpartition(".")
        if suffix == "lob":
            self._add_text(db, path, stream)
        elif stem in TABLES:
            self._tables.add(stem)
            try:
                self._add_table(db, stem, Faults(name), stream)
            except UNREADABLE as error:
                raise ArchiveError(
                    f"{name} breaks off ({error}); nothing of this archive was used"
                ) from error

    def _add_table(
        self, db: sqlite3.Connection, table: str, faults: Faults, stream: IO[bytes]
    ) -> None:
        reader = RowReader(table, faults)
        for block in blocks(stream):
            rows = reader.read(block)
            if table in CODE_COLUMNS:
                self._look_ups.add(table, rows)
            elif rows:
                self._note(table, rows)
                self._gather(table, rows)
                if self._bytes > _MOST_BYTES:
                    self._spill(db)
        self.problems += faults.lines()

    def _note(self, table: str, rows: list[Values]) -> None:
        """What rows name, and the newest update of any."""
        columns = TABLES[table]._fields
        self._bill_rows += len(rows) if table == "BILL_TBL" else 0
        self._newest = max(self._newest, _latest(map(_STAMP[table], rows)))
        if table in _LOBS:
            self._wanted_texts.update(map(itemgetter(columns.index(_LOBS[table])), rows))
        for column, look_up in _CODES.get(table, ()):
            self._codes[look_up].update(map(itemgetter(columns.index(column)), rows))

    def _gather(self, table: str, rows: list[Values]) -> None:
        """Rows under their bill."""
        names_bill, value_of = _BILL_COLUMNS[table]
        rows.sort(key=value_of)
        for value, group in groupby(rows, key=value_of):
            piece = pack_rows(_newest(table, list(group)))
            self._bills[bill_named(names_bill, value) or ""][table].append(piece)
            self._bytes += len(piece)

    def _spill(self, db: sqlite3.Connection) -> None:
        db.executemany(
            "INSERT INTO rows VALUES (?, ?, ?)",
            ((bill, table, piece) for bill, tables in self._bills.items()
             for table, pieces in tables.items() for piece in pieces),
        )  # fmt: skip
        self._bills.clear()
        self._bytes, self._spilled = 0, True

    def _add_text(self, db: sqlite3.Connection, path: str, stream: IO[bytes]) -> None:
        try:
            self._texts.add(db, path, stream)
        except UNREADABLE as error:
            self.problems.append(f"{path}: cannot be unpacked ({error})")

    def _tell_absent(self) -> None:
        if missing := sorted(self._wanted_texts - self._texts.names() - {""}):
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            self.problems.append(f"{missing[0]}{more}: named by a row, but not in the archive")
        if self._kind == WHOLE and not self._bill_rows:
            self.problems.append("no row of BILL_TBL.dat: nothing of this archive was used")
        absent = _WITHOUT.keys() - self._tables if self._kind == WHOLE else ()
        self.notes += (f"{table}.dat is not in the archive: {_WITHOUT[table]}"
                       for table in sorted(absent))  # fmt: skip
        for look_up, codes in self._codes.items():
            unknown = sorted(codes - self._look_ups.codes(look_up) - {""})
            if look_up in self._tables and unknown:
                shown = ", ".join(unknown[:5])
                codes_in_use = "1 code" if len(unknown) == 1 else f"{len(unknown)} codes"
                self.notes.append(f"{look_up} does not name {codes_in_use} in use: {shown}")

    def reference(self, earlier: str | None = None) -> PubinfoReference:
        """The look-ups, over those of ``earlier`` archives (``LookUps.reference``)."""
        return self._look_ups.reference(earlier)

    def data_as_of(self) -> str | None:
        """The time the archive speaks for: when its newest table was written, where that can be
        believed, else the newest update of any row. Anybody may have packed it again, and a day
        that is too late would make a bill of unknown outcome a dead one."""
        newest = self._newest.replace(" ", "T")
        if not newest or self._kind == ADDED or not _OFFICIAL.match(self._archive.name):
            return newest or None
        latest = datetime.fromisoformat(newest) + _WRITTEN_WITHIN
        written = _written(self._archive)
        return written if newest <= written <= latest.isoformat() else newest

    def documents(self, now: str) -> Iterator[Document]:
        """One document a bill, parts in the order of their names; of a whole archive, bills that
        have a row in BILL_TBL, each with its hearings even where it has none."""
        as_of, there = self.data_as_of(), self._wanted_texts & self._texts.names()
        listed = self._tables & {HEARINGS} if self._kind == WHOLE else ()
        with closing(self._open()) as db:
            for bill, tables in self._spilled_bills(db) if self._spilled else self._stored_bills():
                if self._kind == WHOLE and "BILL_TBL" not in tables:
                    continue
                rows = {t: _joined(t, tables.get(t, [])) for t in sorted({*tables, *listed})}
                texts = sorted(_texts_of(rows) & there) if there else []
                hashed = [*rows.items(), *((name, self._texts.hash_of(name)) for name in texts)]
                digest = sha256(b"".join([b"%s\0%s\0" % (n.encode(), data) for n, data in hashed]))
                readers = {name: self._texts.reader(db, name) for name in texts}
                parts: Mapping[str, bytes] = BillParts(rows, readers) if texts else rows
                yield Document(SOURCE_NAME, self._kind, f"pubinfo/{bill}", parts, now, as_of,
                                    digest.hexdigest())  # fmt: skip

    def _stored_bills(self) -> Iterator[tuple[str, _Pieces]]:
        yield from sorted(self._bills.items(), key=itemgetter(0))

    def _spilled_bills(self, db: sqlite3.Connection) -> Iterator[tuple[str, _Pieces]]:
        rows = db.execute("SELECT bill, part, piece FROM rows ORDER BY bill")
        for bill, group in groupby(rows, key=itemgetter(0)):
            tables: defaultdict[str, list[bytes]] = defaultdict(list)
            for _, table, piece in group:
                tables[table].append(piece)
            yield bill, tables


def _latest(stamps: Iterable[str]) -> str:
    """The latest of the times that are times."""
    found = {stamp for stamp in set(stamps) if _TIME.fullmatch(stamp)}
    while found and not _is_time(newest := max(found)):
        found.remove(newest)
    return max(found, default="")


def _is_time(stamp: str) -> bool:
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return False
    return True


def _written(archive: Path) -> str:
    """When the newest table of a zip was written, by the publisher's clock; "" where unknown."""
    try:
        with ZipFile(archive) as opened:
            times = [e.date_time for e in opened.infolist() if e.filename.endswith(".dat")]
    except (OSError, BadZipFile):
        return ""
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*max(times)) if times else ""


def _texts_of(parts: Mapping[str, bytes]) -> set[str]:
    """The names of a bill's long texts."""
    return {
        getattr(row, column)
        for table, column in _LOBS.items()
        if table in parts
        for row in read_rows(TABLES[table], parts[table])
    }


def _joined(table: str, pieces: list[bytes]) -> bytes:
    """A table's rows of one bill as a part."""
    if len(pieces) == 1:
        return pieces[0]
    return pack_rows(_newest(table, [row for piece in pieces for row in unpack_rows(piece)]))


def _newest(table: str, rows: list[Values]) -> list[Values]:
    """Rows in an order that does not hang on the archive's; of rows that mean one thing, the one
    updated last."""
    if len(rows) == 1:
        return rows
    rows.sort()
    identity = _IDENTITY[table]
    if len(set(map(identity, rows))) == len(rows):
        return rows
    rows.sort(key=_STAMP[table])
    return sorted({identity(values): values for values in rows}.values())


def _identity(columns: Sequence[int]) -> Callable[[Values], object]:
    # Without a column a bill has one row; all rows are equally long.
    return itemgetter(*columns) if columns else len


#: What tells rows of a bill apart, when each was updated, and whose it is.
_IDENTITY = {
    table: _identity([TABLES[table]._fields.index(name) for name in names])
    for table, names in IDENTITY.items()
}
_STAMP = {table: itemgetter(TABLES[table]._fields.index("trans_update")) for table in IDENTITY}
_BILL_COLUMNS = {
    table: (name, itemgetter(TABLES[table]._fields.index(name)))
    for table in IDENTITY if (name := bill_column(table))
}  # fmt: skip


def stage(
    files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: Path = Path("archive")
) -> StagedArchive:
    """Stage the files of one archive in ``directory``; ``archive`` is where it lies."""
    staged = StagedArchive(directory, archive)
    staged.add(files)
    return staged

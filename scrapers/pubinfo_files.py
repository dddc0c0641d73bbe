"""PUBINFO's files: reading ``.dat`` rows and staging them bill by bill.

Format (downloads.leginfo.legislature.ca.gov, ``pubinfo_load.zip``): TAB between fields, text in
backticks, numbers and dates bare, ``NULL`` for nothing, MySQL's backslash escapes, LF, no header
row. UTF-8; old files hold latin-1 bytes. Columns as in ``capublic.sql``. Long texts lie in
``.lob`` files that a column names. Rows of a bill are spread over all tables and in no order, and
the tables without a key repeat rows when two archives overlap: so rows are staged in a SQLite file
by bill, exact repetitions once, and memory does not grow with the archive.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from billtrail.errors import ParseError
from billtrail.identifiers import key_from_leginfo_id, key_from_version_id
from billtrail.models import Document
from billtrail.scrapers.caml import excerpt

SOURCE_NAME = "ca_pubinfo"

#: Columns of the tables we read, in file order; the first row of each is the shape expected.
TABLES: Mapping[str, tuple[str, ...]] = {
    "BILL_TBL": (
        "bill_id", "session_year", "session_num", "measure_type", "measure_num", "measure_state",
        "chapter_year", "chapter_type", "chapter_session_num", "chapter_num",
        "latest_bill_version_id", "active_flg", "trans_uid", "trans_update", "current_location",
        "current_secondary_loc", "current_house", "current_status", "days_31st_in_print",
    ),
    "BILL_HISTORY_TBL": (
        "bill_id", "bill_history_id", "action_date", "action", "trans_uid", "trans_update",
        "action_sequence", "action_code", "action_status", "primary_location",
        "secondary_location", "ternary_location", "end_status",
    ),
    "BILL_VERSION_TBL": (
        "bill_version_id", "bill_id", "version_num", "bill_version_action_date",
        "bill_version_action", "request_num", "subject", "vote_required", "appropriation",
        "fiscal_committee", "local_program", "substantive_changes", "urgency", "taxlevy",
        "bill_xml", "active_flg", "trans_uid", "trans_update",
    ),
    "BILL_VERSION_AUTHORS_TBL": (
        "bill_version_id", "type", "house", "name", "contribution", "committee_members",
        "active_flg", "trans_uid", "trans_update", "primary_author_flg",
    ),
    "BILL_SUMMARY_VOTE_TBL": (
        "bill_id", "location_code", "vote_date_time", "vote_date_seq", "motion_id", "ayes", "noes",
        "abstain", "vote_result", "trans_uid", "trans_update", "file_item_num", "file_location",
        "display_lines", "session_date",
    ),
    "BILL_DETAIL_VOTE_TBL": (
        "bill_id", "location_code", "legislator_name", "vote_date_time", "vote_date_seq",
        "vote_code", "motion_id", "trans_uid", "trans_update", "member_order", "session_date",
        "speaker",
    ),
    "VETO_MESSAGE_TBL": ("bill_id", "veto_date", "message", "trans_uid", "trans_update"),
    "COMMITTEE_HEARING_TBL": (
        "bill_id", "committee_type", "committee_nr", "hearing_date", "location_code", "trans_uid",
        "trans_update",
    ),
    "LEGISLATOR_TBL": (
        "district", "session_year", "legislator_name", "house_type", "author_name", "first_name",
        "last_name", "middle_initial", "name_suffix", "name_title", "web_name_title", "party",
        "active_flg", "trans_uid", "trans_update", "active_legislator",
    ),
    "LOCATION_CODE_TBL": (
        "session_year", "location_code", "location_type", "consent_calendar_code", "description",
        "long_description", "active_flg", "trans_uid", "trans_update", "inactive_file_flg",
    ),
    "BILL_MOTION_TBL": ("motion_id", "motion_text", "trans_uid", "trans_update"),
}  # fmt: skip

#: Where a row names its bill: the column, and how the bill is read from it.
_BY_VERSION = ("BILL_VERSION_AUTHORS_TBL",)
_LOOK_UPS = ("LEGISLATOR_TBL", "LOCATION_CODE_TBL", "BILL_MOTION_TBL")
#: Columns that name a ``.lob`` file whose absence is worth a line.
_LOBS = {"BILL_VERSION_TBL": "bill_xml", "VETO_MESSAGE_TBL": "message"}

Row = dict[str, str | None]

_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"0": b"\0"}
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


def split_line(line: bytes) -> list[str | None]:
    """The fields of one line; ``None`` for NULL. A TAB inside backticks stays in its field.

    One line of BILL_HISTORY_TBL, 2025-03-07: "`202520260AB1`\\t117392794\\t2024-12-03 00:00:00..."
    """
    fields: list[str | None] = []
    pending: bytes | None = None
    for piece in line.rstrip(b"\r\n").split(b"\t"):
        pending = piece if pending is None else pending + b"\t" + piece
        if pending.startswith(b"`") and (len(pending) < 2 or not _is_closed(pending)):
            continue
        fields.append(_value(pending))
        pending = None
    if pending is not None:
        fields.append(_value(pending))
    return fields


def _is_closed(field_: bytes) -> bool:
    """Whether the text ends with a backtick that no backslash escapes."""
    if not field_.endswith(b"`"):
        return False
    body = field_[:-1]
    return (len(body) - len(body.rstrip(b"\\"))) % 2 == 0


def _value(field_: bytes) -> str | None:
    if field_ == b"NULL":
        return None
    if field_.startswith(b"`"):
        field_ = field_.strip(b"`") if len(field_) < 2 else field_[1:].removesuffix(b"`")
    if b"\\" in field_:
        field_ = _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), field_)
    return decoded(field_)


def decoded(data: bytes) -> str:
    """UTF-8, or latin-1 where it is not (files of the first years)."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_row(table: str, line: bytes) -> Row:
    """One line as column -> text; raises ParseError where columns are missing."""
    columns, values = TABLES[table], split_line(line)
    if len(values) < len(columns):
        raise ParseError(f"{len(values)} columns where {len(columns)} were expected")
    return dict(zip(columns, values, strict=False))


def rows_of(document: Document, table: str) -> list[Row]:
    """A table's rows of one bill; none where the document has no such part."""
    return [read_row(table, line) for line in document.parts.get(table, b"").splitlines() if line]


@dataclass(frozen=True, slots=True)
class Legislator:
    """A seat in one session and who sat in it."""

    district: str
    house: str
    author_name: str
    full_name: str
    party: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class PubinfoReference:
    """The look-up tables of an archive: legislators by (session, house), places, motions."""

    legislators: Mapping[tuple[str, str], tuple[Legislator, ...]] = field(default_factory=dict)
    locations: Mapping[str, str] = field(default_factory=dict)
    motions: Mapping[str, str] = field(default_factory=dict)


class Staged:
    """The rows of an archive by bill; ``problems`` has a line for each that was left out."""

    def __init__(self, directory: Path) -> None:
        self.problems: list[str] = []
        self._path = directory / "pubinfo.db"
        self._seen_lobs: set[str] = set()
        self._wanted_lobs: set[str] = set()
        self._look_ups: dict[str, list[Row]] = {name: [] for name in _LOOK_UPS}

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> None:
        """Stage all files of an archive."""
        with closing(sqlite3.connect(self._path)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute(
                "CREATE TABLE lines (bill TEXT, part TEXT, line BLOB, "
                "PRIMARY KEY (bill, part, line)) WITHOUT ROWID"
            )
            db.execute("CREATE TABLE lobs (name TEXT PRIMARY KEY, excerpt BLOB)")
            for name, stream in files:
                with stream:
                    self._add_file(db, PurePosixPath(name).name, stream)
            db.commit()
        for name in sorted(self._wanted_lobs - self._seen_lobs):
            self.problems.append(f"{name}: named by a row, but not in the archive")

    def _add_file(self, db: sqlite3.Connection, name: str, stream: IO[bytes]) -> None:
        stem, _, suffix = name.rpartition(".")
        if suffix == "lob":
            self._add_lob(db, name, stream)
        elif stem in _LOOK_UPS:
            self._look_ups[stem].extend(row for row, _ in self._rows(stem, name, stream))
        elif stem in TABLES:
            lines = (
                (bill, stem, line)
                for row, line in self._rows(stem, name, stream)
                if (bill := self._bill(stem, row, name))
            )
            db.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", lines)

    def _add_lob(self, db: sqlite3.Connection, name: str, stream: IO[bytes]) -> None:
        self._seen_lobs.add(name)
        if name.startswith("BILL_VERSION_TBL"):
            db.execute("INSERT OR REPLACE INTO lobs VALUES (?, ?)", (name, excerpt(stream.read())))

    def _rows(self, table: str, name: str, stream: IO[bytes]) -> Iterator[tuple[Row, bytes]]:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = read_row(table, line)
            except ParseError as error:
                self.problems.append(f"{name} line {number}: {error}")
                continue
            if (column := _LOBS.get(table)) and (lob := row[column]):
                self._wanted_lobs.add(lob)
            yield row, line.rstrip(b"\r\n")

    def _bill(self, table: str, row: Row, name: str) -> str | None:
        read, column = (
            (key_from_version_id, "bill_version_id")
            if table in _BY_VERSION
            else (key_from_leginfo_id, "bill_id")
        )
        try:
            return read(row[column] or "")
        except Exception as error:
            self.problems.append(f"{name}: {row[column]!r} names no bill ({error})")
            return None

    def reference(self) -> PubinfoReference:
        """The look-ups, as a frozen value."""
        seats: dict[tuple[str, str], list[Legislator]] = {}
        for row in self._look_ups["LEGISLATOR_TBL"]:
            place = (row["session_year"] or "", row["house_type"] or "")
            seats.setdefault(place, []).append(_legislator(row))
        return PubinfoReference(
            {place: tuple(found) for place, found in seats.items()},
            {
                row["location_code"] or "": row["long_description"] or row["description"] or ""
                for row in self._look_ups["LOCATION_CODE_TBL"]
            },
            {
                row["motion_id"] or "": row["motion_text"] or ""
                for row in self._look_ups["BILL_MOTION_TBL"]
            },
        )

    def documents(self, now: str) -> Iterator[Document]:
        """One document a bill that has a row in BILL_TBL; parts in the order of their names."""
        with closing(sqlite3.connect(self._path)) as db:
            bills = db.execute("SELECT DISTINCT bill FROM lines WHERE part = 'BILL_TBL'")
            for (bill,) in bills.fetchall():
                parts = self._parts(db, bill)
                digest = sha256()
                for name, data in parts.items():
                    digest.update(name.encode() + b"\0" + data + b"\0")
                url = f"pubinfo/{bill}"
                yield Document(SOURCE_NAME, "table", url, parts, now, None, digest.hexdigest())

    def _parts(self, db: sqlite3.Connection, bill: str) -> dict[str, bytes]:
        parts: dict[str, list[bytes]] = {}
        for part, line in db.execute(
            "SELECT part, line FROM lines WHERE bill = ? ORDER BY part, line", (bill,)
        ):
            parts.setdefault(part, []).append(line)
        joined = {part: b"\n".join(lines) for part, lines in parts.items()}
        for line in parts.get("BILL_VERSION_TBL", ()):
            lob = read_row("BILL_VERSION_TBL", line)["bill_xml"]
            found = db.execute("SELECT excerpt FROM lobs WHERE name = ?", (lob,)).fetchone()
            if lob and found:
                joined[lob] = found[0]
        return joined


def _legislator(row: Row) -> Legislator:
    return Legislator(
        row["district"] or "",
        row["house_type"] or "",
        row["author_name"] or row["last_name"] or "",
        " ".join(name for name in (row["first_name"], row["last_name"]) if name),
        row["party"],
        row["active_legislator"] != "N",
    )


def stage(files: Iterable[tuple[str, IO[bytes]]], directory: Path) -> Staged:
    """Stage the files of one archive in ``directory``."""
    staged = Staged(directory)
    staged.add(files)
    return staged

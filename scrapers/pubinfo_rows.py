"""PUBINFO's ``.dat`` files: the tables and their columns, and lines read into rows.

Format (downloads.leginfo.legislature.ca.gov, ``pubinfo_load.zip``): TAB between fields, text in
backticks, numbers and dates bare, ``NULL`` for nothing, MySQL's backslash escapes, LF, no header
row. UTF-8; files of the first years hold latin-1 bytes, and some passed through latin-1 twice
(``GonzÃ¡lez``). Columns as in ``capublic.sql``. Nothing and empty text are both ``""`` here.

A block of plain lines is split at its TABs; one with an escape or a stray backtick is read sign by
sign. Both give the same rows.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import IO

import orjson

from billtrail.errors import BilltrailError
from billtrail.identifiers import key_from_leginfo_id, key_from_version_id

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
    "BILL_ANALYSIS_TBL": (
        "analysis_id", "bill_id", "house", "analysis_type", "committee_code", "committee_name",
        "amendment_author", "analysis_date", "amendment_date", "page_num", "source_doc",
        "released_floor", "active_flg", "trans_uid", "trans_update",
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

#: What tells one row of a bill from another. Tables without a key of their own repeat rows where
#: two archives overlap.
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "BILL_TBL": (),
    "BILL_HISTORY_TBL": ("bill_history_id",),
    "BILL_VERSION_TBL": ("bill_version_id",),
    "BILL_VERSION_AUTHORS_TBL": ("bill_version_id", "type", "house", "name", "contribution"),
    "BILL_ANALYSIS_TBL": ("analysis_id",),
    "BILL_SUMMARY_VOTE_TBL": ("location_code", "vote_date_time", "vote_date_seq", "motion_id"),
    "BILL_DETAIL_VOTE_TBL": (
        "location_code", "vote_date_time", "vote_date_seq", "motion_id", "legislator_name",
    ),
    "VETO_MESSAGE_TBL": (),
    "COMMITTEE_HEARING_TBL": ("location_code", "hearing_date"),
}  # fmt: skip

#: A row by its columns.
Row = dict[str, str]
#: A row's fields in the order of the columns.
Values = list[str]

_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"0": b"\0"}
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
#: Bytes read at a time; whole lines of it are kept.
BLOCK = 1 << 20
#: Signs that UTF-8 text was read as Windows-1252 and written as UTF-8 once more.
_DOUBLED = re.compile("Ã.|â€")
#: What makes a block more than plain lines: escapes, other line ends, a line that begins with
#: nothing.
_NOT_PLAIN = (b"\\", b"\r", b"\nNULL")


def split_line(line: bytes) -> Values:
    """The fields of one line; ``""`` for NULL. A TAB inside backticks stays in its field.

    One line of BILL_HISTORY_TBL, 2025-03-07: "`202520260AB1`\\t117392794\\t2024-12-03 00:00:00..."
    """
    fields: Values = []
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


def _value(field_: bytes) -> str:
    if field_ == b"NULL":
        return ""
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


def undoubled(text: str) -> str:
    """``GonzÃ¡lez`` -> ``González``; text that was not encoded twice stays as it is."""
    if not _DOUBLED.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return text


def _byte(sign: str) -> bytes:
    """The byte that Windows-1252 read as this sign; the five it has no sign for stand as they
    are."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, some hundred kilobytes at a time, without the last line end."""
    rest = b""
    while data := stream.read(BLOCK):
        whole, end, left = (rest + data).rpartition(b"\n")
        rest = left if end else whole + left
        if whole and end:
            yield whole
    if rest:
        yield rest


def read_block(block: bytes, width: int) -> list[Values]:
    """The fields of each line of a block, in order; lines with none are left out."""
    rows = _plainly(block)
    if rows is not None and set(map(len, rows)) == {width}:
        return rows
    lines = [line for line in block.split(b"\n") if line.strip(b"\r")]
    return [list(map(undoubled, split_line(line))) for line in lines]


def _plainly(block: bytes) -> list[Values] | None:
    """Lines split at their TABs; ``None`` where one of them needs more care."""
    if block.startswith(b"NULL") or any(sign in block for sign in _NOT_PLAIN):
        return None
    fields = block.replace(b"\tNULL", b"\t")
    bare = fields.translate(None, b"`")
    if len(fields) - len(bare) != _edges(fields.replace(b"\n", b"\t")):
        return None
    try:
        text = bare.decode()
    except UnicodeDecodeError:
        return None
    if "Ã" in text or "â€" in text:  # may have been encoded twice
        return None
    return [line.split("\t") for line in text.split("\n")]


def _edges(fields: bytes) -> int:
    """How many backticks begin or end one of the fields between TABs."""
    ends = fields.startswith(b"`") + fields.endswith(b"`")
    return fields.count(b"\t`") + fields.count(b"`\t") + ends


@dataclass(slots=True)
class Faults:
    """What is wrong with a file's rows, counted: one line for each fault, however often."""

    file: str
    rows: dict[str, list[int]] = field(default_factory=dict)

    def note(self, fault: str, line: int) -> None:
        self.rows.setdefault(fault, []).append(line)

    def lines(self) -> Iterator[str]:
        for fault, found in self.rows.items():
            rows = (
                f"line {found[0]}" if len(found) == 1 else f"{len(found)} lines from {found[0]} on"
            )
            yield f"{self.file} {rows}: {fault}"


def bill_column(table: str) -> str:
    """The column that says whose a row is."""
    columns = TABLES[table]
    return "bill_id" if "bill_id" in columns else columns[0]


@lru_cache(maxsize=50_000)
def bill_named(column: str, value: str) -> str | None:
    """The key of a ``bill_id`` or ``bill_version_id``; ``None`` where it is no bill we know."""
    read: Callable[[str], str] = key_from_leginfo_id if column == "bill_id" else key_from_version_id
    try:
        return read(value)
    except BilltrailError:
        return None


class RowReader:
    """The rows of one table that are whole and, where its rows are of bills, of a bill we know."""

    def __init__(self, table: str, faults: Faults) -> None:
        columns = TABLES[table]
        self._width, self._faults, self._before = len(columns), faults, 0
        self._column = bill_column(table) if table in IDENTITY else ""
        self._at = columns.index(self._column) if self._column else 0

    def read(self, block: bytes) -> list[Values]:
        """The rows of the file's next block; what is wrong with others is noted."""
        rows, before = read_block(block, self._width), self._before
        self._before += len(rows)
        if self._are_good(rows):
            return rows
        return list(filter(None, map(self._good, rows, count(before + 1))))

    def _are_good(self, rows: list[Values]) -> bool:
        if set(map(len, rows)) != {self._width}:
            return False
        named = set(map(itemgetter(self._at), rows)) if self._column else ()
        return all(bill_named(self._column, value) for value in named)

    def _good(self, values: Values, line: int) -> Values | None:
        """The row as far as its columns are known, or nothing and a note."""
        expected = f"{len(values)} columns where {self._width} were expected"
        if len(values) < self._width:
            self._faults.note(expected, line)
            return None
        if len(values) > self._width:
            self._faults.note(f"{expected}; those at the end were not read", line)
        if self._column and not bill_named(self._column, values[self._at]):
            self._faults.note(f"{values[self._at]!r} names no bill we know", line)
            return None
        return values[: self._width]


def pack_rows(rows: list[Values]) -> bytes:
    """A table's rows of one bill as a part of its document."""
    return orjson.dumps(rows)


def unpack_rows(part: bytes) -> list[Values]:
    """The rows of ``pack_rows``."""
    rows: list[Values] = orjson.loads(part)
    return rows


def read_rows(table: str, part: bytes) -> list[Row]:
    """The rows of ``pack_rows`` by their columns."""
    columns = TABLES[table]
    return [dict(zip(columns, values, strict=True)) for values in unpack_rows(part)]


def read_tables(parts: Mapping[str, bytes]) -> dict[str, list[Row]]:
    """All tables of a document."""
    return {table: read_rows(table, part) for table, part in parts.items() if table in TABLES}

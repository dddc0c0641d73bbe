"""PUBINFO's ``.dat`` files: the tables and their columns, and lines read into rows.

Format (downloads.leginfo.legislature.ca.gov, ``pubinfo_load.zip``): TAB between fields, text in
backticks, numbers and dates bare, ``NULL`` for nothing, MySQL's backslash escapes, LF, no header
row. UTF-8; files of the first years hold latin-1 bytes, and some passed through latin-1 twice
(``GonzÃ¡lez``). Columns as in ``capublic.sql``.

Whole blocks of plain lines go through ``csv``; a line with an escape or a stray backtick is read
sign by sign. Both give the same rows.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from billtrail.errors import ParseError

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

Row = dict[str, str | None]
Values = list[str | None]

_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"0": b"\0"}
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
#: Bytes read at a time; whole lines of it are kept.
BLOCK = 1 << 20
#: Signs that UTF-8 text was read as Windows-1252 and written as UTF-8 once more.
_DOUBLED = re.compile("Ã.|â€")
_DOUBLED_BYTES = ("Ã".encode(), "â€".encode())


def split_line(line: bytes) -> Values:
    """The fields of one line; ``None`` for NULL. A TAB inside backticks stays in its field.

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


def split_lines(lines: list[bytes]) -> Iterator[Values]:
    """The fields of whole lines, in order."""
    plain = _plainly(lines)
    return map(split_line, lines) if plain is None else plain


def _plainly(lines: list[bytes]) -> Iterator[Values] | None:
    """Lines read by ``csv``; ``None`` where one of them needs more care."""
    block = b"\n".join(lines)
    if b"\\" in block or b"`NULL`" in block or b"\r" in block:
        return None
    outer = block.count(b"\t`") + block.count(b"`\t") + block.count(b"\n`") + block.count(b"`\n")
    if block.count(b"`") != outer + block.startswith(b"`") + block.endswith(b"`"):
        return None
    try:
        text = block.decode().split("\n")
        rows = list(csv.reader(text, delimiter="\t", quotechar="`", doublequote=False))
    except (UnicodeDecodeError, csv.Error):
        return None
    if len(rows) != len(lines):
        return None
    return ([None if v == "NULL" else v for v in row] for row in rows)


def blocks(stream: IO[bytes]) -> Iterator[list[bytes]]:
    """The lines of a file, some hundred kilobytes at a time, without empty ones."""
    rest = b""
    while data := stream.read(BLOCK):
        *lines, rest = (rest + data).split(b"\n")
        yield [line for line in lines if line]
    if rest:
        yield [rest]


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


def read_row(table: str, line: bytes) -> Row:
    """One line as column -> text; raises ParseError where columns are missing."""
    columns, values = TABLES[table], split_line(line)
    if len(values) < len(columns):
        raise ParseError(f"{len(values)} columns where {len(columns)} were expected")
    return dict(zip(columns, values, strict=False))


def read_tables(parts: Mapping[str, bytes]) -> dict[str, list[Row]]:
    """All tables of a document at once, which is quicker than one by one."""
    tables = {table: [line for line in data.split(b"\n") if line]
              for table, data in parts.items() if table in TABLES}  # fmt: skip
    values = split_lines([line for lines in tables.values() for line in lines])
    rows = {
        table: [dict(zip(TABLES[table], next(values), strict=False)) for _ in lines]
        for table, lines in tables.items()
    }
    if any(sign in parts[table] for table in tables for sign in _DOUBLED_BYTES):
        return {table: [_undoubled(row) for row in found] for table, found in rows.items()}
    return rows


def _undoubled(row: Row) -> Row:
    return {name: value and undoubled(value) for name, value in row.items()}


def read_rows(table: str, data: bytes) -> list[Row]:
    """A part of a document as rows; lines that are too short were left out when it was staged."""
    return read_tables({table: data})[table]

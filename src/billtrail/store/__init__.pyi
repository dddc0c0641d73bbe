from . import search_index
from .changes import FieldChange, State, dump, replay
from .clocks import (
    Believed,
    Distrusted,
    believed,
    believed_document,
    distrusted_lines,
    is_to_come,
    latest_day,
)
from .database import connect_reader, open_reader
from .documents import NOTHING, Known, ReadArchive
from .doubts import accept_doubt, differences, refuse_doubt, reopen_doubt, save_corrections
from .first_saves import FirstSave, build_first_saves
from .rosters import ListedMembers, RosterStore, read_sitting
from .rows import BILL_FIELDS, CHILD_TABLES, ChildTable, bill_from_json, decode
from .schema import migrate, pending_steps, schema_version, unknown_steps
from .search_index import find_keys
from .statements import upsert
from .writer import Writer, open_writer

__all__ = [
    "BILL_FIELDS",
    "CHILD_TABLES",
    "NOTHING",
    "Believed",
    "ChildTable",
    "Distrusted",
    "FieldChange",
    "FirstSave",
    "Known",
    "ListedMembers",
    "ReadArchive",
    "RosterStore",
    "State",
    "Writer",
    "accept_doubt",
    "believed",
    "believed_document",
    "bill_from_json",
    "build_first_saves",
    "connect_reader",
    "decode",
    "differences",
    "distrusted_lines",
    "dump",
    "find_keys",
    "is_to_come",
    "latest_day",
    "migrate",
    "open_reader",
    "open_writer",
    "pending_steps",
    "read_sitting",
    "refuse_doubt",
    "reopen_doubt",
    "replay",
    "save_corrections",
    "schema_version",
    "search_index",
    "unknown_steps",
    "upsert",
]

from . import platforms, toml_records
from .apart import in_own_process
from .csv_rows import csv_rows, csv_table
from .grid import Cell, Grid, GridRow, column_letter, read_grid
from .keyed_rows import KeyedRows, keyed_rows, pieces
from .leftovers import beside, scratch, sweep_once
from .limited_reads import BROKEN_ZIP, Metered, inflate, read_at_most, read_entry
from .output import STDOUT, format_of, one_of, place, replace_file, write_file
from .platforms import end_with_parent, give_back_memory
from .sqlite import has_table, is_fixed, read_only_uri, sqlite_tables
from .time_limit import at_most
from .toml import file_hash, read_file, read_text, read_toml
from .toml_records import RecordPlace
from .troubles import in_a_line
from .workbooks import MOST_BYTES, FileBytes, read_limited, read_sheet

__all__ = [
    "BROKEN_ZIP",
    "MOST_BYTES",
    "STDOUT",
    "Cell",
    "FileBytes",
    "Grid",
    "GridRow",
    "KeyedRows",
    "Metered",
    "RecordPlace",
    "at_most",
    "beside",
    "column_letter",
    "csv_rows",
    "csv_table",
    "end_with_parent",
    "file_hash",
    "format_of",
    "give_back_memory",
    "has_table",
    "in_a_line",
    "in_own_process",
    "inflate",
    "is_fixed",
    "keyed_rows",
    "one_of",
    "pieces",
    "place",
    "platforms",
    "read_at_most",
    "read_entry",
    "read_file",
    "read_grid",
    "read_limited",
    "read_only_uri",
    "read_sheet",
    "read_text",
    "read_toml",
    "replace_file",
    "scratch",
    "sqlite_tables",
    "sweep_once",
    "toml_records",
    "write_file",
]

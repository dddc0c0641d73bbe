from . import importer
from .archive import DOCUMENT_BYTES
from .importer import import_paths, ingest
from .prepared import parse
from .report import ImportReport, roll_call_lines
from .session_files import SessionFiles, import_apart
from .source_check import check_source
from .title_lists import read_titles

__all__ = [
    "DOCUMENT_BYTES",
    "ImportReport",
    "SessionFiles",
    "check_source",
    "import_apart",
    "import_paths",
    "importer",
    "ingest",
    "parse",
    "read_titles",
    "roll_call_lines",
]

from . import importer
from .archive import DOCUMENT_BYTES
from .importer import Report, import_paths, ingest
from .preparing import parse
from .source_check import check_source

__all__ = [
    "DOCUMENT_BYTES",
    "Report",
    "check_source",
    "import_paths",
    "importer",
    "ingest",
    "parse",
]

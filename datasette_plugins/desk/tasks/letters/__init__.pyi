from .on_file import OnFile, note_sent, read_on_file
from .sheet import LetterSheet, Row, file_parts, finding_rows, keep_sheet, left_out_rows
from .task import TASK
from .ways import Told, told

__all__ = [
    "TASK",
    "LetterSheet",
    "OnFile",
    "Row",
    "Told",
    "file_parts",
    "finding_rows",
    "keep_sheet",
    "left_out_rows",
    "note_sent",
    "read_on_file",
    "told",
]

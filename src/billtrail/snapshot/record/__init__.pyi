from .edits import edit_json, read_file_changes, read_record_edits
from .gaps import read_gaps
from .lateness import read_lateness

__all__ = [
    "edit_json",
    "read_file_changes",
    "read_gaps",
    "read_lateness",
    "read_record_edits",
]

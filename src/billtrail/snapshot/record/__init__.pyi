from .edits import edit_json, read_record_edits

__all__ = [
    "edit_json",
    "read_record_edits",
]

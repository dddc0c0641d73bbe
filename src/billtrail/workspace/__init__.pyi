from . import backup, edits, git_ignore, journal, keys, password
from .calls import CALL, last_call, last_calls
from .edits import Edit, today_or_before
from .folder import DEFAULT, Say, Workspace
from .journal import JournalEntry, RecordChange, Splice, login
from .secrets_file import read_secret
from .workspace import prepare

__all__ = [
    "CALL",
    "DEFAULT",
    "Edit",
    "JournalEntry",
    "RecordChange",
    "Say",
    "Splice",
    "Workspace",
    "backup",
    "edits",
    "git_ignore",
    "journal",
    "keys",
    "last_call",
    "last_calls",
    "login",
    "password",
    "prepare",
    "read_secret",
    "today_or_before",
]

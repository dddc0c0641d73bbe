from . import backup, edits, git_ignore, journal
from .edits import Edit, today_or_before
from .journal import JournalEntry, Splice, login
from .secrets_file import read_secret
from .workspace import DEFAULT, Say, Workspace, prepare

__all__ = [
    "DEFAULT",
    "Edit",
    "JournalEntry",
    "Say",
    "Splice",
    "Workspace",
    "backup",
    "edits",
    "git_ignore",
    "journal",
    "login",
    "prepare",
    "read_secret",
    "today_or_before",
]

from . import edits, git_ignore, journal
from .edits import Edit, today_or_before
from .journal import Change, Splice, login
from .secrets_file import read_secret
from .workspace import DEFAULT, Say, Workspace, prepare

__all__ = [
    "DEFAULT",
    "Change",
    "Edit",
    "Say",
    "Splice",
    "Workspace",
    "edits",
    "git_ignore",
    "journal",
    "login",
    "prepare",
    "read_secret",
    "today_or_before",
]

"""Keys of publishers' services, and that somebody agreed to the terms of those that have some.

A key whose terms nobody agreed to here is as if it were not there, wherever it stands. The yes
stands beside the key in ``secrets.env``, with which terms, when and by whom; not in the
environment, which nobody was shown anything in.
"""

from pathlib import Path

from billtrail.bills import Access
from billtrail.legislatures.calendar import sessions

from .folder import Say, Workspace
from .secrets_file import read_secret, read_stored, write_stored


def read_key(root: Path, access: Access, say: Say = lambda line: None) -> str | None:
    """The key, where there is one that may be used. Raises UsageError as ``read_secret`` does."""
    return read_secret(root, access.name, say) if has_agreed(root, access) else None


def waits_for_a_yes(root: Path, access: Access) -> bool:
    """Whether a key is there, and only its terms keep it from being used."""
    return read_secret(root, access.name) is not None and not has_agreed(root, access)


def has_agreed(root: Path, access: Access) -> bool:
    """Whether there are no terms, or somebody agreed to these."""
    said = read_stored(root, _agreement(access)) if access.terms else access.terms_of
    return said is not None and said.startswith(access.terms_of)


def agree(workspace: Workspace, access: Access, by: str) -> None:
    """Note that somebody was shown the terms and said yes."""
    workspace.create()
    said = f"{access.terms_of} agreed on {sessions.today()} by {by}"
    write_stored(workspace.root, _agreement(access), said)


def keep_key(workspace: Workspace, access: Access, key: str) -> None:
    """Store a key, in place of an earlier one."""
    workspace.create()
    write_stored(workspace.root, access.name, key)


def drop_key(workspace: Workspace, access: Access) -> None:
    """Take the key and the yes out of ``secrets.env``."""
    write_stored(workspace.root, access.name, None)
    write_stored(workspace.root, _agreement(access), None)


def _agreement(access: Access) -> str:
    return f"{access.name}_TERMS"

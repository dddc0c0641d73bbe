"""The desk's password: for a computer that several people use.

Kept as an argon2 hash among the workspace's secrets, which are their owner's alone.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from billtrail.errors import UsageError

from .folder import Workspace
from .secrets_file import read_stored, write_stored

_NAME = "BILLTRAIL_DESK_PASSWORD"
_SHORTEST, _LONGEST = 8, 1000


def read_kept(workspace: Workspace) -> str | None:
    """The password as it is kept; ``None`` where none is set. Raises UsageError where the secrets
    cannot be read: then nobody is let in."""
    return read_stored(workspace.root, _NAME)


def fits(kept: str, tried: str) -> bool:
    """Takes some 50 ms, as it is meant to."""
    try:
        return len(tried) <= _LONGEST and PasswordHasher().verify(kept, tried)
    except InvalidHashError:
        raise UsageError(f"{_NAME} is broken. Set it again: billtrail password") from None
    except VerificationError:
        return False


def keep(workspace: Workspace, password: str) -> None:
    """Set or change it; raises UsageError where it is too short or too long."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise UsageError(f"A password has at least {_SHORTEST} letters, at most {_LONGEST}.")
    workspace.create()
    write_stored(workspace.root, _NAME, PasswordHasher().hash(password))


def remove(workspace: Workspace) -> None:
    """Raises UsageError where none is set."""
    if read_kept(workspace) is None:
        raise UsageError("No password is set. Nothing was changed.")
    write_stored(workspace.root, _NAME, None)

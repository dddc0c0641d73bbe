"""What the machine refuses, a full disk or a path too long, in one line of ours."""

import errno
import sqlite3

from billtrail.errors import BilltrailError, CannotWrite, StoreError, UsageError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
#: What SQLite says of a disk that takes no more, and of a place where nothing may be written.
_SQLITE_FULL = ("disk is full", "disk I/O error", "too large")
_SQLITE_FORBIDDEN = ("readonly database", "unable to open database")

_STAYS = "What was there before stays."


def in_a_line(error: Exception, doing: str = "") -> BilltrailError | None:
    """The error in our words; ``None`` where it is a fault of ours and not of the machine.

    ``doing`` says what could not be written where the error does not name a file.
    """
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    return _of_system(error, doing) if isinstance(error, OSError) else None


def _of_system(error: OSError, doing: str) -> BilltrailError | None:
    where = str(error.filename or doing or "the file")
    if error.errno == errno.ENAMETOOLONG:
        return UsageError(f"{_short(where)}: the path is too long here. Choose a shorter one.")
    if error.errno in _FULL:
        return CannotWrite(f"The disk is full: {where} could not be written. {_STAYS} Make room.")
    if error.errno in _FORBIDDEN:
        return CannotWrite(f"{where}: {error.strerror}. {_STAYS}")
    return CannotWrite(f"{where}: {error.strerror}.") if error.strerror else None


def _of_sqlite(error: sqlite3.Error) -> BilltrailError | None:
    said = str(error)
    if any(sign in said for sign in _SQLITE_FULL):
        return CannotWrite(f"The disk is full: the database takes no more ({said}). {_STAYS}")
    if any(sign in said for sign in _SQLITE_FORBIDDEN):
        return CannotWrite(f"The database cannot be written here ({said}). {_STAYS}")
    if type(error) is sqlite3.DatabaseError:  # the kinds under it are faults of a statement
        return StoreError(f"The database is damaged ({said}). Put a backup back in its place.")
    return None


def _short(path: str, most: int = 60) -> str:
    return path if len(path) <= most else f"{path[:most]}..."

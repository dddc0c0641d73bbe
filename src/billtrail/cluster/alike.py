"""Whether two machines would make the same bytes of the same task."""

import sqlite3
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from billtrail import __version__
from billtrail.errors import UsageError

#: What decides the bytes of a file that a task writes, each by the version a machine has.
Versions = Mapping[str, str]


def versions() -> Versions:
    """Of this process."""
    return {
        "Billtrail": __version__,
        "Python": ".".join(map(str, sys.version_info[:2])),
        "SQLite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def require_alike(wanted: Versions, found: Versions, who: str) -> None:
    """Raises ``UsageError`` where they differ: rows of two versions in one file mislead."""
    differ = [f"{name} {found.get(name, '(none)')} where {wanted[name]} asks"
              for name in wanted if found.get(name) != wanted[name]]  # fmt: skip
    if differ:
        raise UsageError(
            f"{who} has {', '.join(differ)}. Nothing was sent to it: install the same there."
        )


def run_alike(wanted: Versions, function: Callable[..., Any], *arguments: Any) -> Any:
    """A task on a worker that may have joined since the cluster was looked over."""
    require_alike(wanted, versions(), "A worker that joined later")
    return function(*arguments)

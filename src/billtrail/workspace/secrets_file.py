"""Keys of services, kept out of everything that is stored, printed or published.

A key comes from the environment or from ``secrets.env`` of the workspace, lines of ``NAME=value``.
The file is for its owner alone.
"""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from billtrail.errors import UsageError

NAME = "secrets.env"
Say = Callable[[str], None]


def read_secret(workspace_root: Path, name: str, say: Say = lambda line: None) -> str | None:
    """A secret by name; the environment comes first. ``None`` where it is nowhere or empty.

    ``say`` gets a warning where others on this machine may read the file. Raises UsageError
    where the file cannot be read; the message never holds a value.
    """
    if value := os.environ.get(name, "").strip():
        return value
    path = workspace_root / NAME
    if not path.is_file():
        return None
    if _others_can_read(path):
        say(f"{path} can be read by others on this machine. Make it yours alone: chmod 600 {path}")
    return dict(_pairs(path)).get(name) or None


def _others_can_read(path: Path) -> bool:
    """Windows keeps other rights, which this cannot see."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """``CONGRESS_API_KEY=abc``, ``export CONGRESS_API_KEY="abc"``; ``#`` starts a remark."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {type(error).__name__}.") from None
    for line in lines:
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            yield name.strip(), value.strip().strip("\"'")

"""Keys of services, kept out of everything that is stored, printed or published.

A key comes from the environment or from ``secrets.env`` of the workspace, lines of ``NAME=value``.
The file is for its owner alone.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from billtrail.errors import UsageError
from billtrail.files import platforms, replace_file

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
    if path.is_file() and platforms.others_can_read(path):
        say(f"{path} can be read by others on this machine. Make it yours alone: chmod 600 {path}")
    return read_stored(workspace_root, name)


def read_stored(workspace_root: Path, name: str) -> str | None:
    """What the file says, whatever the environment does; ``None`` where it says nothing. Raises
    UsageError where the file cannot be read."""
    path = workspace_root / NAME
    return dict(_pairs(path)).get(name) or None if path.is_file() else None


def write_stored(workspace_root: Path, name: str, value: str | None) -> None:
    """Set one line of the file, or take it out; the file is its owner's alone from then on.

    The other lines stay as they are. Raises UsageError where the file cannot be read, OSError
    where it cannot be written.
    """
    path = workspace_root / NAME
    lines = _lines(path) if path.is_file() else []
    kept = [line for line in lines if _pair(line)[0] != name]
    if value is not None:
        kept.append(f"{name}={value}")
    replace_file(path, "".join(f"{line}\n" for line in kept).encode(), private=True)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """``CONGRESS_API_KEY=abc``, ``export CONGRESS_API_KEY="abc"``; ``#`` starts a remark."""
    return (pair for pair in map(_pair, _lines(path)) if pair[0])


def _pair(line: str) -> tuple[str, str]:
    """Name and value; no name where the line is a remark or none of ours."""
    name, equals, value = line.strip().removeprefix("export ").partition("=")
    if not equals or name.startswith("#"):
        return "", ""
    return name.strip(), value.strip().strip("\"'")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {type(error).__name__}.") from None

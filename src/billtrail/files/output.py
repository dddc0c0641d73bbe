"""Files that a command writes for a person: where they go, in which format, whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from billtrail.errors import CannotWrite, UsageError

from .leftovers import beside
from .troubles import in_a_line

#: As a place: standard output.
STDOUT = Path("-")


def format_of(
    output: Path | None, format_: str | None, allowed: Iterable[str], usual: str = "pdf"
) -> str:
    """What was asked for by the ending of a named file or as ``format_``, else ``usual``; all
    are endings. Raises ``UsageError`` where it is none of ``allowed``, or the two disagree."""
    ending = output.suffix[1:].lower() if output and not output.is_dir() else ""
    found = one_of("format", ending or format_ or usual, allowed)
    if output and format_ not in (None, found):
        right = output.with_suffix(f".{one_of('format', str(format_), allowed)}")
        raise UsageError(
            f"{output.name} is a name for {found}, and --format says {format_}. "
            f"Leave --format out, or write it to {right.name}."
        )
    return found


def one_of(what: str, value: str, allowed: Iterable[str]) -> str:
    names = [*allowed]
    if value not in names:
        raise UsageError(f"{value!r} is no {what}. Choose one of: {', '.join(names)}.")
    return value


def place(output: Path | None, name: str) -> Path:
    """Where a file ``name`` goes: ``output`` is the file if it has an ending, else a folder;
    ``STDOUT`` stays."""
    if output is None:
        return Path(name)
    if output == STDOUT:
        return output
    return output if output.suffix and not output.is_dir() else output / name


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Whole or not at all, also where two runs write one folder, and as open to others as the
    user's other files, or (``private``) to its owner alone. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path)
    try:
        with open(new, "xb", opener=_owners_alone if private else None) as file:
            file.write(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _owners_alone(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def write_file(path: Path, content: bytes) -> None:
    """``replace_file`` for what a person asked for. Raises ``CannotWrite``, and
    ``UsageError`` for a path that is too long."""
    if path == STDOUT:
        sys.stdout.buffer.write(content)
        return
    try:
        replace_file(path, content)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise in_a_line(error) or error from error
        reason = error.strerror or error
        raise CannotWrite(
            f"{path} cannot be written: {reason}. Choose another place with -o."
        ) from error

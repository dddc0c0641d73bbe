"""Files that a command writes for a person: where they go, in which format, whole or not at all."""

import errno
from collections.abc import Iterable
from pathlib import Path

from billtrail.errors import CannotWrite, UsageError
from billtrail.leftovers import beside
from billtrail.troubles import in_a_line


def format_of(output: Path | None, format_: str, allowed: Iterable[str]) -> str:
    """The ending of a named file decides, before ``format_``. Raises ``UsageError``."""
    named = output.suffix[1:] if output and not output.is_dir() else ""
    return one_of("format", named or format_, allowed)


def one_of(what: str, value: str, allowed: Iterable[str]) -> str:
    names = [*allowed]
    if value not in names:
        raise UsageError(f"{value!r} is no {what}. Choose one of: {', '.join(names)}.")
    return value


def place(output: Path | None, name: str) -> Path:
    """Where a file ``name`` goes: ``output`` is the file if it has an ending, else a folder."""
    if output is None:
        return Path(name)
    return output if output.suffix and not output.is_dir() else output / name


def replace_file(path: Path, content: bytes) -> None:
    """Whole or not at all, also where two runs write one folder, and as open to others as the
    user's other files. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path)
    try:
        with new.open("xb") as file:
            file.write(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """``replace_file`` for what a person asked for. Raises ``CannotWrite``, and
    ``UsageError`` for a path that is too long."""
    try:
        replace_file(path, content)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise in_a_line(error) or error from error
        reason = error.strerror or error
        raise CannotWrite(
            f"{path} cannot be written: {reason}. Choose another place with -o."
        ) from error

"""Files that stand for a moment beside what they become, and go with the next run where a run was
killed between.

Such a name begins with a dot and ends with a ``t`` and seven signs that hold the number of the
process that made it, so that a file of a run that is still at work is told from one that nobody
will finish, and from a person's own.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

from .platforms import is_running

#: What SQLite puts beside a file of its own.
_MADE = re.compile(r"\..+\.t([0-9a-f]{6})[0-9a-z](?:-journal|-wal|-shm)?")
_SIGNS = cycle("0123456789abcdefghijklmnopqrstuvwxyz")
_swept: set[tuple[int, Path]] = set()


def beside(path: Path) -> Path:
    """A name in the path's folder for what becomes the path; the folder is swept first."""
    sweep_once(path.parent)
    return path.with_name(f".{path.name}.{_token()}")


@contextmanager
def scratch(folder: Path, what: str) -> Iterator[Path]:
    """A folder of this process's own, for as long as it is worked in."""
    sweep_once(folder)
    made = folder / f".billtrail-{what}.{_token()}"
    made.mkdir(mode=0o700)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _token() -> str:
    return f"t{os.getpid() & 0xFFFFFF:06x}{next(_SIGNS)}"


def sweep_once(folder: Path) -> None:
    """Clear a folder of what killed runs left there, the first time that this process works in
    it."""
    if (os.getpid(), folder) not in _swept:
        _swept.add((os.getpid(), folder))
        sweep(folder)


def sweep(folder: Path) -> None:
    """Clear a folder of what killed runs left there."""
    with suppress(OSError):
        for path in folder.iterdir():
            match = _MADE.fullmatch(path.name)
            if match and not is_running(int(match[1], 16)):
                _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()

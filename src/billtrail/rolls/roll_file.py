"""Where a roll lies: ``rolls/<bill>.csv`` of the workspace, its owner's alone.

The file can be opened, mended and saved with Excel. Beside it lies the roll of before the last
change (``.before``), so that one can be taken back; it goes where a name is forgotten.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from billtrail.errors import CannotWrite, CheckFailed
from billtrail.files import FileBytes, replace_file
from billtrail.legislatures import KEY
from billtrail.workspace import Workspace

from .merging import merge
from .reading import read_signers
from .settings import read_settings
from .sheets import csv_bytes
from .values import Roll

#: The folder, which git and open backups leave out.
FOLDER = "rolls"
_BEFORE = ".before"


def path_of(workspace: Workspace, bill: str) -> Path:
    return workspace.root / FOLDER / f"{bill}.csv"


def read(workspace: Workspace, bill: str) -> Roll:
    """The signers of a bill's letters, none where it has no roll.

    Raises CheckFailed with every fault of a file that was changed by hand.
    """
    path = path_of(workspace, bill)
    return _parse(bill, path.read_bytes()) if path.is_file() else Roll(bill)


def _parse(bill: str, data: bytes) -> Roll:
    name = f"{bill}.csv"
    sheet = read_signers(FileBytes(name, data))
    if sheet.faults:
        told = "\n".join(f"{FOLDER}/{name} {fault}" for fault in sheet.faults)
        raise CheckFailed(f"{told}\nMend that in the file, and nothing of it is lost.")
    return merge(Roll(bill), [signer for _, signer in sheet.rows]).roll


def write(workspace: Workspace, roll: Roll) -> None:
    """Whole or not at all; a roll of nobody has no file."""
    path = path_of(workspace, roll.bill)
    if roll.signers:
        _write(path, csv_bytes(roll.signers))
    else:
        path.unlink(missing_ok=True)


def rename(workspace: Workspace, old: str, new: str) -> None:
    """A bill's roll, and the one of before, under its new number; nothing where that has one."""
    if path_of(workspace, old).is_file() and not path_of(workspace, new).is_file():
        path_of(workspace, old).rename(path_of(workspace, new))
        if _before(workspace, old).is_file():
            _before(workspace, old).replace(_before(workspace, new))


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            path.parent.chmod(0o700)
        replace_file(path, content, private=True)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {error.strerror or error}.") from error


# -- the roll of before ----------------------------------------------------------------------------


def keep_before(workspace: Workspace, before: Roll, change: int) -> None:
    """Keep the roll as it was before the change of that number in the journal."""
    head = json.dumps({"change": change}).encode()
    _write(_before(workspace, before.bill), head + b"\n" + csv_bytes(before.signers))


def forget_before(workspace: Workspace, bill: str) -> None:
    _before(workspace, bill).unlink(missing_ok=True)


def read_before(workspace: Workspace, bill: str, change: int) -> Roll | None:
    """The roll of before a change; ``None`` where it is not kept any more."""
    path = _before(workspace, bill)
    if not path.is_file():
        return None
    head, _, data = path.read_bytes().partition(b"\n")
    return _parse(bill, data) if json.loads(head)["change"] == change else None


def _before(workspace: Workspace, bill: str) -> Path:
    return path_of(workspace, bill).with_suffix(_BEFORE)


# -- all of them -----------------------------------------------------------------------------------


def bills_with_rolls(workspace: Workspace) -> tuple[str, ...]:
    """Keys of the bills that have a roll."""
    files = (workspace.root / FOLDER).glob("*.csv")
    return tuple(sorted(path.stem for path in files if KEY.fullmatch(path.stem)))


def kept_until(workspace: Workspace, roll: Roll) -> date | None:
    """The last day on which a roll is kept; ``None`` for one that tells of no day."""
    days = timedelta(read_settings(workspace.organisation).keep_days)
    return date.fromisoformat(roll.newest) + days if roll.newest else None


def expired(workspace: Workspace, today: date) -> Iterator[str]:
    """Bills whose rolls have been kept as long as is set. A file with faults is nobody's to
    delete."""
    for bill in bills_with_rolls(workspace):
        try:
            until = kept_until(workspace, read(workspace, bill))
        except CheckFailed:
            continue
        if until and until < today:
            yield bill

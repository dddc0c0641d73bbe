"""The files beside the front that is pulled: those that are not the ones pulled last are fetched,
each known by its hash, and kept until all of them are there and saved."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from billtrail.editions import FOLDER, NAME, FactFile
from billtrail.errors import SourceError
from billtrail.workspace import Workspace

from .fact_files import MOST
from .fetch import LARGEST, fetch_known

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file beside the front, where it is served and where it lies now."""

    file: FactFile
    address: str
    path: Path


def read_named(front: sqlite3.Connection, address: str) -> tuple[FactFile, ...]:
    """The files that a front of somebody else's names; none where it is all of an edition.

    Raises SourceError where it names what ``publish`` does not write.
    """
    if not front.execute("PRAGMA table_info(fact_files)").fetchall():
        return ()
    columns = ", ".join(FactFile.__dataclass_fields__)
    rows = front.execute(f"SELECT {columns} FROM fact_files ORDER BY name LIMIT {MOST + 1}")
    files = tuple(FactFile(*row) for row in rows)
    if len(files) > MOST or not all(map(_is_sound, files)):
        raise SourceError(
            f"{address} names files beside it that 'billtrail publish' does not write. Nothing was "
            "changed."
        )
    return files


def _is_sound(file: FactFile) -> bool:
    named = re.fullmatch(NAME, file.name) and _HASH.fullmatch(file.sha256)
    return bool(named) and 0 < file.bytes <= LARGEST


class PulledFacts:
    """The files beside the front at an address, in a folder of the workspace that outlives a pull
    which breaks off."""

    def __init__(self, workspace: Workspace, address: str) -> None:
        self._folder = workspace.root / "pulled"
        self._address = address

    def fetch(self, files: tuple[FactFile, ...], saved: dict[str, str]) -> list[FetchedFile]:
        """Those whose hash is not the one that was ``saved`` for their address.

        Raises SourceError where one cannot be had; what came so far stays for the next time.
        """
        found = [
            one for one in map(self._placed, files) if saved.get(one.address) != one.file.sha256
        ]
        self._forget_others(found)
        for one in found:
            fetch_known(one.address, one.path, one.file.bytes, one.file.sha256)
        return found

    def _placed(self, file: FactFile) -> FetchedFile:
        address = urljoin(self._address, f"{FOLDER}/{file.name}.db")
        path = self._folder / f"{file.name}.{file.sha256[:16]}.db"
        return FetchedFile(file, address, path)

    def _forget_others(self, found: list[FetchedFile]) -> None:
        """What an earlier pull left of files that are not named any more."""
        wanted = {one.path for one in found}
        for path in self._lying():
            if path not in wanted:
                path.unlink()
        if found:
            self._folder.mkdir(exist_ok=True)

    def _lying(self) -> Iterator[Path]:
        yield from self._folder.glob("*.db") if self._folder.is_dir() else ()

    def clear(self) -> None:
        """All of it is saved."""
        shutil.rmtree(self._folder, ignore_errors=True)

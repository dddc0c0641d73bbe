"""The workspace in one file, and back: what is yours, with raw counts and keys locked or left out.

A backup is a zip: ``backup.json`` (what made it, the SHA-256 and size of every file) and the
files. Databases are copied by SQLite itself, so that a running site or update does no harm.
Private files (raw counts of survivors, their words, keys) are in it only under a passphrase:
a copy travels by mail and lies on sticks.
"""

import hashlib
import json
import os
import secrets
import sqlite3
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from billtrail.errors import ArchiveError, CannotWrite, UsageError
from billtrail.files import BROKEN_ZIP, beside, in_a_line, read_entry, read_only_uri, scratch
from billtrail.store import schema_version

from .folder import Workspace
from .git_ignore import is_private

_LIST = "backup.json"
_FORM = 1
_DATABASE, _IGNORE = "billtrail.db", ".gitignore"
#: What scrypt does to a passphrase: 64 MB and some tenths of a second for each guess.
_SCRYPT: Mapping[str, int] = {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27, "dklen": 32}
#: What is made anew, or belongs to a program that runs.
_PASSING = (".lock", ".writer", "-wal", "-shm", "-journal")
#: The list of a workspace of a million files.
_LONGEST_LIST = 1 << 28
#: What a locked file is longer than an open one, beside its third.
_ROOM = 1 << 10
_CHUNK = 1 << 20
#: To open a file that is not there yet.
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
#: Tables of the workspace that hold nothing hidden.
_TABLES = ("statistics.csv", "program-counts.csv")
#: Packed already.
_PACKED = (".zip", ".zst", ".gz", ".xlsx", ".docx", ".pdf", ".png")


@dataclass(frozen=True, slots=True)
class Backup:
    """``files`` of the workspace are in it, ``locked`` of them under the passphrase; ``left_out``
    are private ones that are not."""

    path: Path
    files: int
    size: int
    locked: tuple[str, ...]
    left_out: tuple[str, ...]
    made_at: str
    version: str


def write_backup(
    workspace: Workspace, path: Path, *, passphrase: str | None, version: str
) -> Backup:
    """Copy the workspace into one file, whole or not at all, while nothing else writes.

    Raises UsageError where there is no workspace or ``path`` lies in it, CannotWrite where the
    file cannot be written.
    """
    if not workspace.root.is_dir():
        raise UsageError(f"There is no workspace {workspace.root} to back up.")
    if path.resolve().is_relative_to(workspace.root.resolve()):
        raise UsageError(f"{path} lies in the workspace itself. Choose a place outside of it.")
    try:
        with workspace.writer("backup") as writer:
            made = _written(workspace, path, passphrase, writer.now, version)
            writer.runs.finish("done", {})
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {error.strerror or error}.") from error
    return made


def read_backup(path: Path) -> Backup:
    """What is in a backup; raises ArchiveError where it is none."""
    return _summary(path, _read_list(path))


def restore(path: Path, workspace: Workspace, *, passphrase: str | None) -> Backup:
    """Make the workspace from a backup; its folder must not exist or be empty.

    Without a passphrase what is locked stays out. Every file is checked before the folder is
    there. Raises UsageError where the folder has something in it or the passphrase is wrong,
    ArchiveError where the file is damaged, StoreError where a newer Billtrail made it.
    """
    listed = _read_list(path)
    if listed["schema"] > _step():
        raise UsageError(
            f"{path.name} was made by Billtrail {listed['version']}, which is newer than this one. "
            "Install that version, or a later one, and restore then."
        )
    root = workspace.root
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(
            f"{root} has something in it already. Restore into a new folder: "
            f"billtrail --workspace NEWFOLDER restore {path}"
        )
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        with scratch(root.parent, "restore") as folder:
            taken = _unpacked(path, listed, folder, passphrase)
            if root.exists():
                root.rmdir()
            folder.rename(root)
            root.chmod(0o755)
    except OSError as error:
        raise in_a_line(error) or CannotWrite(
            f"{root} cannot be written: {error.strerror or error}."
        ) from error
    summary = _summary(path, listed)
    locked = tuple(name for name in summary.locked if name in taken)
    kept_out = (*summary.left_out, *(name for name in summary.locked if name not in taken))
    return Backup(
        path, len(taken), summary.size, locked, kept_out, summary.made_at, summary.version
    )


# -- writing ---------------------------------------------------------------------------------------


def _written(
    workspace: Workspace, path: Path, passphrase: str | None, now: str, version: str
) -> Backup:
    lock = _Lock(passphrase, secrets.token_bytes(16)) if passphrase else None
    listed: dict[str, Any] = {
        "form": _FORM, "version": version, "schema": _step(), "made_at": now, "files": {},
        "left_out": [], "salt": b64encode(lock.salt).decode() if lock else None,
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path)
    try:
        with (
            scratch(workspace.root, "backup") as folder,
            os.fdopen(os.open(new, _NEW, 0o600), "wb") as file,
            ZipFile(file, "w", ZIP_DEFLATED) as archive,
        ):
            for name, source in _files(workspace):
                _add(archive, listed, name, _at_rest(source, folder), lock)
            archive.writestr(_LIST, json.dumps(listed, ensure_ascii=False, indent=1))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return _summary(path, listed)


def _files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """Name in the backup and place of every file that is kept; a database that lies elsewhere
    comes under its usual name."""
    own = workspace.database.resolve()
    for folder, folders, names in os.walk(workspace.root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            place = Path(folder) / name
            if _is_kept(place) and place.resolve() != own:
                yield place.relative_to(workspace.root).as_posix(), place
    if own.is_file():
        yield _DATABASE, own


def _is_kept(place: Path) -> bool:
    passes = place.name.endswith(_PASSING) or place.name.startswith(".")
    return place.is_file() and not place.is_symlink() and (not passes or place.name == _IGNORE)


def _at_rest(source: Path, folder: Path) -> Path:
    """The file as nobody changes it while it is read: a database is copied by SQLite."""
    if source.suffix != ".db":
        return source
    rest = folder / source.name
    rest.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(read_only_uri(source), uri=True)) as found,
        closing(sqlite3.connect(rest)) as copy,
    ):
        found.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    return rest


def _add(
    archive: ZipFile, listed: dict[str, Any], name: str, source: Path, lock: "_Lock | None"
) -> None:
    private = is_private(name) or _may_be_counts(name)
    if private and lock is None:
        listed["left_out"].append(name)
        return
    listed["files"][name] = {**_seen(source), "locked": private}
    if private and lock:
        archive.writestr(name, lock.shut(source.read_bytes()), ZIP_STORED)
    else:
        archive.write(source, name, ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED)


def _may_be_counts(name: str) -> bool:
    """A table that somebody laid into the folder; those that Billtrail reads there are known."""
    return name.lower().endswith(".csv") and "/" not in name and name not in _TABLES


def _seen(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"sha256": digest, "size": path.stat().st_size}


def _step() -> str:
    """The last step of the schema that this program knows; later ones have higher names."""
    return schema_version().split()[0]


# -- reading ---------------------------------------------------------------------------------------


def _read_list(path: Path) -> dict[str, Any]:
    try:
        with ZipFile(path) as archive:
            listed = json.loads(read_entry(archive, _LIST, _LONGEST_LIST))
        if listed["form"] != _FORM:
            raise ArchiveError(f"{path.name}: a backup of a form that this Billtrail cannot read.")
        for name in listed["files"]:
            _checked(name)
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {path}.") from error
    except (*BROKEN_ZIP, TypeError, AttributeError) as error:
        raise ArchiveError(f"{path.name} is no backup of Billtrail, or it is damaged.") from error
    return dict(listed)


def _checked(name: str) -> str:
    """A name that stays inside the folder, on Windows too."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or set(name) & {"\\", ":", "\0"}:
        raise ArchiveError(f"{name!r} is no name of a file in a workspace.")
    return name


def _unpacked(
    path: Path, listed: Mapping[str, Any], folder: Path, passphrase: str | None
) -> set[str]:
    """The files in ``folder``, each checked; those that were taken."""
    lock = _Lock(passphrase, b64decode(listed["salt"])) if passphrase and listed["salt"] else None
    taken = set()
    with ZipFile(path) as archive:
        for name, facts in listed["files"].items():
            if facts["locked"] and lock is None:
                continue
            try:
                found = _taken(archive, name, facts, folder / name, lock)
            except BROKEN_ZIP as error:
                raise _damaged(path, name) from error
            if found != facts["sha256"]:
                raise _damaged(path, name)
            taken.add(name)
    return taken


def _taken(
    archive: ZipFile, name: str, facts: Mapping[str, Any], place: Path, lock: "_Lock | None"
) -> str:
    """Write the file and return its SHA-256; it is read no further than it may be long."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if facts["locked"] and lock:
        data = lock.open(read_entry(archive, name, 2 * facts["size"] + _ROOM))
        with os.fdopen(os.open(place, _NEW, 0o600), "wb") as file:
            file.write(data)
        return hashlib.sha256(data).hexdigest()
    digest, left = hashlib.sha256(), facts["size"]
    with archive.open(name) as packed, place.open("xb") as file:
        while left >= 0 and (data := packed.read(_CHUNK)):
            left -= len(data)
            digest.update(data)
            file.write(data)
    return digest.hexdigest()


def _damaged(path: Path, name: str) -> ArchiveError:
    return ArchiveError(f"{path.name}: {name} is damaged. Nothing was restored.")


def _summary(path: Path, listed: Mapping[str, Any]) -> Backup:
    files = listed["files"]
    locked = tuple(name for name, facts in files.items() if facts["locked"])
    return Backup(path, len(files), path.stat().st_size, locked, tuple(listed["left_out"]),
                  listed["made_at"], listed["version"])  # fmt: skip


class _Lock:
    """A passphrase and a salt as a key (scrypt) that shuts and opens bytes (Fernet)."""

    def __init__(self, passphrase: str, salt: bytes) -> None:
        from cryptography.fernet import Fernet

        self.salt = salt
        key = hashlib.scrypt(passphrase.encode(), salt=salt, **_SCRYPT)
        self._fernet = Fernet(urlsafe_b64encode(key))

    def shut(self, data: bytes) -> bytes:
        return self._fernet.encrypt(data)

    def open(self, data: bytes) -> bytes:
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(data)
        except InvalidToken as error:
            raise UsageError(
                "That is not the passphrase of this backup. Nothing was restored."
            ) from error

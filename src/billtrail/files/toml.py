"""TOML read so that a file that cannot be read is one kind of error, whatever is in it."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from billtrail.errors import CheckFailed, UsageError


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ``tomllib.TOMLDecodeError``, for brackets within brackets that
    go deeper than Python does as well."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("more brackets within brackets than can be read") from None


def read_file(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file of settings and its tables, nothing where there is no file; raises
    UsageError naming it where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        return text, read_toml(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable TOML: {error}.") from error


def file_hash(file: Path) -> str:
    """SHA-256 of its bytes; empty where there is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_text(file: Path) -> str:
    """A file of records, empty where there is none; raises CheckFailed naming it where it is not
    UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    except UnicodeDecodeError as error:
        raise CheckFailed(f"{file.name}: {error}") from error

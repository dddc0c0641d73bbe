"""The scrapers' own archives of seven states, read where they lie."""

import json
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import zstandard

from bench import REAL

STATES = REAL / "states"


def archives() -> Sequence[Path]:
    return sorted((STATES / "openstates" / "scraped").glob("*.tar.zst"))


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of an archive's bills, every run of each."""
    with path.open("rb") as packed:
        stream = zstandard.ZstdDecompressor().stream_reader(packed)
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                file = archive.extractfile(member) if "/bill_" in member.name else None
                if file is not None:
                    yield member.name, file.read()


def newest(path: Path) -> Iterator[dict[str, Any]]:
    """An archive's bills, of several runs of one the last."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for _, data in members(path):
        record = json.loads(data)
        name = (record["legislative_session"], record["identifier"])
        if name not in found or found[name]["scraped_at"] < record["scraped_at"]:
            found[name] = record
    yield from found.values()

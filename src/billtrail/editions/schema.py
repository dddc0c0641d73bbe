"""What a published file has by ``data/published.toml``, and whether one that lies here has it: a
file that an older Billtrail made lacks columns that the pages of today ask for."""

import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from billtrail.data import FOLDER
from billtrail.errors import StoreError
from billtrail.files import read_only_uri
from billtrail.legislatures import Edition

from .edition import edition_of

OLDER = (
    "{name} was published by an older Billtrail: it may tell more than was released, and today's "
    "pages cannot be made from it. Publish it anew with billtrail publish DIR; if it is not yours, "
    "ask those who publish it for a new one."
)


@cache
def read_list() -> Mapping[str, Any]:
    """``data/published.toml``."""
    text = (FOLDER / "published.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def missing_from(path: Path) -> tuple[str, ...]:
    """The tables, columns and views that a published file lacks: none, where this Billtrail or a
    newer one made it."""
    with closing(sqlite3.connect(read_only_uri(path), uri=True)) as file:
        return tuple(_missing(file))


def refuse_older(path: Path) -> None:
    """Raises StoreError where ``path`` is a published file that an older Billtrail made."""
    if edition_of(path) != Edition.WORKING and missing_from(path):
        raise StoreError(OLDER.format(name=path.name))


def _missing(file: sqlite3.Connection) -> Iterator[str]:
    for table, allowed in read_list()["tables"].items():
        stored = {row[1] for row in file.execute(f'PRAGMA table_info("{table}")')}
        wanted = [column for column in allowed["columns"] if column != "rowid"]
        yield from (f"{table}.{column}" for column in wanted if column not in stored)
    names = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    yield from (view for view in read_list()["views"] if view not in names)

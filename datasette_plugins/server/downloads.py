"""The whole file and whole tables, sent piece by piece from threads of their own.

Each is one state of the file, whatever takes its place meanwhile: what was opened stays until it is
sent.
"""

import asyncio
import csv
import io
import os
import sqlite3
from collections.abc import (
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from datasette.utils import escape_sqlite

from billtrail.errors import StoreError

_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: Reading never waits for pages, and pages never for reading.
_POOL = ThreadPoolExecutor(2, thread_name_prefix="whole")
_PIECE = 256_000
_ROWS = 500


@dataclass(slots=True)
class Download:
    """An answer whose ``pieces`` are made one at a time in a thread; ``close`` is called at its
    end, however it ends."""

    pieces: Iterator[bytes]
    media: str
    close: Callable[[], None]
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def without_body(self) -> "Download":
        """What tells of the answer and is none: for HEAD."""
        return replace(self, pieces=iter(()))

    async def asgi_send(self, send: _Send) -> None:
        loop = asyncio.get_running_loop()
        named = {"content-type": self.media, **self.headers}
        headers = [(name.encode(), value.encode()) for name, value in named.items()]
        try:
            await send({"type": "http.response.start", "status": self.status, "headers": headers})
            while piece := await loop.run_in_executor(_POOL, next, self.pieces, b""):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            _POOL.submit(self.close)  # after the piece that may still be read


def whole_file(path: Path) -> Download:
    """Raises StoreError where there is none."""
    try:
        file = path.open("rb")
    except OSError:
        raise StoreError(f"There is no database {path.name} here.") from None
    headers = {
        "content-length": str(os.fstat(file.fileno()).st_size),
        "content-disposition": f'attachment; filename="{path.name}"',
    }
    pieces = iter(lambda: file.read(_PIECE), b"")
    return Download(pieces, "application/octet-stream", file.close, headers)


def whole_table(
    connection: sqlite3.Connection,
    table: str,
    keys: Sequence[str],
    blob: Callable[[sqlite3.Row, str], str],
) -> Download:
    """A table or view as CSV, in the order of its keys where it has any; ``blob`` gives the address
    of a value that is bytes."""
    order = f" ORDER BY {', '.join(map(escape_sqlite, keys))}" if keys else ""
    cursor = connection.execute(f"SELECT * FROM {escape_sqlite(table)}{order}")
    return Download(_as_csv(cursor, blob), "text/plain; charset=utf-8", connection.close)


def _as_csv(cursor: sqlite3.Cursor, blob: Callable[[sqlite3.Row, str], str]) -> Iterator[bytes]:
    names = [column[0] for column in cursor.description]
    yield _lines([names])
    while rows := cursor.fetchmany(_ROWS):
        yield _lines(
            [blob(row, name) if isinstance(value, bytes) else value
             for name, value in zip(names, row, strict=True)]
            for row in rows
        )  # fmt: skip


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    with closing(io.StringIO(newline="")) as out:
        csv.writer(out).writerows(rows)
        return out.getvalue().encode("utf-8")

"""The whole file and whole tables, sent piece by piece from threads of their own.

Each is one state of the file, whatever takes its place meanwhile: what was opened stays until it is
sent.
"""

import asyncio
import csv
import io
import json
import os
import re
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
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from billtrail.errors import StoreError

_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

#: Reading never waits for pages, and pages never for reading.
_POOL = ThreadPoolExecutor(2, thread_name_prefix="whole")
_PIECE = 256_000
_ROWS = 500
_BYTES = "application/octet-stream"
#: By which Excel knows that a CSV is UTF-8.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


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


#: One range of bytes (RFC 9110, 14.1.2); of several, the whole is sent.
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def whole_file(path: Path, wanted: str | None = None) -> Download:
    """The file, or the one range of its bytes that a ``Range`` header asks for, so that a download
    that broke off goes on. Raises StoreError where there is no file."""
    try:
        file = path.open("rb")
    except OSError:
        raise StoreError(f"There is no database {path.name} here.") from None
    size = os.fstat(file.fileno()).st_size
    headers = {
        "accept-ranges": "bytes",
        "content-disposition": f'attachment; filename="{path.name}"',
    }
    part = _part(wanted, size)
    if part is None:
        headers["content-length"] = str(size)
        return Download(_pieces(file, size), _BYTES, file.close, headers)
    if not part:
        headers |= {"content-range": f"bytes */{size}", "content-length": "0"}
        return Download(iter(()), _BYTES, file.close, headers, 416)
    file.seek(part.start)
    headers |= {
        "content-range": f"bytes {part.start}-{part.stop - 1}/{size}",
        "content-length": str(len(part)),
    }
    return Download(_pieces(file, len(part)), _BYTES, file.close, headers, 206)


def _part(wanted: str | None, size: int) -> range | None:
    """The bytes that are asked for, empty where the file has none of them; ``None`` is the
    whole."""
    found = _RANGE.fullmatch((wanted or "").strip())
    if found is None or not any(found.groups()):
        return None
    start, end = found.groups()
    if not start:  # the last so many
        return range(max(0, size - int(end)), size)
    return range(int(start), min(int(end) + 1 if end else size, size))


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        left -= len(piece)
        yield piece


def whole_table(
    names: Sequence[str],
    found: Iterator[sqlite3.Row],
    close: Callable[[], None],
    blob: Callable[[sqlite3.Row, str], str],
    *,
    ending: str = "csv",
    mark: bool = False,
) -> Download:
    """The rows ``found`` of a table or view, with the ``names`` of its columns, as CSV or as an
    array in JSON (``ending``); ``blob`` gives the address of a value that is bytes, ``mark`` puts a
    byte order mark before a CSV."""
    rows = _rows(found, names, blob)
    if ending == "json":
        return Download(_as_json(names, rows), "application/json; charset=utf-8", close)
    pieces = chain([BYTE_ORDER_MARK.encode()] if mark else (), _as_csv(names, rows))
    return Download(pieces, "text/plain; charset=utf-8", close)


def _rows(
    found: Iterator[sqlite3.Row], names: Sequence[str], blob: Callable[[sqlite3.Row, str], str]
) -> Iterator[list[list[Any]]]:
    while rows := list(islice(found, _ROWS)):
        yield [
            [blob(row, name) if isinstance(value, bytes) else value
             for name, value in zip(names, row, strict=True)]
            for row in rows
        ]  # fmt: skip


def _as_csv(names: Sequence[str], found: Iterable[list[list[Any]]]) -> Iterator[bytes]:
    yield _lines([names])
    yield from map(_lines, found)


def _as_json(names: Sequence[str], found: Iterable[list[list[Any]]]) -> Iterator[bytes]:
    """A row a line, so that it can be read as it comes."""
    before = "["
    for rows in found:
        for row in rows:
            told = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            yield f"{before}{told}".encode()
            before = ",\n"
    yield b"[]" if before == "[" else b"]\n"


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    with closing(io.StringIO(newline="")) as out:
        csv.writer(out).writerows(rows)
        return out.getvalue().encode("utf-8")

"""``python -m bench corpus``: the file, made by some workers and the one writer."""

import argparse
import gc
import multiprocessing
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from bench import BULK, REAL
from billtrail.bills.models import Bill, Document, Summary
from billtrail.commands import say
from billtrail.importing import import_paths
from billtrail.scrapers import load_sources
from billtrail.store import Writer, connect_reader, open_reader
from billtrail.store.bill_rows import FirstSave, build_first_saves, read_records
from billtrail.store.search_index import row_id
from billtrail.workspace import Workspace, prepare

from .made import Words, make_bill
from .plan import Parent, Planned, Sitting, plan, repeats, sittings
from .repeated import repeat

#: What the parents are read from.
ARCHIVES = (
    BULK / "BILLSTATUS-116.tar.zst",
    BULK / "BILLSTATUS-117-sample-2000.zip",
    BULK / "BILLSTATUS-119-derived-2026-06-01.tar.zst",
    REAL / "california" / "pubinfo" / "dump_2025-03",
)
#: Bills that a worker makes at a time, and that are written in one transaction.
_PIECE = 400
#: Bills that are repeated in one transaction.
_REPEATED = 5000
#: Pieces that wait for each worker.
_AHEAD = 3


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench corpus")
    parser.add_argument("bills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", dest="folder", type=Path, required=True)
    parser.add_argument("--parents", type=Path)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--drawn", type=int, help="so many are made, the rest repeat them")
    asked = parser.parse_args(arguments)
    started = time.perf_counter()
    parents = asked.parents or asked.folder / "parents"
    fill_parents(parents)
    drawn = min(asked.bills, asked.drawn or asked.bills)
    database = Workspace.at(parents).database
    build(asked.folder, drawn, asked.seed, database, asked.workers, asked.bills - drawn)
    size = Workspace.at(asked.folder).database.stat().st_size
    print(f"{asked.bills:,} bills, {size / 1e9:.2f} GB, {size / asked.bills / 1000:.1f} KB a bill, "
          f"in {time.perf_counter() - started:,.0f} s")  # fmt: skip


def fill_parents(folder: Path) -> None:
    """A workspace with the real bills, made where it is not there yet."""
    workspace = Workspace.at(folder)
    if workspace.database.is_file():
        return
    prepare(workspace, say)
    with workspace.writer("bench") as writer:
        import_paths(writer, list(ARCHIVES), load_sources())


def build(
    folder: Path, bills: int, seed: int, parents: Path, workers: int = 1, repeated: int = 0
) -> Path:
    """A workspace of so many bills, the shipped ones among them, and so many that are some of them
    again; gives its database."""
    workspace = Workspace.at(folder)
    prepare(workspace, say)
    with workspace.writer("bench") as writer, open_reader(parents) as reader:
        taken = [row[0] for row in writer.connection.execute("SELECT key FROM bills")]
        planned = plan(reader, taken, bills - len(taken), seed, writer.today)
        for piece in _made(planned, Making(parents, writer.today, writer.now), workers):
            _write(writer, piece)
        _repeat(writer, repeated)
        writer.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return workspace.database


@dataclass(frozen=True, slots=True)
class Making:
    """What workers make bills with."""

    parents: Path
    today: date
    now: str


Piece = list[tuple[FirstSave, str]]


def _made(planned: Iterator[Planned], making: Making, workers: int) -> Iterator[Piece]:
    """The first saves, each with its source, in their order."""
    pieces = iter(lambda: list(islice(planned, _PIECE)), [])
    if workers < 2:
        yield from (make(piece, making) for piece in pieces)
        return
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, context) as pool:
        waiting: list[Future[Piece]] = []
        for piece in pieces:
            waiting.append(pool.submit(make, piece, making))
            if len(waiting) > workers * _AHEAD:
                yield waiting.pop(0).result()
        for one in waiting:
            yield one.result()


def make(piece: Sequence[Planned], making: Making) -> Piece:
    """The first saves of some bills; a worker's part."""
    gc.disable()  # records hold no cycles
    reader = _reader(making.parents)
    told = [
        (make_bill(one.key, _body(reader, one.body), _words(reader, one.words.key),
                   one.place, making.today), one.body.source)
        for one in piece
    ]  # fmt: skip
    saves = build_first_saves(told, making.today, making.now)
    return [(first, source) for first, (_, source) in zip(saves, told, strict=True)]


#: A process's connection to the parents.
_reader = cache(connect_reader)


@lru_cache(maxsize=2048)
def _body(reader: sqlite3.Connection, parent: Parent) -> Bill:
    [row] = read_records(reader, "bill = ? AND source = ?", parent)
    return row.told()


def _words(reader: sqlite3.Connection, key: str) -> Words:
    titles = reader.execute("SELECT title FROM titles WHERE bill = ? ORDER BY position", (key,))
    texts = reader.execute(
        "SELECT note, date, text FROM summaries WHERE bill = ? ORDER BY position", (key,)
    )
    own = reader.execute("SELECT title, short_title FROM bills WHERE key = ?", (key,)).fetchone()
    return Words(*own, tuple(row[0] for row in titles), tuple(Summary(*row) for row in texts))


def _write(writer: Writer, piece: Piece) -> None:
    with writer.transaction():
        for first, source in piece:
            _, _, day, digest, *_ = first.record
            document = Document(source, "made", f"made/{first.key}", {}, writer.now, day, digest)
            writer.save_first(first, writer.documents.save(document, 0, 0, None, None))


def _repeat(writer: Writer, count: int) -> None:
    held: dict[Sitting, list[str]] = {}
    places = {(one.jurisdiction, one.session): one for one in sittings(writer.today)}
    for place, session, key in writer.connection.execute(
        "SELECT jurisdiction, session, key FROM bills ORDER BY jurisdiction, session"
    ):
        if (place, session) in places:
            held.setdefault(places[place, session], []).append(key)
    pairs = islice(repeats(held), count)
    writer.connection.create_function("row_of", 1, row_id)
    while piece := list(islice(pairs, _REPEATED)):
        repeat(writer.connection, piece)
        count -= len(piece)
    if count:
        raise SystemExit(f"{count:,} bills are missing: draw more, there is nothing to repeat.")

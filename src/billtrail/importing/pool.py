"""Documents prepared in batches, in order: at hand while they are few, else by several processes.

What was read before is told apart first and sent nowhere. Batches come back in the order they were
found in, so that the rows are the same whichever process prepared them, and few are on the way at
a time, so that memory does not grow with an archive.
"""

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import groupby, islice
from typing import Any

from billtrail.files import end_with_parent, give_back_memory
from billtrail.store import NOTHING

from .prepared import (
    Prepared,
    ReadDocument,
    Task,
    Unit,
    prepare_documents,
    prepare_units,
    told_apart,
)

#: Documents per batch, written in one transaction, and their bytes: a batch ends with the piece
#: that reaches either. A crash loses at most a batch, and never half a bill.
BATCH, BATCH_BYTES = 1000, 6_000_000
#: No process is started for so few documents.
FEW = 200
#: Documents that a worker prepares at a time: few, so that the first are written soon and the
#: workers end together.
PIECE = 50

#: New objects between two searches for cycles: more than the batches on the way hold.
OBJECTS = 1_000_000


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Records hold no cycles; searching them all the same takes a tenth of an import."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Pool:
    """Prepares batches in order. Processes of its own are started for more than one batch."""

    def __init__(self, stack: ExitStack, workers: int, executor: Executor | None = None) -> None:
        several = workers > 1 or executor is not None
        self._stack = stack
        self._workers = workers
        self._executor = executor if several else _AtHand()
        self._ahead = 3 * workers if several else 0
        # Where SQLite's pages lie beside the trees, giving holes back costs more than it saves.
        self._prepare = _prepare if several else prepare_units

    def prepared(
        self, found: Iterator[Unit | ReadDocument], task: Task
    ) -> Iterator[list[Prepared]]:
        """The batches of what was found, prepared."""
        for kind, same in groupby(found, type):
            prepared = _joined if kind is ReadDocument else self._units
            yield from _batches(prepared(same, task))

    def _units(self, found: Iterable[Any], task: Task) -> Iterator[list[Prepared]]:
        ahead: deque[Future[list[Prepared]]] = deque()
        waiting: list[Unit] = []
        unread = replace(task, known=NOTHING)
        for piece in _pieces(found):
            known, rest = told_apart(piece, task)
            if known:
                yield known
            waiting += rest
            if self._executor is None and len(waiting) <= FEW:
                continue
            while waiting:
                ahead.append(self._start().submit(self._prepare, waiting[:PIECE], unread))
                waiting = waiting[PIECE:]
            while len(ahead) > self._ahead:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
        if waiting:
            yield prepare_units(waiting, unread)

    def _start(self) -> Executor:
        if self._executor is None:
            from concurrent.futures import ProcessPoolExecutor

            give_back_memory()  # which each of them would have too
            processes = ProcessPoolExecutor(self._workers, initializer=_begin)
            self._executor = self._stack.enter_context(processes)
        return self._executor


def _begin() -> None:
    """What a worker does first."""
    gc.set_threshold(OBJECTS)
    end_with_parent()


def _prepare(units: list[Unit], task: Task) -> list[Prepared]:
    """What a worker does with a piece. Trees of files leave holes in its memory."""
    prepared = prepare_units(units, task)
    give_back_memory()
    return prepared


class _AtHand(Executor):
    """Does the work at once, where it is asked for."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def _joined(found: Iterable[Any], task: Task) -> Iterator[list[Prepared]]:
    for piece in _pieces(found):
        yield prepare_documents(piece, task)


def _pieces(found: Iterable[Any]) -> Iterator[list[Any]]:
    listed = iter(found)
    while piece := list(islice(listed, PIECE)):
        yield piece


def _batches(pieces: Iterable[list[Prepared]]) -> Iterator[list[Prepared]]:
    batch: list[Prepared] = []
    size = 0
    for piece in pieces:
        batch += piece
        size += sum([prepared.size for prepared in piece])
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

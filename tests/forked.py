"""Processes that are forked from one which has read the libraries, and not started one by one.

Every update starts a crawler, every sheet of counts that is looked at a reader, and to start them
takes longer than what most tests have them do. What is tested in processes of its own starts them
as they ship.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest
import time_machine
from clock.sitecustomize import SHIFT

from billtrail.files import apart
from billtrail.scrapers.crawling import crawl

_CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
#: What the process has read that the others are forked from: those of ``bench.faults.kills`` too.
_READ = (
    "billtrail.cli", "billtrail.importing.importer", "billtrail.updates.update", "forked_parts",
    "billtrail.scrapers.crawling.crawl",
)  # fmt: skip


def fork_all() -> None:
    """From now on in this process; the tests must not have forked any yet."""
    if _CAN_FORK:
        multiprocessing.get_context("forkserver").set_forkserver_preload(list(_READ))
        apart.multiprocessing = SimpleNamespace(get_context=lambda _: _Context())
        crawl.subprocess = SimpleNamespace(Popen=_Crawler, PIPE=crawl.subprocess.PIPE)


@cache
def forks() -> Any:
    """The server that forks. Whoever forks by himself asks for it first: it looks for what it reads
    where Python looks, not where we do, and goes without what it does not find."""
    with pytest.MonkeyPatch.context() as change:
        change.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        forkserver.ensure_running()
    return multiprocessing.get_context("forkserver")


class _Context:
    """What ``in_own_process`` asks of a context of ``multiprocessing``."""

    def Pipe(self, duplex: bool) -> Any:
        return forks().Pipe(duplex)

    def Process(self, *, target: Any, args: Any, daemon: bool) -> Any:
        given = (dict(os.environ), target, args)
        return forks().Process(target=_work, args=given, daemon=daemon)


def _work(env: dict[str, str], target: Any, args: Any) -> None:
    _take_over(env)
    target(*args)


def _take_over(env: dict[str, str]) -> None:
    """The environment, and the clock, of the process that asks."""
    moved = env[SHIFT] != os.environ[SHIFT]
    os.environ.clear()
    os.environ.update(env)
    if moved:
        now = time_machine.escape_hatch.time.time()
        time_machine.travel(now + float(env[SHIFT]), tick=True).start()


class _Crawler:
    """What a ``Fetcher`` asks of ``subprocess.Popen``."""

    def __init__(self, command: Any, *, env: Mapping[str, str], stdin: int, stdout: int) -> None:
        server = forks()
        orders, self._orders = server.Pipe(duplex=False)
        self._outcomes, outcomes = server.Pipe(duplex=False)
        self._process = server.Process(
            target=_crawl, args=(orders, outcomes, dict(env)), daemon=True
        )
        self._process.start()
        orders.close()
        outcomes.close()
        self.stdin = os.fdopen(self._orders.fileno(), "wb", closefd=False)
        self.stdout = os.fdopen(self._outcomes.fileno(), "rb", closefd=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._outcomes.close()
        try:
            self.stdin.close()
        finally:
            self._orders.close()
            self.wait()

    def terminate(self) -> None:
        self._process.terminate()

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode


def _crawl(orders: Connection, outcomes: Connection, env: dict[str, str]) -> None:
    """The process, as its command line would have started it."""
    _take_over(env)
    os.dup2(orders.fileno(), 0)
    os.dup2(outcomes.fileno(), 1)
    orders.close()
    outcomes.close()
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.argv = ["crawl"]
    crawl.main()

"""Fifty readers of a public site, each of whom waits a second after an answer, while the file that
is served is replaced every two seconds.

    python -m bench load [--seconds 60]

Bars, on two idle cores: no errors, 95 % of our own pages within 1.2 seconds, memory under 300 MB
and flat. Memory counts the server and the processes it starts.
"""

import argparse
import asyncio
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx

from billtrail.commands import say
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace, prepare

from .processes import memory, serving, worked

READERS = 50
PAUSE, SWAP = 1.0, 2.0
#: Kind: how many of a hundred requests, and what is asked.
KINDS: dict[str, tuple[int, tuple[str, ...]]] = {
    "our pages": (60, ("/", "/bill/us-119-hr4323", "/bill/us-119-hr1379", "/campaign/tsra",
                       "/campaign/ca-vacatur", "/changes", "/-/search?q=trafficking", "/about",
                       "/data", "/bill/ca-20252026-ab379")),
    "JSON, CSV, tables": (15, ("/bill/us-119-hr4323.json", "/campaign/tsra.json",
                               "/billtrail/bills", "/billtrail/actions.json?_size=100",
                               "/latest/bills_today.csv", "/latest/actions.csv", "/changes.atom",
                               "/billtrail/sponsorships.csv?_stream=on")),
    "ready questions": (10, ("/billtrail/where-bills-stand?campaign=",
                             "/billtrail/where-bills-stand.json?campaign=tsra")),
    "briefs": (10, ("/-/brief/tsra.pdf", "/-/brief/tsra.html", "/-/brief/ca-vacatur.docx",
                    "/-/brief/us-119-hr4323.json")),
    "own SQL": (4, tuple(f"/billtrail.json?sql={quote(sql)}" for sql in (
        "select stage, count(*) from bills group by stage",
        "select b.key, count(*) from bills b join actions a on a.bill = b.key group by b.key"))),
    "whole file": (1, ("/latest/billtrail.db",)),
}  # fmt: skip


@dataclass
class Seen:
    """Seconds by kind, what was wrong, and megabytes of memory every second."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    wrong: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] = ()) -> None:
    options = argparse.ArgumentParser(prog="bench load")
    options.add_argument("--seconds", type=float, default=60)
    seconds = options.parse_args(arguments).seconds
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        workspace = Workspace.at(folder / "workspace")
        prepare(workspace, say)
        published = publish(workspace.database, folder / "public", Edition.PUBLIC).database
        shutil.copy(published, folder / "next")
        with serving(published) as (address, pid):
            seen = Seen()
            before = worked(pid)
            asyncio.run(crowd(address, pid, published, folder / "next", seconds, seen))
            told(seen, seconds, worked(pid) - before)


async def crowd(
    address: str, pid: int, published: Path, following: Path, seconds: float, seen: Seen
) -> None:
    limits = httpx.Limits(max_connections=READERS + 10)
    async with httpx.AsyncClient(
        base_url=address, timeout=60, limits=limits, follow_redirects=True
    ) as client:
        end = time.perf_counter() + seconds
        await asyncio.gather(
            _swap(published, following, end),
            _watch(pid, end, seen),
            *(_read(client, random.Random(number), end, seen) for number in range(READERS)),
        )


async def _read(client: httpx.AsyncClient, random: random.Random, end: float, seen: Seen) -> None:
    await asyncio.sleep(random.random() * PAUSE)
    kinds, shares = list(KINDS), [share for share, _ in KINDS.values()]
    while time.perf_counter() < end:
        kind = random.choices(kinds, shares)[0]
        path = random.choice(KINDS[kind][1])
        start = time.perf_counter()
        try:
            status = str((await client.get(path)).status_code)
        except httpx.HTTPError as error:
            status = type(error).__name__
        seen.seconds[kind].append(time.perf_counter() - start)
        if status != "200":
            seen.wrong[f"{path} {status}"] += 1
        await asyncio.sleep(PAUSE)


async def _swap(published: Path, following: Path, end: float) -> None:
    """A copy takes the place of the file, as ``publish`` does it."""
    new = published.with_name("new")
    while time.perf_counter() < end:
        await asyncio.sleep(SWAP)
        await asyncio.to_thread(shutil.copy, following, new)
        os.replace(new, published)


async def _watch(pid: int, end: float, seen: Seen) -> None:
    while time.perf_counter() < end:
        seen.memory.append(memory(pid))
        await asyncio.sleep(1)


def told(seen: Seen, seconds: float, own: float) -> None:
    print(f"{'kind':<20} {'asked':>6} {'median ms':>10} {'p95 ms':>8} {'worst ms':>9}")
    for kind, taken in seen.seconds.items():
        if found := sorted(1000 * one for one in taken):
            p95 = found[min(len(found) - 1, int(len(found) * 0.95))]
            print(f"{kind:<20} {len(found):>6} {found[len(found) // 2]:10.0f} {p95:8.0f} "
                  f"{found[-1]:9.0f}")  # fmt: skip
    third = max(1, len(seen.memory) // 3)
    first, last = max(seen.memory[:third]), max(seen.memory[-third:])
    print(f"errors {sum(seen.wrong.values())} {dict(seen.wrong)}")
    print(
        f"memory: highest {max(seen.memory):.0f} MB; of the first third {first:.0f}, of the last "
        f"{last:.0f}; the server worked {own / seconds:.0%} of one core"
    )

"""Every page over many bills: one process, one request at a time, warm.

    python -m bench pages [--bills 40000 1000000] [--keep FOLDER] [--only NAME...]

Each number of bills is a corpus (``bench.corpus``) of its own, made where FOLDER has none yet;
40,000 where none is asked for. Told are milliseconds of the processor, which a busy machine moves
less than those by the clock: the median, the 99th of a hundred, the median by the clock, and how
many times the first corpus's median the last one's is. "Read anew" is the first request after a
followed bill was checked once more.
"""

import argparse
import asyncio
import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from bench.corpus.build import build, fill_parents
from billtrail.legislatures.calendar.sessions import utc_now
from billtrail.store import open_reader
from billtrail.workspace import Workspace

QUERIES = Path(__file__).parents[1] / "queries.txt"
TIMES = 20
#: Times that each of the queries is asked.
ASKED = 3
#: Stands for the bill with most sponsors.
LONGEST = "longest"
#: Datasette as it comes, in a process of its own: its name for a test keeps installed plugins out.
STOCK = """
import asyncio, json, sys, time
sys._called_from_test = True
from datasette.app import Datasette
site, path, times = Datasette([sys.argv[1]]), sys.argv[2], int(sys.argv[3])
async def once():
    start, worked = time.perf_counter(), time.process_time()
    assert (await site.client.get(path)).status_code == 200
    return (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000
async def every():
    return [await once() for _ in range(times + 1)][1:]
print(json.dumps(asyncio.run(every())))
"""
#: Its pages that are measured beside ours, fewer times: they take long.
STOCK_PAGES = {"stock table": "/billtrail/bills"}
STOCK_TIMES = 5
PAGES = {
    "home, read anew": "/",
    "home": "/",
    "bill": "/bill/us-119-hr4323",
    "bill, longest": LONGEST,
    "bill, California": "/bill/ca-20252026-ab379",
    "bill as JSON": "/bill/us-119-hr4323.json",
    "campaign": "/campaign/tsra",
    "changes": "/changes",
    "law": "/law",
    "session": "/session/us-119",
    "search, number": "/-/search?q=HR+1",
    "search, words": "/-/search?q=foster+youth",
    "no such bill": "/bill/us-116-hr99999",
    "keys, 20 numbers": "/data/keys?list="
    + "%0A".join(f"Virginia+HB+{n}+(2026)" for n in range(1, 21)),
    "keys, 20 not here": "/data/keys?list=" + "%0A".join(f"HR+{n}+(116th)" for n in range(1, 21)),
    "desk": "/-/desk",
    "desk, follow": "/-/desk/follow",
    "desk, a bill not here": "/-/desk/follow?bill=HR+99998+(119th)",
    "desk, a bill": "/-/desk/follow?bill=HR+1+(116th)",
    "desk, words": "/-/desk/follow?bill=human+trafficking",
    "desk, suggestions": "/-/desk/suggestions",
    "desk, positions": "/-/desk/positions",
    "data": "/data",
    "about": "/about",
    "feed": "/changes.atom",
    "calendar": "/dates.ics",
    "table": "/billtrail/bills",
    "table, facet": "/billtrail/bills?_facet=stage",
    "row": "/billtrail/bills/us-119-hr1",
    "query": "/billtrail/where-bills-stand?campaign=",
    "desk, history": "/-/desk/history",
    "desk, a position": "/-/desk/positions?bill=us-119-hr4817",
    "desk, printed pages": "/-/desk/printed",
    "desk, reports": "/-/desk/reports",
    "desk, contact": "/-/desk/contact",
    "desk, owners": "/-/desk/owners",
    "desk, a deadline": "/-/desk/deadlines?ask=tsra/implement",
    "desk, call sheet": "/-/desk/week",
    "desk, a page": "/-/desk/page",
    "desk, a pack": "/-/desk/pack",
    "desk, campaigns": "/-/desk/campaigns",
    "desk, a campaign": "/-/desk/campaigns?campaign=tsra",
    "desk, a sentence": "/-/desk/texts?campaign=tsra&key=problem",
    "desk, counts": "/-/desk/figures",
    "desk, survivors": "/-/desk/survivors?page=tsra/es",
    "desk, signers": "/-/desk/signers?bill=us-119-hr4817",
    "desk, appropriations": "/-/desk/appropriations",
    "desk, report of a session": "/-/desk/session",
    "check a brief": "/check",
    "search, common word": "/-/search?q=act",
    "search, common words": "/-/search?q=the+of+and",
}


class Taken(NamedTuple):
    """Milliseconds of a request: on the clock, and of this process."""

    wall: float
    cpu: float


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench pages")
    parser.add_argument("--bills", type=int, nargs="+", default=[40_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="+", default=[""], help="pages whose names begin so")
    asked = parser.parse_args(arguments)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as passing:
        files = [corpus(asked.keep or Path(passing), bills, asked.seed) for bills in asked.bills]
        every = (*PAGES, "search, 60 queries", *STOCK_PAGES)
        names = [name for name in every if name.startswith(tuple(asked.only))]
        asyncio.run(measure(dict(zip(asked.bills, files, strict=True)), names))


def corpus(folder: Path, bills: int, seed: int) -> Path:
    """The database with so many bills, made where it is not there yet."""
    database = Workspace.at(folder / str(bills)).database
    if not database.is_file():
        fill_parents(folder / "parents")
        parents = Workspace.at(folder / "parents").database
        build(folder / str(bills), bills, seed, parents, workers=2)
    return database


async def measure(files: dict[int, Path], names: Sequence[str]) -> None:
    from billtrail.datasette_plugins.server.application import make_datasette

    sites = {bills: make_datasette(file) for bills, file in files.items()}
    print(f"{'':<24}" + "".join(f"{bills:>24,} bills" for bills in files))
    print(f"{'milliseconds of CPU':<24}" + f"{'median':>10}{'p99':>8}{'clock':>12}" * len(files)
          + f"{'ratio':>8}")  # fmt: skip
    for name in names:
        taken = [[one async for one in _page(site, files[bills], name)]
                 for bills, site in sites.items()]  # fmt: skip
        print(f"{name:<24}" + "".join(map(_told, taken)) + _ratio(taken), flush=True)


async def _page(datasette: Any, file: Path, name: str) -> Any:
    """What each request for a page took, after a first one."""
    if name in STOCK_PAGES:
        command = [sys.executable, "-c", STOCK, str(file), STOCK_PAGES[name], str(STOCK_TIMES)]
        for taken in json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout):
            yield Taken(*taken)
        return
    for path in _paths(file, name):
        await _once(datasette, path)
    for _ in range(TIMES if name in PAGES else ASKED):
        for path in _paths(file, name):
            if name.endswith("anew"):
                _change(file)
            yield await _once(datasette, path)


def _paths(file: Path, name: str) -> list[str]:
    if name in PAGES:
        return [_longest(file) if PAGES[name] == LONGEST else PAGES[name]]
    return [f"/-/search?q={quote_plus(query)}" for query in QUERIES.read_text().splitlines()]


def _longest(file: Path) -> str:
    """The page of the bill of the newest Congress that has most cosponsors."""
    with open_reader(file) as reader:
        key = reader.execute("SELECT key FROM bills WHERE jurisdiction = 'us' AND session = '119' "
                             "ORDER BY cosponsor_count DESC LIMIT 1").fetchone()[0]  # fmt: skip
    return f"/bill/{key}"


def _change(file: Path) -> None:
    """A followed bill is confirmed by its source."""
    with Workspace.at(file.parent).writer("bench") as writer:
        bill, source = writer.connection.execute(
            "SELECT key, source FROM bills WHERE key IN (SELECT bill FROM campaign_bills) "
            "AND alive = 1 LIMIT 1"
        ).fetchone()
        writer.confirm(source, bill, utc_now())


async def _once(datasette: Any, path: str) -> Taken:
    start, worked = time.perf_counter(), time.process_time()
    response = await datasette.client.get(path)
    assert response.status_code in (200, 302, 404), (path, response.status_code)
    wall, cpu = time.perf_counter() - start, time.process_time() - worked
    return Taken(wall * 1000, cpu * 1000)


def _told(taken: Sequence[Taken]) -> str:
    cpu = sorted(one.cpu for one in taken)
    wall = statistics.median(one.wall for one in taken)
    return f"{statistics.median(cpu):10.1f}{cpu[int(len(cpu) * 0.99)]:8.1f}{wall:12.1f}"


def _ratio(taken: Sequence[Sequence[Taken]]) -> str:
    first, last = (statistics.median(one.cpu for one in each) for each in (taken[0], taken[-1]))
    return f"{last / first:8.2f}" if len(taken) > 1 else ""

"""Every page at 40,000 bills: median milliseconds, one process, one request at a time.

The file holds the archives of the 115th to 117th Congress and California's dump of March 2025 as
they are, and then bills of the 116th again under the numbers of the 112th, up to 40,000: their
pages are as long as the real ones, and they have ended for good, so that no save settles them
anew. It takes minutes to make, so a folder in BENCH_PAGES keeps it.
"""

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from bench import BULK, REAL
from billtrail.commands import say
from billtrail.importing.importer import import_paths
from billtrail.scrapers.registry import load_sources
from billtrail.workspace.workspace import Workspace, prepare

BILLS = 40_000
ARCHIVES = (
    BULK / "BILLSTATUS-116.tar.zst",
    BULK / "BILLSTATUS-115-partial.tar.zst",
    BULK / "BILLSTATUS-117-sample-2000.zip",
    REAL / "california" / "pubinfo" / "dump_2025-03",
)
TIMES = 15
PAGES = {
    "home, read anew": "/",
    "home": "/",
    "bill": "/bill/us-119-hr4323",
    "bill, longest": "/bill/us-116-hr1",
    "bill, California": "/bill/ca-20252026-ab379",
    "bill as JSON": "/bill/us-119-hr4323.json",
    "campaign": "/campaign/tsra",
    "changes": "/changes",
    "session": "/session/us-119",
    "search, number": "/-/search?q=HR+1",
    "search, words": "/-/search?q=human+trafficking",
    "no such bill": "/bill/us-116-hr99999",
    "keys, 20 numbers": "/data/keys?list=" + "%0A".join(f"HR+{n}+(116th)" for n in range(1, 21)),
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
    "row": "/billtrail/bills/us-116-hr1",
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


def main() -> None:
    with tempfile.TemporaryDirectory() as passing:
        database = build(Path(os.environ.get("BENCH_PAGES", passing)))
        asyncio.run(measure(database))


def build(folder: Path) -> Path:
    """The file, made where it is not there yet."""
    workspace = Workspace.at(folder)
    prepare(workspace, say)
    with workspace.writer("bench") as writer:
        held = writer.connection.execute("SELECT count(*) FROM bills").fetchone()[0]
        if held < BILLS:
            import_paths(writer, list(ARCHIVES), load_sources(), workers=2)
            repeat(writer.connection)
    return workspace.database


def repeat(connection: Connection) -> None:
    """Bills of the 116th Congress again as the 112th's, with all their parts, up to ``BILLS``."""
    held = connection.execute("SELECT count(*) FROM bills").fetchone()[0]
    connection.execute(
        "CREATE TEMP TABLE again AS SELECT key FROM bills WHERE key LIKE 'us-116-%' "
        "AND replace(key, '-116-', '-112-') NOT IN (SELECT key FROM bills) LIMIT ?",
        (max(0, BILLS - held),),
    )
    connection.execute("BEGIN")
    for table in _tables(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        name = "key" if table in ("bills", "bill_search") else "bill"
        values = ", ".join(_again(column, name) for column in columns if column != "id")
        into = ", ".join(column for column in columns if column != "id")
        connection.execute(
            f"INSERT OR IGNORE INTO {table} ({into}) SELECT {values} FROM {table} "
            f"WHERE {name} IN (SELECT key FROM again)"
        )
    connection.execute(
        "UPDATE bills SET final = 1 WHERE key IN (SELECT replace(key, '-116-', '-112-') FROM again)"
    )
    connection.execute("COMMIT")


def _again(column: str, name: str) -> str:
    if column == name:
        return f"replace({column}, '-116-', '-112-')"
    return "'112'" if column == "session" else column


def _tables(connection: Connection) -> list[str]:
    """Tables of one row or more a bill, the bills themselves first."""
    found = connection.execute(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'bill' "
        "WHERE m.type = 'table' AND m.name NOT IN ('hearings', 'disagreements')"
    )
    return ["bills", "bill_search", *(row[0] for row in found)]


async def measure(database: Path) -> None:
    from billtrail.datasette_plugins.server import site
    from billtrail.datasette_plugins.server.application import make_datasette

    datasette = make_datasette(database)
    print(f"{'page':<20} {'KB':>6} {'median ms':>10} {'worst ms':>9} {'CPU ms':>7}")
    for name, path in PAGES.items():
        taken = []
        for _ in range(TIMES + 1):
            if name.endswith("anew"):
                site._MEMORIES.clear()
            taken.append(await _once(datasette, path))
        sizes, wall, cpu = zip(*taken[1:], strict=True)
        print(
            f"{name:<20} {sizes[0] / 1000:6.1f} {statistics.median(wall):10.1f} "
            f"{max(wall):9.1f} {statistics.median(cpu):7.1f}"
        )


async def _once(datasette: Any, path: str) -> tuple[int, float, float]:
    """Bytes, milliseconds on the clock, milliseconds of this process."""
    start, worked = time.perf_counter(), time.process_time()
    response = await datasette.client.get(path)
    assert response.status_code in (200, 302, 404), (path, response.status_code)
    wall, cpu = time.perf_counter() - start, time.process_time() - worked
    return len(response.content), wall * 1000, cpu * 1000

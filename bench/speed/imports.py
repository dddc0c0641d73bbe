"""Parsing and importing whole archives, against lxml's parse of the same bytes.

Each row runs in a process of its own, so that its peak memory is its own. Parse rows are CPU
seconds, the best of three, done turn by turn with lxml's; import rows are wall-clock seconds, the
program being loaded. Memory is the peak of the process that writes and of the largest worker.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import BULK

ARCHIVES = ("BILLSTATUS-117-sample-2000.zip", "BILLSTATUS-116.tar.zst")
#: Tables an import of known documents must not write to.
QUIET = ("bills", "actions", "sponsorships", "versions", "votes", "hearings", "bill_changes")


def main() -> None:
    print(f"{'archive':<32} {'measure':<28} {'seconds':>8} {'ratio':>7} {'MB':>6}")
    for name in ARCHIVES:
        parsed = _run("parse", name)
        base = parsed["lxml"]
        _row(name, "lxml parse only (CPU)", base, 1.0)
        _row(name, "to records (CPU)", parsed["records"], parsed["records"] / base)
        for workers in (1, os.cpu_count() or 1):
            with tempfile.TemporaryDirectory() as folder:
                first = _run("import", name, folder, str(workers))
                again = _run("import", name, folder, str(workers))
            label = f"import, {workers} worker{'s' * (workers > 1)}"
            _row(name, label, first["wall"], first["wall"] / base, first["memory"])
            _row(name, "the same again", again["wall"], again["wall"] / first["wall"])
            note = f"{first['bills']:,} bills, {first['cpu']:.1f} s CPU in all processes"
            note += f", a worker {first['worker']:.0f} MB" if workers > 1 else ""
            print(f"{'':<32} {note}; again: {again['written']} rows of {len(QUIET)} tables")


def _row(name: str, measure: str, seconds: float, ratio: float, memory: float = 0) -> None:
    shown = f"{memory:6.0f}" if memory else ""
    print(f"{name:<32} {measure:<28} {seconds:8.2f} {ratio:7.2f} {shown}")


def _run(*arguments: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.speed.imports", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# -- what the processes do -----------------------------------------------------------------------


def _bodies(name: str) -> Iterator[bytes]:
    from billtrail.importing.archive import ArchiveMember, members

    for member in members(BULK / name):
        if isinstance(member, ArchiveMember):
            yield member.read()


def measure_parse(name: str) -> dict[str, float]:
    """lxml's parse and ours of the same documents, turn by turn, the best of three each."""
    from lxml import etree

    from billtrail.importing.pool import OBJECTS
    from billtrail.importing.prepared import document_of
    from billtrail.scrapers.registry import load_sources

    source = load_sources()["us_govinfo"]
    bodies = list(_bodies(name))
    documents = [document_of(source, "billstatus", "x", "x", body, "") for body in bodies]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    best: dict[str, float] = {}
    gc.set_threshold(OBJECTS)  # as an import does, for both
    rounds: dict[str, Callable[[], object]] = {
        "lxml": lambda: [etree.fromstring(body, parser) for body in bodies] and None,
        "records": lambda: [list(source.parse(d, None)) for d in documents] and None,
    }
    for _ in range(3):
        for label, work in rounds.items():
            start = time.process_time()
            work()
            best[label] = min(best.get(label, 1e9), time.process_time() - start)
    return best


def measure_import(name: str, folder: str, workers: str) -> dict[str, float]:
    """One whole import into a database in ``folder``: history and search index included."""
    from billtrail.importing.importer import import_paths
    from billtrail.scrapers.registry import load_sources, ranks
    from billtrail.store.writer import open_writer

    sources, ranking = load_sources(), ranks()
    start, cpu = time.perf_counter(), _cpu()
    with open_writer(Path(folder) / "billtrail.db", "bench", ranking) as writer:
        before = _written(writer.connection)
        report = import_paths(writer, [BULK / name], sources, workers=int(workers))
        written = _written(writer.connection) - before
    return {
        "wall": time.perf_counter() - start,
        "cpu": _cpu() - cpu,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
        "bills": report.bills + report.counts["known"],
        "written": written,
    }


def _written(connection: Any) -> int:
    """Rows of the quiet tables; nothing is ever updated in place without a change row."""
    return sum(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in QUIET)


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    measure = {"parse": measure_parse, "import": measure_import}[sys.argv[1]]
    print(json.dumps(measure(*sys.argv[2:])))

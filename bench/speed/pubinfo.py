"""Importing PUBINFO: against Python's csv module over the same tables, and a zip of full size.

The first part is CPU seconds of one process (best of three, start-up apart) over the real tables of
2025-03-07. The second is a zip of some 1.2 GB MADE BY REPETITION: the four real bills of mid-2026
with all their prints and analyses, again and again under new numbers; rows are packed, long texts
stored, as most of them (.docx) do not shrink. It shows that memory does not grow with the archive.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from bench import REAL

DUMP = REAL / "california" / "pubinfo" / "dump_2025-03"
BILLS = REAL / "california" / "pubinfo" / "session_2025-26_four_bills"
#: The four bills of the sample, and the size of the zip made of them, in bytes.
NUMBERS = (275, 831, 1656, 2052)
SIZE = 1_200_000_000


def main() -> None:
    small = _run("small")
    base = small["csv"]
    print(f"csv module over the dump of 2025-03-07, {small['rows']:,} rows: {base:.3f} s CPU")
    print(f"import: {small['first']:.2f} s CPU, {small['first'] / base:.1f} x; again: "
          f"{small['again']:.2f} s, {small['written']} rows of bills written")  # fmt: skip


def archive() -> None:
    large = _run("large")
    print(f"a zip of {large['size'] / 1e9:.2f} GB made by repetition, {large['bills']:,} bills: "
          f"{large['wall']:.0f} s, {large['cpu']:.0f} s CPU, {large['memory']:.0f} MB")  # fmt: skip
    print(f"the same again: {large['again']:.0f} s, {large['again_cpu']:.0f} s CPU, "
          f"{large['written']} rows of bills written")  # fmt: skip


def _run(what: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.speed.pubinfo", what]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure_small() -> dict[str, float]:
    """csv and import turn by turn, the best of three each."""
    best: dict[str, float] = {}
    rows = written = 0
    for _ in range(3):
        start = time.process_time()
        rows = _count_rows()
        _keep(best, "csv", time.process_time() - start)
        with tempfile.TemporaryDirectory() as folder:
            _keep(best, "first", _import(Path(folder), DUMP)["cpu"])
            again = _import(Path(folder), DUMP)
            _keep(best, "again", again["cpu"])
            written = int(again["written"])
    return {**best, "rows": rows, "written": written}


def _keep(best: dict[str, float], name: str, seconds: float) -> None:
    best[name] = min(best.get(name, 1e9), seconds)


def _count_rows() -> int:
    csv.field_size_limit(1 << 30)
    count = 0
    for path in sorted(DUMP.glob("*.dat")):
        with path.open(encoding="utf-8", newline="") as file:
            count += sum(1 for _ in csv.reader(file, delimiter="\t", quotechar="`",
                                               doublequote=False, escapechar="\\"))  # fmt: skip
    return count


def _import(folder: Path, path: Path) -> dict[str, float]:
    """One import in this process; programs and sessions are loaded before the clock starts."""
    from billtrail.importing.importer import import_paths
    from billtrail.scrapers.registry import load_sources, ranks
    from billtrail.store.writer import open_writer

    with open_writer(folder / "billtrail.db", "bench", ranks()) as writer:
        before = _written(writer.connection)
        start, cpu = time.perf_counter(), time.process_time()
        report = import_paths(writer, [path], load_sources(), workers=1)
        return {
            "cpu": time.process_time() - cpu,
            "wall": time.perf_counter() - start,
            "bills": report.bills + report.counts["known"],
            "written": _written(writer.connection) - before,
        }


def _written(connection: Any) -> int:
    tables = ("bills", "actions", "sponsorships", "versions", "votes", "hearings", "bill_changes")
    return sum(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)


def measure_large() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pubinfo_2025.zip"
        make = [sys.executable, "-m", "bench.speed.pubinfo", "make", str(path)]
        subprocess.run(make, check=True)
        first = _import(Path(folder), path)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        again = _import(Path(folder), path)
        return {**first, "size": path.stat().st_size, "memory": memory, "again": again["wall"],
                "again_cpu": again["cpu"], "written": again["written"]}  # fmt: skip


def make_archive(path: Path, size: int = SIZE) -> None:
    """A zip of ``size`` bytes: the four bills under ever new numbers, texts under new names."""
    tables = {p.name: p.read_bytes() for p in BILLS.glob("BILL_*.dat")}
    texts = {p.name: p.read_bytes() for p in BILLS.glob("BILL_*.lob")}
    rows: dict[str, list[bytes]] = {name: [] for name in tables}
    with zipfile.ZipFile(path, "w", allowZip64=True) as archive:
        copy = 0
        while path.stat().st_size < size:
            for name, data in texts.items():
                archive.writestr(name.replace(".lob", f"{copy:05}.lob"), data)
            for name, data in tables.items():
                rows[name].append(_renumbered(data, copy))
            archive.fp.flush()  # type: ignore[union-attr]
            copy += 1
        for name, parts in rows.items():
            archive.writestr(name, b"".join(parts), zipfile.ZIP_DEFLATED)


def _renumbered(data: bytes, copy: int) -> bytes:
    for place, number in enumerate(NUMBERS):
        new = 10_000 + copy * len(NUMBERS) + place
        for kind in (b"AB", b"SB"):
            data = data.replace(kind + b"%d`" % number, kind + b"%d`" % new)
            data = data.replace(b"20250" + kind + b"%d" % number, b"20250" + kind + b"%d" % new)
        data = data.replace(b"\t%d\t`" % number, b"\t%d\t`" % new)
    return data.replace(b".lob", b"%05d.lob" % copy)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make_archive(Path(sys.argv[2]))
    else:
        print(json.dumps({"small": measure_small, "large": measure_large}[sys.argv[1]]()))

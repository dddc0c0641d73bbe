"""Search in 40,000 prints: milliseconds a query (CPU, best of three), passages and all, over
``bench/queries.txt``.

The prints are made of 800 real ones, California's of 2015-16 (BillSum): a third of the paragraphs
each of three of them, drawn by a seed, so about 1,550 words a print as theirs have, and the same
share of prints for a word. Of the 60 queries 20 hold a word that over a tenth of the titles have,
10 are numbers and 10 are quoted.

    python -m bench texts [--prints 40000] [--folder FOLDER]    a folder is kept, and used again
"""

import argparse
import csv
import gzip
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import REAL
from billtrail.bills.models import VersionText
from billtrail.snapshot import find_in_texts, open_snapshot
from billtrail.store import open_writer, settle_texts

QUERIES = Path(__file__).resolve().parents[1] / "queries.txt"
_BILLSUM = REAL / "california" / "billsum"
_SEED = 20261130
_THIRDS = 3


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench texts")
    parser.add_argument("--prints", type=int, default=40_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as passing:
        database = (chosen.folder or Path(passing)) / "billtrail.db"
        if not database.is_file():
            start = time.process_time()
            fill(database, chosen.prints)
            print(f"{chosen.prints:,} prints kept and indexed: {time.process_time() - start:.0f} s "
                  f"CPU, {database.stat().st_size / 1e6:,.0f} MB")  # fmt: skip
        measure(database)


def fill(database: Path, count: int) -> None:
    """A database with so many prints, one a bill, and their index."""
    with open_writer(database, "bench", {}) as writer, writer.transaction():
        for n, text in enumerate(made_prints(count)):
            key = f"ca-20152016-ab{n + 1}"
            writer.prints.save(VersionText(key, "99", text), "bench")
            writer.connection.execute(
                "INSERT INTO versions (bill, row_key, note, date, code, urls, position, source) "
                "VALUES (?, '99', 'Introduced', ?, '99', '[]', 0, 'bench')",
                (key, f"2015-{n % 12 + 1:02}-{n % 28 + 1:02}"),
            )
        settle_texts(writer)


def made_prints(count: int) -> Iterator[str]:
    texts = [row["text"].splitlines() for row in billsum()]
    drawn = random.Random(_SEED)
    for _ in range(count):
        parts = enumerate(drawn.sample(texts, _THIRDS))
        yield "\n".join(
            line for at, lines in parts
            for line in lines[len(lines) * at // _THIRDS : len(lines) * (at + 1) // _THIRDS]
        )  # fmt: skip


def billsum() -> Iterator[dict[str, str]]:
    """The real prints with their titles."""
    csv.field_size_limit(2**31 - 1)
    for path in sorted(_BILLSUM.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def measure(database: Path) -> None:
    from datetime import date

    queries = QUERIES.read_text(encoding="utf-8").splitlines()
    times = {}
    with open_snapshot(database, date(2026, 11, 26)) as snapshot:
        for query in queries:
            taken = []
            for _ in range(3):
                start = time.process_time()
                found = find_in_texts(snapshot, query)
                taken.append((time.process_time() - start) * 1000)
            times[query] = min(taken), len(found)
    taken = [ms for ms, _ in times.values()]
    slowest = sorted(times, key=lambda query: -times[query][0])[:5]
    none = sum(not hits for _, hits in times.values())
    print(f"{len(queries)} queries: median {statistics.median(taken):.0f} ms, worst "
          f"{max(taken):.0f} ms; {none} find nothing")  # fmt: skip
    print("slowest: " + "; ".join(f"{query} {times[query][0]:.0f} ms" for query in slowest))


if __name__ == "__main__":
    main()

"""What the program says of every measure, against the lines of its record.

    python -m bench sentences [--only 119] [--database FILE] [--drawn 200 --seed 1] [--examples 10]

The archives are imported as an import does; then each measure's file is read again by
``bench.raw_record``, with patterns of its own, and each sentence, label with its day, next step and
actor of the measure's page, ``show`` and brief is held against it. What a check cannot judge is not
counted; words that no row of ``CLAIMS`` knows are counted as not judged and printed.
"""

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench import BULK
from bench.claims import contradictions, unknown_words
from bench.raw_record import RawBill, read_bill
from bench.said import Said, read_said
from billtrail.importing.archive import ArchiveMember, members
from billtrail.importing.importer import import_paths
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.snapshot import open_snapshot
from billtrail.store.writer import open_writer


class Archive(NamedTuple):
    """``on`` is the day its data speak for."""

    name: str
    on: date


ARCHIVES = {
    "116": Archive("BILLSTATUS-116.tar.zst", date(2020, 12, 30)),
    "117": Archive("BILLSTATUS-117-sample-2000.zip", date(2022, 12, 31)),
    "119": Archive("BILLSTATUS-119-derived-2026-06-01.tar.zst", date(2026, 6, 1)),
}
#: Snapshots remember what they read: a new one every so many measures keeps memory flat.
_BATCH = 1000


def main(arguments: list[str] | None = None) -> None:
    options = _parse(arguments)
    congresses = options.only or list(ARCHIVES)
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "billtrail.db"
        if not path.exists():
            _import(path, congresses)
        audit = Audit(options.examples)
        for congress in congresses:
            _audit(path, ARCHIVES[congress], audit)
            audit.count_up(congress)
    audit.show(congresses)
    if options.drawn:
        audit.show_drawn(options.drawn, options.seed)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench sentences")
    parser.add_argument("--only", action="append", choices=ARCHIVES)
    parser.add_argument("--database", type=Path, help="imported before, or kept after")
    parser.add_argument("--examples", type=int, default=10)
    parser.add_argument("--drawn", type=int, default=0, help="records to print for reading by eye")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _import(path: Path, congresses: list[str]) -> None:
    with open_writer(path, "bench", ranks()) as writer:
        for congress in congresses:
            import_paths(writer, [BULK / ARCHIVES[congress].name], load_sources(), workers=1)


class Audit:
    """Counts by kind of contradiction and Congress, with the first examples of each."""

    def __init__(self, examples: int) -> None:
        self.limit = examples
        self.measures: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()
        self.found: dict[str, Counter[str]] = defaultdict(Counter)
        self.examples: dict[str, list[str]] = defaultdict(list)
        self.unknown: Counter[str] = Counter()
        self.keys: list[tuple[RawBill, tuple[Said, ...]]] = []
        self._kept: Counter[str] = Counter()
        self._seen = 0

    def add(self, raw: RawBill, said: tuple[Said, ...]) -> None:
        self._seen += 1
        self._kept["sentences"] += len(said)
        self.unknown.update(unknown_words(said))
        by_kind: dict[str, list[Said]] = defaultdict(list)
        for kind, one in contradictions(raw, said):
            by_kind[kind].append(one)
        for kind, those in by_kind.items():
            self._kept[kind] += 1
            if len(self.examples[kind]) < self.limit:
                surfaces = "; ".join(map(str, those[:3]))
                self.examples[kind].append(f"{raw.key}  {surfaces}")

    def count_up(self, congress: str) -> None:
        self.measures[congress], self._seen = self._seen, 0
        self.sentences[congress] = self._kept.pop("sentences", 0)
        for kind, number in self._kept.items():
            self.found[kind][congress] = number
        self._kept.clear()

    def show(self, congresses: list[str]) -> None:
        """The table of measures by kind of contradiction, and examples."""
        print(f"| measures in contradiction, by kind | {' | '.join(congresses)} |")
        print(f"|---|{'---:|' * len(congresses)}")
        print(_row("measures", [self.measures[c] for c in congresses]))
        print(_row("sentences and labels", [self.sentences[c] for c in congresses]))
        for kind, counts in sorted(self.found.items(), key=lambda item: -item[1].total()):
            print(_row(kind, [counts[c] for c in congresses]))
        for kind, examples in sorted(self.examples.items()):
            print(f"\n{kind}")
            for example in examples:
                print(f"    {example}")
        print("\nnot judged:")
        for words, number in self.unknown.most_common(40):
            print(f"    {number:6}  {words}")

    def show_drawn(self, number: int, seed: int) -> None:
        """Records drawn at random, each with what is said of it and its last lines."""
        print(f"\n{number} records, seed {seed}")
        drawn = random.Random(seed).sample(self.keys, min(number, len(self.keys)))
        for raw, said in sorted(drawn, key=lambda pair: pair[0].key):
            print(f"\n{raw.key}")
            for one in said:
                if one.part in ("status", "next"):
                    print(f"    {one}")
            for line in sorted(raw.lines, key=lambda line: line.day)[-6:]:
                print(f"        {line.day} {line.chamber or '':<6} {line.text[:110]}")


def _row(label: str, numbers: list[int]) -> str:
    return f"| {label} | {' | '.join(f'{number:,}' for number in numbers)} |"


def _audit(path: Path, archive: Archive, audit: Audit) -> None:
    for batch in _batches(archive):
        with open_snapshot(path, archive.on) as snapshot:
            for raw in batch:
                if snapshot.holds(raw.key):
                    said = read_said(snapshot, raw.key)
                    audit.add(raw, said)
                    audit.keys.append((raw, said))


def _batches(archive: Archive) -> Iterator[list[RawBill]]:
    batch: list[RawBill] = []
    for member in members(BULK / archive.name):
        if isinstance(member, ArchiveMember):
            batch.append(read_bill(member.read(), archive.on.isoformat()))
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch


if __name__ == "__main__":
    main()

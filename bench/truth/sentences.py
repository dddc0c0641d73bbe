"""What the program says of every measure, against the lines of its record.

    python -m bench sentences [--only 119] [--database FILE] [--drawn 200 --seed 1] [--examples 10]
                              [--dask ADDRESS]

A Congress is a task of its own; on a cluster (docs/scale.md) each is done by another machine, which
finds this checkout and the archives under the same paths, and the table is the same.

The archives are imported as an import does; then each measure's file is read again by
``raw_record``, with patterns of its own, and each sentence, label with its day, next step and
actor of the measure's page, ``show`` and brief is held against it. What a check cannot judge is not
counted; words that no row of ``CLAIMS`` knows are counted as not judged and printed.
"""

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench import BULK
from billtrail.cluster import connected
from billtrail.importing.archive import ArchiveMember, members
from billtrail.importing.importer import import_paths
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.snapshot import open_snapshot
from billtrail.store.writer import open_writer

from .claims import unknown_words
from .contradictions import contradictions
from .raw_record import Line, RawBill, Sign, read_bill
from .said import Said, read_said


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
    if options.database and not options.database.exists():
        _import(options.database, congresses)
    tasks = [(congress, options.database, options.examples, options.drawn // len(congresses),
              options.seed) for congress in congresses]  # fmt: skip
    with connected(options.dask) if options.dask else ThreadPoolExecutor(1) as executor:
        audits = list(executor.map(audit_congress, *zip(*tasks, strict=True)))
    audit = Audit(options.examples)
    for each in audits:
        audit.join(each)
    audit.show(congresses)
    for each in audits:
        each.drawn.show()


def audit_congress(
    congress: str, database: Path | None, examples: int, drawn: int, seed: int
) -> "Audit":
    """What is said of a Congress's measures, in a file imported before or one of its own."""
    audit = Audit(examples, drawn, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = database or Path(folder) / "billtrail.db"
        if database is None:
            _import(path, [congress])
        _audit(path, ARCHIVES[congress], audit)
    audit.count_up(congress)
    return audit


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench sentences")
    parser.add_argument("--only", action="append", choices=ARCHIVES)
    parser.add_argument("--database", type=Path, help="imported before, or kept after")
    parser.add_argument("--examples", type=int, default=10)
    parser.add_argument("--drawn", type=int, default=0, help="records to print for reading by eye")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dask", metavar="ADDRESS", help="a scheduler's, to audit on a cluster")
    return parser.parse_args(arguments)


def _import(path: Path, congresses: list[str]) -> None:
    with open_writer(path, "bench", ranks()) as writer:
        for congress in congresses:
            import_paths(writer, [BULK / ARCHIVES[congress].name], load_sources(), workers=1)


class Audit:
    """Counts by kind of contradiction and Congress, with the first examples of each."""

    def __init__(self, examples: int, drawn: int = 0, seed: int = 1) -> None:
        self.limit = examples
        self.measures: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()
        self.found: dict[str, Counter[str]] = defaultdict(Counter)
        self.examples: dict[str, list[str]] = defaultdict(list)
        self.unknown: Counter[str] = Counter()
        self.drawn = Drawn(drawn, seed)
        self._kept: Counter[str] = Counter()
        self._seen = 0

    def add(self, raw: RawBill, said: tuple[Said, ...]) -> None:
        self._seen += 1
        self.drawn.offer(raw, said)
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

    def join(self, other: "Audit") -> None:
        """Take in another Congress's, counted up."""
        self.measures.update(other.measures)
        self.sentences.update(other.sentences)
        self.unknown.update(other.unknown)
        for kind, counts in other.found.items():
            self.found[kind].update(counts)
        for kind, examples in other.examples.items():
            room = self.limit - len(self.examples[kind])
            self.examples[kind] += examples[:room]

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


class Drawn:
    """Records drawn at random to be read by eye: half of all, half of those that went beyond
    referral to a committee."""

    def __init__(self, number: int, seed: int) -> None:
        self.half, self.seed = number // 2, seed
        self._random = random.Random(seed)
        self._seen = [0, 0]
        self._kept: tuple[dict[int, str], dict[int, str]] = {}, {}

    def offer(self, raw: RawBill, said: tuple[Said, ...]) -> None:
        """Every record offered has the same chance to be kept (reservoir sampling)."""
        beyond = any(not line.signs <= _PLAIN for line in raw.lines)
        for pool in (0, 1) if beyond else (0,):
            self._seen[pool] += 1
            place = self._random.randrange(self._seen[pool])
            if self._seen[pool] <= self.half:
                self._kept[pool][self._seen[pool] - 1] = _record(raw, said)
            elif place < self.half:
                self._kept[pool][place] = _record(raw, said)

    def show(self) -> None:
        if self.half:
            print(f"\n{2 * self.half} records, seed {self.seed}")
        for pool, name in enumerate(("of all", "of those beyond referral")):
            for record in self._kept[pool].values():
                print(f"\n({name}) {record}")


#: What most records say and no more.
_PLAIN = {Sign.INTRODUCED, Sign.REFERRED, Sign.SUBCOMMITTEE}


def _record(raw: RawBill, said: tuple[Said, ...]) -> str:
    """What the page says of it, and the last lines that say anything."""
    page = [str(one) for one in said if one.surface == "page" and one.part in ("status", "next")]
    bar = ", ".join(f"{one.text} {one.day or ''}" for one in said
                    if one.part == "bar" and one.surface == "page")  # fmt: skip
    telling = [line for line in raw.lines if line.signs]
    lines = [f"{line.day} {line.text[:120]}" for line in sorted(telling, key=_day)[-5:]]
    return "\n    ".join((raw.key, *page[:1], *page[-1:], bar, *(f"    {line}" for line in lines)))


def _day(line: Line) -> str:
    return line.day


def _row(label: str, numbers: list[int]) -> str:
    return f"| {label} | {' | '.join(f'{number:,}' for number in numbers)} |"


def _audit(path: Path, archive: Archive, audit: Audit) -> None:
    for batch in _batches(archive):
        with open_snapshot(path, archive.on) as snapshot:
            for raw in batch:
                if snapshot.holds(raw.key):
                    audit.add(raw, read_said(snapshot, raw.key))


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

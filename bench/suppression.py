"""Hiding counts, attacked: ``python -m bench suppression [--tables N] [--seed S] ...``.

Random tables of ``bench.tables`` are protected as the program protects them, and an outsider who
knows only what is on display (``bench.outsider``) works out what he can. Every hidden count of 1 to
10 must keep as many possible values as the rules ask for; beside it stands what is still shown,
because a tool that hides everything is none. Seeds are printed, and one seed runs alone:
``--tables 1 --seed S``.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.attack import example_cube, recovered
from bench.outsider import Edition, Key, Outsider, look
from bench.tables import Table, random_table
from billtrail.counts_files import read_counts
from billtrail.errors import BilltrailError
from billtrail.suppression import Protected, Rules, protect

TABLES = 2000
RULES = Rules()
EXAMPLE = Path(__file__).resolve().parents[1] / "data" / "examples" / "program-counts-sample.csv"


@dataclass(frozen=True)
class Found:
    """A small count that can be worked out to ``values``; ``less`` is the part taken from it."""

    seed: int
    edition: int
    row: Key
    truth: int
    values: tuple[int, ...]
    less: Key | None = None

    def words(self) -> str:
        what = f"{self.row}" + (f" less {self.less}" if self.less else "")
        return f"seed {self.seed}, edition {self.edition}: {what} = {self.truth}: {self.values}"


@dataclass(frozen=True)
class Attacked:
    """What came of one table, or of many."""

    tables: int = 0
    refused: tuple[str, ...] = ()
    shown: int = 0
    hidden: int = 0
    offered: int = 0
    small: int = 0
    found: tuple[Found, ...] = ()
    protecting: float = 0
    attacking: float = 0

    def __add__(self, other: "Attacked") -> "Attacked":
        return Attacked(*(getattr(self, name) + getattr(other, name) for name in _FIELDS))

    def line(self) -> str:
        rows = self.shown + self.hidden
        return (
            f"{self.tables:,} tables, {len(self.refused)} refused; {rows:,} rows, "
            f"{_percent(self.shown, rows)} shown, {self.hidden:,} hidden; "
            f"{self.small:,} counts of 1 to 10 attacked; "
            f"{_percent(self.offered, self.hidden)} of hidden have something to say "
            f"instead; worked out {len(self.found)}; protecting {self.protecting:.0f} s, attacking "
            f"{self.attacking:.0f} s"
        )


_FIELDS = tuple(Attacked.__dataclass_fields__)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "none"


# -- one table -----------------------------------------------------------------------------------


def attack(table: Table) -> Attacked:
    """Protect a table and attack what is on display."""
    started = perf_counter()
    try:
        editions = list(protect_editions(table))
    except BilltrailError as error:
        return Attacked(1, (f"seed {table.seed}: {error}",), protecting=perf_counter() - started)
    between = perf_counter()
    outsider = Outsider([look(p, day) for day, p in editions], table.lore)
    small = list(targets(outsider, table))
    found = tuple(worked_out(outsider, table, small)) if small else ()
    cells = editions[-1][1].cells
    hidden = [cell for cell in cells if cell.hidden]
    return Attacked(
        1, (), len(cells) - len(hidden), len(hidden), sum(bool(c.offers) for c in hidden),
        len(small), found, between - started, perf_counter() - between,
    )  # fmt: skip


def protect_editions(table: Table) -> Iterator[tuple[str, Protected]]:
    """Each edition as it was shown on its day."""
    ((day, counts),) = table.editions
    yield day, protect(counts, RULES)


#: Edition, row, the part taken from it if any, and the truth.
Target = tuple[int, Key, Key | None, int]


def targets(outsider: Outsider, table: Table) -> Iterator[Target]:
    """Small counts that are not on display: hidden rows, and who is in a whole and in no part."""
    for number, truth in enumerate(table.truth):
        edition: Edition = outsider.editions[number]
        rows = ((number, key, None, truth[key]) for key in sorted(edition.hidden))
        rests = ((number, w, p, truth[w] - truth[p]) for w, p in outsider.unsaid(number))
        yield from (target for target in (*rows, *rests) if RULES.is_small(target[3]))


def worked_out(outsider: Outsider, table: Table, small: Iterable[Target]) -> Iterator[Found]:
    if not outsider.is_possible():
        raise ArithmeticError(f"seed {table.seed}: what is on display cannot all be true")
    for number, key, less, truth in small:
        row = outsider.less(key, less, number) if less else outsider.row(key, number)
        values = outsider.values(row, RULES.values)
        if len(values) < RULES.values:
            yield Found(table.seed, number, key, truth, tuple(values), less)


# -- many tables -----------------------------------------------------------------------------------


@dataclass
class Running:
    """Adds up, and tells now and then how far it is."""

    name: str
    total: Attacked = field(default_factory=Attacked)

    def add(self, one: Attacked) -> None:
        self.total += one
        for line in (*(found.words() for found in one.found), *one.refused):
            print(f"  {line}", flush=True)
        if self.total.tables % 50 == 0:
            print(f"  {self.name}: {self.total.line()}", flush=True)


def run(name: str, seeds: Sequence[int], make: partial[Table], workers: int) -> Attacked:
    """Attack the tables of these seeds, in as many processes."""
    running = Running(name)
    work = partial(_make_and_attack, make)
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            for one in pool.map(work, seeds, chunksize=4):
                running.add(one)
    else:
        for seed in seeds:
            running.add(work(seed))
    print(f"{name}, seeds {seeds[0]} to {seeds[-1]}: {running.total.line()}", flush=True)
    return running.total


def _make_and_attack(make: partial[Table], seed: int) -> Attacked:
    return attack(make(seed))


def main(options: Sequence[str] = ()) -> None:
    chosen = _parser().parse_args(options)
    print(example_line(), flush=True)
    if chosen.tables:
        seeds = range(chosen.seed, chosen.seed + chosen.tables)
        run("one edition", seeds, partial(random_table), chosen.workers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bench suppression")
    parser.add_argument("--tables", type=int, default=TABLES, help="tables of one edition")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    return parser


def example_line() -> str:
    counts = read_counts(EXAMPLE).counts
    cube, place = example_cube(counts)
    protected = protect(counts)
    shown, hidden = len(protected.cells) - len(protected.hidden), len(protected.hidden)
    out = len(recovered(cube, protected, place))
    return f"suppression, the shipped example: {shown} shown, {hidden} hidden, recovered {out}"

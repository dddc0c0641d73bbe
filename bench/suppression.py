"""Suppression on the shipped example and on 1,000 random tables, attacked by ``bench.attack``:
how many counts are shown, how many hidden, how many of those come out again."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.attack import Attack, Cube, example_cube, random_cube, recovered, unhidden
from billtrail.counts_files import read_counts
from billtrail.suppression import protect

TABLES = 1000


EXAMPLE = Path(__file__).resolve().parents[1] / "data" / "examples" / "program-counts-sample.csv"


def main(tables: int = TABLES) -> None:
    print(example_line(), flush=True)
    shown = hidden = out = said = 0
    started = perf_counter()
    for cube in cubes(tables):
        protected = protect(cube.counts())
        shown += len(protected.cells) - len(protected.hidden)
        hidden += len(protected.hidden)
        said += sum(bool(cell.offers) for cell in protected.hidden)
        out += len(recovered(cube, protected))
    print(f"suppression, {tables:,} random tables: {shown:,} shown, {hidden:,} hidden")
    print(f"  {said:,} of them with something to say instead; recovered {out}")
    print(f"  {perf_counter() - started:.0f} s")
    print(f"  the same attack on an unprotected table: {sees_through()} small counts seen")


def example_line() -> str:
    counts = read_counts(EXAMPLE).counts
    cube, place = example_cube(counts)
    protected = protect(counts)
    shown, hidden = len(protected.cells) - len(protected.hidden), len(protected.hidden)
    out = len(recovered(cube, protected, place))
    return f"suppression, the shipped example: {shown} shown, {hidden} hidden, recovered {out}"


def cubes(tables: int) -> Iterator[Cube]:
    return map(random_cube, range(tables))


def sees_through() -> int:
    """The attack works: with nothing hidden it finds every small count of a table."""
    cube = random_cube(0)
    shown = unhidden(protect(cube.counts(), offers=False))
    attack = Attack(cube, shown)
    small = [cell.count for cell in shown.cells if shown.rules.is_small(cell.count.value)]
    return sum(attack.values(count, 2) == {count.value} for count in small)

"""Hiding counts, attacked: ``python -m bench suppression [--tables N] [--seed S] ...``.

Random tables of ``tables`` are protected as the program protects them, and an outsider who
knows only what is on display (``outsider``) works out what he can. Every hidden count of 1 to
10 must keep as many possible values as the rules ask for; beside it stands what is still shown,
because a tool that hides everything is none. Seeds are printed, and one seed runs alone:
``--tables 1 --seed S``.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from random import Random
from time import perf_counter
from typing import TypeVar

from bench import TESTS
from billtrail.counts.reading import read_counts
from billtrail.counts.suppression import Count, Protected, Rules, protect
from billtrail.errors import BilltrailError

from .attack import example_cube, recovered
from .display import Edition, Key, Told, key_of, look
from .outsider import Outsider
from .tables import Table, one_more, random_history, random_table

RULES = Rules()
T = TypeVar("T")
EXAMPLE = TESTS.parent / "data" / "examples" / "program-counts-sample.csv"


#: What an outsider may find, and in which words it is told.
COUNT, MOVE, BLAMED = "count", "move", "wrongly said to be given away by others"


@dataclass(frozen=True)
class Found:
    """Something small that can be worked out to ``values``: the count of a row, less a part of it
    where there is ``less``, or by how much it moved since the edition before. Or a row that is said
    to be given away by what others published, and is not."""

    kind: str
    seed: int
    edition: int
    row: Key
    truth: int
    values: tuple[int, ...]
    less: Key | None = None

    def words(self) -> str:
        what = f"{self.kind}: {self.row}" + (f" less {self.less}" if self.less else "")
        values = "" if self.kind == BLAMED else f" among {', '.join(map(str, self.values))}"
        return f"seed {self.seed}, edition {self.edition}, {what} is {self.truth}{values}"


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
    false: tuple[str, ...] = ()
    given_away: int = 0
    protecting: float = 0
    attacking: float = 0

    def __add__(self, other: "Attacked") -> "Attacked":
        return Attacked(*(getattr(self, name) + getattr(other, name) for name in _FIELDS))

    def _worked_out(self) -> str:
        kinds = Counter(found.kind for found in self.found)
        return (
            f"counts worked out {kinds[COUNT]}, moves {kinds[MOVE]}, others blamed {kinds[BLAMED]}"
        )

    def line(self) -> str:
        rows = self.shown + self.hidden
        return (
            f"{self.tables:,} tables, {len(self.refused)} refused; {rows:,} rows, "
            f"{_percent(self.shown, rows)} shown, {self.hidden:,} hidden; "
            f"{self.small:,} counts of 1 to 10 attacked; "
            f"{_percent(self.offered, self.hidden)} of hidden have something to say "
            f"instead; {self._worked_out()}, false {len(self.false)}, given "
            f"away by others {self.given_away}; "
            f"protecting {self.protecting:.0f} s, attacking {self.attacking:.0f} s"
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
    said = {key_of(c.count) for _, edition in editions for c in edition.cells if c.given_away}
    small, given = _of_us(list(targets(outsider, table)), table)
    false = tuple(never_true(outsider, table))
    found = () if false else tuple(worked_out(outsider, table, small))
    found += tuple(wrongly_given_away(table, said))
    cells = editions[-1][1].cells
    hidden = [cell for cell in cells if cell.hidden]
    return Attacked(
        1, (), len(cells) - len(hidden), len(hidden), sum(bool(c.offers) for c in hidden),
        len(small), found, false, len(given), between - started, perf_counter() - between,
    )  # fmt: skip


def never_true(outsider: Outsider, table: Table) -> Iterator[str]:
    """Values on display that were not so on the day they speak for; with them nothing is proven."""
    days = [edition.day for edition in outsider.editions]
    for number, edition in enumerate(outsider.editions):
        for key, (value, since) in sorted(edition.shown.items()):
            truth = table.truth[days.index(since)].get(key)
            if truth != value and (key, since) not in outsider.following:
                where = f"seed {table.seed}, edition {number}: {key}"
                yield f"{where} is shown as {value} of {since}, and was {truth}"


def protect_editions(table: Table) -> Iterator[tuple[str, Protected]]:
    """Each edition as it was shown on its day, with all that was shown before. Rows that a later
    file leaves out keep their last value, as in counts.db."""
    before: Protected | None = None
    latest: dict[Key, Count] = {}
    for day, counts in table.editions:
        latest |= {key_of(count): count for count in counts}
        before = protect([*latest.values()], RULES, before=before, day=day)
        yield day, before


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
    for target in small:
        values = _values(outsider, target)
        if len(values) < RULES.values:
            number, key, less, truth = target
            yield Found(COUNT, table.seed, number, key, truth, tuple(values), less)
    for number, key, moved in small_moves(outsider, table):
        values = outsider.values(outsider.change(key, number - 1, number), 2)
        if len(values) == 1:
            yield Found(MOVE, table.seed, number, key, moved, tuple(values))


def _others(table: Table) -> Outsider:
    """Who knows what others have published, and which rows count nobody: zero is never hidden."""
    day, truth = table.editions[-1][0], table.truth[-1]
    rows = {key_of(c): c for c in table.counts}
    known = {key: (c.value, day) for key, c in rows.items() if c.public or not truth[key]}
    return Outsider([Edition(day, known, frozenset(rows.keys() - known.keys()))], table.lore)


def _of_us(small: list[Target], table: Table) -> tuple[list[Target], list[Target]]:
    """What only we could give away, and what others have given away already."""
    if not any(count.public for count in table.counts):
        return small, []
    others = _others(table)
    given = [target for target in small if len(_values(others, target)) < RULES.values]
    return [target for target in small if target not in given], given


def wrongly_given_away(table: Table, said: Iterable[Key]) -> Iterator[Found]:
    """What others are said to have given away, and have not: it can be hidden."""
    others = _others(table) if said else None
    for key in sorted(said):
        target = (0, key, None, table.truth[-1][key])
        if others and len(values := _values(others, target)) >= RULES.values:
            yield Found(BLAMED, table.seed, 0, key, target[3], tuple(values))


def _values(outsider: Outsider, target: Target) -> list[int]:
    number, key, less, _ = target
    row = outsider.less(key, less, number) if less else outsider.row(key, number)
    return outsider.values(row, RULES.values)


def small_moves(outsider: Outsider, table: Table) -> Iterator[tuple[int, Key, int]]:
    """Rows on display that moved by 1 to 10 people from one edition to the next."""
    for number, (before, now) in enumerate(pairwise(table.truth), 1):
        edition = outsider.editions[number]
        for key in sorted({*edition.shown, *edition.hidden} & before.keys() & now.keys()):
            if RULES.is_small(abs(now[key] - before[key])):
                yield number, key, now[key] - before[key]


# -- twins -----------------------------------------------------------------------------------------


def differing(seed: int, most: int = 80, *, joins: bool = False) -> list[str]:
    """What the second edition of a table tells of one person more: nothing, but for values that
    thereby cross their step, which are shown anew in one of the two. ``joins``: with a program that
    the first edition had not."""
    twins = one_more(seed, Random(seed).randrange(10_000), most=most, joins=joins)
    shown = [[look(protected, day) for day, protected in protect_editions(t)] for t in twins]
    (before, one), (_, other) = shown
    faults = [f"hidden: {key}" for key in sorted(one.hidden ^ other.hidden)]
    said = {told for twin in (one, other) for told in twin.told if not _repeats(told, twin)}
    both = set(one.told) & set(other.told)
    faults += [f"said: {told}" for told in sorted(said - both, key=repr)]
    for key in sorted(one.shown.keys() | other.shown.keys()):
        then = before.shown.get(key, (0, ""))
        if one.shown.get(key) != other.shown.get(key) and not any(
            abs(twin.shown.get(key, then)[0] - then[0]) > RULES.threshold for twin in (one, other)
        ):
            faults.append(f"shown: {key}: {one.shown.get(key)}, {other.shown.get(key)}")
    return [f"twins of seed {seed}: {fault}" for fault in faults]


def _repeats(told: Told, edition: Edition) -> bool:
    """Whether a sentence only says again what a shown row says: that is compared as a value."""
    value, _ = edition.shown.get(told.rows[0], (None, ""))
    return len(told.rows) == 1 and told.low == told.high == value


# -- many tables -----------------------------------------------------------------------------------


@dataclass
class Running:
    """Adds up, and tells now and then how far it is."""

    name: str
    total: Attacked = field(default_factory=Attacked)

    def add(self, one: Attacked) -> None:
        self.total += one
        for line in (*(found.words() for found in one.found), *one.false[:3], *one.refused):
            print(f"  {line}", flush=True)
        if self.total.tables % 50 == 0:
            print(f"  {self.name}: {self.total.line()}", flush=True)


def run(name: str, make: Callable[[int], Table], seeds: Sequence[int], workers: int) -> bool:
    """Attack the tables of these seeds, in as many processes; whether all stood."""
    running = Running(name)
    for one in _each(partial(_make_and_attack, make), seeds, workers):
        running.add(one)
    print(f"{name}, seeds {seeds[0]} to {seeds[-1]}: {running.total.line()}", flush=True)
    return not (running.total.found or running.total.false or running.total.refused)


def _make_and_attack(make: Callable[[int], Table], seed: int) -> Attacked:
    return attack(make(seed))


def run_twins(name: str, seeds: Sequence[int], workers: int) -> bool:
    faults = 0
    for found in _each(partial(differing, joins=name == "joins"), seeds, workers):
        faults += len(found)
        print("\n".join(f"  {fault}" for fault in found), end="\n" if found else "", flush=True)
    print(f"{name}, seeds {seeds[0]} to {seeds[-1]}: {len(seeds):,} pairs, {faults} differences")
    return not faults


def _each(work: Callable[[int], T], seeds: Sequence[int], workers: int) -> Iterator[T]:
    if workers == 1:
        yield from map(work, seeds)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, seeds, chunksize=4)


#: Kind of table, how one is made, and how many there are.
KINDS: Mapping[str, tuple[Callable[[int], Table], int]] = {
    "tables": (random_table, 2000),
    "editions": (random_history, 200),
    "large": (partial(random_history, editions=3, least=300, most=600), 20),
}
#: Pairs of tables that differ by one person, and of those in which a program joins.
TWINS: Mapping[str, int] = {"twins": 500, "joins": 500}


def main(options: Sequence[str] = ()) -> None:
    chosen = vars(_parser().parse_args(options))
    seed, workers = chosen.pop("seed"), chosen.pop("workers")
    sizes = {name: size for name, (_, size) in KINDS.items()} | TWINS
    if any(size is not None for size in chosen.values()):
        sizes = {name: size or 0 for name, size in chosen.items()}
    print(example_line(), flush=True)
    stood = True
    for name, size in sizes.items():
        seeds = range(seed, seed + size)
        if size and name in TWINS:
            stood &= run_twins(name, seeds, workers)
        elif size:
            stood &= run(name, KINDS[name][0], seeds, workers)
    if not stood:
        raise SystemExit(1)


def _parser() -> argparse.ArgumentParser:
    """Without any number all kinds run whole; with one, only the kinds that have one."""
    parser = argparse.ArgumentParser("python -m bench suppression")
    parser.add_argument("--tables", type=int, help="tables of at most 80 rows in one edition")
    parser.add_argument("--editions", type=int, help="tables of at most 80 rows over 12 editions")
    parser.add_argument("--large", type=int, help="tables of 300 to 600 rows over 3 editions")
    parser.add_argument("--twins", type=int, help="pairs of tables that differ by one person")
    parser.add_argument("--joins", type=int, help="such pairs in which a program joins")
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

"""Which measures and programs are about the same people, as given or as the numbers themselves say.

A series is one program's measure. A whole is a series that others add up to, everywhere: found by
arithmetic, because a reader finds it so too. A part is said by ``part_of``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from .counts import Count
from .names import canonical

#: (program, measure), both canonical.
Series = tuple[str, str]
#: With more series than this beside a whole, only pairs, threes and all of them are tried.
_ALL_SUBSETS = 10


#: A whole and the parts that add up to it.
Sums = frozenset[tuple[Series, tuple[Series, ...]]]


@dataclass(frozen=True)
class Relations:
    """``sums`` gives a whole's parts, one tuple for each way it adds up; ``parts`` gives the whole
    of a series that is said to be a part of it; ``like`` are sums that hold because others do,
    and only until more series are listed."""

    sums: Mapping[Series, tuple[tuple[Series, ...], ...]]
    parts: Mapping[Series, Series]
    like: Sums = frozenset()

    def fewer(self) -> Iterator["Relations"]:
        """Where these cannot all be, because some numbers are equal by chance: without one of the
        sums, then without any."""
        for whole, way in sorted((w, way) for w, ways in self.sums.items() for way in ways):
            ways = tuple(other for other in self.sums[whole] if other != way)
            others = {w: s for w, s in self.sums.items() if w != whole}
            yield replace(self, sums=others | ({whole: ways} if ways else {}))
        if self.sums:
            yield replace(self, sums={})

    @property
    def known(self) -> "Sums":
        return frozenset((w, way) for w, ways in self.sums.items() for way in ways) - self.like


def series_of(count: Count) -> Series:
    return canonical(count.program), canonical(count.measure)


def find_relations(cells: Sequence[Count], known: Sums = frozenset()) -> Relations:
    """``known`` sums were found before: a reader remembers them when some rows are missing."""
    values: dict[Series, dict[object, int]] = defaultdict(dict)
    for cell in cells:
        values[series_of(cell)][cell.key[2:]] = cell.value
    sums: dict[Series, tuple[tuple[Series, ...], ...]] = {}
    for whole, parts in sorted(known):
        listed = [values[part] for part in parts if part in values]
        if whole in values and listed and not _is_false(values[whole], listed):
            sums[whole] = (*sums.get(whole, ()), parts)
    for family in _families(values):
        for whole in family:
            found = tuple(_sums(whole, [s for s in family if s != whole], values))
            fresh = (way for way in found if set(way) not in map(set, sums.get(whole, ())))
            sums[whole] = (*sums.get(whole, ()), *fresh)
    like = frozenset(
        (whole, way) for whole, way in _alike(sums, values)
        if set(way) not in map(set, sums.get(whole, ()))
    )  # fmt: skip
    for whole, way in sorted(like):
        sums[whole] = (*sums.get(whole, ()), way)
    sums = {whole: ways for whole, ways in sums.items() if ways}
    return Relations(sums, dict(_parts(cells, values)), like)


def _alike(
    sums: Mapping[Series, Sequence[tuple[Series, ...]]],
    values: Mapping[Series, Mapping[object, int]],
) -> Iterator[tuple[Series, tuple[Series, ...]]]:
    """What adds up in one measure does so in another, and in one program as in another, where the
    numbers allow: programs of which nothing is listed there have nobody."""
    for whole, ways in list(sums.items()):
        for way in ways:
            side = 0 if all(part[1] == whole[1] for part in way) else 1  # programs, or measures
            for other in values:
                if other[side] == whole[side] and other != whole:
                    parts = tuple(p for p in (_moved(part, other, side) for part in way)
                                  if p in values and p != other)  # fmt: skip
                    if parts and _is_sum(values[other], [values[part] for part in parts]):
                        yield other, parts


def _moved(part: Series, other: Series, side: int) -> Series:
    return (part[0], other[1]) if side == 0 else (other[0], part[1])


def _is_false(whole: Mapping[object, int], parts: Sequence[Mapping[object, int]]) -> bool:
    """Whether parts come to more than a whole somewhere, or to less where all are listed."""
    sums = {key: [p[key] for p in parts if key in p] for key in whole}
    return any(sum(v) > whole[key] or (len(v) == len(parts) and sum(v) != whole[key])
               for key, v in sums.items())  # fmt: skip


def _is_sum(whole: Mapping[object, int], parts: Sequence[Mapping[object, int]]) -> bool:
    """Whether parts add up to a whole wherever one of them is listed, and are listed somewhere."""
    keys = [key for key in whole if any(key in part for part in parts)]
    return bool(keys) and all(sum(p.get(key, 0) for p in parts) == whole[key] for key in keys)


def linked(cells: Sequence[Count], known: Sums = frozenset()) -> list[tuple[Count, ...]]:
    """Counts that speak of the same people, together."""
    relations = find_relations(cells, known)
    leader: dict[Series, Series] = {}

    def lead(one: Series) -> Series:
        while leader.get(one, one) != one:
            one = leader[one]
        return one

    for part, whole in _pairs(relations):
        leader[lead(part)] = lead(whole)
    groups: dict[Series, list[Count]] = defaultdict(list)
    for cell in cells:
        groups[lead(series_of(cell))].append(cell)
    return [tuple(group) for group in groups.values()]


def _pairs(relations: Relations) -> Iterator[tuple[Series, Series]]:
    yield from relations.parts.items()
    for whole, ways in relations.sums.items():
        yield from ((part, whole) for way in ways for part in way)


def _parts(cells: Iterable[Count], known: Iterable[Series]) -> Iterator[tuple[Series, Series]]:
    """The whole of each part: in its own program, else in the only one that has it."""
    owners: dict[str, list[Series]] = defaultdict(list)
    for series in known:
        owners[series[1]].append(series)
    for cell in cells:
        if cell.part_of and canonical(cell.part_of) != canonical(cell.measure):
            own = (canonical(cell.program), canonical(cell.part_of))
            found = owners[own[1]]
            yield series_of(cell), found[0] if own not in found and len(found) == 1 else own


def _families(known: Iterable[Series]) -> Iterator[list[Series]]:
    """One measure over programs, and one program's measures."""
    for side in (0, 1):
        groups: dict[str, list[Series]] = defaultdict(list)
        for series in known:
            groups[series[side]].append(series)
        yield from (group for group in groups.values() if len(group) > 2)


def _sums(
    whole: Series, others: Sequence[Series], values: Mapping[Series, Mapping[object, int]]
) -> Iterator[tuple[Series, ...]]:
    """Every set of other series that adds up to this one, rows that were left out counted as zero;
    where none does, every set that adds up where all are listed and comes to no more elsewhere."""
    keys = [key for key in values[whole] if any(key in values[other] for other in others)]
    target = np.array([values[whole][key] for key in keys])
    table = np.array([[values[other].get(key, 0) for key in keys] for other in others])
    listed = np.array([[key in values[other] for key in keys] for other in others])
    found: dict[bool, list[tuple[Series, ...]]] = {True: [], False: []}
    for subset in _subsets(len(others)) if keys else ():
        chosen = list(subset)
        summed, full = table[chosen].sum(axis=0), listed[chosen].all(axis=0)
        equal = full | (summed == target)
        if (
            (summed <= target).all()
            and (summed[full] == target[full]).all()
            and _is_telling(summed[equal], len(others), len(subset))
            and table[chosen].any(axis=1).all()
        ):
            exact = bool((summed == target)[listed[chosen].any(axis=0)].all())
            found[exact].append(tuple(others[n] for n in subset))
    yield from found[True] or found[False]


def _is_telling(summed: np.ndarray, others: int, size: int) -> bool:
    """One equal number among many could be chance; several, or all there are, are not."""
    telling = int(np.count_nonzero(summed))
    return telling > 1 or (telling == 1 and size >= others - 1)


def _subsets(count: int) -> Iterator[tuple[int, ...]]:
    sizes = range(2, count + 1) if count <= _ALL_SUBSETS else (2, 3, count)
    for size in sizes:
        yield from combinations(range(count), size)

"""What figures have to do with each other: parts of a whole, series, conflicts, derived figures.

``figures.toml`` names them and this module proves them on the rows: nothing is added up or divided
across publishers, definitions, or years that are not one unbroken series. A derived figure is one
of ``RULES`` over two rows; its value is worked out here and must be the one that is printed.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from billtrail.files import read_toml
from billtrail.legislatures import FigureForm
from billtrail.records import NAMES, Fault, FaultPlace, one_of, repeats, written

from ..content_files import RELATIONS as FILE
from ..values import Figure
from .rows import COLUMNS, row_faults, row_figure


@dataclass(frozen=True, slots=True)
class PartsOfWhole:
    """``parts`` are counted within ``whole``; together they are no more than it."""

    whole: str = field(metadata=NAMES)
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over time. After a point named in ``breaks`` it is counted in another way;
    ``because`` says how."""

    id: str = field(metadata=NAMES)
    title: str
    points: tuple[str, ...]
    breaks: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that others give otherwise; ``others`` are the other values in words."""

    id: str = field(metadata=NAMES)
    about: str
    figures: tuple[str, ...]
    others: tuple[str, ...] = ()


class Derivation(NamedTuple):
    """How a figure is worked out from another and its base, in words and in numbers."""

    formula: str
    work_out: Callable[[float, float], float]


RULES: Mapping[str, Derivation] = {
    "times": Derivation("{figure} / {base}", lambda figure, base: figure / base),
    "share": Derivation("{figure} / {base} * 100", lambda figure, base: figure / base * 100),
    "growth": Derivation(
        "( {figure} - {base} ) / {base} * 100", lambda figure, base: (figure - base) / base * 100
    ),
}


@dataclass(frozen=True, slots=True)
class Derived:
    """``value`` is what ``rule`` gives for the rows ``figure`` and ``base``, rounded to
    ``decimals``."""

    id: str = field(metadata=NAMES)
    rule: Annotated[str, one_of(*RULES)]
    figure: str
    base: str
    value: float
    unit: str
    measure: str
    sentence: str
    decimals: Annotated[int, one_of(0, 1, 2)] = 0
    numerator: str = ""
    denominator: str = ""

    @property
    def rows(self) -> tuple[str, str]:
        return self.figure, self.base

    @property
    def formula(self) -> str:
        return RULES[self.rule].formula.format(figure=self.figure, base=self.base)


@dataclass(frozen=True, slots=True)
class FigureRelations:
    """``figures.toml``."""

    parts: tuple[PartsOfWhole, ...] = ()
    series: tuple[Series, ...] = ()
    conflicts: tuple[Conflict, ...] = field(default=(), metadata=written("conflict"))
    derived: tuple[Derived, ...] = ()


# -- reading the file ------------------------------------------------------------------------------


def read_relations(texts: Iterable[str], faults: list[Fault]) -> FigureRelations:
    """The relations of the shipped file and the workspace's; a record of the same name replaces
    the earlier one. What is wrong is added to ``faults``."""
    read = [_read(text, faults) for text in texts]
    return FigureRelations(
        *(_newest(getattr(one, part.name) for one in read) for part in fields(FigureRelations))
    )


def _newest(parts: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    named = {getattr(one, fields(one)[0].name): one for part in parts for one in part}
    return tuple(named.values())


def _read(text: str, faults: list[Fault]) -> FigureRelations:
    from billtrail.records import structure

    try:
        raw = read_toml(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(_HERE.fault(str(error)))
        return FigureRelations()
    faults += repeats(raw, FigureRelations, _HERE)
    return structure(raw, FigureRelations, _HERE, faults) or FigureRelations()


_HERE = FaultPlace(FILE)


def _at(table: str, record: Any) -> FaultPlace:
    return _HERE.record(table, type(record), record)


# -- proving ---------------------------------------------------------------------------------------

Figures = Mapping[str, Figure]


def check_relations(relations: FigureRelations, figures: Figures) -> list[Fault]:
    """Every fault, each naming the record and what is wrong with it."""
    return [fault for check in CHECKS for fault in check(relations, figures)]


def _known(relations: FigureRelations, figures: Figures) -> Iterator[Fault]:
    for here, names in _named(relations):
        for name in names:
            if name not in figures:
                yield here.fault(f"there is no figure {name!r}")


def _named(relations: FigureRelations) -> Iterator[tuple[FaultPlace, tuple[str, ...]]]:
    for parts in relations.parts:
        yield _at("parts", parts), (parts.whole, *parts.parts)
    for series in relations.series:
        yield _at("series", series), (*series.points, *series.breaks)
    for conflict in relations.conflicts:
        yield _at("conflict", conflict), conflict.figures
    for derived in relations.derived:
        yield _at("derived", derived), derived.rows


def _parts(relations: FigureRelations, figures: Figures) -> Iterator[Fault]:
    """Parts that exceed their whole must be tagged, and no others may be."""
    exceeding: set[str] = set()
    for group in relations.parts:
        if not {group.whole, *group.parts} <= set(figures):
            continue
        total = sum(figures[name].value for name in group.parts)
        whole = figures[group.whole].value
        if total > whole:
            exceeding |= set(group.parts)
        for name in group.parts:
            if total > whole and "does-not-sum" not in figures[name].tags:
                yield _at("parts", group).fault(
                    f"the parts come to {total:,g}, more than {whole:,g}; tag {name} does-not-sum"
                )
    for figure in figures.values():
        if "does-not-sum" in figure.tags and figure.id not in exceeding:
            words = f"is tagged does-not-sum, but no parts in {FILE} exceed their whole"
            yield Fault(f"{figure.id}: {words}", _HERE)


def _series(relations: FigureRelations, figures: Figures) -> Iterator[Fault]:
    for series in relations.series:
        here = _at("series", series)
        points = [figures[name] for name in series.points if name in figures]
        if len(points) < 2:
            yield here.fault("a series needs two points")
        if len({(p.publisher, p.unit) for p in points}) > 1:
            yield here.fault("the points do not share one publisher and unit")
        for earlier, later in pairwise(points):
            if (earlier.period_end or "") >= (later.period_start or ""):
                yield here.fault(f"{later.id} does not come after {earlier.id}")
        if series.breaks and not series.because:
            yield here.fault("say why it breaks (because)")
        broken = [p.id for p in points[:-1] if "series-break" in p.tags]
        yield from (
            here.fault(f"{name} is tagged series-break; name it in breaks")
            for name in broken if name not in series.breaks
        )  # fmt: skip


def _conflicts(relations: FigureRelations, figures: Figures) -> Iterator[Fault]:
    named = {name for conflict in relations.conflicts for name in conflict.figures}
    for conflict in relations.conflicts:
        sides = len(conflict.figures) + len(conflict.others)
        if sides < 2:
            yield _at("conflict", conflict).fault("a conflict has two sides")
    for figure in figures.values():
        if "conflict" in figure.tags and figure.id not in named:
            yield Fault(f"{figure.id}: is tagged conflict; say in {FILE} what others give", _HERE)


def _derived(relations: FigureRelations, figures: Figures) -> Iterator[Fault]:
    for derived in relations.derived:
        here = _at("derived", derived)
        if derived.id in figures:
            yield here.fault("a figure has that id already")
        if not set(derived.rows) <= set(figures):
            continue
        rows = [figures[name] for name in derived.rows]
        wrong = list(_mixing(derived, rows, relations)) or list(_value_faults(derived, figures))
        yield from (here.fault(words) for words in wrong)


def _mixing(derived: Derived, rows: list[Figure], relations: FigureRelations) -> Iterator[str]:
    """Why these rows may not be computed with each other."""
    loose = [row.id for row in rows if row.form != FigureForm.MEASURED]
    if loose:
        yield f"{loose[0]} is not measured; nothing is computed with it"
    if len({row.publisher for row in rows}) > 1:
        yield "the formula mixes publishers"
    if len({row.program for row in rows}) > 1 or len({row.population for row in rows}) > 1:
        yield "the formula mixes definitions or populations"
    periods = {(row.period_start, row.period_end) for row in rows}
    if len(periods) > 1 and not _is_one_run([row.id for row in rows], relations):
        yield "the formula mixes years that are not one unbroken series"


def _is_one_run(names: list[str], relations: FigureRelations) -> bool:
    """Whether all names are points of one series with no break between them."""
    for series in relations.series:
        if set(names) <= set(series.points):
            places = sorted(series.points.index(name) for name in names)
            return not set(series.points[places[0] : places[-1]]) & set(series.breaks)
    return False


def _value_faults(derived: Derived, figures: Figures) -> Iterator[str]:
    figure, base = figures[derived.figure].value, figures[derived.base].value
    if not base:
        yield "the formula divides by zero"
        return
    exact = RULES[derived.rule].work_out(figure, base)
    if round(exact, derived.decimals) != derived.value:
        yield (
            f"the formula gives {exact:,.3f}, rounded {round(exact, derived.decimals):,g}, "
            f"not {derived.value:,g}"
        )


CHECKS: tuple[Callable[[FigureRelations, Figures], Iterator[Fault]], ...] = (
    _known,
    _parts,
    _series,
    _conflicts,
    _derived,
)

# -- derived figures -------------------------------------------------------------------------------


def build_derived(
    relations: FigureRelations, figures: Figures, faults: list[Fault]
) -> Iterator[Figure]:
    """Derived figures as figures, with the source and the cautions of the rows they rest on."""
    for derived in relations.derived:
        rows = [figures[name] for name in derived.rows if name in figures]
        if not rows:
            continue
        row = _row(derived, rows)
        wrong = row_faults(row)
        faults += [_at("derived", derived).fault(words) for words in wrong]
        if not wrong:
            yield row_figure(row)


def _row(derived: Derived, rows: list[Figure]) -> dict[str, str]:
    first = rows[0]
    tags = dict.fromkeys(("derived", *(tag for row in rows for tag in row.tags)))
    same = ("program", "population", "geography", "publisher", "source_title", "source_url",
            "location")  # fmt: skip
    return dict.fromkeys(COLUMNS, "") | {name: getattr(first, name) for name in same} | {
        "id": derived.id, "measure": derived.measure, "value": f"{derived.value:g}",
        "unit": derived.unit, "numerator": derived.numerator, "denominator": derived.denominator,
        "period_start": min(row.period_start or "" for row in rows),
        "period_end": max(row.period_end or "" for row in rows),
        "tags": " ".join(tags), "verified": "yes", "note": f"Worked out: {derived.formula}.",
        "sentence": derived.sentence,
    }  # fmt: skip

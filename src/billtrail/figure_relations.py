"""What figures have to do with each other: parts of a whole, series, conflicts, derived figures.

``figures.toml`` names them and this module proves them on the rows: nothing is added up or divided
across publishers, definitions, or years that are not one unbroken series. A derived figure is a
formula over rows; its value is worked out here and must be the one that is printed.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise
from typing import Annotated, Any

from billtrail.content_files import RELATIONS as FILE
from billtrail.faults import Place, repeats
from billtrail.fields import NAMES, one_of, written
from billtrail.statistics import COLUMNS, row_faults, row_figure
from billtrail.toml_text import read_toml
from billtrail.views import Figure
from billtrail.vocabulary import FigureForm


@dataclass(frozen=True, slots=True)
class Parts:
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


@dataclass(frozen=True, slots=True)
class Derived:
    """``value`` is what ``formula`` gives, rounded to ``decimals``. A name in a formula is a
    figure's id; ``+ - * / ( )`` and numbers stand apart from names by blanks."""

    id: str = field(metadata=NAMES)
    formula: str
    value: float
    unit: str
    measure: str
    sentence: str
    decimals: Annotated[int, one_of(0, 1, 2)] = 0
    numerator: str = ""
    denominator: str = ""


@dataclass(frozen=True, slots=True)
class Relations:
    """``figures.toml``."""

    parts: tuple[Parts, ...] = ()
    series: tuple[Series, ...] = ()
    conflicts: tuple[Conflict, ...] = field(default=(), metadata=written("conflict"))
    derived: tuple[Derived, ...] = ()


# -- reading the file ------------------------------------------------------------------------------


def read_relations(texts: Iterable[str], problems: list[str]) -> Relations:
    """The relations of the shipped file and the workspace's; a record of the same name replaces
    the earlier one. Faults go to ``problems``, a line each."""
    read = [_read(text, problems) for text in texts]
    return Relations(
        *(_newest(getattr(one, part.name) for one in read) for part in fields(Relations))
    )


def _newest(parts: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    named = {getattr(one, fields(one)[0].name): one for part in parts for one in part}
    return tuple(named.values())


def _read(text: str, problems: list[str]) -> Relations:
    from billtrail.structure import structure

    try:
        raw = read_toml(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{FILE}: {error}")
        return Relations()
    faults = [*repeats(raw, Relations, Place(FILE))]
    relations = structure(raw, Relations, Place(FILE), faults)
    problems += map(str, faults)
    return relations or Relations()


# -- proving ---------------------------------------------------------------------------------------

Figures = Mapping[str, Figure]


def check_relations(relations: Relations, figures: Figures) -> list[str]:
    """Every fault, each naming the record and what is wrong with it."""
    return [fault for check in CHECKS for fault in check(relations, figures)]


def _known(relations: Relations, figures: Figures) -> Iterator[str]:
    for where, names in _named(relations):
        for name in names:
            if name not in figures:
                yield f"{where}: there is no figure {name!r}"


def _named(relations: Relations) -> Iterator[tuple[str, tuple[str, ...]]]:
    for parts in relations.parts:
        yield f"{FILE} [[parts]] {parts.whole}", (parts.whole, *parts.parts)
    for series in relations.series:
        yield f"{FILE} [[series]] {series.id}", (*series.points, *series.breaks)
    for conflict in relations.conflicts:
        yield f"{FILE} [[conflict]] {conflict.id}", conflict.figures
    for derived in relations.derived:
        yield f"{FILE} [[derived]] {derived.id}", names_of(derived.formula)


def _parts(relations: Relations, figures: Figures) -> Iterator[str]:
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
                yield (
                    f"{FILE} [[parts]] {group.whole}: the parts come to {total:,g}, more than "
                    f"{whole:,g}; tag {name} does-not-sum"
                )
    for figure in figures.values():
        if "does-not-sum" in figure.tags and figure.id not in exceeding:
            yield f"{figure.id}: is tagged does-not-sum, but no parts in {FILE} exceed their whole"


def _series(relations: Relations, figures: Figures) -> Iterator[str]:
    for series in relations.series:
        where = f"{FILE} [[series]] {series.id}"
        points = [figures[name] for name in series.points if name in figures]
        if len(points) < 2:
            yield f"{where}: a series needs two points"
        if len({(p.publisher, p.unit) for p in points}) > 1:
            yield f"{where}: the points do not share one publisher and unit"
        for earlier, later in pairwise(points):
            if (earlier.period_end or "") >= (later.period_start or ""):
                yield f"{where}: {later.id} does not come after {earlier.id}"
        if series.breaks and not series.because:
            yield f"{where}: say why it breaks (because)"
        broken = [p.id for p in points[:-1] if "series-break" in p.tags]
        yield from (
            f"{where}: {name} is tagged series-break; name it in breaks"
            for name in broken if name not in series.breaks
        )  # fmt: skip


def _conflicts(relations: Relations, figures: Figures) -> Iterator[str]:
    named = {name for conflict in relations.conflicts for name in conflict.figures}
    for conflict in relations.conflicts:
        sides = len(conflict.figures) + len(conflict.others)
        if sides < 2:
            yield f"{FILE} [[conflict]] {conflict.id}: a conflict has two sides"
    for figure in figures.values():
        if "conflict" in figure.tags and figure.id not in named:
            yield f"{figure.id}: is tagged conflict; say in {FILE} what others give"


def _derived(relations: Relations, figures: Figures) -> Iterator[str]:
    for derived in relations.derived:
        where = f"{FILE} [[derived]] {derived.id}"
        if derived.id in figures:
            yield f"{where}: a figure has that id already"
        rows = [figures[name] for name in names_of(derived.formula) if name in figures]
        if not rows:
            yield f"{where}: the formula names no figure"
            continue
        faults = list(_mixing(derived, rows, relations)) or list(_value_faults(derived, figures))
        yield from (f"{where}: {fault}" for fault in faults)


def _mixing(derived: Derived, rows: list[Figure], relations: Relations) -> Iterator[str]:
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


def _is_one_run(names: list[str], relations: Relations) -> bool:
    """Whether all names are points of one series with no break between them."""
    for series in relations.series:
        if set(names) <= set(series.points):
            places = sorted(series.points.index(name) for name in names)
            return not set(series.points[places[0] : places[-1]]) & set(series.breaks)
    return False


def _value_faults(derived: Derived, figures: Figures) -> Iterator[str]:
    try:
        exact = evaluate(derived.formula, {name: f.value for name, f in figures.items()})
    except ZeroDivisionError:
        yield "the formula divides by zero"
        return
    except ValueError as error:
        yield str(error)
        return
    if round(exact, derived.decimals) != derived.value:
        yield (
            f"the formula gives {exact:,.3f}, rounded {round(exact, derived.decimals):,g}, "
            f"not {derived.value:,g}"
        )


CHECKS: tuple[Callable[[Relations, Figures], Iterator[str]], ...] = (
    _known,
    _parts,
    _series,
    _conflicts,
    _derived,
)

# -- formulas --------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\s*([a-z0-9]+(?:-[a-z0-9]+)+|\d+(?:\.\d+)?|[-+*/()])")


def names_of(formula: str) -> tuple[str, ...]:
    """The figures a formula names, each once."""
    names = (token for token in _TOKEN.findall(formula) if token[0].isalnum() and "-" in token)
    return tuple(dict.fromkeys(names))


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """The value of a formula; raises ValueError where it cannot be read, ZeroDivisionError."""
    tokens = _TOKEN.findall(formula)
    if "".join(tokens) != re.sub(r"\s", "", formula):
        raise ValueError(f"the formula {formula!r} cannot be read")
    value, rest = _sum(tokens, values)
    if rest:
        raise ValueError(f"the formula has {rest[0]!r} where it should end")
    return value


Parsed = tuple[float, list[str]]


def _sum(tokens: list[str], values: Mapping[str, float]) -> Parsed:
    value, rest = _product(tokens, values)
    while rest and rest[0] in "+-":
        more, after = _product(rest[1:], values)
        value, rest = (value + more if rest[0] == "+" else value - more), after
    return value, rest


def _product(tokens: list[str], values: Mapping[str, float]) -> Parsed:
    value, rest = _atom(tokens, values)
    while rest and rest[0] in "*/":
        more, after = _atom(rest[1:], values)
        value, rest = (value * more if rest[0] == "*" else value / more), after
    return value, rest


def _atom(tokens: list[str], values: Mapping[str, float]) -> Parsed:
    if not tokens:
        raise ValueError("the formula ends too early")
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        value, rest = _sum(rest, values)
        if not rest or rest[0] != ")":
            raise ValueError("the formula lacks a closing parenthesis")
        return value, rest[1:]
    if first in values:
        return values[first], rest
    if first[0].isdigit():
        return float(first), rest
    raise ValueError(f"the formula has {first!r} where a figure or a number should stand")


# -- derived figures -------------------------------------------------------------------------------


def build_derived(relations: Relations, figures: Figures, problems: list[str]) -> Iterator[Figure]:
    """Derived figures as figures, with the source and the cautions of the rows they rest on."""
    for derived in relations.derived:
        rows = [figures[name] for name in names_of(derived.formula) if name in figures]
        if not rows:
            continue
        row = _row(derived, rows)
        faults = row_faults(row)
        problems += [f"{FILE} [[derived]] {derived.id}: {fault}" for fault in faults]
        if not faults:
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

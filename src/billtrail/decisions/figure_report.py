"""What ``stats check`` says: how each figure may be printed, and what figures say together."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from billtrail.campaigns import Figure
from billtrail.campaigns.content import Content, load_content
from billtrail.campaigns.figures import check_relations, load_statistics
from billtrail.errors import CheckFailed, UsageError
from billtrail.legislatures import FigureForm
from billtrail.words import count_words


def check_file(path: Path, workspace: Path | None) -> list[str]:
    """Lines about a statistics file laid over what is known; raises CheckFailed with its faults."""
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CheckFailed(f"{path.name} is not UTF-8 text; save it as UTF-8.") from None
    found = load_statistics(text, path.name)
    known = load_content(workspace)
    derived = {record.id for record in known.relations.derived}
    figures = {f.id: f for f in known.figures if f.id not in derived} | {f.id: f for f in found}
    if faults := check_relations(known.relations, figures):
        raise CheckFailed("\n".join(map(str, faults)))
    return [_form_line(found), *_blocked(found)]


def is_statistics(path: Path) -> bool:
    """Whether a file has figures by ids, as ``statistics.csv`` has; counts are another thing."""
    try:
        with path.open("rb") as file:
            head = file.readline(10_000)
    except OSError:
        return False
    columns = {word.strip(b' "\xef\xbb\xbf') for word in head.strip().split(b",")}
    return {b"id", b"value"} <= columns


def check_lines(content: Content) -> Iterator[str]:
    """Lines about the whole table, which was proven when it was loaded."""
    figures = {figure.id: figure for figure in content.figures}
    yield _form_line(content.figures)
    yield from _parts(content, figures)
    yield from _conflicts(content, figures)
    yield from _series(content, figures)
    for derived in content.relations.derived:
        yield f"derived: {derived.id} = {derived.value:g} {derived.unit}: {derived.formula}"
    yield from _blocked(content.figures)


def _form_line(figures: tuple[Figure, ...]) -> str:
    forms = Counter(figure.form for figure in figures)
    told = ", ".join(f"{forms[form]} {form.value}" for form in FigureForm)
    return f"{count_words(len(figures), 'figure')}: {told}."


def _parts(content: Content, figures: dict[str, Figure]) -> Iterator[str]:
    for group in content.relations.parts:
        whole, parts = figures[group.whole], [figures[name] for name in group.parts]
        total = sum(part.value for part in parts)
        if total > whole.value:
            addends = " + ".join(f"{part.value:,g}" for part in parts)
            yield (
                f"flagged: {whole.program}: {addends} = {total:,g}, more than the whole, "
                f"{whole.value:,g}; the parts are blocked"
            )


def _conflicts(content: Content, figures: dict[str, Figure]) -> Iterator[str]:
    """Each conflict with its sides under each other."""
    for conflict in content.relations.conflicts:
        yield f"conflict: {conflict.about}"
        for figure in (figures[name] for name in conflict.figures):
            yield f"  {figure.value:,g} {figure.unit}: {figure.publisher} ({figure.measure})"
        yield from (f"  {other}" for other in conflict.others)


def _series(content: Content, figures: dict[str, Figure]) -> Iterator[str]:
    """Each series as a line; a bar stands where it is counted in another way from there on."""
    for series in content.relations.series:
        points = [figures[name] for name in series.points]
        line = f"{points[0].value:,g}"
        for earlier, later in pairwise(points):
            line += f" {'|' if earlier.id in series.breaks else '->'} {later.value:,g}"
        yield f"series: {series.title}: {line}"
        if series.because:
            yield f"  | {series.because}"


def _blocked(figures: tuple[Figure, ...]) -> Iterator[str]:
    for figure in figures:
        if figure.form == FigureForm.BLOCKED and "sample" not in figure.tags:
            yield f"blocked: {figure.id}: {figure.blocked_because}"

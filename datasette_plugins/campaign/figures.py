"""Figures as a page prints them: sentence, base, period, source, and who says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

from billtrail.campaigns import Figure, FigureConflict
from billtrail.legislatures import FigureForm
from billtrail.words import day_words, safe_url


@dataclass(frozen=True, slots=True)
class FigureView:
    """``otherwise`` says in words what other sources print."""

    sentence: str
    form: str
    blocked_because: str | None
    publisher: str
    source_title: str
    url: str | None
    location: str
    period: str
    base: str
    otherwise: tuple[str, ...]


_FORMS = {
    FigureForm.MEASURED: "Measured: base and period are known",
    FigureForm.AS_PUBLISHED: "As published: the publisher left something out",
    FigureForm.BLOCKED: "Not printed in briefs",
}


def build_figures(
    figures: Iterable[Figure], conflicts: Iterable[FigureConflict]
) -> tuple[FigureView, ...]:
    disputed: dict[str, list[str]] = {}
    for conflict in conflicts:
        for figure in conflict.figures:
            others = [_other(f) for f in conflict.figures if f.id != figure.id]
            said = "; ".join([*others, *conflict.others])
            disputed.setdefault(figure.id, []).append(f"{conflict.about}: {said}")
    return tuple(_figure(figure, disputed.get(figure.id, ())) for figure in figures)


def _other(figure: Figure) -> str:
    return f"{figure.value:,g} {figure.unit}, {figure.publisher} ({figure.measure})"


def _figure(figure: Figure, otherwise: Iterable[str]) -> FigureView:
    return FigureView(
        sentence=figure.sentence,
        form=_FORMS[figure.form],
        blocked_because=figure.blocked_because,
        publisher=figure.publisher,
        source_title=figure.source_title,
        url=safe_url(figure.source_url),
        location=figure.location,
        period=_period(figure.period_start, figure.period_end),
        base=figure.denominator or "not published",
        otherwise=tuple(otherwise),
    )


def _period(start: str | None, end: str | None) -> str:
    if not start and not end:
        return "not published"
    if start and start == end:
        return day_words(start)
    return f"{day_words(start, '?')} to {day_words(end, '?')}"

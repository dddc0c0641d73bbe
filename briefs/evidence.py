"""What programs show: the figures in their forms, one small chart, and the notes for both."""

from collections.abc import Iterable, Sequence

from billtrail.briefs.draft import Draft
from billtrail.briefs.language import tie
from billtrail.briefs.values import BriefFigure, Chart, ChartRow, Sentence
from billtrail.reading import Figure
from billtrail.vocabulary import FigureForm, Language

MOST_FIGURES = 3
_PERCENT = 100.0


def build_figures(draft: Draft) -> tuple[BriefFigure, ...]:
    """The campaign's printable figures in its own order, three at most."""
    campaign = draft.material.campaign
    texts = {f: text for f in (campaign.figures if campaign else ()) if (text := _text(draft, f))}
    for figure in list(texts)[MOST_FIGURES:]:
        draft.leave_out("figures-too-many", f"figure {figure.id}", id=figure.id)
        del texts[figure]
    return tuple(_build_figure(draft, figure, text, texts) for figure, text in texts.items())


def _build_figure(
    draft: Draft, figure: Figure, text: str, printed: Iterable[Figure]
) -> BriefFigure:
    """A figure with the note of its source; figures of one source share that note."""
    group = [other for other in printed if _source(other) == _source(figure)]
    note = draft.note(*_note(draft, group), kind="figure")
    sentence = Sentence(tie(text), None, (), figure.id, (note,))
    display = draft.words.amount(figure.value, figure.unit)
    return BriefFigure(figure.id, display, figure.form.value, sentence)


def _source(figure: Figure) -> tuple[str | None, ...]:
    return figure.publisher, figure.source_title, figure.period_start, figure.period_end


def _text(draft: Draft, figure: Figure) -> str | None:
    """The sentence that carries the figure; ``None``, and said so, where it may not be printed."""
    what = f"figure {figure.id}"
    if figure.form == FigureForm.BLOCKED:
        because = figure.blocked_because or "it is blocked"
        draft.leave_out("figure-blocked", what, because=because, id=figure.id)
        return None
    if not figure.verified:
        draft.leave_out("figure-unverified", what, id=figure.id)
        return None
    own = draft.text(f"figure-{figure.id}")
    if own is None and draft.words.language == Language.ES:
        draft.leave_out("figure-untranslated", what, id=figure.id)
        return None
    return own.text if own else figure.sentence.rstrip(".") + "."


def _note(draft: Draft, figures: Sequence[Figure]) -> tuple[str, str | None]:
    """Publisher, title, the base of each figure and the period; what is not stated is said."""
    first = figures[0]
    title = first.source_title
    if not title.startswith(first.publisher):
        title = f"{first.publisher}, {title}"
    text = draft.words(
        "note-figure",
        title=title,
        base=_bases(draft, figures),
        period=_period(draft, first),
    )
    return text, first.source_url or None


def _bases(draft: Draft, figures: Sequence[Figure]) -> str:
    """The base, or each base with the numbers that it belongs to."""
    by_base: dict[str, list[str]] = {}
    for figure in figures:
        shown = draft.words.amount(figure.value, figure.unit)
        by_base.setdefault(_base(draft, figure), []).append(shown)
    if len(by_base) == 1:
        return next(iter(by_base))
    return "; ".join(f"{', '.join(shown)}: {base}" for base, shown in by_base.items())


def _base(draft: Draft, figure: Figure) -> str:
    return figure.denominator or figure.population or draft.words("base-unstated")


def _period(draft: Draft, figure: Figure) -> str:
    words = draft.words
    ends = [words.date(day) for day in (figure.period_start, figure.period_end) if day]
    if len(ends) == 2:
        return words("period-range", start=ends[0], end=ends[1])
    return ends[0] if ends else words("period-unstated")


def build_chart(draft: Draft) -> Chart | None:
    """The campaign's chart: measured figures of one unit, base, period and publisher.

    A figure that its publisher left without base, counts or period may not be drawn.
    """
    campaign = draft.material.campaign
    figures = campaign.chart if campaign else ()
    if not figures:
        return None
    loose = [figure for figure in figures if figure.form != FigureForm.MEASURED]
    if loose or len({_kinship(figure) for figure in figures}) > 1:
        named = loose or list(figures)
        draft.leave_out(
            "chart-not-measured", "chart", ids=", ".join(figure.id for figure in named),
            publisher=named[0].publisher, id=named[0].id,
        )  # fmt: skip
        return None
    return _chart(draft, figures)


def _kinship(figure: Figure) -> tuple[str | None, ...]:
    return (
        figure.unit, figure.denominator, figure.period_start, figure.period_end, figure.publisher,
    )  # fmt: skip


def _chart(draft: Draft, figures: tuple[Figure, ...]) -> Chart:
    words, first = draft.words, figures[0]
    rows = tuple(
        ChartRow(figure.measure, figure.value, words.amount(figure.value, figure.unit))
        for figure in figures
    )
    highest = max(figure.value for figure in figures)
    base = words("chart-base", base=_base(draft, first), period=_period(draft, first))
    return Chart(
        home="programs",
        title=words("chart-figures"),
        base=tie(base),
        limit=_PERCENT if first.unit == "percent" else highest,
        rows=rows,
        notes=(draft.note(*_note(draft, [first]), kind="figure"),),
    )

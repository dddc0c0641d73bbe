"""What programs show: the figures in their forms, one small chart, and the notes for both."""

from billtrail.briefs.draft import Draft
from billtrail.briefs.language import tie
from billtrail.briefs.values import BriefFigure, Chart, ChartRow, Sentence
from billtrail.reading import Figure
from billtrail.vocabulary import FigureForm, Language

MOST_FIGURES = 4
_PERCENT = 100.0


def build_figures(draft: Draft) -> tuple[BriefFigure, ...]:
    """The campaign's printable figures in its own order, four at most."""
    campaign = draft.material.campaign
    printed: list[BriefFigure] = []
    for figure in campaign.figures if campaign else ():
        text = _sentence(draft, figure)
        if text is None:
            continue
        if len(printed) == MOST_FIGURES:
            draft.leave_out("figures-too-many", f"figure {figure.id}", id=figure.id)
            continue
        note = draft.note(*_note(draft, figure))
        sentence = Sentence(tie(text), None, (), figure.id, (note,))
        display = draft.words.amount(figure.value, figure.unit)
        printed.append(BriefFigure(figure.id, display, figure.form.value, sentence))
    return tuple(printed)


def _sentence(draft: Draft, figure: Figure) -> str | None:
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


def _note(draft: Draft, figure: Figure) -> tuple[str, str | None]:
    """Publisher, title, base and period; what the publisher left out is said."""
    text = draft.words(
        "note-figure",
        publisher=figure.publisher,
        title=figure.source_title,
        base=_base(draft, figure),
        period=_period(draft, figure),
    )
    return text, figure.source_url or None


def _base(draft: Draft, figure: Figure) -> str:
    return figure.denominator or figure.population or draft.words("base-unstated")


def _period(draft: Draft, figure: Figure) -> str:
    words = draft.words
    ends = [words.date(day) for day in (figure.period_start, figure.period_end) if day]
    if len(ends) == 2:  # noqa: PLR2004 (a start and an end)
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
        notes=(draft.note(*_note(draft, first)),),
    )

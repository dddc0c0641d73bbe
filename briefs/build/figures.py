"""What programs show: the figures in their forms, one small chart, and the notes for both."""

from collections.abc import Callable, Iterable, Sequence

from billtrail.briefs.language import Labels, in_language, tie, translations
from billtrail.briefs.values import BriefFigure, Chart, ChartRow, Sentence
from billtrail.campaigns import Figure
from billtrail.campaigns.content import is_easy
from billtrail.legislatures import Audience, FigureForm, Language

from .choices import why_not
from .draft import Draft

_MOST_FIGURES = 3
_PERCENT = 100.0
#: What ``share`` must say of a program's own count before such readers get it. To a member or a
#: funder the office hands its page itself.
_SHARED_WITH = {Audience.COALITION: ("coalition", "public"), Audience.PUBLIC: ("public",)}


def build_figures(draft: Draft, wanted: Sequence[Figure]) -> tuple[BriefFigure, ...]:
    """Those of ``wanted`` that may be printed, in that order, three at most."""
    texts = {f: text for f in wanted if (text := _text(draft, f))}
    for figure in list(texts)[_MOST_FIGURES:]:
        draft.leave_out("figures-too-many", f"figure {figure.id}", id=figure.id)
        del texts[figure]
    return tuple(_build_figure(draft, figure, text, texts) for figure, text in texts.items())


def _build_figure(
    draft: Draft, figure: Figure, text: str, printed: Iterable[Figure]
) -> BriefFigure:
    """A figure with its note. One source and base share a note, so that a figure that is dropped
    takes its own base along; other bases of a source name it shortly."""
    group = [other for other in printed if _source(other) == _source(figure)]
    note = draft.note(*_note(draft, figure, again=group[0] is not figure), kind="figure")
    sentence = Sentence(tie(text), None, (), figure.id, (note,))
    display = draft.labels.amount(figure.value, figure.unit)
    return BriefFigure(figure.id, display, figure.form.value, sentence)


def _source(figure: Figure) -> tuple[str | None, ...]:
    return figure.publisher, figure.source_title, figure.period_start, figure.period_end


def _text(draft: Draft, figure: Figure) -> str | None:
    """The sentence that carries the figure; ``None``, and said so, where it may not be printed."""
    what = f"figure {figure.id}"
    reason = why_not(figure)
    if reason:
        draft.leave_out("figure-blocked", what, because=reason, id=figure.id)
        return None
    if not _may_read(draft.audience, figure):
        draft.leave_out("figure-kept", what, audience=draft.audience.value)
        return None
    sentence = _figure_sentence(draft, figure)
    if sentence is None:
        draft.leave_out("figure-untranslated", what, id=figure.id)
    return sentence


def _may_read(audience: Audience, figure: Figure) -> bool:
    return figure.share is None or figure.share in _SHARED_WITH.get(audience, (figure.share,))


def _figure_sentence(draft: Draft, figure: Figure) -> str | None:
    """The campaign's own wording, else the shipped one; ``None`` where the language has none."""
    own, language = draft.text(f"figure-{figure.id}"), draft.labels.language
    if own:
        draft.unreviewed |= own.reviewed_by is None
        return own.text
    english = figure.sentence.rstrip(".") + "."
    easy = language == Language.PLAIN and is_easy(english)
    return english if language == Language.EN or easy else None


def _note(draft: Draft, figure: Figure, *, again: bool = False) -> tuple[str, str | None]:
    """Publisher, title, base and period; what is not stated is said."""
    publisher, title = (_published(draft, s) for s in (figure.publisher, figure.source_title))
    if not figure.source_title.startswith(figure.publisher):
        title = f"{publisher}, {title}"
    text = draft.labels(
        "note-figure-again" if again else "note-figure",
        title=title,
        publisher=publisher,
        base=_base(draft.labels, figure, draft.own),
        period=_period(draft.labels, figure),
    )
    return text, figure.source_url or None


def _published(draft: Draft, text: str) -> str:
    """A publisher or a title: official, unless we have words for it."""
    known = in_language(text, draft.labels.language)
    return draft.own(text) if known else draft.official(text)


#: Our words in the page's language; what has none stays English.
_Own = Callable[[str], str]


def _own(labels: Labels) -> _Own:
    """As ``Draft.own``, where no page is made."""
    return lambda text: said.text if (said := in_language(text, labels.language)) else text


def _base(labels: Labels, figure: Figure, own: _Own) -> str:
    translated = translations.figure_base(figure.id, labels.language)
    given = figure.denominator or figure.population
    return translated or (own(given) if given else labels("base-unstated"))


def basis_words(labels: Labels, figure: Figure) -> tuple[str, str]:
    """Its base and its period, as its note prints them."""
    return _base(labels, figure, _own(labels)), _period(labels, figure)


def _period(labels: Labels, figure: Figure) -> str:
    ends = [labels.date(day) for day in (figure.period_start, figure.period_end) if day]
    if len(ends) == 2:
        return labels("period-range", start=ends[0], end=ends[1])
    return ends[0] if ends else labels("period-unstated")


def build_chart(draft: Draft) -> Chart | None:
    """The campaign's chart: measured figures of one unit, base, period and publisher.

    A figure that its publisher left without base, counts or period may not be drawn.
    """
    campaign = draft.subject.campaign
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
    if not all(_may_read(draft.audience, figure) for figure in figures):
        draft.leave_out("figure-kept", "chart", audience=draft.audience.value)
        return None
    return _chart(draft, figures)


def _kinship(figure: Figure) -> tuple[str | None, ...]:
    return (
        figure.unit, figure.denominator, figure.period_start, figure.period_end, figure.publisher,
    )  # fmt: skip


def _measure(labels: Labels, figure: Figure, own: _Own) -> str:
    return translations.figure_measure(figure.id, labels.language) or own(figure.measure)


def chart_amounts(labels: Labels, figures: Iterable[Figure]) -> dict[str, str]:
    """What a chart of these figures says: the words of each bar, and its number."""
    own = _own(labels)
    return {_measure(labels, one, own): labels.amount(one.value, one.unit) for one in figures}


def _chart(draft: Draft, figures: tuple[Figure, ...]) -> Chart:
    labels, first = draft.labels, figures[0]
    rows = tuple(
        ChartRow(
            _measure(labels, figure, draft.own),
            figure.value,
            labels.amount(figure.value, figure.unit),
        )
        for figure in figures
    )
    highest = max(figure.value for figure in figures)
    base = labels("chart-base", base=_base(labels, first, draft.own), period=_period(labels, first))
    return Chart(
        home="programs",
        title=labels("chart-figures"),
        base=tie(base),
        limit=_PERCENT if first.unit == "percent" else highest,
        rows=rows,
        notes=(draft.note(*_note(draft, first), kind="figure"),),
    )

"""Whether a brief takes one page in Word: Word cannot be run here, so its lines are counted.

The page is that of ``docx_template``: one column, the notes in two. Widths are those of the
PDF's letters made as wide as Arial's mostly are at most, so that the count errs towards too long.
"""

from collections.abc import Iterable, Iterator

from billtrail.briefs.typeset import LINE_SPACING, MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X, STYLES
from billtrail.briefs.values import Block, Brief, Sentence

from .lines import count_lines

SIZES = (11.5, 11.0, 10.5)
_WIDTH = (8.5 - 2 * MARGIN_X) * 72
_HEIGHT = (11 - MARGIN_TOP - MARGIN_BOTTOM) * 72
#: Arial's line to line, in sizes; room for a line that breaks otherwise in Word.
_LINE, _SPARE = 1.15 * LINE_SPACING, 14.0
#: Nine in ten lines of Arial are no wider, beside the widths of ``lines``; of its bold letters.
_WIDE, _BOLD = 1.09, 1.155
_TITLES = (24.0, 22.0, 20.0, 18.5, 17.0)


def body_size(brief: Brief) -> float:
    """The largest size at which it takes one page; the smallest where none does."""
    return next((size for size in SIZES if _height(brief, size) <= _HEIGHT), SIZES[-1])


def title_size(brief: Brief) -> float:
    """The largest size at which the title takes one line; 20 points on two where none does."""
    one = (size for size in _TITLES if count_lines(brief.title, size * _BOLD, _WIDTH) == 1)
    return next(one, 20.0)


def fits_docx(brief: Brief) -> bool:
    return _height(brief, SIZES[-1]) <= _HEIGHT


def _height(brief: Brief, size: float) -> float:
    parts = [
        *(_lines(mark.text, "Brief Mark") for mark in brief.marks),
        _lines(f"{brief.organisation or ''} · {brief.head}   {brief.head_date}", "Brief Head"),
        _lines(brief.identity, "Brief Head"),
        _lines(brief.title, "Title", title_size(brief)),
        _lines(brief.tagline, "Subtitle") if brief.tagline else 0.0,
        _lines(brief.bar_title, "Heading 1") if brief.leading else 0.0,
        _bar(brief),
        _lines(_text(brief.status.sentences), "Brief Status", size),
        *(_block(brief, block, size) for block in brief.blocks),
        _lines(" ".join((brief.contact_heading, *brief.contact)), "Normal", size)
        if brief.contact else 0.0,
        _lines(brief.notes_heading, "Heading 1"),
        _lines(" ".join((*brief.closing, brief.id_label, "0" * 12)), "Brief Caption"),
        _notes(brief),
        _lines(brief.check_label + brief.check_at, "Brief Caption") if brief.check_at else 0.0,
    ]  # fmt: skip
    return sum(parts) + _SPARE


def _lines(text: str, style: str, size: float | None = None, width: float = _WIDTH) -> float:
    """Points that a paragraph takes with the white around it."""
    look = STYLES[style]
    points = size or look.size
    wide = points * (_BOLD if look.bold else _WIDE)
    count = count_lines(text, wide, width - look.hanging * 72)
    return count * points * _LINE + look.before + look.after


def _text(sentences: Iterable[Sentence]) -> str:
    return " ".join(s.text + ("." if s.notes else "") for s in sentences)


def _bar(brief: Brief) -> float:
    """Two rows; the label of a narrow column may take two lines."""
    if not brief.bar:
        return 0.0
    look, width = STYLES["Brief Step"], _WIDTH / len(brief.bar) - 11
    tallest = [
        max(count_lines(word, look.size * _BOLD, width) for word in row)
        for row in ([s.named for s in brief.bar], [s.date or s.words for s in brief.bar])
    ]
    return sum(tallest) * look.size * _LINE + 2


def _block(brief: Brief, block: Block, size: float) -> float:
    return _lines(block.heading, "Heading 1") + sum(_parts(brief, block, size))


_PARAGRAPHS = {"text": "Normal", "bullet": "List Bullet", "number": "List Number"}


def _parts(brief: Brief, block: Block, size: float) -> Iterator[float]:
    for paragraph in block.paragraphs:
        yield _lines(_text(paragraph.sentences), _PARAGRAPHS[paragraph.style], size)
    yield from (_lines(_text([f.sentence]), "Brief Figure", size) for f in block.figures)
    chart = brief.chart
    if chart and chart.home == block.kind:
        yield 2 * (STYLES["Brief Row"].size * _LINE + 1)
        yield _lines(f"{chart.title}. {chart.base}", "Brief Caption")


def _notes(brief: Brief) -> float:
    """The taller of the two columns."""
    heights, at = _note_heights(brief), note_split(brief)
    return max(sum(heights[:at]), sum(heights[at:]))


def note_split(brief: Brief) -> int:
    """Before which note the second column starts, so that the taller one is shortest."""
    heights = _note_heights(brief)
    cuts = range(1, len(heights) + 1)
    return min(cuts, key=lambda at: max(sum(heights[:at]), sum(heights[at:])), default=0)


def _note_heights(brief: Brief) -> list[float]:
    width = (_WIDTH - 22) / 2
    return [_lines(f"{n.text} {n.shown}.", "Brief Notes", width=width) for n in brief.notes]

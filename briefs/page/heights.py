"""How tall the parts of a page come out, estimated by counting lines. All lengths are in points."""

from collections.abc import Iterable
from functools import lru_cache

from billtrail.briefs.values import Block, Brief, Sentence

from .lines import BOLD, count_lines

PAGE_WIDTH = 508.3
PAGE_HEIGHT = 721.4
GUTTER = 22.0

#: Line to line, and paragraph to paragraph, in type sizes (cap height .66 and leading .58).
_LINE, _PARAGRAPH = 1.24, 0.22
#: Pages come out so much shorter than the sum of their estimated parts.
_TRUE = 0.94
NOTE_SIZE, _NOTE_LINE = 8.5, 1.09
_SECTION = 15.0
#: Widths of the block for an office, and of a note in two columns.
OFFICE_HEADING = 116.0
OFFICE_WIDTH = PAGE_WIDTH - 15 - OFFICE_HEADING - 14
NOTE_WIDTH = (PAGE_WIDTH - GUTTER) / 2 - 1.35 * NOTE_SIZE
#: Width of the square code beside the notes, with its gutter.
_CODE = 66.0

#: Widths of the two columns (the right one 0: one column), and the kinds of block on the left.
Columns = tuple[float, float, tuple[str, ...]]


def column_heights(brief: Brief, size: float, gap: float, columns: Columns) -> tuple[float, float]:
    left, right, left_kinds = columns
    sides: tuple[list[float], list[float]] = ([], [])
    for block in brief.body:
        at = 0 if block.kind in left_kinds else 1
        sides[at].append(_part(brief, block, size, (left, right)[at]))
    return _stack(sides[0], gap), _stack(sides[1], gap)


def _part(brief: Brief, block: Block, size: float, width: float) -> float:
    """A block with its figures and its chart."""
    if block.kind == "programs":
        return _programs(brief, size, width)
    charted = brief.chart is not None and brief.chart.home == block.kind
    return _block(block, size, width) + (_chart(brief, size, width) if charted else 0.0)


def _stack(heights: list[float], gap: float) -> float:
    return sum(heights) + _SECTION * gap * max(0, len(heights) - 1)


def _text(sentences: Iterable[Sentence]) -> str:
    """The words with room for the small note numbers."""
    return " ".join(s.text + ("." if s.notes else "") for s in sentences)


def _block(block: Block, size: float, width: float) -> float:
    height = size * 1.42
    for paragraph in block.paragraphs:
        indent = size * 0.93 if paragraph.style == "bullet" else 0
        lines = count_lines(_text(paragraph.sentences), size, width - indent)
        height += lines * _LINE * size + _PARAGRAPH * size * (paragraph.style == "text")
        height += 0.12 * size
    return height


def _programs(brief: Brief, size: float, width: float) -> float:
    block = brief.block("programs")
    assert block is not None
    inner = width - 26
    height = 25 + _block(block, size, inner)
    number = _number_width(brief, size)
    for figure in block.figures:
        lines = count_lines(figure.sentence.text + ".", size, inner - number - 10)
        height += max(lines * _LINE, 1.7) * size + 0.62 * size
    if brief.chart and brief.chart.home == "programs":
        height += _chart(brief, size, inner)
    return height


def _number_width(brief: Brief, size: float) -> float:
    return max((number_em(f.display) for f in brief.figures), default=0.0) * size


@lru_cache(maxsize=256)
def number_em(display: str) -> float:
    """Width of a figure's large number, in body sizes."""
    wide = {"%": 0.87, ",": 0.27, ".": 0.27}
    return sum(wide.get(sign, 0.55) for sign in display) * 2.05


def _chart(brief: Brief, size: float, width: float) -> float:
    chart = brief.chart
    assert chart is not None
    caption = count_lines(f"{chart.title}. {chart.base}", 9, width) * 9 * _LINE
    rows = 1 if len(chart.rows) == 2 and chart.home == "behind" else len(chart.rows)
    return 1.3 * size + rows * (size * 0.66 + 3.6) + caption


# -- the whole page ------------------------------------------------------------


def page_height(
    brief: Brief,
    size: float,
    gap: float,
    columns: Columns,
    headline: float,
    lines: tuple[str, ...],
) -> float:
    status = count_lines(_text(brief.status.sentences), size, PAGE_WIDTH)
    parts = [
        22.0,
        sum(30.0 for mark in brief.marks if mark.kind != "sample"),
        13 * gap + 7 + 9,
        headline * (0.67 + 1.09 * (len(lines) - 1)),
        (8 + 8 * gap + size * 0.75) if brief.tagline else 0.0,
        (size * 1.42 + 2) if brief.leading else 0.0,
        _bar(brief, gap),
        4 + status * _LINE * size - 0.5 * size,
        _office(brief, size, gap),
        15 * gap + _main(brief, size, gap, columns),
        _ask(brief, size, gap),
        (13 * gap + size) if brief.contact else 0.0,
        12 * gap + _foot(brief),
    ]
    return sum(parts) * _TRUE


def _bar(brief: Brief, gap: float) -> float:
    """Marks, labels, which may take two lines, and days."""
    if not brief.bar:
        return 0.0
    width = PAGE_WIDTH / (len(brief.bar) - 0.18) - 3
    label = max(count_lines(step.label, 10 * BOLD, width) for step in brief.bar)
    return 14 * gap + 42 + 11.0 * (label - 1) + 9 * gap


def _main(brief: Brief, size: float, gap: float, columns: Columns) -> float:
    if brief.subject == "goals":
        return sum(_goal(block, size) for block in brief.blocks) + 16 * gap * len(brief.blocks)
    return max(column_heights(brief, size, gap, columns))


def _goal(block: Block, size: float) -> float:
    """A row: its words, or the box of its figure, whichever is taller."""
    if not block.figures:
        return _block(block, size, PAGE_WIDTH)
    words = _block(block, size, (PAGE_WIDTH - GUTTER) / 1.86)
    inner = (PAGE_WIDTH - GUTTER) * 0.86 / 1.86 - 22
    figure = block.figures[0]
    lines = count_lines(figure.sentence.text, size, inner - number_em(figure.display) * size - 10)
    return max(words, 14 + 0.9 * size + lines * _LINE * size)


def _office(brief: Brief, size: float, gap: float) -> float:
    """Heading and words side by side."""
    block = brief.block("office")
    if block is None:
        return 0.0
    heading = count_lines(block.heading, size * 1.04 * BOLD, OFFICE_HEADING)
    words = _block(block, size, OFFICE_WIDTH) - size * 1.42
    return 11 * gap + 4 + max(heading * _LINE * size, words)


def _ask(brief: Brief, size: float, gap: float) -> float:
    block = brief.block("ask")
    if block is None:
        return 0.0
    numbered = [p for p in block.paragraphs if p.style == "number"]
    others = len(block.paragraphs) - len(numbered)
    across = max(1, min(3, len(numbered)))
    width = (PAGE_WIDTH - 26 - 18 * (across - 1)) / across - size * 1.4
    lines = [count_lines(_text(p.sentences), size * BOLD, width) for p in numbered]
    rows = [max(lines[i : i + across]) for i in range(0, len(lines), across)]
    words = sum(row * _LINE * size for row in rows) + 8 * max(0, len(rows) - 1)
    return 13 * gap + 19 + 1.42 * size + words + others * 1.7 * size


def _foot(brief: Brief) -> float:
    split = split_notes(brief)
    lines = _note_lines(brief, columns=2 if split else 1)
    tallest: float = max(sum(lines[:split]), sum(lines[split:]))
    closing = count_lines(" ".join((*brief.closing, brief.id_label)), NOTE_SIZE, PAGE_WIDTH - 200)
    code = 4 + NOTE_SIZE if brief.check_at else 0.0
    tallest = max(tallest, 44 / (_NOTE_LINE * NOTE_SIZE) if brief.check_at else 0)
    return 6 + 5 + code + (tallest + closing) * _NOTE_LINE * NOTE_SIZE


def _note_lines(brief: Brief, columns: int) -> list[int]:
    room = PAGE_WIDTH - (_CODE if brief.check_at else 0.0)
    width = (room - GUTTER * (columns - 1)) / columns - 1.35 * NOTE_SIZE
    return [count_lines(f"{n.text} {n.shown}", NOTE_SIZE, width) for n in brief.notes]


def split_notes(brief: Brief) -> int:
    """Before which note the second column starts, so that both are about as long; 0: one column."""
    lines = _note_lines(brief, columns=2)
    if len(lines) <= 2:
        return 0
    cuts = range(1, len(lines))
    return min(cuts, key=lambda cut: (max(sum(lines[:cut]), sum(lines[cut:])), -cut))

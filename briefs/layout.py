"""How large the words may be and how wide the columns: estimated by counting lines.

Measuring in Typst would cost as much as setting the page again. The widths of letters are those
of the page's fonts, rounded, so a paragraph's lines come out right nearly always; the white
between parts takes up what is left, and the finished PDF, whose pages are counted, has the last
word. All lengths are in points.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from billtrail.briefs.values import Block, Brief, Sentence

#: Letters by width, in hundredths of the type size: Source Sans regular (bold is 4 % wider).
_WIDTHS = (
    (20, " \N{NO-BREAK SPACE}"), (25, "ijl.,;:'·í"), (28, "I"), (31, "f()-!"), (33, "t"),
    (36, "r/"), (42, "sz?"), (45, "cx"), (48, "kvyFJLY"), (54, "bhnouAESTZóúñ"), (57, "dpqCKPR"),
    (60, "BD&"), (63, "G"), (66, "HNOQU"), (72, "wM"), (78, "W"), (81, "%"), (84, "m"),
)  # fmt: skip
_LETTERS: Mapping[str, int] = {letter: width for width, letters in _WIDTHS for letter in letters}
_OTHER = 51
_BOLD, _SERIF = 1.05, 1.12

PAGE_WIDTH = 508.3
PAGE_HEIGHT = 721.4
GUTTER = 22.0
SIZES = (12.0, 11.75, 11.5, 11.25, 11.0, 10.75, 10.5)
TIGHTEST = 0.72
#: A title that fits on one line at this size takes one; a longer one takes two, larger.
_ONE_LINE = 22.5
HEADLINES = (27.0, 25.5, 24.0, 22.5, 21.0, 19.5, 18.0)

#: Line to line, and paragraph to paragraph, in type sizes (cap height .66 and leading .58).
_LINE, _PARAGRAPH = 1.24, 0.22
#: Pages come out so much shorter than the sum of their estimated parts.
_TRUE = 0.94
NOTE_SIZE, _NOTE_LINE = 8.5, 1.09
_SECTION = 15.0
_LEFT = ("problem", "does", "bill", "latest")
#: Widths of the block for an office, and of a note in two columns.
OFFICE_HEADING = 116.0
OFFICE_WIDTH = PAGE_WIDTH - 15 - OFFICE_HEADING - 14
NOTE_WIDTH = (PAGE_WIDTH - GUTTER) / 2 - 1.35 * NOTE_SIZE
#: Width of the square code beside the notes, with its gutter.
_CODE = 66.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What the template is told. ``left`` and ``right`` are the columns' widths (``right`` 0: one
    column), ``left_kinds`` the blocks that go left, ``foot`` how much of the spare
    white goes above the notes, ``gap`` the scale of all distances, ``numbers`` the widths of the
    large numbers in body sizes, by what they show, ``split`` where the notes' second column
    starts (0: one column)."""

    size: float
    gap: float
    left: float
    right: float
    left_kinds: tuple[str, ...]
    headline: float
    lines: tuple[str, ...]
    foot: float
    numbers: Mapping[str, float]
    split: int

    @property
    def number(self) -> float:
        """The width of the widest of the large numbers."""
        return max(self.numbers.values(), default=0.0)


@lru_cache(maxsize=8192)
def _em(word: str) -> float:
    return sum(_LETTERS.get(letter, _OTHER) for letter in word) / 100


@lru_cache(maxsize=2048)
def _word_ends(text: str) -> tuple[tuple[float, float], ...]:
    """Where each word of a text starts and ends, all on one line, in type sizes."""
    ends, at = [], 0.0
    for word in text.split(" "):
        wide = _em(word)
        ends.append((at, at + wide))
        at += wide + 0.2
    return tuple(ends)


@lru_cache(maxsize=16384)
def count_lines(text: str, size: float, width: float) -> int:
    """Lines of a ragged paragraph, broken where the next word does not fit."""
    room = width / size
    lines, start = 1, 0.0
    for begins, ends in _word_ends(text):
        if begins > start and ends - start > room:
            lines, start = lines + 1, begins
    return lines


@lru_cache(maxsize=64)
def plan_page(brief: Brief) -> Plan:
    """The plan of the largest size that should fit; the smallest, tightened, where none does."""
    lines, headline = _headline(brief.title)
    columns = _columns(brief)
    for size in SIZES:
        tall = _height(brief, size, 1.0, columns, headline, lines)
        spare = PAGE_HEIGHT - tall
        if spare >= 0:
            break
    else:
        size, spare = SIZES[-1], 0.0
    gap = 1.0 if spare else TIGHTEST
    foot = round(max(0.0, (spare - 70) / 18), 2)
    numbers = {f.display: round(number_em(f.display), 2) for f in brief.figures}
    return Plan(size, gap, *columns, headline, lines, foot, numbers, _split(brief))


def is_surely_too_long(brief: Brief) -> bool:
    """Whether even the smallest, tightest page would run over by more than an estimate's error."""
    lines, headline = _headline(brief.title)
    tall = _height(brief, SIZES[-1], TIGHTEST, _columns(brief), headline, lines)
    return tall > PAGE_HEIGHT * _ERROR


#: No estimate has been off by more: of all shipped briefs, the tallest on one page came to 1.031.
_ERROR = 1.035


def smaller_plans(plan: Plan) -> Iterator[Plan]:
    """The plan, and what to try where its page ran over: smaller words, then tighter."""
    yield plan
    sizes = [size for size in SIZES if size < plan.size]
    for size, gap in [*((size, 1.0) for size in sizes[:1]), (SIZES[-1], TIGHTEST)]:
        if (size, gap) != (plan.size, plan.gap):
            yield replace(plan, size=size, gap=gap, foot=0.0)


def overlong_words(brief: Brief, plan: Plan) -> Iterator[str]:
    """Words that no line of their part can hold: they would run off the page."""
    narrow = min(plan.left, plan.right or plan.left) - 40
    inner = narrow - (plan.number + 1) * plan.size
    parts = [
        (brief.title, plan.headline * _SERIF, PAGE_WIDTH),
        (f"{brief.tagline} {brief.identity}", plan.size, PAGE_WIDTH),
        (f"{brief.organisation or ''} {brief.head}", 12 * _BOLD, PAGE_WIDTH - 190),
        (" ".join(brief.contact), plan.size, PAGE_WIDTH),
        (" ".join(s.text for b in brief.blocks for p in b.paragraphs for s in p.sentences),
         plan.size * _BOLD, min(narrow, 120.0) if brief.block("ask") else narrow),
        (" ".join(f.sentence.text for f in brief.figures), plan.size, inner),
    ]  # fmt: skip
    for text, size, width in parts:
        yield from (w for w in _UNBROKEN.split(text) if _em(w) * size > width)


#: Where a line may break.
_UNBROKEN = re.compile(r"[\s/-]+")


# -- headline --------------------------------------------------------------------------------------


def _headline(title: str) -> tuple[tuple[str, ...], float]:
    """The title on one line, or on two of about equal length, at the largest size that fits."""
    room = PAGE_WIDTH * 0.985
    for size in HEADLINES:
        if size >= _ONE_LINE and _em(title) * _SERIF * size <= room:
            return (title,), size
    sentences = _sentences(title)
    if max(map(_em, sentences)) * _SERIF * _ONE_LINE <= room and len(sentences) == 2:
        wide = max(map(_em, sentences)) * _SERIF
        return sentences, next(size for size in HEADLINES if wide * size <= room)
    for size in HEADLINES:
        first, second = _halves(title)
        if max(_em(first), _em(second)) * _SERIF * size <= room:
            return (first, second), size
    return (title,), HEADLINES[-1]


def _sentences(title: str) -> tuple[str, ...]:
    """A title of two sentences is best broken between them."""
    return tuple(re.split(r"(?<=[.?!]) (?=\S+ \S+ )", title, maxsplit=1))


def _halves(title: str) -> tuple[str, str]:
    words = title.split(" ")
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(cuts, key=lambda cut: max(_em(cut[0]), _em(cut[1])), default=(title, ""))


# -- columns ---------------------------------------------------------------------------------------

Columns = tuple[float, float, tuple[str, ...]]


@lru_cache(maxsize=64)
def _columns(brief: Brief) -> Columns:
    """The widths, and the kinds of block on the left, at which both columns end at one height."""
    kinds = [block.kind for block in brief.body]
    lefts = tuple(kind for kind in kinds if kind in _LEFT)
    rights = [kind for kind in kinds if kind not in _LEFT]
    if not lefts or not rights:
        return PAGE_WIDTH, 0.0, tuple(kinds)
    movable = [kind for kind in rights if kind != "programs"] if "programs" in rights else []
    moves = [tuple(movable[at:]) for at in range(len(movable) + 1)]
    choices = [
        (
            max(_column_heights(brief, 11.25, 1.0, (left, right, (*lefts, *moved)))),
            left,
            right,
            moved,
        )
        for left in range(225, 311, 12)
        for right in (PAGE_WIDTH - GUTTER - left,)
        for moved in moves
    ]
    _, left, right, moved = min(choices)
    return float(left), round(right, 1), (*lefts, *moved)


def _column_heights(brief: Brief, size: float, gap: float, columns: Columns) -> tuple[float, float]:
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


def _height(
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
        (14 * gap + 42 + 9 * gap) if brief.bar else 0.0,
        4 + status * _LINE * size - 0.5 * size,
        _office(brief, size, gap),
        15 * gap + _main(brief, size, gap, columns),
        _ask(brief, size, gap),
        (13 * gap + size) if brief.contact else 0.0,
        12 * gap + _foot(brief),
    ]
    return sum(parts) * _TRUE


def _main(brief: Brief, size: float, gap: float, columns: Columns) -> float:
    if brief.subject == "goals":
        return sum(_goal(block, size) for block in brief.blocks) + 16 * gap * len(brief.blocks)
    return max(_column_heights(brief, size, gap, columns))


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
    heading = count_lines(block.heading, size * 1.04 * _BOLD, OFFICE_HEADING)
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
    lines = [count_lines(_text(p.sentences), size * _BOLD, width) for p in numbered]
    rows = [max(lines[i : i + across]) for i in range(0, len(lines), across)]
    words = sum(row * _LINE * size for row in rows) + 8 * max(0, len(rows) - 1)
    return 13 * gap + 19 + 1.42 * size + words + others * 1.7 * size


def _foot(brief: Brief) -> float:
    split = _split(brief)
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


def _split(brief: Brief) -> int:
    """Before which note the second column starts, so that both are about as long; 0: one column."""
    lines = _note_lines(brief, columns=2)
    if len(lines) <= 2:
        return 0
    cuts = range(1, len(lines))
    return min(cuts, key=lambda cut: (max(sum(lines[:cut]), sum(lines[cut:])), -cut))

"""How large the words may be and how wide the columns, by the estimate of ``heights``.

The white between parts takes up what is left, and the finished PDF, whose pages are counted, has
the last word. All lengths are in points.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from billtrail.briefs.values import Brief

from .heights import (
    GUTTER,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Columns,
    column_heights,
    number_em,
    page_height,
    split_notes,
)
from .lines import BOLD, SERIF, em

SIZES = (12.0, 11.75, 11.5, 11.25, 11.0, 10.75, 10.5)
_TIGHTEST = 0.72
#: A title that fits on one line at this size takes one; a longer one takes two, larger.
_ONE_LINE = 22.5
_HEADLINES = (27.0, 25.5, 24.0, 22.5, 21.0, 19.5, 18.0)
_LEFT = ("problem", "does", "bill", "latest", "others")


@dataclass(frozen=True, slots=True)
class PagePlan:
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


@lru_cache(maxsize=64)
def plan_page(brief: Brief) -> PagePlan:
    """The plan of the largest size that should fit; the smallest, tightened, where none does."""
    lines, headline = _headline(brief.title)
    columns = _columns(brief)
    for size in SIZES:
        tall = page_height(brief, size, 1.0, columns, headline, lines)
        spare = PAGE_HEIGHT - tall
        if spare >= 0:
            break
    else:
        size, spare = SIZES[-1], 0.0
    gap = 1.0 if spare else _TIGHTEST
    foot = round(max(0.0, (spare - 70) / 18), 2)
    numbers = {f.display: round(number_em(f.display), 2) for f in brief.figures}
    return PagePlan(size, gap, *columns, headline, lines, foot, numbers, split_notes(brief))


def is_surely_too_long(brief: Brief) -> bool:
    """Whether even the smallest, tightest page would run over by more than an estimate's error."""
    lines, headline = _headline(brief.title)
    tall = page_height(brief, SIZES[-1], _TIGHTEST, _columns(brief), headline, lines)
    return tall > PAGE_HEIGHT * _ERROR


#: No estimate has been off by more: of all shipped briefs, the tallest on one page came to 1.031.
_ERROR = 1.035


def smaller_plans(plan: PagePlan) -> Iterator[PagePlan]:
    """The plan, and what to try where its page ran over: smaller words, then tighter."""
    yield plan
    sizes = [size for size in SIZES if size < plan.size]
    for size, gap in [*((size, 1.0) for size in sizes[:1]), (SIZES[-1], _TIGHTEST)]:
        if (size, gap) != (plan.size, plan.gap):
            yield replace(plan, size=size, gap=gap, foot=0.0)


def overlong_words(brief: Brief, plan: PagePlan) -> Iterator[str]:
    """Words that no line of their part can hold: they would run off the page."""
    narrow = min(plan.left, plan.right or plan.left) - 40
    inner = narrow - (plan.number + 1) * plan.size
    parts = [
        (brief.title, plan.headline * SERIF, PAGE_WIDTH),
        (f"{brief.tagline} {brief.identity}", plan.size, PAGE_WIDTH),
        (f"{brief.organisation or ''} {brief.head}", 12 * BOLD, PAGE_WIDTH - 190),
        (" ".join(brief.contact), plan.size, PAGE_WIDTH),
        (" ".join(s.text for b in brief.blocks for p in b.paragraphs for s in p.sentences),
         plan.size * BOLD, min(narrow, 120.0) if brief.block("ask") else narrow),
        (" ".join(f.sentence.text for f in brief.figures), plan.size, inner),
    ]  # fmt: skip
    for text, size, width in parts:
        yield from (w for w in _UNBROKEN.split(text) if em(w) * size > width)


#: Where a line may break.
_UNBROKEN = re.compile(r"[\s/-]+")


# -- headline --------------------------------------------------------------------------------------


def _headline(title: str) -> tuple[tuple[str, ...], float]:
    """The title on one line, or on two of about equal length, at the largest size that fits."""
    room = PAGE_WIDTH * 0.985
    for size in _HEADLINES:
        if size >= _ONE_LINE and em(title) * SERIF * size <= room:
            return (title,), size
    sentences = _sentences(title)
    if max(map(em, sentences)) * SERIF * _ONE_LINE <= room and len(sentences) == 2:
        wide = max(map(em, sentences)) * SERIF
        return sentences, next(size for size in _HEADLINES if wide * size <= room)
    for size in _HEADLINES:
        first, second = _halves(title)
        if max(em(first), em(second)) * SERIF * size <= room:
            return (first, second), size
    return (title,), _HEADLINES[-1]


def _sentences(title: str) -> tuple[str, ...]:
    """A title of two sentences is best broken between them."""
    return tuple(re.split(r"(?<=[.?!]) (?=\S+ \S+ )", title, maxsplit=1))


def _halves(title: str) -> tuple[str, str]:
    words = title.split(" ")
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(cuts, key=lambda cut: max(em(cut[0]), em(cut[1])), default=(title, ""))


# -- columns ---------------------------------------------------------------------------------------


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
            max(column_heights(brief, 11.25, 1.0, (left, right, (*lefts, *moved)))),
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

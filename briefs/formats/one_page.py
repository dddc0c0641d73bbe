"""One page, for certain: parts are dropped in a named order until the finished PDF has one."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from billtrail.briefs.build import left_out
from billtrail.briefs.page import (
    fits_docx,
    for_any_office,
    is_surely_too_long,
    overlong_words,
    plan_page,
)
from billtrail.briefs.typeset import kept
from billtrail.briefs.values import Block, Brief, BriefFigure, Paragraph, Sentence, to_json
from billtrail.errors import BriefRefused

from .pdf import is_one_page

Drop = tuple[str, Callable[[Brief], Brief]]


@kept(32)
def fit(brief: Brief) -> Brief:
    """The brief as it prints on one page, what was dropped added to ``left_out``.

    Fitting a fitted brief changes nothing. Raises ``BriefRefused`` naming the longest parts and
    how many words to cut, where even the shortest form needs a second page.
    """
    refuse_signs(to_json(brief))
    needed = _first_fit(for_any_office(brief)) if brief.addressee else 0
    for at, (tried, roomy) in enumerate(_shortenings(brief)):
        if at >= needed and _fits(tried, roomy=roomy):
            return _whole(tried)
    raise _too_long(tried)


def _whole(brief: Brief) -> Brief:
    """The brief, unless a word of it is longer than its line and would run off the page."""
    word = next(overlong_words(brief, plan_page(for_any_office(brief))), None)
    if word:
        raise BriefRefused(
            f"The word {word[:40]!r} ({len(word)} signs) is longer than a line. "
            "Break it with a space or a hyphen."
        )
    return brief


#: What XML may not hold, as JSON writes it: the two that are no characters, and control signs.
_NO_SIGNS = (
    re.compile("[\x7f-\x9f\ufffe\uffff]"),
    re.compile(r"(?<!\\)(?:\\\\)*\\u00[01][0-9a-f]"),
)


def refuse_signs(text: str) -> None:
    """Raises ``BriefRefused`` naming a sign of a page's JSON that stands for no letter and breaks a
    file."""
    written = _NO_SIGNS[1].search(text) if "\\u00" in text else None
    if match := written or _NO_SIGNS[0].search(text):
        code = match[0][-4:].upper() if written else f"{ord(match[0]):04X}"
        raise BriefRefused(f"A text holds the control sign U+{code}. Take it out of the text.")


@kept(64)
def _first_fit(brief: Brief) -> int:
    """Which of its shortenings is the first to fit; the last where none does."""
    tries = list(_shortenings(brief))
    fits = (at for at, (tried, roomy) in enumerate(tries) if _fits(tried, roomy=roomy))
    return next(fits, len(tries) - 1)


def _shortenings(brief: Brief) -> Iterator[tuple[Brief, bool]]:
    """The brief, then with more and more left out; first, with what is easily spared, as long as
    that saves the white between its parts, then with that white made small."""
    whole = renumbered(brief)
    spared = [*_dropping(whole, _SPARED)]
    if _is_roomy(spared[-1]):
        yield from ((tried, True) for tried in spared)
    yield from ((tried, False) for tried in _dropping(whole, DROPS))


def _dropping(brief: Brief, drops: Iterable[Drop]) -> Iterator[Brief]:
    """The brief, then without each of these in turn."""
    tried = brief
    yield tried
    for what, drop in drops:
        shorter = drop(tried)
        if shorter != tried:
            row = left_out("page-full", what, longest=_longest(brief.blocks)[0][0])
            tried = renumbered(replace(shorter, left_out=(*shorter.left_out, row)))
            yield tried


def _fits(brief: Brief, *, roomy: bool = False) -> bool:
    """One page in every format: the PDF's pages counted, Word's lines too. ``roomy``: by the
    estimate without making the white between the parts small."""
    if roomy and not _is_roomy(brief):
        return False
    # A page for an office has its look-alike to say so.
    if not fits_docx(brief) or (brief.addressee is None and is_surely_too_long(brief)):
        return False
    return is_one_page(brief)


def _is_roomy(brief: Brief) -> bool:
    return plan_page(for_any_office(brief)).gap == 1


# -- the order of what goes first --------------------------------------------------------------


def _without_chart(brief: Brief) -> Brief:
    return replace(brief, chart=None)


def _without_tagline(brief: Brief) -> Brief:
    return replace(brief, tagline="")


def _most_figures(most: int) -> Callable[[Brief], Brief]:
    """At most so many figures in a block."""
    return lambda brief: replace(
        brief, blocks=tuple(replace(b, figures=b.figures[:most]) for b in brief.blocks)
    )


def _most_of(kind: str, style: str, most: int) -> Callable[[Brief], Brief]:
    """At most so many paragraphs of a style in a block."""

    def shortened(block: Block) -> Block:
        if block.kind != kind:
            return block
        kept = [p for p in block.paragraphs if p.style == style][:most]
        return replace(
            block,
            paragraphs=tuple(p for p in block.paragraphs if p.style != style or p in kept),
        )

    return lambda brief: replace(brief, blocks=tuple(shortened(b) for b in brief.blocks))


def _without_block(kind: str) -> Callable[[Brief], Brief]:
    return lambda brief: replace(
        brief, blocks=tuple(block for block in brief.blocks if block.kind != kind)
    )


def _first_sentences(brief: Brief) -> Brief:
    """Who stands behind it, in the first sentence of each paragraph alone."""

    def shortened(block: Block) -> Block:
        if block.kind != "behind":
            return block
        first_sentences = tuple(replace(p, sentences=p.sentences[:1]) for p in block.paragraphs)
        return replace(block, paragraphs=first_sentences)

    return replace(brief, blocks=tuple(map(shortened, brief.blocks)))


def _first_comparison(brief: Brief) -> Brief:
    """How the law compares, by what was read and the first count of it."""

    def shortened(block: Block) -> Block:
        if block.kind != "relief":
            return block
        base, first, *more = block.sentences
        return replace(block, paragraphs=(Paragraph((base, first, *more[-1:])),))

    return replace(brief, blocks=tuple(map(shortened, brief.blocks)))


#: What goes first, before the white between the parts does.
_SPARED: tuple[Drop, ...] = (
    ("more counts of how the law compares", _first_comparison),
    ("the fourth point of what it does", _most_of("does", "bullet", 3)),
    ("older steps on record", _most_of("latest", "bullet", 3)),
    ("details of who stands behind it", _first_sentences),
    ("the third figure", _most_figures(2)),
)

#: Then these. The ask, the office, the status, the problem, the limits, two figures and the notes
#: of what is printed never go.
DROPS: tuple[Drop, ...] = (
    *_SPARED,
    ("how the law compares", _without_block("relief")),
    ("the line under the title", _without_tagline),
    ("the chart", _without_chart),
    ("the third point of what it does", _most_of("does", "bullet", 2)),
    ("the third ask", _most_of("ask", "number", 2)),
    ("who stands behind it", _without_block("behind")),
    ("the survivor's words", _without_block("voice")),
    ("the steps on record", _without_block("latest")),
    ("the campaign's other bills", _without_block("others")),
)

# -- notes follow what is printed --------------------------------------------------------------


def _printed(brief: Brief) -> Iterator[tuple[int, ...]]:
    """Note numbers in reading order."""
    yield from (s.notes for block in brief.leading for s in block.sentences)
    yield from (sentence.notes for sentence in brief.status.sentences)
    for block in brief.body:
        yield from (sentence.notes for sentence in block.sentences)
        if brief.chart and brief.chart.home == block.kind:
            yield brief.chart.notes


def renumbered(brief: Brief) -> Brief:
    """Only the notes that something on the page points to, numbered in reading order."""
    if brief.chart and brief.block(brief.chart.home) is None:
        brief = replace(brief, chart=None)
    order = dict.fromkeys(number for numbers in _printed(brief) for number in numbers)
    if [*order] == [note.number for note in brief.notes]:
        return brief
    new = {old: position for position, old in enumerate(order, start=1)}
    by_number = {note.number: note for note in brief.notes}

    def moved(sentence: Sentence) -> Sentence:
        return replace(sentence, notes=_moved(sentence.notes))

    def _moved(notes: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(new[number] for number in notes))

    def paragraph(value: Paragraph) -> Paragraph:
        return replace(value, sentences=tuple(map(moved, value.sentences)))

    def block(value: Block) -> Block:
        return replace(
            value,
            paragraphs=tuple(map(paragraph, value.paragraphs)),
            figures=tuple(map(figure, value.figures)),
        )

    def figure(value: BriefFigure) -> BriefFigure:
        return replace(value, sentence=moved(value.sentence))

    return replace(
        brief,
        status=replace(brief.status, sentences=tuple(map(moved, brief.status.sentences))),
        blocks=tuple(map(block, brief.blocks)),
        chart=brief.chart and replace(brief.chart, notes=_moved(brief.chart.notes)),
        notes=tuple(replace(by_number[old], number=number) for old, number in new.items()),
    )


# -- when nothing more may go ----------------------------------------------------------------------


def _longest(blocks: tuple[Block, ...]) -> list[tuple[str, int]]:
    """Headings and words of the blocks, longest first."""
    counts = []
    for block in blocks:
        words = sum(len(s.text.split()) for p in block.paragraphs for s in p.sentences)
        words += sum(len(figure.sentence.text.split()) for figure in block.figures)
        counts.append((block.heading, words))
    return sorted(counts, key=lambda item: item[1], reverse=True) or [("title", 1)]


def _too_long(brief: Brief) -> BriefRefused:
    longest = _longest(brief.blocks)[:3]
    parts = ", ".join(f"{name!r} ({words} words)" for name, words in longest)
    return BriefRefused(
        f"The brief does not fit on one page. Longest parts: {parts}. "
        f"Cut at least {_words_to_cut(brief)} words."
    )


def _words_to_cut(brief: Brief) -> int:
    """The fewest words that must go from the ends of its paragraphs for it to fit."""
    low, high = 1, sum(words for _, words in _longest(brief.blocks))
    while low < high:
        middle = (low + high) // 2
        if _fits(_shortened(brief, middle)):
            high = middle
        else:
            low = middle + 1
    return low


def _shortened(brief: Brief, words: int) -> Brief:
    """The brief with so many words fewer, taken from its longest sentences' ends."""
    left = words
    blocks = []
    for block in brief.blocks:
        paragraphs = []
        for paragraph in block.paragraphs:
            sentences = []
            for sentence in paragraph.sentences:
                parts = sentence.text.split(" ")
                cut = min(left, len(parts) - 1)
                left -= cut
                kept = " ".join(parts[: len(parts) - cut])
                sentences.append(replace(sentence, text=kept))
            paragraphs.append(replace(paragraph, sentences=tuple(sentences)))
        blocks.append(replace(block, paragraphs=tuple(paragraphs)))
    return replace(brief, blocks=tuple(blocks))

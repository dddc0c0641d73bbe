"""The pages a paper may have, for certain: parts go in its definition's order until it has them."""

from collections.abc import Iterator
from dataclasses import replace

from billtrail.briefs.build import left_out
from billtrail.briefs.formats import refuse_signs
from billtrail.briefs.values import Block
from billtrail.errors import BriefRefused

from ..definition import drop_of
from ..values import Paper, published, renumbered, to_json
from .lines import fits_docx
from .pdf import has_its_pages
from .runs_on import letter_alone

#: Of the narrowest letters a line holds more; of the widest, fewer than half.
_LONGEST_WORD = 60


def fit(paper: Paper, drops: tuple[str, ...]) -> Paper:
    """The paper as it prints on its pages, in every format; what was dropped is in ``left_out``.
    A list of signers may run on behind them.

    Raises ``BriefRefused`` with its longest parts where even the shortest form has too many.
    """
    refuse_signs(to_json(published(paper)))
    _refuse_long_words(paper)
    for tried in _shortenings(renumbered(paper), drops):
        alone = letter_alone(tried)
        if fits_docx(alone) and has_its_pages(alone):
            return tried
    longest = sorted(paper.blocks, key=_words, reverse=True)[:3]
    parts = ", ".join(f"{block.kind} ({_words(block)} words)" for block in longest)
    pages = "one page" if paper.pages == 1 else f"{paper.pages} pages"
    raise BriefRefused(f"The paper does not fit on {pages}. Longest parts: {parts}. Shorten them.")


def _refuse_long_words(paper: Paper) -> None:
    """Nothing is clipped: a word that no line holds is told."""
    for word in (word for text in paper.texts for word in text.split()):
        if len(word) > _LONGEST_WORD:
            raise BriefRefused(
                f"The word {word[:40]!r} ({len(word)} signs) is longer than a line. Break it with "
                "a space or a hyphen."
            )


def _words(block: Block) -> int:
    return sum(len(sentence.text.split()) for sentence in block.sentences)


def _shortenings(paper: Paper, drops: tuple[str, ...]) -> Iterator[Paper]:
    """The paper, then with more and more left out."""
    yield paper
    for drop in drops:
        shorter = _without(paper, drop)
        if shorter != paper:
            longest = max(paper.blocks, key=_words).kind
            row = left_out("page-full", drop, longest=longest)
            paper = renumbered(replace(shorter, left_out=(*shorter.left_out, row)))
            yield paper


def _without(paper: Paper, drop: str) -> Paper:
    kind, number = drop_of(drop)
    kept = (_shortened(b, number) if b.kind == kind else b for b in paper.blocks)
    return replace(paper, blocks=tuple(one for one in kept if one))


def _shortened(block: Block, number: int) -> Block | None:
    """The block without its paragraph of that number, of the numbered ones where it has such."""
    if not number:
        return None
    numbered = [p for p in block.paragraphs if p.style == "number"] or list(block.paragraphs)
    gone = numbered[number - 1 : number]
    return replace(block, paragraphs=tuple(p for p in block.paragraphs if p not in gone))

"""The paragraphs of a paper in reading order, as every format sets them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from billtrail.briefs.values import Sentence

from ..values import Paper

#: Styles whose paragraphs stand close to each other.
TIGHT = ("line", "row", "signer", "cells")


@dataclass(frozen=True, slots=True)
class Flowing:
    """A paragraph with the ``kind`` of its block; ``style`` is text, number, line, quiet, row,
    cells, signer or heading. One that ran on is part of the one before it."""

    kind: str
    style: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


def stands_off(before: Flowing | None, one: Flowing) -> bool:
    """Whether a paragraph stands apart from the one before it, which is the last of short lines:
    the date below a letterhead, a heading below signers."""
    return before is not None and (before.kind != one.kind or one.style == "heading") and (
        before.style in TIGHT or before.kind == "letterhead"
    )  # fmt: skip


def flow(paper: Paper) -> tuple[Flowing, ...]:
    """Run-on paragraphs joined to the one before them, where that is running text."""
    found: list[Flowing] = []
    for one in _paragraphs(paper):
        if one.style == "run-on" and found and found[-1].style == "text":
            joined = (*found[-1].sentences, *one.sentences)
            found[-1] = replace(found[-1], sentences=joined)
        else:
            found.append(replace(one, style="text" if one.style == "run-on" else one.style))
    return tuple(found)


def _paragraphs(paper: Paper) -> Iterator[Flowing]:
    for block in paper.blocks:
        if block.heading:
            yield Flowing(block.kind, "heading", (Sentence(block.heading),))
        for paragraph in block.paragraphs:
            yield Flowing(block.kind, paragraph.style, paragraph.sentences)

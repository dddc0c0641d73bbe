"""Whether a paper takes its pages in Word: Word cannot be run here, so its lines are counted.

Widths are those of the PDF's letters made as wide as Arial's, in which Word prints, mostly are at
most, so that the count errs towards too long.
"""

from itertools import pairwise
from typing import NamedTuple

from billtrail.briefs.page import count_lines

from ..values import Paper
from .flow import TIGHT, Flowing, flow, stands_off

#: Points: the body, notes, and the name at the head.
BODY, SMALL, NAME = 10.5, 8.5, 17.0
#: Inches of the page's text, and points down the page.
WIDTH_INCHES = 6.9
_WIDTH = WIDTH_INCHES * 72
_WIDE, _LINE = 1.0, 1.22
#: Points above a signature; signers stand in so many columns.
SIGNATURE, COLUMNS = 30.0, 2


class Sheet(NamedTuple):
    """Inches down the sheet and of its margins above and below; points after a paragraph."""

    height: float
    margin: float
    after: float


_SHEETS = {"half": Sheet(5.5, 0.35, 3.0)}
_LETTER = Sheet(11.0, 0.6, 7.0)


def sheet_of(paper: Paper) -> Sheet:
    return _SHEETS.get(paper.sheet, _LETTER)


def fits_docx(paper: Paper) -> bool:
    sheet = sheet_of(paper)
    room = (sheet.height - 2 * sheet.margin) * 72
    return not paper.pages or _height(paper, sheet.after) <= paper.pages * room


def _height(paper: Paper, after: float) -> float:
    notes = [f"{note.number} {note.text} {note.shown}" for note in paper.notes]
    flowing = flow(paper)
    return sum((
        *(_paragraph(mark.text, BODY, after) for mark in paper.marks),
        NAME,
        *(_flowing(one, after) for one in flowing),
        *(after for before, one in pairwise(flowing) if stands_off(before, one)),
        SIGNATURE if paper.block("signature") else 0.0,
        *(_paragraph(text, SMALL, 1.0) for text in (*notes, f"{paper.closing} {paper.id_label}")),
        2 * BODY,
    ))  # fmt: skip


def _flowing(one: Flowing, after: float) -> float:
    if one.kind == "letterhead":
        return _paragraph(one.text, SMALL + 0.5, 2.0)
    if one.style == "signer":
        return _paragraph(one.text, COLUMNS * (SMALL + 1), 2.0) / COLUMNS
    return _paragraph(one.text, BODY, 1.0 if one.style in TIGHT else after)


def _paragraph(text: str, size: float, after: float) -> float:
    return count_lines(text, size * _WIDE, _WIDTH) * size * _LINE + after

"""Whether a paper takes its pages in Word: Word cannot be run here, so its lines are counted.

Widths are those of the PDF's letters made as wide as Arial's mostly are at most, so that the count
errs towards too long: Word prints in Calibri, which is narrower.
"""

from billtrail.briefs.page import count_lines

from ..values import Paper
from .flow import Flowing, flow

#: Points: the body, notes, and the name at the head.
BODY, SMALL, NAME = 10.5, 8.5, 17.0
#: Inches of the page's text, and points down the page.
WIDTH_INCHES = 6.9
_WIDTH, _HEIGHT = WIDTH_INCHES * 72, (11 - 2 * 0.6) * 72
_WIDE, _LINE = 1.0, 1.22
#: Points after a paragraph, and above a signature.
AFTER, SIGNATURE = 7.0, 30.0


#: Signers stand in so many columns.
COLUMNS = 2


def fits_docx(paper: Paper) -> bool:
    return not paper.pages or _height(paper) <= paper.pages * _HEIGHT


def _height(paper: Paper) -> float:
    notes = [f"{note.number} {note.text} {note.shown}" for note in paper.notes]
    return sum((
        *(_paragraph(mark.text, BODY) for mark in paper.marks),
        *map(_flowing, flow(paper)),
        SIGNATURE if paper.block("signature") else 0.0,
        *(_paragraph(text, SMALL, 1.0) for text in (*notes, f"{paper.closing} {paper.id_label}")),
        3 * BODY,
    ))  # fmt: skip


def _flowing(one: Flowing) -> float:
    if one.kind == "letterhead":
        return _paragraph(one.text, NAME if one.style == "line" else BODY, 2.0)
    if one.style == "signer":
        return _paragraph(one.text, COLUMNS * (SMALL + 1), 2.0) / COLUMNS
    return _paragraph(one.text, BODY, 1.0 if one.style in ("line", "row") else AFTER)


def _paragraph(text: str, size: float, after: float = AFTER) -> float:
    return count_lines(text, size * _WIDE, _WIDTH) * size * _LINE + after

"""Visit sheets as one tagged PDF, two sides an office, and as text to copy from."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime

from billtrail.briefs.formats import count_pages, environment, fill
from billtrail.briefs.language import pattern
from billtrail.briefs.typeset import compile_typst, find_template

from .sheet import SheetSection, VisitSheet


def render_sheets(sheets: Sequence[VisitSheet], title: str, on: date) -> bytes:
    """PDF/UA-1, two sides a sheet at the largest size that allows it; the sheets stay in order.
    Equal sheets give equal bytes."""
    for size in _SIZES:
        pdf = _compile(sheets, title, on, size)
        if count_pages(pdf) == 2 * len(sheets):
            break
    return pdf


#: Points of the text. A sheet too long for all takes a second piece of paper.
_SIZES = (11.0, 10.5, 10.0)


def _compile(sheets: Sequence[VisitSheet], title: str, on: date, size: float) -> bytes:
    return compile_typst(
        find_template("visit.typ"),
        {
            "sheets": json.dumps([asdict(sheet) for sheet in sheets]),
            "title": title,
            "size": str(size),
            "english": pattern(tuple({text for sheet in sheets for text in sheet.english})),
        },
        datetime.combine(on, datetime.min.time(), UTC),
    )


def render_sheets_text(sheets: Sequence[VisitSheet]) -> bytes:
    """The same words as plain text, so that a script or an e-mail can be copied."""
    env = environment()
    env.filters.setdefault("lines", _lines)
    return fill("visit.txt.j2", sheets=sheets).encode()


_SIGNS = {"bullet": "- ", "question": "? ", "blank": "", "number": "{n}. "}


def _lines(section: SheetSection) -> str:
    """One line a paragraph, numbered and marked; a line to write on after each blank."""
    lines, number = [], 0
    for paragraph in section.paragraphs:
        number += paragraph.style == "number"
        text = " ".join(sentence.text for sentence in paragraph.sentences)
        sign = _SIGNS.get(paragraph.style, "").format(n=number)
        lines.append(sign + text + (":" if paragraph.style == "blank" else ""))
    return re.sub("\N{NO-BREAK SPACE}", " ", "\n".join(lines))

"""A paper as a tagged PDF (PDF/UA-1) by Typst, at the largest size that gives its pages."""

from datetime import UTC, datetime

import orjson

from billtrail.briefs.formats import count_pages
from billtrail.briefs.language import pattern
from billtrail.briefs.typeset import Kind, compile_typst, find_template, kept

from ..values import Paper, published, to_json
from .flow import flow
from .identity import paper_id
from .runs_on import letter_alone

#: Points of the body; never under the last.
SIZES = (11.5, 11.0, 10.5)


def compile_pdf(paper: Paper) -> bytes:
    """Raises ``BriefRefused`` naming a character that no font has."""
    return _compiled(paper)[0]


def has_its_pages(paper: Paper) -> bool:
    """Whether the finished PDF has no more pages than the paper may have."""
    return not paper.pages or _compiled(paper)[1] <= paper.pages


def draw_paper(paper: Paper) -> bytes:
    """The first page as a picture, PNG, as the PDF shows it; ``paper`` is fitted."""
    _, pages, size = _compiled(paper)
    alone = letter_alone(paper) if paper.pages and pages > paper.pages else paper
    return _set(alone, size, kind="png")


@kept(32)
def _compiled(paper: Paper) -> tuple[bytes, int, float]:
    """The PDF, how many pages it has, and its size: the first that gives its pages, else the last.
    What runs on begins a page of its own where even the last has no room for it on the letter's."""
    alone = letter_alone(paper)
    if alone is not paper and count_pages(_set(paper, SIZES[-1])) > paper.pages > 0:
        size = _compiled(alone)[2]
        pdf = _set(paper, size, apart=True)
        return pdf, count_pages(pdf), size
    for size in SIZES:
        pdf = _set(paper, size)
        pages = count_pages(pdf)
        if not paper.pages or pages <= paper.pages:
            break
    return pdf, pages, size


def _set(paper: Paper, size: float, *, apart: bool = False, kind: Kind = "pdf") -> bytes:
    inputs = {
        "paper": to_json(published(paper)),
        "flow": orjson.dumps(flow(paper)).decode(),
        "id": paper_id(paper),
        "size": str(size),
        "english": pattern(paper.english),
        "apart": "yes" if apart else "",
    }
    day = datetime.fromisoformat(paper.on).replace(tzinfo=UTC)
    return compile_typst(find_template("paper.typ"), inputs, day, kind)

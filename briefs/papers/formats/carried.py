"""The paper that travels in a file of ours."""

import re
from dataclasses import dataclass

from billtrail.briefs.formats import (
    read_attached,
    read_carried_docx,
    read_docx_keywords,
    read_keywords,
)

from ..values import Paper, from_json
from .identity import paper_id

_ATTACHED = "paper.json"


@dataclass(frozen=True, slots=True)
class CarriedPaper:
    """``by_hand``: the words of a Word file were changed since. ``id`` is the one that the file
    shows, which is of the templates that printed it; of JSON the one it has here."""

    paper: Paper
    id: str
    by_hand: bool = False


def read_paper(content: bytes) -> CarriedPaper | None:
    """The paper in a PDF, a Word file or JSON; ``None`` where there is none."""
    try:
        if content.startswith(b"%PDF"):
            paper = from_json(read_attached(content, _ATTACHED))
            return CarriedPaper(paper, _shown(read_keywords(content)) or paper_id(paper))
        if content.startswith(b"PK"):
            text, untouched = read_carried_docx(content, "paper")
            paper, shown = from_json(text), _shown(read_docx_keywords(content))
            return CarriedPaper(paper, shown or paper_id(paper), by_hand=not untouched)
        paper = from_json(content.decode())
        return CarriedPaper(paper, paper_id(paper))
    except Exception:  # of any file at all, by three programs that read such files
        return None


def _shown(keywords: str) -> str:
    """``position-letter, 3f2a90c1d4e5`` -> the id; empty where there is none."""
    found = re.search(r"\b[0-9a-f]{12}$", keywords.strip())
    return found[0] if found else ""

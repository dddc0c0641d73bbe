"""The paper that travels in a file of ours."""

from dataclasses import dataclass

from billtrail.briefs.formats import read_attached, read_carried_docx

from ..values import Paper, from_json

_ATTACHED = "paper.json"


@dataclass(frozen=True, slots=True)
class CarriedPaper:
    """``by_hand``: the words of a Word file were changed since."""

    paper: Paper
    by_hand: bool = False


def read_paper(content: bytes) -> CarriedPaper | None:
    """The paper in a PDF, a Word file or JSON; ``None`` where there is none."""
    try:
        if content.startswith(b"%PDF"):
            return CarriedPaper(from_json(read_attached(content, _ATTACHED)))
        if content.startswith(b"PK"):
            text, untouched = read_carried_docx(content, "paper")
            return CarriedPaper(from_json(text), by_hand=not untouched)
        return CarriedPaper(from_json(content.decode())) if content[:1] == b"{" else None
    except Exception:  # of any file at all, by three programs that read such files
        return None

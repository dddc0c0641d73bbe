"""A paper as bytes: one table of formats. The library of Word files is loaded when one is made."""

from collections.abc import Callable, Mapping

from billtrail.errors import UsageError

from ..values import Paper, published, to_json
from .pdf import compile_pdf
from .text import render_text


def _render_docx(paper: Paper) -> bytes:
    from .docx import render_docx

    return render_docx(paper)


def _render_json(paper: Paper) -> bytes:
    return to_json(published(paper)).encode()


#: File suffix -> what makes bytes of a fitted paper.
FORMATS: Mapping[str, Callable[[Paper], bytes]] = {
    "pdf": compile_pdf,
    "docx": _render_docx,
    "txt": render_text,
    "json": _render_json,
}


def render(paper: Paper, format_: str) -> bytes:
    """A fitted paper in a format of ``FORMATS``; equal papers give equal bytes. Raises
    ``BriefRefused`` for a character that no font has, ``UsageError`` for an unknown format."""
    if format_ not in FORMATS:
        raise UsageError(f"{format_!r} is no format. Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[format_](paper)

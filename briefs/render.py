"""A brief as bytes: one table of formats. Every format prints the brief as it fits one page."""

from collections.abc import Callable, Mapping

from billtrail.briefs.docx import render_docx
from billtrail.briefs.fit import fit
from billtrail.briefs.formats import FORMATS
from billtrail.briefs.html import render_html
from billtrail.briefs.identity import brief_id
from billtrail.briefs.markdown import render_markdown, render_text
from billtrail.briefs.pdf import compile_pdf
from billtrail.briefs.values import Brief, published, to_json
from billtrail.errors import UsageError

__all__ = ["FORMATS", "brief_id", "fit", "render"]


def _render_json(brief: Brief) -> bytes:
    return to_json(published(brief)).encode()


#: Format of ``FORMATS`` -> what makes bytes of a fitted brief.
RENDERERS: Mapping[str, Callable[[Brief], bytes]] = {
    "pdf": compile_pdf,
    "html": render_html,
    "docx": render_docx,
    "txt": render_text,
    "md": render_markdown,
    "json": _render_json,
}


def render(brief: Brief, format: str) -> bytes:
    """The brief in a format of ``FORMATS``, fitted to one page first.

    Equal briefs give equal bytes. Raises ``BriefRefused`` where it cannot fit, or holds a
    character that no font has, and ``UsageError`` for an unknown format.
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no format. Choose one of: {', '.join(FORMATS)}.")
    return RENDERERS[format](fit(brief))

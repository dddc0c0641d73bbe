"""A brief as bytes: one table of formats. Every format prints the brief as it fits one page.

The libraries of a web page and of a Word file are loaded when one is made.
"""

from collections.abc import Callable, Mapping

from billtrail.briefs.typeset import FORMATS, brief_id
from billtrail.briefs.values import Brief, to_plain_json
from billtrail.errors import UsageError

from .one_page import fit
from .pdf import compile_pdf


def _render_html(brief: Brief) -> bytes:
    from .html import render_html

    return render_html(brief)


def _render_markdown(brief: Brief) -> bytes:
    from .markdown import render_markdown

    return render_markdown(brief)


def _render_text(brief: Brief) -> bytes:
    from .markdown import render_text

    return render_text(brief)


def _render_docx(brief: Brief) -> bytes:
    from .docx import render_docx

    return render_docx(brief)


def _render_json(brief: Brief) -> bytes:
    return to_plain_json(brief, brief_id(brief)).encode()


#: Format of ``FORMATS`` -> what makes bytes of a fitted brief.
RENDERERS: Mapping[str, Callable[[Brief], bytes]] = {
    "pdf": compile_pdf,
    "html": _render_html,
    "docx": _render_docx,
    "txt": _render_text,
    "md": _render_markdown,
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

"""A brief as bytes: one table of formats. Every format prints the brief as it fits one page."""

from collections.abc import Callable, Mapping

from billtrail.briefs.fit import fit
from billtrail.briefs.html import render_html
from billtrail.briefs.markdown import render_markdown
from billtrail.briefs.pdf import brief_id, compile_pdf
from billtrail.briefs.values import Brief, published, to_json
from billtrail.errors import UsageError

__all__ = ["FORMATS", "brief_id", "fit", "render"]


def _render_json(brief: Brief) -> bytes:
    return to_json(published(brief)).encode()


#: Format -> what makes bytes of a fitted brief.
FORMATS: Mapping[str, Callable[[Brief], bytes]] = {
    "pdf": compile_pdf,
    "html": render_html,
    "json": _render_json,
    "md": render_markdown,
}


def render(brief: Brief, format: str) -> bytes:
    """The brief in a format of ``FORMATS``, fitted to one page first.

    Equal briefs give equal bytes. Raises ``BriefRefused`` where it cannot fit, or holds a
    character that no font has, and ``UsageError`` for an unknown format.
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no format. Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[format](fit(brief))

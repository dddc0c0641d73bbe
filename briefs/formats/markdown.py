"""The brief as Markdown for a wiki, and as plain text for an e-mail: the same words."""

import re

from billtrail.briefs.typeset import brief_id, check_address
from billtrail.briefs.values import Brief

from .html import environment, fill

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def _escaped(text: str) -> str:
    """Text whose signs Markdown would read as its own, made plain."""
    return _SIGNS.sub(r"\\\1", text)


def render_markdown(brief: Brief) -> bytes:
    environment().filters.setdefault("md", _escaped)
    return _render("brief.md.j2", brief).encode()


def render_text(brief: Brief) -> bytes:
    """Paragraphs are long lines, so that every mail program wraps them its own way."""
    return _render("brief.txt.j2", brief).replace("\N{NO-BREAK SPACE}", " ").encode()


def _render(name: str, brief: Brief) -> str:
    return fill(name, brief=brief, id=brief_id(brief), check=check_address(brief))

"""The brief as Markdown for a wiki, and as plain text for an e-mail: the same words."""

import re

from billtrail.briefs.html import environment
from billtrail.briefs.identity import brief_id
from billtrail.briefs.values import Brief

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def _escaped(text: str) -> str:
    """Text whose signs Markdown would read as its own, made plain."""
    return _SIGNS.sub(r"\\\1", text)


def render_markdown(brief: Brief) -> bytes:
    env = environment()
    env.filters.setdefault("md", _escaped)
    return env.get_template("brief.md.j2").render(brief=brief, id=brief_id(brief)).encode()


def render_text(brief: Brief) -> bytes:
    """Paragraphs are long lines, so that every mail program wraps them its own way."""
    text = environment().get_template("brief.txt.j2").render(brief=brief, id=brief_id(brief))
    return text.replace("\N{NO-BREAK SPACE}", " ").encode()

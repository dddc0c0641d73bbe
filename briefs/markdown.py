"""The brief as Markdown: the same words for an e-mail or a wiki."""

import re

from billtrail.briefs.html import environment
from billtrail.briefs.pdf import brief_id
from billtrail.briefs.values import Brief

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def _escaped(text: str) -> str:
    """Text whose signs Markdown would read as its own, made plain."""
    return _SIGNS.sub(r"\\\1", text)


def render_markdown(brief: Brief) -> bytes:
    env = environment()
    env.filters.setdefault("md", _escaped)
    return env.get_template("brief.md.j2").render(brief=brief, id=brief_id(brief)).encode()

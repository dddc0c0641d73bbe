"""The brief as Markdown for a wiki, and as plain text for an e-mail: the same words."""

import re
from textwrap import wrap

from billtrail.briefs.typeset import brief_id, check_address
from billtrail.briefs.values import Brief

from .html import environment, fill

_WIDTH = 72
#: Of a point, a step or a note: what stands before its words.
_START = re.compile(r"(?:[-+*]|\d+\.|\[\d+\]) (?=\S)")
_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def _escaped(text: str) -> str:
    """Text whose signs Markdown would read as its own, made plain."""
    return _SIGNS.sub(r"\\\1", text)


def render_markdown(brief: Brief) -> bytes:
    environment().filters.setdefault("md", _escaped)
    return _plain(_render("brief.md.j2", brief))


def render_text(brief: Brief) -> bytes:
    """Lines of a mail: none longer than 72 signs but for an address, none that a mail program takes
    for a quotation (``>``) or a signature (rules, ``--``) and folds away."""
    lines = _render("brief.txt.j2", brief).split("\n")
    return _plain("\n".join(map(_wrapped, lines)))


def _plain(text: str) -> bytes:
    """With plain blanks: what is searched for in a mail or a wiki is typed with those."""
    return text.replace("\N{NO-BREAK SPACE}", " ").encode()


def _wrapped(line: str) -> str:
    """What belongs to a point or a note stands under its first word; numbers and dates that are
    tied stay on one line."""
    start = _START.match(line)
    under = " " * len(start[0]) if start else ""
    return "\n".join(
        wrap(line, _WIDTH, subsequent_indent=under, break_long_words=False, break_on_hyphens=False)
    )


def _render(name: str, brief: Brief) -> str:
    return fill(name, brief=brief, id=brief_id(brief), check=check_address(brief))

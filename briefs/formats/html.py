"""The brief as one HTML file: no script, nothing loaded from outside, prints on one Letter page.

It says what the PDF says and carries the brief's JSON in a ``<template>``.
"""

import base64
import hashlib
import html as escaping
import re
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from billtrail.briefs.language import Labels, runs
from billtrail.briefs.page import plan_page
from billtrail.briefs.typeset import (
    brief_id,
    check_address,
    draw_code,
    faulty_template,
    find_template,
    read_template,
    web_faces,
)
from billtrail.briefs.values import Brief, published, to_json
from billtrail.legislatures import Audience, Language


def _source(name: str) -> tuple[str, str, Callable[[], bool]]:
    """A template's text, and whether it is still that one: a workspace may have its own."""
    content = read_template(name)
    return content.decode(), str(find_template(name)), lambda: read_template(name) is content


@cache
def environment() -> Environment:
    """HTML templates escape everything; Markdown escapes by its own filter."""
    env = Environment(
        loader=FunctionLoader(_source),
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["mark_english"] = _mark_english
    env.filters["reach"] = _reach
    return env


def _mark_english(text: str, brief: Brief) -> Markup:
    """The text escaped, with what is English in another language marked as such."""
    pieces = runs(text, brief.english)
    return Markup("").join(
        Markup('<span lang="en">{}</span>').format(piece) if english else escape(piece)
        for piece, english in pieces
    )


def fill(name: str, **values: Any) -> str:
    """A template by name. Raises ``UsageError`` that names the file where it is faulty."""
    try:
        return environment().get_template(name).render(**values)
    except TemplateError as error:
        path = find_template(name)
        raise faulty_template(path, str(error).rstrip("."), _line(error, path)) from error


def _line(error: TemplateError, path: Path) -> int | None:
    """Where the fault is in the template: Jinja's own frames name its file."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return next((frame.lineno for frame in frames if frame.filename == str(path)), None)


#: What somebody types or taps to reach help.
_REACHED = re.compile(r"(?P<phone>\b(?:1-)?\d{3}-\d{3}-\d{4}\b)|(?P<mail>[\w.]+@[\w.]+\w)")


def _reach(text: Markup, brief: Brief) -> Markup:
    """On a page for survivors, telephone numbers and addresses as links: one tap on a telephone."""
    return Markup(_REACHED.sub(_link, text)) if brief.audience == Audience.SURVIVORS else text


def _link(found: re.Match[str]) -> str:
    shown = found[0]
    digits = shown.removeprefix("1-").replace("-", "")
    address = f"mailto:{shown}" if found["mail"] else f"tel:+1{digits}"
    return f'<a href="{address}">{shown}</a>'


class WayOut(NamedTuple):
    """How a reader leaves a page that nobody may see: where ``to``, the link's words, those about
    the key, and the script, which is all that such a page may run."""

    to: str
    words: str
    key: str
    script: str

    @property
    def source(self) -> str:
        """The script as a content policy names it."""
        digest = hashlib.sha256(self.script.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"


#: A page that anybody may have open.
_NEUTRAL = "https://www.weather.gov/"


def way_out(brief: Brief) -> WayOut | None:
    """Of a page for survivors; others have none."""
    if brief.audience != Audience.SURVIVORS:
        return None
    labels = Labels(Language(brief.language))
    return WayOut(
        _NEUTRAL, labels("leave"), labels("leave-key"), read_template("brief.js").decode()
    )


def content_policy(brief: Brief) -> str:
    """A page carries its own style and letters, and nothing that runs but its way out."""
    out = way_out(brief)
    return _POLICY + (f"; script-src {out.source}" if out else "")


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def render_html(brief: Brief) -> bytes:
    """One file. ``brief`` is fitted, so that it prints on one page."""
    return fill(
        "brief.html.j2",
        brief=brief,
        id=brief_id(brief),
        json=to_json(published(brief)),
        plan=plan_page(brief),
        faces=web_faces(),
        check=check_address(brief),
        code=draw_code(brief),
        policy=content_policy(brief),
        way_out=way_out(brief),
    ).encode()  # fmt: skip


#: The last thing on the page.
_SHOWN = re.compile(r"<b>([0-9a-f]{12})</b></p></div>")
_CARRIED = re.compile(r'<template id="brief-json">(.*?)</template>', re.DOTALL)


def read_carried(page: str) -> str:
    """The Brief's JSON that travels in an HTML file. Raises ``KeyError`` where there is none."""
    match = _CARRIED.search(page)
    if match is None:
        raise KeyError("brief-json")
    return escaping.unescape(match[1])


def read_shown_id(page: str) -> str:
    """The id at the foot of an HTML file; empty where a template of one's own shows none."""
    shown = _SHOWN.findall(page)
    return shown[-1] if shown else ""

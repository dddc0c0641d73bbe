"""The brief as one HTML file: no script, nothing loaded from outside, prints on one Letter page.

It says what the PDF says and carries the brief's JSON in a ``<template>``.
"""

import html as escaping
import re
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from billtrail.briefs.language import runs
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

"""The call sheet as text, HTML, Word and PDF: the same words in each.

The text is what is read most; what only the other formats need is loaded by those.
"""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from billtrail.campaigns import Organisation
from billtrail.week import Week, shorter, week_json
from billtrail.words import NO_BREAK

from .week_view import EMPTY_TASKS, SIZES, WeekRow, WeekView, build_view

if TYPE_CHECKING:
    from jinja2 import Environment

    from billtrail.briefs.typeset import DocxSheet

_WIDTH = 80


def render_week(week: Week, organisation: Organisation | None, format_: str) -> bytes:
    """The sheet in a format of ``FORMATS``; a printed one has one page, or two where it must."""
    return FORMATS[format_](week, organisation)


def _render_json(week: Week, organisation: Organisation | None) -> bytes:
    return f"{json.dumps(week_json(week), ensure_ascii=False, indent=2)}\n".encode()


def _render_pdf(week: Week, organisation: Organisation | None) -> bytes:
    """The first of the layouts with the fewest pages; rows go before there is a third page."""
    from billtrail.briefs.formats import count_pages

    from .typst import compile_sheet

    view = build_view(week, organisation)
    best, fewest = b"", PAGES + 1
    for size, lines in _LAYOUTS:
        layout = replace(view, size=size, empty_tasks=lines)
        pdf = compile_sheet("week.typ", layout.as_json(), week.on)
        if (pages := count_pages(pdf)) < fewest:
            best, fewest = pdf, pages
        if fewest == 1:
            break
    return best or _render_pdf(shorter(week), organisation)


PAGES = 2
#: Text size and empty lines to write on, the most generous first.
_LAYOUTS = tuple((size, lines) for size in SIZES for lines in (EMPTY_TASKS, 1))


@cache
def environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from .typst import TEMPLATES

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render_html(week: Week, organisation: Organisation | None) -> bytes:
    from billtrail.briefs.typeset import web_faces

    view = build_view(week, organisation)
    return environment().get_template("week.html.j2").render(view=view, faces=web_faces()).encode()


# -- text ----------------------------------------------------------------------------------------


def _render_text(week: Week, organisation: Organisation | None) -> bytes:
    """As a mail has it."""
    return _as_text(build_view(week, organisation))


def _render_terminal(week: Week, organisation: Organisation | None) -> bytes:
    """The same with what to type."""
    return _as_text(build_view(week, organisation, commands=True))


def _as_text(view: WeekView) -> bytes:
    lines = "\n".join(_text_lines(view)).replace(NO_BREAK, " ")
    return f"{lines}\n".encode()


def _text_lines(view: WeekView) -> Iterator[str]:
    yield f"{view.organisation}  |  {view.title}, {view.day}"
    yield "=" * _WIDTH
    yield from _wrapped(view.headline, "")
    yield from _text_section(view.changed_title, view.changed, view.more[0], view.changed_none)
    yield from _text_section("Decide today", view.decide, view.more[1], mark="[ ] ", dated=False)
    yield f"  {view.decide_how}"
    yield from _title("The next two weeks, by who must act")
    if not view.dates:
        yield f"  {view.dates_none}"
    for group in view.dates:
        yield f"  {group.who}"
        for row in group.rows:
            yield from _wrapped(f"{row.what} ({row.certainty})", f"    {row.day}  ")
    if view.more[4]:
        yield f"  and {view.more[4]}"
    yield from _text_section("Later", view.later, "")
    yield from _text_section("Not checked lately", view.stale, view.more[2], dated=False)
    yield from _text_section("Who does what", view.tasks, view.more[3])
    yield ""
    yield view.foot


def _text_section(
    title: str,
    rows: tuple[WeekRow, ...],
    more: str,
    none: str = "",
    *,
    mark: str = "",
    dated: bool = True,
) -> Iterator[str]:
    if not rows and not none:
        return
    yield from _title(title)
    yield from _wrapped(none, "  ") if not rows else ()
    for row in rows:
        sure = f" ({row.certainty})" if row.who and row.certainty else ""
        who = f" - {row.who}{sure}" if row.who else ""
        yield from _wrapped(f"{row.what}{who}", f"  {mark}{f'{row.day}  ' if dated else ''}")
        if row.how:
            yield f"      {row.how}"
    if more:
        yield f"  and {more}"


def _title(text: str) -> Iterator[str]:
    yield ""
    yield text.upper().replace(NO_BREAK, " ")


def _wrapped(text: str, first: str) -> list[str]:
    """Lines of 80 columns; what follows stands under the text. Commands are never broken."""
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


# -- Word ----------------------------------------------------------------------------------------


def _render_docx(week: Week, organisation: Organisation | None) -> bytes:
    from billtrail.briefs.typeset import DocxSheet

    view = build_view(week, organisation)
    sheet = DocxSheet(f"{view.title}, {view.day}", view.organisation, view.accent, week.on)
    sheet.head(view.organisation, f"{view.title} \N{MIDDLE DOT} {view.day}")
    sheet.title(view.headline)
    sheet.heading(view.changed_title)
    _docx_rows(sheet, view.changed, view.more[0])
    if not view.changed:
        sheet.text(view.changed_none, quiet=True)
    if view.decide:
        sheet.heading("Decide today")
        for row in view.decide:
            sheet.text(f"\N{BALLOT BOX}  {row.what}")
        _docx_more(sheet, view.more[1])
        sheet.text(view.decide_how, quiet=True)
    sheet.heading("The next two weeks, by who must act")
    if not view.dates:
        sheet.text(view.dates_none, quiet=True)
    for group in view.dates:
        sheet.text(group.who, bold=True)
        _docx_rows(sheet, group.rows, "")
    _docx_more(sheet, view.more[4])
    if view.later:
        sheet.heading("Later")
        _docx_rows(sheet, tuple(replace(r, what=f"{r.what}. {r.who}") for r in view.later), "")
    if view.stale:
        sheet.heading("Not checked lately")
        for row in view.stale:
            sheet.text(f"{row.what}. {row.how}")
        _docx_more(sheet, view.more[2])
    sheet.heading("Who does what")
    tasks = [(row.what, row.day, row.who) for row in view.tasks]
    sheet.table(
        ("What", "By", "Who"), [*tasks, *[("", "", "")] * view.empty_tasks], (4.1, 1.1, 1.7)
    )
    _docx_more(sheet, view.more[3])
    sheet.text(view.foot, quiet=True)
    return sheet.save()


def _docx_rows(sheet: "DocxSheet", rows: tuple[WeekRow, ...], more: str) -> None:
    for row in rows:
        sheet.row(row.day, row.what, f" ({row.certainty})" if row.certainty else "")
    _docx_more(sheet, more)


def _docx_more(sheet: "DocxSheet", more: str) -> None:
    if more:
        sheet.text(f"and {more}", quiet=True)


FORMATS: Mapping[str, Callable[[Week, Organisation | None], bytes]] = {
    "terminal": _render_terminal,
    "text": _render_text,
    "html": _render_html,
    "docx": _render_docx,
    "pdf": _render_pdf,
    "json": _render_json,
}

"""What became of our bills in a session, as text, HTML, Word, PDF and JSON: the same words."""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from billtrail.campaigns import Organisation
from billtrail.snapshot.sessions import ReportRow, SessionReport
from billtrail.words import NO_BREAK

from .week_pages import environment
from .week_view import ACCENT, SAMPLE, long_day

#: Points of the printed text, the largest that fits one page.
_SIZES = (10.0, 9.0, 8.0)
_HEAD = ("Bill", "Our position", "Furthest step", "How it ended", "Votes")


def render_session(report: SessionReport, organisation: Organisation | None, format_: str) -> bytes:
    """The report in a format of ``FORMATS``; a printed one has one page."""
    return FORMATS[format_](report, organisation)


def _view(report: SessionReport, organisation: Organisation | None) -> dict[str, Any]:
    named = bool(organisation and organisation.is_complete)
    until = "" if report.is_over else " The session is not over."
    return {
        "organisation": organisation.name if organisation and named else SAMPLE,
        "sample": not named,
        "accent": (organisation.accent if organisation else "") or ACCENT,
        "title": "What became of our bills",
        "session": report.name,
        "day": long_day(report.on),
        "summary": f"{report.summary[:1].upper()}{report.summary[1:]}.{until}",
        "head": _HEAD,
        "rows": [[*_cells(row), row.url or ""] for row in report.rows],
        "more": _more(report),
        "foot": "Made by Billtrail from official records. Votes are the last of each chamber.",
        "size": _SIZES[0],
    }


def _cells(row: ReportRow) -> tuple[str, str, str, str, str]:
    votes = "; ".join(row.votes) or "none on record"
    return f"{row.identifier}, {row.title}", row.position, row.furthest, row.end, votes


def _more(report: SessionReport) -> str:
    command = f"billtrail report-of-session {report.jurisdiction}-{report.session}"
    return f"and {report.more} more: {command}" if report.more else ""


def _render_json(report: SessionReport, organisation: Organisation | None) -> bytes:
    text = json.dumps(asdict(report), ensure_ascii=False, indent=2)
    return f"{text.replace(NO_BREAK, ' ')}\n".encode()


def _render_text(report: SessionReport, organisation: Organisation | None) -> bytes:
    lines = "\n".join(_lines(_view(report, organisation))).replace(NO_BREAK, " ")
    return f"{lines}\n".encode()


def _lines(view: Mapping[str, Any]) -> Iterator[str]:
    yield f"{view['organisation']}  |  {view['title']}, {view['session']}, {view['day']}"
    yield "=" * 80
    yield from textwrap.wrap(view["summary"], 80)
    for bill, *cells, url in view["rows"]:
        yield ""
        yield from textwrap.wrap(bill, 80)
        for name, cell in zip(_HEAD[1:], cells, strict=True):
            yield from textwrap.wrap(f"{name}: {cell}", 80, initial_indent="  ",
                                     subsequent_indent="    ")  # fmt: skip
        yield f"  {url}"
    yield from ("", view["foot"])


def _render_html(report: SessionReport, organisation: Organisation | None) -> bytes:
    from billtrail.briefs.typeset import web_faces

    view = _view(report, organisation)
    page = environment().get_template("session.html.j2").render(view=view, faces=web_faces())
    return page.encode()


def _render_docx(report: SessionReport, organisation: Organisation | None) -> bytes:
    from billtrail.briefs.typeset import DocxSheet

    view = _view(report, organisation)
    sheet = DocxSheet(f"{view['title']}, {report.name}", view["organisation"], view["accent"],
                      report.on, wide=True)  # fmt: skip
    sheet.head(view["organisation"], f"{view['session']} \N{MIDDLE DOT} {view['day']}")
    sheet.title(view["title"])
    sheet.text(view["summary"])
    sheet.table(_HEAD, [cells for *cells, _ in view["rows"]], (3.0, 1.3, 1.8, 2.0, 1.7))
    sheet.text(view["foot"], quiet=True)
    return sheet.save()


def _render_pdf(report: SessionReport, organisation: Organisation | None) -> bytes:
    """The largest text that fits one page; rows that came least far go, counted, before a second
    page."""
    for size in _SIZES:
        if pdf := _one_page(report, organisation, size):
            return pdf
    while not (pdf := _one_page(report, organisation, _SIZES[-1])):
        cut = -(-len(report.rows) // 20)
        report = replace(report, rows=report.rows[:-cut], more=report.more + cut)
    return pdf


def _one_page(report: SessionReport, organisation: Organisation | None, size: float) -> bytes:
    """The page in text of ``size`` points; nothing where there would be a second one."""
    from billtrail.briefs.formats import count_pages

    from .typst import compile_sheet

    view = _view(report, organisation) | {"size": size}
    pdf = compile_sheet("session.typ", view, report.on)
    return pdf if count_pages(pdf) == 1 or not report.rows else b""


FORMATS: Mapping[str, Callable[[SessionReport, Organisation | None], bytes]] = {
    "text": _render_text,
    "html": _render_html,
    "docx": _render_docx,
    "pdf": _render_pdf,
    "json": _render_json,
}

"""What became of our bills in a session, as text, HTML, Word, PDF and JSON: the same words."""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from billtrail.campaigns import Organisation
from billtrail.scorecard import Scorecard
from billtrail.snapshot.sessions import ReportRow, SessionReport
from billtrail.words import NO_BREAK

from .scorecard_view import build_scorecard_view
from .week_pages import environment
from .week_view import ACCENT, SAMPLE, long_day

if TYPE_CHECKING:
    from billtrail.briefs.typeset import DocxSheet, Kind

#: Points of the printed text, the largest that fits one page.
_SIZES = (10.0, 9.0, 8.0)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is told: the report, by whom, and the scorecard after it."""

    report: SessionReport
    organisation: Organisation | None
    card: Scorecard | None

    @property
    def view(self) -> dict[str, Any]:
        return _view(self.report, self.organisation, self.card)


def render_session(
    report: SessionReport,
    organisation: Organisation | None,
    format_: str,
    card: Scorecard | None = None,
) -> bytes:
    """The report in a format of ``FORMATS``, and the scorecard after it where there is one; a
    printed report has one page, its scorecard as many as it needs."""
    return FORMATS[format_](_Page(report, organisation, card))


def draw_session(report: SessionReport, organisation: Organisation | None) -> bytes:
    """The report's page as a picture, PNG."""
    page, size = _fitted(_Page(report, organisation, None))
    return _set(page, size, "png")


def _view(
    report: SessionReport, organisation: Organisation | None, card: Scorecard | None
) -> dict[str, Any]:
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
        "head": ("Bill", "Our position and letters", "Furthest step", report.end_words, "Votes"),
        "rows": [[*_cells(row), row.url or ""] for row in report.rows],
        "more": _more(report),
        "foot": f"Made by Billtrail from {_records(report)}. Votes are the last of each chamber.",
        "size": _SIZES[0],
        "card": asdict(build_scorecard_view(card)) if card else None,
    }


def _records(report: SessionReport) -> str:
    return " and ".join(report.secondary) or "official records"


def _cells(row: ReportRow) -> tuple[str, str, str, str, str]:
    votes = "; ".join(row.votes) or "none on record"
    ours = "; ".join((row.position, *row.letters))
    return f"{row.identifier}, {row.title}", ours, row.furthest, row.end, votes


def _more(report: SessionReport) -> str:
    command = f"billtrail report-of-session {report.jurisdiction}-{report.session}"
    return f"and {report.more} more: {command}" if report.more else ""


def _render_json(page: _Page) -> bytes:
    told = asdict(page.report) | ({"scorecard": asdict(page.card)} if page.card else {})
    text = json.dumps(told, ensure_ascii=False, indent=2)
    return f"{text.replace(NO_BREAK, ' ')}\n".encode()


def _render_text(page: _Page) -> bytes:
    lines = "\n".join(_lines(page.view)).replace(NO_BREAK, " ")
    return f"{lines}\n".encode()


def _lines(view: Mapping[str, Any]) -> Iterator[str]:
    yield f"{view['organisation']}  |  {view['title']}, {view['session']}, {view['day']}"
    yield "=" * 80
    yield from textwrap.wrap(view["summary"], 80)
    for bill, *cells, url in view["rows"]:
        yield ""
        yield from textwrap.wrap(bill, 80)
        for name, cell in zip(view["head"][1:], cells, strict=True):
            yield from textwrap.wrap(f"{name}: {cell}", 80, initial_indent="  ",
                                     subsequent_indent="    ")  # fmt: skip
        yield f"  {url}"
    yield from _card_lines(view["card"]) if view["card"] else ()
    yield from ("", view["foot"])


def _card_lines(card: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", card["title"].upper())
    for letter, what, counts, why, url in card["votes"]:
        yield from textwrap.wrap(f"{letter}  {what}", 80, subsequent_indent="   ")
        yield from textwrap.wrap(f"With us is {counts}. {why}", 80, initial_indent="   ",
                                 subsequent_indent="   ")  # fmt: skip
        yield f"   {url}"
    for chamber, rows in card["chambers"]:
        yield from ("", chamber)
        for name, seat, *marks, sums in rows:
            told = [f"{x}: {m}" for x, m in zip(card["head"][2:], marks, strict=False) if m]
            yield from textwrap.wrap(f"{name} ({seat}): {'; '.join(told)}. In all: {sums}", 80,
                                     initial_indent="  ", subsequent_indent="    ")  # fmt: skip
    for line in (*card["faults"], *card["rule"], card["caution"]):
        yield ""
        yield from textwrap.wrap(line, 80)


def _render_html(page: _Page) -> bytes:
    from billtrail.briefs.typeset import web_faces

    template = environment().get_template("session.html.j2")
    return template.render(view=page.view, faces=web_faces()).encode()


def _render_docx(page: _Page) -> bytes:
    from billtrail.briefs.typeset import DocxSheet

    view = page.view
    sheet = DocxSheet(f"{view['title']}, {page.report.name}", view["organisation"], view["accent"],
                      page.report.on, wide=True)  # fmt: skip
    sheet.head(view["organisation"], f"{view['session']} \N{MIDDLE DOT} {view['day']}")
    sheet.title(view["title"])
    sheet.text(view["summary"])
    sheet.table(view["head"], [cells for *cells, _ in view["rows"]], (3.0, 1.3, 1.8, 2.0, 1.7))
    if view["card"]:
        _docx_card(sheet, view["card"])
    sheet.text(view["foot"], quiet=True)
    return sheet.save()


def _docx_card(sheet: "DocxSheet", card: Mapping[str, Any]) -> None:
    sheet.heading(card["title"])
    votes = [(letter, f"{what}\n{url}", counts, why) for letter, what, counts, why, url
             in card["votes"]]  # fmt: skip
    sheet.table(card["vote_head"], votes, (0.4, 4.6, 0.9, 3.9))
    marks = len(card["votes"])
    widths = (2.2, 0.7, *[5.0 / marks] * marks, 1.9)
    for chamber, rows in card["chambers"]:
        sheet.heading(chamber)
        sheet.table(card["head"], rows, widths)
    sheet.heading(card["rule_title"])
    for line in (*card["faults"], *card["rule"]):
        sheet.text(line)
    sheet.text(card["caution"], bold=True)


def _render_pdf(page: _Page) -> bytes:
    """The report in the largest text that fits one page; rows that came least far go, counted,
    before a second page. The scorecard has the pages after it."""
    page, size = _fitted(page)
    return _set(page, size)


def _fitted(page: _Page) -> tuple[_Page, float]:
    for size in _SIZES:
        if _is_one_page(page, size):
            return page, size
    while not _is_one_page(page, _SIZES[-1]):
        report = page.report
        cut = -(-len(report.rows) // 20)
        report = replace(report, rows=report.rows[:-cut], more=report.more + cut)
        page = replace(page, report=report)
    return page, _SIZES[-1]


def _is_one_page(page: _Page, size: float) -> bool:
    from billtrail.briefs.formats import count_pages

    return not page.report.rows or count_pages(_set(replace(page, card=None), size)) == 1


def _set(page: _Page, size: float, kind: "Kind" = "pdf") -> bytes:
    from .typst import compile_sheet

    return compile_sheet("session.typ", page.view | {"size": size}, page.report.on, kind)


FORMATS: Mapping[str, Callable[[_Page], bytes]] = {
    "text": _render_text,
    "html": _render_html,
    "docx": _render_docx,
    "pdf": _render_pdf,
    "json": _render_json,
}

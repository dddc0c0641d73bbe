"""The review sheet of a campaign's texts, as PDF or Word: every sentence in each language side by
side with its ground, its state and room for comments."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from billtrail.campaigns import Organisation
from billtrail.decisions import ReviewEntry, ReviewSheet

from .typst import compile_sheet
from .week_view import ACCENT, long_day

_LANGUAGES = {"en": "English", "plain": "Plain English", "es": "Español"}
_HOW = (
    "Change words on the sheet, write in the last column, or tick what may be printed as it is. "
    "Whoever keeps the tool then writes it down at the desk, beside the sentence of the campaign."
)


def render_review(sheet: ReviewSheet, organisation: Organisation | None, format_: str) -> bytes:
    """The sheet in a format of ``FORMATS``."""
    return FORMATS[format_](_view(sheet, organisation), sheet.on)


def _view(sheet: ReviewSheet, organisation: Organisation | None) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "head": f"Review sheet \N{MIDDLE DOT} {long_day(sheet.on)}",
        "accent": (organisation.accent if organisation else "") or ACCENT,
        "author": organisation.name if organisation and organisation.name else "Billtrail",
        "how": _HOW,
        "languages": list(_LANGUAGES.values()),
        "entries": [_entry(entry) for entry in sheet.entries],
    }


def _entry(entry: ReviewEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "version": f"Written for {entry.version}" if entry.version else "",
        "grounds": [asdict(ground) for ground in entry.grounds],
        "wordings": [asdict(wording) for wording in entry.wordings],
    }


def _render_pdf(view: dict[str, Any], on: str) -> bytes:
    return compile_sheet("review.typ", view, on)


def _render_docx(view: dict[str, Any], on: str) -> bytes:
    from billtrail.briefs.typeset import DocxSheet

    sheet = DocxSheet(
        f"{view['title']}: review sheet", view["author"], view["accent"], on, wide=True
    )
    sheet.head(view["title"], view["head"])
    sheet.text(view["how"], quiet=True)
    head = ("Sentence", *view["languages"], "Comments")
    rows = [tuple(_cells(entry)) for entry in view["entries"]]
    sheet.table(head, rows, (1.9, 2.1, 2.1, 2.1, 1.6))
    return sheet.save()


def _cells(entry: dict[str, Any]) -> Iterator[str]:
    lines = [entry["key"]] + ([entry["version"]] if entry["version"] else [])
    lines += [f"{g['condition']}: {g['source']}" for g in entry["grounds"]]
    yield "\n".join(lines)
    for wording in entry["wordings"]:
        box = f"\N{BALLOT BOX} {wording['state']}"
        yield f"{wording['text']}\n{box}" if wording["text"] else wording["state"]
    yield ""


FORMATS: Mapping[str, Callable[[dict[str, Any], str], bytes]] = {
    "pdf": _render_pdf,
    "docx": _render_docx,
}

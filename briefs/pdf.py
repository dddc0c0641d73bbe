"""The brief as a tagged PDF (PDF/UA-1) by Typst: one US Letter page, for certain.

Typst gets the Brief as JSON, one kept set of fonts and a fixed time, so equal briefs give equal
bytes on every machine. Pages are counted in the finished file. What does not fit is dropped in
the order of ``fit.DROPS``; nothing is clipped or set below the smallest size of the template.
"""

import io
import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, lru_cache

import pikepdf
import typst

from billtrail.briefs.alike import alike
from billtrail.briefs.code import draw_code
from billtrail.briefs.identity import FONTS, brief_id
from billtrail.briefs.layout import Plan, plan_page, smaller_plans
from billtrail.briefs.templates_at import read_template
from billtrail.briefs.values import Brief, published, to_json
from billtrail.errors import BriefRefused


@cache
def _fonts() -> typst.Fonts:
    """The two families, and Typst's own for signs that they lack; no fonts of the machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[package.font_directory for package in FONTS],
    )


@lru_cache(maxsize=16)
def compile_pdf(brief: Brief) -> bytes:
    """The brief as a PDF: one page if the smallest size of the template makes it one.

    Raises ``BriefRefused`` naming a character that no font has.
    """
    for plan in _plans(alike(brief)) if brief.addressee else smaller_plans(plan_page(brief)):
        pdf = set_page(brief, plan)
        if count_pages(pdf) == 1:
            break
    return pdf


@lru_cache(maxsize=64)
def _plans(brief: Brief) -> tuple[Plan, ...]:
    """The plan that makes it one page, and those to try after it; all where none does."""
    plans = tuple(smaller_plans(plan_page(brief)))
    fits = (at for at, plan in enumerate(plans) if count_pages(set_page(brief, plan)) == 1)
    return plans[next(fits, 0) :]


def set_page(brief: Brief, plan: Plan) -> bytes:
    """One try at a page by a plan, however many pages come of it."""
    day = datetime.fromisoformat(brief.on).replace(tzinfo=UTC)
    inputs = {
        "brief": to_json(published(brief)),
        "id": brief_id(brief),
        "plan": json.dumps(asdict(plan)),
        "code": draw_code(brief),
    }
    return compile_typst(read_template("brief.typ"), inputs, day)


def compile_typst(template: bytes, inputs: dict[str, str], day: datetime) -> bytes:
    """A template as PDF/UA-1 with the kept fonts. Raises ``BriefRefused`` naming a character that
    no font has."""
    try:
        return typst.compile(
            template,
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=["ua-1"],
            timestamp=day,
        )
    except typst.TypstError as error:
        raise _refusal(error) from error


_NO_GLYPH = re.compile(r"the text (.+?) could not be displayed with", re.DOTALL)


def _refusal(error: typst.TypstError) -> Exception:
    """A character that no font has is the author's to change; anything else is ours."""
    match = _NO_GLYPH.search(f"{error.message} {' '.join(error.hints)}")
    if match is None:
        return error
    text = match[1].strip("`'\"")
    named = ", ".join(f"{char!r} (U+{ord(char):04X})" for char in dict.fromkeys(text))
    return BriefRefused(f"No font has the character {named}. Take it out of the text.")


def count_pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def read_attached(pdf: bytes) -> str:
    """The Brief's JSON that travels in a PDF. Raises ``KeyError`` where there is none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return document.attachments["brief.json"].get_file().read_bytes().decode()

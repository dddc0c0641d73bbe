"""Typst's compiler stays, and what it remembers never shows in another page."""

import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from brief_values import TODAY, MadeSnapshot

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.formats.pdf import draw_page, read_attached, set_page
from billtrail.briefs.page.layout import plan_page
from billtrail.briefs.typeset.typst import compile_typst
from billtrail.briefs.values import Brief, published, to_json
from billtrail.errors import BriefRefused, UsageError

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def page(name: str) -> Brief:
    brief = fit(build(MadeSnapshot(), Request("tsra", TODAY)))
    return replace(brief, contact=(name,))


def printed(brief: Brief) -> bytes:
    return set_page(brief, plan_page(brief))


def test_pages_set_after_one_another_or_at_once_are_what_they_are_alone() -> None:
    briefs = [page(f"Office {number}") for number in range(4)]
    alone = [printed(brief) for brief in briefs]
    assert len(set(alone)) == len(briefs)
    again = [printed(brief) for brief in reversed(briefs)][::-1]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(printed, briefs))
    assert again == alone and at_once == alone


def test_a_page_is_drawn_as_it_prints() -> None:
    drawing = draw_page(page("one"))
    assert drawing.startswith(b"\x89PNG") and struct.unpack(">II", drawing[16:24]) == (935, 1210)
    assert draw_page(page("one")) == draw_page(page("one")) != draw_page(page("another"))


@pytest.mark.parametrize("text", ['"', "\\", '\\"', '") #panic("x', "\\u{41}", "#typeset()", "$x$"])
def test_an_input_is_a_string_whatever_it_holds(text: str) -> None:
    brief = page(text)
    assert read_attached(printed(brief)) == to_json(published(brief))


def test_a_fault_of_an_own_template_and_a_missing_letter_are_said(tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text('#let typeset(said: "") = [#set document(title: "x"); #said]')
    assert compile_typst(template, {"said": "words"}, DAY).startswith(b"%PDF")
    with pytest.raises(BriefRefused, match=r"No font has the character .* \(U\+130A0\)"):
        compile_typst(template, {"said": "\U000130a0"}, DAY)
    template.write_text("#let typeset(said: none) = panic(said)")
    with pytest.raises(UsageError, match=r"own\.typ cannot be used: panicked.*Mend it"):
        compile_typst(template, {"said": "words"}, DAY)

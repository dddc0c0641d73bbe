"""The finished files: one page, tagged, the same words in every format, equal bytes."""

import html
import io
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pikepdf
import pytest
from brief_values import (
    BRIEFED,
    MEASURED,
    TODAY,
    MadeSnapshot,
    bill_status,
    texts,
    tsra_bills,
    tsra_campaign,
    vetoed_bill,
)
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from lxml.html import fromstring
from markupsafe import escape
from playwright.sync_api import Browser
from screens import axe_faults

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.docx import read_carried_docx
from billtrail.briefs.formats.html import read_carried
from billtrail.briefs.formats.one_page import DROPS, fit, renumbered
from billtrail.briefs.formats.pdf import (
    _compiled,
    compile_pdf,
    count_pages,
    read_attached,
    set_page,
)
from billtrail.briefs.language.language import NO_BREAK
from billtrail.briefs.page.heights import PAGE_WIDTH
from billtrail.briefs.page.layout import SIZES, plan_page
from billtrail.briefs.page.lines import count_lines
from billtrail.briefs.typeset.docx_template import TARGET, make_template
from billtrail.briefs.typeset.identity import brief_id
from billtrail.briefs.typeset.kinds import FORMATS
from billtrail.briefs.values import Brief, from_json, published, to_json
from billtrail.campaigns.organisation import Organisation
from billtrail.errors import BriefRefused, UsageError
from billtrail.legislatures.vocabulary import Language
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

COALITION = Organisation(name="Example Coalition", email="policy@example.org", site="example.org")


CODED = replace(COALITION, published_at="https://example.org/bills")


def built(snapshot: MadeSnapshot | None = None, **values: object) -> Brief:
    request = replace(Request("tsra", TODAY), **values)  # type: ignore[arg-type]
    return build(snapshot or MadeSnapshot(), request)


def charted() -> Brief:
    """A brief with a chart of program figures and few other words, so that it stays."""
    short = {f"does_{n}": "It helps." for n in range(1, 5)}
    return built(MadeSnapshot(tsra_campaign(chart=MEASURED, texts=texts(**short))))


def status_brief() -> Brief:
    status = bill_status(vetoed_bill(), family=None, campaign=None)
    snapshot = MadeSnapshot(bills={status.key: status})
    return build(snapshot, Request(status.key, TODAY))


def spanish() -> Brief:
    both = (*texts(), *texts(Language.ES))
    return built(MadeSnapshot(tsra_campaign(texts=both)), language=Language.ES)


BRIEFS = {
    "sample": built,
    "organisation": lambda: built(organisation=COALITION),
    "chart": charted,
    "status": status_brief,
    "spanish": spanish,
    "coded": lambda: built(organisation=CODED),
    "goals": lambda: build(MadeSnapshot(), Request("goals", TODAY, organisation=CODED)),
}


def pdf_text(pdf: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def html_text(content: bytes) -> str:
    body = re.sub(r"<style>.*?</style>|<template.*?</template>", "", content.decode(), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def markdown_text(content: bytes) -> str:
    text = re.sub(r"\[\^\d+\]", "", content.decode())
    return re.sub(r"\\(.)", r"\1", text)


def plain_text(content: bytes) -> str:
    return re.sub(r" \[[\d,]+\]", "", content.decode())


def docx_text(content: bytes) -> str:
    """All paragraphs, those in tables too, without the raised note numbers."""
    body = Document(io.BytesIO(content)).element.body
    runs = (run for run in body.iter(qn("w:r")) if run.find(f".//{qn('w:vertAlign')}") is None)
    return "".join(node.text or "" for run in runs for node in run.iter(qn("w:t")))


def only_letters(text: str) -> str:
    """Without blanks, note numbers' marks and capitals: what lines, columns and headings change."""
    return re.sub(r"\s|\N{NO-BREAK SPACE}", "", text).lower()


def said(brief: Brief) -> list[str]:
    """Every sentence, label, figure and note of the page."""
    sentences = [*brief.status.sentences, *(f.sentence for f in brief.figures)]
    sentences += [s for b in brief.blocks for p in b.paragraphs for s in p.sentences]
    words = [brief.title, brief.identity, brief.tagline, brief.head_date, *brief.contact]
    words += [s.text for s in sentences] + [b.heading for b in brief.blocks]
    words += [w for s in brief.bar for w in (s.label, s.date or s.words)]
    words += [note.text for note in brief.notes] + [mark.text for mark in brief.marks]
    if brief.chart:
        words += [brief.chart.title, brief.chart.base]
        words += [w for row in brief.chart.rows for w in (row.label, row.display)]
    return words


# -- one page, tagged ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_is_one_letter_page_of_tagged_pdf(name: str) -> None:
    pdf = render(BRIEFS[name](), "pdf")
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert count_pages(pdf) == 1
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [float(x) for x in document.pages[0].mediabox] == [0, 0, 612, 792]


@pytest.mark.parametrize("times", [1, 12, 60])
def test_a_file_says_how_many_pages_it_has(times: int) -> None:
    brief = longer("problem", times)
    pdf = set_page(brief, plan_page(brief))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert count_pages(pdf) == len(document.pages)
    assert (count_pages(pdf) > 1) == (times > 1)


def test_the_file_names_its_title_language_and_author() -> None:
    brief = fit(built(organisation=COALITION))
    with pikepdf.open(io.BytesIO(compile_pdf(brief))) as document:
        assert str(document.Root.Lang) == "en-US"
        assert str(document.docinfo["/Title"]) == brief.title
        assert str(document.docinfo["/Author"]) == COALITION.name


def test_the_stages_are_a_table_for_whoever_hears_the_page() -> None:
    """A cell holds a stage and its day, so that they are heard together."""

    def cells(part: pikepdf.Object) -> int:
        kids = part.get("/K")
        inner = kids if isinstance(kids, pikepdf.Array) else [kids]
        found = sum(cells(kid) for kid in inner if isinstance(kid, pikepdf.Dictionary))
        return found + (part.get("/S") == "/TD")

    brief = fit(built())
    with pikepdf.open(io.BytesIO(compile_pdf(brief))) as document:
        assert cells(document.Root.StructTreeRoot) == len(brief.bar) > 3


def test_what_programs_list_of_a_file_has_plain_blanks() -> None:
    """Whoever types "H.R. 4323" in a list of files types a blank."""
    tied = "H.R.\N{NO-BREAK SPACE}4323 is law"
    brief = replace(fit(built(organisation=COALITION)), title=tied)
    assert "\N{NO-BREAK SPACE}" in brief.status.sentences[0].text
    head = render(brief, "html").decode().partition("</head>")[0]
    properties = Document(io.BytesIO(render(brief, "docx"))).core_properties
    with pikepdf.open(io.BytesIO(compile_pdf(brief))) as document:
        info = document.docinfo
        listed = [str(info["/Title"]), str(info["/Subject"]), head, properties.title]
    listed.append(properties.subject)
    assert "\N{NO-BREAK SPACE}" not in "".join(listed)
    assert all("H.R. 4323" in words for words in listed)


@pytest.mark.parametrize("name", BRIEFS)
def test_every_format_says_the_same(name: str, tmp_path: Path) -> None:
    brief = fit(BRIEFS[name]())
    texts_ = {
        "pdf": pdf_text(render(brief, "pdf"), tmp_path),
        "html": html_text(render(brief, "html")),
        "md": markdown_text(render(brief, "md")),
        "docx": docx_text(render(brief, "docx")),
        "txt": plain_text(render(brief, "txt")),
    }
    plain = {kind: only_letters(text) for kind, text in texts_.items()}
    # Note numbers stand between a figure's words and what follows, never inside a sentence.
    for words in said(brief):
        missing = [kind for kind, text in plain.items() if only_letters(words) not in text]
        assert not missing, (words, missing)
    assert all(brief_id(brief) in text for text in plain.values())


def test_equal_briefs_give_equal_bytes_and_others_do_not() -> None:
    for format_ in FORMATS:
        _compiled.cache_clear()
        first = render(built(), format_)
        _compiled.cache_clear()
        assert render(built(), format_) == first
        assert render(built(organisation=COALITION), format_) != first


def test_the_id_is_twelve_hex_digits_of_what_is_published() -> None:
    brief = built()
    assert re.fullmatch("[0-9a-f]{12}", brief_id(brief))
    assert brief_id(brief) == brief_id(published(brief))
    assert brief_id(brief) != brief_id(replace(brief, title="Another title"))


def test_the_brief_travels_in_the_file() -> None:
    brief = fit(built())
    for carried in (
        read_attached(render(brief, "pdf")),
        read_carried(render(brief, "html").decode()),
        read_carried_docx(render(brief, "docx"))[0],
    ):
        assert from_json(carried) == published(brief)
        assert "billtrail setup" not in carried
    with pytest.raises(KeyError):
        read_carried("<html></html>")


def test_programs_get_plain_blanks_and_the_id() -> None:
    """The id is of the words as they are tied on the page, so that they cannot be both."""
    brief = fit(built())
    tied = to_json(published(brief))
    told = render(brief, "json").decode()
    assert NO_BREAK in tied and NO_BREAK not in told + render(brief, "md").decode()
    assert json.loads(told) == {"id": brief_id(brief)} | json.loads(tied.replace(NO_BREAK, " "))


def test_a_reader_view_keeps_the_whole_web_page() -> None:
    """Mozilla's and Readability's leave out what is called a footer, and then, with the notes, all
    that stands before the columns: marks, ask, stages."""
    page = fromstring(render(fit(built()), "html"))
    (main,) = page.iter("main")
    assert not list(page.iter("footer", "aside")) and not page.cssselect("[class*=foot]")
    for inside in ("h1", ".mark, .sample", ".ask", ".stages", ".status", ".figure", ".notes"):
        assert main.cssselect(inside), inside


def test_which_stage_is_now_is_said_in_words() -> None:
    """A screen reader does not see the mark, nor Word's reader the colour."""
    day = date(2025, 6, 1)
    brief = fit(built(MadeSnapshot(tsra_campaign(day), tsra_bills(day), day), on=day))
    (now,) = [step for step in brief.bar if step.state == "current"]
    head = Document(io.BytesIO(render(brief, "docx"))).tables[0].rows[0]
    assert f"{now.label} (now)" in [cell.text for cell in head.cells]
    assert f"* {now.label} (now): " in render(brief, "txt").decode()
    with pikepdf.open(io.BytesIO(render(brief, "pdf"))) as pdf:
        told = [str(one.get("/Alt")) for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]  # fmt: skip
    assert told == ["now"]


def test_an_unknown_format_is_said() -> None:
    with pytest.raises(UsageError, match="pdf, html, docx, txt, md, json"):
        render(built(), "docx2")


# -- Word ----------------------------------------------------------------------------------------


def test_the_word_template_is_what_its_module_makes() -> None:
    assert TARGET.read_bytes() == make_template(), (
        "python -m billtrail.briefs.typeset.docx_template"
    )


def test_a_word_file_has_real_styles_headings_tables_and_properties() -> None:
    brief = fit(built(organisation=COALITION))
    document = Document(io.BytesIO(render(brief, "docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Title") == 1
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    leading, body = ([b.heading for b in blocks] for blocks in (brief.leading, brief.body))
    assert headings == [*leading, brief.bar_title, *body, brief.notes_heading]
    assert "List Bullet" in styles and "List Number" in styles and "Brief Figure" in styles
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    properties = document.core_properties
    assert properties.title == brief.title and properties.language == "en-US"
    assert properties.author == properties.last_modified_by == COALITION.name
    assert properties.created.date() == TODAY


def test_a_word_file_says_whether_its_words_were_changed(tmp_path: Path) -> None:
    content = render(built(), "docx")
    assert read_carried_docx(content)[1]
    document = Document(io.BytesIO(content))
    document.paragraphs[0].insert_paragraph_before("")
    path = tmp_path / "changed.docx"
    document.save(path)
    assert read_carried_docx(path.read_bytes())[1], "blank lines are no words"
    document.paragraphs[5].add_run(" More.")
    document.save(path)
    carried, untouched = read_carried_docx(path.read_bytes())
    assert not untouched and from_json(carried).subject == "tsra"
    plain = io.BytesIO()
    Document().save(plain)
    with pytest.raises(KeyError):
        read_carried_docx(plain.getvalue())


# -- fitting ---------------------------------------------------------------------------------------


def longer(key: str, times: int) -> Brief:
    words = "Survivors told providers what a record costs them at work and at home. " * times
    return built(MadeSnapshot(tsra_campaign(texts=texts(**{key: words.strip()}))))


def test_what_does_not_fit_is_dropped_in_the_named_order_and_listed() -> None:
    brief = longer("problem", 12)
    fitted = fit(brief)
    assert count_pages(compile_pdf(fitted)) == 1
    dropped = [item.what for item in fitted.left_out if item.why == "the page is full"]
    order = [what for what, _ in DROPS]
    assert dropped[:3] == [
        "the fourth point of what it does",
        "details of who stands behind it",
        "the third figure",
    ]
    assert dropped == [what for what in order if what in dropped]
    assert fitted.block("ask") and fitted.block("problem") == brief.block("problem")
    assert len(fitted.figures) >= 2


def test_fitting_again_changes_nothing() -> None:
    for brief in (built(), longer("problem", 12)):
        assert fit(fit(brief)) == fit(brief)


def test_what_cannot_fit_is_refused_with_the_words_to_cut() -> None:
    brief = longer("problem", 40)
    with pytest.raises(BriefRefused, match=r"'The problem' \(520 words\).*Cut at least \d+") as no:
        render(brief, "pdf")
    cut = int(re.search(r"least (\d+)", str(no.value))[1])  # type: ignore[index]
    words = "Survivors told providers what a record costs them at work and at home. " * 40
    shorter = " ".join(words.split()[: 520 - cut - 12])
    snapshot = MadeSnapshot(tsra_campaign(texts=texts(problem=shorter)))
    assert count_pages(render(built(snapshot), "pdf")) == 1


def test_notes_of_what_was_dropped_go_and_the_rest_is_renumbered() -> None:
    brief = built()
    fewer = renumbered(replace(brief, blocks=tuple(replace(b, figures=()) for b in brief.blocks)))
    # Two figures of three had notes of their own; one shares that of a fact.
    assert len(fewer.notes) == len(renumbered(brief).notes) - 2
    assert [note.number for note in fewer.notes] == list(range(1, len(fewer.notes) + 1))
    used = {n for b in fewer.blocks for p in b.paragraphs for s in p.sentences for n in s.notes}
    assert used | {1} == {note.number for note in fewer.notes} | {1}


def test_words_are_never_smaller_than_the_floor() -> None:
    assert min(SIZES) == 10.5 and max(SIZES) == 12
    for make in BRIEFS.values():
        assert plan_page(fit(make())).size in SIZES


@pytest.mark.parametrize("name", BRIEFS)
def test_the_title_takes_one_line_or_two(name: str) -> None:
    assert len(plan_page(fit(BRIEFS[name]())).lines) <= 2


@given(st.text(alphabet="abc iWm%", max_size=200), st.sampled_from(SIZES))
def test_wider_columns_never_need_more_lines(text: str, size: float) -> None:
    widths = (120.0, 200.0, PAGE_WIDTH)
    lines = [count_lines(text, size, width) for width in widths]
    assert lines == sorted(lines, reverse=True)


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    snapshot = MadeSnapshot(tsra_campaign(texts=texts(tagline="Relief \U00013080 now")))
    with pytest.raises(BriefRefused, match=r"U\+13080"):
        render(built(snapshot), "pdf")


@given(st.text(alphabet="#$*_[]<>@\\`'\"&{}~=-+/|abc ", min_size=1, max_size=60))
@examples(15)
def test_text_is_never_markup(text: str) -> None:
    """Typst, HTML and Markdown signs print as they are."""
    snapshot = MadeSnapshot(tsra_campaign(texts=texts(tagline=f"x{text}x")))
    brief = built(snapshot)
    assert count_pages(render(brief, "pdf")) == 1
    shown = re.search(r'<p class="tagline">(.*?)</p>', render(brief, "html").decode(), re.S)
    assert shown is not None and shown[1] == str(escape(f"x{text}x"))


# -- what ships ----------------------------------------------------------------------


def test_every_shipped_campaign_prints_in_english_on_one_page(prepared) -> None:  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as snapshot:
        for campaign in snapshot.campaigns():
            for sender in (None, COALITION):
                brief = build(snapshot, Request(campaign.id, TODAY, organisation=sender))
                assert count_pages(render(brief, "pdf")) == 1, campaign.id


def test_no_english_brief_is_refused_for_any_audience(prepared) -> None:  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as snapshot:
        for campaign in snapshot.campaigns():
            for audience in BRIEFED:
                request = Request(campaign.id, TODAY, audience=audience, organisation=COALITION)
                assert fit(build(snapshot, request)).title, (campaign.id, audience)


def test_the_shipped_tsra_brief_says_what_is_true(prepared) -> None:  # type: ignore[no-untyped-def]
    numbers = ("tsra", "us-119-hr1379", "us-119-s2255", "us-114-s3441")
    with open_snapshot(prepared.database, TODAY) as snapshot:
        briefs = [fit(build(snapshot, Request(name, TODAY))) for name in numbers]
    for brief in briefs:
        said_ = " ".join(said(brief)).replace("\N{NO-BREAK SPACE}", " ")
        assert "Public Law 119-73 on January 23, 2026" in said_
        assert "Thirteen bills in six Congresses since 2016" in said_
        assert "cosponsor the" not in said_.lower()
        assert brief.block("ask") is not None
        assert "cast-records-share" in {figure.id for figure in brief.figures}
        assert len(brief.figures) >= 2


def test_shipped_bills_without_texts_print_too(prepared) -> None:  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as snapshot:
        for key in [*snapshot.keys][::6]:
            assert build(snapshot, Request(key, TODAY)).status.sentences, key


# -- HTML ------------------------------------------------------------------------------------------


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    content = render(built(), "html").decode()
    assert "<script" not in content and "<link" not in content and "<img" not in content
    assert "default-src 'none'" in content
    assert set(re.findall(r"url\((\w+):", content)) == {"data"}


def test_the_page_has_its_language_landmarks_and_headings_in_order() -> None:
    content = render(spanish(), "html").decode()
    assert '<html lang="es">' in content
    assert content.count("<main>") == 1 and content.count("<h1>") == 1
    levels = [int(level) for level in re.findall(r"<h(\d)", content)]
    assert levels[0] == 1 and set(levels[1:]) == {2}
    assert render(charted(), "html").decode().count('<th scope="row">') == len(MEASURED)


def test_addresses_are_web_addresses_only() -> None:
    campaign = tsra_campaign()
    claims = tuple(replace(claim, url="javascript:alert(1)") for claim in campaign.claims)
    for format_ in FORMATS:
        content = render(built(MadeSnapshot(replace(campaign, claims=claims))), format_)
        assert b"javascript:" not in content


@pytest.mark.parametrize("name", ["sample", "coded", "status", "goals"])
def test_the_page_prints_on_one_sheet(browser: Browser, name: str, tmp_path: Path) -> None:
    source = tmp_path / "brief.html"
    source.write_bytes(render(BRIEFS[name](), "html"))
    shown = browser.new_page()
    shown.goto(source.as_uri())
    with pikepdf.open(io.BytesIO(shown.pdf(prefer_css_page_size=True))) as document:
        assert len(document.pages) == 1
    shown.close()


# -- Word as another program lays it out -----------------------------------------------------------

SOFFICE = shutil.which("soffice")
#: Every machine has Arial or a font of its widths; here only Liberation Sans, as on a plain Debian.
_LIBERATION = Path("/usr/share/fonts/truetype/liberation")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(not _LIBERATION.is_dir(), reason="the fonts of LibreOffice are not installed")
def test_every_shipped_brief_takes_one_page_in_word_without_its_fonts(
    prepared: Workspace, tmp_path: Path
) -> None:
    with open_snapshot(prepared.database, TODAY) as snapshot:
        for subject in (*(campaign.id for campaign in snapshot.campaigns()), "goals"):
            for language in Language:
                request = Request(subject, TODAY, language, organisation=COALITION)
                path = tmp_path / f"{subject}-{language.value}.docx"
                path.write_bytes(render(build(snapshot, request), "docx"))
    (tmp_path / "spanish.docx").write_bytes(render(spanish(), "docx"))
    sources = sorted(tmp_path.glob("*.docx"))
    assert len(sources) > 27
    assert _pages_laid_out(sources, tmp_path) == {source.stem: 1 for source in sources}


def _pages_laid_out(sources: list[Path], folder: Path) -> dict[str, int]:
    """The pages of each Word file, by its name, as LibreOffice sets them."""
    config = folder / "fonts.conf"
    config.write_text(_FONTS.format(folder=_LIBERATION, cache=folder / "cache"))
    command = [
        str(SOFFICE), f"-env:UserInstallation=file://{folder / 'profile'}", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder / "out"), *map(str, sources),
    ]  # fmt: skip
    env = os.environ | {"FONTCONFIG_FILE": str(config)}
    subprocess.run(command, capture_output=True, check=True, timeout=240, env=env)
    pages = {}
    for path in (folder / "out").glob("*.pdf"):
        with pikepdf.open(path) as document:
            pages[path.stem] = len(document.pages)
    return pages


# -- the code that leads to what has changed -------------------------------------------------------


def test_a_code_stands_on_the_page_only_with_a_site_address(tmp_path: Path) -> None:
    with_site = fit(
        built(organisation=replace(COALITION, published_at="https://example.org/bills"))
    )
    address = f"https://example.org/bills/check/{brief_id(with_site)}"
    report = page.validate_pdf_bytes(render(with_site, "pdf"), profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert count_pages(render(with_site, "pdf")) == 1
    content = render(with_site, "html").decode()
    assert f'href="{address}"' in content and f"<title>{address}</title>" in content
    for format_ in ("txt", "md", "docx"):
        said_ = docx_text if format_ == "docx" else bytes.decode
        assert address.removeprefix("https://") in said_(render(with_site, format_)), format_
    without = render(built(organisation=COALITION), "html").decode()
    assert "/check/" not in without and "<svg" not in without


def test_axe_finds_nothing_on_a_brief(browser: Browser, tmp_path: Path) -> None:
    sender = replace(COALITION, published_at="https://example.org")
    briefs = {"one": built(organisation=sender), "status": status_brief(), "chart": charted()}
    briefs["goals"] = build(MadeSnapshot(), Request("goals", TODAY))
    shown = browser.new_page()
    for name, brief in briefs.items():
        path = tmp_path / f"{name}.html"
        # The page forbids scripts, the checker's own too; it is checked without that line.
        content = render(brief, "html").decode()
        path.write_text(re.sub(r'<meta http-equiv="Content-Sec[^>]*>', "", content))
        shown.goto(path.as_uri())
        assert axe_faults(shown) == [], name
    shown.close()


def test_a_bookmark_parts_the_words_of_a_title_over_two_lines(prepared) -> None:  # type: ignore[no-untyped-def]
    with open_snapshot(prepared.database, TODAY) as snapshot:
        pdf = render(build(snapshot, Request("t-visa-work", TODAY)), "pdf")
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Immigrant Witness and Victim Protection Act: where it stands"
        ]


def test_whom_a_page_is_for_stands_on_one_line_beside_a_long_day(tmp_path: Path) -> None:
    whom = "Para oficinas legislativas"
    day = "Ley desde el 26 de septiembre de 2016; impreso el 30 nov 2026"
    who = "Coalición de sobrevivientes del sur"
    brief = replace(spanish(), organisation=who, head=whom, head_date=day)
    text = pdf_text(render(brief, "pdf"), tmp_path).replace("\N{NO-BREAK SPACE}", " ")
    assert any(whom in line for line in text.splitlines())

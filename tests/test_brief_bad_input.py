"""Briefs of hostile, huge and unusual values: printed whole and literally, or refused by name."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from brief_values import (
    TODAY,
    MadeSnapshot,
    bill_record,
    bill_status,
    cosponsors,
    texts,
    tsra_bills,
    tsra_campaign,
)
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st
from laws import examples
from lxml import html as lxml_html

from billtrail.bills.efforts import build_effort
from billtrail.bills.models import Sponsorship
from billtrail.bills.values import Member
from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.formats.pdf import compile_pdf, count_pages
from billtrail.briefs.page.docx_page import fits_docx
from billtrail.briefs.typeset.kinds import FORMATS
from billtrail.briefs.values import Brief
from billtrail.campaigns.organisation import Organisation
from billtrail.errors import BriefRefused, StoreError
from billtrail.files.output import write_file
from billtrail.legislatures.vocabulary import MemberKind, SponsorRole

MARKUP = (
    "<b>bold</b> & <script>alert(1)</script>",
    "#text(red)[x] $x^2$ @label *strong* _it_",
    "{{ 7 * 7 }} {% raw %} {# note #}",
    "{_{ x }_} {{r x }} {%p if x %}",
    "<w:p/> &amp; ]]> <![CDATA[",
    "|a|b| `code` [link](http://x) ~~no~~",
    "{title} {0} %s \\n \\u0041",
)


def built(key: str = "tagline", text: str = "", **values: object) -> Brief:
    campaign = tsra_campaign(texts=texts(**{key: text})) if text else tsra_campaign()
    return build(MadeSnapshot(campaign), replace(Request("tsra", TODAY), **values))  # type: ignore[arg-type]


def said_in(brief: Brief, format_: str) -> str:
    """The words of a rendered file, without marks of the format."""
    content = render(brief, format_)
    if format_ == "docx":
        body = Document(io.BytesIO(content)).element.body
        return "".join(node.text or "" for node in body.iter(qn("w:t")))
    text = content.decode()
    if format_ == "html":
        return str(lxml_html.fromstring(text).text_content())
    if format_ == "txt":
        return " ".join(text.split())
    return re.sub(r"\\([\\`*_\[\]<>#|])", r"\1", text)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_text_is_shown_literally_in_every_format(text: str) -> None:
    brief = built("tagline", text)
    for format_ in ("html", "docx", "txt", "md"):
        assert text in said_in(brief, format_), format_
    assert count_pages(render(brief, "pdf")) == 1
    assert b"<script" not in render(brief, "html")


@pytest.mark.parametrize(
    "name",
    [
        "Μαρία Ñandú-Gómez Şahin Łukasz Đorđe",
        "עדה כהן",
        "ليلى الحداد",
        "Zoë O'Brien 🕊",
        "A" * 120,
        "A very long name of a coalition of many organisations " * 4,
    ],
)
def test_unusual_names_are_printed_or_refused_by_the_sign_that_no_font_has(name: str) -> None:
    sender = Organisation(name=name.strip(), email="a@example.org", contact_name=name.strip())
    try:
        fitted = fit(built(organisation=sender))
    except BriefRefused as error:
        assert re.search(r"U\+[0-9A-F]{4}|does not fit on one page|longer than", str(error))
        return
    assert count_pages(compile_pdf(fitted)) == 1 and _nothing_outside(compile_pdf(fitted))
    for format_ in ("html", "docx", "txt", "md"):
        assert name.strip() in said_in(fitted, format_)


def test_a_control_sign_is_refused_by_its_code_before_any_format_breaks() -> None:
    for format_ in FORMATS:
        with pytest.raises(BriefRefused, match=r"U\+0007"):
            render(built("tagline", "bell \x07 rings"), format_)


def test_a_bill_without_a_sponsor_and_with_an_endless_title_prints() -> None:
    record = replace(
        bill_record("us-119-hr2851", "2025-04-10"),
        title="To amend " + "the Trafficking Victims Protection Act and other laws " * 120,
        short_title=None,
    )
    status = bill_status(record, family=None, campaign=None)
    brief = build(MadeSnapshot(bills={status.key: status}), Request(status.key, TODAY))
    with pytest.raises(BriefRefused, match="does not fit"):
        render(brief, "pdf")
    shorter = replace(record, title=record.title[:1600] if record.title else None)
    status = bill_status(shorter, family=None, campaign=None)
    brief = build(MadeSnapshot(bills={status.key: status}), Request(status.key, TODAY))
    assert count_pages(render(brief, "pdf")) == 1


def test_a_campaign_with_one_bill_and_no_figures_prints() -> None:
    campaign = tsra_campaign(figures=(), endorsers=(), dates=())
    bills = {key: s for key, s in tsra_bills().items() if key == "us-119-hr4323"}
    member = Member("us-119-hr4323", MemberKind.ORIGINAL, "", None, bills["us-119-hr4323"])
    family = build_effort("us-tsra", "The Act", "tsra", [member], TODAY.isoformat())
    campaign = replace(campaign, families=(family,), bills=campaign.bills[-2:-1])
    brief = build(MadeSnapshot(campaign, bills), Request("tsra", TODAY))
    assert brief.block("programs") is None and brief.figures == ()
    assert count_pages(render(brief, "pdf")) == 1


def test_a_family_of_forty_counts_every_bill_and_fits() -> None:
    members = []
    for number in range(40):
        key = f"us-{80 + number}-hr{number + 1}"
        status = bill_status(bill_record(key, f"{1947 + 2 * number}-02-01"))
        status = replace(status, cosponsors=cosponsors(5, 5, 10 * number))
        members.append(Member(key, MemberKind.REINTRODUCED, "", None, status))
    family = build_effort("us-tsra", "The Act", "tsra", members, TODAY.isoformat())
    brief = build(MadeSnapshot(tsra_campaign(families=(family,))), Request("tsra", TODAY))
    assert "40 bills" in " ".join(s.text for s in brief.status.sentences)
    assert count_pages(render(brief, "pdf")) == 1
    assert len(brief.stages) == 41


def test_a_sponsor_without_party_or_state_is_named_plainly() -> None:
    status = bill_status(
        bill_record("us-119-hr2851", "2025-04-10"), family=None, campaign=None,
        sponsor=Sponsorship("N. Obody", SponsorRole.SPONSOR),
    )  # fmt: skip
    brief = build(MadeSnapshot(bills={status.key: status}), Request(status.key, TODAY))
    assert "Sponsor: N. Obody." in said_in(brief, "txt")


# -- one page, whatever is written -----------------------------------------------------------------

_WORD = st.sampled_from([
    "a", "record", "of", "survivors", "work", "housing", "court", "federal", "prosecution",
    "antidisestablishmentarianism", "W", "i", "mm", "WWW", "iii", "Los-Ángeles", "relief",
])  # fmt: skip
_TEXT = st.builds(
    lambda words, times: " ".join(words * times) + ".",
    st.lists(_WORD, min_size=1, max_size=12),
    st.integers(min_value=1, max_value=16),
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            key: _TEXT
            for key in ("headline_enacted", "tagline", "problem", "does_1", "does_2", "limits",
                        "programs", "ask_implement_1", "ask_implement_2")
        },
    )
)  # fmt: skip
@example({"headline_enacted": "W" * 90})
@examples(12)
def test_any_lengths_make_one_page_with_everything_on_it_or_say_what_to_cut(
    words: dict[str, str],
) -> None:
    brief = build(MadeSnapshot(tsra_campaign(texts=texts(**words))), Request("tsra", TODAY))
    try:
        fitted = fit(brief)
    except BriefRefused as error:
        cut = r"Longest parts: '.+' \(\d+ words\).+Cut at least \d+ words|longer than a line"
        assert re.search(cut, str(error))
        return
    pdf = compile_pdf(fitted)
    assert count_pages(pdf) == 1 and fits_docx(fitted)
    assert _nothing_outside(pdf)


def _nothing_outside(pdf: bytes) -> bool:
    """Every word lies inside the margins; taken as so where no program can measure it."""
    if shutil.which("pdftotext") is None:
        return True
    command = ["pdftotext", "-bbox", "-", "-"]
    page = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    sides = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"'
    boxes = [tuple(map(float, box)) for box in re.findall(sides, page)]
    return bool(boxes) and all(
        x0 > 45 and y0 > 30 and x1 < 567 and y1 < 772 for x0, y0, x1, y1 in boxes
    )


# -- files -----------------------------------------------------------------------------------------


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(StoreError, match=r"cannot be written.*Choose another place with -o"):
        write_file(taken / "brief.pdf", b"")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        write_file(tmp_path / "folder.pdf", b"")
    assert not list(tmp_path.glob(".*")), "nothing half-written stays"


def test_two_runs_writing_one_folder_leave_whole_files(tmp_path: Path) -> None:
    import threading

    path = tmp_path / "tsra_2026-11-23_en.pdf"
    contents = [bytes([n]) * 200_000 for n in range(8)]
    runs = [threading.Thread(target=write_file, args=(path, content)) for content in contents]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert path.read_bytes() in contents
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert date.fromisoformat(path.stem.split("_")[1]) == TODAY

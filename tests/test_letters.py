"""Letters: what a position letter says, what it leaves out, what stops it; in every format."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import product

import pikepdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from letters import AB938, COALITION, DAY, IN_APPROPRIATIONS, IN_JUDICIARY, TSRA, letter, words

from billtrail.briefs.papers.build import build_paper
from billtrail.briefs.papers.definitions import find_paper, load_papers
from billtrail.briefs.papers.formats.as_bytes import FORMATS, render
from billtrail.briefs.papers.formats.carried import read_paper
from billtrail.briefs.papers.formats.flow import flow
from billtrail.briefs.papers.formats.identity import paper_id
from billtrail.briefs.papers.formats.lines import fits_docx
from billtrail.briefs.papers.request import PaperRequest
from billtrail.briefs.papers.values import published, to_json
from billtrail.data import FOLDER
from billtrail.errors import BriefRefused, CheckFailed, UnknownKey, UsageError
from billtrail.legislatures.vocabulary import Language
from billtrail.snapshot.snapshot import open_snapshot


@pytest.fixture(scope="module")
def office(letters_office):
    return letters_office


# -- what it says ----------------------------------------------------------------------------------


def test_a_letter_names_bill_author_print_and_position(office):
    paper = letter(office)
    assert words(paper, "re") == "RE: AB 938 (Bonta), as amended July 9, 2025: SUPPORT"
    assert words(paper, "stance").startswith("We write in support of AB 938. We are a coalition")
    assert "Senate Committee on Appropriations" in words(paper, "recipient")
    assert words(paper, "ask") == "We respectfully ask for your AYE vote."
    assert words(paper, "signature").startswith("Eva Example Policy Director, Example Coalition")
    assert paper.facts.print_date == "2025-07-09" and paper.facts.committee == "CS61"
    assert not paper.is_draft


def test_each_reason_is_a_figure_with_its_base(office):
    paper = letter(office)
    block = paper.block("reasons")
    assert block is not None
    reasons = [p.sentences[0] for p in block.paragraphs if p.style == "number"]
    notes = {note.number: note.text for note in paper.notes}
    assert len(reasons) == 3 and all(reason.figure for reason in reasons)
    assert all("Base:" in notes[reason.notes[0]] for reason in reasons)


def test_a_federal_letter_goes_to_chair_and_ranking_member_and_names_the_condition(office):
    paper = letter(office, TSRA, IN_JUDICIARY)
    recipient = words(paper, "recipient")
    assert re.match(r"The Honorable [\w. ]+, Chair The Honorable [\w. ]+, Ranking Member House "
                    "Committee on the Judiciary", recipient)  # fmt: skip
    assert words(paper, "re").startswith("RE: H.R. 4323 (Fry), as introduced July 10, 2025: OPPOSE")
    assert words(paper, "ask").startswith(
        "We ask that it be amended: it also reaches state records."
    )
    assert words(paper, "stance").startswith(
        "We write in opposition to H.R. 4323 unless it is amended."
    )
    # Figures that speak for a bill are no reasons against it.
    assert paper.block("reasons") is None
    assert any(item.case == "no-reasons" for item in paper.left_out)


def test_an_amendment_that_the_history_alone_tells_of_is_the_print_named(office):
    paper = letter(office, on=date(2025, 7, 1))
    assert words(paper, "re").startswith("RE: AB 938 (Bonta), as amended June 25, 2025")
    assert [f.level for f in paper.findings if f.check == "version"] == ["warn"]


def test_spanish_is_for_reading_and_marks_what_stays_english(office):
    paper = letter(office, language=Language.ES)
    assert [mark.kind for mark in paper.marks] == ["reading"]
    assert words(paper, "re") == "ASUNTO: AB 938 (Bonta), enmendado el 9 de julio de 2025: A FAVOR"
    assert "Criminal procedure: sentencing" in paper.english


# -- what is missing is a place to fill ------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "mark", "place"),
    [
        ({"bill": "ca-20252026-ab633", "on": date(2025, 3, 1)}, "no position is decided",
         "[POSITION]"),
        ({"organisation": None}, "no organization and contact are set", "[Your organization]"),
        ({"organisation": replace(COALITION, contact_name="")}, "nobody is named who signs",
         "[Name and title of the signer]"),
    ],
)  # fmt: skip
def test_what_is_missing_makes_a_draft_that_says_so(office, values, mark, place):
    paper = letter(office, **values)
    assert paper.is_draft and mark in paper.marks[0].text
    assert place in " ".join(one.text for one in flow(paper))
    assert paper.left_out


def test_a_letter_of_a_past_day_says_so(office):
    paper = letter(office, today=DAY)
    assert [mark.kind for mark in paper.marks] == ["past"]


def test_a_position_that_is_younger_than_the_letter_is_told(office):
    found = letter(office, TSRA, date(2025, 7, 15)).findings
    assert any(f.level == "warn" and "It was decided after" in f.says for f in found)
    assert not any("decided after" in f.says for f in letter(office, TSRA, IN_JUDICIARY).findings)


def test_the_position_of_somebody_else_is_not_ours(office):
    """A position of 2022 ships with its source; a letter speaks for the organisation alone."""
    paper = letter(office, "us-117-hr8672", date(2022, 9, 10))
    assert "[POSITION]" in words(paper, "re")


# -- what stops it ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bill", "on", "says"),
    [
        (TSRA, DAY, "H.R. 4323 is law: Public Law 119-73"),
        ("us-119-hr1379", DAY, "What H.R. 1379 asked for is law by H.R. 4323"),
        (AB938, DAY, "AB 938 can move no more"),
        (AB938, date(2025, 6, 4), "No committee has AB 938 now. No paper is for it where it is"),
        (AB938, date(2025, 9, 15), "Appropriations has heard AB 938 and keeps it"),
        (TSRA, date(2025, 11, 1), "No committee has H.R. 4323 now"),
    ],
)
def test_a_letter_that_nobody_can_act_on_is_refused_with_what_helps(office, bill, on, says):
    with pytest.raises(BriefRefused, match=says):
        letter(office, bill, on)


def test_a_committee_is_named_by_id_or_words(office):
    with pytest.raises(BriefRefused, match="Public Safety does not have AB 938 now"):
        letter(office, committee="CS72")
    with pytest.raises(BriefRefused, match="Agriculture does not have AB 938 now"):
        letter(office, committee="agriculture")
    with pytest.raises(UsageError, match="There is no committee 'crypto'"):
        letter(office, committee="crypto")
    assert letter(office, committee="senate appropriations").facts.committee == "CS61"


def test_what_the_committee_makes_of_the_position_is_told_with_its_page(office):
    paper = letter(office, on=date(2025, 6, 20))
    told = [(found.level, found.says) for found in paper.findings if found.check == "stance"]
    assert told == [("ok", "Support is listed. (https://spsf.senate.ca.gov/committeehome, read "
                     "Nov\u00a030,\u00a02026)")]  # fmt: skip
    assert any("letterhead" in found.says for found in paper.findings)


def test_a_name_that_the_author_gives_goes_before_the_list(office):
    paper = letter(office, chair="Ana Lopez")
    assert words(paper, "recipient").startswith("The Honorable Ana Lopez, Chair Senate Committee")
    assert words(paper, "salutation") == "Dear Chair Lopez:"


# -- papers are data -------------------------------------------------------------------------------


def test_a_newcomer_adds_a_paper_by_one_file(office, tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "note.toml").write_text(
        'id = "note"\ntitle = "A note"\nabout = "bill"\nblocks = ["date", "re", "ask"]\n'
    )
    paper = find_paper(load_papers(tmp_path), "note")
    with open_snapshot(office.database, IN_APPROPRIATIONS) as snapshot:
        made = build_paper(
            snapshot, PaperRequest(paper, AB938, IN_APPROPRIATIONS, DAY, organisation=COALITION)
        )
    assert [block.kind for block in made.blocks] == ["date", "re", "ask"]


def test_a_file_of_ones_own_changes_the_shipped_paper_field_by_field(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "position-letter.toml").write_text("[budget]\nreasons = 1\n")
    papers = load_papers(tmp_path)
    assert papers["position-letter"].budget.reasons == 1
    assert papers["position-letter"].blocks == load_papers()["position-letter"].blocks


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('blocks = ["letterhaed"]', r"there is no block 'letterhaed'. Did you mean letterhead\?"),
        ('checks = ["decide"]', r"there is no check 'decide'. Did you mean decided\?"),
        ('recipients = "comittee"', "'comittee' is none of committee"),
        ('drops = ["tables"]', "there is no block of this paper 'tables'"),
        ("pages = -1", "-1 is not a whole number from 0 on"),
        ('id = "other"', "'other' is not the name of its file"),
    ],
)
def test_a_fault_in_a_paper_is_told_with_its_file_and_line(tmp_path, line, says):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "position-letter.toml").write_text(f"# mine\n{line}\n")
    papers = load_papers(tmp_path)
    assert "sign-on-letter" in papers, "a faulty file stops its own paper alone"
    with pytest.raises(CheckFailed, match=says) as told:
        find_paper(papers, "position-letter")
    assert "papers/position-letter.toml" in str(told.value) and "(line 2)" in str(told.value)


def test_an_unknown_paper_is_told_with_those_there_are():
    with pytest.raises(UnknownKey, match="position-letter"):
        find_paper(load_papers(), "positon-letter")


# -- the files -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papers(office):
    return [letter(office), letter(office, language=Language.ES),
            letter(office, TSRA, IN_JUDICIARY, organisation=None)]  # fmt: skip


def only_letters(text: str) -> str:
    return re.sub(r"\s", "", text.replace("\N{NO-BREAK SPACE}", ""))


def docx_text(content: bytes) -> str:
    paragraphs = Document(io.BytesIO(content)).paragraphs
    runs = (run for p in paragraphs for run in p.runs if not run.font.superscript)
    return "".join(run.text for run in runs)


def test_every_format_says_the_same_words(papers):
    for paper in papers:
        text = re.sub(r" \[[\d,]+\]", "", render(paper, "txt").decode())
        for said in (only_letters(text), only_letters(docx_text(render(paper, "docx")))):
            assert all(only_letters(one) in said for one in paper.texts)


def test_equal_papers_give_equal_bytes_and_travel_in_their_files(papers):
    for paper, format_ in product(papers, FORMATS):
        content = render(paper, format_)
        assert content == render(paper, format_)
        if format_ != "txt":
            carried = read_paper(content)
            assert carried is not None and carried.paper == published(paper)
            assert carried.id == paper_id(paper)


def test_a_word_file_is_of_no_hour_and_has_what_it_uses_alone(papers):
    content = render(papers[0], "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    styles = {style.name for style in Document(io.BytesIO(content)).styles}
    assert "Table Grid" in styles and len(styles) < 12 and len(content) < 20_000


def test_the_pdf_is_one_tagged_page(papers):
    for paper in papers:
        with pikepdf.open(io.BytesIO(render(paper, "pdf"))) as pdf:
            assert len(pdf.pages) == 1 and pdf.Root.MarkInfo.Marked
            assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


def test_nothing_for_the_author_alone_is_in_a_file(papers):
    for paper in papers:
        assert '"card":[]' in to_json(published(paper)) and '"findings":[]' in to_json(
            published(paper)
        )


@examples(15)
@given(name=st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1,
                    max_size=60))  # fmt: skip
def test_markup_in_a_name_stays_text(papers, name):
    paper = replace(papers[0], organisation=name, closing=name)
    assert name in render(paper, "txt").decode()
    assert render(paper, "pdf").startswith(b"%PDF")
    assert only_letters(name) in only_letters(docx_text(render(paper, "docx")))


def test_what_is_too_long_loses_its_parts_in_the_order_of_the_file(office):
    longer = replace(COALITION, about="We are many. " * 170)
    paper = letter(office, organisation=longer)
    dropped = [item.what for item in paper.left_out if item.case == "page-full"]
    assert dropped[:1] == ["reasons-3"] and fits_docx(paper)
    with pytest.raises(BriefRefused, match="does not fit on one page"):
        letter(office, organisation=replace(COALITION, address="Many streets. " * 900))


@pytest.mark.parametrize(
    ("name", "says"), [("A\x01B", r"U\+0001"), ("W" * 90, "longer than a line")]
)
def test_a_sign_or_a_word_that_breaks_a_file_is_told(office, name, says):
    with pytest.raises(BriefRefused, match=says):
        letter(office, organisation=replace(COALITION, name=name))


def test_a_bill_in_two_committees_asks_which(office):
    with pytest.raises(UsageError, match=r"several committees: .*Name one with --committee"):
        letter(office, "us-119-hr2961", DAY)


def test_figures_are_no_reasons_for_a_bill_apart_from_the_efforts(office):
    """This office follows H.R. 4817 beside its efforts, and supports it."""
    apart = letter(office, "us-119-hr4817", DAY)
    assert words(apart, "stance").startswith("We write in support") and not words(apart, "reasons")
    assert any(item.case == "no-reasons-apart" for item in apart.left_out)


def test_own_texts_on_a_bill_go_before_titles_and_figures(office):
    paper = letter(office, "us-119-hr2851", DAY, committee="hsju00")
    assert words(paper, "does").startswith("The bill lets people work while they wait")
    assert words(paper, "reasons").endswith("People who can work can leave.")
    assert not any(sentence.figure for sentence in paper.sentences)
    assert "Texts not yet reviewed by Example Coalition." in paper.closing
    told = [one.says for one in paper.findings if one.check == "version"]
    assert any("does-1-us-119-hr2851 was written for the print of" in one for one in told)


def test_figures_are_chosen_by_the_author(office):
    one = letter(office, figures=("nss-record-share",))
    assert [s.figure for s in one.sentences if s.figure] == ["nss-record-share"]
    assert letter(office, figures=()).block("reasons") is None
    with pytest.raises(UnknownKey, match="nss-record-share"):
        letter(office, figures=("nss-record-shar",))


def test_a_letter_says_nothing_of_another_bill(prepared):
    """Of the campaign's sentences on what its bills do, one is about H.R. 2851 and one about
    California."""
    paper = letter(prepared, "us-119-hr4817", date(2026, 6, 2))
    assert words(paper, "does").startswith("H.R. 4817 would give")
    assert "2851" not in " ".join(paper.texts) and "California" not in words(paper, "does")


def test_the_card_names_what_a_portal_asks(office):
    rows = {row.field: row.value for row in letter(office).card}
    assert rows["Version"].replace("\N{NO-BREAK SPACE}", " ") == "Amended Senate, Jul 9, 2025"
    assert rows["Stance"] == "support"
    assert rows["Committee"] == "Senate Committee on Appropriations"
    assert rows["Portal"].startswith("California Legislature Position Letter Portal")


def test_the_file_of_a_paper_that_is_none_of_ours_is_none():
    assert read_paper(b"%PDF-1.7 nothing") is None and read_paper(b"text") is None


def test_every_shipped_paper_is_read():
    assert set(load_papers()) == {path.stem for path in (FOLDER / "papers").glob("*.toml")}

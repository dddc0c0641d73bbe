"""The letter of several organisations: who is named, who is told apart, and where the list runs."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from docx import Document
from test_letters import (
    AB938,
    COALITION,
    IN_APPROPRIATIONS,
    IN_JUDICIARY,
    TSRA,
    letter,
    office,
    words,
)

from billtrail.briefs import CheckedPaper, with_signers
from billtrail.briefs.build import Request, build
from billtrail.briefs.papers import letters_with, record, signature_lines
from billtrail.briefs.papers.formats import FORMATS, paper_id, render
from billtrail.briefs.papers.formats.carried import read_paper
from billtrail.briefs.papers.values import Paper, published
from billtrail.briefs.papers.write import author_notes
from billtrail.briefs.values import to_json
from billtrail.legislatures import Audience, Language
from billtrail.rolls import (
    Level,
    Roll,
    RollOverview,
    Signer,
    SignerSheet,
    alike,
    count,
    path_of,
    signed_counts,
    take_in,
)
from billtrail.snapshot import open_snapshot
from billtrail.store import open_reader
from billtrail.workspace import Workspace

__all__ = ["office"]

NEWEST = "2025-07-09"
ONE = Signer(1, "Bay Fund", "Ana Ruiz", "Director", "Oakland", Level.LOCAL, signed_on="2025-08-01",
             version=NEWEST, stance="support", public=True)  # fmt: skip
SIGNERS = (
    ONE,
    replace(ONE, number=2, organisation="A <b>National</b> Network", person="Hidden One",
            public=False, level=Level.NATIONAL),
    replace(ONE, number=3, organisation="Old Text Fund", version="2025-06-25"),
    replace(ONE, number=4, organisation="Other Position Fund", stance="oppose"),
    replace(ONE, number=5, organisation="", person="Sam Sole", level=None),
    replace(ONE, number=6, organisation="", person="Hidden Two", level=None, public=False),
    replace(ONE, number=7, organisation="Late Fund", signed_on="2025-09-01"),
    replace(ONE, number=8, organisation="Gone Fund", withdrawn_on="2025-08-02"),
    replace(ONE, number=9, organisation="Valley Fund", level=Level.STATE, version=""),
)  # fmt: skip


def overview(signers: tuple[Signer, ...]) -> RollOverview:
    roll = Roll(AB938, signers)
    pairs = alike(roll.signed)
    return RollOverview(roll, NEWEST, "support", roll.signed, (), pairs,
                        count(roll.signed, pairs), (), None, None)  # fmt: skip


def signed(office: Workspace, signers: tuple[Signer, ...] = SIGNERS, **values: object) -> Paper:
    return letter(office, paper="sign-on-letter", roll=overview(signers), **values)


def groups(paper: Paper) -> dict[str, list[str]]:
    """Heading -> its rows."""
    return {
        block.heading.replace("\N{NO-BREAK SPACE}", " "): [
            " | ".join(sentence.text for sentence in row.sentences) for row in block.paragraphs
        ]
        for block in paper.blocks
        if block.kind == "signers"
    }


def test_signers_stand_by_how_far_they_reach_and_by_the_text_they_agreed_to(office):
    paper = signed(office)
    assert groups(paper) == {
        "National organizations": ["A <b>National</b> Network"],
        "Statewide organizations": ["Valley Fund | Ana Ruiz, Director"],
        "Local organizations": ["Bay Fund | Ana Ruiz, Director"],
        "Individuals": ["Sam Sole | Director, Oakland"],
        "Signed on the text of June 25, 2025": ["Old Text Fund | Ana Ruiz, Director"],
        "": ["1 more person has signed and is not named here."],
    }
    assert words(paper, "signed-by") == "Signed by 3 organizations, listed below."
    assert paper.facts.signers == (1, 2, 5, 6, 9, 3)
    shy = replace(ONE, number=11, organisation="Shy Fund", person="", listed=False)
    other = signed(office, (*SIGNERS, shy))
    assert groups(other) == groups(paper) and words(other, "signed-by") == words(paper, "signed-by")
    assert "asked that their organization is not named: it is left out." in "\n".join(
        author_notes(other)
    )


def test_its_author_is_told_what_is_to_settle(office):
    twin = replace(ONE, number=10, organisation="The Bay Funds")
    told = "\n".join(author_notes(signed(office, (*SIGNERS, twin), committee="CS61")))
    assert "ok: 7 signers on the letter" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "Bay Fund (#1) and The Bay Funds (#10): may be one organization." in told
    assert f"billtrail signers {AB938} same 1 10 (or apart 1 10)" in told
    for says in (
        "of another text: they stand apart", "nobody said which text they agreed to",
        "agreed to another position and are left out", "did not agree to be named",
        "said no to being named, and the organization's name stands there",
    ):  # fmt: skip
        assert says in told, says
    assert words(signed(office, (ONE, twin)), "signed-by").startswith("Signed by 1 organization,")
    early = replace(ONE, signed_on="2025-06-28", version="2025-06-25", logo=True)
    told = author_notes(signed(office, (early,), on=date(2025, 7, 1)))
    assert "ok: Logos to add by hand: Bay Fund." in told


def test_without_signers_it_is_a_draft_that_says_so(office):
    paper = signed(office, ())
    assert paper.is_draft and "nobody has signed" in paper.marks[0].text
    assert groups(paper) == {"": ["[Who signs with you]"]}
    assert any("billtrail signers" in item.action for item in paper.left_out)


@pytest.mark.parametrize("number", [1, 12, 200])
def test_the_letter_stays_on_a_page_and_a_long_list_runs_on(office, number):
    many = tuple(replace(ONE, number=n, organisation=f"Fund {n} of the Greater Central Coast")
                 for n in range(1, number + 1))  # fmt: skip
    paper = signed(office, many)
    with pikepdf.open(io.BytesIO(render(paper, "pdf"))) as pdf:
        pages = len(pdf.pages)
    assert (pages == 1) == (number == 1)
    sections = Document(io.BytesIO(render(paper, "docx"))).sections
    assert len(sections) == 3
    assert sections[1].start_type.name == ("NEW_PAGE" if pages > 1 else "CONTINUOUS")
    assert [len(found) for found in groups(paper).values()] == [number]


def test_every_format_names_the_same_and_equal_rolls_give_equal_bytes(office):
    paper = signed(office)
    text = render(paper, "txt").decode()
    for said in ("- A <b>National</b> Network\n", "- Bay Fund: Ana Ruiz, Director\n"):
        assert said in text
    word = Document(io.BytesIO(render(paper, "docx")))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert {"A <b>National</b> Network", "Bay Fund Ana Ruiz, Director"} <= {*lines}
    for format_ in FORMATS:
        made = render(paper, format_)
        assert made == render(signed(office), format_)
        assert b"Hidden" not in made
    for format_ in ("pdf", "docx"):
        carried = read_paper(render(paper, format_))
        assert (carried.paper, carried.by_hand) == (published(paper), False)
    assert paper_id(paper) != paper_id(signed(office, SIGNERS[:3]))


def test_what_is_kept_of_a_letter_names_nobody_and_is_found_by_who_signed(office):
    paper = signed(office)
    assert record(office, [paper]) == ()
    with open_reader(office.database) as reader:
        (kept,) = reader.execute("SELECT value FROM issued_papers").fetchone()
        assert not [name for name in ("Ruiz", "Bay Fund", "Sam Sole") if name in kept]
        (found,) = letters_with(reader, AB938, [ONE])
        assert found.id == paper_id(paper)
        assert "has this signature (not sent)" in " ".join(signature_lines([found]))
        today = date(2025, 9, 1)
        checked = CheckedPaper(found.id, found.paper, ())
        assert with_signers(checked, Roll(AB938, SIGNERS), today).stands
        gone = Roll(AB938, (replace(ONE, withdrawn_on="2025-08-30"), *SIGNERS[1:]))
        (moved,) = with_signers(checked, gone, today).moved
        assert (moved.kind, moved.new) == ("signers", "1 withdrew since")
        assert with_signers(checked, gone, date(2025, 8, 29)).stands
        # The number of somebody who left may be that of somebody who signed later.
        assert letters_with(reader, AB938, [replace(ONE, signed_on="2025-09-01")]) == ()
        assert letters_with(reader, AB938, [replace(ONE, number=8)]) == ()


def test_a_brief_counts_who_signed_for_those_who_may_know_the_position(office):
    def behind(audience: Audience) -> str:
        asked = Request("tsra", IN_JUDICIARY, audience=audience, organisation=COALITION,
                        signers=((TSRA, 34),))  # fmt: skip
        with open_snapshot(office.database, IN_JUDICIARY) as snapshot:
            return to_json(build(snapshot, asked)).replace("\N{NO-BREAK SPACE}", " ")

    assert "34 organizations have signed our letter." in behind(Audience.MEMBER)
    assert "have signed our letter" not in behind(Audience.PUBLIC)


def test_what_is_counted_is_what_a_letter_of_today_could_say(office):
    sheet = SignerSheet("list.csv", tuple(enumerate(SIGNERS, start=2)))
    take_in(office, AB938, sheet, by="Staff")
    with open_snapshot(office.database, IN_APPROPRIATIONS) as snapshot:
        assert signed_counts(office, snapshot) == ((AB938, 3),)
    path_of(office, AB938).unlink()


def test_it_can_be_read_in_spanish(office):
    paper = signed(office, language=Language.ES)
    assert "Organizaciones estatales" in groups(paper)
    assert words(paper, "signed-by") == "Firman 3 organizaciones, que figuran abajo."
    assert IN_APPROPRIATIONS.isoformat() == paper.on

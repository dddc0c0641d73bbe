"""For a day in committee: the sheet for who goes there, and what is said in two minutes."""

import json
import re
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from billtrail.briefs.build.voices import Voice
from billtrail.briefs.papers import blocks
from billtrail.briefs.papers.blocks.testimony import WORDS_A_MINUTE, spoken_time
from billtrail.briefs.papers.build import build_paper
from billtrail.briefs.papers.definitions import find_paper, load_papers
from billtrail.briefs.papers.formats.as_bytes import render
from billtrail.briefs.papers.formats.fit import fit
from billtrail.briefs.papers.formats.flow import flow
from billtrail.briefs.papers.request import PaperRequest
from billtrail.briefs.papers.values import Paper
from billtrail.campaigns.organisation import Organisation
from billtrail.cli import main
from billtrail.errors import BriefRefused
from billtrail.legislatures.vocabulary import Language
from billtrail.snapshot.analyses import arguments
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.packed import pack
from billtrail.workspace.workspace import Workspace, prepare

AB938, S2255, S1892 = "ca-20252026-ab938", "us-119-s2255", "us-119-s1892"
#: A day on which Senate Public Safety had AB 938, before the hearing that is built here.
DAY = date(2025, 6, 20)
COALITION = Organisation(
    name="Example Coalition", contact_name="Eva Example", contact_title="Policy Director",
    about="We are a coalition of survivors and their lawyers.", email="policy@example.org",
    phone="213-555-0100", address="1 Street, Los Angeles, CA 90012",
)  # fmt: skip
OWN = """[[bill]]
key = "ca-20252026-ab938"
position = "support"
decided_on = "2025-02-25"
[[text]]
key = "does-1-ca-20252026-ab938"
language = "en"
text = "The bill lets a court look again at a sentence."
claims = []
"""
FEDERAL = '[[bill]]\nkey = "us-119-s2255"\nposition = "support"\ndecided_on = "2025-07-20"\n'
#: In the form of a committee's analysis; built by hand.
ANALYSIS = """BILL NO: AB 938
Argument in Support
The Example Survivors' League writes:
It is good law.
7) Argument in Opposition: According to the Example Prosecutors' League, “Existing law is enough
for every case that we see. AB 938 would open sentences again that juries and judges have
considered with care. Courts would need more judges for the hearings that the bill asks for.
Who pays for the hearings that the bill asks courts to hold every year? Short one.”
REGISTERED SUPPORT / OPPOSITION:
Opposition
None that is longer than this line of words.
"""
MEMBERS = {"Kelly Seyarto": "no", "Dave Cortese": "yes"}


@pytest.fixture(scope="module")
def office(tmp_path_factory, prepared):
    """A workspace with positions, a hearing, an analysis and a vote of the committee."""
    found = Workspace.at(tmp_path_factory.mktemp("hearing"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    (found.root / "campaigns").mkdir()
    (found.root / "campaigns" / "ca-vacatur.toml").write_text(OWN)
    (found.root / "campaigns" / "tsra.toml").write_text(FEDERAL)
    prepare(found)
    with sqlite3.connect(found.database) as connection:
        _hear(connection)
    connection.close()
    return found


def _hear(connection: sqlite3.Connection) -> None:
    for at, bill in enumerate((AB938, "ca-20252026-ab1")):
        connection.execute(
            "INSERT INTO hearings (identifier, bill, date, committee, name, chamber, time, location"
            ", status, source, sequence, item) VALUES (?, ?, '2025-07-01', 'CS72', 'Public Safety'"
            ", 'upper', '09:30', '1021 O Street, Room 2200', 'confirmed', 'ca_calendar', 0, ?)",
            (f"h{at}", bill, at + 4),
        )
    connection.execute(
        "INSERT INTO hearings (identifier, bill, date, committee, name, chamber, location, status, "
        "source, sequence, kind, meeting, note, url) VALUES ('m', ?, '2025-11-20', 'ssju00', "
        "'Judiciary', 'upper', 'SD-226', 'confirmed', 'us_senate_hearings', 0, 'markup', "
        "'congress-119-1', 'After the first vote', 'https://www.senate.gov/committees')",
        (S1892,),
    )
    connection.executemany(
        "INSERT INTO meeting_papers (meeting, position, kind, title, about, url) VALUES "
        "('congress-119-1', ?, ?, ?, ?, ?)",
        ((1, "witness", "Ms. A Witness", "Director", None),
         (2, "amendment", "Amendment 1", None, "https://docs.example.org/a.pdf"),
         (3, "document", "HMKP_" * 20, None, "https://docs.example.org/b.pdf")),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO analyses (identifier, bill, date, name, media_type, text, source) VALUES "
        "('a1', ?, '2025-06-18', 'Senate Public Safety', 'text/plain', ?, 'ca_pubinfo')",
        (AB938, pack(ANALYSIS)),
    )
    ids = dict(connection.execute("SELECT name, id FROM people WHERE jurisdiction = 'ca'"))
    records = [[name, option, ids[name]] for name, option in MEMBERS.items()]
    connection.execute(
        "INSERT INTO votes (bill, row_key, position, source, identifier, date, chamber, committee"
        ", result, records) VALUES (?, 'v1', 0, 'ca_pubinfo', 'v1', '2025-06-17', 'upper', "
        "'CS72', 'pass', ?)",
        (AB938, json.dumps(records)),
    )
    connection.execute(
        "UPDATE bills SET parts_known = parts_known || ' votes' WHERE key = ?",
        (AB938,),
    )


def made(office, id="hearing-day", bill=AB938, on=DAY, **values) -> Paper:
    paper = find_paper(load_papers(), id)
    asked = PaperRequest(paper, bill, on, on, organisation=COALITION)
    with open_snapshot(office.database, on) as snapshot:
        return fit(build_paper(snapshot, replace(asked, **values)), paper.drops)


def words(paper: Paper, kind: str) -> str:
    found = " ".join(one.text for one in flow(paper) if one.kind == kind)
    return found.replace("\N{NO-BREAK SPACE}", " ")


def test_a_markup_says_what_it_is_who_is_invited_and_where_its_documents_are(office):
    told = words(made(office, bill=S1892, on=date(2025, 11, 10)), "hearing")
    assert "What it is A markup: the committee may change the bill" in told
    assert "When November 20, 2025, After the first vote" in told and "SD-226" in told
    assert "Invited to speak Ms. A Witness (Director)" in told
    assert "On its page Amendment 1" in told and "HMKP_" not in told


def test_no_two_blocks_have_one_name():
    modules = [module for module in vars(blocks).values() if hasattr(module, "BLOCKS")]
    assert len(modules) > 5
    assert sum(len(module.BLOCKS) for module in modules) == len(blocks.BLOCKS)


# -- the sheet -------------------------------------------------------------------------------------


def test_the_sheet_says_when_where_and_how_one_speaks(office):
    paper = made(office)
    assert words(paper, "title") == (
        "Hearing day: AB 938 (Bonta) Senate Committee on Public Safety For you who go there. "
        "Do not hand it out."
    )
    told = words(paper, "hearing")
    assert "When July 1, 2025, 9:30 a.m." in told and "1021 O Street, Room 2200" in told
    assert "Item 4 of its agenda. One of two bills on record for that meeting" in told
    assert "two a side, about two minutes each; then name, organization and position only" in told
    assert "SUPPORT, on the print of March 28, 2025" in told
    (due,) = [one.says for one in paper.findings if one.check == "deadline"]
    assert "Letters are due on" in due and "may not be listed" not in due, "of conditions alone"


def test_members_are_thanked_or_asked_by_what_is_on_record(office):
    paper = made(office)
    assert words(paper, "members").startswith("The committee: six members, as of August 5, 2026")
    thanked, asked = words(paper, "members-thank"), words(paper, "members-ask")
    assert "Dave Cortese (D, SD-15) Voted yes on AB 938, June 17, 2025." in thanked
    assert "Kelly Seyarto, vice chair (R, SD-32) Voted no on AB 938, June 17, 2025." in asked
    assert "Nothing on record on this effort: Jesse Arreguín, chair (D, SD-7)" in asked
    assert "Cortese" not in asked and "Seyarto" not in thanked


def test_who_joined_an_earlier_bill_is_asked_to_join_this_one(office):
    thanked = words(made(office, bill=S2255, on=date(2025, 11, 10)), "members-thank")
    rows = dict(re.findall(r"(\w+) \(D, \w+-Sen\) (.*?)(?= \w+ (?:\w\. )?\w+ \(D|$)", thanked))
    assert "Ask to cosponsor S. 2255." in rows["Whitehouse"]  # S. 104 of 2017
    assert "Ask to" not in rows["Coons"]  # joined in July


def test_without_a_position_for_the_bill_nobody_is_thanked_or_asked(office):
    paper = made(office, bill="us-119-s1580", on=date(2025, 11, 10))
    assert words(paper, "members-record").startswith("What is on record")
    assert not words(paper, "members-thank") and not words(paper, "members-ask")
    assert paper.is_draft is False or "position" in paper.marks[0].text


def test_what_they_will_ask_is_what_the_analysis_says_against_it(office):
    told = words(made(office), "questions")
    assert "Example Prosecutors' League argues the other side" in told
    assert told.count("“") == 3 and "Who pays for the hearings" in told
    assert "Existing law" not in told and "Short one" not in told


def test_of_a_bill_without_an_analysis_the_author_is_told(office):
    paper = made(office, bill=S2255, on=date(2025, 11, 10))
    assert not words(paper, "questions")
    assert {"no-analysis", "no-hearing"} <= {item.case for item in paper.left_out}


@pytest.mark.parametrize(
    ("text", "by", "first"),
    [
        ("ARGUMENTS IN OPPOSITION:\nThe X League writes:\nThis bill would do a great deal of harm "
         "to many people.", "The X League", "This bill would do"),
        ("Arguments in Opposition\n According to the X League, \"It is far too early to change "
         "what was changed last year.\"\n-- END --", "the X League", "It is far too early"),
        ("2) In opposition. A group says that the law as it stands is quite enough for all.", "",
         "A group says"),
        ("REGISTERED SUPPORT / OPPOSITION:\nOpposition\nNone on file that is long enough.", "", ""),
        ("OPPOSITION: (Verified 6/11/26)\nThe X League and many other groups of people here.", "",
         ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_part_against_a_bill_is_found_however_it_is_set(text, by, first):
    who, says = arguments(text, "opposition")
    assert who == by
    assert says[0].startswith(first) if first else says == ()


@given(st.text(max_size=400))
@settings(max_examples=40)
def test_any_text_at_all_has_arguments_or_none(text):
    who, says = arguments(f"Argument in Opposition: {text}", "opposition")
    assert all(len(one.split()) >= 8 for one in says) and "\n" not in who


def test_real_analyses_tell_what_is_argued(real):
    from billtrail.scrapers.ca_pubinfo.texts import long_text

    lob = real / "california/pubinfo/session_2025-26_four_bills/BILL_ANALYSIS_TBL_7917.lob"
    text = long_text(lob.read_bytes()).text
    assert arguments(text or "", "opposition")[0] == "The San Francisco Public Defender"


# -- what is said ----------------------------------------------------------------------------------


def test_a_witness_greets_says_the_position_two_figures_and_the_ask(office):
    paper = made(office, "testimony")
    told = words(paper, "speech")
    assert words(paper, "title") == ("Testimony: AB 938 (Bonta) Senate Committee on Public Safety")
    assert told.startswith(
        "Chair Arreguín and members, my name is Eva Example, Policy Director of Example Coalition. "
        "We support AB 938."
    )
    assert "The bill lets a court look again at a sentence." in told
    assert sum(bool(s.figure) for s in paper.sentences) == 2
    assert told.endswith("Thank you. I am glad to answer your questions.")
    assert words(paper, "me-too").endswith("[Your name], Example Coalition, in support of AB 938.")


def test_the_length_is_said_with_its_pace_and_is_that_of_the_text(office):
    paper = made(office, "testimony")
    count = len(words(paper, "speech").split())
    told = words(paper, "length")
    assert f"{spoken_time(count)} minutes at {WORDS_A_MINUTE} words a minute" in told
    (found,) = (found for found in paper.findings if found.check == "length")
    assert found.level == "ok"


@given(st.integers(0, 2000))
def test_a_time_is_minutes_and_seconds(count):
    minutes, seconds = map(int, spoken_time(count).split(":"))
    assert 0 <= seconds < 60
    assert abs((minutes * 60 + seconds) - count * 60 / WORDS_A_MINUTE) <= 0.5


def test_where_no_rule_for_witnesses_is_on_file_none_is_claimed(office):
    paper = made(office, "testimony", bill=S2255, on=date(2025, 11, 10))
    assert "A witness has" not in words(paper, "length") and not words(paper, "me-too")
    assert [found.level for found in paper.findings if found.check == "witnesses"] == ["warn"]


def test_without_an_organisation_it_is_a_draft_with_places_to_fill(office):
    paper = made(office, "testimony", organisation=None)
    assert paper.is_draft and "[Your organization]" in words(paper, "speech")


def test_a_bill_that_nobody_hears_has_no_papers_for_a_hearing(office):
    with pytest.raises(BriefRefused, match="can move no more"):
        made(office, on=date(2026, 11, 26))
    with pytest.raises(BriefRefused, match="No committee"):
        made(office, bill="us-119-hr4323", on=date(2025, 11, 1))


def test_a_committee_that_is_set_to_hear_a_bill_need_not_have_it_yet(office):
    paper = made(office, "testimony", on=date(2025, 6, 4))
    assert paper.facts.committee == "CS72"
    (found,) = (found for found in paper.findings if found.check == "committee")
    assert found.level == "warn" and "is set to hear it on Jul" in found.says


def test_what_is_too_long_is_shortened_and_else_said(office):
    long = replace(COALITION, about=" ".join(["word"] * 200) + ".")
    paper = made(office, "testimony", organisation=long)
    assert any(item.case == "speech-full" for item in paper.left_out)
    assert len(words(paper, "speech").split()) <= 2 * WORDS_A_MINUTE


VOICE = Voice(
    "one", "ca-vacatur", "Built for the test: my record is not who I am.", "A.", "en",
    ("public",), date(2026, 1, 1), "Cast", "A reviewer",
)  # fmt: skip


@pytest.mark.parametrize(
    ("voice", "says"),
    [
        (replace(VOICE, audiences=("member",)), "not given for the audience public"),
        (replace(VOICE, until=date(2025, 6, 1)), "not given for use after 2025-06-01"),
        (replace(VOICE, campaign="tsra"), "not given for the campaign ca-vacatur"),
        (VOICE, None),
    ],
)
def test_a_survivors_words_are_said_inside_what_they_agreed_to(office, voice, says):
    if says is None:
        told = words(made(office, "testimony", voice=voice), "speech")
        assert "In the words of A.: “Built for the test: my record is not who I am.”" in told
        return
    with pytest.raises(BriefRefused, match=says):
        made(office, "testimony", voice=voice)


@pytest.mark.parametrize("id", ["hearing-day", "testimony"])
def test_both_come_in_every_format_and_in_spanish(office, id):
    paper, spanish = made(office, id), made(office, id, language=Language.ES)
    assert render(paper, "pdf") == render(paper, "pdf")
    assert render(spanish, "pdf").startswith(b"%PDF") and render(paper, "docx")[:2] == b"PK"
    assert not [mark for mark in spanish.marks if mark.kind == "reading"]
    text = render(paper, "txt").decode()
    assert "AB 938 (Bonta)" in text and "Id " in text.splitlines()[-1]


def test_testimony_writes_both_papers(office, tmp_path):
    asked = ["--workspace", str(office.root), "--as-of", "2025-06-20", "testimony", "AB 938"]
    done = CliRunner().invoke(main, [*asked, "-o", str(tmp_path), "--format", "txt"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name.split("_")[1] for path in tmp_path.iterdir()) == [
        "hearing-day", "testimony",
    ]  # fmt: skip
    wrong = CliRunner().invoke(main, [*asked, "--committee", "crypto"])
    one_file = CliRunner().invoke(main, [*asked, "-o", str(tmp_path / "both.pdf")])
    assert wrong.exit_code == one_file.exit_code == 2
    assert len(list(tmp_path.iterdir())) == 2
    with sqlite3.connect(office.database) as connection:  # a sheet is no letter that was sent
        assert connection.execute("SELECT count(*) FROM issued_papers").fetchone() == (0,)
    connection.close()

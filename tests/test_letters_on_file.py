"""Letters on file: recorded when written, sent on a day, checked, and told when they age."""

import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from letters import AB938, IN_APPROPRIATIONS, make_office

from billtrail.briefs.checked import check_id
from billtrail.briefs.papers.issued import read_issued, without_people
from billtrail.briefs.papers.values import from_json, published, to_json
from billtrail.briefs.values import Block
from billtrail.cli import main
from billtrail.datasette_plugins.home.to_decide import build_to_settle
from billtrail.errors import UnknownKey
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.briefs import read_released
from billtrail.snapshot.letters import stale_letters
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.week.week import build_week

#: Senate Public Safety had AB 938 with the print of 25 June; on 9 July it was amended, and with
#: Appropriations.
BEFORE, SENT, AFTER = "2025-07-01", "2025-07-02", date(2025, 7, 20)


@pytest.fixture(scope="module")
def ours(tmp_path_factory, prepared):
    return make_office(tmp_path_factory.mktemp("sent"), prepared.database.read_bytes())


def run(ours, *words, code=0):
    done = CliRunner().invoke(main, ["--workspace", str(ours.root), *words])
    assert done.exit_code == code, done.output
    return done.output.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def pdf(ours, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("out") / "letter.pdf"
    run(ours, "--as-of", BEFORE, "letter", "AB 938", "-o", str(path))
    run(ours, "--as-of", BEFORE, "letter", "AB 938", "-o", str(path.with_suffix(".txt")))
    return path


@pytest.fixture(scope="module")
def sent(ours, pdf) -> str:
    """The id of a letter that was sent."""
    with open_snapshot(ours.database, AFTER) as snapshot:
        (one,) = read_issued(snapshot.connection, AB938)
    run(ours, "letters", "--sent", one.id[:6], "--on", SENT, "--by", "Eva")
    return one.id


def test_what_was_sent_stands_in_the_report_of_the_session(ours, sent):
    told = " ".join(run(ours, "report-of-session", "2025-26").split())
    assert "letter to the Senate Committee on Public Safety, Jul 2, 2025" in told


def test_a_letter_is_recorded_once_with_its_card_beside_it(ours, pdf, sent):
    assert (pdf.with_name("letter_card.txt")).read_text().startswith("Portal ")
    listed = run(ours, "letters", "AB 938")
    assert listed.count(sent) == 1 and "print of Jun 25, 2025" in listed
    assert "as of Jul 1, 2025, en: sent Jul 2, 2025 (Eva)" in listed


def test_a_letter_that_speaks_of_the_past_is_told_everywhere(ours, sent):
    with open_snapshot(ours.database, AFTER) as snapshot:
        (stale,) = stale_letters(snapshot)
        week = build_week(snapshot)
        settle = build_to_settle(snapshot.campaigns(), True, letters=stale_letters(snapshot))
    assert stale.kind == "re-referred" and "Senate Committee on Appropriations" in stale.words
    assert stale.words in [item.what for item in week.tasks.items]
    assert settle[0].subjects[0].note == stale.words
    assert stale.words in run(ours, "--as-of", AFTER.isoformat(), "show", "AB 938")


def test_an_amendment_in_the_same_committee_asks_for_a_new_letter(ours, sent):
    run(ours, "--as-of", "2025-06-20", "letter", "AB 938", "-o", str(ours.root / "old.pdf"))
    with open_snapshot(ours.database, AFTER) as snapshot:
        old = next(one for one in read_issued(snapshot.connection) if one.paper.on == "2025-06-20")
    run(ours, "letters", "--sent", old.id, "--on", "2025-06-21", "--by", "Eva")
    with open_snapshot(ours.database, date(2025, 6, 28)) as snapshot:
        (stale,) = stale_letters(snapshot)
    assert stale.kind == "amended" and stale.id == old.id
    assert "speaks of the print of" in stale.words
    with open_snapshot(ours.database, date(2025, 7, 3)) as snapshot:  # a newer one was sent
        assert stale_letters(snapshot) == ()


def test_a_day_that_was_noted_wrong_is_taken_back(ours, sent):
    run(ours, "letters", "--sent", sent, "--on", "2025-07-03", "--by", "Eva")
    run(ours, "undo")
    assert "sent Jul 2, 2025 (Eva)" in run(ours, "letters")
    told = "A letter was sent on Jul 3, 2025: AB 938: Position letter, to the Senate Committee"
    assert told in run(ours, "history")
    assert "has not come yet" in run(ours, "letters", "--sent", sent, "--on", "2027-01-01", code=2)
    assert "There is no letter" in run(ours, "letters", "--sent", "ffffff", code=2)


def test_verify_knows_a_letter_by_its_file_its_text_and_its_id(ours, pdf, sent):
    for what in (str(pdf), str(pdf.with_suffix(".txt")), sent):
        told = run(ours, "verify", what, code=1)
        assert "print AB 938: Amended (Jun" in told and "Sent on Jul 2, 2025" in told
        assert "committee AB 938: Senate Committee on Public Safety -> no committee" in told
    still = run(ours, "--as-of", SENT, "verify", str(pdf))
    assert "Nothing it says has moved" in still


def test_a_word_file_that_was_changed_by_hand_says_so(ours, tmp_path):
    path = tmp_path / "letter.docx"
    run(ours, "--as-of", BEFORE, "letter", "AB 938", "-o", str(path))
    document = Document(str(path))
    document.add_paragraph("Added by hand.")
    document.save(str(path))
    told = run(ours, "--as-of", BEFORE, "verify", str(path))
    assert "changed by hand" in told and "Nothing it says has moved" in told


def test_a_position_that_is_changed_counts_the_letters_that_say_it(ours, sent):
    told = run(ours, "position", "AB 938", "oppose", "--by", "Eva", "--on", SENT)
    assert "not released" not in told, "what was sent is not for keeping back"
    assert f"Sent on Jul 2, 2025, and may say the other position: {sent}" in told
    assert "REVERSED" in run(ours, "--as-of", SENT, "verify", sent, code=1)
    assert "Public Safety, support, print of" in run(ours, "letters", "AB 938")
    with open_snapshot(ours.database, AFTER) as snapshot:
        (stale,) = stale_letters(snapshot)
    assert (stale.id, stale.kind) == (sent, "position")
    assert "says support on AB 938, and your position is oppose now" in stale.words.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    run(ours, "undo")


@pytest.mark.parametrize(
    ("bill", "paper", "on", "decided", "says"),
    [
        ("HR 4323", "position-letter", "2025-09-01", ("oppose unless amended", "--condition",
         "it is funded"), "and what you ask to be amended is something else now"),
        ("AB 262", "governor-letter", "2021-09-18", ("oppose",),
         "The governor letter sent on Sep 18, 2021 says support on AB 262, and"),
    ],
)  # fmt: skip
def test_another_condition_and_a_letter_to_no_committee_are_watched(
    ours, tmp_path, bill, paper, on, decided, says
):
    path = str(tmp_path / "a.pdf")
    run(ours, "--as-of", on, "letter", bill, "--paper", paper, "-o", path)
    letter = id_of(ours, bill)
    run(ours, "letters", "--sent", letter, "--on", on, "--by", "Eva")
    run(ours, "position", bill, *decided, "--by", "Eva", "--on", on)
    stale = next(one for one in old_letters(ours, on) if one.id == letter)
    run(ours, "undo")
    assert stale.kind == "position" and says in stale.words.replace("\N{NO-BREAK SPACE}", " ")
    assert stale.command.endswith(f"--paper {paper}") == (paper != "position-letter")
    assert letter not in [one.id for one in old_letters(ours, on)]


def old_letters(ours, on: str):
    with open_snapshot(ours.database, date.fromisoformat(on)) as snapshot:
        return stale_letters(snapshot)


def id_of(ours, bill: str) -> str:
    """The id of the only letter on a bill."""
    return run(ours, "letters", bill).split()[0]


def test_a_draft_that_is_noted_as_sent_is_told(ours, tmp_path):
    run(ours, "letter", "HR 2961", "--committee", "judiciary", "-o", str(tmp_path / "a.pdf"))
    told = run(ours, "letters", "--sent", id_of(ours, "HR 2961"), "--by", "Eva")
    assert "It says DRAFT at its head." in told
    run(ours, "undo")


def test_check_knows_a_letter_only_once_it_is_released(ours, sent, tmp_path):
    with open_snapshot(ours.database, AFTER) as snapshot, pytest.raises(UnknownKey):
        check_id(snapshot, sent)
    run(ours, "release", sent, "--to", "public", "--by", "Eva")
    with open_snapshot(ours.database, AFTER) as snapshot:
        found = check_id(snapshot, sent)
    assert found.issued.brief is None and [one.bill for one in found.issued.stages] == [AB938]
    with closing(sqlite3.connect(ours.database)) as source:
        (out,) = read_released(source, Edition.PUBLIC)
    assert out.printed is None and [one.bill for one in out.stages] == [AB938]
    run(ours, "withdraw", sent, "--by", "Eva")
    with open_snapshot(ours.database, AFTER) as snapshot:
        assert check_id(snapshot, sent).issued.withdrawn


def test_twelve_letters_are_one_file_and_a_refused_one_stops_no_other(ours, tmp_path):
    path = tmp_path / "letters.zip"
    day = IN_APPROPRIATIONS.isoformat()
    bills = ("AB 938", "HR 4323", "SB 823", "ab938", "TRSA vacatur")
    told = run(ours, "--as-of", day, "letters", "--zip", str(path), *bills)
    assert "2 letters" in told and "not written: SB 823" in told
    assert "not written: TRSA vacatur: Nothing in this file is called" in told
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        assert "Not written: SB 823" in pack.read("README.txt").decode()
    assert sum(name.endswith(".pdf") for name in names) == 2
    assert sum(name.endswith("_card.txt") for name in names) == 2
    first = path.read_bytes()
    run(ours, "--as-of", day, "letters", "--zip", str(path), *bills)
    assert path.read_bytes() == first
    other = ("letters", "--zip", str(path), "--paper", "positon-letter", "AB 938")
    assert "There is no paper 'positon-letter'" in run(ours, *other, code=2)


def test_all_committees_of_a_bill_get_a_letter_each(ours, tmp_path):
    told = run(ours, "letter", "HR 2961", "--committee", "all", "-o", str(tmp_path))
    assert told.count("_position-letter_") == 2 and len(list(tmp_path.glob("*.pdf"))) == 2
    one = run(
        ours, "letter", "HR 2961", "--committee", "all", "-o", str(tmp_path / "a.pdf"), code=2
    )
    assert "2 letters need a folder" in one


def test_a_deadline_is_told_in_the_legislatures_own_time(ours, tmp_path):
    """Assembly Public Safety takes letters until Thursday, 3 p.m., before a Tuesday."""
    with closing(sqlite3.connect(ours.database)) as connection, connection:
        connection.execute(
            "INSERT INTO hearings (identifier, bill, date, committee, name, chamber, time, status, "
            "source, seen_at) VALUES ('h', ?, '2025-03-25', 'CX18', 'Public Safety', 'lower', "
            "'09:00', 'confirmed', 'ca_calendar', '2025-03-10T00:00:00Z')",
            (AB938,),
        )
    path = str(tmp_path / "a.pdf")
    told = run(ours, "--as-of", "2025-03-12", "letter", "AB 938", "-o", path)
    assert "Mar 20, 2025, 3 p.m. (Los Angeles time)" in told
    assert "Nothing it says has moved" in run(ours, "--as-of", "2025-03-12", "verify", path)
    late = run(ours, "--as-of", "2025-03-21", "letter", "AB 938", "-o", str(tmp_path / "b.pdf"))
    assert "Letters closed on" in late and "take it to members' offices" in late
    heard = run(ours, "--as-of", "2025-03-26", "letter", "AB 938", "-o", str(tmp_path / "c.pdf"))
    assert "It was set for a hearing on Mar 25" in heard
    assert "no deadline for letters runs" not in heard and "it was set for Mar" in heard
    with closing(sqlite3.connect(ours.database)) as connection, connection:
        connection.execute("UPDATE hearings SET status = 'cancelled'")
    moved = run(ours, "--as-of", "2025-03-12", "verify", path, code=1)
    assert "hearing AB 938" in moved and "none is listed" in moved


def test_doctor_tells_of_papers_of_ones_own(ours):
    (ours.root / "papers").mkdir()
    own = ours.root / "papers" / "note.toml"
    own.write_text('id = "note"\ntitle = "A note"\nabout = "bill"\nblocks = ["dte"]\n')
    assert "there is no block 'dte'. Did you mean date?" in run(ours, "doctor", code=1)
    own.write_text('id = "note"\ntitle = "A note"\nabout = "bill"\nblocks = ["date"]\n')
    told = CliRunner().invoke(main, ["--workspace", str(ours.root), "doctor"]).output
    assert "1\N{NO-BREAK SPACE}paper of yours can be read" in told
    own.unlink()


def test_names_of_a_roll_are_not_kept(ours, sent):
    with open_snapshot(ours.database, AFTER) as snapshot:
        paper = next(one for one in read_issued(snapshot.connection) if one.id == sent).paper
    assert from_json(to_json(paper)) == published(paper)
    signed = Block("signers", "", ())
    kept = without_people(type(paper)(**{**_fields(paper), "blocks": (*paper.blocks, signed)}))
    assert signed not in kept.blocks


def _fields(paper):
    return {name: getattr(paper, name) for name in paper.__dataclass_fields__}

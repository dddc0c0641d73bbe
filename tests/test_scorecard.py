"""The scorecard of a session: votes a person chose, members as the record names them."""

import io
import json
import re
from datetime import date

import docx
import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from serving import served
from test_ca_people import AB262, rostered  # noqa: F401 - a fixture
from test_desk import Office

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import CheckFailed
from billtrail.scorecard.card import AGAINST, WITH, general_election
from billtrail.scorecard.chosen import parse_chosen_votes


def run(workspace, *arguments):
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])
    return result.exit_code, result.output.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def chosen(rostered):  # noqa: F811
    """Two of the three votes on AB 262, chosen as a person does: by number."""
    for number, counts in (("1", "yes"), ("3", "yes")):
        code, said = run(rostered, "scorecard", "choose", AB262, number, "--counts", counts,
                         "--why", "It clears records.", "--by", "Ana")  # fmt: skip
        assert code == 0, said
    return rostered


def card_of(workspace):
    asked = ["--workspace", str(workspace.root), "report-of-session", "2021-22", "--scorecard"]
    result = CliRunner().invoke(main, [*asked, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["scorecard"]


def test_roll_calls_are_listed_with_what_was_voted_on(rostered):  # noqa: F811
    code, said = run(rostered, "scorecard", "votes", AB262)
    assert code == 0
    assert "  1  Assembly, Jun 2, 2021 (Do pass): 2 to 0" in said
    assert "2021-06-02|lower" in said


def test_a_member_has_one_row_over_names_and_seats(chosen):
    card = card_of(chosen)
    rows = {one["name"]: one for one in card["members"]}
    weber = next(one for name, one in rows.items() if "Weber" in name)
    assert weber["marks"] == [WITH, AGAINST] and weber["seat"].endswith("-79")
    assert next(one for name, one in rows.items() if "Wicks" in name)["marks"] == [WITH, ""]
    assert not any("Kamlager" in name for name in rows)


def test_the_rule_and_a_caution_are_on_every_format(chosen, tmp_path):
    for ending in ("txt", "html", "docx", "pdf", "json"):
        code, said = run(chosen, "report-of-session", "2021-22", "--scorecard", "-o",
                         str(tmp_path / f"card.{ending}"))  # fmt: skip
        assert code == 0, said
    word = docx.Document(io.BytesIO((tmp_path / "card.docx").read_bytes()))
    texts = [p.text for p in word.paragraphs]
    plain = " ".join((tmp_path / "card.txt").read_text().split())
    page = (tmp_path / "card.html").read_text()
    for words in ("Nobody is ranked.", "may not use this page for or against a candidate"):
        assert words in plain and words in page and any(words in text for text in texts)
    with pikepdf.open(tmp_path / "card.pdf") as pdf:
        assert len(pdf.pages) == 2
    assert "It clears records." in plain and "It clears records." in page


def test_without_the_option_the_report_is_as_it_was(chosen):
    code, said = run(chosen, "report-of-session", "2021-22", "--json")
    assert code == 0 and "scorecard" not in json.loads(said)


def test_a_choice_is_taken_back_by_undo(chosen):
    assert run(chosen, "undo")[0] == 0
    assert len(card_of(chosen)["votes"]) == 1
    code, said = run(chosen, "scorecard", "drop", "1", "--by", "Ana")
    assert code == 0, said
    code, said = run(chosen, "report-of-session", "2021-22", "--scorecard")
    assert code == 2 and "scorecard votes BILL" in said


def test_a_roll_call_that_the_record_lost_is_told_and_the_rest_printed(chosen):
    file = chosen.root / "scorecard.toml"
    file.write_text(file.read_text().replace("2021-09-09|lower", "2021-09-10|lower"))
    card = card_of(chosen)
    assert len(card["votes"]) == 1 and "drop number 2" in card["faults"][0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((AB262, "9", "--counts", "yes", "--why", "x"), "roll call"),
     ((AB262, "1", "--counts", "yes", "--why", " "), "Say why"),
     ((AB262, "1", "--counts", "yes", "--why", "again"), "counted already"),
     (("AB 99999", "1", "--counts", "yes", "--why", "x"), "99999")],
)  # fmt: skip
def test_what_cannot_be_counted_is_said(chosen, arguments, says):
    code, said = run(chosen, "scorecard", "choose", *arguments, "--by", "Ana")
    assert code == 2 and says in said


def test_votes_are_chosen_and_dropped_at_the_desk(rostered):  # noqa: F811
    here = "/-/desk/session"
    with served(make_datasette(rostered.database)) as address:
        office = Office(address)
        page = office.get(f"{here}?session=ca-20212022").text
        assert "No vote with names" not in page and "None yet" in page
        vote = re.findall(r'<option value="(ca-20212022-ab262 [^"]+)"', page)[0]
        values = office.form(f"{here}?session=ca-20212022") | {"vote": vote, "do": "choose"}
        refused = office.send(here, values | {"by": "Ana", "counts": "yes"})
        assert refused.status_code == 422 and "it is printed" in refused.text
        saved = office.send(here, values | {"counts": "yes", "why": "It clears.", "by": "Ana"})
        page = office.get(saved.headers["location"]).text
        assert "with us is yes. It clears. (Ana)" in page and "stand on the pages behind it" in page
        picture = re.search(r'class="sheet" src="([^"]+)"', page)
        assert picture and office.get(picture[1]).content.startswith(b"\x89PNG")
        text = f"{here}/text?session=ca-20212022&card="
        assert b"HOW MEMBERS VOTED" in office.get(f"{text}yes").content
        assert b"HOW MEMBERS VOTED" not in office.get(text).content
        gone = office.send(here, values | {"do": "drop 1", "session": "ca-20212022"})
        assert "None yet" in office.get(gone.headers["location"]).text
        assert "Choose one of these." in office.get(f"{here}?session=none").text


def test_a_faulty_file_tells_every_fault():
    text = '[[vote]]\nid = "1"\nbill = "x"\nvote = "v"\ncounts = "maybe"\nwhy = "w"\non = "soon"\n'
    with pytest.raises(CheckFailed) as told:
        parse_chosen_votes(text)
    assert all(word in str(told.value) for word in ("counts", "by", "on"))


@given(st.integers(1900, 2200))
def test_a_general_election_is_the_tuesday_after_the_first_monday(year):
    day = general_election(year)
    assert day.weekday() == 1 and date(year, 11, 2) <= day <= date(year, 11, 8)

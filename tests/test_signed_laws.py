"""A law between its signature and its number: the command, the page, the brief, the week.

H.R. 7776 of the 117th Congress passed both chambers, was presented on 2022-12-22, signed the next
day and numbered on 2022-12-27. True dates in files built by hand; ``updateDate`` is made up.
"""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from billtrail.cli import main

KEY = "us-117-hr7776"
PENDING = "the number of the law is not assigned yet"
#: Date, system, code, type, text.
ACTIONS = (
    (
        "2022-06-08",
        "9",
        "8000",
        "Floor",
        "Passed/agreed to in House: On motion to suspend the rules "
        "and pass the bill, as amended Agreed to by the Yeas and Nays: 384 - 37.",
    ),
    (
        "2022-07-28",
        "9",
        "17000",
        "Floor",
        "Passed/agreed to in Senate: Passed Senate with an amendment by Yea-Nay Vote. 93 - 1.",
    ),
    ("2022-12-22", "9", "28000", "President", "Presented to President."),
    ("2022-12-23", "9", "36000", "BecameLaw", "Signed by President."),
    ("2022-12-23", "9", "E30000", "President", "Signed by President."),
)
NUMBERED = (
    ("2022-12-27", "9", "36000", "BecameLaw", "Became Public Law No: 117-263."),
    ("2022-12-27", "9", "E40000", "President", "Became Public Law No: 117-263."),
)
LAW = "<laws><item><type>Public Law</type><number>117-263</number></item></laws>"


def built(updated, actions, laws=""):
    items = "".join(
        f"<item><actionDate>{day}</actionDate><text>{text}</text><type>{type_}</type>"
        f"<actionCode>{code}</actionCode><sourceSystem><code>{system}</code></sourceSystem></item>"
        for day, system, code, type_, text in actions
    )
    return (
        "<billStatus><version>3.0.0</version><bill><number>7776</number><type>HR</type>"
        f"<congress>117</congress><updateDate>{updated}</updateDate>"
        "<introducedDate>2022-05-16</introducedDate><originChamber>House</originChamber>"
        f"<title>James M. Inhofe National Defense Authorization Act for Fiscal Year 2023</title>"
        f"{laws}<actions>{items}</actions></bill></billStatus>"
    )


@pytest.fixture
def run(fresh, tmp_path):
    """Runs a command over a workspace in which the law is signed and not numbered."""

    def call(*words):
        result = CliRunner().invoke(main, ["--workspace", str(fresh.root), *map(str, words)])
        assert result.exit_code == 0, result.output
        return result.output.replace("\u00a0", " ")

    def take(text):
        path = tmp_path / "BILLSTATUS-117hr7776.xml"
        path.write_text(text, encoding="utf-8")
        call("import", path)

    call.take = take
    take(built("2022-12-24T12:00:00Z", ACTIONS))
    return call


def shown(run, *before):
    value = json.loads(run(*before, "show", KEY, "--json"))
    return (value["stage"], value["stage_date"], value["law"], value["number_pending"],
            value["alive"], value["final"])  # fmt: skip


def test_it_is_law_and_the_number_is_said_to_follow(run):
    assert shown(run) == ("enacted", "2022-12-23", None, True, False, True)
    line = run("show", KEY).splitlines()[1]
    assert line == f"  Became law: signed, Dec 23, 2022; {PENDING} (data of Dec 24, 2022)"
    assert "Next:" not in run("show", KEY)


def test_the_number_comes_and_the_day_stays(run):
    run.take(built("2022-12-28T12:00:00Z", NUMBERED[::-1] + ACTIONS, LAW))
    assert shown(run) == ("enacted", "2022-12-23", "Public Law 117-263", False, False, True)
    assert "Public Law 117-263, Dec 23, 2022" in run("show", KEY)
    between = shown(run, "--as-of", "2022-12-26")
    assert between == ("enacted", "2022-12-23", None, True, False, True)
    assert f"{PENDING} (data of Dec 26, 2022)" in run("--as-of", "2022-12-26", "show", KEY)
    assert shown(run, "--as-of", "2022-12-22")[0] == "to_executive"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "signed into law on December 23, 2022. The number of the law is not assigned yet"),
        ("plain", "It is now law. In data of December 24, 2022 the law has no number yet"),
        ("es", "se firmó como ley el 23 de diciembre de 2022"),
    ],
)
def test_a_brief_says_it(run, tmp_path, language, words):
    run("brief", KEY, "--format", "md", "--language", language, "-o", tmp_path / "a.md")
    said = " ".join((tmp_path / "a.md").read_text(encoding="utf-8").split())
    assert words in said.replace("\u00a0", " ")


def test_a_file_of_before_reads_its_signed_bills_as_law(run, fresh):
    """What an older program stored as sent to the President is settled when it is next opened."""
    with sqlite3.connect(fresh.database) as connection:
        connection.execute(
            "UPDATE bills SET stage = 'to_executive', alive = 1, final = 0 WHERE key = ?", (KEY,)
        )
        connection.execute("DELETE FROM prepared WHERE name = 'day'")
    run("show", KEY)
    with sqlite3.connect(fresh.database) as connection:
        row = connection.execute(
            "SELECT stage, stage_date, alive, final FROM bills WHERE key = ?", (KEY,)
        ).fetchone()
    assert row == ("enacted", "2022-12-23", 0, 1)

"""The record of a bill, set right by a person: above every publisher, told, and taken back."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.bills.models import Action, Bill
from billtrail.cli import main
from billtrail.legislatures.calendar.sessions import utc_now
from billtrail.legislatures.vocabulary import ActionClass, Chamber
from billtrail.workspace.workspace import Workspace, prepare

#: Alive in committee, law, and a resolution of one chamber.
LIVE, LAW = "us-119-hr1144", "us-119-hr4323"
WHY = ("--by", "A. Person", "--on", "2026-11-20", "--why", "The clerk says so.",
       "--link", "https://clerk.house.gov/")  # fmt: skip


@pytest.fixture(scope="module")
def workspace(prepared, tmp_path_factory) -> Workspace:
    """One for all refusals, which change nothing."""
    found = Workspace.at(tmp_path_factory.mktemp("correcting"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    return found


def run(workspace: Workspace, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    return result.exit_code, result.output


def correct(workspace: Workspace, *words: str, why: Sequence[str] = WHY) -> str:
    code, text = run(workspace, "correct", *words, *why)
    assert code == 0, text
    return text


def shown(workspace: Workspace, key: str, *before: str) -> dict[str, Any]:
    code, text = run(workspace, *before, "show", key, "--json")
    assert code == 0, text
    found: dict[str, Any] = json.loads(text)
    return found


def rows(workspace: Workspace, sql: str, *values: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute(sql, values).fetchall()


#: What is typed after "correct" -> what must be said. Nothing may be changed by any of them.
REFUSED = [
    ((LIVE, "titel", "X"), "There is no field 'titel'"),
    ((LIVE, "titel", "X"), "Nearest: title"),
    (("us-119-hr99999", "title", "X"), "is not in the file yet"),
    ((LIVE, "law", "Public Law 119-99"), "it has not become law in the record"),
    ((LIVE, "became-law", "2026-03-01"), "passage of both chambers would not be in the record"),
    ((LIVE, "passed-house", "2027-03-01"), "2027-03-01 is still to come"),
    ((LIVE, "passed-house", "in March"), "'in March' is not a day"),
    ((LIVE, "passed-house", "not"), "has no step 'passed-house' to take back; on record: none"),
    ((LIVE, "passed-house", "2024-12-01"), "before it was introduced on Feb"),
    ((LIVE, "introduced-date", "2026-11-01"), "before it was introduced on Nov"),
    ((LIVE, "passed-assembly", "2026-03-01"), "There is no field 'passed-assembly'"),
    ((LIVE, "sponsor", "Nobody Of This Name"), "There is no legislator"),
    ((LIVE, "title", " "), "Give the title"),
    ((LIVE, "title", "as-published"), "is not corrected: it is as published"),
    ((LAW, "passed-senate", "not"), "passage of both chambers would not be in the record"),
    ((LAW, "signed", "2025-08-01"), "the first passage is of Dec"),
    ((LAW, "law", "Public Law 119-73"), "says so already"),
]


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_what_cannot_be_is_refused_in_one_line(workspace, typed, said) -> None:
    code, text = run(workspace, "correct", *typed, *WHY)
    last = text.replace("\N{NO-BREAK SPACE}", " ").strip().splitlines()[-1]
    assert code == 2 and said in last and last.startswith("billtrail: ")
    assert not (workspace.root / "corrections.toml").exists()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--on", "2026-11-30", "is still to come"), ("--link", "clerk", "is not a web address"),
     ("--why", " ", "Say why it is wrong")],
)  # fmt: skip
def test_a_correction_says_when_why_and_where(workspace, option, value, said) -> None:
    code, text = run(workspace, "correct", LIVE, "title", "X", *WHY, option, value)
    assert code == 2 and said in text


def test_a_step_that_is_added_moves_the_bill_and_undo_takes_it_back(fresh) -> None:
    before = shown(fresh, LIVE)
    text = correct(fresh, LIVE, "passed-house", "2026-03-02").replace("\N{NO-BREAK SPACE}", " ")
    assert "Passed the House, Mar 2, 2026" in text
    assert ("Corrected: Passed the House, Mar 2, 2026 (by A. Person, Nov 20, 2026: The clerk says "
            "so.; https://clerk.house.gov/)") in text  # fmt: skip
    after = shown(fresh, LIVE)
    assert (after["stage"], after["stage_date"]) == ("passed_one_chamber", "2026-03-02")
    kinds = rows(fresh, "SELECT DISTINCT kind FROM bill_changes WHERE bill = ? AND field <> '*'",
                 LIVE)  # fmt: skip
    assert kinds == [("correction",)]
    code, text = run(fresh, "undo")
    assert code == 0 and "Taken back: correct us-119-hr1144 passed-house 2026-03-02" in text
    assert shown(fresh, LIVE) == before


def test_a_law_that_is_none_is_taken_back_whatever_its_publisher_says(fresh) -> None:
    """Also of a past day; a law of another day would count."""
    correct(fresh, LAW, "became-law", "not")
    correct(fresh, LAW, "signed", "not")
    found = shown(fresh, LAW)
    assert (found["stage"], found["law"], found["alive"]) == ("to_executive", None, True)
    assert shown(fresh, LAW, "--as-of", "2026-02-01")["stage"] == "to_executive"
    _publish(fresh, LAW, Action("2026-01-23", "Became Public Law No: 119-73.",
                                (ActionClass.BECAME_LAW,)))  # fmt: skip
    assert shown(fresh, LAW)["stage"] == "passed_both"
    _publish(fresh, LAW, Action("2026-11-21", "Became Public Law No: 119-99.",
                                (ActionClass.BECAME_LAW,)))  # fmt: skip
    assert shown(fresh, LAW)["stage"] == "enacted"


def _publish(workspace: Workspace, key: str, *actions: Action) -> None:
    passed = [
        Action("2025-12-01", "Passed House.", (ActionClass.PASSAGE,), Chamber.LOWER),
        Action("2025-12-18", "Passed Senate.", (ActionClass.PASSAGE, ActionClass.AGREEMENT),
               Chamber.UPPER),
    ]  # fmt: skip
    bill = Bill(key, "us", "119", "H.R. 4323", "bill", Chamber.LOWER, utc_now(),
                actions=(*passed, *actions))  # fmt: skip
    with workspace.writer("test") as writer:
        writer.save_bill(bill, "us_govinfo")


def test_a_field_is_corrected_once_and_is_as_published_again(fresh) -> None:
    before = shown(fresh, LIVE)["title"]
    correct(fresh, LIVE, "title", "A better title")
    assert shown(fresh, LIVE)["title"] == "A better title"
    code, text = run(fresh, "correct", LIVE, "title", "A third one", *WHY)
    assert code == 1 and "title is corrected already, 'A better title' (A. Person, 2026" in text
    correct(fresh, LIVE, "passed-house", "2026-03-02")
    code, text = run(fresh, "correct", LIVE, "passed-house", "not 2026-03-02", *WHY)
    assert code == 1 and "passed-house is corrected already" in text
    correct(fresh, LIVE, "title", "as-published")
    assert shown(fresh, LIVE)["title"] == before


def test_another_first_sponsor_is_known_by_the_list_of_members(fresh) -> None:
    correct(fresh, LIVE, "sponsor", "Ted Lieu")
    found = shown(fresh, LIVE)["sponsor"]
    assert found == {"id": "L000582", "name": "Ted Lieu", "party": "D", "state": "CA",
                     "district": "36"}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_brief_says_what_was_set_right_and_not_by_whom(fresh, tmp_path, language) -> None:
    correct(fresh, LAW, "short-title", "A better title", why=(*WHY, "--share", "coalition"))
    correct(fresh, LAW, "in-committee", "2025-07-11")
    path = tmp_path / "brief.md"
    told = {"coalition": True, "member": False}
    for audience, reason in told.items():
        code, text = run(fresh, "brief", LAW, "--language", language, "--audience", audience,
                         "-o", str(path))  # fmt: skip
        assert code == 0, text
        page = path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
        said = {"en": ("Corrected by this organization on November 20, 2026: the short title",
                       "a step of July 11, 2025 was added"),
                "es": ("Corregido por esta organización el 20 de noviembre de 2026",
                       "se añadió un paso del 11 de julio de 2025")}[language]  # fmt: skip
        assert all(words in page for words in said) and "https://clerk.house.gov/" in page
        assert ("The clerk says so" in page) == reason and "A. Person" not in page


def test_copying_the_file_keeps_corrections_also_of_a_bill_that_comes_later(
    fresh, tmp_path
) -> None:
    correct(fresh, LIVE, "passed-house", "2026-03-02")
    text = (fresh.root / "corrections.toml").read_text()
    other = Workspace.at(tmp_path / "other")
    other.create()
    path = other.root / "corrections.toml"
    path.write_text(text + text.replace(LIVE, LAW).replace("2026-03-02", "2026-03-03")
                    + text.replace(LIVE, "us-119-hr9001"))  # fmt: skip
    prepare(other)
    assert shown(other, LIVE)["stage"] == "passed_one_chamber"
    late = Bill("us-119-hr9001", "us", "119", "H.R. 9001", "bill", Chamber.LOWER, utc_now(),
                introduced_date="2026-01-05", actions=())  # fmt: skip
    with other.writer("test") as writer:
        writer.save_bill(late, "us_govinfo")
    assert shown(other, "us-119-hr9001")["stage"] == "passed_one_chamber"
    path.write_text(text.replace("passed-house", "passed-hose"))
    code, said = run(other, "show", LIVE)
    assert code == 0 and "there is no field 'passed-hose' to correct. Nearest: passed-house" in said
    assert "Passed the House" in said

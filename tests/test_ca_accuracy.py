"""California's stages against settled statuses that others read; see docs/accuracy-california.md.

LegiScan data is CC BY 4.0; it is read where it lies and never copied here.
"""

import json
import re
from pathlib import Path

import pytest

from billtrail.scrapers.california.rules import classes_of

LEAST = 0.99
PAGE = Path(__file__).parents[1] / "docs" / "accuracy-california.md"


def known_wrong():
    """The page's rows: (text, classes of Open States, ours)."""
    table = PAGE.read_text(encoding="utf-8").partition("## The rows known")[2]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    return [(text, *(_classes(cell) for cell in cells)) for text, *cells in rows
            if text not in ("action", "---")]  # fmt: skip


def _classes(cell):
    names = re.sub(r"\(.*?\)", "", cell).split(",")
    return [] if cell == "nothing" else [name.strip() for name in names]


@pytest.mark.parametrize(("text", "theirs", "ours"), known_wrong())
def test_the_page_s_rows_are_read_as_it_says(text, theirs, ours):
    is_bill = "filed with the Secretary of State" not in text
    assert [str(class_) for class_ in classes_of(text, is_bill)] == ours
    assert theirs != ours


def test_open_states_says_what_the_page_says_it_does(real):
    lines = (real / "california/openstates/action_classification_observed.jsonl").read_text()
    observed = {_shape(row["example"]): row["openstates_classification"]
                for row in map(json.loads, lines.splitlines())}  # fmt: skip
    told = {text: theirs for text, theirs, _ in known_wrong() if _shape(text) in observed}
    assert len(told) >= 13
    assert {text: observed[_shape(text)] for text in told} == told


def _shape(text):
    """A text without its numbers and its member's name."""
    return re.sub(r"\d+", "N", " ".join(text.split())).rstrip(". ").lower()


@pytest.fixture
def measured(real):
    return pytest.importorskip("bench.truth.california", reason="run from the checkout")


def test_whole_histories(measured):
    found = measured.histories()
    assert found.settled == 59
    assert found.alike / found.settled >= LEAST, found.wrong


def test_last_actions_of_2023_24(measured):
    found = measured.last_actions()
    assert found.settled == 3771
    assert found.alike / found.settled >= LEAST, found.wrong
    # Each difference is one that the page explains.
    assert set(found.wrong) == {("Passed", "died")}
    assert all("(Corrected" in name for names in found.wrong.values() for name in names)


def test_measures_of_an_open_session_are_alive(measured):
    alive = measured.open_ones()
    assert len(alive) == 46 and all(alive)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("dump_2025-03", {"alike": 2544, "explained": 2}),
        ("session_1989-90_sample", {"not compared": 5}),
        ("session_1999-2000_sample", {"not compared": 5}),
        ("session_2025-26_four_bills", {"alike": 4}),
    ],
)
def test_no_status_of_the_publisher_s_own_is_left_unexplained(measured, folder, expected):
    assert measured.statuses(folder) == expected

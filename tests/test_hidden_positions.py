"""A position that stays at home is told by nothing in an edition: it has the rows that it would
have if nothing were decided, whatever was written for the position."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace, prepare

#: What an organisation has beside its position: words for it, and an ask.
WORDS = """
[[ask]]
id = "ours"
stages = ["in_committee"]
headline = "h-ours"
texts = ["ask-ours"]
for = {written}
[[text]]
key = "h-ours"
text = "A headline of ours about quagmires."
for = {written}
[[text]]
key = "ask-ours"
text = "An ask of ours about quagmires."
for = {written}
[[text]]
key = "problem"
text = "An argument of ours about quagmires."
for = {written}
"""
BILL = '[[bill]]\nkey = "us-119-hr4817"\n{share}'
DECIDED = 'position = "{position}"\ndecided_by = "A"\ndecided_on = "2026-05-05"\n'
#: Edition and what its readers may not have.
KEPT = [
    (Edition.PUBLIC, 'share = "no"\n'), (Edition.COALITION, 'share = "no"\n'),
    (Edition.PUBLIC, 'share = "coalition"\n'), (Edition.PUBLIC, ""),
]  # fmt: skip


def rows_of(workspace: Workspace, text: str, edition: Edition) -> dict[str, list[Any]]:
    """Every row of the edition, by table; when it was made apart."""
    path = workspace.root / "campaigns" / "t-visa-work.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    prepare(workspace)
    folder = workspace.root / f"out-{edition}"
    with closing(sqlite3.connect(publish(workspace.database, folder, edition).database)) as file:
        names = [row[1] for row in file.execute("PRAGMA table_list") if row[2] == "table"]
        return {
            name: sorted(map(repr, file.execute(f'SELECT * FROM "{name}"')))
            for name in names if name not in ("edition", "sqlite_schema", "sqlite_temp_schema")
        }  # fmt: skip


@pytest.mark.parametrize(("edition", "share"), KEPT)
def test_a_position_that_stays_at_home_changes_no_row(
    fresh: Workspace, edition: Edition, share: str
) -> None:
    text = BILL.format(share=share)
    undecided = rows_of(fresh, text, edition)
    for position in ("oppose", "support", "neutral"):
        decided = rows_of(fresh, text + DECIDED.format(position=position), edition)
        assert {n for n in undecided if undecided[n] != decided[n]} == set(), position


@pytest.mark.parametrize(("edition", "share"), KEPT)
def test_what_was_written_for_it_stays_at_home_too(
    fresh: Workspace, edition: Edition, share: str
) -> None:
    text = BILL.format(share=share) + DECIDED.format(position="oppose")
    found = rows_of(fresh, text + WORDS.format(written='["oppose"]'), edition)
    assert not [row for rows in found.values() for row in rows if "quagmires" in row]
    assert "ours" not in str(found["campaigns"])


def test_what_was_written_for_a_position_that_leaves_leaves_with_it(fresh: Workspace) -> None:
    text = BILL.format(share='share = "coalition"\n') + DECIDED.format(position="oppose")
    found = rows_of(fresh, text + WORDS.format(written='["oppose"]'), Edition.COALITION)
    assert sum("quagmires" in row for row in found["texts"]) == 3
    public = rows_of(fresh, text + WORDS.format(written='["oppose"]'), Edition.PUBLIC)
    assert not [row for row in public["texts"] if "quagmires" in row]


def test_words_for_another_position_wait_until_one_is_decided(fresh: Workspace) -> None:
    found = rows_of(fresh, WORDS.format(written='["oppose"]'), Edition.PUBLIC)
    assert not [row for row in found["texts"] if "quagmires" in row]

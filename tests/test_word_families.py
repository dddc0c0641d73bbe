"""Words of one family find each other: what has the word itself stands first."""

import sqlite3

import pytest
from searching import keys_of

from billtrail.datasette_plugins.find.page import read_search
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import open_snapshot
from billtrail.store.search_index import INSERT, row_id
from billtrail.store.word_families import FAMILIES, family_of
from billtrail.workspace import Workspace

#: The act and a bill of California's that has "vacatur" in its title.
ACT, OURS = "us-119-hr4323", "ca-20212022-ab262"


def stems(*words: str) -> list[str]:
    """What the index makes of each."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE said USING fts5(word, tokenize = 'porter unicode61')")
    index.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(said, 'instance')")
    index.executemany("INSERT INTO said VALUES (?)", [(word,) for word in words])
    return [row[0] for row in index.execute("SELECT term FROM stems ORDER BY doc")]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_asks_for_each_of_its_stems_once(
    family: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    asked, typed = family
    assert len(set(stems(*asked))) == len(asked) > 1
    assert set(stems(*typed)) <= set(stems(*asked))
    assert {family_of(word.title()) for word in (*asked, *typed)} == {asked}


@pytest.mark.parametrize(("words", "first", "then"), [
    ("vacatur", OURS, ACT),
    ("vacating", ACT, OURS),
    ("trafficking vacatur relief", OURS, ACT),
])  # fmt: skip
def test_what_has_the_word_itself_stands_before_its_family(
    fresh: Workspace, words: str, first: str, then: str
) -> None:
    with fresh.writer("test") as writer:
        found = keys_of(writer.connection, words)
    assert found.index(first) < found.index(then)


def test_bills_that_nobody_follows_fill_up_what_is_left(fresh: Workspace) -> None:
    titles = {"us-118-hr9001": "Expunction of quaggas", "us-112-hr9002": "Quaggas to be expunged",
              "us-118-hr9003": "Quaggas to be sealed"}  # fmt: skip
    with fresh.writer("test") as writer:
        rows = [(row_id(key), key, "", title, "", "") for key, title in titles.items()]
        writer.connection.executemany(INSERT, rows)
        assert keys_of(writer.connection, "expunge quagga") == ["us-112-hr9002", "us-118-hr9001"]
        assert keys_of(writer.connection, "expunge quagga", 1) == ["us-112-hr9002"]


@pytest.mark.parametrize("words", ["clear records", "clearing criminal records", "record relief"])
def test_campaigns_are_offered_by_what_is_said_of_them(prepared: Workspace, words: str) -> None:
    with open_snapshot(prepared.database, sessions.today()) as snapshot:
        page = read_search(snapshot, words)
    titles = [one.title for one in page.efforts]
    assert "Trafficking Survivors Relief Act" in titles and len(titles) == len(set(titles))
    assert not page.notes


def test_of_words_that_many_campaigns_have_none_is_offered(prepared: Workspace) -> None:
    with open_snapshot(prepared.database, sessions.today()) as snapshot:
        assert snapshot.find_campaigns("survivors") == []
        assert snapshot.find_campaigns("HR 1") == []
        assert snapshot.find_campaigns("?!") == []

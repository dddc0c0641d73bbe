"""Made corpora (``bench.corpus``): whole, as an import would leave them, and the same again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bench.corpus.build import build
from bench.corpus.made import joined
from bench.corpus.repeated import repeat
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.legislatures import get
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import open_snapshot
from billtrail.store.bill_rows import read_history, read_state, replay
from billtrail.store.database import connect_reader
from billtrail.store.search_index import row_id
from billtrail.workspace import Workspace

MADE, AGAIN, DRAWN = 260, 40, 13
BILLS = MADE + AGAIN


def made(folder: Path, prepared: Workspace, seed: int) -> Path:
    """A corpus whose parents are the shipped bills."""
    workspace = Workspace.at(folder)
    workspace.create()
    workspace.database.write_bytes(prepared.database.read_bytes())
    return build(folder, MADE, seed, prepared.database)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> Path:
    """With some of the made bills again under other keys."""
    file = made(tmp_path_factory.mktemp("corpus"), prepared, seed=1)
    with Workspace.at(file.parent).writer("test") as writer:
        place = f"wy-{get('wy').sessions.of_year(2025)}"
        again = [(key, f"{place}-hb{n}") for n, key in enumerate(keys_of(writer.connection), 1)]
        writer.connection.create_function("row_of", 1, row_id)
        repeat(writer.connection, again[:AGAIN])
    return file


@pytest.fixture
def rows(corpus: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_reader(corpus)) as connection:
        yield connection


def keys_of(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT bill FROM documents JOIN source_records "
            "ON documents.id = document WHERE kind = 'made' ORDER BY bill")]  # fmt: skip


def test_it_is_whole(rows: sqlite3.Connection, prepared: Workspace) -> None:
    with closing(connect_reader(prepared.database)) as shipped:
        ours = {row[0] for row in shipped.execute("SELECT key FROM bills")}
    held = {row[0] for row in rows.execute("SELECT key FROM bills")}
    assert len(held) == BILLS and ours < held
    assert held - ours == set(keys_of(rows))
    assert rows.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert rows.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_row_is_a_bills(rows: sqlite3.Connection) -> None:
    for table in ("actions", "sponsorships", "titles", "subjects", "versions", "bill_changes"):
        lost = f"SELECT count(*) FROM {table} WHERE bill NOT IN (SELECT key FROM bills)"
        assert rows.execute(lost).fetchone()[0] == 0, table
    searched = "SELECT count(*) FROM bill_search WHERE key IN (SELECT key FROM bills)"
    assert rows.execute(searched).fetchone()[0] == BILLS


def test_history_gives_the_rows(rows: sqlite3.Connection) -> None:
    for key in keys_of(rows)[::DRAWN]:
        assert replay(read_history(rows, key)) == read_state(rows, key)


def test_made_bills_are_read_as_any(corpus: Path, rows: sqlite3.Connection) -> None:
    drawn = keys_of(rows)[::DRAWN]
    with open_snapshot(corpus, sessions.today()) as snapshot:
        found = snapshot.bills(drawn)
    assert list(found) == drawn
    for key, status in found.items():
        days = [action.date for action in status.bill.actions or ()]
        assert days == sorted(days) and (not days or days[-1] <= status.bill.data_as_of[:10]), key
    by_words = rows.execute("SELECT title FROM bills WHERE key = ?", (drawn[0],)).fetchone()[0]
    with open_snapshot(corpus, sessions.today()) as snapshot:
        assert drawn[0] in [one.key for one in snapshot.search(by_words)]


def test_the_same_seed_makes_the_same(
    tmp_path: Path, prepared: Workspace, rows: sqlite3.Connection
) -> None:
    sql = (
        "SELECT bill, source, data_as_of, hash FROM source_records WHERE bill NOT LIKE 'wy-%' "
        "ORDER BY bill"
    )
    first = [tuple(row) for row in rows.execute(sql)]
    for seed, alike in ((1, True), (2, False)):
        with closing(connect_reader(made(tmp_path / str(seed), prepared, seed))) as again:
            assert ([tuple(row) for row in again.execute(sql)] == first) is alike


texts = st.text("ab ", min_size=1)


@examples(25)
@given(texts, texts)
def test_two_texts_that_change_halves_keep_their_words(first: str, second: str) -> None:
    words = f"{joined(first, second)} {joined(second, first)}".split()
    assert sorted(words) == sorted(f"{first} {second}".split())

"""A list of bills is read together, and says of each what is read of it alone."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from floor_lists import STORY, read
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.values import BillStatus
from billtrail.editions import fact_path
from billtrail.errors import UnknownKey
from billtrail.files import KeyedRows, keyed_rows
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.store.writer import open_writer

DAY = date(2026, 11, 26)
#: Of bills that are not there: one that is followed, others, and what is no key.
ABSENT = ("us-120-hr9", "us-119-hr99999", "zz-1-hr1", "", "'); --", "us-119-HR4323")
#: Of one Congress, nobody's: its records lie in a file of their own.
APART, NAME = "us-117-hr8672", "us-117"
_ROWS = {
    "doubts": "SELECT 1, key, 'seed', 'in', '[]', data_as_of, '2026-01-02T00:00:00Z', NULL, 'h', "
    "x'', NULL, 'an end', 'why', 'open', NULL, NULL, NULL, 1, NULL, NULL FROM bills "
    "WHERE key = 'us-119-hr1144'",
    "disagreements (bill, field, kept, kept_source, other, other_source, seen_at)":
    "SELECT key, 'title', 'a', 'seed', 'b', 'legiscan', '2026-01-02' FROM bills "
    "WHERE key IN ('us-119-hr1144', 'us-119-s2255')",
    "corrections (bill, field, value, reason, by, date, entered_at)":
    "SELECT key, 'title', 'x', 'y', 'z', '2026-01-02', '2026-01-02' FROM bills "
    "WHERE key = 'us-119-s2255'",
    "staff_reports (bill, text, date, seen_in_room, entered_at)":
    "SELECT key, 'It was heard', '2026-01-02', 1, '2026-01-02' FROM bills "
    "WHERE key = 'us-119-hr1144'",
    "hearings (identifier, bill, date, status, note, seen_at, source, name)":
    "SELECT key || n, key, '2026-12-0' || n, 'confirmed', 'note ' || n, '2026-11-01', 'seed', 'A' "
    "FROM bills, (SELECT 3 AS n UNION SELECT 2) WHERE key IN ('us-119-s2255', 'us-119-hr1144')",
    "campaign_bills (campaign, bill, aim, why, position)":
    "SELECT 'tsra', 'us-120-hr9', 'watch', '', 99",
}  # fmt: skip


@pytest.fixture(scope="module")
def working(prepared: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, with what few bills have."""
    path = tmp_path_factory.mktemp("working") / "billtrail.db"
    path.write_bytes(prepared.database.read_bytes())
    now = "2026-11-26T20:00:00Z"
    with open_writer(path, "test", {}, today=DAY, now=now) as writer, writer.transaction():
        writer.floor.save(read(STORY[0]), "us_house_floor")
    with closing(sqlite3.connect(path)) as file, file:
        for table, rows in _ROWS.items():
            file.execute(f"INSERT INTO {table} {rows}")
    return path


@pytest.fixture(scope="module")
def front(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as an edition with files beside it, of which nobody follows one's bills."""
    path = tmp_path_factory.mktemp("unfollowed") / "billtrail.db"
    path.write_bytes(working.read_bytes())
    with closing(sqlite3.connect(path)) as file, file:
        for table in ("campaign_bills", "family_members", "suggestions", "statute_changes"):
            file.execute(f"DELETE FROM {table} WHERE bill GLOB 'us-11[67]-*'")
        file.execute("UPDATE family_members SET enacted_via = NULL")
    return publish(path, tmp_path_factory.mktemp("several"), Edition.PUBLIC, alone=0).database


@pytest.fixture(scope="module")
def files(working: Path, front: Path) -> dict[str, tuple[Path, list[str]]]:
    """Each with the keys that may be asked of it, those of special bills twice as likely."""
    found = {}
    for path in (working, front):
        with open_snapshot(path, DAY) as snapshot:
            special = ["us-119-hr1144", "us-119-s2255", APART]
            found[path.parent.name[:7]] = (path, [*snapshot.keys, *ABSENT, *special])
    return found


def told(file: Path, on: date, keys: Iterable[str], how: str) -> dict[str, BillStatus]:
    with open_snapshot(file, on) as snapshot:
        found: dict[str, BillStatus] = getattr(snapshot, how)(keys)
        return found


def alone(file: Path, on: date, keys: Iterable[str], how: str) -> dict[str, BillStatus]:
    """Each in a snapshot of its own, which has read nothing before."""
    return {key: status for one in keys for key, status in told(file, on, [one], how).items()}


@pytest.mark.parametrize("how", ["bills", "outlines"])
@pytest.mark.parametrize("name", ["working", "several"])
@examples(12)
@given(st.data())
def test_a_list_says_what_each_bill_says(
    files: dict[str, tuple[Path, list[str]]], name: str, how: str, data: st.DataObject
) -> None:
    """In any order, with doubles and with keys of which nothing is known."""
    file, keys = files[name]
    asked = data.draw(st.lists(st.sampled_from(keys), max_size=8))
    on = data.draw(st.sampled_from([DAY, date(2025, 3, 1)]))
    found = told(file, on, asked, how)
    assert found == alone(file, on, asked, how)
    assert list(found) == [key for key in dict.fromkeys(asked) if key in found]


def test_each_is_told_or_it_is_said_why_not(working: Path) -> None:
    with open_snapshot(working, DAY) as snapshot:
        asked = ["us-120-hr9", "us-119-hr1144", "us-120-hr9"]
        found = snapshot.every_bill(asked)
        assert list(found) == asked[:2] and found["us-120-hr9"].is_unread
        with pytest.raises(UnknownKey):
            snapshot.every_bill(["us-119-hr1144", "us-119-hr99999"])


def test_what_few_bills_have_is_that_of_the_bill(working: Path) -> None:
    with open_snapshot(working, DAY) as snapshot:
        found = snapshot.bills(snapshot.keys)
    one, other = found["us-119-hr1144"], found["us-119-s2255"]
    assert (len(one.in_doubt), len(one.reports), len(one.disagreements)) == (1, 1, 1)
    assert (len(other.corrections), len(other.disagreements)) == (1, 1)
    assert one.next_step and one.next_step.on_list
    for name in ("in_doubt", "reports", "corrections"):
        assert sum(bool(getattr(status, name)) for status in found.values()) == 1


def statements(snapshot: Snapshot, ask: Callable[[], object]) -> int:
    asked: list[str] = []
    snapshot.connection.set_trace_callback(asked.append)
    ask()
    snapshot.connection.set_trace_callback(None)
    return len(asked)


#: What there is to ask: tables of a bill, tables that few have, names and rosters.
MOST = 70


@pytest.mark.parametrize("name", ["working", "several"])
def test_the_statements_are_as_many_for_all_as_for_some(
    files: dict[str, tuple[Path, list[str]]], name: str
) -> None:
    file, keys = files[name]
    for ask in (
        lambda snapshot: snapshot.bills(keys),
        lambda snapshot: snapshot.outlines(keys),
        lambda snapshot: snapshot.campaigns(),
    ):
        with open_snapshot(file, DAY) as snapshot:
            assert statements(snapshot, lambda: ask(snapshot)) < MOST  # noqa: B023


def test_of_a_damaged_file_those_before_the_damage_are_whole(front: Path, tmp_path: Path) -> None:
    """As when they are read one by one."""
    shutil.copytree(front.parent, tmp_path / "copy")
    copied = tmp_path / "copy" / "billtrail.db"
    file = fact_path(copied, NAME)
    with open_snapshot(copied, DAY) as snapshot:
        keys = [key for key in snapshot.keys if snapshot.facts.name(key) == NAME]
    held = bytearray(file.read_bytes())
    kinds = set[tuple[bool, ...]]()
    # By its first byte a page is one of a table or an index.
    for start in (n for n in range(0, len(held), 4096)[4:] if held[n] in (2, 5, 10, 13)):
        spoiled = held.copy()
        spoiled[start] = 255
        file.write_bytes(spoiled)
        with open_snapshot(copied, DAY) as snapshot:
            one_by_one = [snapshot.bills([key]) for key in keys]
        with open_snapshot(copied, DAY) as snapshot:
            found = snapshot.bills(keys)
        assert [{k: found[k]} if k in found else {} for k in keys] == one_by_one
        kinds.add(tuple(status.away is None for status in found.values()))
    assert any(len(set(kind)) == 2 for kind in kinds), "no page has the records of some alone"


def test_rows_of_more_keys_than_a_statement_takes() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (key TEXT, n INTEGER)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(str(n // 2), n) for n in range(90)])
        keys = [str(n) for n in range(40_000)]
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        found = {
            key: [row[1] for row in rows.of(key, "SELECT * FROM t WHERE key IN {keys} ORDER BY n")]
            for rows in keyed_rows(connection, [*keys, *keys])
            for key in rows.keys
        }
        assert len(asked) == 80
    assert list(found) == keys and found["44"] == [88, 89] and found["45"] == []


def test_rows_of_no_key_and_of_one() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (key TEXT, n INTEGER)")
        connection.execute("INSERT INTO t VALUES ('a', 1)")
        statement = "SELECT * FROM t WHERE key IN {keys} AND n < :most"
        assert KeyedRows(connection, []).first("a", statement, most="9") is None
        rows = KeyedRows(connection, ["a"])
        assert rows.first("a", statement, most="9") == ("a", 1)
        assert rows.of("a", statement, most="0") == ()
        assert rows.answers("SELECT * FROM t WHERE key IN {keys}")
        assert not rows.answers("SELECT * FROM none WHERE key IN {keys}")

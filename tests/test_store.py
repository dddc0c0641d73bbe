"""The laws of the store, on real databases."""

import sqlite3
import threading
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import orjson
import pytest
from bills import KEY, bills
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from searching import keys_of

from billtrail.bills.doubts.losses import without_repetitions
from billtrail.bills.models import Action, Bill, Sponsorship, Title
from billtrail.errors import NewerSchema, StoreError, WriterBusy
from billtrail.files import sqlite_tables
from billtrail.legislatures import first_year
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store import schema
from billtrail.store.bill_rows.changes import dump, replay
from billtrail.store.bill_rows.rows import (
    CHILD_TABLES,
    bill_from_json,
    in_order,
    part_values,
    record_json,
    record_rows,
)
from billtrail.store.bill_rows.source_records import read_history, read_records
from billtrail.store.bill_rows.states import read_state
from billtrail.store.database import open_reader
from billtrail.store.packed import pack, unpack
from billtrail.store.renewal import settle_calendar
from billtrail.store.schema import LISTED, m049_short_rows, make_plain
from billtrail.store.search_index import row_id
from billtrail.store.writer import open_writer

RANKS = {"seed": 10, "us_congress_api": 30, "us_govinfo": 40}
TODAY = date(2026, 11, 23)
sources = st.sampled_from(sorted(RANKS))
WRITTEN = ["bills", "bill_changes", *(table.table for table in CHILD_TABLES)]
SAVED = ["bills", "bill_search", *(table.table for table in CHILD_TABLES)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "billtrail.db"


def writer(path, **options):
    return open_writer(path, "test", RANKS, today=TODAY, **options)


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """Makes files without a bill, each as a writer leaves a new one: examples of a law need many,
    and most of the time of each would go into the steps of the schema."""
    folder = tmp_path_factory.mktemp("new")
    with writer(folder / "empty.db"):
        pass
    empty, numbers = (folder / "empty.db").read_bytes(), count()

    def make():
        path = folder / f"{next(numbers)}.db"
        path.write_bytes(empty)
        return path

    return make


def bill(**values):
    given = {"data_as_of": "2025-11-27", "title": "A title"} | values
    return Bill(KEY, "us", "119", "H.R. 4323", "bill", Chamber.LOWER, **given)


def action(day, class_, chamber=Chamber.LOWER):
    return Action(day, f"{class_} {chamber}", (class_,), chamber)


def history(connection):
    return read_history(connection, KEY)


def save_all(connection_writer, saves):
    for source, record in saves:
        connection_writer.save_bill(record, source)


@given(bills)
def test_a_record_survives_its_json(record):
    again = bill_from_json(record_json(record, part_values(record)), record.data_as_of)
    assert again == kept_order(record)


def kept_order(record):
    """The record with its parts in the order they are kept, each row once."""
    parts = {
        table.part: tuple(in_order(table, getattr(record, table.part)))
        for table in CHILD_TABLES
        if getattr(record, table.part) is not None
    }
    return without_repetitions(replace(record, **parts))


@pytest.mark.slow
@examples(25)
@given(saves=st.lists(st.tuples(sources, bills), min_size=1, max_size=4))
def test_replaying_the_changes_gives_the_row(new, saves):
    with writer(new()) as w:
        save_all(w, saves)
        assert replay(history(w.connection)) == read_state(w.connection, KEY)


@pytest.mark.slow
@examples(25)
@given(saves=st.lists(st.tuples(sources, bills), min_size=1, max_size=3))
def test_saving_twice_changes_nothing(new, saves):
    with writer(new()) as w:
        save_all(w, saves)
        before = {table: rows(w.connection, table) for table in WRITTEN}
        count = w.connection.total_changes
        save_all(w, [(source, record) for source, record in saves if is_stored(w, source, record)])
        assert {table: rows(w.connection, table) for table in WRITTEN} == before
        assert w.connection.total_changes == count


@pytest.mark.slow
@examples(25)
@given(record=bills, source=sources)
def test_a_first_save_writes_what_a_later_one_would(new, record, source):
    stored = []
    known = {"title": None, "introduced_date": "2000-01-01"}  # a title would stay
    for earlier in ([], [bill(data_as_of="2000-01-01", **known)]):
        with writer(new(), now="2026-11-23T08:00:00Z") as w:
            save_all(w, [(source, one) for one in (*earlier, record)])
            tables = {table: rows(w.connection, table) for table in SAVED}
            said = [tuple(row) for row in read_records(w.connection, "1", ())]
            stored.append((tables, said, replay(history(w.connection))))
    assert stored[0] == stored[1]


def is_stored(w, source, record):
    """Only the record a source stands by now; an older one of it must not come back, nor the one
    whose newer one is in doubt."""
    if any(row.is_open and row.way == "out" for row in w.doubts.rows(KEY, source)):
        return False
    row = w.connection.execute(
        "SELECT data_as_of FROM source_records WHERE source = ?", (source,)
    ).fetchone()
    return (
        row
        and w.records_of(KEY)
        and any(r.source == source and r.bill == record for r in w.records_of(KEY))
    )


def rows(connection, table):
    return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]


@pytest.mark.slow
@examples(20)
@given(first=bills, second=bills, steps=st.integers(1, 4000))
def test_a_crash_at_any_point_leaves_a_whole_bill(new, first, second, steps):
    path = new()
    second = replace(second, data_as_of=max(first.data_as_of, second.data_as_of))
    with writer(path) as w:
        w.save_bill(first, "us_govinfo")
        old = read_state(w.connection, KEY)
        w.connection.set_progress_handler(lambda: 1, steps)
        try:
            w.save_bill(second, "us_govinfo")
            crashed = False
        except sqlite3.OperationalError:
            crashed = True
        finally:
            w.connection.set_progress_handler(None, 0)
    with open_reader(path) as connection:
        state = read_state(connection, KEY)
        assert replay(history(connection)) == state
        if crashed:
            assert state == old


def test_an_older_document_of_a_source_does_not_come_back(path):
    with writer(path) as w:
        w.save_bill(bill(title="New"), "us_govinfo")
        assert w.save_bill(bill(title="Old", data_as_of="2025-01-01"), "us_govinfo").outcome == (
            "older"
        )
        assert read_state(w.connection, KEY)[""]["title"] == "New"


def test_a_seed_that_knows_later_steps_keeps_them_against_an_older_document(path):
    law = Action("2026-01-23", "Became law", (ActionClass.BECAME_LAW,), Chamber.EXECUTIVE)
    seed = bill(data_as_of="2026-06-01", actions=(law,), law="Public Law 119-73")
    older = bill(actions=(action("2025-10-17", ActionClass.COMMITTEE_PASSAGE),))
    with writer(path) as w:
        w.save_bill(seed, "seed")
        w.save_bill(older, "us_govinfo")
        state = read_state(w.connection, KEY)
        assert state[""]["stage"] == "enacted"
        assert state[""]["law"] == "Public Law 119-73"
        assert {row.get("source") for row in state["actions"].values()} == {"seed", None}


def test_a_document_not_older_than_the_seed_stands_alone(path):
    seed = bill(data_as_of="2025-06-01", subjects=("x",), cosponsor_count=4,
                actions=(action("2025-05-01", ActionClass.PASSAGE),))  # fmt: skip
    document = bill(actions=(action("2025-07-10", ActionClass.INTRODUCTION),), subjects=())
    with writer(path) as w:
        w.save_bill(seed, "seed")
        w.save_bill(document, "us_govinfo")
        state = read_state(w.connection, KEY)
        assert state[""]["stage"] == "introduced"
        assert "subjects" not in state and "cosponsor_count" not in state[""]
        assert [row.get("source") for row in state["actions"].values()] == [None]


@pytest.mark.parametrize(
    ("source", "kind"), [("seed", "correction"), ("legiscan", "change"), ("us_govinfo", "change")]
)
def test_only_what_ships_anew_is_no_news(path, source, kind):
    with writer(path) as w:
        w.save_bill(bill(), source)
        w.save_bill(bill(title="Another title", data_as_of="2026-06-01"), source)
        found = w.connection.execute("SELECT kind FROM bill_changes WHERE field = 'title'")
        assert [row[0] for row in found] == [kind]


def test_the_first_save_and_a_better_source_are_no_news_but_a_new_stage_is(path):
    seed = bill(data_as_of="2025-06-01",
                actions=(action("2025-05-01", ActionClass.INTRODUCTION),))  # fmt: skip
    document = bill(title="Another title", actions=(action("2025-07-10", ActionClass.PASSAGE),))
    with writer(path) as w:
        w.save_bill(seed, "seed")
        w.save_bill(document, "us_govinfo")
        kinds = dict(
            tuple(row)
            for row in w.connection.execute(
                "SELECT field, kind FROM bill_changes WHERE field IN ('*', 'title', 'stage')"
            )
        )
    assert kinds == {"*": "baseline", "title": "baseline", "stage": "change"}


def test_a_vanished_cosponsor_is_unlisted_not_withdrawn(path):
    people = tuple(
        Sponsorship(f"Member {n}", SponsorRole.COSPONSOR, f"M{n:06}", "2025-07-10")
        for n in range(5)
    )
    with writer(path) as w:
        w.save_bill(bill(sponsorships=people), "us_govinfo")
        w.save_bill(bill(sponsorships=people[1:], data_as_of="2025-12-01"), "us_govinfo")
        rows = w.connection.execute(
            "SELECT person, withdrawn, unlisted_since FROM sponsorships ORDER BY person"
        ).fetchall()
    assert next(tuple(row) for row in rows) == ("M000000", None, "2026-11-23")
    assert all(row["unlisted_since"] is None for row in rows[1:])


def test_equal_content_of_a_later_day_confirms_and_rewrites_nothing(path):
    with writer(path) as w:
        w.save_bill(bill(), "us_govinfo")
        w.save_bill(bill(data_as_of="2026-02-01"), "us_govinfo")
        row = w.connection.execute("SELECT * FROM bills").fetchone()
        assert row["data_as_of"] == "2025-11-27"
        assert w.connection.execute("SELECT checked_at FROM checks").fetchone()[0] == "2026-02-01"


def _today(w, stage, alive):
    """The view of the day, which asks the machine's own clock, says this of every bill."""
    w.connection.execute("DROP VIEW bills_today")
    w.connection.execute(
        f"CREATE VIEW bills_today AS SELECT key, '{stage}' AS stage, {alive} AS alive FROM bills"
    )


def test_the_calendar_moves_a_stage_once_as_a_change_of_its_own_kind(path):
    live = bill(actions=(action("2025-07-10", ActionClass.REFERRAL_COMMITTEE),))
    with writer(path, now="2027-02-01T00:00:00Z") as w:
        w.save_bill(live, "us_govinfo")
        w.confirm("us_govinfo", KEY, "2027-02-01T00:00:00Z")
        _today(w, "in_committee", 1)
        assert settle_calendar(w) == 0
    with open_writer(path, "test", RANKS, today=date(2027, 2, 2)) as w:
        _today(w, "died", 0)
        assert settle_calendar(w) == 1
        changes = w.connection.execute(
            "SELECT field, new, kind FROM bill_changes WHERE field = 'stage'"
        ).fetchall()
        assert [tuple(row) for row in changes] == [("stage", '"died"', "calendar")]
        # What the history begins with is written down as far as the calendar moved it.
        begins = w.connection.execute("SELECT new, record FROM bill_changes WHERE field = '*'")
        facts, record = begins.fetchone()
        assert '"stage":"in_committee"' in facts and record == b""
        row = w.connection.execute("SELECT reached FROM bills").fetchone()
        assert row["reached"] == "in_committee"


def _stage_news(path, *steps):
    """What is news of stages after (old, new, kind, instant) was written of one bill."""
    with writer(path) as w:
        w.save_bill(bill(), "us_govinfo")
        w.connection.executemany(
            "INSERT INTO bill_changes (bill, field, old, new, kind, seen_at) "
            f"VALUES ('{KEY}', 'stage', ?, ?, ?, ?)", steps)  # fmt: skip
    with open_snapshot(path, date(2027, 2, 2)) as snapshot:
        return [(c.old, c.new) for c in snapshot.changes() if c.field == "stage"]


def test_what_the_calendar_moved_is_one_piece_of_news_with_what_the_publisher_then_says(path):
    turn = ('"in_committee"', '"outcome_not_recorded"', "calendar", "2027-01-04T18:00:00Z")
    told = ('"outcome_not_recorded"', '"died"', "change", "2027-01-04T18:01:00Z")
    back = ('"outcome_not_recorded"', '"in_committee"', "change", "2027-01-04T18:01:00Z")
    late = ('"outcome_not_recorded"', '"died"', "change", "2027-01-05T18:01:00Z")
    cases = {(turn, told): [('"in_committee"', '"died"')], (turn, back): [],
             (turn, late): [late[:2], turn[:2]], (turn,): [turn[:2]]}  # fmt: skip
    for number, (steps, news) in enumerate(cases.items()):
        assert _stage_news(path.with_name(f"{number}.db"), *steps) == news


def test_a_second_writer_hears_who_holds_the_lock(path):
    inside, done = threading.Event(), threading.Event()

    def hold():
        with writer(path):
            inside.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(10)
    try:
        with pytest.raises(WriterBusy, match="being written by test"), writer(path, wait=0.1):
            pass
    finally:
        done.set()
        holder.join()


def test_a_file_of_a_newer_program_is_not_written(path):
    with writer(path) as w:
        w.connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('billtrail', 'm999_from_the_future', '2027-01-01')"
        )
    with pytest.raises(NewerSchema, match="newer Billtrail"), writer(path):
        pass
    with open_reader(path) as connection:
        assert connection.execute("SELECT count(*) FROM bills").fetchone()[0] == 0


def test_a_file_in_which_steps_had_other_names_comes_up(path):
    """As a workspace of the commits between was: the steps are those of today."""
    with writer(path) as w:
        for former, name in schema.FORMER.items():
            w.connection.execute(
                "UPDATE _sqlite_migrations SET name = ? WHERE name = ?", (former, name)
            )
        w.connection.execute("DELETE FROM _sqlite_migrations WHERE name > 'm022_content_files'")
        w.connection.execute("DROP TABLE doubts")
    with open_reader(path) as connection:
        assert schema.unknown_steps(connection) == []
        assert schema.pending_steps(connection)[0] == "m023_doubts"
    assert schema.FORMER.keys().isdisjoint(step.__name__ for step in schema.STEPS)
    assert {*schema.FORMER.values()} <= {step.__name__ for step in schema.STEPS}


@examples(12)
@given(record=bills, packer=st.sampled_from([pack, zlib.compress]))
def test_a_file_of_schema_13_keeps_its_history(new, record, packer):
    path = new()
    with writer(path) as w:
        w.save_bill(record, "us_govinfo")
        state = read_state(w.connection, KEY)
        as_schema_13(w.connection, state, packer)
    with writer(path) as w:
        assert replay(history(w.connection)) == state
        assert [r.bill for r in w.records_of(KEY)] == [kept_order(record)]
        outcome = w.save_bill(replace(record, data_as_of="2026-11-30"), "us_govinfo").outcome
        assert outcome == "unchanged"


def as_schema_13(connection, state, packer):
    """History with its whole state as text, records with their parts as lists of rows; the first
    files packed those by zlib, with the day they speak for."""
    [row] = read_records(connection, "1", ())
    record = orjson.loads(unpack(row.record))
    lists = {part: [*rows.values()] for part, rows in record_rows(record).items()}
    scalars = {name: v for name, v in record.items() if name not in ("columns", "parts")}
    if packer is zlib.compress:
        scalars["data_as_of"] = "2026-11-01"
    told = packer(dump(scalars | lists).encode())
    connection.execute("UPDATE source_records SET record = ?", (told,))
    connection.execute("UPDATE bill_changes SET new = ?", (dump(state),))
    connection.execute("ALTER TABLE bill_changes DROP COLUMN record")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm014_history_packed'")


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's tables"), open_writer(path, "t", {}):
        pass
    assert path.read_bytes() == before


def test_each_step_of_the_schema_has_a_number_of_its_own_in_order(tmp_path: Path) -> None:
    with open_writer(tmp_path / "billtrail.db", "test", {}) as writer:
        rows = writer.connection.execute("SELECT name FROM _sqlite_migrations ORDER BY rowid")
        names = [row[0] for row in rows]
    assert [name[:5] for name in names] == [f"m{n:03}_" for n in range(1, len(names) + 1)]


# -- the search index --------------------------------------------------------------------------


keys_of_bills = st.builds(
    lambda session, type_, number: f"{session}-{type_}{number}",
    st.sampled_from(["us-1", "us-93", "us-116", "us-119", "us-999"]),
    st.sampled_from(["hr", "s", "hjres"]),
    st.integers(1, 10**7),
) | st.builds(
    lambda session, type_, number: f"{session}-{type_}{number}",
    st.sampled_from(["ca-20252026", "ca-20232024x1", "ca-20232024x2"]),
    st.sampled_from(["ab", "sb"]),
    st.integers(1, 10**7),
)


@given(st.sets(keys_of_bills, min_size=2, max_size=20))
def test_rows_of_the_index_are_told_apart_and_newer_sessions_lie_first(keys):
    rows = {key: row_id(key) for key in keys}
    assert len({*rows.values()}) == len(keys)
    assert all(0 <= row < 1 << 63 for row in rows.values())
    sessions = [first_year(*key.split("-")[:2]) for key in sorted(keys, key=rows.__getitem__)]
    known = [year for year in sessions if year <= 3000]
    assert known == sorted(known, reverse=True)


@given(st.sets(st.integers(1, 200_000), min_size=2))
def test_bills_of_a_type_lie_by_number(numbers):
    rows = [row_id(f"us-119-hr{number}") for number in sorted(numbers)]
    assert rows == sorted(rows)


def test_an_older_file_s_index_is_laid_anew(path):
    """Before, a row lay by a hash of its bill's key."""
    with writer(path) as w:
        w.save_bill(bill(), "us_govinfo")
        w.connection.execute("UPDATE bill_search SET rowid = 77")
        w.connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm041%'")
    with writer(path) as w:
        found = w.connection.execute("SELECT rowid, key FROM bill_search").fetchall()
        assert [tuple(row) for row in found] == [(row_id(KEY), KEY)]
        assert keys_of(w.connection, "title") == [KEY]
        w.save_bill(bill(title="Another name", data_as_of="2026-11-28"), "us_govinfo")
        assert keys_of(w.connection, "title") == []
        assert keys_of(w.connection, "another") == [KEY]


# -- records that are kept once ----------------------------------------------------------------


@examples(6)
@given(first=bills, later=bills)
def test_a_record_is_read_whole_wherever_it_lies(new, first, later):
    """Of a first save that is believed the bill's own rows are it, until they move."""
    path = new()
    with writer(path) as w:
        w.save_bill(first, "us_govinfo")
        [[kept]] = w.connection.execute("SELECT record FROM source_records").fetchall()
        assert (kept == b"") == (not rows(w.connection, "doubts"))
        assert [r.bill for r in w.records_of(KEY)] == [kept_order(first)]
        [[silent]] = w.connection.execute("SELECT new IS NULL AND record = x'' FROM bill_changes")
        begins = read_history(w.connection, KEY)
        assert replay(begins) == read_state(w.connection, KEY)
        told_otherwise = read_state(w.connection, KEY)[""].get("rewritten")
        assert silent or told_otherwise or first.cosponsor_count is not None
        newer = replace(later, data_as_of="2026-11-30")
        w.save_bill(newer, "us_govinfo")
        w.connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm045%'")
        kept = w.records_of(KEY)
        assert read_history(w.connection, KEY)[:1] == begins
    with writer(path) as w:
        assert w.records_of(KEY) == kept


# -- lists in one row --------------------------------------------------------------------------


def as_schema_49(connection):
    """Sponsorships as a table; subjects and titles as numbers, their words in ``names``."""
    said = {table: rows(connection, table) for table in LISTED}
    make_plain(connection)
    for table, found in said.items():
        connection.executemany(
            f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found
        )
    connection.execute("DROP TABLE bill_lists")
    m049_short_rows(sqlite_tables(connection))
    connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm052%'")
    return said


def test_lists_of_an_older_file_come_into_one_row(path):
    joined = Sponsorship("Ted Lieu", SponsorRole.COSPONSOR, "L000582", "2025-07-10")
    said = bill(
        sponsorships=(
            joined._replace(withdrawn="2025-07-10"),
            joined,
            joined._replace(original=True),
        ),
        subjects=("Crime victims", "Human trafficking"),
        titles=(Title("An Act", "Official", Chamber.LOWER), Title("A | B", "Short", None)),
    )
    with writer(path) as w:
        w.save_bill(said, "us_govinfo")
        w.save_bill(
            replace(said, subjects=said.subjects[1:], data_as_of="2025-12-01"), "us_govinfo"
        )
        state = read_state(w.connection, KEY)
        assert state["subjects"]["Crime victims"]["unlisted_since"]
        assert len(state["sponsorships"]) == 3
        tables = as_schema_49(w.connection)
    with writer(path) as w:
        assert read_state(w.connection, KEY) == state == replay(history(w.connection))
        assert {table: rows(w.connection, table) for table in LISTED} == tables
        assert [r.bill.subjects for r in w.records_of(KEY)] == [("Human trafficking",)]


def test_a_bill_s_lists_are_looked_up_and_nobody_else_s_read(path):
    with writer(path) as w:
        for table in LISTED:
            plan = w.connection.execute(
                f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE bill = 'x'"
            ).fetchall()
            assert "SEARCH l USING INDEX" in plan[0]["detail"]

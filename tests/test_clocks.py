"""A clock that is ahead, a publisher's, a coalition's or our own, never wins over a true day."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from replay import Publisher, built_status, serving
from site_values import write_site

from billtrail.bills.models import Bill, Document
from billtrail.cli import main
from billtrail.commands.machine.doctor import examine
from billtrail.importing import ImportReport
from billtrail.importing.importer import import_paths
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish import pull
from billtrail.publish.publish import publish
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.scrapers.us_govinfo import source
from billtrail.store import renewal
from billtrail.store.bill_rows import read_history, replay
from billtrail.store.bill_rows.states import read_state
from billtrail.store.clocks import believed, is_to_come, latest_day
from billtrail.store.writer import Writer, open_writer
from billtrail.updates.clock_repair import mend, rows_to_come
from billtrail.workspace.bring_up import load_seed
from billtrail.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

KEY = "us-119-hr7001"
TODAY, NOW = date(2026, 11, 26), "2026-11-26T20:00:00Z"
#: What a clock that is years ahead says.
THEN, LATER = date(2031, 5, 1), "2031-05-01T12:00:00Z"
TRUE = "2026-11-20T08:00:00Z"


def status(updated: str = TRUE, title: str = "A bill built by hand", key: str = KEY) -> bytes:
    return built_status(key, title)[1].replace(TRUE.encode(), updated.encode())


def at(path: Path, today: date = TODAY, now: str = NOW):  # type: ignore[no-untyped-def]
    return open_writer(path, "test", ranks(), today=today, now=now)


def read_in(writer: Writer, folder: Path, *bodies: bytes) -> ImportReport:
    report = ImportReport()
    for number, body in enumerate(bodies):
        place = folder / f"{number}-{abs(hash(body))}"
        place.mkdir(parents=True, exist_ok=True)
        (place / built_status(KEY)[0]).write_bytes(body)
        found = import_paths(writer, [place], load_sources())
        report.distrusted += found.distrusted
        report.problems += found.problems
    return report


def record(writer: Writer, key: str = KEY) -> tuple[object, ...]:
    return tuple(writer.connection.execute(
        "SELECT data_as_of, hash FROM source_records WHERE bill = ? AND source = 'us_govinfo'",
        (key,)).fetchone())  # fmt: skip


def honest(folder: Path, *bodies: bytes) -> tuple[object, object]:
    """The state and the record of a bill whose files all told the truth."""
    with at(folder / "honest.db") as writer:
        read_in(writer, folder / "honest", *bodies)
        return read_state(writer.connection, KEY), record(writer)


# -- by the door -------------------------------------------------------------------------------


def test_an_update_date_to_come_does_not_win_over_the_true_file_that_follows(
    tmp_path: Path,
) -> None:
    newer = status("2026-11-25T08:00:00Z", "The true title")
    with at(tmp_path / "billtrail.db") as writer:
        report = read_in(writer, tmp_path, status(LATER, "A title of 2031"), newer)
        assert (read_state(writer.connection, KEY), record(writer)) == honest(tmp_path, newer)
        said = writer.connection.execute("SELECT record, said, taken FROM distrusted_days")
        assert [tuple(row) for row in said] == [(KEY, LATER, "2025-02-14")]
    assert [line for line in report.lines() if "a day to come" in line]


def test_an_update_date_to_come_does_not_win_over_the_true_file_before(tmp_path: Path) -> None:
    true = status(TRUE, "The true title")
    with at(tmp_path / "billtrail.db") as writer:
        read_in(writer, tmp_path, true, status(LATER, "A title of 2031"))
        assert (read_state(writer.connection, KEY), record(writer)) == honest(tmp_path, true)


def test_tomorrow_is_believed_because_it_has_begun_somewhere(tmp_path: Path) -> None:
    tomorrow = status("2026-11-27T02:00:00Z")
    with at(tmp_path / "billtrail.db") as writer:
        assert read_in(writer, tmp_path, tomorrow).distrusted == []
        assert record(writer)[0] == "2026-11-27T02:00:00Z"


def test_what_is_no_day_at_all_does_not_win_either(tmp_path: Path) -> None:
    with at(tmp_path / "billtrail.db") as writer:
        read_in(writer, tmp_path, status("soon"), status(TRUE, "The true title"))
        assert read_state(writer.connection, KEY)[""]["title"] == "The true title"  # type: ignore[index]


def test_a_clock_that_lags_does_not_make_our_own_facts_a_day_to_come(tmp_path: Path) -> None:
    with at(tmp_path / "billtrail.db", date(1970, 1, 1), "1970-01-01T00:00:00Z") as writer:
        assert load_seed(writer).distrusted == []


@examples(20)
@given(st.lists(st.sampled_from(("2026-10-01", "2026-11-02", "2031-05-01", "9999-12-31", "x")),
                min_size=1, max_size=6))  # fmt: skip
def test_whatever_was_said_of_days_to_come_the_newest_true_file_stands(days: list[str]) -> None:
    bodies = [status(f"{day}T08:00:00Z", f"Title {n}") for n, day in enumerate(days)]
    last = status("2026-11-25T08:00:00Z", "The newest true title")
    [true] = source.parse(document(last), None)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        writer = memory(connection)
        for body in (*bodies, last):
            for bill in source.parse(document(body), None):
                assert isinstance(bill, Bill)
                told = believed(classify_bill(source.SOURCE, bill), NOW)[0]
                writer.save_bill(told, "us_govinfo")
        assert record(writer)[0] == true.data_as_of
        assert read_state(connection, KEY)[""]["title"] == "The newest true title"  # type: ignore[index]


def document(body: bytes) -> Document:
    name = built_status(KEY)[0]
    return Document("us_govinfo", "billstatus", name, {name: body}, NOW, None, "0" * 64)


def memory(connection: sqlite3.Connection) -> Writer:
    from billtrail.store.schema import migrate

    connection.row_factory = sqlite3.Row
    migrate(connection)
    return Writer(connection, "test", ranks(), today=TODAY, now=NOW)


def test_an_update_heals_what_an_answer_of_a_day_to_come_said(
    fresh: Workspace, tmp_path: Path
) -> None:
    site = Publisher()
    site.add(built_status(KEY)[0], status(LATER, "A title of 2031"))
    site.publish(datetime.now(UTC) - timedelta(days=1))
    with serving(site) as base:
        said = update(fresh, base)
        assert "a day to come" in said
        site.add(built_status(KEY)[0], status("2026-11-25T08:00:00Z", "The true title"),
                 datetime.now(UTC))  # fmt: skip
        site.publish(datetime.now(UTC), f"/bulkdata/BILLSTATUS/119/hr/{built_status(KEY)[0]}")
        update(fresh, base)
    with closing(sqlite3.connect(fresh.database)) as connection:
        row = connection.execute("SELECT title, data_as_of FROM bills WHERE key = ?", (KEY,))
        assert row.fetchone() == ("The true title", "2026-11-25T08:00:00Z")


def update(workspace: Workspace, base: str) -> str:
    done = CliRunner().invoke(main, [
        "--workspace", str(workspace.root), "update", "--source", "us_govinfo", "--base-url",
        f"us_govinfo={base}", "--bill", KEY])  # fmt: skip
    assert done.exit_code == 0, done.output
    return done.output


# -- by a pull -----------------------------------------------------------------------------------


def test_a_pull_from_a_server_whose_clock_is_ahead_does_not_win(
    fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = tmp_path / "working" / "billtrail.db"
    working.parent.mkdir()
    write_site(working)
    file = publish(working, tmp_path / "out", Edition.COALITION).database
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE bills SET data_as_of = ?, title = 'Of 2031'", (LATER,))
        connection.execute("UPDATE people SET as_of = '2031-05-01', name = 'Of 2031'")
        connection.execute("UPDATE checks SET checked_at = ?", (LATER,))
        connection.execute(
            "INSERT OR REPLACE INTO checks SELECT source, key, ? FROM bills", (LATER,)
        )
    honest_file = publish(working, tmp_path / "true", Edition.COALITION).database
    for served in (file, honest_file):
        monkeypatch.setattr(pull, "fetch", lambda a, to, e, f=served: to.write_bytes(
            f.read_bytes()) and "tag")  # fmt: skip
        pull.pull(fresh, "https://bills.example.org")
    with closing(sqlite3.connect(fresh.database)) as connection:
        assert not rows_to_come(connection, sessions.utc_now())
        for table, column in (("bills", "title"), ("people", "name")):
            wrong = f"SELECT count(*) FROM {table} WHERE {column} = 'Of 2031'"
            assert connection.execute(wrong).fetchone() == (0,)


# -- by our own clock ----------------------------------------------------------------------------


def written_ahead(path: Path, folder: Path, *bodies: bytes) -> None:
    """A file that a machine whose clock is years ahead wrote to for a while."""
    with at(path, THEN, LATER) as writer:
        read_in(writer, folder / "ahead", *bodies)
        for (key,) in writer.connection.execute("SELECT key FROM bills").fetchall():
            writer.confirm("us_govinfo", key, LATER)
            with writer.transaction():
                renewal._settle(writer, key)
        writer.connection.execute("UPDATE people SET as_of = '2031-05-01' WHERE roster = '119'")
        names = "id, as_of, name, jurisdiction, chamber, source"
        writer.connection.execute(
            f"INSERT INTO people (roster, {names}) SELECT '122', {names} FROM people "
            "WHERE jurisdiction = 'us' LIMIT 3"
        )
        writer.runs.finish("done", {})


def states(connection: sqlite3.Connection) -> dict[str, object]:
    connection.row_factory = sqlite3.Row
    keys = [row[0] for row in connection.execute("SELECT key FROM bills ORDER BY key")]
    return {key: read_state(connection, key) for key in keys}


def test_a_clock_of_ours_that_was_ahead_is_told_and_taken_back(
    fresh: Workspace, tmp_path: Path
) -> None:
    today, now = sessions.today(), sessions.utc_now()
    before, after = status(TRUE), status("2026-11-25T08:00:00Z", "The true title")
    calm = tmp_path / "calm.db"
    calm.write_bytes(fresh.database.read_bytes())
    with at(calm, today, now) as writer:
        read_in(writer, tmp_path, before, after)
        wanted = states(writer.connection)
    with at(fresh.database, today, now) as writer:
        read_in(writer, tmp_path, before)
    written_ahead(fresh.database, tmp_path, status(TRUE, "Read while it was ahead"))
    lines, healthy = examine(fresh)
    [told] = [line for line in lines if "a day to come" in line]
    assert not healthy and f"--mend-clock {now[:10]}" in told

    done = CliRunner().invoke(
        main, ["--workspace", str(fresh.root), "doctor", "--mend-clock", today.isoformat()]
    )
    assert done.exit_code == 0 and "Mended: " in done.output, done.output
    with at(fresh.database, today, now) as writer:
        assert not rows_to_come(writer.connection, now)
        read_in(writer, tmp_path, after)
        assert states(writer.connection) == wanted
        assert record(writer)[0] == "2026-11-25T08:00:00Z"
        count = "SELECT count(*) FROM people WHERE roster = '122'"
        assert writer.connection.execute(count).fetchone()[0] == 0
        assert mend(writer) == {}
    assert "no row names a day to come" in "\n".join(examine(fresh)[0])


def test_a_mended_history_still_leads_to_the_row(fresh: Workspace, tmp_path: Path) -> None:
    written_ahead(fresh.database, tmp_path, status())
    with at(fresh.database) as writer:
        mend(writer)
        for key, state in states(writer.connection).items():
            assert replay(read_history(writer.connection, key)) == state, key


def test_mending_wants_the_true_day(fresh: Workspace, tmp_path: Path) -> None:
    written_ahead(fresh.database, tmp_path, status())
    before = fresh.database.read_bytes()
    done = CliRunner().invoke(
        main, ["--workspace", str(fresh.root), "doctor", "--mend-clock", "2031-05-01"]
    )
    assert done.exit_code == 2 and "Set the clock first" in done.output
    assert fresh.database.read_bytes() == before


def test_the_last_day_believed_is_tomorrow() -> None:
    assert latest_day(NOW) == "2026-11-27"
    assert not is_to_come("2026-11-27T23:59:59Z", NOW) and is_to_come("2026-11-28", NOW)
    assert not is_to_come(None, NOW)

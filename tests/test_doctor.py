"""``billtrail doctor``: a line for each thing that is in order or not, and never a traceback."""

import socket
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from bench.faults.old_schemas import write_older
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.commands.machine.doctor import examine
from billtrail.commands.machine.year import year_lines
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import connect_reader
from billtrail.workspace.workspace import Workspace, prepare


def findings(workspace: Workspace, port: int = 0) -> tuple[str, bool]:
    lines, healthy = examine(workspace, port)
    return "\n".join(lines), healthy


def change(workspace: Workspace, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute(statement, values)


def test_a_new_workspace_is_in_order(fresh: Workspace) -> None:
    told, healthy = findings(fresh)
    assert healthy and "132 bills" in told and "made by this version" in told
    assert "is free for the site" in told
    assert "see no organization named yet" in told  # nothing is wrong, and something is to be done


def test_each_fault_of_the_organisation_has_a_line(fresh: Workspace) -> None:
    fresh.organisation.write_text('name = "A"\nemial = "a@example.org"\naccent = "red"\n')
    lines, healthy = examine(fresh)
    ours = [line for line in lines if "organisation.toml" in line]
    assert not healthy and len(ours) == 2 and all(line.startswith("NO ") for line in ours)


def test_nothing_there_yet_says_what_makes_it(tmp_path: Path) -> None:
    told, healthy = findings(Workspace.at(tmp_path / "new"))
    assert healthy and "no database yet" in told and "billtrail setup" in told


def test_a_file_that_is_none_is_told_in_one_line(fresh: Workspace) -> None:
    fresh.database.write_bytes(b"junk" * 100)
    told, healthy = findings(fresh)
    assert not healthy and "NO  " in told and "cannot be read as a database" in told


def test_a_schema_of_another_version_is_told(fresh: Workspace) -> None:
    with closing(connect_reader(fresh.database)) as connection:
        last = connection.execute("SELECT max(id) FROM _sqlite_migrations").fetchone()[0]
    change(fresh, "DELETE FROM _sqlite_migrations WHERE id = ?", last)
    assert "older Billtrail" in findings(fresh)[0] and findings(fresh)[1]
    change(fresh, "UPDATE _sqlite_migrations SET name = 'm999' WHERE id = (SELECT min(id) "
                  "FROM _sqlite_migrations)")  # fmt: skip
    told, healthy = findings(fresh)
    assert not healthy and "newer Billtrail (m999)" in told


def test_a_calendar_that_ends_soon_is_to_be_seen_to_and_one_that_ended_is_wrong(
    fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, mark, sound in (("2028-11-25", "see", True), ("2028-12-01", "NO ", False)):
        monkeypatch.setattr(sessions, "today", lambda day=day: date.fromisoformat(day))
        told, healthy = findings(fresh)
        assert f"{mark} The calendar of the California Legislature" in told
        assert healthy is sound


def test_deadlines_that_are_not_set_yet_are_to_be_seen_to(
    fresh: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("2026-11-26", "2026-12-08"):
        monkeypatch.setattr(sessions, "today", lambda day=day: date.fromisoformat(day))
        told, healthy = findings(fresh)
        assert "see The deadlines that the California Legislature sets itself for 2027" in told
        assert healthy


@pytest.mark.usefixtures("sitting")
def test_a_silent_source_and_a_failing_one_are_told(tmp_path: Path) -> None:
    fresh = Workspace.at(tmp_path / "workspace")
    prepare(fresh)
    # It is law: what was asked about it says nothing of those that can still move.
    change(fresh, "INSERT INTO checks VALUES ('seed', 'us-119-hr4323', '2026-01-02T20:00:00Z')")
    told, healthy = findings(fresh)
    assert healthy and "last asked" not in told
    change(fresh, "INSERT INTO checks VALUES ('seed', 'us-119-hr3111', '2026-01-02T20:00:00Z')")
    told, healthy = findings(fresh)
    assert not healthy and "last asked on 2026-01-02 about the 52\N{NO-BREAK SPACE}bills" in told
    assert "bills of it that can still move. Run 'billtrail update'" in told


def test_a_published_file_is_told_with_its_age(
    fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = publish(fresh.database, tmp_path / "out", Edition.PUBLIC).database
    served = Workspace.at(tmp_path / "own", str(file))
    told, healthy = findings(served)
    assert healthy and "published for public, 0\N{NO-BREAK SPACE}days ago" in told
    later = date.fromordinal(sessions.today().toordinal() + 9)
    monkeypatch.setattr(sessions, "today", lambda *_: later)
    told, healthy = findings(served)
    assert (
        not healthy
        and "9\N{NO-BREAK SPACE}days ago: make a new one with 'billtrail publish'" in told
    )


def test_a_taken_port_is_told(fresh: Workspace) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"start with --port {port + 1}" in findings(fresh, port)[0]


def test_the_command_ends_with_1_where_something_is_not_in_order(fresh: Workspace) -> None:
    fresh.database.write_bytes(b"junk")
    result = CliRunner().invoke(main, ["--workspace", str(fresh.root), "doctor"])
    assert result.exit_code == 1 and "Traceback" not in result.output


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 11, 26), ["which ends on 2027-01-03", "update --source us_legislators",
                              "calendars/us.toml: valid_until 2029-01-03, [rule] last_year 2027",
                              "itself for 2027 are not in our calendar", "tsra.toml", "enacted",
                              "relief-states-none-2023: Polaris, to 2023-05-31"]),
        (date(2027, 1, 10), ["Assembly Public Safety: read on", "tvpra.toml",
                             "outcome not recorded"]),
    ],
)  # fmt: skip
def test_what_a_new_year_asks_for_is_listed_with_its_files(
    fresh: Workspace, day: date, says: list[str]
) -> None:
    with open_snapshot(fresh.database, day) as snapshot:
        told = "\n".join(year_lines(snapshot))
    assert [words for words in says if words not in told] == []


def test_a_workspace_of_an_older_program_is_said_to_be_one(
    fresh: Workspace, tmp_path: Path
) -> None:
    """Its bills are not asked before a command has brought it up."""
    older = Workspace.at(tmp_path / "older")
    older.create()
    write_older(fresh.database, older.database, "m022_content_files")
    told, healthy = findings(older)
    assert (
        healthy and "made by an older Billtrail: the next command that writes brings it up" in told
    )


@pytest.mark.parametrize(
    "file", ["reports.toml", "corrections.toml", "released.toml", "sections.toml"]
)
def test_a_file_of_staff_that_cannot_be_read_is_named(fresh: Workspace, file: str) -> None:
    (fresh.root / file).write_text("[[what\n", encoding="utf-8")
    lines, _ = examine(fresh, 0)
    assert any(line.startswith("NO") and "not loaded" in line and file in line for line in lines)

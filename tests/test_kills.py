"""A process killed at any moment loses and doubles nothing."""

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bench.faults import kills, old_schemas
from forked import forks
from replay import Publisher, built_status, serving

from billtrail.cli import main
from billtrail.files.leftovers import sweep
from billtrail.workspace.workspace import Workspace

KEYS = tuple(f"us-119-hr{number}" for number in range(7001, 7025))
#: ``python -m bench kills`` kills more often.
KILLS = 5
#: What holds what was told; when it was told differs from run to run.
TOLD = {
    "bills": "key, title, stage, stage_date, latest_action, sponsor, data_as_of",
    "actions": "bill, row_key, date, description, classification, position, source",
    "source_records": "bill, source, data_as_of, hash",
    "bill_changes": "bill, field, old, new, kind",
    "documents": "source, kind, url, sha256, size",
    "links": "source, url, bill, etag",
}


@pytest.fixture(autouse=True, scope="module")
def forked() -> None:
    """Processes are forked from one that has read the program already: starting it takes most of a
    second, and no kill falls there."""
    if os.name == "posix":
        forks()


def command(root: Path, base: str, said: Path) -> None:
    """``billtrail update`` in a process group of its own; never returns."""
    os.setsid()
    # A worker of the tests ignores it, and what a process ignores its children ignore too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with said.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    named = [part for key in KEYS for part in ("--bill", key)]
    main(["--workspace", str(root), "update", "--source", "us_govinfo",
          "--base-url", f"us_govinfo={base}", *named])  # fmt: skip


def started(workspace: Workspace, base: str) -> "multiprocessing.process.BaseProcess":
    process = forks().Process(target=command, args=(workspace.root, base, workspace.root / "said"))
    process.start()
    return process


def told(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    keys = ", ".join(f"'{key}'" for key in KEYS)
    with closing(sqlite3.connect(workspace.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return {
            table: connection.execute(
                f"SELECT {columns} FROM {table} WHERE "
                f"{'key' if table == 'bills' else 'bill'} IN ({keys}) ORDER BY 1, 2, 3"
                if table != "documents"
                else f"SELECT {columns} FROM documents WHERE source = 'us_govinfo' ORDER BY 3"
            ).fetchall()
            for table, columns in TOLD.items()
        }


def killed(workspace: Workspace, base: str, after: float) -> None:
    """Start an update and kill its whole group after so many seconds."""
    process = started(workspace, base)
    process.join(after)
    if process.exitcode is None and process.pid:
        os.killpg(process.pid, signal.SIGKILL)
    process.join()


def finished(workspace: Workspace, base: str) -> None:
    process = started(workspace, base)
    process.join()
    assert process.exitcode == 0, (workspace.root / "said").read_text()


@pytest.fixture
def publisher() -> Publisher:
    """Slow enough for a kill to fall between two answers."""
    site = Publisher()
    for key in KEYS:
        site.add(*built_status(key, f"Title of {key}"))
    site.publish(datetime.now(UTC) - timedelta(days=1))
    site.robots = (200, "User-agent: *\nCrawl-delay: 0.02\n")
    return site


def copy(of: Workspace, to: Path) -> Workspace:
    made = Workspace.at(to)
    made.create()
    shutil.copy(of.database, made.database)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are killed the POSIX way")
def test_kills_at_random_moments_end_as_an_undisturbed_run_does(
    prepared: Workspace, publisher: Publisher, tmp_path: Path
) -> None:
    calm, hurried = copy(prepared, tmp_path / "calm"), copy(prepared, tmp_path / "hurried")
    chance = random.Random(20)
    with serving(publisher) as base:
        started = time.monotonic()
        finished(calm, base)
        whole = time.monotonic() - started
        for _ in range(KILLS):
            # From before the first answer to after the last one of an undisturbed run.
            killed(hurried, base, chance.uniform(0.2, 1.0) * whole)
            told(hurried)
        finished(hurried, base)
        again = sum(1 for seen in publisher.asked() if seen.status == 200)
    assert told(hurried) == told(calm)
    assert len(told(calm)["bills"]) == len(KEYS)
    # What was taken in before a kill is not fetched again: at most a batch a kill is.
    assert again <= 2 * len(KEYS) + KILLS * 20


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are interrupted the POSIX way")
def test_an_interrupted_update_goes_on_where_it_stopped(
    prepared: Workspace, publisher: Publisher, tmp_path: Path
) -> None:
    calm, stopped = copy(prepared, tmp_path / "calm"), copy(prepared, tmp_path / "stopped")
    publisher.robots = (200, "User-agent: *\nCrawl-delay: 0.1\n")
    with serving(publisher) as base:
        finished(calm, base)
        publisher.forget()
        process = started(stopped, base)
        while process.is_alive() and len(publisher.asked()) < 8:
            time.sleep(0.05)
        assert process.pid
        os.killpg(process.pid, signal.SIGINT)
        process.join(60)
        said = (stopped.root / "said").read_text()
        assert process.exitcode == 130 and "Traceback" not in said, said
        came = len([seen for seen in publisher.asked() if seen.status == 200])
        publisher.forget()
        finished(stopped, base)
        rest = len([seen for seen in publisher.asked() if seen.status == 200])
    assert came + rest <= len(KEYS) + 1
    assert told(stopped) == told(calm)


#: Of the schemas a file may come from: the first, the one before history was packed, the last.
OLD = (old_schemas.steps()[0], "m013_outcomes_told_later", old_schemas.steps()[-2])
SCENES = {scene.name: scene for scene in kills.scenes()}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed the POSIX way")
@pytest.mark.parametrize(
    "name", ["import", "update", "publish", "briefs", "load", *(f"from {step}" for step in OLD)]
)
def test_a_killed_command_loses_doubles_and_leaves_nothing(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two kills each; ``python -m bench kills`` has two hundred."""
    folder = tmp_path_factory.mktemp("k")  # a socket's path is short, and workers have one in it
    tally = kills.play(SCENES[name], 2, 7, folder)
    assert tally.killed and tally.clean, tally.faults


def test_a_file_of_a_killed_run_goes_and_one_of_a_running_one_stays(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=int)
    process.start()
    process.join()
    dead, alive = f"t{process.pid:06x}1", f"t{os.getpid():06x}1"
    for token in (dead, alive):
        (tmp_path / f".page.pdf.{token}").write_bytes(b"half")
        (tmp_path / f".page.pdf.{token}-journal").write_bytes(b"half")
        (tmp_path / f".billtrail-import.{token}").mkdir()
    mine = f".page.pdf.{process.pid:06x}01"
    for name in (".page.pdf.notours", ".git", "page.pdf", mine):
        (tmp_path / name).write_bytes(b"a person's")
    sweep(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {f".page.pdf.{alive}", f".page.pdf.{alive}-journal", ".git", "page.pdf", mine,
                    f".billtrail-import.{alive}", ".page.pdf.notours"}  # fmt: skip

"""What pages and updates read does not grow with the number of bills: counted are SQLite's own
steps, which are the same on any machine."""

import sqlite3
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from bench.corpus.build import build

from billtrail.bills.models import VersionText
from billtrail.datasette_plugins.campaign.page import read_campaign
from billtrail.datasette_plugins.changes.page import read_changes
from billtrail.datasette_plugins.find.page import read_search
from billtrail.datasette_plugins.home.page import read_home
from billtrail.errors import UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import load_sources
from billtrail.snapshot import Snapshot, begin_snapshot
from billtrail.snapshot.successors import suggest_stored
from billtrail.store import Writer, renew_stored, settle_calendar, settle_texts
from billtrail.store.database import connect_reader
from billtrail.store.law_rows import save_section_hits, save_statute_changes
from billtrail.updates.coverage import read_coverage
from billtrail.updates.report import news_lines, status_lines
from billtrail.updates.retention import drop_replaced_monthly
from billtrail.updates.settled import read_settled
from billtrail.updates.update import _read_known
from billtrail.workspace import Workspace

FEW, MANY = 150, 900
INDEXED = "SELECT count(*) FROM indexed_prints"
#: Steps between two counts, and so many more than a count may differ by.
EVERY, SLACK = 50, 1000

Read = Callable[[Snapshot], object]


def number(asked: str) -> Read:
    """What a number means, or what is offered in its place."""

    def read(snapshot: Snapshot) -> object:
        try:
            return snapshot.meaning(asked)
        except UsageError as error:
            return error

    return read


PAGES: dict[str, Read] = {
    "home": read_home,
    "campaign": partial(read_campaign, campaign="tsra"),
    "changes": partial(read_changes, since=None),
    "bill": lambda snapshot: snapshot.bill("us-119-hr4323"),
    "number": number("HR 4323"),
    "number that is not here": number("HR 99999 (119th)"),
    "number of no session": number("HR 4332"),
    "search, number": partial(read_search, words="HR 4323"),
    "search, words of one bill": partial(read_search, words="Trafficking Survivors Relief Act"),
    "freshness": lambda snapshot: snapshot.freshness(),
    "news of an update": lambda snapshot: list(news_lines(snapshot, "2026-11-26T00:00:00Z")),
    "where the followed stand": lambda snapshot: list(
        status_lines(snapshot.connection, ["us", "ca"], "2026-11-26T00:00:00Z")
    ),
}  # fmt: skip
GOVINFO = load_sources()["us_govinfo"]
#: What an update does when nothing is new, or another day has begun.
WORK: dict[str, Callable[[Writer], object]] = {
    "stages by the calendar": settle_calendar,
    "what follows from texts": settle_texts,
    "what an older program stored": renew_stored,
    "what looks like ours": suggest_stored,
    "what was replaced": lambda writer: drop_replaced_monthly(writer, Path("nowhere")),
    "check of what was read": lambda writer: read_coverage(
        writer.connection, "us_govinfo", writer.runs.started()
    ),
    "addresses": lambda writer: _read_known(writer.connection, GOVINFO),
    "ends": lambda writer: read_settled(
        writer.connection, "us_govinfo", ["us-119-hr4323"], sessions.today()
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> list[Workspace]:
    """Two workspaces, of few and of many bills, updated once."""
    made = []
    for bills in (FEW, MANY):
        workspace = Workspace.at(tmp_path_factory.mktemp(f"of-{bills}"))
        workspace.create()
        workspace.database.write_bytes(prepared.database.read_bytes())
        build(workspace.root, bills, 1, prepared.database)
        with workspace.writer("update") as writer:
            for key, code in writer.connection.execute(
                "SELECT bill, code FROM versions WHERE code <> ''"
            ).fetchall():
                writer.prints.save(VersionText(key, code, "Be it enacted."), "test")
            settle_texts(writer)
            assert writer.connection.execute(INDEXED).fetchone()[0] > bills / 4
        made.append(workspace)
    return made


def steps(connection: sqlite3.Connection, work: Callable[[], object]) -> int:
    """SQLite's steps in a piece of work, to within ``EVERY``."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += EVERY
        return 0

    connection.set_progress_handler(count, EVERY)
    work()
    connection.set_progress_handler(None, 0)
    return counted


def of_page(workspace: Workspace, read: Read) -> int:
    with (
        closing(connect_reader(workspace.database)) as connection,
        begin_snapshot(connection, sessions.today()) as snapshot,
    ):
        return steps(connection, lambda: read(snapshot))


def of_work(workspace: Workspace, work: Callable[[Writer], object]) -> int:
    with workspace.writer("update") as writer:
        return steps(writer.connection, lambda: work(writer))


def held(workspace: Workspace, work: Callable[[Writer], object]) -> int:
    """The bytes that a piece of work holds at once, at most."""
    with workspace.writer("update") as writer, writer.transaction():
        work(writer)  # what it loads stays
        tracemalloc.start()
        try:
            work(writer)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def grows(few: int, many: int) -> bool:
    return many > 1.2 * few + SLACK


@pytest.mark.parametrize("name", PAGES)
def test_pages_read_no_more_of_many_bills(files: list[Workspace], name: str) -> None:
    few, many = (of_page(file, PAGES[name]) for file in files)
    assert not grows(few, many), (few, many)


@pytest.mark.parametrize("name", WORK)
def test_an_update_without_news_reads_no_more(files: list[Workspace], name: str) -> None:
    few, many = (of_work(file, WORK[name]) for file in files)
    assert not grows(few, many), (few, many)


@pytest.fixture
def live(files: list[Workspace], tmp_path: Path) -> list[Workspace]:
    """Copies in which every bill is of Congress and may become law, and a section is watched."""
    made = []
    for number, file in enumerate(files):
        copied = Workspace.at(tmp_path / str(number))
        copied.create()
        copied.database.write_bytes(file.database.read_bytes())
        with closing(sqlite3.connect(copied.database)) as connection, connection:
            connection.execute("UPDATE bills SET alive = 1, jurisdiction = 'us'")
            connection.execute("INSERT INTO watched_sections VALUES ('us-usc-18-1591', 'a', 'b')")
        made.append(copied)
    return made


@pytest.mark.parametrize(
    "work",
    [
        lambda writer: save_statute_changes(writer.connection),
        lambda writer: save_section_hits(writer.connection, writer.now),
    ],
)
def test_what_looks_at_every_bill_holds_no_more_of_many(
    live: list[Workspace], work: Callable[[Writer], object]
) -> None:
    few, many = (held(file, work) for file in live)
    assert many < few + 100 * (MANY - FEW), "some 300 bytes a bill where all are held"


def test_where_most_bills_moved_all_are_looked_at(fresh: Workspace) -> None:
    """To name them would take a list of them."""
    with fresh.writer("update") as writer:
        settle_texts(writer)
        asked: list[str] = []
        writer.connection.set_trace_callback(asked.append)
        settle_texts(writer)
        assert any("json_each" in one and "b.alive = 1" in one for one in asked)
        writer.connection.execute(
            "INSERT INTO bill_changes (bill, field, new, seen_at, kind) "
            "SELECT key, 'title', '\"x\"', '2026-11-26T20:00:00Z', 'change' FROM bills"
        )
        asked.clear()
        settle_texts(writer)
        (looked,) = [one for one in asked if "b.alive = 1" in one]
        assert "json_each" not in looked


def test_what_reads_all_bills_is_noticed(files: list[Workspace]) -> None:
    few, many = (
        of_page(file, lambda snapshot: snapshot.connection.execute(
            "SELECT count(*) FROM bills WHERE title > ''").fetchone()) for file in files
    )  # fmt: skip
    assert grows(few, many)

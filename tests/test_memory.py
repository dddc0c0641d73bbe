"""What a page remembers of the state of the file before: only what did not move."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from billtrail.bills.values import BillStatus
from billtrail.campaigns import CampaignStatus
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import Memory, open_snapshot
from billtrail.workspace import Workspace

ONE, OTHER = "us-119-hr1379", "us-119-s2255"
LAW = "us-119-hr4323"


def read(workspace: Workspace, memory: Memory) -> tuple[BillStatus, BillStatus]:
    with open_snapshot(workspace.database, sessions.today(), lambda: memory) as snapshot:
        return snapshot.bill(ONE), snapshot.bill(OTHER)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> Workspace:
    found = Workspace.at(tmp_path_factory.mktemp("office"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    return found


def execute(sql: str) -> Callable[[sqlite3.Connection], object]:
    return lambda connection: connection.execute(sql.format(key=ONE))


#: What is done to a bill, by what of its page would be stale.
MOVES = {
    "checked": "INSERT INTO checks SELECT source, key, '2026-11-25' FROM bills WHERE key = '{key}'",
    "its own row": "UPDATE bills SET title = 'Another' WHERE key = '{key}'",
    "a step": "INSERT INTO bill_changes (bill, field, seen_at, kind) VALUES "
              "('{key}', 'actions:x', '2026-11-25T00:00:00Z', 'change')",
    "a hearing": "INSERT INTO hearings (identifier, bill, date, status, source) VALUES "
                 "('x', '{key}', '2026-12-01', 'confirmed', 'us_govinfo')",
    "a hearing gone": "DELETE FROM hearings WHERE identifier = 'x'",
    "another source's word": "UPDATE source_records SET data_as_of = '2026-11-25' "
                             "WHERE bill = '{key}'",
    "of its effort no more": "DELETE FROM family_members WHERE bill = '{key}'",
}  # fmt: skip


@pytest.mark.parametrize("move", MOVES)
def test_a_bill_that_moved_is_read_anew_and_no_other(office: Workspace, move: str) -> None:
    before = Memory(earlier=Memory())
    first, other = read(office, before)
    with closing(sqlite3.connect(office.database)) as connection, connection:
        execute(MOVES[move])(connection)
    now, still = read(office, Memory(earlier=before))
    assert now is not first
    assert still is other and still == other


def test_nothing_moved(office: Workspace) -> None:
    before = Memory(earlier=Memory())
    first = read(office, before)
    assert read(office, Memory(earlier=before))[1] is first[1]
    assert read(office, Memory())[1] is not first[1]


def test_rosters_name_people(office: Workspace) -> None:
    before = Memory(earlier=Memory())
    first = read(office, before)
    with closing(sqlite3.connect(office.database)) as connection, connection:
        connection.execute("UPDATE people SET party = 'Independent' WHERE id = "
                           "(SELECT min(id) FROM people)")  # fmt: skip
    assert all(now is not was for now, was in zip(
        read(office, Memory(earlier=before)), first, strict=True))  # fmt: skip


def test_stages_are_told_anew_where_a_bill_moved(office: Workspace) -> None:
    def campaign(memory: Memory) -> CampaignStatus:
        with open_snapshot(office.database, sessions.today(), lambda: memory) as snapshot:
            return snapshot.campaign("tsra")

    before, later, moved = Memory(), Memory(), Memory()
    first = campaign(before)
    later.earlier = before
    assert campaign(later) == first and before.stages
    assert all(later.stages[name] is before.stages[name] for name in before.stages)
    with closing(sqlite3.connect(office.database)) as connection, connection:
        connection.execute("UPDATE actions SET date = date(date, '-1 day') WHERE bill = ?", (LAW,))
        connection.execute(MOVES["a step"].format(key=LAW))
    moved.earlier = later
    now = campaign(moved)
    assert now == campaign(Memory()) and now != first
    assert {name for name, told in moved.stages.items() if told != later.stages[name]}

"""A workspace: filled from the seed, prepared once, kept through upgrades and faults."""

import json
from datetime import date

import filled
import pytest
from bench.faults.kills import told

from billtrail.errors import StoreError
from billtrail.importing.importer import import_paths
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import seed, seed_files
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store import schema
from billtrail.store.bill_rows.states import read_state
from billtrail.store.database import open_reader
from billtrail.workspace import bring_up
from billtrail.workspace.bring_up import load_seed
from billtrail.workspace.workspace import Workspace, prepare

from replay import built_status  # isort: skip

KEY = "us-119-hr1379"
CAMPAIGN = """
[[bill]]
key = "us-119-hr1379"
aim = "watch"
why = "Our own note."
position = "neutral"
decided_by = "Policy team"
decided_on = "2026-11-20"
"""


def state_of(space, key=KEY):
    with open_reader(space.database) as connection:
        return read_state(connection, key)


def test_a_new_workspace_is_filled_from_the_seed(prepared):
    with open_snapshot(prepared.database, sessions.today()) as snapshot:
        assert snapshot.bill("us-119-hr4323").law == "Public Law 119-73"
        assert snapshot.campaign("tsra").lead == "us-tsra"


def test_what_the_tests_copy_is_what_the_program_makes(tmp_path):
    """See ``filled.py``."""
    made, copied, first = (Workspace.at(tmp_path / name) for name in ("made", "copied", "first"))
    with pytest.MonkeyPatch.context() as as_it_ships:
        as_it_ships.setattr(schema, "migrate", filled._migrate)
        as_it_ships.setattr(bring_up, "bring_up", filled._bring_up)
        prepare(made)
    prepare(first)
    prepare(copied)
    assert len(told(made.root)) > 20 and told(copied.root) == told(made.root)
    with open_reader(made.database) as as_made, open_reader(copied.database) as as_copied:
        for asked in ("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2", "PRAGMA page_size",
                      "PRAGMA journal_mode", "SELECT name, value FROM prepared"):  # fmt: skip
            found = [list(map(tuple, one.execute(asked))) for one in (as_made, as_copied)]
            assert found[0] == found[1]


def test_preparing_again_takes_no_lock_and_writes_nothing(prepared):
    with open_reader(prepared.database) as connection:
        runs = connection.execute("SELECT count(*) FROM runs").fetchone()[0]
    with prepared.writer("another command"):
        prepare(prepared)
    with open_reader(prepared.database) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone()[0] == runs + 1


def test_the_seed_loaded_again_changes_no_bill(fresh):
    with fresh.writer("test") as writer:
        before = writer.connection.execute("SELECT count(*) FROM bill_changes").fetchone()[0]
        load_seed(writer)
        after = writer.connection.execute("SELECT count(*) FROM bill_changes").fetchone()[0]
    assert after == before


def test_an_upgrade_over_an_edited_workspace_loses_nothing(fresh, monkeypatch):
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(CAMPAIGN)
    name, body = built_status(KEY, "A newer title")
    (fresh.root / name).write_bytes(body)
    with fresh.writer("import") as writer:
        import_paths(writer, [fresh.root / name], load_sources(), archive_root=fresh.archive)
    prepare(fresh)
    before = state_of(fresh)
    # A newer seed: its version moves, and with it what it says of one bill.
    older = list(seed.documents())
    monkeypatch.setattr(seed_files, "version", lambda: "next")
    monkeypatch.setattr(seed, "documents", lambda: iter(older))
    prepare(fresh)
    assert state_of(fresh) == before
    assert before[""]["title"] == "A newer title"
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        followed = {b.bill: b for b in snapshot.campaign("tsra").bills}
        assert followed[KEY].position == "neutral"
        assert followed[KEY].why == "Our own note."
        assert len(followed) == 13


def shipped_anew(monkeypatch, changes):
    """The next seed: in the line of each bill of ``changes``, what that does to it."""
    head, *lines = map(json.loads, seed_files.seed_file("bills").splitlines())
    for line in lines:
        changes.get(line["key"], dict)(line)
    text = "\n".join(map(json.dumps, (head, *lines))).encode()
    shipped = seed_files.seed_file
    monkeypatch.setattr(seed_files, "version", lambda: "next")
    monkeypatch.setattr(seed, "seed_file", lambda kind: text if kind == "bills" else shipped(kind))


def test_what_ships_anew_is_no_news_but_a_stage_reached_since(fresh, monkeypatch):
    """H.R. 1379 is told otherwise for the day it was told for: a shorter title, a step less and one
    that had been missing; S. 3441 of 2016, of whose end nobody told, as vetoed; H.R. 1144 has
    become law today."""

    def told_otherwise(line):
        line["short_title"] = "A shorter title"
        del line["actions"][0]
        line["actions"] += [{"date": "2025-02-20", "class": ["referral-committee"]}]

    def vetoed_then(line):
        line["actions"].insert(0, {"date": "2016-12-20", "class": ["executive-veto"]})

    def signed(line):
        line["data_as_of"] = today
        line["actions"].insert(0, {"date": today, "class": ["executive-signature"]})

    ended, law, today = "us-114-s3441", "us-119-hr1144", sessions.today().isoformat()
    shipped_anew(monkeypatch, {KEY: told_otherwise, ended: vetoed_then, law: signed})
    prepare(fresh)
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        assert snapshot.bill(KEY).bill.short_title == "A shorter title"
        assert snapshot.bill(ended).stage == "vetoed"
        told = [(c.bill, c.field, c.new) for c in snapshot.changes()]
        kept = snapshot.connection.execute(
            "SELECT bill, field FROM bill_changes WHERE kind = 'correction'"
        ).fetchall()
    assert told == [(law, "stage", '"enacted"')]
    assert {(KEY, "short_title"), (ended, "stage"), (law, "latest_action")} <= {*map(tuple, kept)}


def test_a_faulty_file_of_ours_is_said_and_everything_else_still_works(fresh):
    (fresh.root / "campaigns").mkdir()
    file = fresh.root / "campaigns" / "tsra.toml"
    file.write_text(CAMPAIGN.replace('"neutral"', '"perhaps"'))
    said = []
    prepare(fresh, said.append)
    assert "perhaps" in "".join(said) and "tsra.toml" in "".join(said)
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        assert snapshot.campaign("tsra").title == "Trafficking Survivors Relief Act"
    file.write_text(CAMPAIGN)
    prepare(fresh)
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        assert any(b.position == "neutral" for b in snapshot.campaign("tsra").bills)


def test_a_new_day_settles_the_calendar(fresh, monkeypatch):
    monkeypatch.setattr(sessions, "today", lambda zone=None: date(2027, 2, 1))
    with fresh.writer("test") as writer:
        assert writer.today == date(2027, 2, 1)
    with open_snapshot(fresh.database, date(2027, 2, 1)) as snapshot:
        assert snapshot.bill(KEY).stage == "outcome_not_recorded"


def test_a_workspace_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be made"):
        Workspace.at(tmp_path / "file" / "workspace").create()


def test_what_staff_save_does_not_take_the_seed_in_again(fresh, monkeypatch):
    """They wait for it; another day, another seed or another schema takes it in."""
    prepare(fresh)
    asked: list[str] = []
    shipped = list(seed.documents())
    monkeypatch.setattr(seed, "documents", lambda: asked.append("seed") or iter(shipped))
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(CAMPAIGN)
    prepare(fresh)
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        followed = {b.bill: b.why for b in snapshot.campaign("tsra").bills}
    assert followed[KEY] == "Our own note." and asked == []
    for changed in ("seed", "schema", "day"):
        with fresh.writer("test") as writer:
            writer.connection.execute("UPDATE prepared SET value = 'x' WHERE name = ?", (changed,))
        prepare(fresh)
        assert asked.pop() == "seed" and not asked, changed

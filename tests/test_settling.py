"""A database that an older program made is worked out anew by today's rules, once.

The older program knew no doubt: it took a law that no passage carries. Its rows are made by a
source that nothing is doubted of, and then given to the publisher whose words they are.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bench.faults import old_schemas
from click.testing import CliRunner
from test_doubts import HOUSE, INTRODUCED, LAW, REFERRED, SENATE, SENT, SENT_AGAIN, record

from billtrail.bills.models import Action, Bill
from billtrail.cli import main
from billtrail.legislatures.vocabulary import ActionClass as C
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.registry import ranks
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.doubts import accept_doubt
from billtrail.store.renewal import renew_stored
from billtrail.store.writer import open_writer
from billtrail.workspace.workspace import Workspace, prepare

TODAY, NOW = date(2026, 11, 26), "2026-11-26T20:00:00Z"
AGAINST = Action("2026-02-02", "Reported", (C.COMMITTEE_PASSAGE_UNFAVORABLE,), Chamber.LOWER)
NUMBER = "Public Law 119-99"
PASSED = (INTRODUCED, REFERRED, HOUSE, SENATE)

#: What an older program had taken -> the stage it told, the one of today, what is doubted of it.
TAKEN: dict[str, tuple[Bill, str, str, str]] = {
    "a law nobody passed": (record(INTRODUCED, REFERRED, LAW, law=NUMBER),
                            "enacted", "in_committee", NUMBER),
    "a law of one chamber": (record(INTRODUCED, HOUSE, LAW, law=NUMBER),
                             "enacted", "passed_one_chamber", NUMBER),
    "sent by one chamber": (record(INTRODUCED, HOUSE, SENT),
                            "to_executive", "passed_one_chamber", "sent to the President"),
    "a resolution's law": (replace(record(INTRODUCED, REFERRED, LAW, law=NUMBER), kind="simple"),
                           "enacted", "in_committee", NUMBER),
    "a number alone": (record(INTRODUCED, REFERRED, law=NUMBER),
                       "in_committee", "in_committee", NUMBER),
    "sent twice": (record(*PASSED, SENT, SENT_AGAIN),
                   "to_executive", "to_executive", "sent to the President"),
    "a true law": (record(*PASSED, SENT, LAW, law=NUMBER), "enacted", "enacted", ""),
    "no end": (record(INTRODUCED, REFERRED, AGAINST), "reported", "reported", ""),
}  # fmt: skip
KEYS = {name: f"us-119-hr{number}" for number, name in enumerate(TAKEN, start=9101)}


def older(tmp_path: Path, last: str) -> Workspace:
    """A workspace that a program took all of ``TAKEN`` in, whose newest step was ``last``."""
    workspace = Workspace.at(tmp_path / "workspace")
    workspace.create()
    with open_writer(tmp_path / "today.db", "test", ranks(), today=TODAY, now=NOW) as writer:
        for name, (bill, *_) in TAKEN.items():
            writer.save_bill(replace(bill, key=KEYS[name]), "legiscan")
        writer.connection.execute("INSERT INTO prepared VALUES ('schema', '')")
    old_schemas.write_older(tmp_path / "today.db", workspace.database, last)
    with closing(sqlite3.connect(workspace.database)) as db, db:
        for table in ("bills", "actions", "sponsorships", "source_records"):
            db.execute(f"UPDATE {table} SET source = 'us_govinfo'")
        if last < "m028":
            assert "how" not in [row[1] for row in db.execute("PRAGMA table_info(bills)")]
    return workspace


@pytest.mark.parametrize("last", ["m001_first_schema", "m013_outcomes_told_later",
                                  "m022_content_files", "m027_hearings_that_are_off"])  # fmt: skip
def test_an_end_that_an_older_program_took_is_doubted(tmp_path: Path, last: str) -> None:
    workspace = older(tmp_path, last)
    with closing(sqlite3.connect(workspace.database)) as db:
        told = dict(db.execute("SELECT key, stage FROM bills").fetchall())
    assert told == {KEYS[name]: stage for name, (_, stage, *_) in TAKEN.items()}
    prepare(workspace)
    with open_snapshot(workspace.database, TODAY) as snapshot:
        for name, (_, _, stage, says) in TAKEN.items():
            status = snapshot.bill(KEYS[name])
            assert (status.stage, len(status.in_doubt)) == (stage, bool(says)), name
            assert says in "".join(doubt.says for doubt in status.in_doubt)
            assert status.law is None or not says
        changes = [c for c in snapshot.changes() if c.bill in KEYS.values()]
    assert changes == []  # the program's own mending is no news
    shown = CliRunner().invoke(
        main, ["--workspace", str(workspace.root), "show", KEYS["a law nobody passed"]]
    )
    assert f"In doubt: GovInfo says {NUMBER}" in shown.output and "Became law" not in shown.output


def test_how_each_bill_got_there_is_filled_in_once(tmp_path: Path) -> None:
    workspace = older(tmp_path, "m027_hearings_that_are_off")
    prepare(workspace)
    with workspace.writer("test") as writer:
        rows = writer.connection.execute("SELECT * FROM bills").fetchall()
        found = {row["key"]: (row["how"], row["reached_how"]) for row in rows}
        assert None not in {how for pair in found.values() for how in pair}
        assert found[KEYS["no end"]] == ("reported adversely", "reported adversely")
        assert found[KEYS["a true law"]] == ("became law", "presented")
        assert found[KEYS["a law nobody passed"]] == ("referred", "referred")
        before = writer.connection.execute("SELECT count(*) FROM bill_changes").fetchone()[0]
        assert renew_stored(writer) == 0
        after = writer.connection.execute("SELECT count(*) FROM bill_changes").fetchone()[0]
    assert before == after


def test_what_was_asked_before_is_not_asked_again(tmp_path: Path) -> None:
    """What a person accepted stays accepted, and an upgrade is no second word of a publisher."""
    path = tmp_path / "billtrail.db"
    law = record(INTRODUCED, REFERRED, LAW, law=NUMBER)
    old = [one._replace(date=one.date.replace("2026", "2025")) for one in (HOUSE, SENATE)]
    with open_writer(path, "test", ranks(), today=TODAY, now=NOW) as writer:
        writer.save_bill(law, "us_govinfo")
        accept_doubt(writer, 1, "A Name", "read the statute")
        writer.save_bill(replace(record(INTRODUCED), key="us-119-hr9102"), "us_govinfo")
        late = replace(record(INTRODUCED, *old, LAW, law=NUMBER), key="us-119-hr9102")
        writer.save_bill(replace(late, data_as_of="2026-03-05"), "us_govinfo")
        writer.connection.execute("UPDATE bills SET how = NULL")
    later = "2026-11-30T20:00:00Z"
    with open_writer(path, "test", ranks(), today=date(2026, 11, 30), now=later) as writer:
        assert renew_stored(writer) == 2
        told = writer.connection.execute("SELECT stage, in_doubt IS NULL FROM bills ORDER BY key")
        assert [tuple(row) for row in told] == [("enacted", 1), ("passed_both", 0)]

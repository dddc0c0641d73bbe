"""What staff wrote leaves where they said so, and an address alone says nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.publishing import publish
from billtrail.vocabulary import Edition
from billtrail.workspace import prepare

OURS = """
[[bill]]
key = "us-119-hr1379"
aim = "stop"
why = "A note of ours."
position = "oppose"
decided_by = "A Person"
decided_on = "2026-10-01"
{share}
[[date]]
on = "2027-01-05"
what = "A day of ours"
who = "Staff"
certainty = "sure"
source = "a page of others"
url = "https://example.org/a-page-is-no-permission"
{share}
[[endorser]]
organisation = "An endorser"
bill = "us-119-hr1379"
date = "2026"
proof = "A proof of ours."
{share}
"""
#: Each thing of ours, and where it stands.
THINGS = {
    "note": "SELECT 1 FROM campaign_bills WHERE why = 'A note of ours.'",
    "position": "SELECT 1 FROM positions WHERE bill = 'us-119-hr1379'",
    "date": "SELECT 1 FROM dates WHERE what = 'A day of ours'",
    "proof": "SELECT 1 FROM endorsements WHERE proof = 'A proof of ours.'",
    "report": "SELECT 1 FROM staff_reports WHERE text = 'A report of ours.'",
    "aim": "SELECT 1 FROM campaign_bills WHERE bill = 'us-119-hr1379' AND aim = 'stop'",
}
NOTHING, EVERYTHING = set[str](), set(THINGS)
#: (what is said, edition) -> what is in it. A decided position is public where nothing is said.
CASES = [
    (None, Edition.PUBLIC, {"position", "aim"}),
    (None, Edition.COALITION, {"position", "aim"}),
    ("no", Edition.PUBLIC, NOTHING),
    ("no", Edition.COALITION, NOTHING),
    ("coalition", Edition.PUBLIC, NOTHING),
    ("coalition", Edition.COALITION, EVERYTHING),
    ("public", Edition.PUBLIC, EVERYTHING),
    ("public", Edition.COALITION, EVERYTHING),
]


@pytest.mark.parametrize(("share", "edition", "expected"), CASES)
def test_what_staff_wrote_leaves_where_they_said_so(
    fresh: Any, tmp_path: Path, share: str | None, edition: Edition, expected: set[str]
) -> None:
    (fresh.root / "campaigns").mkdir()
    text = OURS.format(share=f'share = "{share}"' if share else "")
    (fresh.root / "campaigns" / "tsra.toml").write_text(text, encoding="utf-8")
    said: list[str] = []
    prepare(fresh, said.append)
    assert said == []
    report = ("report", "us-119-hr4323", "A report of ours.", "--on", "2026-11-20",
              "--seen-in-room", "--by", "A. Person")  # fmt: skip
    options = ["--share", share] if share else []
    result = CliRunner().invoke(main, ["--workspace", str(fresh.root), *report, *options])
    assert result.exit_code == 0, result.output
    path = publish(fresh.database, tmp_path / "out", edition).database
    with closing(sqlite3.connect(path)) as connection:
        found = {name for name, sql in THINGS.items() if connection.execute(sql).fetchone()}
    assert found == expected
    assert b"A. Person" not in path.read_bytes() and b"A Person" not in path.read_bytes()


def test_a_shipped_date_that_staff_changed_does_not_ship(fresh: Any, tmp_path: Path) -> None:
    """A record of staff's over a shipped one is theirs, whatever it left as it was."""
    with closing(sqlite3.connect(fresh.database)) as connection:
        on, what = connection.execute(
            "SELECT date, what FROM dates WHERE campaign = 'tsra' ORDER BY date DESC"
        ).fetchone()
    (fresh.root / "campaigns").mkdir()
    own = f'[[date]]\non = "{on}"\nwhat = "{what}"\nsource = "A call with their chief of staff"\n'
    (fresh.root / "campaigns" / "tsra.toml").write_text(own, encoding="utf-8")
    prepare(fresh)
    path = publish(fresh.database, tmp_path / "out", Edition.PUBLIC).database
    assert b"chief of staff" not in path.read_bytes()


def test_a_share_that_is_none_is_named(fresh: Any) -> None:
    (fresh.root / "campaigns").mkdir()
    text = OURS.format(share='share = "everybody"')
    (fresh.root / "campaigns" / "tsra.toml").write_text(text, encoding="utf-8")
    said: list[str] = []
    prepare(fresh, said.append)
    assert "share: 'everybody' is none of no, coalition, public" in "\n".join(said)

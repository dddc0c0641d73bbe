"""What staff wrote leaves where they said so, and an address alone says nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.campaigns.organisation import load_organisation
from billtrail.cli import main
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import prepare

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
#: (what is said, edition) -> what is in it. The coalition, which decides with us,
#: has a position where nothing is said.
CASES = [
    (None, Edition.PUBLIC, NOTHING),
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


PUBLIC_ASK = 'public_ask = { by = "A Name", on = "2026-11-01" }\n'
BILL = '[[bill]]\nkey = "us-119-hr1379"\nposition = "oppose"\ndecided_on = "2026-10-01"\n'


@pytest.mark.parametrize(
    ("said", "public"),
    [
        (BILL, False),
        (BILL + 'share = "public"\n', True),
        (BILL + 'share = "coalition"\n', False),
        (PUBLIC_ASK + BILL, True),
        (PUBLIC_ASK + BILL + 'share = "no"\n', False),
    ],
)
def test_a_position_is_public_by_one_rule_in_editions_and_on_public_pages(
    fresh: Any, tmp_path: Path, said: str, public: bool
) -> None:
    """What the public edition has is what a brief for the public says, made here or from it."""
    (fresh.root / "organisation.toml").write_text(
        'name = "Our Group"\nemail = "us@example.org"\npublic_contact = "us@example.org"\n'
    )
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(said, encoding="utf-8")
    prepare(fresh)
    organisation = load_organisation(fresh.organisation)
    path = publish(fresh.database, tmp_path / "out", Edition.PUBLIC, organisation).database
    with closing(sqlite3.connect(path)) as connection:
        assert bool(connection.execute(THINGS["position"]).fetchone()) == public
    for audience in ("public", "funder"):
        page = tmp_path / f"{audience}.md"
        words = ("brief", "us-119-hr1379", "--audience", audience, "-o", str(page))
        for file in (fresh.database, path):
            done = CliRunner().invoke(
                main, ["--workspace", str(fresh.root), "--db", str(file), *words]
            )
            assert done.exit_code == 0, done.output
            assert ("Our Group opposes" in page.read_text(encoding="utf-8")) == public


def test_a_position_is_let_out_and_kept_by_the_command(fresh: Any, tmp_path: Path) -> None:
    def published(day: str, *more: str) -> bool:
        words = ("position", "us-119-hr1379", "oppose", "--by", "A", "--on", day, *more)
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), *words])
        assert done.exit_code == 0, done.output
        path = publish(fresh.database, tmp_path / "out", Edition.PUBLIC).database
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute(THINGS["position"]).fetchone())

    assert not published("2026-10-01")
    assert published("2026-10-01", "--share", "public")
    assert published("2026-10-02")
    assert not published("2026-10-02", "--share", "no")
    CliRunner().invoke(main, ["--workspace", str(fresh.root), "undo"])
    assert published("2026-10-03")


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

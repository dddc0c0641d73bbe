"""``history``, ``undo ID``, ``password``: changes for people, and taking any of them back."""

import json
import os
import stat

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.workspace import password
from billtrail.workspace.secrets_file import NAME, read_secret
from billtrail.workspace.workspace import Workspace


@pytest.fixture
def run(fresh: Workspace):
    def run(*arguments: str, **options: str):
        command = ["--workspace", str(fresh.root), *arguments]
        return CliRunner().invoke(main, command, **options)

    return run


def decide(run, bill: str, position: str, by: str = "Ana") -> None:
    done = run("position", bill, position, "--by", by, "--on", "2026-11-20")
    assert done.exit_code == 0, done.output


def told(run) -> list[dict]:
    return json.loads(run("history", "--json").stdout)


def test_the_history_says_who_when_and_what_in_plain_words(run):
    decide(run, "us-119-hr4817", "support")
    decide(run, "us-119-hr4817", "oppose", "Ben")
    newest, oldest = run("history").stdout.splitlines()
    assert "Ben: H.R. 4817 (119th Congress), position: oppose (was: support)" in newest
    assert "2026" in newest and "Ana: H.R. 4817 (119th Congress), position: support" in oldest
    assert "position: support -> oppose" in run("history", "2").stdout
    assert "There is no change 9" in run("history", "9").output


def test_any_change_that_no_later_one_touched_is_taken_back_by_its_number(run, fresh):
    decide(run, "us-119-hr4817", "support")
    decide(run, "us-119-hr2851", "neutral")
    decide(run, "us-119-hr4817", "oppose", "Ben")
    refused = run("undo", "1")
    assert refused.exit_code == 2 and "Change 3" in refused.output and "Ben" in refused.output
    assert run("undo", "2", "--by", "Eva").exit_code == 0
    file = (fresh.root / "campaigns" / "t-visa-work.toml").read_text(encoding="utf-8")
    assert "us-119-hr2851" not in file and "oppose" in file
    assert "taken back already" in run("undo", "2").output
    assert "taken back by Eva" in run("history").stdout
    assert [one["can_be_taken_back"] for one in told(run)] == [True, False, False]
    assert run("undo", "3").exit_code == run("undo", "1").exit_code == 0
    assert not (fresh.root / "campaigns" / "t-visa-work.toml").exists()


def test_what_was_taken_back_and_decided_anew_is_in_nobodys_way(run):
    decide(run, "us-119-hr4817", "support")
    decide(run, "us-119-hr4817", "oppose")
    run("undo")
    assert told(run)[1]["can_be_taken_back"] is True
    assert run("undo", "1").exit_code == 0


def test_an_empty_history_says_so(run):
    assert run("history").stdout == "Nothing was changed here yet.\n"
    assert "no change 1" in run("undo", "1").output


# -- the password ----------------------------------------------------------------------------------


def test_the_password_is_set_changed_and_removed(run, fresh):
    (fresh.root / NAME).write_text("# keys\nCONGRESS_API_KEY=abc\n", encoding="utf-8")
    assert run("password", input="a long one\na long one\n").exit_code == 0
    kept = password.read_kept(fresh)
    assert kept and "a long one" not in (fresh.root / NAME).read_text(encoding="utf-8")
    assert password.fits(kept, "a long one") and not password.fits(kept, "another one")
    assert read_secret(fresh.root, "CONGRESS_API_KEY") == "abc"
    if os.name == "posix":
        assert stat.S_IMODE((fresh.root / NAME).stat().st_mode) == 0o600
    assert run("password", input="the next one\nthe next one\n").exit_code == 0
    assert not password.fits(str(password.read_kept(fresh)), "a long one")
    assert run("password", "--remove").exit_code == 0
    assert password.read_kept(fresh) is None
    assert (fresh.root / NAME).read_text(encoding="utf-8") == "# keys\nCONGRESS_API_KEY=abc\n"
    assert "No password is set" in run("password", "--remove").output


@pytest.mark.parametrize(("typed", "says"), [("short", "at least 8"), ("x" * 1001, "at most 1000")])
def test_a_password_that_is_none_is_refused(run, fresh, typed, says):
    refused = run("password", input=f"{typed}\n{typed}\n")
    assert refused.exit_code == 2 and says in refused.output
    assert password.read_kept(fresh) is None


def test_a_hash_that_is_broken_lets_nobody_in(run, fresh):
    (fresh.root / NAME).write_text("BILLTRAIL_DESK_PASSWORD=12345678\n", encoding="utf-8")
    with pytest.raises(Exception, match="Set it again"):
        password.fits(str(password.read_kept(fresh)), "12345678")


def test_days_in_the_history_are_words(run):
    decide(run, "us-119-hr4817", "support")
    assert "decided on: nothing -> Nov 20, 2026" in run("history", "1").stdout.replace(
        "\N{NO-BREAK SPACE}", " "
    )

"""What ``publish`` tells: what goes out, what stays, what is new, and in whose name."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.editions.edition import edition_of
from billtrail.legislatures.vocabulary import Edition
from billtrail.workspace.workspace import Workspace, prepare

DAY = date(2026, 11, 23)
NAMED = 'name = "Coalition Alpha"\nemail = "desk@example.org"\nphone = "555 0100"\n'
CONTACT = 'public_contact = "hello@example.org"\n'


def run(workspace: Workspace, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert result.exit_code == code, result.output
    return result.output


def publish(workspace: Workspace, edition: str = "public") -> str:
    return run(workspace, "publish", str(workspace.root / "site"), "--for", edition)


def counted(told: str, what: str) -> list[str]:
    """The columns of a line of the table."""
    (line,) = (line for line in told.splitlines() if line.startswith(f"{what}  "))
    return line.removeprefix(what).split()


def test_what_goes_out_stands_beside_what_stays_and_what_is_new(fresh: Workspace) -> None:
    first = publish(fresh)
    assert "since" not in first and "new:" not in first
    out, stays = counted(first, "positions")
    assert counted(first, "bills")[1] == "0" and stays == "0"
    assert counted(first, "asks")[0] == "0" and counted(first, "asks")[1] != "0"
    run(fresh, "position", "us-119-hr1379", "support", "--by", "A. Person", "--on", "2026-11-01",
        "--share", "public")  # fmt: skip
    run(fresh, "position", "us-119-hr4817", "needs decision", "--by", "A. P", "--on", "2026-11-01")
    run(fresh, "report", "us-119-hr4323", "Seen.", "--on", "2026-11-20", "--seen-in-room",
        "--by", "A. Person")  # fmt: skip
    told = publish(fresh)
    assert counted(told, "positions") == [str(int(out) + 1), "1", "+1", "-0"]
    assert counted(told, "reports by staff") == ["0", "1"]
    assert "positions that stay here and are decided: billtrail position ... --share public" in told
    assert "new: positions: us-119-hr1379: support" in told and "hr4817" not in told
    run(fresh, "undo")
    run(fresh, "undo")
    run(fresh, "undo")
    assert "no longer in it: positions: us-119-hr1379: support" in publish(fresh)


def test_briefs_are_counted_by_what_is_in_the_edition(fresh: Workspace) -> None:
    for audience in ("member", "coalition", "public"):
        run(fresh, "brief", "tsra", "--audience", audience, "-o", str(fresh.root / "a.pdf"))
        if audience != "coalition":
            run(fresh, "release", str(fresh.root / "a.pdf"), "--to", audience, "--by", "A. Person")
    told = publish(fresh)
    assert counted(told, "briefs printed here") == ["2", "1"]
    assert counted(told, "- with their text") == ["1"]
    assert counted(told, "- only the stages they state") == ["1"]
    run(fresh, "withdraw", str(fresh.root / "a.pdf"))
    again = publish(fresh)
    assert counted(again, "briefs printed here")[:2] == ["1", "2"]
    assert counted(again, "- taken back: the bare id") == ["1", "+1", "-0"]


def test_another_edition_in_the_same_folder_is_said(fresh: Workspace) -> None:
    publish(fresh, "coalition")
    assert "Before it lay the coalition edition" in publish(fresh)
    assert "Before it lay" not in publish(fresh)


def test_the_coalition_s_edition_never_takes_the_place_of_the_public_one(fresh: Workspace) -> None:
    publish(fresh)
    told = run(fresh, "publish", str(fresh.root / "site"), "--for", "coalition", code=2)
    assert "holds the public edition" in told and "another folder" in told
    assert edition_of(fresh.root / "site" / "billtrail.db") == Edition.PUBLIC


@pytest.mark.asyncio
async def test_an_edition_says_who_made_it_and_its_briefs_are_no_samples(fresh: Workspace) -> None:
    fresh.organisation.write_text(NAMED + CONTACT, encoding="utf-8")
    assert "In the name of Coalition Alpha, hello@example.org." in publish(fresh)
    client = make_datasette(fresh.root / "site" / "billtrail.db", today=lambda: DAY).client
    about = (await client.get("/about")).text
    assert "Coalition Alpha" in about and "mailto:hello@example.org" in about
    brief = (await client.get("/-/brief/tsra.html")).text
    assert "Coalition Alpha" in brief and "SAMPLE" not in brief
    for private in ("desk@example.org", "555 0100"):
        assert private not in about + brief
        assert private.encode() not in (fresh.root / "site" / "billtrail.db").read_bytes()


@pytest.mark.asyncio
async def test_who_stands_beside_an_edition_speaks_by_the_public_contact(fresh: Workspace) -> None:
    publish(fresh)
    site = fresh.root / "site"
    (site / "organisation.toml").write_text(NAMED + CONTACT, encoding="utf-8")
    client = make_datasette(site / "billtrail.db", today=lambda: DAY).client
    told = (await client.get("/about")).text + (await client.get("/-/brief/tsra.html")).text
    assert "mailto:hello@example.org" in told and "SAMPLE" not in told
    assert "desk@example.org" not in told and "555 0100" not in told


@pytest.mark.asyncio
async def test_without_a_public_contact_it_is_told_what_is_missing(fresh: Workspace) -> None:
    assert "Nobody is named as its publisher" in publish(fresh)
    fresh.organisation.write_text(NAMED, encoding="utf-8")
    assert "public_contact = " in publish(fresh)
    client = make_datasette(fresh.root / "site" / "billtrail.db", today=lambda: DAY).client
    assert "Coalition Alpha" in (await client.get("/about")).text
    assert "SAMPLE" in (await client.get("/-/brief/tsra.html")).text


def test_verify_says_that_a_brief_was_withdrawn(fresh: Workspace) -> None:
    file = str(fresh.root / "a.pdf")
    run(fresh, "brief", "tsra", "-o", file)
    assert "withdrawn" not in run(fresh, "verify", file)
    run(fresh, "release", file, "--to", "member", "--by", "A. Person")
    run(fresh, "withdraw", file)
    result = CliRunner().invoke(main, ["--workspace", str(fresh.root), "verify", file])
    assert result.exit_code == 1 and result.output.startswith("This brief was withdrawn")


@pytest.mark.parametrize(("answer", "released"), [("y", 1), ("n", 0)])
def test_on_a_terminal_a_pack_is_asked_about_once(
    fresh: Any, tmp_path: Path, answer: str, released: int
) -> None:
    pty = pytest.importorskip("pty")
    prepare(fresh)
    words = ["briefs", "tsra", "--legislators", "CA-36", "-o", str(tmp_path / "pack")]
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "billtrail", "--workspace", str(fresh.root), *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE) as process:
        os.write(ours, f"{answer}\n".encode())
        _, errors = process.communicate(timeout=120)
    os.close(theirs)
    said = os.read(ours, 100_000).decode() + errors.decode()
    os.close(ours)
    assert process.returncode == 0, errors
    assert said.count("Release the page to the offices now") == 1
    publish(fresh, "coalition")
    told = publish(fresh, "coalition")
    assert counted(told, "briefs printed here")[0] == str(released)

"""The position governs the page: what is asked, thanked for and argued is for that position alone.

Everything is done as its user does it: a position is written down by the command, and the pages,
sheets and lists that follow from it are read.
"""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from billtrail.briefs.identity import brief_id
from billtrail.briefs.values import from_json
from billtrail.cli import main
from billtrail.datasette_plugins.application import make_datasette
from billtrail.organisation import Organisation, save_organisation
from billtrail.workspace import Workspace

#: The live bill that leads the campaign t-visa-work, and whose shipped ask is to cosponsor it.
BILL, CAMPAIGN = "us-119-hr4817", "t-visa-work"
DECIDER = "Vera Example-Decider"
DAY = "2026-10-01"
US = "Example Coalition"


@pytest.fixture
def space(fresh: Workspace) -> Workspace:
    save_organisation(Organisation(name=US, email="policy@example.org"), fresh.organisation)
    return fresh


def run(space: Workspace, *words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["--workspace", str(space.root), *map(str, words)])
    assert result.exit_code == code, result.output
    return result


def decide(space: Workspace, value: str, *options: object, bill: str = BILL) -> Result:
    return run(space, "position", bill, value, "--by", DECIDER, "--on", DAY, *options)


def brief(space: Workspace, *options: object, subject: str = CAMPAIGN) -> tuple[str, str]:
    """Everything that travels in the brief's file, and what its author is told."""
    path = space.root / "brief.json"
    told = run(space, "brief", subject, "-o", path, *options).stderr
    return path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " "), told


# -- the brief -------------------------------------------------------------------------------------


def test_who_opposes_a_bill_asks_nobody_to_join_it(space: Workspace) -> None:
    decide(space, "oppose")
    said, told = brief(space)
    assert "Cosponsor H.R." not in said
    assert "Set a deadline for work permits" not in said
    assert (
        "You oppose H.R. 4817: the page informs and asks nothing. Write an ask for `oppose`" in told
    )
    assert f"{US} opposes H.R. 4817." in said
    assert json.loads(said)["blocks"][0]["kind"] != "ask"


@pytest.mark.parametrize("value", ["support if amended", "oppose unless amended"])
def test_a_conditional_position_prints_its_condition(space: Workspace, value: str) -> None:
    decide(space, value, "--condition", "The deadline is 90 days.")
    said, told = brief(space)
    verb = "supports" if value.startswith("support") else "opposes"
    assert f"{US} {verb} H.R. 4817 {value.split()[1]} it is amended" in said
    assert "The deadline is 90 days." in said
    assert f"Write an ask for `{value}`" in told


def test_an_ask_written_for_the_position_is_printed(space: Workspace) -> None:
    decide(space, "oppose")
    file = space.root / "campaigns" / f"{CAMPAIGN}.toml"
    with file.open("a", encoding="utf-8") as out:
        out.write('[[ask]]\nid = "no"\nfor = ["oppose"]\nstages = ["in_committee"]\n'
                  'headline = "headline-no"\ntexts = ["ask-no"]\n'
                  '[[text]]\nkey = "headline-no"\ntext = "Hold this bill."\n'
                  '[[text]]\nkey = "ask-no"\ntext = "Vote no on H.R. 4817."\n')  # fmt: skip
    said, _ = brief(space)
    assert "Hold this bill." in said and "Vote no on H.R. 4817." in said
    result = run(space, "brief", CAMPAIGN, "--ask", "cosponsor", code=2)
    assert "it was written for support, and you oppose H.R. 4817" in result.stderr


# -- who stands behind it --------------------------------------------------------------------------


def test_the_organisation_stands_behind_a_bill_not_who_typed_it(space: Workspace) -> None:
    decide(space, "support")
    said, _ = brief(space)
    assert f"{US} supports H.R. 4817." in said
    assert DECIDER not in said
    assert DECIDER in (space.root / "changes.jsonl").read_text(encoding="utf-8")


def test_who_decided_never_enters_the_database_or_an_edition(
    space: Workspace, tmp_path: Path
) -> None:
    decide(space, "support")
    decide(space, "oppose", bill="us-117-hr8672")
    for edition in ("public", "coalition"):
        run(space, "publish", tmp_path / edition, "--for", edition)
        assert DECIDER.encode() not in (tmp_path / edition / "billtrail.db").read_bytes()
    assert DECIDER.encode() not in space.database.read_bytes()


# -- verify and /check -----------------------------------------------------------------------------


def test_a_reversed_position_is_the_first_line_of_the_answer(space: Workspace) -> None:
    decide(space, "support")
    brief(space, "--format", "pdf")
    path = space.root / "brief.json"
    run(space, "verify", path)
    run(space, "position", BILL, "oppose", "--by", DECIDER, "--on", "2026-11-02")
    lines = run(space, "verify", path, code=1).stdout.splitlines()
    assert lines[0] == (
        "REVERSED: this brief says support on H.R. 4817; now oppose. Do not hand it out."
    )
    assert "ask cosponsor: asked -> You oppose H.R. 4817" in "\n".join(lines)
    found = json.loads(run(space, "verify", "--json", path, code=1).stdout)["moved"]
    assert [item["kind"] for item in found][:2] == ["position", "ask"]


def test_a_position_taken_back_and_a_condition_that_changed_are_told(space: Workspace) -> None:
    decide(space, "support if amended", "--condition", "A.")
    brief(space)
    path = space.root / "brief.json"
    run(space, "undo")
    first = run(space, "verify", path, code=1).stdout.splitlines()[0]
    assert first == "position H.R. 4817: support if amended (A.) -> no position"
    decide(space, "support if amended", "--condition", "B.")
    first = run(space, "verify", path, code=1).stdout.splitlines()[0]
    assert first == "position H.R. 4817: support if amended (A.) -> support if amended (B.)"


def test_the_check_page_says_a_reversed_position_first(space: Workspace) -> None:
    decide(space, "support")
    brief(space)
    id = brief_id(from_json((space.root / "brief.json").read_text(encoding="utf-8")))
    run(space, "position", BILL, "oppose", "--by", DECIDER, "--on", "2026-11-02")
    site = make_datasette(space.database, today=lambda: date(2026, 11, 23))
    answer = asyncio.run(site.client.get(f"/check/{id}"))
    assert answer.status_code == 200
    heading = answer.text.partition("<h1>")[2].partition("</h1>")[0]
    assert heading == "This brief says support on H.R. 4817; now oppose"
    found = asyncio.run(site.client.get(f"/check/{id}.json")).json()["moved"]
    assert [item["kind"] for item in found][:2] == ["position", "ask"]


def test_a_brief_of_an_older_version_is_held_to_its_ask(space: Workspace) -> None:
    decide(space, "support")
    brief(space)
    path = space.root / "brief.json"
    old = json.loads(path.read_text(encoding="utf-8"))
    del old["asks"], old["positions"]
    path.write_text(json.dumps(old), encoding="utf-8")
    run(space, "verify", path)
    decide(space, "neutral")
    assert (
        "ask cosponsor: asked -> You are neutral on H.R. 4817"
        in run(space, "verify", path, code=1).stdout
    )


# -- lists and pages -------------------------------------------------------------------------------

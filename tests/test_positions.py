"""The position governs the page: what is asked, thanked for and argued is for that position alone.

Everything is done as its user does it: a position is written down by the command, and the pages,
sheets and lists that follow from it are read.
"""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from billtrail.campaigns.content.load import load_shipped
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

#: The live bill that leads the campaign t-visa-work, and whose shipped ask is to cosponsor it.
BILL, CAMPAIGN = "us-119-hr4817", "t-visa-work"
DECIDER = "Vera Example-Decider"
DAY = "2026-10-01"
US = "Example Coalition"


@pytest.fixture
def space(fresh: Workspace) -> Workspace:
    fresh.organisation.write_text(
        f'name = "{US}"\nemail = "policy@example.org"\n', encoding="utf-8"
    )
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


def test_a_page_of_a_past_day_says_that_its_position_is_a_later_one(space: Workspace) -> None:
    decide(space, "oppose")
    path = space.root / "then.md"
    for day, says in (("2026-09-15", True), (DAY, False)):
        run(space, "--as-of", day, "brief", BILL, "-o", path)
        text = path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
        assert f"{US} opposes H.R. 4817." in text
        later = "This was decided on October 1, 2026, after the day of this page."
        assert (later in text) == says


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


def test_nobody_is_said_to_oppose_before_an_organisation_is_set(space: Workspace) -> None:
    decide(space, "oppose")
    space.organisation.unlink()
    said, told = brief(space)
    assert "opposes" not in said and '"positions":[]' in said
    assert "You oppose H.R. 4817" in told


@pytest.mark.parametrize("audience", ["public", "funder"])
def test_a_position_is_told_outside_once_it_is_public(space: Workspace, audience: str) -> None:
    decide(space, "oppose")
    said, told = brief(space, "--audience", audience)
    assert "opposes" not in said and '"positions":[]' in said
    assert "your position is not public until someone decides so" in told
    file = space.root / "campaigns" / f"{CAMPAIGN}.toml"
    public = 'public_ask = { by = "A Name", on = "2026-11-01" }\n'
    file.write_text(public + file.read_text(encoding="utf-8"), encoding="utf-8")
    said, _ = brief(space, "--audience", audience)
    assert f"{US} opposes H.R. 4817." in said


def test_tense_fits_what_became_of_the_bill(space: Workspace) -> None:
    """A live bill in the present; an ended one with its year, unless it was decided since."""
    law = "us-119-hr4323"
    said, _ = brief(space, subject="tsra")
    assert "Cast and the coalition ATEST stood behind the 2022 bill." in said
    run(space, "position", law, "support", "--by", DECIDER, "--on", "2025-10-01")
    assert f"{US} supported H.R. 4323 (2025)." in brief(space, subject="tsra")[0]
    run(space, "position", law, "oppose", "--by", DECIDER, "--on", "2026-10-01")
    assert f"{US} opposes H.R. 4323." in brief(space, subject="tsra")[0]


def test_where_a_position_on_the_page_came_from_is_said(space: Workspace) -> None:
    decide(space, "oppose")
    told = brief(space, "--explain")[1].replace("\N{NO-BREAK SPACE}", " ")
    assert f"text position-{BILL}, your workspace's campaigns/" in told
    assert f"records: {US}" not in told


# -- verify and /check -----------------------------------------------------------------------------


def test_a_reversed_position_is_the_first_line_of_the_answer(space: Workspace) -> None:
    decide(space, "support")
    brief(space)
    path = space.root / "brief.json"
    run(space, "verify", path)
    run(space, "position", BILL, "oppose", "--by", DECIDER, "--on", "2026-11-02")
    lines = run(space, "verify", path, code=1).stdout.splitlines()
    assert lines[0] == (
        "REVERSED: this brief says support on H.R. 4817; now oppose. Do not hand it out."
    )
    assert (
        "ask cosponsor: asked -> asked no more: the position on H.R. 4817 is oppose"
        in "\n".join(lines)
    )
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
    id = json.loads((space.root / "brief.json").read_text(encoding="utf-8"))["id"]
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
        "ask cosponsor: asked -> asked no more: the position on H.R. 4817 is neutral"
        in run(space, "verify", path, code=1).stdout
    )


# -- lists and pages -------------------------------------------------------------------------------


def hear(space: Workspace, bill: str, day: str) -> None:
    """A listed hearing in Senate Public Safety."""
    with closing(sqlite3.connect(space.database)) as connection, connection:
        connection.execute(
            "INSERT INTO hearings (identifier, bill, date, committee, name, chamber, status, "
            "source) "
            "VALUES ('one', ?, ?, 'CS72', 'Senate Public Safety', 'upper', 'confirmed', 'seed')",
            (bill, day),
        )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("needs decision", "Last day for a letter on AB 938 (no position is decided) to"),
        ("support", "Last day for our letter in support of AB 938 to"),
        ("oppose", "Last day for our letter against AB 938 to"),
        ("support if amended", "Last day for our letter on AB 938 (support if amended) to"),
    ],
)
def test_the_call_sheet_says_what_a_letter_is_for(space: Workspace, value: str, said: str) -> None:
    decide(space, value, bill="ca-20252026-ab938")
    hear(space, "ca-20252026-ab938", "2026-12-08")
    rows = json.loads(run(space, "week", "--format", "json").stdout)
    (letter,) = [row["what"] for row in rows if row["kind"] == "letter"]
    assert letter.startswith(said)
    assert ("may not be listed: ask" in letter) is value.endswith("amended")


def test_the_call_sheet_gives_nobody_an_ask_of_another_position(space: Workspace) -> None:
    """California's agency policies have an ask that is due on December 1."""
    tasks = [row["what"] for row in week(space) if row["section"] == "tasks"]
    assert any(due(task) for task in tasks)
    decide(space, "oppose", bill="ca-20252026-ab379")
    decide(space, "oppose", bill=lead_of(space, "ca-advocates"))
    tasks = [row["what"] for row in week(space) if row["section"] == "tasks"]
    assert not any(due(task) for task in tasks)


def week(space: Workspace) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(run(space, "week", "--format", "json").stdout)
    return rows


def due(task: str) -> bool:
    with_text = next(c for c in load_shipped().campaigns if c.id == "ca-advocates")
    return any(t.text.rstrip(".") == task for t in with_text.texts if t.key == "ask-policy-1")


def lead_of(space: Workspace, campaign: str) -> str:
    with open_snapshot(space.database, date(2026, 11, 26)) as snapshot:
        found = snapshot.campaign(campaign)
        family = next(f for f in found.families if f.id == found.lead)
        assert family.proof is not None
        return family.proof.key


def test_the_page_of_a_campaign_asks_nothing_of_another_position(space: Workspace) -> None:
    for value in ("support", "oppose"):
        decide(space, value)
        site = make_datasette(space.database, today=lambda: date(2026, 11, 23))
        page = asyncio.run(site.client.get(f"/campaign/{CAMPAIGN}")).text
        told = asyncio.run(site.client.get(f"/campaign/{CAMPAIGN}.json"))
        asks = value == "support"
        assert ("Set a deadline for work permits" in page) is asks
        assert ("Sign on to H.R. 4817" in page) is asks
        assert ("Write an ask for `oppose`" in page) is not asks
        assert ("Set a deadline for work permits" in told.text) is asks
        assert DECIDER not in page + told.text


def test_no_office_is_named_to_ask_for_a_bill_that_is_opposed(space: Workspace) -> None:
    for value in ("support", "oppose", "needs decision"):
        decide(space, value)
        with open_snapshot(space.database, date(2026, 11, 23)) as snapshot:
            found = snapshot.offices_to_ask("us-iwvpa")
        assert ("You oppose H.R. 4817" in " ".join(found.unknown)) is (value == "oppose")
        assert not found.offices or value != "oppose"


# -- an ask that names several bills ---------------------------------------------------------------

CLEAN_SLATE, FRESH_START = "us-119-hr3114", "us-119-hr3111"


def test_each_sentence_of_an_ask_needs_a_position_on_the_bill_it_names(space: Workspace) -> None:
    """The ask of one effort names the bills of another too."""
    decide(space, "support", bill=CLEAN_SLATE)
    said, told = brief(space, subject="records-racial-justice")
    assert "Cosponsor the Clean Slate Act, H.R. 3114 or S. 1580." in said
    assert "Cosponsor the Fresh Start Act" not in said
    assert f"no position on H.R. 3111 is decided. billtrail position {FRESH_START} support" in told
    decide(space, "oppose", bill=FRESH_START)
    said, told = brief(space, subject="records-racial-justice")
    assert "Cosponsor the Clean Slate Act, H.R. 3114 or S. 1580." in said
    assert "Cosponsor the Fresh Start Act" not in said
    assert "you oppose H.R. 3111, and it was written for support" in told
    run(space, "position", FRESH_START, "support", "--by", DECIDER, "--on", DAY)
    assert "Cosponsor the Fresh Start Act" in brief(space, subject="records-racial-justice")[0]


def test_a_position_on_any_bill_that_was_asked_for_is_held_to_the_page(space: Workspace) -> None:
    decide(space, "support", bill=CLEAN_SLATE)
    decide(space, "support", bill=FRESH_START)
    brief(space, subject="records-racial-justice")
    path = space.root / "brief.json"
    run(space, "verify", path)
    run(space, "position", FRESH_START, "oppose", "--by", DECIDER, "--on", "2026-11-02")
    first = run(space, "verify", path, code=1).stdout.splitlines()[0]
    assert first.startswith("REVERSED: this brief says support on H.R. 3111; now oppose.")

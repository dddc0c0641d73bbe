"""One faulty file of a workspace stops only what depends on it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.commands.machine.doctor import examine
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

KEY = "us-119-hr1379"
OPPOSED = f"""
[[bill]]
key = "{KEY}"
position = "oppose"
decided_on = "2026-11-01"
"""
WHY = '[[bill]]\nkey = "ca-20252026-ab379"\nwhy = "Our own words."\n'
FAULTS = ("aim = 5\n", "x = [\n", "x = " + "[" * 5000, '[[bill]]\nkey = "no key"\n', "\0")


def write(workspace: Workspace, name: str, text: str) -> Path:
    path = workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def loaded(workspace: Workspace) -> list[str]:
    said: list[str] = []
    prepare(workspace, said.append)
    return said


def positions(workspace: Workspace, campaign: str = "tsra") -> dict[str, str | None]:
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        return {bill.bill: bill.position for bill in snapshot.campaign(campaign).bills}


def why(workspace: Workspace) -> str:
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        bills = {bill.bill: bill for bill in snapshot.campaign("ca-loitering").bills}
        return str(bills["ca-20252026-ab379"].why)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_campaign_stands_as_it_was_last_sound(fresh: Workspace, fault: str) -> None:
    write(fresh, "campaigns/tsra.toml", OPPOSED)
    assert loaded(fresh) == [] and positions(fresh)[KEY] == "oppose"
    write(fresh, "campaigns/tsra.toml", OPPOSED + fault)
    write(fresh, "campaigns/ca-loitering.toml", WHY)
    [said] = loaded(fresh)
    assert "campaigns/tsra.toml" in said and "ca-loitering" not in said
    assert positions(fresh)[KEY] == "oppose" and why(fresh) == "Our own words."
    write(fresh, "campaigns/tsra.toml", OPPOSED.replace("oppose", "neutral"))
    assert loaded(fresh) == [] and positions(fresh)[KEY] == "neutral"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_campaign_whose_own_file_was_never_sound_asks_for_nothing(
    fresh: Workspace, fault: str, tmp_path: Path
) -> None:
    write(fresh, "campaigns/tsra.toml", OPPOSED + fault)
    write(fresh, "campaigns/ca-loitering.toml", WHY)
    assert len(loaded(fresh)) == 1
    assert set(positions(fresh).values()) == {None} and why(fresh) == "Our own words."
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        assert snapshot.campaign("tsra").asks == ()
    run = ["--workspace", str(fresh.root), "brief"]
    for campaign in ("tsra", "ca-loitering"):
        out = str(tmp_path / f"{campaign}.md")
        done = CliRunner().invoke(main, [*run, campaign, "--format", "md", "-o", out])
        assert done.exit_code == 0 and "tsra.toml" in done.output, done.output
    lines, healthy = examine(fresh)
    assert not healthy and [line for line in lines if line.startswith("NO") and "tsra" in line]


def test_what_no_longer_ships_is_set_aside_alone(fresh: Workspace) -> None:
    write(fresh, "campaigns/once-shipped.toml", '[[bill]]\nkey = "us-119-s2255"\nwhy = "Ours."\n')
    write(fresh, "campaigns/ca-loitering.toml", WHY)
    [said] = loaded(fresh)
    assert "once-shipped.toml" in said and why(fresh) == "Our own words."


def test_a_faulty_table_of_figures_costs_its_figures(fresh: Workspace) -> None:
    write(fresh, "statistics.csv", "no,columns,at all\n1,2,3\n")
    write(fresh, "campaigns/ca-loitering.toml", WHY)
    assert "statistics.csv" in loaded(fresh)[0] and why(fresh) == "Our own words."


def test_a_command_that_changes_one_campaign_does_not_mind_another(fresh: Workspace) -> None:
    write(fresh, "campaigns/tsra.toml", "x = [\n")
    run = ["--workspace", str(fresh.root), "position"]
    options = ["--by", "Policy team", "--on", "2026-11-01"]
    done = CliRunner().invoke(main, [*run, "ca-20252026-ab379", "neutral", *options])
    assert done.exit_code == 0, done.output
    assert positions(fresh, "ca-loitering")["ca-20252026-ab379"] == "neutral"
    done = CliRunner().invoke(main, [*run, KEY, "neutral", *options])
    assert done.exit_code == 1 and "tsra.toml" in done.output


def test_two_files_at_odds_are_both_set_aside(fresh: Workspace) -> None:
    one = '[[family]]\nid = "us-twice"\ntitle = "Twice"\n[[family.member]]\nbill = "us-119-s2255"\n'
    kind = 'kind = "original"\nbasis = "built by hand"\n'
    for name in ("tsra", "ca-loitering"):
        write(fresh, f"campaigns/{name}.toml", one + kind)
    said = loaded(fresh)
    assert said and "us-twice" in said[0]
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        assert snapshot.campaign("tsra").asks == ()

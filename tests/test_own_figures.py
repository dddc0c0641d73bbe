"""A program's own figures on a campaign's pages, by command."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.campaigns.content.load import load_content
from billtrail.campaigns.content.sound import load_sound
from billtrail.cli import main
from billtrail.counts import load
from billtrail.decisions.own_figures import read_own_figures
from billtrail.files import FileBytes
from billtrail.legislatures.calendar import sessions
from billtrail.rolls.overview import decided_stance
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

SHEET = FileBytes("ours.csv", b"Program,Measure,Age,2025\nLegal,Clients served,adult,90\n"
                  b"Legal,Clients served,young,56\nLegal,Clients served,minor,4\n"
                  b"Legal,Clients served,Total,150\n")  # fmt: skip


@pytest.fixture
def loaded(fresh: Workspace) -> Workspace:
    load.load(fresh, SHEET, by="A")
    return fresh


def run(workspace: Workspace, *arguments: str) -> Any:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])


def of_tsra(workspace: Workspace) -> tuple[str, ...]:
    return next(c for c in load_content(workspace.root).campaigns if c.id == "tsra").figures


def ids(workspace: Workspace) -> list[str]:
    lines = run(workspace, "stats", "use").output.splitlines()
    return [line.partition(":")[0] for line in lines]


def test_a_figure_is_put_before_the_others_and_taken_off(loaded: Workspace) -> None:
    before, own = of_tsra(loaded), ids(loaded)
    assert len(own) == 3
    done = run(loaded, "stats", "use", own[1], "--campaign", "tsra", "--by", "A")
    assert done.exit_code == 0 and "billtrail undo takes it back" in done.output
    assert of_tsra(loaded) == (own[1], *before)
    assert "(on the pages of tsra)" in run(loaded, "stats", "use").output
    again = run(loaded, "stats", "use", own[1], "--campaign", "tsra")
    assert again.exit_code == 2 and of_tsra(loaded) == (own[1], *before)
    assert run(loaded, "stats", "use", own[1], "--campaign", "tsra", "--not").exit_code == 0
    assert of_tsra(loaded) == before


def test_what_is_no_figure_or_campaign_is_named(loaded: Workspace) -> None:
    before, (own, *_) = of_tsra(loaded), ids(loaded)
    for arguments, says in (
        (("counts-x", "--campaign", "tsra"), "no figure 'counts-x'"),
        ((own, "--campaign", "tsar"), "Nearest: tsra"),
        ((own,), "Say on whose pages"),
        (("cast-forced-share", "--campaign", "tsra", "--not"), "do not draw on"),
    ):
        done = run(loaded, "stats", "use", *arguments)
        assert done.exit_code == 2 and says in done.output
    assert of_tsra(loaded) == before


def test_a_load_whose_figure_is_on_a_page_says_so_before_it_is_taken_back(
    loaded: Workspace, tmp_path: Path
) -> None:
    """A page would print a figure that is not there any more."""
    (own, *_) = ids(loaded)
    assert run(loaded, "stats", "use", own, "--campaign", "tsra").exit_code == 0
    history = run(loaded, "history").output
    number = next(line.split()[0].strip("#:") for line in history.splitlines() if "loaded" in line)
    refused = run(loaded, "undo", number)
    assert refused.exit_code == 1 and own in refused.output
    assert run(loaded, "undo").exit_code == 0
    assert run(loaded, "undo", number).exit_code == 0
    assert ids(loaded) == ["No counts of yours are shown yet"]


def test_a_fault_elsewhere_sets_no_campaign_aside_that_prints_own_figures(
    loaded: Workspace,
) -> None:
    """The campaign's file rests on the figures: alone it names one that is not there."""
    (own, *_) = ids(loaded)
    run(loaded, "stats", "use", own, "--campaign", "tsra")
    (loaded.root / "campaigns" / "tvpra.toml").write_text("figures = 3\n", encoding="utf-8")
    sound = load_sound(loaded.root, {})
    assert sound.set_aside == ("campaigns/tvpra.toml",)
    assert own in next(c for c in sound.content.campaigns if c.id == "tsra").figures


def test_where_nothing_was_counted_and_nothing_is_followed_no_bill_is_read(
    prepared: Workspace,
) -> None:
    asked: list[str] = []
    with open_snapshot(prepared.database, sessions.today()) as snapshot:
        snapshot.connection.set_trace_callback(asked.append)
        assert read_own_figures(snapshot) == ()
        assert decided_stance(snapshot, "us-119-hr9999") == ""
    assert asked and not [sql for sql in asked if "FROM bills" in sql]

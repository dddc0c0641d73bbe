"""A legislature is its own files: two that do not ship go all the way from a file to a page.

Nothing outside ``trial_island`` and ``trial_newyork`` knows of them.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
import sitting
import trial_island
import trial_newyork
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures import added
from billtrail.scrapers import registry
from billtrail.workspace.workspace import Workspace

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

#: The bill that leads the trial's campaign, another of its effort, and what that is to it.
CAMPAIGNS = {
    "zz": ("zz-2026-ord7", "zz-2025-ord3", "reintroduced"),
    "ny": ("ny-20252026-s3967", "ny-20252026-a1029", "companion"),
}


@dataclass
class State:
    """A trial state in a workspace that has read its files."""

    id: str
    space: Workspace

    def run(self, *arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["--workspace", str(self.space.root), *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code == code, done.output
        return done.output


def _campaign(lead: str, other: str, kind: str) -> str:
    return f"""title = "Records of survivors"
summary = "A trial."
goals = ["clear-records"]
lead = "trial-records"
[[family]]
id = "trial-records"
title = "Records of survivors"
[[family.member]]
bill = "{lead}"
kind = "original"
basis = "read 2026-11-20"
[[family.member]]
bill = "{other}"
kind = "{kind}"
basis = "read 2026-11-20"
[[bill]]
key = "{lead}"
aim = "pass"
why = "A trial."
[[bill]]
key = "{other}"
aim = "pass"
why = "A trial."
"""


def _read(trial: ModuleType, fresh: Workspace, tmp_path: Path) -> State:
    state = State(trial.LEGISLATURE.id, fresh)
    folder = tmp_path / "files"
    folder.mkdir()
    for name, data in trial.as_files().items():
        (folder / name).write_bytes(data)
    campaigns = fresh.root / "campaigns"
    campaigns.mkdir(exist_ok=True)
    (campaigns / "trial.toml").write_text(_campaign(*CAMPAIGNS[state.id]))
    said = state.run("import", str(folder))
    assert "Set aside" not in said and " new" in said, said
    return state


@pytest.fixture
def island(fresh: Workspace, tmp_path: Path) -> Iterator[State]:
    with added(trial_island.LEGISLATURE), registry.added(trial_island.SOURCE):
        yield _read(trial_island, fresh, tmp_path)


@pytest.fixture
def newyork(fresh: Workspace, tmp_path: Path) -> Iterator[State]:
    with added(trial_newyork.LEGISLATURE), registry.added(trial_newyork.SOURCE):
        yield _read(trial_newyork, fresh, tmp_path)


@pytest.fixture(params=["island", "newyork"])
def state(request: pytest.FixtureRequest) -> State:
    found: State = request.getfixturevalue(request.param)
    return found


# -- show ------------------------------------------------------------------------------------------


def test_one_chamber_completes_a_passage(island: State) -> None:
    said = island.run("show", "zz-2026-ord7")
    assert "Ord. 7 (2026\N{NO-BREAK SPACE}session)" in said
    assert "Passed the Council" in said
    assert "Goes to the Warden to sign or veto" in said
    assert "both" not in said.lower() and "House" not in said and "Senate" not in said
    assert "Author: Rui Melo" in said
    assert "Became law" in island.run("show", "zz-2026-ord8")
    assert "Adopted" in island.run("show", "zz-2026-mot1")


def test_a_yearly_session_ends_by_its_calendar(island: State) -> None:
    assert "Died with the 2025\N{NO-BREAK SPACE}session" in island.run("show", "zz-2025-ord3")
    told = json.loads(island.run("show", "zz-2026-ord9", "--json"))
    assert (told["stage"], told["alive"]) == ("in_committee", True)
    assert told["next_step"]["date"] == "2026-12-20"


def test_new_york_stands_where_it_does(newyork: State) -> None:
    said = newyork.run("show", "ny-20252026-s3967")
    assert "S 3967 (2025\N{EN DASH}26\N{NO-BREAK SPACE}session)" in said
    assert "Passed both chambers" in said and "Goes to the Governor" in said
    assert "Chapter 432, Laws of 2025" in newyork.run("show", "ny-20252026-a355")


def test_a_number_is_read_in_any_spelling(newyork: State) -> None:
    for text in ("A355 (2025-26)", "A 355", "https://www.nysenate.gov/legislation/bills/2025/A355",
                 "https://legiscan.com/NY/bill/A355/2025"):  # fmt: skip
        assert "Chapter 432" in newyork.run("show", text), text


# -- pages, briefs, week, publish ------------------------------------------------------------------


@pytest.mark.asyncio
async def test_the_pages(state: State) -> None:
    site = make_datasette(state.space.database)
    lead, other, _ = CAMPAIGNS[state.id]
    for path in (f"/bill/{lead}", f"/bill/{lead}.json", f"/bill/{other}", "/campaign/trial", "/",
                 "/changes", "/about", "/dates.ics", f"/data/keys?list={lead}",
                 f"/-/brief/{lead}.html"):  # fmt: skip
        answer = await site.client.get(path)
        assert answer.status_code == 200, (path, answer.text[-2000:])
    none = (await site.client.get("/-/search?q=no+such+words")).text
    assert "Congress.gov</a>" in none
    assert state.id != "ny" or "New York State Senate" in none
    page = (await site.client.get(f"/bill/{lead}")).text
    named = {"zz": ("Council", "Warden"), "ny": ("Assembly", "Governor")}[state.id]
    assert all(word in page for word in named)


@pytest.mark.parametrize(("language", "word"), [("en", "passed"), ("es", "aprob")])
def test_the_briefs(state: State, tmp_path: Path, language: str, word: str) -> None:
    for subject in ("trial", CAMPAIGNS[state.id][0]):
        path = tmp_path / f"{subject}.md"
        state.run("brief", subject, "--language", language, "-o", str(path))
        text = path.read_text()
        assert word in text.lower(), text
        assert "Senate" not in text or state.id == "ny"
        pdf = tmp_path / f"{subject}.pdf"
        state.run("brief", subject, "--language", language, "-o", str(pdf))
        assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "For Councillor Ines Vaz (W-3)"), ("es", "Para Concejal Ines Vaz (W-3)")],
)
def test_a_page_for_an_office(island: State, tmp_path: Path, language: str, line: str) -> None:
    for spelling in ("Vaz", "W-3", "Councillor Ines Vaz"):
        path = tmp_path / "office.md"
        asked = ("--legislator", spelling, "--language", language, "-o", str(path))
        island.run("brief", "trial", *asked)
        assert line in path.read_text()


def test_the_week_and_what_changed(state: State) -> None:
    """The island's bill in committee is followed too: its session's end can end that alone, while
    the lead, Ord. 7, has passed and waits for the Warden."""
    if state.id == "zz":
        state.run("watch", "zz-2026-ord9", "--campaign", "trial")
    lead = {"zz": "Ord. 7", "ny": "S 3967"}[state.id]
    ahead = {
        "zz": ("2026 session ends; 1 live bill", "Goes to the Warden to sign or veto: Ord. 7"),
        "ny": ("session ends",),
    }[state.id]
    week = " ".join(state.run("week").replace("\N{NO-BREAK SPACE}", " ").split())
    assert lead in week and all(one in week for one in ahead)
    assert "Records of survivors" in state.run("family", "trial-records")
    state.run("changes")
    assert CAMPAIGNS[state.id][0] in state.run("search", lead)


def test_the_published_file(state: State, tmp_path: Path) -> None:
    state.run("publish", str(tmp_path / "out"))
    [found] = (tmp_path / "out").glob("*.db")
    shown = CliRunner().invoke(main, ["--db", str(found), "show", CAMPAIGNS[state.id][0]])
    assert shown.exit_code == 0, shown.output


def test_a_file_of_a_state_is_read_where_nobody_has_described_it(
    fresh: Workspace, tmp_path: Path
) -> None:
    """A partner's published file; its chamber and executive have no names here."""
    with added(trial_island.LEGISLATURE), registry.added(trial_island.SOURCE):
        _read(trial_island, fresh, tmp_path).run("publish", str(tmp_path / "out"))
    [found] = (tmp_path / "out").glob("*.db")
    shown = CliRunner().invoke(main, ["--db", str(found), "show", "zz-2026-ord7"])
    assert shown.exit_code == 0, shown.output
    assert "Passed" in shown.output and "Rui Melo" in shown.output


def test_bills_of_a_legislature_that_nobody_has_described_are_left_out_in_a_line(
    fresh: Workspace, tmp_path: Path
) -> None:
    """It ended in the traceback of a foreign key."""
    with registry.added(trial_island.SOURCE):
        for name, data in trial_island.as_files().items():
            (tmp_path / name).write_bytes(data)
        said = State("zz", fresh).run("import", str(tmp_path / "gazette_1.json"), code=3)
    assert "no legislature 'zz' is described here" in said and "Known: us, " in said
    assert "Traceback" not in said


# -- real files ------------------------------------------------------------------------------------


def test_real_bills_of_new_york(fresh: Workspace, tmp_path: Path, real: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    with gzip.open(real / "states/openstates/trafficking/ny.jsonl.gz", "rt") as lines:
        for number, line in enumerate(lines):
            (folder / f"bill_{number}.json").write_text(line)
    with added(trial_newyork.LEGISLATURE), registry.added(trial_newyork.SOURCE):
        state = State("ny", fresh)
        state.run("import", str(folder))
        told = json.loads(state.run("show", "ny-20252026-s3967", "--json"))
        assert (told["stage"], told["stage_date"]) == ("passed_both", "2025-06-17")

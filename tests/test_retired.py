"""A campaign that ships no more: what a workspace changed in it is set aside, the rest loads."""

from importlib import resources
from pathlib import Path

import pytest
import sitting
from click.testing import CliRunner

from billtrail.campaigns import content_files
from billtrail.campaigns.content import load
from billtrail.campaigns.content.load import load_content
from billtrail.cli import main
from billtrail.errors import CheckFailed

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

GONE = "money-prevention-demand"
NAME = f"campaigns/{GONE}.toml"
ROW = f"""
[[campaign]]
id = "{GONE}"
on = 2027-02-01
why = "its bills are followed by tvpra"
"""
#: Every campaign that ever shipped: one that is taken away needs a row in data/retired.toml.
EVER = {
    "ca-advocates", "ca-loitering", "ca-vacatur", "money-prevention-demand",
    "records-racial-justice", "services-labor-taskforces", "t-visa-work", "tsra", "tvpra",
}  # fmt: skip


@pytest.fixture
def run(fresh):
    def call(*words):
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), *words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done

    return call


@pytest.fixture
def upgraded(monkeypatch):
    """What ships after an upgrade without the campaign; ``row`` is what its list says of it."""

    def now(row: str = ROW) -> None:
        files = {n: t for n, t in content_files.shipped_files().items() if n != NAME}
        newer = {**files, content_files.RETIRED: row}
        for module in (content_files, load):
            monkeypatch.setattr(module, "shipped_files", lambda: newer)

    return now


def write(fresh, name: str, text: str) -> None:
    (fresh.root / "campaigns").mkdir(exist_ok=True)
    (fresh.root / name).write_text(text, encoding="utf-8")


def test_a_campaign_that_shipped_is_there_or_retired() -> None:
    folder = Path(str(resources.files("billtrail.data"))) / "campaigns"
    shipped = {path.name.removesuffix(".toml") for path in folder.iterdir()}
    listed = load_content(None)
    assert {one.id for one in listed.campaigns} == shipped
    text = content_files.shipped_files()[content_files.RETIRED]
    assert all(id in shipped or f'id = "{id}"' in text for id in EVER)
    assert shipped <= EVER, "a new campaign is listed here, so that nobody forgets it"


def test_edits_on_a_retired_campaign_are_set_aside_and_the_rest_loads(fresh, run, upgraded) -> None:
    done = run("position", "us-119-hr909", "support", "--by", "A", "--on", "2026-11-20")
    assert done.exit_code == 0 and (fresh.root / NAME).is_file()
    assert (
        run("position", "us-119-hr1144", "support", "--by", "A", "--on", "2026-11-20").exit_code
        == 0
    )
    upgraded()
    said = run("show", "us-119-hr1144")
    assert said.exit_code == 0
    told = [line for line in said.output.splitlines() if "retired" in line]
    assert told == [
        f"The campaign {GONE} was retired on 2027-02-01: its bills are followed by tvpra. "
        f"Your changes to it ({NAME}) are set aside; everything else is loaded."
    ]
    checked = run("check")
    assert checked.exit_code == 0 and "FAULT" not in checked.output
    assert checked.output.count("was retired") == 1
    assert any(line.startswith("see ") and "retired" in line
               for line in run("doctor").output.splitlines())  # fmt: skip
    kept = {b.key: b.position for c in load_content(fresh.root).campaigns for b in c.bills}
    assert kept["us-119-hr1144"] == "support" and "us-119-hr909" not in kept
    assert run("watch", "us-120-hr5", "--campaign", "tsra").exit_code == 0
    assert (fresh.root / NAME).is_file(), "nothing of a person's is deleted"


def test_a_whole_campaign_of_that_name_is_the_workspaces_own(fresh, upgraded) -> None:
    write(fresh, NAME, content_files.shipped_files()[NAME])
    upgraded()
    found = load_content(fresh.root)
    assert GONE in {one.id for one in found.campaigns} and not found.retired


def test_changes_to_a_campaign_that_never_shipped_are_a_fault(fresh, upgraded) -> None:
    write(fresh, "campaigns/tsraa.toml", "stale_after_days = 3\n")
    upgraded()
    with pytest.raises(CheckFailed, match=r"tsraa\.toml: title is missing"):
        load_content(fresh.root)


@pytest.mark.parametrize(
    "row, said",
    [
        ('[[campaign]]\nid = "x"\non = 2027-13-01\n', "retired.toml"),
        ('[[campaign]]\nid = "x"\nwhy = "y"\n', "on is missing"),
    ],
)
def test_a_faulty_list_is_named(upgraded, row, said) -> None:
    upgraded(row)
    with pytest.raises(CheckFailed, match=said):
        load_content(None)


def test_a_fault_says_whether_it_is_in_the_file_that_ships(fresh, monkeypatch) -> None:
    write(fresh, "campaigns/tsra.toml", "stale_after_days = 5\n")
    files = content_files.shipped_files()
    bad = files["campaigns/tsra.toml"].replace('aim = "implement"', 'aim = "implemnt"', 1)
    monkeypatch.setattr(load, "shipped_files", lambda: {**files, "campaigns/tsra.toml": bad})
    with pytest.raises(CheckFailed) as ships:
        load_content(fresh.root)
    assert "aim: 'implemnt'" in str(ships.value)
    assert str(ships.value).endswith("(in the file that ships)")
    monkeypatch.undo()
    write(fresh, "campaigns/tsra.toml", 'stale_after_days = "five"\n')
    with pytest.raises(CheckFailed) as own:
        load_content(fresh.root)
    assert str(own.value).endswith("(line 1)")

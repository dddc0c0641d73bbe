"""What a load would do, before it is done: as it then does, in words, and nothing is written."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.counts import load
from billtrail.counts.output import FIGURES
from billtrail.counts.plan import Plan, State
from billtrail.counts.reading import Choices
from billtrail.errors import CheckFailed
from billtrail.files import FileBytes
from billtrail.workspace.workspace import Workspace

HEAD = "program,measure,period_start,period_end,age,count"
FIRST = {"all": 98_765, "adult": 98_700, "young": 56, "minor": 9}


def counts(ages: dict[str, int], program: str = "Built by hand", year: int = 2025) -> FileBytes:
    rows = (f"{program},Clients served,{year}-01-01,{year}-12-31,{age},{value}"
            for age, value in ages.items())  # fmt: skip
    return FileBytes("counts.csv", "\n".join((HEAD, *rows)).encode())


def files(workspace: Workspace) -> dict[str, bytes]:
    return {str(path.relative_to(workspace.root)): path.read_bytes()
            for path in sorted(workspace.root.rglob("*")) if path.is_file()}  # fmt: skip


@pytest.fixture
def at_once(fresh: Workspace) -> Workspace:
    fresh.organisation.write_text('name = "Ours"\n[counts]\nrelease = "load"\n', encoding="utf-8")
    return fresh


#: Files that are loaded one after the other.
ROUNDS = (
    counts(FIRST),
    counts({**FIRST, "all": 98_965, "adult": 98_900}),
    counts({"all": 98_965, "adult": 98_900}),
    counts({"all": 400, "adult": 360, "minor": 40}, program="Another program"),
    counts({"all": 155, "adult": 151}, year=2026),
)


def test_a_plan_is_what_the_load_then_does_and_writes_nothing(at_once: Workspace) -> None:
    for source in ROUNDS:
        before = files(at_once)
        plan = load.check(at_once, source)
        assert files(at_once) == before
        done = load.load(at_once, source, by="A", seen=plan.digest)
        assert done.plan == plan
        said = (at_once.root / FIGURES).read_text(encoding="utf-8")
        assert all(sentence.text in said.replace('"', "") for sentence in plan.sentences)


def test_between_release_days_the_plan_is_of_the_day_to_come(fresh: Workspace) -> None:
    load.load(fresh, ROUNDS[0], by="A")
    plan = load.check(fresh, ROUNDS[1])
    assert plan.kept_until == date(2027, 1, 1)
    assert [line.after for line in plan.lines] == ["98,965", "98,900", "hidden", "hidden"]
    assert load.load(fresh, ROUNDS[1], by="A", seen=plan.digest).plan == plan
    (shown,) = load.release(fresh, now=True)
    assert [cell.value for cell in shown.protected.cells] == [98_965, 98_900, None, None]


def test_each_line_says_what_changes_and_why(at_once: Workspace) -> None:
    load.load(at_once, ROUNDS[0], by="A")
    plan = load.check(at_once, counts({"all": 98_768, "adult": 98_703, "young": 56, "child": 7}))
    assert [(line.state, line.before, line.after) for line in plan.lines] == [
        (State.CHANGED, "98,765", "98,765"), (State.CHANGED, "98,700", "98,700"),
        (State.SAME, "hidden", "hidden"), (State.NEW, "", ""), (State.GONE, "hidden", "hidden"),
    ]  # fmt: skip
    whys = [line.why for line in plan.lines]
    assert re.match(r"stays as shown on .*moved by fewer than 11", whys[0])
    assert whys[2] == "was hidden before, and what was hidden stays so"
    assert whys[3].startswith("waits: it is new in what was shown before")
    assert whys[4] == "from 1 to 10: too few to show"
    first = load.check(at_once, counts({**FIRST, "adult": 98_699, "young": 57}, program="Other"))
    assert [line.why for line in first.lines][2] == "a hidden count could be worked out from it"


def test_what_could_be_said_is_sentences(fresh: Workspace) -> None:
    plan = load.check(fresh, counts({"all": 150, "adult": 90, "young": 56, "minor": 4}))
    assert [sentence.text for sentence in plan.printable] == [
        "Built by hand counted 150 clients served in 2025.",
        "Built by hand counted 90 clients served (age: adult) in 2025.",
        "Built by hand counted 90 clients served (age: adult) among 150 clients served in 2025, "
        "or 60%.",
    ]
    assert "Built by hand counted 60 clients served (age: young or minor) in 2025." in plan.instead


def test_a_plan_holds_no_hidden_count(fresh: Workspace) -> None:
    """It is shown on screens and handed between processes."""
    plan = load.check(fresh, counts({"all": 98_765, "adult": 98_756, "minor": 9}))
    assert {line.after for line in plan.lines} == {"98,765", "hidden"}
    assert "98756" not in repr(plan) and "98,756" not in repr(plan)
    assert not re.search(r"(?<![\d-])9(?!\d)", repr(plan))


def test_what_is_gone_is_named_and_other_years_stay(at_once: Workspace) -> None:
    load.load(at_once, ROUNDS[0], by="A")
    plan = load.check(at_once, counts({"all": 155}, year=2026))
    assert (plan.number(State.NEW), plan.number(State.GONE), plan.others) == (1, 0, 4)


def test_a_plan_that_moved_is_not_loaded(at_once: Workspace) -> None:
    """Something was loaded between the look and the save."""
    seen = load.check(at_once, ROUNDS[0]).digest
    load.load(at_once, ROUNDS[1], by="B")
    before = files(at_once)
    with pytest.raises(load.PlanMoved):
        load.load(at_once, ROUNDS[0], by="A", seen=seen)
    now = files(at_once)
    assert {n for n in now if now[n] != before.get(n)} <= {"billtrail.db", "billtrail.db.lock"}


def test_a_fault_is_the_same_before_and_at_the_load(fresh: Workspace) -> None:
    for do in (lambda s: load.check(fresh, s), lambda s: load.load(fresh, s, by="A")):
        with pytest.raises(CheckFailed, match="a part is larger than its whole"):
            do(counts({"all": 150, "adult": 160}))


def test_the_command_shows_the_plan(fresh: Workspace, tmp_path: Path) -> None:
    def run(*arguments: Any) -> str:
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), *map(str, arguments)])
        assert done.exit_code == 0, done.output
        return done.output

    path = tmp_path / "report.csv"
    path.write_text(
        "Program,Age,2025\nLegal,adult,90\nLegal,young,56\nLegal,minor,4\nLegal,Total,150\n"
    )
    said = run("stats", "check", path, "--measure", "Clients served")
    assert "row 5 is one of totals, read as the total of the group." in said
    assert "new: Legal, clients served (age: adult) in 2025: 90" in said
    assert "new: Legal, clients served (age: minor) in 2025: hidden (from 1 to 10" in said
    assert "2 would be shown, 2 hidden." in said
    assert "would say: Legal counted 150 clients served in 2025." in said
    assert "in place of a hidden count: Legal counted 60 clients served" in said
    assert said.rstrip().endswith("Nothing was loaded: billtrail stats load does it.")
    assert not (fresh.root / FIGURES).exists()
    run("stats", "load", path, "--measure", "Clients served")
    assert run("stats", "check").startswith(tuple("0123456789"))


def test_other_columns_are_another_file(at_once: Workspace) -> None:
    """The same bytes read in another way are no repetition of the load."""
    source = FileBytes("a.csv", b"Program,2025\nLegal,150\n")
    plans = []
    for measure in ("Clients served", "Calls"):
        reading = load.Reading(Choices(measure=measure))
        plans.append(load.load(at_once, source, reading, by="A").plan)
    assert all(isinstance(plan, Plan) and plan.lines[0].state == State.NEW for plan in plans)

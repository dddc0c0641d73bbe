"""Figures together: parts, series, conflicts, formulas; what stats check and stats settle say."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.campaigns.content import load
from billtrail.campaigns.figures.relations import RULES, Derivation, check_relations, read_relations
from billtrail.campaigns.figures.rows import COLUMNS, load_statistics
from billtrail.campaigns.values import Figure
from billtrail.cli import main
from billtrail.errors import CheckFailed
from billtrail.legislatures.vocabulary import FigureForm
from billtrail.records.faults import Fault
from billtrail.workspace.workspace import Workspace

SHIPPED = load.load_shipped()
FIGURES = {figure.id: figure for figure in SHIPPED.figures}


def figure(id: str, value: float, **changes: Any) -> Figure:
    """A measured figure built by hand."""
    base = Figure(
        id=id, program="A program", measure="Clients", value=value, unit="people", numerator="",
        denominator="", population="clients", period_start="2024-01-01", period_end="2024-12-31",
        geography="California", publisher="A publisher", source_title="A report",
        source_url="https://example.org", location="page 1", tags=(), note="", verified=True,
        form=FigureForm.MEASURED, sentence="A sentence.",
    )  # fmt: skip
    return replace(base, **changes)


def faults(text: str, *figures: Figure) -> list[str]:
    found: list[Fault] = []
    relations = read_relations([text], found)
    found += check_relations(relations, {f.id: f for f in figures})
    return [str(fault) for fault in found]


ONE, TWO = figure("one-count", 60), figure("two-count", 40)
YEAR = figure("one-later", 90, period_start="2025-01-01", period_end="2025-12-31")


def derived(value: float = 150, decimals: int = 0, **more: object) -> str:
    """A [[derived]] record."""
    fields = {
        "id": "worked-out", "measure": "A share", "rule": "share", "figure": "one-count",
        "base": "two-count", "value": value, "decimals": decimals,
        "unit": "percent growth", "sentence": "150.",
    } | more  # fmt: skip
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join(["[[derived]]", *lines])


# -- formulas --------------------------------------------------------------------------------------

LOOSE = replace(TWO, form=FigureForm.AS_PUBLISHED)
LATER = {"figure": "one-later", "base": "one-count"}
DERIVED = [
    ((ONE, TWO), derived(), ""),
    ((ONE, TWO), derived(1.5, 1, rule="times"), ""),
    ((ONE, TWO), derived(50, rule="growth"), ""),
    ((ONE, TWO), derived(151), "gives 150.000, rounded 150, not 151"),
    ((ONE, replace(TWO, value=0)), derived(), "divides by zero"),
    ((ONE, replace(TWO, publisher="Another")), derived(), "mixes publishers"),
    ((ONE, replace(TWO, population="reports")), derived(), "mixes definitions or populations"),
    ((ONE, YEAR), derived(**LATER), "years that are not one unbroken series"),
    ((ONE, LOOSE), derived(), "two-count is not measured"),
    ((ONE,), derived(), "there is no figure 'two-count'"),
    ((ONE, TWO), derived(rule="sum"), "'sum' is none of times, share, growth"),
    ((ONE, TWO), derived(decimals=5), "5 is none of 0, 1, 2"),
    ((ONE, TWO, figure("worked-out", 1)), derived(), "has that id already"),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "text", "says"), DERIVED)
def test_a_formula_is_proven(figures: tuple[Figure, ...], text: str, says: str) -> None:
    found = faults(text, *figures)
    assert (says in "\n".join(found)) if says else (found == [])
    assert all(line.startswith("figures.toml [[derived]] worked-out") for line in found)


SERIES = """
[[series]]
id = "clients"
title = "Clients"
points = ["one-count", "one-later"]
"""


def test_years_of_one_unbroken_series_may_be_divided() -> None:
    text = SERIES + derived(**LATER)
    assert faults(text, ONE, YEAR) == []
    broken = SERIES + 'breaks = ["one-count"]\nbecause = "more grantees"\n'
    (fault,) = faults(broken + derived(**LATER), ONE, YEAR)
    assert "years that are not one unbroken series" in fault


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_formula_says_what_its_rule_works_out(rule: Derivation) -> None:
    for figure, base in ((15332.0, 8598.0), (1.0, 3.0), (0.0, 7.0)):
        said = eval(rule.formula.format(figure=figure, base=base))
        assert rule.work_out(figure, base) == said


# -- parts, series, conflicts ----------------------------------------------------------------------


PARTS = '[[parts]]\nwhole = "one-count"\nparts = ["two-count", "three-count"]\n'
THREE = figure("three-count", 30)


def test_parts_that_exceed_their_whole_must_be_tagged_and_no_others() -> None:
    found = faults(PARTS, ONE, TWO, THREE)
    assert len(found) == 2 and "the parts come to 70, more than 60" in found[0]
    tagged = [replace(f, tags=("does-not-sum",)) for f in (TWO, THREE)]
    assert faults(PARTS, ONE, *tagged) == []
    assert "no parts in figures.toml exceed" in faults(PARTS, replace(ONE, value=80), *tagged)[0]


@pytest.mark.parametrize(
    ("later", "extra", "says"),
    [
        (YEAR, "", ""),
        (replace(YEAR, publisher="Another"), "", "do not share one publisher"),
        (replace(YEAR, period_start="2023-01-01"), "", "does not come after"),
        (YEAR, 'breaks = ["one-count"]\n', "say why it breaks"),
        (YEAR, 'breaks = ["gone-count"]\nbecause = "x"\n', "there is no figure 'gone-count'"),
    ],
)
def test_a_series_is_one_measure_in_order(later: Figure, extra: str, says: str) -> None:
    found = "\n".join(faults(SERIES + extra, ONE, later))
    assert says in found if says else not found


def test_a_tagged_break_and_a_tagged_conflict_are_named() -> None:
    broken = replace(ONE, tags=("series-break",))
    assert "name it in breaks" in faults(SERIES, broken, YEAR)[0]
    assert "say in figures.toml what others give" in faults("", replace(ONE, tags=("conflict",)))[0]
    alone = '[[conflict]]\nid = "c"\nabout = "x"\nfigures = ["one-count"]\n'
    assert "a conflict has two sides" in faults(alone, ONE)[0]


# -- what ships ------------------------------------------------------------------------------------


def test_the_shipped_table_is_proven_and_derived_figures_are_figures() -> None:
    growth = FIGURES["tvisa-received-growth-fy2024"]
    assert (growth.value, growth.form) == (78.3, FigureForm.MEASURED)
    assert {"derived", "secondary-source"} <= set(growth.tags)
    assert growth.source_url == FIGURES["tvisa-fy2024-received"].source_url
    assert FIGURES["hotline-2023-labor-share"].denominator == "9,619 potential cases"
    assert FIGURES["tvisa-received-times-fy2021-fy2024"].value == 9


def test_each_lead_campaign_shows_two_figures_about_survivors_one_of_them_casts() -> None:
    for campaign in SHIPPED.campaigns:
        if campaign.id in ("tsra", "ca-vacatur"):
            printable = [FIGURES[f] for f in campaign.figures]
            shown = [f for f in printable if f.form != FigureForm.BLOCKED]
            assert len(shown) >= 2 and any(f.publisher == "Cast" for f in shown)
            assert not any("defendants-not-survivors" in f.tags for f in shown)


# -- the commands ----------------------------------------------------------------------------------


def run(workspace: Workspace, *arguments: object) -> Any:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *map(str, arguments)])


def test_check_says_what_is_flagged_side_by_side_and_broken(fresh: Workspace) -> None:
    done = run(fresh, "stats", "check")
    assert done.exit_code == 0
    for line in (
        "107\N{NO-BREAK SPACE}figures: 55 measured, 34 as-published, 18 blocked.",
        "9,750 + 4,939 + 952 = 15,641, more than the whole, 13,631; the parts are blocked",
        "other sites print 11,500 situations",
        "5,655 | 8,003 | 8,913 | 8,375 | 10,505",
        "1,702 -> 3,070 -> 8,598 -> 15,332",
        "derived: hotline-2023-labor-share = 16 percent",
        "blocked: cast-forced-crime-share",
    ):
        assert line in done.output


def rows(**changes: str) -> str:
    """A statistics file of one sound share, built by hand, with some values changed."""
    row = dict.fromkeys(COLUMNS, "") | {
        "id": "built-share", "program": "Built by hand", "measure": "Clients with a lawyer",
        "value": "75", "unit": "percent", "numerator": "150 clients with a lawyer",
        "denominator": "200 clients", "population": "clients", "period_start": "2024",
        "period_end": "2024", "geography": "California", "publisher": "A publisher",
        "source_title": "A report", "source_url": "https://example.org", "location": "page 1",
        "verified": "yes", "sentence": "A publisher reported 75%.",
    }  # fmt: skip
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS)
    writer.writeheader()
    writer.writerow(row | changes)
    return written.getvalue()


FILES = [
    ({}, 0, "1\N{NO-BREAK SPACE}figure: 1 measured"),
    ({"value": "74"}, 1, "row 2 (built-share): value: 150 of 200 is 75 percent, not 74"),
    ({"numerator": "250 clients"}, 1, "numerator: 250 is more than the denominator, 200"),
    ({"denominator": "0 clients"}, 1, "nothing can be a share of 0"),
    ({"value": "175"}, 1, "175 percent is more than the whole"),
    ({"id": "ovc-fy2024-new-clients", "value": "99"}, 1, "value: 150 of 200"),
    ({"id": "hotline-2023-cases", "unit": "cases", "value": "5000", "numerator": "",
      "denominator": ""}, 1, "tag hotline-2023-sex-cases does-not-sum"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "says"), FILES)
def test_check_proves_a_file(
    fresh: Workspace, tmp_path: Path, changes: dict[str, str], code: int, says: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(rows(**changes), encoding="utf-8")
    done = run(fresh, "stats", "check", path)
    assert (done.exit_code, says in done.output) == (code, True), done.output


SETTLE = ("stats", "settle", "cast-forced-crime-share", "--source", "a letter built for tests",
          "--by", "A Test", "--on", "2026-11-01")  # fmt: skip


def test_settling_a_base_is_written_down_printed_and_undone(fresh: Workspace) -> None:
    counts = ("--base", "240 survivors served", "--numerator", "70 survivors")
    done = run(fresh, *SETTLE, *counts)
    assert done.exit_code == 0, done.output
    assert "can be printed now" in done.output
    settled = {f.id: f for f in load.load_content(fresh.root).figures}
    figure = settled["cast-forced-crime-share"]
    assert figure.form == FigureForm.AS_PUBLISHED and "base-ambiguous" not in figure.tags
    assert "settled on 2026-11-01, from a letter built for tests" in figure.note
    (line,) = (fresh.root / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["by"] == "A Test"
    undone = run(fresh, "undo")
    assert undone.exit_code == 0, undone.output
    again = {f.id: f for f in load.load_content(fresh.root).figures}
    assert again["cast-forced-crime-share"] == FIGURES["cast-forced-crime-share"]


REFUSED = [
    (("--base", "12 survivors", "--numerator", "3 survivors"), 1, "stays hidden to protect"),
    (("--base", "240 survivors", "--numerator", "20 survivors"), 1, "not 29"),
    (("--base", "240 survivors", "--numerator", "239 survivors"), 1, "stays hidden to protect"),
    ((), 2, "--base"),
]


@pytest.mark.parametrize(("more", "code", "says"), REFUSED)
def test_a_small_group_or_wrong_counts_settle_nothing(
    fresh: Workspace, more: tuple[str, ...], code: int, says: str
) -> None:
    done = run(fresh, *SETTLE, *more)
    assert (done.exit_code, says in done.output) == (code, True), done.output
    assert not (fresh.root / "statistics.csv").exists()


def test_only_a_figure_that_waits_for_its_base_is_settled(fresh: Workspace) -> None:
    arguments = ("--base", "x", "--source", "x", "--by", "x")
    other = run(fresh, "stats", "settle", "nss-record-share", *arguments)
    assert other.exit_code == 2 and "not blocked by its base" in other.output
    unknown = run(fresh, "stats", "settle", "cast-forced", *arguments)
    assert unknown.exit_code == 2 and "Nearest: cast-forced-crime-share" in unknown.output


def test_own_formulas_are_proven_with_the_rest(fresh: Workspace) -> None:
    text = derived(figure="hotline-2023-cases", base="ovc-fy2024-new-clients")
    (fresh.root / "figures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CheckFailed, match="mixes publishers"):
        load.load_content(fresh.root)
    assert run(fresh, "stats", "check").exit_code == 1


def test_a_whole_statistics_file_still_loads() -> None:
    assert len(load_statistics(rows())) == 1

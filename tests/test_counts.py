"""Program counts: what comes in, what is refused, what is kept, and what may be shown."""

import csv
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from billtrail.campaigns.content.load import load_content
from billtrail.campaigns.values import Figure
from billtrail.cli import main
from billtrail.counts import load, settings
from billtrail.counts import store as counts_store
from billtrail.counts.output import FIGURES
from billtrail.counts.plan import State
from billtrail.counts.reading import read_counts, write_template
from billtrail.counts.suppression import Count, protect
from billtrail.errors import BilltrailError, CheckFailed, StoreError, UsageError
from billtrail.legislatures.vocabulary import Edition, FigureForm
from billtrail.publish.publish import publish
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace import journal
from billtrail.workspace.workspace import Workspace

HEADER = "program,measure,part_of,period_start,period_end,age,count"
SAMPLE = resources.files("billtrail.data") / "examples" / "program-counts-sample.csv"


def line(count: object, age: str = "all", measure: str = "Clients served", part: str = "") -> str:
    return f"Built by hand,{measure},{part},2025-01-01,2025-12-31,{age},{count}"


def write(folder: Path, *lines: str, header: str = HEADER, name: str = "counts.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


GOOD = (line(150), line(90, "adult"), line(56, "young"), line(4, "minor"))


# -- what is refused -------------------------------------------------------------------------------

#: Header or lines of a file, and what the refusal says.
REFUSED_CSV = [
    ({"header": "client_name,count"}, (), "'client_name' is about single people"),
    ({"header": "case number,program,measure,count"}, (), "'case number' is about single"),
    ({"header": "Date of Birth,count"}, (), "'Date of Birth' is about single people"),
    ({"header": "program,measure,period_start,period_end"}, (), "no column 'count'"),
    ({"header": "program,measure,period_start,count"}, (), "'period_end' is missing"),
    ({"header": HEADER + ",age"}, (), "'age' has no name or stands twice"),
    ({}, (), "has no counts"),
    ({}, (line("<11"),), "line 2, count: '<11' is not a whole number"),
    ({}, (line(12), line(3.5, "adult")), "line 3, count: '3.5' is not a whole number"),
    ({}, (line("-3"),), "line 2, count"),
    ({}, (line(""),), "count is empty"),
    ({}, (line(12) + ",x",), "line 2, 8: holds a value and its column has no name"),
    ({}, (line(12), line(12)), "line 3, count: the same count stands at line 2"),
    ({}, (line(12).replace("2025-12-31", "31/13/2025"),), "line 2, period_end: '31/13/2025'"),
    ({}, (line(12).replace("2025-12-31", "2024-12-31"),), "before the period's start"),
    ({}, (line(12).replace("Built by hand", ""),), "line 2, program: program is empty"),
    ({}, (line(12), line(15, "adult")), "a part is larger than its whole"),
    ({"header": "program,measure,race,period_start,period_end,offense,county,count"},
     ("P,M,Black,2025-01-01,2025-12-31,theft,Kern,40",), "race, offense and place together"),
    ({}, tuple(line(1, f"a{n}") for n in range(6)), "every count is 1"),
    ({}, tuple(line(n + 2, f"19{n}") for n in range(60)), "another value on nearly every row"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "lines", "says"), REFUSED_CSV)
def test_a_faulty_file_is_refused_whole(
    fresh: Workspace, tmp_path: Path, options: dict[str, str], lines: tuple[str, ...], says: str
) -> None:
    with pytest.raises(BilltrailError) as raised:
        load.load(fresh, write(tmp_path, *lines, **options), by="a test")
    assert says in str(raised.value)
    assert not (fresh.root / FIGURES).exists()
    assert stored(fresh, "SELECT count(*) FROM cells") in ([], [(0,)])


def stored(workspace: Workspace, sql: str) -> list[tuple[Any, ...]]:
    if not workspace.counts.is_file():
        return []
    with closing(sqlite3.connect(workspace.counts)) as connection:
        return connection.execute(sql).fetchall()


def book(tmp_path: Path, **changes: Any) -> Path:
    """A workbook of two counts with some cells changed; ``merge`` merges a range."""
    work = Workbook()
    sheet = work.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    period = (date(2025, 1, 1), date(2025, 12, 31))
    sheet.append(("Built by hand", "Clients served", None, *period, "all", 150))
    sheet.append(("Built by hand", "Clients served", None, *period, "adult", 90))
    if merged := changes.pop("merge", None):
        sheet.merge_cells(merged)
    for cell, value in changes.items():
        sheet[cell] = value
    work.save(tmp_path / "counts.xlsx")
    return tmp_path / "counts.xlsx"


REFUSED_XLSX = [
    ({"merge": "G2:G3"}, "counts.xlsx, cell G3: is merged with others"),
    ({"G3": "=G2-60"}, "counts.xlsx, cell G3: holds a formula"),
    ({"D3": "1/2/2025"}, "cell D3: '1/2/2025' may begin with the day or with the month"),
    ({"D3": "45658"}, "counts.xlsx, cell D3: '45658' is not a date such as 2025-12-31"),
    ({"G3": date(2025, 10, 1)}, "counts.xlsx, cell G3: is a date"),
    ({"G3": "<11"}, "counts.xlsx, cell G3: '<11' is not a whole number"),
    ({"G3": 90.5}, "counts.xlsx, cell G3: 90.5 is not a whole number"),
    ({"A3": None}, "counts.xlsx, cell A3: program is empty"),
    ({"F1": "Client ID"}, "'Client ID' is about single people"),
]


@pytest.mark.parametrize(("changes", "says"), REFUSED_XLSX)
def test_a_faulty_workbook_names_its_cell(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(BilltrailError) as raised:
        read_counts(book(tmp_path, **changes))
    assert says in str(raised.value)


def test_other_files_are_said_for_what_they_are(tmp_path: Path) -> None:
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UsageError, match="protected by a password"):
        read_counts(locked)
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 an older Excel file")
    with pytest.raises(UsageError, match="not a readable Excel file"):
        read_counts(tmp_path / "old.xlsx")
    with pytest.raises(UsageError, match="can be loaded"):
        read_counts(write(tmp_path, name="counts.pdf"))
    with pytest.raises(UsageError, match="There is no file"):
        read_counts(tmp_path / "nothing.csv")
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"\n\xe9")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_counts(tmp_path / "latin.csv")


def test_a_workbook_and_a_csv_file_say_the_same(tmp_path: Path) -> None:
    in_csv = read_counts(write(tmp_path, line(150), line(90, "adult")))
    assert read_counts(book(tmp_path)).counts == in_csv.counts


def test_the_template_loads_as_it_is(fresh: Workspace, tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    done = load.load(fresh, tmp_path / "template.xlsx", by="a test")
    assert [cell.value for cell in done.protected.cells] == [240, 96]


def test_a_load_says_which_figures_may_be_printed(fresh: Workspace, tmp_path: Path) -> None:
    """Invented rows never may, however many counts of them are shown."""
    write_template(tmp_path / "template.xlsx")
    sample = load.load(fresh, tmp_path / "template.xlsx", by="a test")
    assert sample.figures == 0
    assert sample.blocked == {"invented numbers, to try the program with": 3}
    own = load.load(fresh, write(tmp_path, *GOOD), by="a test")
    assert own.figures and not own.blocked
    printable = [f for f in load_content(fresh.root).figures
                 if "own-count" in f.tags and f.form != FigureForm.BLOCKED]  # fmt: skip
    assert len(printable) == own.figures


# -- what is kept and shown ------------------------------------------------------------------------


def figures(workspace: Workspace) -> Iterator[tuple[str, float]]:
    for figure in load_content(workspace.root).figures:
        if "own-count" in figure.tags:
            yield figure.measure, figure.value


def own_figure(workspace: Workspace, value: float) -> Figure:
    own = (f for f in load_content(workspace.root).figures if "own-count" in f.tags)
    return next(figure for figure in own if figure.value == value)


def test_shown_counts_become_measured_figures(fresh: Workspace, tmp_path: Path) -> None:
    done = load.load(fresh, write(tmp_path, *GOOD), by="a test")
    assert {cell.count.value for cell in done.protected.hidden} == {4, 56}
    assert dict(figures(fresh))["clients served"] == 150
    adults = own_figure(fresh, 90)
    assert adults.form == FigureForm.MEASURED
    assert adults.sentence == "Built by hand counted 90 clients served (age: adult) in 2025."
    share = next(f for f in load_content(fresh.root).figures if f.id.startswith(f"{adults.id}-of"))
    assert (share.value, share.unit, share.denominator) == (60, "percent", "150 clients served")
    assert not {4.0, 56.0} & {value for _, value in figures(fresh)}
    with open_snapshot(fresh.database, date(2026, 11, 23)) as snapshot:
        row = snapshot.connection.execute("SELECT form FROM statistics WHERE id = ?", (adults.id,))
        assert row.fetchone()[0] == "measured"


def test_raw_counts_stay_in_a_file_of_their_owner(fresh: Workspace, tmp_path: Path) -> None:
    lines = (line(98_765), line(98_762, "adult"), line(3, "minor"))
    load.load(fresh, write(tmp_path, *lines), by="a test")
    assert stored(fresh, "SELECT value FROM cells ORDER BY value") == [(3,), (98_762,), (98_765,)]
    if sys.platform != "win32":
        assert stat.S_IMODE(fresh.counts.stat().st_mode) == 0o600
    out = publish(fresh.database, tmp_path / "out", Edition.COALITION).database
    for path in (fresh.database, fresh.root / FIGURES, out):
        # The total is shown, so what is three less must not be.
        assert b"98762" not in path.read_bytes() and b"98,762" not in path.read_bytes()


def test_the_shipped_example_is_invented_and_never_printed(fresh: Workspace) -> None:
    done = load.load(fresh, Path(str(SAMPLE)), by="a test")
    assert len(done.protected.hidden) == 14
    own = [f for f in load_content(fresh.root).figures if "own-count" in f.tags]
    assert own and {f.form for f in own} == {FigureForm.BLOCKED}
    assert all("invented" in f.publisher and "Invented" in (f.blocked_because or "") for f in own)


@pytest.fixture
def at_once(fresh: Workspace) -> Workspace:
    """Every load is an edition."""
    fresh.organisation.write_text('name = "Ours"\n[counts]\nrelease = "load"\n', encoding="utf-8")
    return fresh


def test_a_later_load_shows_what_was_revised_and_takes_nothing_back(
    at_once: Workspace, tmp_path: Path
) -> None:
    fresh = at_once
    load.load(fresh, write(tmp_path, *GOOD), by="a test")
    lines = (line(190), line(93, "adult"), line(70, "young"), line(27, "minor"))
    done = load.load(fresh, write(tmp_path, *lines), by="a test")
    assert done.plan and done.plan.number(State.CHANGED) == 4
    seen = [(line.before, line.after) for line in done.plan.lines]
    assert seen == [("150", "190"), ("90", "90"), ("hidden", "hidden"), ("hidden", "hidden")]
    now = {cell.count.category("age"): cell.value for cell in done.protected.cells}
    assert now == {"all": 190, "adult": 90, "young": None, "minor": None}, (
        "three more adults would be told as a small count: the value shown before stays"
    )
    assert 93 not in dict(figures(fresh)).values()
    assert stored(fresh, "SELECT count(*) FROM loads") == [(2,)]


def test_what_was_offered_before_is_said_again(at_once: Workspace, tmp_path: Path) -> None:
    fresh = at_once
    first = load.load(fresh, write(tmp_path, *GOOD), by="a test")
    again = load.load(fresh, write(tmp_path, *GOOD), by="a test")
    assert {c.count.key for c in again.protected.hidden} == {
        c.count.key for c in first.protected.hidden
    }
    said = {(o.low, o.high) for c in first.protected.hidden for o in c.offers}
    assert {(o.low, o.high) for c in again.protected.hidden for o in c.offers} <= said


def test_the_days_of_corrections_are_kept_for_what_comes_later(tmp_path: Path) -> None:
    rows = [Count("P", "Clients", "2025-01-01", "2025-03-31", value, {"age": age})
            for age, value in (("a", 60), ("b", 40))]  # fmt: skip
    first = protect(rows, day="2025-04-01")
    rows[1] = replace(rows[1], value=43)
    second = protect(rows, before=first, day="2025-07-01")
    with counts_store.open_counts(tmp_path / "counts.db") as store:
        counts_store.save_edition(store, 1, first, None)
        counts_store.save_edition(store, 2, second, first)
        kept = counts_store.last_edition(store, second.rules)
    assert kept and [c.corrected for c in kept.cells] == [(), ("2025-07-01",)]
    assert [(c.value, c.loaded) for c in kept.cells] == [(60, 60), (40, 43)]


def test_a_load_between_release_days_is_kept(fresh: Workspace, tmp_path: Path) -> None:
    """The tests' day is in November: the next quarter begins in January."""
    load.load(fresh, write(tmp_path, *GOOD), by="a test")
    before = (fresh.root / FIGURES).read_bytes()
    kept = load.load(fresh, write(tmp_path, line(190), line(120, "adult")), by="a test")
    assert kept.kept_until == date(2027, 1, 1)
    assert (fresh.root / FIGURES).read_bytes() == before
    with pytest.raises(UsageError, match="next release day is 2027-01-01"):
        load.release(fresh)
    (done,) = load.release(fresh, now=True)
    now = {cell.count.category("age"): cell.value for cell in done.protected.cells}
    assert now == {"all": 190, "adult": 90, "young": None, "minor": None}, (
        "190 less 120 is 70, and was 60: ten people more"
    )
    with pytest.raises(UsageError, match="every load is shown"):
        load.release(fresh, now=True)


@pytest.mark.parametrize(
    ("today", "release", "last", "following"),
    [
        ("2026-11-23", "quarter", "2026-10-01", "2027-01-01"),
        ("2026-10-01", "quarter", "2026-10-01", "2027-01-01"),
        ("2026-12-31", "month", "2026-12-01", "2027-01-01"),
        ("2026-03-01", "year", "2026-01-01", "2027-01-01"),
        ("2026-03-31", "quarter", "2026-01-01", "2026-04-01"),
    ],
)
def test_release_days(today: str, release: str, last: str, following: str) -> None:
    day = date.fromisoformat(today)
    assert settings.last_release(day, release) == date.fromisoformat(last)
    assert settings.next_release(day, release) == date.fromisoformat(following)


def test_a_program_that_joins_waits_where_a_year_was_shown_without_it(
    at_once: Workspace, tmp_path: Path
) -> None:
    """It was not listed in a year that was shown: no group of a few is there, hidden or not."""
    others = [row.replace("Built by hand", "Another program") for row in GOOD]
    load.load(at_once, write(tmp_path, *others), by="a test")
    both = write(tmp_path, *others, *GOOD)
    done = CliRunner().invoke(
        main, ["--workspace", str(at_once.root), "stats", "load", str(both), "--by", "A"]
    )
    assert done.exit_code == 0, done.output
    for age in ("young", "minor"):
        words = f"not listed yet: Built by hand, clients served (age: {age}) in 2025 (new in what"
        assert words in done.output
    assert counts_shown(at_once, "Built by hand") == {("all", False), ("adult", False)}


def test_a_program_with_a_first_file_of_its_own_has_its_table(
    at_once: Workspace, tmp_path: Path
) -> None:
    others = [row.replace("Built by hand", "Another program") for row in GOOD]
    for rows in (others, GOOD, (*others, *GOOD)):
        load.load(at_once, write(tmp_path, *rows), by="a test")
    ages = {("all", False), ("adult", False), ("young", True), ("minor", True)}
    assert counts_shown(at_once, "Built by hand") == ages


def counts_shown(workspace: Workspace, program: str) -> set[tuple[str, bool]]:
    """Categories of age on display, and whether they are hidden."""
    with counts_store.open_counts(workspace.counts) as store:
        kept = counts_store.last_edition(
            store, settings.read_settings(workspace.organisation).rules
        )
    assert kept
    return {(c.count.category("age"), c.hidden) for c in kept.cells if c.count.program == program}


def test_what_was_shown_outlives_its_load(at_once: Workspace, tmp_path: Path) -> None:
    """A load that is taken back makes no figures, and is known to others all the same."""
    load.load(at_once, write(tmp_path, *GOOD), by="a test")
    assert undo(at_once).exit_code == 0
    assert dict(figures(at_once)) == {}
    again = load.load(at_once, write(tmp_path, line(153), line(93, "adult"), line(56, "young"),
                                         line(4, "minor")), by="a test")  # fmt: skip
    assert [cell.value for cell in again.protected.cells] == [150, 90, None, None]
    with closing(sqlite3.connect(at_once.counts)) as store, pytest.raises(sqlite3.Error):
        store.execute("DELETE FROM ledger")


def test_without_counts_db_the_last_figures_stay(fresh: Workspace, tmp_path: Path) -> None:
    load.load(fresh, write(tmp_path, *GOOD), by="a test")
    before = (fresh.root / FIGURES).read_bytes()
    fresh.counts.unlink()
    with pytest.raises(CheckFailed, match=r"counts.db is gone.*published as they are"):
        load.load(fresh, write(tmp_path, line(153)), by="a test")
    assert (fresh.root / FIGURES).read_bytes() == before and not fresh.counts.exists()


def test_a_file_of_before_the_ledger_is_taken_over(at_once: Workspace, tmp_path: Path) -> None:
    load.load(at_once, write(tmp_path, *GOOD), by="a test")
    with closing(sqlite3.connect(at_once.counts)) as store:
        store.executescript("""
          CREATE TABLE shown (program, measure, period_start, period_end, grp, value, hidden, load);
          INSERT INTO shown SELECT program, measure, period_start, period_end, grp, value, hidden,
            load FROM ledger;
          DROP TABLE offers; DROP TABLE ledger; DROP TABLE editions; DROP TABLE sums;
          ALTER TABLE loads DROP COLUMN shown_on; ALTER TABLE loads DROP COLUMN rounding;""")
    later = load.load(at_once, write(tmp_path, line(153), *GOOD[1:]), by="a test")
    assert [cell.value for cell in later.protected.cells] == [150, 90, None, None]


def test_another_spelling_is_asked_about_and_can_be_corrected(
    at_once: Workspace, tmp_path: Path
) -> None:
    load.load(at_once, write(tmp_path, *GOOD), by="a test")
    other = (line(150), line(90, "adlut"), *GOOD[2:])
    with pytest.raises(CheckFailed, match="billtrail stats rename adult adlut"):
        load.load(at_once, write(tmp_path, *other), by="a test")
    assert load.rename(at_once, "Adult", "Adults, all") == 1
    corrected = (line(150), line(90, '"Adults, all"'), *GOOD[2:])
    done = load.load(at_once, write(tmp_path, *corrected), by="a test")
    assert [cell.value for cell in done.protected.cells] == [150, 90, None, None]
    assert "clients served (age: Adults, all)" in dict(figures(at_once))


def test_case_blanks_and_plurals_are_no_other_name(at_once: Workspace, tmp_path: Path) -> None:
    load.load(at_once, write(tmp_path, *GOOD), by="a test")
    other = [text.replace("Clients served", "client  SERVED") for text in GOOD]
    done = load.load(at_once, write(tmp_path, *other), by="a test")
    assert done.plan and done.plan.number(State.SAME) == 4 and len(done.protected.cells) == 4


def test_coarse_counts_are_years_and_rounded(fresh: Workspace, tmp_path: Path) -> None:
    coarse = load.Reading(coarse=True)
    file = write(tmp_path, line(152), line(91, "adult"), line(57, "young"), line(4, "minor"))
    done = load.load(fresh, file, coarse, by="a test")
    now = {cell.count.category("age"): cell.value for cell in done.protected.cells}
    assert now == {"all": 150, "adult": 90, "young": 55, "minor": None}
    assert own_figure(fresh, 90).sentence == (
        "Built by hand counted about 90 clients served (age: adult) in 2025 (rounded to 5)."
    )
    quarter = line(152).replace("2025-12-31", "2025-03-31")
    with pytest.raises(CheckFailed, match="whole years"):
        load.load(fresh, write(tmp_path, quarter), coarse, by="a test")


def test_only_so_many_loads_are_kept(fresh: Workspace, tmp_path: Path) -> None:
    fresh.organisation.write_text('name = "Ours"\n[counts]\nkeep_loads = 2\n', encoding="utf-8")
    for total in (150, 170, 190, 210):
        load.load(fresh, write(tmp_path, line(total)), by="a test")
    assert stored(fresh, "SELECT value FROM cells ORDER BY load") == [(190,), (210,)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("= x", "not readable TOML"),
        ("threshold = 0", "from 1 on"),
        ('base = "20"', "whole number"),
        ("limit = 3", r"organisation.toml \[counts\]: there is no field 'limit'"),
        ("keep_load = 3", r"'keep_load'\. Did you mean keep_loads\? \(line 2\)"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "organisation.toml"
    path.write_text(f"[counts]\n{text}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        settings.read_settings(path)


def test_thresholds_come_from_the_settings_and_are_printed(
    fresh: Workspace, tmp_path: Path
) -> None:
    fresh.organisation.write_text("[counts]\nthreshold = 3\n", encoding="utf-8")
    done = load.load(fresh, write(tmp_path, *GOOD), by="a test")
    assert not done.protected.hidden
    adults = own_figure(fresh, 90)
    assert "counts from 1 to 3 are not shown" in adults.source_title


# -- safe copies -----------------------------------------------------------------------------------


def test_a_partner_sends_the_safe_copy_only(fresh: Workspace, tmp_path: Path) -> None:
    safe = tmp_path / "safe.csv"
    load.load(fresh, write(tmp_path, *GOOD), safe_copy=safe, by="a test")
    with safe.open(encoding="utf-8", newline="") as file:
        rows = {row["age"]: row for row in csv.DictReader(file)}
    assert (rows["adult"]["count"], rows["adult"]["shown"]) == ("90", "yes")
    assert (rows["minor"]["count"], rows["minor"]["shown"]) == ("", "hidden to protect survivors")
    assert "60 clients served (age: minor or young) in 2025" in rows["minor"]["instead"]
    assert rows["minor"]["rules"] == "counts from 1 to 10 are not shown"


def test_a_safe_copy_can_be_loaded_by_who_receives_it(fresh: Workspace, tmp_path: Path) -> None:
    safe = tmp_path / "safe.csv"
    load.load(fresh, write(tmp_path, *GOOD), safe_copy=safe, by="a partner")
    before = dict(figures(fresh))
    fresh.counts.unlink()
    (fresh.root / FIGURES).unlink()
    done = load.load(fresh, safe, by="a test")
    assert done.file.is_safe and dict(figures(fresh)) == before
    assert stored(fresh, "SELECT count(*) FROM cells") == [(0,)]


# -- the command -----------------------------------------------------------------------------------


def test_the_command_says_what_was_hidden_and_what_can_be_said(
    fresh: Workspace, tmp_path: Path
) -> None:
    def run(*arguments: object) -> Any:
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *map(str, arguments)])

    done = run("stats", "load", write(tmp_path, *GOOD))
    assert done.exit_code == 0, done.output
    assert "2 are shown, 2 hidden to protect survivors (1 small, 1 with them)." in done.output
    assert "hidden: clients served (age: minor) in 2025" in done.output
    assert "can be said: 60 clients served (age: minor or young) in 2025" in done.output
    refused = run("stats", "load", write(tmp_path, line("x")))
    assert refused.exit_code == 1 and "line 2, count" in refused.output
    made = run("stats", "template", tmp_path / "t.xlsx")
    assert made.exit_code == 0 and (tmp_path / "t.xlsx").is_file()


# -- undo ------------------------------------------------------------------------------------------

MORE = (line(450), line(260, "adult"), line(170, "young"), line(20, "minor"))


def undo(space: Workspace) -> Any:
    return CliRunner().invoke(main, ["--workspace", str(space.root), "undo"])


def load_lines(space: Workspace, folder: Path, *lines: str, name: str = "counts.csv") -> None:
    load.load(space, write(folder, *lines, name=name), by="Ana")


def raw(space: Workspace) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(space.counts)) as connection:
        return connection.execute("SELECT grp, value FROM cells ORDER BY load, grp").fetchall()


def ledger(space: Workspace) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(space.counts)) as connection:
        return connection.execute("SELECT grp, hidden, value FROM ledger ORDER BY id").fetchall()


def shown_text(space: Workspace) -> str:
    path = space.root / FIGURES
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_a_load_is_in_the_journal_and_its_counts_are_not(fresh: Workspace, tmp_path: Path) -> None:
    load_lines(fresh, tmp_path, *GOOD, name="our counts.csv")
    (change,) = journal.read_changes(fresh)
    assert (change.kind, change.by) == ("load", "Ana")
    assert change.command == "stats load 'our counts.csv'"
    text = (fresh.root / "changes.jsonl").read_text(encoding="utf-8")
    assert "Clients" not in text and "minor" not in text and "young" not in text


def test_undo_takes_back_the_last_thing_done_whichever_it_was(
    at_once: Workspace, tmp_path: Path
) -> None:
    fresh = at_once
    load_lines(fresh, tmp_path, *GOOD)
    first, first_raw = shown_text(fresh), raw(fresh)
    position = ["position", "us-119-hr1144", "support", "--by", "A", "--on", "2026-11-20"]
    assert CliRunner().invoke(main, ["--workspace", str(fresh.root), *position]).exit_code == 0
    load_lines(fresh, tmp_path, *MORE)
    assert shown_text(fresh) != first
    done = undo(fresh)
    assert "Taken back: stats load counts.csv (Ana, " in done.output
    assert "still counts as known" in done.output
    assert raw(fresh) == first_raw
    assert "Taken back: position" in undo(fresh).output
    assert "Taken back: stats load" in undo(fresh).output
    assert raw(fresh) == [] and "Built by hand" not in shown_text(fresh)
    assert undo(fresh).exit_code == 2
    load_lines(fresh, tmp_path, *GOOD)
    assert undo(fresh).exit_code == 0


def test_what_an_undone_load_had_shown_stays_known(at_once: Workspace, tmp_path: Path) -> None:
    fresh = at_once
    load_lines(fresh, tmp_path, *GOOD)
    load_lines(fresh, tmp_path, *MORE)
    known = ledger(fresh)
    assert undo(fresh).exit_code == 0
    assert ledger(fresh)[: len(known)] == known
    shown = {float(row["value"]) for row in csv.DictReader(shown_text(fresh).splitlines())}
    assert 4 not in shown and 20 not in shown


def test_a_load_noted_but_not_done_is_taken_back_without_harm(
    at_once: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = at_once
    load_lines(fresh, tmp_path, *GOOD)
    before, kept = shown_text(fresh), raw(fresh)

    def crash(path: Path, text: str) -> None:
        raise StoreError("built by hand")

    with monkeypatch.context() as patched:
        patched.setattr(load, "write_text", crash)
        with pytest.raises(StoreError):
            load_lines(fresh, tmp_path, *MORE)
    assert undo(fresh).exit_code == 0
    assert (shown_text(fresh), raw(fresh)) == (before, kept)


def test_a_load_whose_values_of_before_are_deleted_says_why_it_stays(
    at_once: Workspace, tmp_path: Path
) -> None:
    fresh = at_once
    fresh.organisation.write_text(
        'name = "For tests"\n[counts]\nkeep_loads = 1\nrelease = "load"\n'
    )
    load_lines(fresh, tmp_path, *GOOD)
    load_lines(fresh, tmp_path, *MORE)
    before = shown_text(fresh)
    refused = undo(fresh)
    assert refused.exit_code == 2 and "keep_loads" in refused.stderr
    assert shown_text(fresh) == before


def test_a_partners_safe_copy_is_taken_back_while_nothing_else_changed(
    fresh: Workspace, tmp_path: Path
) -> None:
    copy = tmp_path / "safe.csv"
    partner = Workspace.at(tmp_path / "partner")
    load.load(partner, write(tmp_path, *GOOD), safe_copy=copy, by="Partner")
    load_lines(fresh, tmp_path, line(200).replace("Built by hand", "Ours"), name="ours.csv")
    before = shown_text(fresh)
    load.load(fresh, copy, by="Ana")
    assert "Built by hand" in shown_text(fresh)
    assert undo(fresh).exit_code == 0 and shown_text(fresh) == before
    load.load(fresh, copy, by="Ana")
    with (fresh.root / FIGURES).open("a", encoding="utf-8") as file:
        file.write("\n")
    refused = undo(fresh)
    assert refused.exit_code == 2 and "was changed after" in refused.stderr


# -- a threshold that is raised --------------------------------------------------------------------


def test_what_is_small_by_a_raised_threshold_is_shown_no_more(
    at_once: Workspace, tmp_path: Path
) -> None:
    """With what would tell it; it says of itself what is not shown. Lowered again it comes back."""
    fresh, settings = at_once, at_once.organisation.read_text(encoding="utf-8")
    table = (line(155), line(140, "adult"), line(15, "young"))

    def values() -> set[float]:
        rows = csv.DictReader(shown_text(fresh).splitlines())
        return {float(row["value"]) for row in rows if row["unit"] == "people"}

    load_lines(fresh, tmp_path, *table)
    assert values() == {155, 140, 15}
    known = ledger(fresh)
    fresh.organisation.write_text(settings.replace("[counts]", "[counts]\nthreshold = 20"))
    load_lines(fresh, tmp_path, *table)
    assert values() == {155}
    assert ledger(fresh)[: len(known)] == known  # who saw it knows it
    fresh.organisation.write_text(settings)
    load_lines(fresh, tmp_path, *table)
    assert values() == {155, 140, 15}


def test_a_figure_on_a_page_is_taken_off_it_first(at_once: Workspace, tmp_path: Path) -> None:
    fresh, settings = at_once, at_once.organisation.read_text(encoding="utf-8")
    table = (line(155), line(140, "adult"), line(15, "young"))
    load_lines(fresh, tmp_path, *table)
    rows = csv.DictReader(shown_text(fresh).splitlines())
    [id] = [row["id"] for row in rows if row["value"] == "15"]
    at = ["--workspace", str(fresh.root), "stats", "use", id, "--campaign", "tsra"]
    assert CliRunner().invoke(main, at).exit_code == 0
    fresh.organisation.write_text(settings.replace("[counts]", "[counts]\nthreshold = 20"))
    before = shown_text(fresh)
    with pytest.raises(CheckFailed, match=f"stats use {id} --campaign tsra --not"):
        load_lines(fresh, tmp_path, *table)
    assert shown_text(fresh) == before
    assert CliRunner().invoke(main, [*at, "--not"]).exit_code == 0
    load_lines(fresh, tmp_path, *table)
    assert "15" not in {row["value"] for row in csv.DictReader(shown_text(fresh).splitlines())}

"""Files of publishers that have no day but those of their steps, in two versions and back again:
LegiScan's tables and answers, Open States' exports without a README, Virginia's sessions."""

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import legiscan_files
import openstates_files
import pytest
import time_machine
import virginia_files
from click.testing import CliRunner

from billtrail.bills.values import BillStatus
from billtrail.cli import main
from billtrail.importing import import_paths
from billtrail.scrapers import load_sources
from billtrail.snapshot import open_snapshot
from billtrail.words.news import build_news
from billtrail.words.status import status_words
from billtrail.workspace.workspace import Workspace

#: Writes the version of a file that has, or lacks, its bill's newest act; gives what to import.
Write = Callable[[Path, bool], Path]


def _legiscan_answers(folder: Path, whole: bool) -> Path:
    steps = legiscan_files.bill()["history"][: 3 if whole else 2]
    told = legiscan_files.bill(history=steps, status=2 if whole else 1, change_hash=f"{whole}")
    return legiscan_files.write_dataset(folder / "PA.zip", told)


def _legiscan_tables(folder: Path, whole: bool) -> Path:
    steps = legiscan_files.STEPS[: 3 if whole else 2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(legiscan_files, "STEPS", steps)
        [row] = legiscan_files.tables()["bills"]
        day, _, text = steps[-1]
        row |= {"last_action": text, "last_action_date": day}
        told = ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"
        return legiscan_files.write_tables(folder / "PA.zip", bills=told)


def _openstates_export(folder: Path, whole: bool) -> Path:
    told = openstates_files.exported()
    told["actions"] = told["actions"][: 2 if whole else 1]
    with zipfile.ZipFile(folder / "NY.zip", "w") as out:
        out.writestr("NY_2025-2026_bills.json", json.dumps([told]))
    return folder / "NY.zip"


def _virginia(folder: Path, whole: bool) -> Path:
    if whole:
        return virginia_files.write_session(folder / "241")
    with _session(HB611=virginia_files.STEPS["HB611"][:5], SB504=virginia_files.STEPS["SB504"][:4]):
        return virginia_files.write_session(folder / "241")


@contextmanager
def _session(**steps: Any) -> Iterator[None]:
    """Virginia's session with other steps of some measures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(virginia_files, "STEPS", {**virginia_files.STEPS, **steps})
        yield


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace into which files are imported on days of November 2026."""

    workspace: Workspace

    def read(self, path: Path, day: int, key: str) -> BillStatus:
        on = date(2026, 11, day)
        with time_machine.travel(datetime(2026, 11, day, 20, tzinfo=UTC)):
            with self.workspace.writer("import") as writer:
                report = import_paths(writer, [path], load_sources(), workers=0)
            assert report.problems == []
            with open_snapshot(self.workspace.database, on) as snapshot:
                return snapshot.bill(key)

    def news(self) -> list[tuple[str, str]]:
        """What was seen after the first time: the part it is of, and of which kind."""
        with open_snapshot(self.workspace.database, date(2026, 11, 26)) as snapshot:
            rows = snapshot.connection.execute(
                "SELECT DISTINCT field, kind FROM bill_changes WHERE kind <> 'baseline' ORDER BY 1"
            )
            return [(row[0].partition(":")[0], row[1]) for row in rows]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Workspace(tmp_path / "w", tmp_path / "w" / "billtrail.db"))


#: Form -> how it is written, its bill, where that stands with its newest act and without it.
FORMS: Mapping[str, tuple[Write, str, str, str]] = {
    "LegiScan, answers": (_legiscan_answers, legiscan_files.KEY_OF_BILL, "passed_one_chamber",
                          "reported"),
    "LegiScan, tables": (_legiscan_tables, legiscan_files.KEY_OF_BILL, "passed_one_chamber",
                         "reported"),
    "Open States, an export": (_openstates_export, "ny-20252026-s3967", "passed_one_chamber",
                               "in_committee"),
    "Virginia": (_virginia, "va-241-hb611", "enacted", "outcome_not_recorded"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_newest_step_is_taken_back_and_told_again(
    desk: Desk, tmp_path: Path, form: str
) -> None:
    write, key, with_it, without_it = FORMS[form]
    files = {}
    for whole in (True, False):
        (tmp_path / str(whole)).mkdir()
        files[whole] = write(tmp_path / str(whole), whole)
    assert desk.read(files[True], 1, key).stage == with_it
    doubted = desk.read(files[False], 2, key)
    [doubt] = doubted.in_doubt
    assert doubted.stage == with_it and "it may be an older file" in doubt.why
    without = desk.read(files[False], 3, key)
    assert (without.stage, len(without.taken_back)) == (without_it, 1)
    again = desk.read(files[True], 4, key)  # the very bytes that were read before
    assert (again.stage, again.in_doubt, again.taken_back) == (with_it, (), ())
    with open_snapshot(desk.workspace.database, date(2026, 11, 4)) as snapshot:
        news = build_news(snapshot.changes(None, key), {})
        assert any(line.label == "Action, listed again" for line in news[0].lines)
    assert desk.read(files[False], 5, key).stage == with_it
    assert desk.read(files[True], 6, key).in_doubt == ()


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
@pytest.mark.parametrize("form", FORMS)
def test_an_older_file_that_lies_beside_the_newer_one_says_nothing(
    desk: Desk, tmp_path: Path, form: str, order: tuple[str, str]
) -> None:
    """Somebody keeps every download and imports them all each time: nothing flaps."""
    write, key, with_it, _ = FORMS[form]
    paths = {}
    for day, name in enumerate(("old", "new"), start=10):
        (tmp_path / name).mkdir()
        paths[name] = write(tmp_path / name, name == "new")
        came = datetime(2026, 11, day, tzinfo=UTC).timestamp()
        for file in [paths[name], *paths[name].glob("*")]:
            os.utime(file, (came, came))
    for day in range(20, 24):
        for name in order:
            status = desk.read(paths[name], day, key)
        assert (status.stage, status.in_doubt, status.taken_back) == (with_it, (), ())
    with open_snapshot(desk.workspace.database, date(2026, 11, 23)) as snapshot:
        later = "SELECT count(*) FROM bill_changes WHERE seen_at >= '2026-11-21'"
        assert snapshot.connection.execute(later).fetchone()[0] == 0


def test_a_committees_step_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    """A step that is no act waits too: the file may be an older one."""
    files, key = {}, legiscan_files.KEY_OF_BILL
    for count in (2, 1):
        told = legiscan_files.bill(history=legiscan_files.bill()["history"][:count], status=1)
        (tmp_path / str(count)).mkdir()
        files[count] = legiscan_files.write_dataset(tmp_path / str(count) / "PA.zip", told)
    assert desk.read(files[2], 1, key).stage == "reported"
    [doubt] = desk.read(files[1], 2, key).in_doubt
    assert doubt.says == "it lists 1 of 2 steps"
    assert desk.read(files[1], 3, key).stage == "in_committee"


def test_a_day_set_right_is_taken_at_once(desk: Desk, tmp_path: Path) -> None:
    steps = legiscan_files.bill()["history"][:3]
    earlier = [*steps[:2], steps[2] | {"date": "2023-06-28"}]
    for day, told in ((1, steps), (2, earlier)):
        path = tmp_path / f"{day}.zip"
        legiscan_files.write_dataset(path, legiscan_files.bill(history=told, status=2))
        status = desk.read(path, day, legiscan_files.KEY_OF_BILL)
    assert (status.progress.date, status.in_doubt) == ("2023-06-28", ())


def test_a_session_exported_anew_with_other_ids_is_no_news(desk: Desk, tmp_path: Path) -> None:
    """Committees and roll calls have other numbers, and say the same: nothing is told as gone."""
    anew = {"S13": "S24", "H08": "H21", "SV07": "SV17"}

    def renamed(step: tuple[str, str, str]) -> tuple[str, str, str]:
        day, text, call = step
        return day, text, next((call.replace(*o) for o in anew.items() if o[0] in call), call)

    before = desk.read(virginia_files.write_session(tmp_path / "241"), 1, "va-241-hb581").bill
    steps = {number: [*map(renamed, told)] for number, told in virginia_files.STEPS.items()}
    with _session(**steps), pytest.MonkeyPatch.context() as patch:
        found = [(anew.get(id, id), name) for id, name in virginia_files.COMMITTEES]
        patch.setattr(virginia_files, "COMMITTEES", found)
        patch.setattr(virginia_files, "VOTES", {"S24V0276": virginia_files.VOTES["S13V0276"]})
        path = virginia_files.write_session(tmp_path / "anew" / "241")
    after = desk.read(path, 2, "va-241-hb581").bill
    assert [a.description for a in after.actions] == [a.description for a in before.actions]
    assert {c.committee for c in after.committees} == {"H21", "S24"}
    assert {kind for _, kind in desk.news()} == {"correction"}
    with open_snapshot(desk.workspace.database, date(2026, 11, 2)) as snapshot:
        for table in ("actions", "bill_committees", "votes"):
            gone = f"SELECT 1 FROM {table} WHERE unlisted_since IS NOT NULL"
            assert snapshot.connection.execute(gone).fetchone() is None


def test_a_members_name_is_set_right_where_the_rows_are_as_they_were(
    desk: Desk, tmp_path: Path
) -> None:
    desk.read(virginia_files.write_session(tmp_path / "241"), 1, "va-241-hb581")
    with pytest.MonkeyPatch.context() as patch:
        members = (("S0100", "Surovell, S. A."), *virginia_files.MEMBERS[1:])
        patch.setattr(virginia_files, "MEMBERS", members)
        path = virginia_files.write_session(tmp_path / "anew" / "241")
    bill = desk.read(path, 2, "va-241-hb581").bill
    assert "S. A.  Surovell" in {one.name for vote in bill.votes for one in vote.records or ()}


#: Virginia's SB 192 in the files of the session that it was continued to; made up.
GOES_ON = (
    ("01/08/25", "S Continued from 2024 in Finance and Appropriations 25104095D", ""),
    ("01/22/25", "S Read third time and passed Senate (40-Y 0-N)", ""),
    ("02/05/25", "H Left in Courts of Justice", ""),
)


def test_a_measure_continued_to_another_session_goes_on_there(desk: Desk, tmp_path: Path) -> None:
    """What was waiting for its committee is not that any more once the later record is here."""
    key, later = "va-241-sb192", "va-251-sb192"
    first = virginia_files.write_session(tmp_path / "241")
    assert desk.read(first, 1, key).stage == "outcome_not_recorded"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(virginia_files, "STEPS", {"SB192": GOES_ON})
        patch.setattr(virginia_files, "MEASURES", {"SB192": ("01/08/24", "NYNYYNN", {})})
        path = virginia_files.write_session(tmp_path / "251")
    assert desk.read(path, 2, later).stage == "died"
    with open_snapshot(desk.workspace.database, date(2026, 11, 2)) as snapshot:
        status = snapshot.bill(key)
        assert (status.stage, status.replaced_by) == ("replaced", (later,))
        assert (status.progress.alive, status.next_step) == (False, None)
        assert status_words(status).replace("\xa0", " ") == "Goes on as SB 192 (2025 session)"
    with open_snapshot(desk.workspace.database, date(2025, 1, 7)) as snapshot:
        before = snapshot.bill(key)  # that session has not begun
        assert (before.stage, before.progress.alive) == ("in_committee", True)


def test_a_followed_measure_that_its_sessions_file_lacks_is_named(
    tmp_path: Path, fresh: Workspace
) -> None:
    """It comes back, or has another number: what is known of it stays."""
    whole = virginia_files.write_session(tmp_path / "241")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("STEPS", "MEASURES"):
            rows = dict(getattr(virginia_files, name))
            del rows["HB581"]
            patch.setattr(virginia_files, name, rows)
        less = virginia_files.write_session(tmp_path / "less" / "241")
    at = ["--workspace", str(fresh.root)]
    notes = []
    for path in (whole, less, whole):
        said = CliRunner().invoke(main, [*at, "import", str(path)])
        notes.append("HB 581 (2024 session); what we have stays" in " ".join(said.output.split()))
        follow = ["watch", "va-241-hb581", "--campaign", "tsra", "--offline"]
        CliRunner().invoke(main, [*at, *follow])
    assert notes == [False, True, False]
    with open_snapshot(fresh.database, date(2026, 11, 26)) as snapshot:
        assert snapshot.bill("va-241-hb581").stage == "enacted"

"""LegiScan read: answers and tables, how it names bills and sessions, what it may not overrule."""

import gzip
import json
from pathlib import Path
from typing import Any

import legiscan_files as built
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Bill, Document, PartLeftOut
from billtrail.bills.stages import fold_bill
from billtrail.cli import main
from billtrail.errors import ParseError
from billtrail.importing import import_paths
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures import Chamber, Stage, crosswalk, get, known
from billtrail.legislatures.calendar import session_for
from billtrail.legislatures.calendar.sessions import today
from billtrail.scrapers import ranks
from billtrail.scrapers.legiscan import Place, key_of, place_of
from billtrail.scrapers.legiscan.names import mark_of, session_of
from billtrail.scrapers.legiscan.source import SOURCE, parse
from billtrail.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace


def read(**changes: Any) -> list[Any]:
    """The records of the built answer, with changes."""
    data = json.dumps({"bill": built.bill(**changes)}).encode()
    return [*parse(Document("legiscan", "bill", built.PAGE, {"b": data}, "2026-11-26", None, ""))]


def told(**changes: Any) -> Bill:
    """Its bill, classified."""
    bill = read(**changes)[0]
    assert isinstance(bill, Bill)
    return classify_bill(SOURCE, bill)


def stage_of(bill: Bill) -> Stage:
    return fold_bill(bill, today(), session_for(bill.key), bill.data_as_of).stage


def test_an_answer_becomes_a_bill_with_its_credit() -> None:
    bill = told()
    assert (bill.key, bill.title, bill.data_as_of) == (
        built.KEY_OF_BILL, built.TITLE, "2023-12-14")  # fmt: skip
    assert (bill.law, stage_of(bill)) == ("Act No. 39 of 2023", Stage.ENACTED)
    assert (bill.credit, bill.status_text) == ("LegiScan, CC BY 4.0", "Passed")
    assert bill.source_url == built.OFFICIAL and bill.introduced_date == "2023-06-06"
    assert [(s.name, s.role.value, s.party, s.district) for s in bill.sponsorships or ()] == [
        ("Cris Dush", "sponsor", "R", "25"), ("Maria Collett", "cosponsor", "D", "12")]  # fmt: skip
    # Who acted is told before the line where no letter tells it; the line is the legislature's own.
    assert [(a.chamber, a.description) for a in bill.actions or ()][6:9] == [
        (Chamber.UPPER, "Signed in Senate"),
        (Chamber.UPPER, "Presented to the Governor"),
        (Chamber.EXECUTIVE, "Approved by the Governor"),
    ]
    [vote] = bill.votes or ()
    assert (vote.yes, vote.no, vote.result, vote.chamber) == (50, 0, "passed", Chamber.UPPER)
    assert [one.bill for one in bill.relations or ()] == ["pa-20232024-hb394"]


def imported(folder: Path, path: Path) -> Any:
    workspace = Workspace(folder, folder / "billtrail.db")
    with workspace.writer("import") as writer:
        report = import_paths(writer, [path], {SOURCE.name: SOURCE}, workers=0)
    assert report.problems == [], report.problems
    with open_snapshot(workspace.database, today()) as snapshot:
        return snapshot.bill(built.KEY_OF_BILL)


def test_a_dataset_of_tables_says_the_same_of_the_bill(tmp_path) -> None:
    status = imported(tmp_path, built.write_tables(tmp_path / "PA.zip"))
    bill = status.bill
    assert (status.stage, bill.law) == (Stage.ENACTED, "Act No. 39 of 2023")
    texts = [action.description for action in told().actions or ()]
    assert [action.description for action in bill.actions or ()] == texts
    assert [s.name for s in bill.sponsorships or ()] == ["Cris Dush", "Maria Collett"]
    [vote] = bill.votes or ()
    assert [(r.name, r.option) for r in vote.records or ()] == [
        ("Cris Dush", "yes"), ("Maria Collett", "no")]  # fmt: skip
    assert vote.result is None and [v.note for v in bill.versions or ()] == ["Introduced"]


def test_a_dataset_of_answers_is_read_too(tmp_path) -> None:
    status = imported(tmp_path, built.write_dataset(tmp_path / "PA.zip", built.bill()))
    assert status.stage == Stage.ENACTED and status.bill.credit == "LegiScan, CC BY 4.0"


@pytest.mark.parametrize(
    ("table", "text", "says"),
    [
        ("bills", None, "bills.csv of LegiScan's dataset is missing; nothing was used"),
        ("history", "bill_id,date\n1,2023-06-06\n", "it lacks columns of history.csv"),
        ("history", "bill_id,date,chamber,sequence,action\n1,2023-06-06,Senate,1", "within a row"),
        ("bills", "<html>Sign in</html>\n", "bills.csv is no whole table of LegiScan"),
        (
            "history",
            "bill_id,date,chamber,sequence,action\n1,2023-06-06,Senate,1,Referred\n",
            "lacks the newest step that bills.csv tells of 1 bills, which are not used: SB44",
        ),
        ("history", "bill_id,date,chamber,sequence,action\n", "lacks the newest step"),
    ],
)
def test_half_a_dataset_is_not_used(tmp_path, table, text, says) -> None:
    """Half a history would show a bill alive that is dead."""
    path = built.write_tables(tmp_path / "PA.zip", **{table: text})
    with Workspace(tmp_path, tmp_path / "billtrail.db").writer("import") as writer:
        report = import_paths(writer, [path], {SOURCE.name: SOURCE}, workers=0)
        assert says in " ".join(report.problems)
        assert not writer.knows_bill(built.KEY_OF_BILL)


@pytest.mark.parametrize("how", ["cut", "torn"])
def test_a_zip_that_is_damaged_in_the_middle_changes_nothing(tmp_path, how) -> None:
    path = built.write_tables(tmp_path / "PA.zip")
    whole = path.read_bytes()
    at = whole.index(b"history.csv") + 60
    torn = whole[:at] + bytes(8) + whole[at + 8 :]
    path.write_bytes(torn if how == "torn" else whole[: len(whole) // 2])
    with Workspace(tmp_path, tmp_path / "billtrail.db").writer("import") as writer:
        assert import_paths(writer, [path], {SOURCE.name: SOURCE}, workers=0).problems
        assert not writer.knows_bill(built.KEY_OF_BILL)


def test_without_a_history_the_newest_step_is_all_that_is_known(tmp_path) -> None:
    status = imported(tmp_path, built.write_tables(tmp_path / "PA.zip", history=None))
    assert [a.description for a in status.bill.actions or ()] == ["Act No. 39 of 2023"]
    assert status.bill.introduced_date is None and status.stage == Stage.ENACTED


def test_what_is_not_known_is_left_out_and_said() -> None:
    """A day of zeros, a status nobody has described, a committee as ``[]`` or an object."""
    first = {"date": "0000-00-00", "action": "Filed", "chamber": "S"}
    held = {"committee_id": 1, "chamber": "S", "name": "Judiciary"}
    steps = [first, *built.bill()["history"]]
    bill, *left = read(history=steps, status=99, committee=held)
    assert len(bill.actions) == len(built.STEPS) and bill.status_text is None
    assert [one.what for one in left if isinstance(one, PartLeftOut)] == [
        "a line without a day, 'Filed'", "a status that is not known, 99"]  # fmt: skip
    assert read(history=[], status_date="0000-00-00")[0].data_as_of == "2026-11-26"


@pytest.mark.parametrize(
    "broken", [{"history": 1}, {"url": ""}, {"bill_number": "?"}, {"votes": [1]}]
)
def test_an_answer_in_another_form_is_refused(broken) -> None:
    with pytest.raises(ParseError):
        read(**broken)


def test_its_status_hides_death_and_is_only_counted() -> None:
    """Introduced, it says, of a bill that its own lines call dead."""
    lines = [("2023-06-06", "Referred to JUDICIARY"), ("2023-07-01", "Defeated on final passage")]
    history = [{"date": day, "action": text, "chamber": "S"} for day, text in lines]
    assert stage_of(told(status=1, history=history)) == Stage.FAILED
    assert Stage.FAILED in SOURCE.statuses["Introduced"]


@pytest.mark.parametrize(
    ("address", "number", "kind", "key"),
    [
        ("VA/bill/HJR1/2024", "HJR1", "JR", "va-241-hj1"),
        ("VA/bill/HB6001/2024/X1", "HB6001", "B", "va-242-hb6001"),
        ("CA/bill/AR12/2023", "AR12", "R", "ca-20232024-hr12"),
        ("CA/bill/ABX11/2023", "ABX11", "B", "ca-20232024x1-ab1"),
        ("CA/bill/ABX21/2023", "ABX21", "B", "ca-20232024x2-ab1"),
        ("CA/bill/ABX112/2023", "ABX112", "B", "ca-20232024x1-ab12"),
        ("US/bill/HB4323/2025", "HB4323", "B", "us-119-hr4323"),
        ("NY/bill/S00674/2025", "S00674", "B", "ny-20252026-s674"),
        ("TX/bill/HB8/2025/X2", "HB8", "B", "tx-892-hb8"),
        ("AR/bill/HB1044/2012/F", "HB1044", "B", "ar-2012f-hb1044"),
        ("FL/bill/H0003/2026", "H0003", "B", "fl-2026-hb3"),
        ("IL/bill/HJRCA0001/2025", "HJRCA0001", "JRCA", "il-104th-hjrca1"),
        ("MN/bill/SF1234/2025", "SF1234", "B", "mn-20252026-sf1234"),
        ("DC/bill/B26-0012/2025", "B26-0012", "B", "dc-26-b12"),
    ],
)
def test_its_numbers_are_ours(address, number, kind, key) -> None:
    assert key_of(place_of(f"https://legiscan.com/{address}"), number, kind) == key


@given(st.data())
def test_every_number_of_ours_is_read_back_from_its_own(data) -> None:
    legislature = data.draw(st.sampled_from([*known(), *map(get, ("tx", "mn", "pa", "ny"))]))
    row = data.draw(st.sampled_from(legislature.types))
    number = data.draw(st.integers(1, 9999))
    key = f"{legislature.id}-{legislature.example}-{row.type}{number}"
    place = Place(legislature.id, legislature.example)
    assert key_of(place, crosswalk(key)["legiscan"]) == key


@pytest.mark.parametrize(
    ("special", "words", "mark"),
    [
        (False, "Regular Session 2023-2024 Regular Session", ""),
        (True, "2nd Special Session 89th Legislature 2nd Called Session", "X2"),
        (True, "Special Session", "X1"),
        (False, "88th General Assembly (2012 Fiscal)", "F"),
    ],
)
def test_sessions_of_a_list_are_told_by_their_words(special, words, mark) -> None:
    assert mark_of(special, words) == mark
    assert session_of("ar", 2012, "F") == "2012f"


def test_it_stands_below_all_others_and_overrules_nobody(fresh) -> None:
    assert SOURCE.rank < min(rank for name, rank in ranks().items() if name != "legiscan")
    key = "us-119-hr1379"
    with open_snapshot(fresh.database, today()) as snapshot:
        before = snapshot.bill(key)
    record = told(
        url="https://legiscan.com/US/bill/HB1379/2025", bill_number="HB1379", body="H",
        history=[{"date": "2026-11-01", "action": "Passed Senate", "chamber": "S"}],
        title="Another title",
    )  # fmt: skip
    with fresh.writer("test") as writer:
        writer.save_bill(record, "legiscan")
    with open_snapshot(fresh.database, today()) as snapshot:
        after = snapshot.bill(key)
        assert (after.stage, after.bill.title, after.bill.data_as_of) == (
            before.stage, before.bill.title, before.bill.data_as_of)  # fmt: skip
        said = snapshot.connection.execute(
            "SELECT DISTINCT other_source FROM disagreements WHERE bill = ?", (key,)
        )
        assert "legiscan" in {row[0] for row in said}
        filled = "SELECT field, kind FROM bill_changes WHERE bill = ? AND field <> '*'"
        kinds = dict(tuple(row) for row in snapshot.connection.execute(filled, (key,)))
        assert "credit" in kinds and {*kinds.values()} == {"baseline"}


def test_command_and_json_say_whose_word_it_is(tmp_path) -> None:
    path = built.write_tables(tmp_path / "PA.zip")
    at = ["--workspace", str(tmp_path / "w")]
    assert CliRunner().invoke(main, [*at, "import", str(path)]).exit_code == 0
    shown = CliRunner().invoke(main, [*at, "show", "PA SB 44 (2023-24)"]).output
    assert "LegiScan, CC BY 4.0" in shown, shown
    as_json = CliRunner().invoke(main, [*at, "show", built.KEY_OF_BILL, "--json"]).output
    assert json.loads(as_json)["credit"] == "LegiScan, CC BY 4.0"


# -- the real files --------------------------------------------------------------------------------

_REAL = Path(__file__).resolve().parents[2] / "shared/real"


@pytest.mark.skipif(not _REAL.is_dir(), reason="LegiScan's files are not beside this checkout")
def test_every_bill_of_a_real_session_is_read(tmp_path) -> None:
    source = _REAL / "states/legiscan/csv/VA_2024-2024_1st_Special_Session"
    with Workspace(tmp_path, tmp_path / "billtrail.db").writer("import") as writer:
        report = import_paths(writer, [source], {SOURCE.name: SOURCE}, workers=0)
    rows = gzip.decompress((source / "bills.csv.gz").read_bytes()).count(b"\n") - 1
    assert (report.counts["new"], rows, report.problems) == (236, 236, [])

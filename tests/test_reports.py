"""Staff reports: beside the status, never in it, closed by the record; and what is to settle."""

import json
from datetime import date

import pytest
import sitting
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.models import Action, Bill
from billtrail.campaigns.staff_files.staff_reports import REPORTS, closing_action, parse_reports
from billtrail.cli import main
from billtrail.decisions.staff_report import _edit, build_report
from billtrail.errors import CheckFailed
from billtrail.legislatures.calendar.sessions import utc_now
from billtrail.legislatures.vocabulary import Chamber
from billtrail.records.record_files import write_record
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates.asked_again import again_lines
from billtrail.updates.report import status_lines
from billtrail.workspace.workspace import Workspace, prepare

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

KEY = "ca-20252026-ab938"
SEEN = ("report", KEY, "Chaptered", "--on", "2026-09-28", "--seen-in-room", "--by", "A. Person")


def run(workspace: Workspace, *words: str) -> tuple[int, str]:
    """Exit code and everything printed."""
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    return result.exit_code, result.output


def shown(workspace: Workspace, *before: str) -> dict:
    code, text = run(workspace, *before, "show", KEY, "--json")
    assert code == 0, text
    return json.loads(text)


def add_official(workspace: Workspace, *days: str) -> None:
    actions = tuple(Action(day, f"Step of {day}.", chamber=Chamber.LOWER) for day in days)
    bill = Bill(KEY, "ca", "20252026", "AB 938", "bill", Chamber.LOWER, utc_now(), actions=actions)
    with workspace.writer("test") as writer:
        writer.save_bill(bill, "ca_pubinfo")


def test_a_report_stands_beside_the_status_and_moves_nothing(fresh) -> None:
    before = shown(fresh)
    code, text = run(fresh, *SEEN)
    assert code == 0
    assert "Reported, not yet in the official record: Sep" in text
    assert "Outcome not recorded" in text
    after = shown(fresh)
    (report,) = after.pop("reports")
    assert (report["open"], report["by"], report["link"]) == (True, "A. Person", None)
    assert before | {"reports": []} == after | {"reports": []}


def test_copying_the_folder_keeps_the_reports(fresh, tmp_path) -> None:
    run(fresh, *SEEN)
    other = Workspace.at(tmp_path / "other")
    other.create()
    (other.root / REPORTS).write_bytes((fresh.root / REPORTS).read_bytes())
    prepare(other)
    assert [r["text"] for r in shown(other)["reports"]] == ["Chaptered"]
    (other.root / REPORTS).unlink()
    assert shown(other)["reports"] == []


def test_undo_takes_a_report_back(fresh) -> None:
    run(fresh, *SEEN)
    code, text = run(fresh, "undo")
    assert code == 0 and "Taken back: report ca-20252026-ab938 Chaptered" in text
    assert shown(fresh)["reports"] == []
    assert run(fresh, *SEEN)[0] == 0


def test_every_fault_of_the_file_is_told_with_its_line(fresh) -> None:
    run(fresh, *SEEN)
    text = (fresh.root / REPORTS).read_text()
    faulty = text.replace("share =", "shar =").replace("link =", "# link =")
    with pytest.raises(CheckFailed) as caught:
        parse_reports(faulty + '[[report]]\nbill = "us-119-hr1"\ndate = "soon"\n')
    said = str(caught.value)
    assert said.startswith(f"reports.toml [[report]] {KEY} 2026-09-28: ")
    assert "2026-09-28: there is no field 'shar'. Did you mean share? (line " in said
    assert "2026-09-28: link is missing (line 1)" in said
    assert (
        "[[report]] us-119-hr1 soon: date: 'soon' is not a date such as 2026-01-23 (line " in said
    )


def test_reports_are_loaded_beside_a_faulty_campaign_file(fresh) -> None:
    run(fresh, *SEEN)
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text("[[")
    (fresh.root / REPORTS).write_text(
        (fresh.root / REPORTS).read_text().replace("A. Person", "B. Other")
    )
    code, text = run(fresh, "show", KEY)
    assert code == 0 and "by B. Other" in text


def test_the_record_catches_up_and_closes_it(fresh) -> None:
    run(fresh, *SEEN)
    add_official(fresh, "2026-09-27")
    assert shown(fresh)["reports"][0]["open"]
    add_official(fresh, "2026-09-27", "2026-09-28")
    (report,) = shown(fresh)["reports"]
    assert (report["open"], report["closed_by"]["date"]) == (False, "2026-09-28")
    code, text = run(fresh, "show", KEY)
    assert code == 0 and "not yet in the official record" not in text


def test_a_report_of_a_later_day_is_not_known_before(fresh) -> None:
    run(fresh, *SEEN)
    assert shown(fresh, "--as-of", "2026-09-27")["reports"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "2099-01-01", "--seen-in-room", "--by", "A"), "still to come"),
        (("--on", "2026-09-28", "--by", "A"), "--link URL, or --seen-in-room"),
        (("--on", "2026-09-28", "--by", "A", "--seen-in-room", "--link", "https://a.b"),
         "--link URL, or --seen-in-room"),
        (("--on", "2026-09-28", "--by", "A", "--link", "javascript:x"), "not a web address"),
        (("--on", "2026-09-28", "--by", " ", "--seen-in-room"), "--by NAME"),
        (("--on", "soon", "--by", "A", "--seen-in-room"), "not a date"),
    ],
)  # fmt: skip
def test_a_wrong_report_says_what_to_write(fresh, words, said) -> None:
    code, text = run(fresh, "report", KEY, "Chaptered", *words)
    assert code == 2 and said in text
    assert not (fresh.root / REPORTS).exists()


def test_an_unknown_bill_an_empty_text_and_a_repetition_are_refused(fresh) -> None:
    tail = SEEN[3:]
    assert "AB 99999 of 2025-26 is not in" in run(fresh, "report", "AB 99999", "x", *tail)[1]
    assert "needs words" in run(fresh, "report", KEY, "  ", *tail)[1]
    assert run(fresh, *SEEN)[0] == 0
    code, text = run(fresh, *SEEN)
    assert code == 2 and "reported already, by A. Person" in text


@pytest.mark.parametrize(
    "broken", ["[[report]]\nbill = 3\n", "[[report", '[[report]]\nbill = "x"\n', "\x00"]
)
def test_a_broken_file_is_said_and_keeps_what_was_loaded(fresh, broken) -> None:
    run(fresh, *SEEN)
    good = (fresh.root / REPORTS).read_text()
    (fresh.root / REPORTS).write_text(good + broken)
    code, text = run(fresh, "show", KEY)
    assert code == 0 and "Your reports were not loaded: reports.toml" in text
    assert "Reported, not yet" in text
    (fresh.root / REPORTS).write_text(good)
    assert "not loaded" not in run(fresh, "show", KEY)[1]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=40)


@given(texts.filter(lambda t: any(c.isprintable() and not c.isspace() for c in t)))
@examples(20)
def test_any_words_survive_the_file(text) -> None:
    bill = Bill(KEY, "ca", "20252026", "AB 938", "bill", Chamber.LOWER, "2026-01-01")
    day = date(2026, 9, 28)
    made = build_report(bill, text, on=day, link=None, seen_in_room=True, by="A", today=day,
                        now="2026-09-28T00:00:00Z")  # fmt: skip
    edit = _edit(made)
    values = {**edit.path[0].identity, **(edit.fields or {})}
    assert parse_reports(write_record(REPORTS, "# ours\n", edit.path, values)) == (made,)


days = st.sampled_from(["2026-09-01", "2026-09-02", "2026-09-03"])


@given(st.lists(days, max_size=4).map(sorted), st.lists(days, max_size=3).map(sorted), days)
def test_what_was_known_never_closes_and_a_later_day_always_does(known, news, day) -> None:
    """Known steps are a beginning of the record; a report is of a day that they may reach."""
    actions = [
        Action(d, f"{n}")
        for n, d in enumerate([*known, *(n for n in news if n >= max(known, default=""))])
    ]
    after = (known[-1], str(len(known) - 1)) if known else ("", "")
    found = closing_action(actions, day, after)
    fresh = [a for a in actions[len(known) :] if a.date >= day]
    later = [a for a in actions if a.date > day]
    assert (found is not None) == bool(fresh or later)
    assert found is None or found.date >= day


# To settle ----------------------------------------------------------------------------------------


def test_ended_sessions_without_outcome_are_to_settle_each_with_its_official_page(fresh) -> None:
    code, text = run(fresh, "unsettled")
    assert code == 0
    for measure in ("AB938", "AB633", "SB1022", "AB2582"):
        assert f"billNavClient.xhtml?bill_id=202520260{measure}" in text
    found = json.loads(run(fresh, "unsettled", "--json")[1])
    assert {bill["stage"] for bill in found} == {"outcome_not_recorded"}
    assert all(bill["source_url"] for bill in found)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-01", "'billtrail update --source ca_pubinfo' reads the archive of the day"),
        ("2026-12-08", "'billtrail update --source ca_pubinfo' asks for pubinfo_2025.zip until "
         "Dec 1, 2027"),
        ("2028-03-01", "nothing was heard of pubinfo_2025.zip for a year: only 'billtrail update "
         "--source ca_pubinfo --bill KEY' asks for it"),
        ("2027-01-05", "bills: every 'billtrail update' asks GovInfo bill status"),
    ],
)  # fmt: skip
def test_it_says_who_is_asked_for_the_end_and_until_when(prepared, day, said) -> None:
    with open_snapshot(prepared.database, date.fromisoformat(day)) as snapshot:
        found = snapshot.unsettled()
        again = again_lines(snapshot.connection, found, snapshot.on)
        lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in again]
    assert any(said in line for line in lines), lines


def test_what_is_over_is_not_counted_among_what_can_still_move(prepared) -> None:
    with open_snapshot(prepared.database, date(2026, 11, 26)) as snapshot:
        lines = [*status_lines(snapshot.connection, ["us", "ca"], "2026-11-26T00:00:00Z")]
        over = sum(s.bill.jurisdiction == "ca" for s in snapshot.unsettled())
    assert lines[0].startswith("Congress: none of ") and "that can still move" in lines[0]
    assert lines[1].startswith(
        f"California: {over}\N{NO-BREAK SPACE}followed bills that can move no"
    )
    assert "'billtrail unsettled' says who is asked" in lines[1] and len(lines) == 2


def test_what_was_alive_then_was_not_to_settle_then(fresh) -> None:
    with open_snapshot(fresh.database, date(2026, 8, 1)) as snapshot:
        assert not [s for s in snapshot.unsettled() if s.key.startswith("ca-20252026")]


def test_an_outcome_settles_it(fresh) -> None:
    actions = (Action("2026-09-28", "Vetoed by Governor.", (), Chamber.EXECUTIVE),)
    bill = Bill(KEY, "ca", "20252026", "AB 938", "bill", Chamber.LOWER, utc_now(), actions=actions)
    from billtrail.importing.prepared import classify_bill
    from billtrail.scrapers.registry import source_named

    with fresh.writer("test") as writer:
        writer.save_bill(classify_bill(source_named("ca_pubinfo"), bill), "ca_pubinfo")
    assert "AB 938" not in run(fresh, "unsettled")[1]

"""The call sheet: what belongs on it, what is past, and every format of it."""

import io
import json
from dataclasses import replace
from datetime import date

import docx
import pikepdf
import pytest
from click.testing import CliRunner
from replay import built_status

from billtrail.bills.next_steps import NextStep
from billtrail.briefs.sheets.week_pages import FORMATS, render_week
from billtrail.briefs.sheets.week_view import build_view, short_day
from billtrail.campaigns.organisation import Organisation
from billtrail.cli import main
from billtrail.datasette_plugins.home.page import build_home, read_home
from billtrail.importing.importer import import_paths
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.week import week as weeks
from billtrail.week.dates import steps
from billtrail.week.values import MOST, US, Week, WeekItem, WeekSection
from billtrail.week.week import build_week, week_json
from billtrail.words.status import is_alive
from billtrail.workspace.workspace import Workspace, prepare

DAY = date(2026, 11, 23)
KEYS = {"date", "kind", "certainty", "who", "what", "bill", "url"}
OURS = Organisation(name="A Coalition", email="a@example.org", accent="#224466")


@pytest.fixture(scope="module")
def sheet(prepared):
    with open_snapshot(prepared.database, DAY) as snapshot:
        return build_week(snapshot)


@pytest.fixture
def run(fresh):
    def call(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *map(str, arguments)])

    return call


def on(prepared, day, **options):
    with open_snapshot(prepared.database, day) as snapshot:
        return build_week(snapshot, **options)


# -- what is on it -------------------------------------------------------------------------------


def test_the_two_weeks_hold_the_policies_that_are_due(sheet):
    assert [(item.date, item.who, item.certainty) for item in sheet.dates.items] == [
        ("2026-11-30", "California Legislature", "sure"),
        ("2026-12-01", "California law enforcement agencies", "expected"),
        ("2026-12-07", "California Legislature", "sure"),
    ]


def test_at_most_six_later_dates_among_them_the_study(sheet):
    assert len(sheet.later) <= 6
    assert ("2029-01-23", "Government Accountability Office") in {
        (item.date, item.who) for item in sheet.later
    }


@pytest.mark.parametrize("day", ["2026-06-15", "2026-11-23", "2026-12-02", "2027-02-01"])
def test_nothing_past_is_a_thing_to_do(prepared, day):
    found = on(prepared, date.fromisoformat(day))
    for item in (*found.dates.items, *found.later, *found.tasks.items):
        assert item.date >= day, item
    assert all(item.date <= found.until for item in found.dates.items)
    assert all(item.date > found.until for item in found.later)


def test_the_end_of_a_session_is_told_once_and_what_follows_is_a_task(sheet):
    assert [item.what for item in sheet.dates.items].count("The 2025-26 session ends") == 1
    tasks = {item.what for item in sheet.tasks.items}
    assert {"Look up how AB 938 and AB 633 ended", "Look up how SB 1022 ended"} <= tasks


def test_companions_are_decided_together_and_decided_bills_not_at_all(sheet):
    decided = [item.what.replace("\N{NO-BREAK SPACE}", " ") for item in sheet.decide.items]
    assert "Our position on H.R. 3114 and S. 1580: Clean Slate Act" in decided
    assert not [line for line in decided if "4323" in line or "1379" in line or "SB 357" in line]
    assert [item.kind for item in sheet.decide.items][-1] == "text"


def test_a_new_campaign_asks_for_a_position_by_the_title_of_the_effort(fresh, run, monkeypatch):
    """Its own note on the bill says no more than the day it was added."""
    monkeypatch.chdir(fresh.root)  # its first page is printed there
    done = run("campaign", "new", "Housing", "--bill", "HR 7856", "--by", "A")
    assert done.exit_code == 0, done.output
    rows = json.loads(run("--as-of", DAY, "week", "--json").output)
    (row,) = [row for row in rows if row["what"].startswith("Our position on H.R. 7856")]
    assert row["what"].endswith(": Fair Housing for Survivors Act")


def test_a_decision_leaves_the_sheet(fresh, run):
    done = run("position", "us-119-hr4817", "support", "--by", "A", "--on", "2026-11-20")
    assert done.exit_code == 0
    rows = json.loads(run("--as-of", DAY, "week", "--json").output)
    assert "us-119-hr4817" not in {row["bill"] for row in rows if row["section"] == "decide"}


def test_a_look_alike_is_asked_about_until_somebody_decides(fresh, run):
    with fresh.writer("test") as writer, writer.transaction():
        writer.connection.execute(
            "INSERT INTO suggestions (kind, bill, family, reason, state, seen_at) VALUES ('built', "
            "'us-119-hr9999', 'us-tsra', '[\"same title\"]', 'open', '2026-11-20T00:00:00Z')"
        )
    (asked,) = [item for item in on(fresh, DAY).decide.items if item.kind == "look-alike"]
    assert asked.what.replace("\N{NO-BREAK SPACE}", " ") == (
        "Is H.R. 9999 part of Trafficking Survivors Relief Act? Same title"
    )
    assert run(*asked.how.split()[1:3], "decline", "--by", "A Name").exit_code == 0
    assert not [item for item in on(fresh, DAY).decide.items if item.kind == "look-alike"]
    assert run("undo").exit_code == 0
    assert [item for item in on(fresh, DAY).decide.items if item.kind == "look-alike"]


def test_old_data_and_unknown_ends_are_named(sheet):
    kinds = {item.kind: item.what for item in sheet.stale.items}
    assert "live bills not checked" in kinds["stale"].replace("\N{NO-BREAK SPACE}", " ")
    assert "AB\N{NO-BREAK SPACE}938" in kinds["outcome"]


@pytest.mark.usefixtures("sitting")
def test_what_was_seen_since_the_last_call(tmp_path):
    fresh = Workspace.at(tmp_path / "workspace")
    prepare(fresh)
    name, body = built_status("us-119-hr1144", "A newer title")
    for page in (body, body.replace(b"</actions>", _ACTION + b"</actions>")):
        (fresh.root / name).write_bytes(page)
        with fresh.writer("import") as writer:
            import_paths(writer, [fresh.root / name], load_sources(), archive_root=fresh.archive)
            today = writer.today
    found = on(fresh, today)
    assert [item.bill for item in found.changed.items] == ["us-119-hr1144"]
    assert found.changed.items[0].what.endswith(": introduced")
    assert found.changed.items[0].url.startswith("https://")
    assert not on(fresh, today, since=date(2099, 1, 1)).changed.items


def test_what_staff_saw_stands_with_what_changed(fresh, run):
    done = run("report", "us-119-hr1144", "Taken up today", "--on", "2026-11-20",
               "--seen-in-room", "--by", "Ana Name")  # fmt: skip
    assert done.exit_code == 0
    rows = json.loads(run("week", "--json").output)
    (row,) = [row for row in rows if row["section"] == "changed"]
    assert row["what"] == "H.R. 1144: Taken up today (seen by Ana Name, not yet in the record)"
    assert (row["kind"], row["certainty"]) == ("report", "watch")


_ACTION = (
    b"<item><actionDate>2026-02-02</actionDate><text>Motion to discharge committee filed."
    b"</text><type>Discharge</type></item>"
)


def test_hearings_letters_and_signatures_stand_with_who_must_act(fresh):
    with fresh.writer("test") as writer, writer.transaction():
        writer.connection.execute(
            "INSERT INTO hearings (identifier, bill, date, name, committee, chamber, time, status, "
            "source) VALUES ('built', 'ca-20252026-ab938', '2026-12-03', 'Senate Public Safety', "
            "'ca-built', 'upper', '09:30', 'confirmed', 'seed')"
        )
        writer.connection.execute(  # at which nobody from outside speaks
            "INSERT INTO hearings (identifier, bill, date, name, chamber, status, source, kind) "
            "VALUES ('markup', 'ca-20252026-ab938', '2026-12-02', 'Another', 'upper', 'confirmed', "
            "'seed', 'markup')"
        )
        writer.connection.execute(
            "INSERT OR REPLACE INTO positions (bill, campaign, position, decided_on) VALUES "
            "('ca-20252026-ab938', 'ca-vacatur', 'support', '2025-02-25')"
        )
    found = on(fresh, DAY)
    (speak,) = [item for item in found.tasks.items if item.kind == "testimony"]
    assert speak.how == "billtrail testimony ca-20252026-ab938" and speak.date == "2026-12-03"
    assert speak.what.endswith("(support) before Senate Public Safety")
    with open_snapshot(fresh.database, DAY) as snapshot:
        told = build_home(read_home(snapshot)).settle
        assert read_home(snapshot, working=False).hearings == ()
    assert "Who speaks at these hearings?" in [one.question for one in told]
    by_kind = {item.kind: item for item in found.dates.items}
    assert by_kind["hearing"].who == "Senate Public Safety"
    assert "(9:30\N{NO-BREAK SPACE}a.m.)" in by_kind["hearing"].what
    assert by_kind["letter"].who == US and by_kind["letter"].date < "2026-12-03"
    assert next(who for who, _ in found.by_actor()) in (US, "California Legislature")


def test_an_owner_is_named_where_one_is_set(fresh, run):
    fresh.organisation.write_text('name = "A"\n[owners]\nca-advocates = "Ana Name"\n')
    rows = json.loads(run("--as-of", DAY, "week", "--json").output)
    assert "Ana Name" in {row["who"] for row in rows if row["section"] == "tasks"}
    fresh.organisation.write_text("[owners]\ntsra = 3\n")
    wrong = run("week")
    assert wrong.exit_code == 2 and "[owners] holds lines such as" in wrong.stderr


# -- formats -------------------------------------------------------------------------------------


def test_json_keeps_its_contract(sheet):
    rows = week_json(sheet)
    assert rows and all(set(row) >= KEYS for row in rows)
    assert {row["certainty"] for row in rows} <= {"sure", "expected", "watch"}
    assert not [row for row in rows if "\N{NO-BREAK SPACE}" in row["what"]]
    decide = [row["what"] for row in rows if row["section"] == "decide"]
    assert sheet.decide.more and len(decide) == len(sheet.decide.items) + sheet.decide.more


#: Styles whose font is ours: one that every machine has, or another of its widths.
_SET = ("Normal", "Title", "Heading 1", "Heading 2")


def _words(format_, page):
    if format_ == "docx":
        document = docx.Document(io.BytesIO(page))
        assert {style.font.name for style in document.styles if style.name in _SET} == {"Arial"}
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        text = "\n".join([p.text for p in document.paragraphs] + cells)
    else:
        text = page.decode()
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("format_", ["text", "html", "docx"])
def test_every_format_says_the_same_words(sheet, format_):
    page = _words(format_, render_week(sheet, OURS, format_))
    for item in (*sheet.decide.items, *sheet.dates.items, *sheet.later, *sheet.stale.items):
        assert " ".join(item.what.replace("\N{NO-BREAK SPACE}", " ").split()) in page
    assert "A Coalition" in page and "SAMPLE" not in page
    assert "Three dates in two weeks, " in page and " things to decide" in page
    assert "billtrail " not in page and "Write down what was decided at the desk" in page
    assert "billtrail review-sheet" in render_week(sheet, OURS, "terminal").decode()


def test_without_an_organisation_it_is_a_sample(sheet):
    assert "SAMPLE: set your organization" in render_week(sheet, None, "text").decode()


def _full(words):
    """The most rows of every section; built by hand."""
    row = WeekItem(
        "2026-12-01", "hearing", "watch", "Senate Committee on Public Safety", "Word " * words
    )
    rows = {name: (row,) * most for name, most in MOST.items()}
    return Week(
        "2026-11-23", "2026-11-16", "2026-12-07", WeekSection(rows["changed"], 9),
        WeekSection((*rows["position"], *rows["look-alike"]), 30), WeekSection(rows["dates"], 2),
        (replace(row, date="2027-03-01"),) * weeks.LATER, WeekSection(rows["stale"], 3),
        WeekSection(rows["tasks"], 2), (replace(row, date=""),),
    )  # fmt: skip


def _pages(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        return len(document.pages)


@pytest.mark.parametrize("organisation", [OURS, None])
def test_the_shipped_week_prints_on_one_page_the_same_each_time(sheet, organisation):
    pdf = render_week(sheet, organisation, "pdf")
    assert pdf == render_week(sheet, organisation, "pdf")
    assert _pages(pdf) == 1


@pytest.mark.parametrize("words", [12, 45])
def test_a_full_week_never_takes_a_third_page(words):
    """Rows go, and are counted, before there is a third page."""
    assert _pages(render_week(_full(words), OURS, "pdf")) == 2


def test_words_from_outside_are_escaped(sheet):
    bad = replace(sheet.dates.items[0], what="<script>alert(1)</script> {{ 7 }} #panic()")
    page = render_week(replace(sheet, dates=WeekSection((bad,))), OURS, "html").decode()
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert render_week(replace(sheet, dates=WeekSection((bad,))), OURS, "pdf")


def test_short_days():
    assert short_day("2026-11-30").replace("\N{NO-BREAK SPACE}", " ") == "Mon Nov 30"
    assert build_view(_full(3), None, commands=True).more[1].endswith("week --format json")


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "terminal"])
def test_the_command_writes_each_format(run, tmp_path, format_):
    path = tmp_path / f"sheet.{format_.replace('text', 'txt')}"
    done = run("--as-of", DAY, "week", "--format", format_, "-o", path)
    assert done.exit_code == 0, done.output
    assert path.stat().st_size > 500


def test_wrong_options_are_said(run):
    assert run("week", "--format", "odt").exit_code == 2
    assert "is not a date" in run("week", "--since", "soon").stderr


def test_a_live_bill_s_deadline_is_a_date_of_the_sheet_with_its_doubt(fresh):
    """AB 1656 of 2025-26 as if the shipped record had stopped in Senate committee."""
    step = NextStep(
        "Hearing and vote in committee", "2026-07-02", "Senate Public Safety Committee", "expected",
        basis="the calendar of another year", checked=False,
    )  # fmt: skip
    with open_snapshot(fresh.database, date(2026, 6, 25)) as snapshot:
        campaign, bill = next(
            (c, b) for c in snapshot.campaigns() for b in c.bills
            if b.status and is_alive(b.status)
        )  # fmt: skip
        waits = replace(bill, status=replace(bill.status, next_step=step))
        (item,) = steps([replace(campaign, bills=(waits,))])
    assert (item.kind, item.date, item.certainty) == ("deadline", "2026-07-02", "expected")
    assert item.what.endswith("(as we understand the rules; not checked against the official "
                              "calendar)")  # fmt: skip

"""``billtrail update`` with the Congress.gov API: what is asked, what is kept, what is said."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sitting
from congress_api import KEY, Api, Fault, read_visit, serving

from billtrail.bills.models import Bill
from billtrail.importing.importer import import_paths
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.registry import load_sources, source_named
from billtrail.scrapers.us_congress_api.answers import visit_document
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates.report import UpdateReport
from billtrail.updates.update import parse_base_urls, sources_to_ask, update
from billtrail.words import NO_BREAK
from billtrail.workspace.workspace import Workspace

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
HR1379, HR4323 = "us-119-hr1379", "us-119-hr4323"
MEETINGS = "/v3/committee-meeting/119"


@pytest.fixture(autouse=True)
def the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGRESS_API_KEY", KEY)


@pytest.fixture
def api() -> Api:
    return Api(*(read_visit(name) for name in ("bill-us-119-hr1379", "bill-us-119-hr4323")))


@pytest.fixture
def workspace(fresh: Workspace) -> Workspace:
    """Two bills are watched: H.R. 1379, whose end can move whatever the day, and H.R. 4323."""
    with closing(sqlite3.connect(fresh.database)) as connection, connection:
        connection.execute("DELETE FROM campaign_bills WHERE bill NOT IN (?, ?)", (HR1379, HR4323))
        connection.execute("UPDATE bills SET final = (key <> ?)", (HR1379,))
    return fresh


def ask(workspace: Workspace, api: Api, bills: tuple[str, ...] = ()) -> UpdateReport:
    api.asked.clear()
    with serving(api) as base:
        urls = {"us_congress_api": base}
        return update(workspace, source="us_congress_api", bills=bills, base_urls=urls)


def rows(workspace: Workspace, query: str, *values: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute(query, values).fetchall()


def record(workspace: Workspace, key: str = HR1379) -> list[tuple[Any, ...]]:
    query = "SELECT data_as_of FROM source_records WHERE source = 'us_congress_api' AND bill = ?"
    return rows(workspace, query, key)


# What is asked ----------------------------------------------------------------------------------


def test_only_watched_bills_whose_end_can_move_are_asked_about(
    workspace: Workspace, api: Api
) -> None:
    api.list_meetings("119")
    report = ask(workspace, api)
    bill = "/v3/bill/119/hr/1379"
    lists = [f"{bill}/{name}" for name in ("actions", "cosponsors", "committees")]
    assert api.paths() == [bill, *lists, MEETINGS]
    assert (report.problems, report.requests) == ([], 5)
    assert len(record(workspace)) == 1
    assert record(workspace, HR4323) == []


def test_a_bill_named_is_asked_about_without_the_meetings(workspace: Workspace, api: Api) -> None:
    ask(workspace, api, (HR1379,))
    assert len(api.asked) == 4
    report = ask(workspace, api, (HR4323,))
    assert api.asked == []
    assert "  not asked: H.R. 4323 (119th Congress): its end cannot move" in report.said


@pytest.mark.parametrize("moves", [
    "UPDATE bills SET stage_date = '2026-11-20' WHERE key = :key",
    "INSERT INTO bill_changes (bill, field, new, seen_at, kind) VALUES (:key, 'final', '1', "
    "'2026-11-20T08:00:00Z', 'change')",
    "INSERT INTO doubts (bill, source, way, what, data_as_of, since, hash, record, says, why, "
    "state, times) VALUES (:key, 'us_govinfo', 'out', '[]', '', '', '', x'', '', '', 'open', 1)",
])  # fmt: skip
def test_a_new_end_is_asked_about_once_a_day_and_a_doubted_one_always(
    workspace: Workspace, api: Api, moves: str
) -> None:
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute(moves, {"key": HR4323})
    ask(workspace, api, (HR4323,))
    assert len(api.asked) == 4
    ask(workspace, api, (HR4323,))
    assert len(api.asked) == (4 if "doubts" in moves else 0)


def test_a_second_update_confirms_and_writes_nothing_new(workspace: Workspace, api: Api) -> None:
    ask(workspace, api, (HR1379,))
    count = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM bill_changes)"
    before = rows(workspace, count)
    report = ask(workspace, api, (HR1379,))
    assert rows(workspace, count) == before
    assert report.said[:2] == [
        f"Congress.gov API (Library of Congress) (4{NO_BREAK}requests)",
        f"  0{NO_BREAK}bills read anew, 1 confirmed as they were",
    ]
    ((checked,),) = rows(
        workspace, "SELECT checked_at FROM checks WHERE source = 'us_congress_api'"
    )
    assert checked >= record(workspace)[0][0]


def test_what_was_fetched_can_be_imported_again_and_speaks_for_its_day(
    workspace: Workspace, api: Api, tmp_path: Any
) -> None:
    ask(workspace, api, (HR1379,))
    empty = Workspace.at(tmp_path / "empty")
    with empty.writer("import") as writer:
        report = import_paths(writer, [workspace.archive], load_sources())
    assert (report.problems, report.bills) == ([], 1)
    assert record(empty) == record(workspace)


def test_govinfo_is_asked_first() -> None:
    names = [source.name for source in sources_to_ask()]
    assert names.index("us_govinfo") < names.index("us_congress_api")


def test_its_address_can_be_another() -> None:
    value = "us_congress_api=http://127.0.0.1:9000"
    assert parse_base_urls([value]) == {"us_congress_api": "http://127.0.0.1:9000"}


# Without a key, and when it is refused ------------------------------------------------------------


def test_without_a_key_nothing_is_asked_and_one_line_says_so(
    workspace: Workspace, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONGRESS_API_KEY")
    report = ask(workspace, api)
    assert api.asked == []
    assert report.problems == []
    (line,) = report.said
    assert line.startswith("Congress.gov API: no key set, so ")
    assert line.endswith("GovInfo alone is used.")
    assert rows(workspace, "SELECT 1 FROM source_health WHERE source = 'us_congress_api'") == []


def test_the_key_may_lie_in_the_workspace(
    workspace: Workspace, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONGRESS_API_KEY")
    path = workspace.root / "secrets.env"
    path.write_text(f"CONGRESS_API_KEY={KEY}\n")
    path.chmod(0o600)
    assert ask(workspace, api, (HR1379,)).problems == []
    assert len(record(workspace)) == 1


def test_a_wrong_key_is_said_once_and_asked_with_once(
    workspace: Workspace, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGRESS_API_KEY", "wrong")
    report = ask(workspace, api, (HR1379, "us-119-hr1380", "us-119-hr1381"))
    assert len(api.asked) == 1
    (problem,) = report.problems
    assert problem.startswith("3 not answered (H.R. 1379 (119th Congress), ")
    assert "does not know this key" in problem


def test_the_key_is_nowhere_in_the_workspace(workspace: Workspace, api: Api) -> None:
    api.fail("/v3/bill/119/hr/1380", Fault(500, json.dumps({"error": f"key {KEY}"}).encode()))
    api.list_meetings("119")
    ask(workspace, api)
    ask(workspace, api, ("us-119-hr1380",))
    files = [path for path in workspace.root.rglob("*") if path.is_file()]
    assert len(files) > 1
    assert all(KEY.encode() not in path.read_bytes() for path in files)


def test_the_last_request_of_the_hour_is_left_and_the_rest_is_said(
    workspace: Workspace, api: Api
) -> None:
    api.remaining = 5
    report = ask(workspace, api, (HR1379, "us-119-hr1380"))
    assert len(record(workspace)) == 1
    (problem,) = report.problems
    assert problem.startswith("1 not answered (H.R. 1380")
    assert "1 of 5,000 requests are left this hour" in problem


def test_a_bill_that_is_not_there_is_no_fault(workspace: Workspace, api: Api) -> None:
    report = ask(workspace, api, ("us-119-hr9999",))
    assert report.problems == []
    assert any("no file there of H.R. 9999" in line for line in report.said)


def test_an_answer_about_another_bill_is_quarantined(workspace: Workspace, api: Api) -> None:
    api.answers["/v3/bill/119/hr/1379"] = {"bill": {"congress": 119, "type": "HR", "number": "7"}}
    report = ask(workspace, api, (HR1379,))
    assert "answered with 119 HR 7" in report.problems[0]
    ((url, reason),) = rows(workspace, "SELECT url, reason FROM quarantine")
    assert url == "https://api.congress.gov/v3/bill/119/hr/1379"
    assert "asked for us-119-hr1379" in reason
    assert record(workspace) == []


def test_a_halved_list_is_quarantined_and_the_last_good_one_stays(
    workspace: Workspace, api: Api
) -> None:
    ask(workspace, api, (HR1379,))
    path = "/v3/bill/119/hr/1379/cosponsors"
    name, listed = api.lists[path]
    api.lists[path] = name, listed[:8]
    assert "only 8 of 17 cosponsors came" in ask(workspace, api, (HR1379,)).problems[0]
    count = "SELECT count(*) FROM sponsorships WHERE bill = ? AND role = 'cosponsor'"
    assert rows(workspace, count, HR1379) == [(17,)]


# Differences ------------------------------------------------------------------------------------


def save_govinfo(workspace: Workspace, day: str, cosponsors: int) -> None:
    """GovInfo's record of H.R. 1379 with the first of its cosponsors."""
    visit = read_visit("bill-us-119-hr1379")
    document = visit_document("bill", HR1379, "test", visit["answers"], day)
    (bill,) = source_named("us_congress_api").parse(document, None)
    assert isinstance(bill, Bill)
    people = (bill.sponsorships or ())[: cosponsors + 1]
    with workspace.writer("test") as writer:
        writer.save_bill(replace(bill, sponsorships=people), "us_govinfo")


def test_a_cosponsor_that_govinfo_lacks_is_kept_marked_dated_and_shown(
    workspace: Workspace, api: Api
) -> None:
    save_govinfo(workspace, "2026-06-02", 16)
    ask(workspace, api, (HR1379,))
    marked = "SELECT name FROM sponsorships WHERE bill = ? AND source = 'us_congress_api'"
    assert rows(workspace, marked, HR1379) == [("Brian K. Fitzpatrick",)]
    with open_snapshot(workspace.database, date(2026, 11, 23)) as snapshot:
        status = snapshot.bill(HR1379)
    assert status.cosponsors.current == 17
    assert {
        (d.field, d.kept, d.kept_source, d.other, d.other_source) for d in status.disagreements
    } == {
        ("cosponsors", "17", "us_congress_api", "16", "us_govinfo"),
        ("cosponsor_in_one_source", "Brian K. Fitzpatrick", "us_congress_api", "", "us_govinfo"),
    }
    assert all(d.seen_at[:4].isdecimal() for d in status.disagreements)


def test_that_another_source_says_the_same_row_is_no_news(workspace: Workspace, api: Api) -> None:
    """The shipped facts are newer than the file, and the API says what they said."""
    save_govinfo(workspace, "2025-11-27", 16)
    ask(workspace, api, (HR1379,))
    kept = "SELECT field FROM bill_changes WHERE bill = ? AND kind = 'change' AND field LIKE '%:%'"
    assert [field.partition(":")[0] for (field,) in rows(workspace, kept, HR1379)] == [
        "sponsorships"
    ]
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        assert [c.field for c in snapshot.changes(bill=HR1379) if ":" in c.field] == []


def test_once_govinfo_has_caught_up_nothing_differs(workspace: Workspace, api: Api) -> None:
    save_govinfo(workspace, "2026-06-02", 16)
    ask(workspace, api, (HR1379,))
    save_govinfo(workspace, sessions.utc_now(), 17)
    assert rows(workspace, "SELECT field FROM disagreements WHERE bill = ?", HR1379) == []
    sources = "SELECT DISTINCT source FROM sponsorships WHERE bill = ? AND unlisted_since IS NULL"
    assert rows(workspace, sources, HR1379) == [("us_govinfo",)]


# Committee meetings -----------------------------------------------------------------------------


@pytest.fixture
def meetings(api: Api) -> Iterator[Api]:
    api.add(read_visit("meeting-119-900001"))
    none = deepcopy(read_visit("meeting-119-900001"))
    none["key"] = "119-900002"
    none["answers"]["committeeMeeting"][0]["committeeMeeting"] |= {
        "eventId": "900002", "relatedItems": None, "chamber": "Senate"
    }  # fmt: skip
    api.add(none)
    api.list_meetings("119", ("House", "900001"), ("Senate", "900002"), ("House", "900003"))
    yield api


def test_a_meeting_that_names_a_bill_becomes_its_hearing(
    workspace: Workspace, meetings: Api
) -> None:
    report = ask(workspace, meetings)
    assert report.problems == []
    assert [path for path in meetings.paths() if path.startswith(f"{MEETINGS}/")] == [
        f"{MEETINGS}/house/900001", f"{MEETINGS}/senate/900002", f"{MEETINGS}/house/900003",
    ]  # fmt: skip
    heard = rows(workspace, "SELECT bill, date, time, status, source FROM hearings")
    assert heard == [(HR4323, "2025-09-10", "10:00", "confirmed", "us_congress_api")]


def test_meetings_are_asked_about_from_the_day_before_the_last_visit(
    workspace: Workspace, meetings: Api
) -> None:
    def since() -> str:
        (asked,) = [asked for asked in meetings.asked if asked.path == MEETINGS]
        return asked.query["fromDateTime"]

    now = datetime.fromisoformat(sessions.utc_now())
    ask(workspace, meetings)
    assert since()[:10] in days_before(now, 14)
    assert since().endswith("T00:00:00Z")
    ask(workspace, meetings)
    assert since()[:10] in days_before(now, 1)


def days_before(now: datetime, days: int) -> set[str]:
    """The day, or the next where midnight passed meanwhile."""
    return {f"{now - timedelta(days=days - late):%Y-%m-%d}" for late in (0, 1)}


def test_a_round_of_meetings_that_broke_off_is_asked_again_from_the_same_day(
    workspace: Workspace, meetings: Api
) -> None:
    meetings.fail(f"{MEETINGS}/house/900001", Fault(400, b'{"error": "Words of ours"}'))
    assert "Words of ours" in ask(workspace, meetings).problems[0]
    assert rows(workspace, "SELECT 1 FROM links WHERE url LIKE ?", f"%{MEETINGS}") == []
    ask(workspace, meetings)
    assert len(rows(workspace, "SELECT 1 FROM hearings")) == 1

"""Calendars: what lists and agendas become, moves and cancellations from visit to visit."""

import csv
import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from agendas import FOLDER, Meeting, agenda, agenda_of, site_of, visit
from clock.sitecustomize import SHIFT
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from replay import Fault, Publisher, serving

from billtrail.bills.models import Document
from billtrail.bills.values import HearingStatus
from billtrail.errors import ParseError
from billtrail.importing import ImportReport
from billtrail.importing.importer import ingest, reparse
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.ca_calendar.pages import agenda_html, clock_of, day_of, read_agenda
from billtrail.scrapers.ca_calendar.source import ABOUT, NAME, SOURCE, gather
from billtrail.scrapers.california.committees import committee_code
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates.update import update
from billtrail.words import NO_BREAK
from billtrail.words.days_and_numbers import day_words
from billtrail.workspace.workspace import Workspace

AT = "2026-04-20T16:00:00Z"
SPAN = "?startDate=2026-04-20&endDate=2026-06-19&committeeHearings=1"
SB1022, AB2582 = "ca-20252026-sb1022", "ca-20252026-ab2582"
#: True facts of the Daily Files of 2026-04-20: two watched bills and some of their company.
UPPER = (
    Meeting(date(2026, 4, 21), "Public Safety", "8:30 a.m.", "1021 O Street, Room 2200",
            (("ca-20252026-sb1446", ""), (SB1022, ""), ("ca-20252026-sb1354", "Pending Receipt"))),
    Meeting(date(2026, 4, 21), "Elections And Constitutional Amendments", "9:30 a.m.",
            "State Capitol, Room 113", None, number=2),
    Meeting(date(2026, 4, 20), "Human Services", "3 p.m. or upon adjournment of Session",
            "1021 O Street, Room 2200", (), number=3),
)  # fmt: skip
LOWER = (
    Meeting(date(2026, 4, 22), "Appropriations", "9 a.m.", "1021 O Street, Room 1100",
            ((AB2582, ""), ("ca-20252026-ab1819", "Pending re-referral"))),
)  # fmt: skip


@pytest.mark.parametrize(("chamber", "meetings"), [("upper", UPPER), ("lower", LOWER)])
def test_a_visit_becomes_the_agenda_beside_it(chamber: str, meetings: tuple[Meeting, ...]) -> None:
    found = agenda_of(visit(chamber, meetings, AT, SPAN if chamber == "upper" else ""))
    expected = json.loads((FOLDER / f"{chamber}.expected.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(asdict(found))) == expected


def test_the_watched_bill_of_the_day() -> None:
    found = agenda_of(visit("upper", UPPER, AT, SPAN))
    one = next(h for h in found.hearings if h.bill == SB1022)
    assert (one.date, one.time, one.committee) == ("2026-04-21", "08:30", "CS72")
    assert one.location == "1021 O Street, Room 2200"
    assert (found.starts, found.ends) == ("2026-04-20", "2026-06-19")
    assert found.unread == (("2026-04-21", "Elections And Constitutional Amendments"),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday, April 21, 2026", "2026-04-21"),
        ("Tue, Apr 21", "2026-04-21"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("04/21/2026", "2026-04-21"),
        ("Jan 5", "2027-01-05"),
        ("February 30, 2026", None),
        ("Tomorrow", None),
    ],
)
def test_days_in_every_spelling(text: str, day: str | None) -> None:
    near = date(2026, 12, 20) if "Jan" in text else date(2026, 4, 20)
    assert day_of(text, near) == day


@pytest.mark.parametrize(
    ("text", "clock", "note"),
    [
        ("8:30 a.m.", "08:30", None),
        ("12:30pm", "12:30", None),
        ("12 a.m.", "00:00", None),
        ("Time: 3 p.m. or upon adjournment of Session", "15:00",
         "3 p.m. or upon adjournment of Session"),
        ("Upon adjournment of Session", None, "Upon adjournment of Session"),
        ("", None, None),
    ],
)  # fmt: skip
def test_times_and_what_is_no_time(text: str, clock: str | None, note: str | None) -> None:
    assert clock_of(text) == (clock, note)


# What fails loudly --------------------------------------------------------------------------------


def changed(document: Document, name: str, old: str, new: str) -> Document:
    part = next(part for part in document.parts if name in part)
    assert old.encode() in document.parts[part], old
    parts = {**document.parts, part: document.parts[part].replace(old.encode(), new.encode())}
    return document._replace(parts=parts)


@pytest.mark.parametrize(
    ("chamber", "name", "old", "new", "said"),
    [
        ("upper", "list", "page-events--day-wrapper", "day",
         ".no-results-message: 0 found, at least 1 expected"),
        ("upper", "list", "page-events__date", "date",
         "h2.page-events__date below <div> of line 1: 0 found, 1 expected"),
        ("upper", "list", "Tuesday, April 21, 2026", "Soon", "'Soon' where a day was expected"),
        ("upper", "list", "page-events__title", "title", ".page-events__title below <div>"),
        ("lower", "list", "committee-hearing-table", "hearings",
         "table.committee-hearing-table: 0 found, 1 expected"),
        ("lower", "list", "committee_hearing-time", "time",
         "td.committee_hearing-time below <tr> of line"),
        ("lower", "agenda-", 'class="agenda', 'class="other',
         ".agenda-container, .agenda: 0 found, 1 to 2 expected"),
        ("lower", "agenda-", "bill_id=202520260AB2582", "bill_id=AB2582",
         "has no bill_id of a measure"),
        ("lower", "agenda-", 'class="Measure"', 'class="Bill"', "0 measures, but 2 links"),
        ("lower", "agenda-", "billNavClient.xhtml?bill_id=", "bill/",
         'a[href*="bill_id="]: 0 found, at least 2 expected'),
    ],
)  # fmt: skip
def test_a_page_of_another_shape_names_selector_and_counts(
    chamber: str, name: str, old: str, new: str, said: str
) -> None:
    document = visit(chamber, UPPER if chamber == "upper" else LOWER, AT, SPAN)
    with pytest.raises(ParseError, match=re.escape(said)):
        agenda_of(changed(document, name, old, new))


def test_an_unknown_type_of_measure_is_said_and_takes_nothing_else_away(fresh: Workspace) -> None:
    told = changed(visit("lower", LOWER, AT), "agenda-", "202520260AB1819", "202520260XYZ7")
    found = agenda_of(told)
    assert [h.bill for h in found.hearings] == [AB2582]
    assert found.unknown == ("202520260XYZ7",)
    report = ImportReport()
    with fresh.writer("test") as writer:
        ingest(writer, SOURCE, told, report)
    assert report.counts["hearings"] == 1
    assert report.problems == [
        "California Legislature, committee calendars: 202520260XYZ7 is on an agenda, but is no "
        "measure we know"
    ]


@pytest.mark.parametrize(
    "about", [b"", b"[]", b"{}", b'{"fetched_at": "soon", "url": ""}', b'{"url": 3}']
)
def test_a_visit_that_does_not_say_when_is_refused(about: bytes) -> None:
    document = visit("lower", LOWER, AT)
    with pytest.raises(ParseError, match="does not say when"):
        agenda_of(document._replace(parts={**document.parts, ABOUT: about}))


def test_an_agenda_in_drupals_wrapping_is_the_same() -> None:
    html = agenda(LOWER[0])
    wrapped = json.dumps([{"command": "openDialog", "data": html, "dialogOptions": {}}]).encode()
    assert read_agenda("a", wrapped) == read_agenda("a", html.encode())
    for broken in (b"[", b"[]", b"[3]", b'[{"command": "x"}]'):
        with pytest.raises(ParseError):
            agenda_html("a", broken)


@given(st.data())
@examples(20)
def test_pages_cut_anywhere_give_an_agenda_or_a_parse_error(data: Any) -> None:
    document = visit(*data.draw(st.sampled_from([("upper", UPPER), ("lower", LOWER)])), AT)
    part = data.draw(st.sampled_from(sorted(document.parts)))
    start = data.draw(st.integers(0, len(document.parts[part])))
    body = document.parts[part][:start] + data.draw(st.sampled_from([b"", b"\xff", b"<"]))
    with suppress(ParseError):
        agenda_of(document._replace(parts={**document.parts, part: body}))


# From visit to visit ------------------------------------------------------------------------------

TODAY = sessions.today()


def in_days(days: int) -> date:
    return TODAY + timedelta(days)


def setting(*days: int, key: str = SB1022, status: str = "") -> tuple[Meeting, ...]:
    """Senate Public Safety hears a bill on each of these days."""
    return tuple(
        Meeting(in_days(d), "Public Safety", "8:30 a.m.", "Room 2200", ((key, ""),), status, d)
        for d in days
    )


def ask(workspace: Workspace, site: Publisher) -> Any:
    """Visit the pages, a minute after the last time: a list is kept with the second it was read at,
    and no publisher's pace lets two be read in one."""
    site.forget()
    with serving(site) as base, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SHIFT, str(float(os.environ[SHIFT]) + 60 * next(_VISITS)))
        return update(workspace, source=NAME, base_urls={NAME: base})


_VISITS = count()


def hearings(workspace: Workspace) -> list[HearingStatus]:
    with open_snapshot(workspace.database, TODAY) as snapshot:
        return [h for h in snapshot.hearings() if h.bill in (SB1022, AB2582)]


def news(workspace: Workspace) -> list[str]:
    """What the changes say of hearings: day and words; a bill's own changes say the same."""
    with open_snapshot(workspace.database, TODAY) as snapshot:
        told, own = (
            [json.loads(c.new or "") for c in found if c.field.startswith("hearings:")]
            for found in (snapshot.changes(), snapshot.changes(bill=SB1022))
        )
    assert told == own
    return [f"{row['date']} {row['description']}" for row in told]


def test_hearings_are_set_move_and_are_cancelled_from_update_to_update(fresh: Workspace) -> None:
    site = site_of({"upper": setting(10), "lower": ()})
    report = ask(fresh, site)
    assert report.problems == []
    assert "  hearings listed: 1" in report.said and f"(4{NO_BREAK}requests)" in report.said[0]
    assert [seen.path for seen in site.requests] == [
        "/robots.txt", "/calendar", "/schedules-publications/daily-file", setting(10)[0].address,
    ]  # fmt: skip
    (one,) = hearings(fresh)
    assert (one.date, one.committee, one.status) == (str(in_days(10)), "CS72", "confirmed")
    assert one.name == "Senate Public Safety"
    assert one.letters or one.letters_closed
    assert news(fresh) == [f"{in_days(10)} Hearing, Senate Public Safety"]

    ask(fresh, site_of({"upper": setting(17), "lower": ()}))
    (moved,) = hearings(fresh)
    assert (moved.id, moved.date, moved.status) == (one.id, str(in_days(17)), "moved")
    assert moved.moved_from == one.date

    ask(fresh, site_of({"upper": (), "lower": ()}))
    (off,) = hearings(fresh)
    assert (off.id, off.status, off.letters) == (one.id, "cancelled", None)

    assert news(fresh) == [f"{in_days(17)} Hearing, Senate Public Safety, moved from "
                           f"{day_words(str(in_days(10)))}: called off"]  # fmt: skip
    ask(fresh, site_of({"upper": setting(17), "lower": ()}))
    assert [h.status for h in hearings(fresh)] == ["moved"]


def test_a_page_that_says_cancelled_cancels(fresh: Workspace) -> None:
    ask(fresh, site_of({"upper": setting(10), "lower": ()}))
    ask(fresh, site_of({"upper": setting(10, status="CANCELLED"), "lower": ()}))
    assert [h.status for h in hearings(fresh)] == ["cancelled"]
    (meeting,) = setting(10, status="Hearing cancelled")
    ask(fresh, site_of({"upper": (replace(meeting, bills=None),), "lower": ()}))
    assert [h.status for h in hearings(fresh)] == ["cancelled"]


def test_an_agenda_that_is_not_out_says_nothing(fresh: Workspace) -> None:
    ask(fresh, site_of({"upper": setting(10), "lower": ()}))
    (meeting,) = setting(10)
    ask(fresh, site_of({"upper": (replace(meeting, bills=None),), "lower": ()}))
    assert [h.status for h in hearings(fresh)] == ["confirmed"]


def test_a_failing_agenda_changes_nothing_and_is_said(fresh: Workspace) -> None:
    ask(fresh, site_of({"upper": setting(10), "lower": ()}))
    site = site_of({"upper": setting(17), "lower": ()})
    site.fail(setting(17)[0].address, *[Fault(500)] * 3)
    report = ask(fresh, site)
    assert "the server answered 500" in report.problems[0]
    assert [(h.date, h.status) for h in hearings(fresh)] == [(str(in_days(10)), "confirmed")]


def test_robots_is_obeyed_and_the_data_files_are_named(fresh: Workspace) -> None:
    site = site_of({"upper": setting(10), "lower": ()})
    site.robots = (200, "User-agent: *\nDisallow: /\n")
    report = ask(fresh, site)
    assert [seen.path for seen in site.requests] == ["/robots.txt"]
    assert "robots.txt does not allow it" in report.problems[0]
    assert "downloads.leginfo.legislature.ca.gov" in report.problems[0]
    assert hearings(fresh) == []


def test_old_visits_read_again_do_not_bring_back_the_past(fresh: Workspace, tmp_path: Path) -> None:
    for days in ((10,), (17,), ()):
        ask(fresh, site_of({"upper": setting(*days), "lower": ()}))
    with fresh.writer("reparse") as writer:
        reparse(writer, load_sources(), fresh.archive)
    assert [h.status for h in hearings(fresh)] == ["cancelled"]


def test_a_kept_visit_is_read_again_as_it_was(tmp_path: Path) -> None:
    document = visit("upper", UPPER, AT, SPAN)
    for name, data in document.parts.items():
        (tmp_path / name).write_bytes(data)
        assert any(re.search(pattern, name) for pattern in SOURCE.kinds.values())
    kept = gather([(p.name, p.open("rb")) for p in sorted(tmp_path.iterdir())], tmp_path)
    (again,) = kept.documents("2030-01-01T00:00:00Z")
    assert (again.sha256, again.data_as_of) == (document.sha256, AT)
    assert agenda_of(again) == agenda_of(document)
    (tmp_path / ABOUT).unlink()
    lost = gather([(p.name, p.open("rb")) for p in sorted(tmp_path.iterdir())], tmp_path)
    assert list(lost.documents("x")) == [] and "pages left out" in lost.problems[0]


# Real pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count", "noted"),
    [("assembly_agenda_1", 3, 1), ("assembly_agenda_2", 23, 0), ("senate_agenda_1", 44, 4)],
)
def test_the_real_agendas(real: Path, name: str, count: int, noted: int) -> None:
    file = real / "california" / "calendar" / f"{name}.html"
    items = read_agenda(name, file.read_bytes())
    assert len({item.bill for item in items}) == len(items) == count
    assert sum(item.note is not None for item in items) == noted


def test_real_committee_names_join_the_roster_and_real_times_are_read(real: Path) -> None:
    """Of 93 meetings all of standing committees with a code; joint hearings and budget
    subcommittees have none."""
    file = real / "california" / "calendar" / "hearings_2026-04.csv"
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 93
    unjoined = set()
    for row in rows:
        chamber = Chamber.LOWER if row["chamber_id"] == "1" else Chamber.UPPER
        if committee_code(chamber, row["committee"]) is None:
            unjoined.add(row["committee"])
        clock, note = clock_of(row["time_verbatim"])
        assert clock or note
        if row["time_normalized"]:
            assert f"{clock}:00" == row["time_normalized"]
    no_code = {"Emergency Management", "Privacy, Digital Technologies, And Consumer Protection"}
    assert {n for n in unjoined if not re.search("Subcommittee|Joint", n)} == no_code

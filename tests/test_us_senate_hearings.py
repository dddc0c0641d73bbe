"""The Senate's list of meetings: what it says of bills, and what becomes of a meeting."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from meeting_sites import Row, senate_site, senate_visit, senate_xml
from replay import Fault, Publisher, serving

from billtrail.bills.models import Agenda
from billtrail.bills.values import HearingStatus
from billtrail.errors import ParseError
from billtrail.importing import ImportReport
from billtrail.importing.importer import ingest, reparse
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.congress import clock_of, keys_named, kind_of, status_in
from billtrail.scrapers.us_senate_hearings.source import SOURCE, parse
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates.update import update
from billtrail.workspace.workspace import Workspace

REAL = Path(__file__).resolve().parents[2] / "shared" / "real" / "federal" / "floor"
NAME, S2255 = "us_senate_hearings", "us-119-s2255"
TODAY = sessions.today()
DAY = TODAY + timedelta(days=7)
#: S. 2255 is in Judiciary; the day and the number of the meeting are made up.
MARKUP = Row(DAY, "Business meeting to consider S.2255, to provide relief, and S. Res. 12.",
             bills=(("SN", "2255"), ("PN", "77")))  # fmt: skip


def at(hour: int, day: date = TODAY) -> str:
    return f"{day}T{hour:02}:00:00Z"


def agenda_of(data: bytes, when: str = at(15)) -> Agenda:
    (found,) = parse(senate_visit(data, when))
    assert isinstance(found, Agenda)
    return found


# What a list says --------------------------------------------------------------------------------


def test_bills_stand_beside_the_matter_and_in_its_prose() -> None:
    found = agenda_of(senate_xml(MARKUP, today=TODAY))
    assert [h.bill for h in found.hearings] == [S2255, "us-119-sres12"]
    one = found.hearings[0]
    assert (one.kind, one.time, one.committee, one.location) == (
        "markup", "10:15", "ssju00", "SD-226"
    )  # fmt: skip
    assert (one.identifier, one.meeting) == (f"congress-119-338784-{S2255}", "congress-119-338784")
    assert one.papers == ()  # an address with xxxx in it leads nowhere
    assert (found.starts, found.ends, found.unknown) == (str(TODAY), str(DAY), ())


def test_the_row_that_says_nothing_is_on_is_no_meeting_and_speaks_for_its_day_alone() -> None:
    found = agenda_of(senate_xml(today=TODAY))
    assert (found.hearings, found.starts, found.ends) == ((), str(TODAY), str(TODAY))


@pytest.mark.parametrize(
    ("row", "status", "time", "note"),
    [
        (replace(MARKUP, type="Closed Hearing"), "confirmed", "10:15", "closed to the public"),
        (replace(MARKUP, time="After adjournment of the Senate"), "confirmed", None,
         "After adjournment of the Senate"),
        (replace(MARKUP, time="10:00 AM or upon conclusion of the vote"), "confirmed", "10:00",
         "10:00 AM or upon conclusion of the vote"),
        (replace(MARKUP, matter=f"POSTPONED: {MARKUP.matter}"), "postponed", "10:15", None),
        (replace(MARKUP, type="Canceled Hearing"), "cancelled", "10:15", None),
        (replace(MARKUP, matter=f"{MARKUP.matter} Debts that were cancelled."), "confirmed",
         "10:15", None),
        (replace(MARKUP, code="", committee="Judiciary"), "confirmed", "10:15", None),
    ],
)  # fmt: skip
def test_what_else_is_said_of_when_and_whether(row, status, time, note) -> None:
    one = agenda_of(senate_xml(row, today=TODAY)).hearings[0]
    assert (one.status, one.time, one.note) == (status, time, note)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body>Access Denied</body></html>", "root element is html"),
        (b"", "not well-formed XML"),
        (b"<css_meetings_scheduled/>", "no meeting in the list"),
        (senate_xml(MARKUP, today=TODAY).replace(str(DAY).encode(), b"soon"), "no date: 'soon'"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        agenda_of(data)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("S.5038, H.R. 1 and HR 188", ("s5038", "hr1", "hr188")),
        ("H. Con. Res. 93, H.J. Res. 210, S.J.Res.5, H.Res. 7", ("hconres93", "hjres210", "sjres5",
                                                                 "hres7")),
        ("Senate amendments to H.R. 5334; H.R. 5334", ("hr5334",)),
        ("H.R. ____, H.R. (draft), 10355, U.S. 5, P.S. 7, Mrs. 4", ()),
        ("PN12-1, S. 0, S. 12a", ()),
    ],
)  # fmt: skip
def test_measures_in_every_spelling(text: str, keys: tuple[str, ...]) -> None:
    assert keys_named(text, "119") == tuple(f"us-119-{key}" for key in keys)


def test_small_words_of_a_meeting() -> None:
    assert clock_of("14:00:00") == ("14:00", None) and clock_of("12:30 p.m.") == ("12:30", None)
    assert clock_of("00:00:00") == (None, None) == clock_of(None)
    assert clock_of("25:99") == (None, None)
    assert [kind_of(t) for t in ("Open Hearing", "Markup of H.R. 1", "")] == [
        "hearing", "markup", "meeting"
    ]  # fmt: skip
    assert status_in("(Rescheduled) hearing (CANCELED)") == "cancelled"


def test_the_real_lists() -> None:
    if not REAL.is_dir():
        pytest.skip("the publishers' own files are not here")
    found = agenda_of((REAL / "hearings_2026-07-30.xml").read_bytes(), "2026-07-30T12:00:00Z")
    assert {h.date: h.committee for h in found.hearings} == {
        "2026-07-30": "sshr00", "2026-08-05": "sscm00"
    }  # fmt: skip
    assert {h.kind for h in found.hearings} == {"markup"} and len(found.hearings) == 15
    assert "us-119-s737" in {h.bill for h in found.hearings}  # in the prose alone
    assert found.ends == "2026-08-05" and found.unknown == ()
    empty = agenda_of((REAL / "hearings_2026-10-02_empty.xml").read_bytes(), "2026-10-02T16:00:00Z")
    assert empty.hearings == () and empty.ends == "2026-10-02"


@given(st.data())
@examples(25)
def test_whatever_came_is_read_or_refused(data: st.DataObject) -> None:
    whole = listing(MARKUP)
    at, cut = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 40))
    noise = data.draw(st.binary(max_size=8) | st.sampled_from([b"2062", b"<", b"&x;", b'"', b"0"]))
    changed = whole[:at] + noise + whole[at + cut :]
    with suppress(ParseError):
        list(parse(senate_visit(changed, f"{TODAY}T15:00:00Z")))


# What becomes of a meeting -----------------------------------------------------------------------


def heard(workspace: Workspace, bill: str = S2255) -> tuple[HearingStatus, ...]:
    with open_snapshot(workspace.database, TODAY) as snapshot:
        return snapshot.hearings([bill])


def take(workspace: Workspace, *lists: tuple[bytes, str]) -> ImportReport:
    report = ImportReport()
    for data, when in lists:
        with workspace.writer("test") as writer:
            writer.hearings.now = when
            ingest(writer, SOURCE, senate_visit(data, when), report,
                   archive_root=workspace.archive)  # fmt: skip
    return report


def listing(*rows: Row) -> bytes:
    return senate_xml(*rows, today=TODAY)


OTHER = Row(DAY + timedelta(days=1), "Hearings to examine nothing.", number="338790")


def test_a_meeting_moves_keeps_its_row_and_is_withdrawn_on_days_the_list_covers(
    fresh: Workspace,
) -> None:
    take(fresh, (listing(MARKUP, OTHER), at(14)))
    (one,) = heard(fresh)
    assert (one.date, one.kind, one.name) == (str(DAY), "markup", "Senate Judiciary")
    moved = replace(MARKUP, day=DAY + timedelta(days=1), time="11:00:00")
    take(fresh, (listing(moved, OTHER), at(15)))
    (two,) = heard(fresh)
    assert (two.id, two.date, two.time, two.status) == (one.id, str(moved.day), "11:00", "moved")
    take(fresh, (listing(), at(16)))  # today alone
    assert [h.status for h in heard(fresh)] == ["moved"]
    take(fresh, (listing(OTHER), at(17)))
    assert [(h.id, h.status, h.is_on) for h in heard(fresh)] == [(one.id, "withdrawn", False)]
    reparse_old(fresh)
    assert [h.status for h in heard(fresh)] == ["withdrawn"]


def reparse_old(workspace: Workspace) -> None:
    with workspace.writer("test") as writer:
        reparse(writer, {NAME: SOURCE}, workspace.archive)


def test_a_meeting_that_is_over_is_not_withdrawn(fresh: Workspace) -> None:
    today = replace(MARKUP, day=TODAY, time="09:00:00")
    later = replace(MARKUP, day=TODAY, time="16:30:00", number="338791", matter="S.1", bills=())
    take(fresh, (listing(today, later, OTHER), at(12)), (listing(OTHER), at(20)))
    (over,) = heard(fresh)
    assert over.status == "confirmed"
    assert [h.status for h in heard(fresh, "us-119-s1")] == ["withdrawn"]


def test_equal_bytes_save_nothing_and_another_list_of_the_same_is_no_news(fresh: Workspace) -> None:
    take(fresh, (listing(MARKUP), at(14)))
    with fresh.writer("test") as writer:
        before = writer.connection.total_changes
        ingest(writer, SOURCE, senate_visit(listing(MARKUP), at(15)), ImportReport())
        assert writer.connection.total_changes == before
    take(fresh, (listing(MARKUP, OTHER), at(16)))
    assert [h.sequence for h in heard(fresh)] == [0]


def test_a_list_that_goes_back_and_forth_is_as_it_was_last(fresh: Workspace) -> None:
    """An old copy from a cache, or a meeting that is moved, moved back and moved again."""
    later = listing(replace(MARKUP, time="11:00:00"))
    take(fresh, (listing(MARKUP), at(13)), (later, at(14)), (listing(MARKUP), at(15)))
    assert [h.time for h in heard(fresh)] == ["10:15"]
    reparse_old(fresh)
    assert [h.time for h in heard(fresh)] == ["10:15"]
    take(fresh, (later, at(16)))
    assert [h.time for h in heard(fresh)] == ["11:00"]
    reparse_old(fresh)
    assert [h.time for h in heard(fresh)] == ["11:00"]


def test_a_bill_that_comes_off_the_agenda_is_off_alone(fresh: Workspace) -> None:
    take(fresh, (listing(MARKUP), at(14)))
    take(fresh, (listing(replace(MARKUP, bills=(), matter="S. Res. 12 alone")), at(15)))
    assert [h.status for h in heard(fresh)] == ["withdrawn"]
    assert [h.status for h in heard(fresh, "us-119-sres12")] == ["confirmed"]


# Asking ------------------------------------------------------------------------------------------


@pytest.fixture
def site() -> Iterator[tuple[Publisher, str]]:
    made = senate_site(listing(MARKUP), datetime(2026, 11, 26, 14, 5, 45, tzinfo=UTC))
    with serving(made) as base:
        yield made, base


def test_an_update_with_nothing_new_is_robots_and_one_request(
    site: tuple[Publisher, str], fresh: Workspace
) -> None:
    made, base = site
    report = update(fresh, source=NAME, base_urls={NAME: base})
    assert report.problems == [] and len(heard(fresh)) == 1
    made.forget()
    report = update(fresh, source=NAME, base_urls={NAME: base})
    assert [(seen.path, seen.status) for seen in made.requests] == [
        ("/robots.txt", 200), ("/general/committee_schedules/hearings.xml", 304)
    ]  # fmt: skip
    assert "If-None-Match" not in made.requests[1].headers
    made.fail(made.requests[1].path, Fault(200, body=b"<html>Access Denied</html>"))
    made.validators = frozenset()
    report = update(fresh, source=NAME, base_urls={NAME: base})
    assert "root element is html" in report.problems[0]
    assert [h.status for h in heard(fresh)] == ["confirmed"]

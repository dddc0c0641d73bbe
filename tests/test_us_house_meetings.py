"""The House's meetings: their files and pages, and what an update asks for and makes of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from crawling import FETCHER
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from meeting_sites import Event, HouseSite, house_day, house_page, house_xml
from replay import Fault, serving

from billtrail.bills.models import Agenda, Document, Hearing
from billtrail.bills.values import HearingStatus
from billtrail.errors import ParseError
from billtrail.importing import ImportReport
from billtrail.importing.importer import import_paths, reparse
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.us_house_meetings.file import read_file
from billtrail.scrapers.us_house_meetings.links import day_link, event_of, meeting_link, week_link
from billtrail.scrapers.us_house_meetings.source import FILE, PAGE, SOURCE, join, listed_in, parse
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import open_reader
from billtrail.updates.report import UpdateReport
from billtrail.updates.sink import StoreSink
from billtrail.updates.update import _read_known, update
from billtrail.updates.us_meetings import update_meetings
from billtrail.workspace.workspace import Workspace

REAL = Path(__file__).resolve().parents[2] / "shared" / "real" / "federal" / "floor"
NAME, HR1379 = "us_house_meetings", "us-119-hr1379"
TODAY = sessions.today("America/New_York")
AT = f"{TODAY}T15:00:00Z"
#: A working day that both weeks' pages show, whatever day the tests live on.
DAY = TODAY + timedelta(days=7 - TODAY.weekday() + 1)
#: H.R. 1379 is in Judiciary; the meeting is made up.
BILLS = (("HR 1379", "H.R. 1379, the Trafficking Survivors Relief Act"),
         ("10355", "H.R. 10355"), ("", "H.R. ____, a draft"))  # fmt: skip
MARKUP = Event("119601", DAY, "H.R. 1379, H.R. 7; and another matter", BILLS,
               documents=(("CA", "Amendment 1"), ("SD", "Notice")))  # fmt: skip
OTHER = Event("119602", DAY, "Oversight of nothing in particular", kind="HHRG",
              witnesses=(("Ms. A Witness", "Director, An Office", "Statement"),))  # fmt: skip


def visit(event: Event, *, file: bool = True, at: str = AT) -> Document:
    pages = {PAGE: house_page(event)} | ({FILE: house_xml(event)} if file else {})
    return join(meeting_link(event.number), pages, at)


def told(document: Document) -> list[Hearing]:
    (found,) = parse(document)
    assert isinstance(found, Agenda)
    return list(found.hearings)


# What a meeting says -----------------------------------------------------------------------------


def test_a_markup_by_its_file_is_one_row_for_each_bill_that_it_names() -> None:
    found = told(visit(MARKUP))
    assert [h.bill for h in found] == [HR1379, "us-119-hr10355", "us-119-hr7"]
    one = found[0]
    assert (one.kind, one.date, one.time, one.committee) == (
        "markup", str(DAY), "10:00", "hsju00"
    )  # fmt: skip
    assert (one.location, one.meeting) == ("2141 RHOB", "congress-119-119601")
    assert [(p.kind, p.title) for p in one.papers or ()][-2:] == [
        ("amendment", "Amendment 1"), ("document", "Notice")
    ]  # fmt: skip
    assert all(p.url and p.url.startswith("https://docs.house.gov/") for p in one.papers or ())
    assert "taken out" not in str(one.papers)


def test_a_page_alone_tells_nearly_as_much() -> None:
    by_page, by_file = told(visit(MARKUP, file=False)), told(visit(MARKUP))
    told_by_both = ("bill", "date", "time", "committee", "location", "kind", "meeting", "status")
    for name in told_by_both:
        assert {getattr(h, name) for h in by_page} == {getattr(h, name) for h in by_file}, name


def test_witnesses_stand_on_the_page_alone() -> None:
    hearing = replace(OTHER, bills=(("H.R. 1379", "H.R. 1379"),))
    (one,) = told(visit(hearing))
    assert one.kind == "hearing"
    assert [(p.kind, p.title, p.about) for p in (one.papers or ())[:2]] == [
        ("witness", "Ms. A Witness", "Director, An Office"),
        ("testimony", "Statement", "Ms. A Witness"),
    ]


@pytest.mark.parametrize(
    ("event", "status", "note"),
    [
        (replace(MARKUP, status="P"), "postponed", None),
        (replace(MARKUP, status="C"), "cancelled", None),
        (replace(MARKUP, status="R", alert="Meeting was rescheduled to the time listed above."),
         "confirmed", "Meeting was rescheduled to the time listed above."),
        (replace(MARKUP, alert="Meeting was CANCELED."), "cancelled", "Meeting was CANCELED."),
        (replace(MARKUP, status="Q"), "confirmed",
         "its file gives it the status Q, which is not known here"),
    ],
)  # fmt: skip
def test_whether_it_is_on_is_said_by_the_file_or_by_the_page(event, status, note) -> None:
    assert {(h.status, h.note) for h in told(visit(event))} == {(status, note)}


def test_two_days_and_no_committee() -> None:
    data = house_xml(MARKUP)
    day = f"<meeting-date><calendar-date>{DAY + timedelta(days=1)}</calendar-date></meeting-date>"
    data = data.replace(b"</meeting-date>", b"</meeting-date>" + day.encode())
    start, _, rest = data.partition(b"<committees>")
    facts = read_file(start + rest.partition(b"</committees>")[2])
    assert [time for _, time in facts.days] == ["10:00", None]
    assert (facts.committee, facts.name) == (None, None)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (join(meeting_link("119601"), {PAGE: b"<html><body>Error</body></html>"}, AT),
         "div#previewPanel: 0 found"),
        (join(meeting_link("119601"), {PAGE: house_page(MARKUP), FILE: b"<committee-meeting"}, AT),
         "not well-formed XML"),
        (join(meeting_link("119601"), {PAGE: house_page(MARKUP), FILE: house_xml(OTHER)}, AT),
         "asked for meeting 119601, answered with 119602"),
        (join(meeting_link("119601"), {PAGE: house_page(MARKUP), FILE: house_xml(MARKUP).replace(
            str(DAY).encode(), b"soon")}, AT), "'soon' where a day was expected"),
        (join(day_link(DAY), {PAGE: b"<html><body>Error</body></html>"}, AT),
         "table#MainContent_GridViewMeetings: 0 found"),
        (join(day_link(DAY), {PAGE: house_day([]).replace(b"No meetings", b"None")}, AT),
         "were expected"),
    ],
)  # fmt: skip
def test_what_is_no_meeting_and_no_day_is_refused(document: Document, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        list(parse(document))


def test_a_page_that_is_no_week_is_none() -> None:
    with pytest.raises(ParseError, match="0 found, at least 1 expected"):
        listed_in(join(week_link(DAY), {PAGE: b"<html><body>Error</body></html>"}, AT))


def test_a_day_tells_what_is_on_by_name_and_forms_change_nothing() -> None:
    one, two = (join(day_link(DAY), {PAGE: house_day([MARKUP], state)}, AT) for state in "ab")
    assert one.sha256 == two.sha256
    (agenda,) = parse(one)
    assert isinstance(agenda, Agenda)
    assert (agenda.starts, agenda.ends, agenda.listed) == (
        str(DAY), str(DAY), ("congress-119-119601",)
    )  # fmt: skip
    assert week_link(date(2026, 10, 6)).url.endswith("WeekOf=10042026_10102026")
    assert event_of(meeting_link("119575").url) == "119575"


def test_the_real_files() -> None:
    if not REAL.is_dir():
        pytest.skip("the publishers' own files are not here")
    hearing = read_file((REAL / "HHRG-118-II10-20230523_115955.xml").read_bytes())
    assert (hearing.kind, hearing.committee, hearing.days) == (
        "hearing", "hsii10", (("2023-05-23", "14:00"),)
    )  # fmt: skip
    numbers = [key.rpartition("hr")[2] for key in hearing.bills]
    assert numbers == ["188", "934", "2997", "1726", "3522", "3499", "3389", "3396", "1450"]
    assert len(hearing.papers) == 12
    rules = read_file((REAL / "HMTG-113-RU00-20140519_102252.xml").read_bytes())
    assert rules.bills == ("us-113-hr4435", "us-113-hr4660") and rules.kind == "meeting"


@given(st.data())
@examples(25)
def test_whatever_came_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([PAGE, FILE]))
    pages = {PAGE: house_page(MARKUP), FILE: house_xml(MARKUP)}
    whole = pages[name]
    at, cut = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 40))
    noise = data.draw(st.binary(max_size=8) | st.sampled_from([b"2062", b"<", b"&x;", b'"', b"0"]))
    changed = whole[:at] + noise + whole[at + cut :]
    with suppress(ParseError):
        list(parse(join(meeting_link("119601"), {**pages, name: changed}, AT)))


def test_a_file_that_somebody_saved_is_imported_as_of_its_last_change(
    fresh: Workspace, tmp_path: Path
) -> None:
    saved = tmp_path / "from-a-colleague.xml"
    moved = house_xml(replace(MARKUP, day=DAY + timedelta(days=1)))
    news = moved.replace(b"2026-11-24T19:37:18", b"2026-11-25T09:00:00")
    for data, day in (
        (house_xml(MARKUP), DAY), (news, DAY + timedelta(days=1)),
        (house_xml(replace(MARKUP, status="C")).replace(b"-24T19", b"-23T19"), DAY + timedelta(1)),
    ):  # fmt: skip
        saved.write_bytes(data)
        with fresh.writer("test") as writer:
            report = import_paths(writer, [saved], {NAME: SOURCE}, archive_root=fresh.archive)
        assert report.problems == [] and report.unrecognised == []
        with open_snapshot(fresh.database, TODAY) as snapshot:
            (one,) = snapshot.hearings([HR1379])
        assert (one.date, one.url) == (str(day), meeting_link(MARKUP.number).url)
        assert one.status != "cancelled"  # an older file than the one before it
    with fresh.writer("test") as writer:
        again = reparse(writer, {NAME: SOURCE}, fresh.archive)
    assert (again.problems, again.counts["hearings"]) == ([], 9)


# An update ---------------------------------------------------------------------------------------


class House:
    """A workspace and the repository that it asks."""

    def __init__(self, workspace: Workspace, site: HouseSite, base: str) -> None:
        self.workspace, self.site, self.base = workspace, site, base

    def ask(self) -> UpdateReport:
        """A whole update."""
        self.site.forget()
        return update(self.workspace, source=NAME, base_urls={NAME: self.base})

    def look(self) -> list[str]:
        """What an update does with this source alone; returns what was not in order."""
        self.site.forget()
        with open_reader(self.workspace.database) as connection:
            known = _read_known(connection, SOURCE)
        report = ImportReport()
        sink = StoreSink(self.workspace, SOURCE, 1, report)
        update_meetings(self.workspace, FETCHER, [HR1379], known, sink, base_url=self.base)
        sink.close()
        return [*report.problems, *sink.problems()]

    def asked(self) -> list[str]:
        return [seen.path.rpartition("/")[2] for seen in self.site.requests]

    def heard(self, bill: str = HR1379) -> tuple[HearingStatus, ...]:
        with open_snapshot(self.workspace.database, TODAY) as snapshot:
            return snapshot.hearings([bill])

    def a_day_passes(self) -> None:
        """Whatever was asked for was asked for yesterday."""
        with self.workspace.writer("test") as writer:
            writer.connection.execute("UPDATE links SET fetched_at = '2026-11-01T00:00:00Z'")


@pytest.fixture
def house(fresh: Workspace) -> Iterator[House]:
    site = HouseSite(TODAY, MARKUP, OTHER)
    with serving(site) as base:
        yield House(fresh, site, base)


def documents_of(workspace: Workspace) -> list[str]:
    """The addresses of the meetings whose visits are kept."""
    with open_reader(workspace.database) as connection:
        rows = connection.execute("SELECT url FROM documents WHERE kind = 'meeting' AND source = ?",
                                  (NAME,))  # fmt: skip
        return [row[0] for row in rows]


def weeks() -> list[str]:
    return [week_link(TODAY + timedelta(days=n)).url.rpartition("/")[2] for n in (0, 7)]


def visited(event: Event) -> list[str]:
    page = event.path.rpartition("/")[2]
    return [page, page]  # the page, and its button


def test_an_update_asks_for_what_is_new_and_then_for_two_pages(house: House) -> None:
    house.site.left_out = {MARKUP.number}  # a week's page leaves meetings out
    report = house.ask()
    assert report.problems == []
    days = [name for name in house.asked() if name.startswith("ByDay")]
    assert len(days) == len(set(days)) >= 6
    events = sorted(name for name in house.asked() if "EventID" in name)
    assert events == [*visited(MARKUP), *visited(OTHER)[:1]]  # whose file can name no bill
    (one,) = house.heard()
    assert (one.kind, one.name, one.status) == (
        "markup", "House Committee on the Judiciary", "confirmed"
    )  # fmt: skip
    assert [p.title for p in one.papers if p.kind == "amendment"] == ["Amendment 1"]
    assert report.news[1:] and "Markup, House Committee on the Judiciary" in str(report.news)

    (kept,) = documents_of(house.workspace)  # a meeting that names no bill is only noted
    assert kept.endswith(MARKUP.number)

    house.site.state = "two"
    assert house.look() == [] and house.asked() == ["robots.txt", *weeks()]
    assert house.heard() == (one,)

    new = replace(OTHER, number="119603", bills=(("H.R. 1379", "H.R. 1379"),))
    late = replace(OTHER, number="119604", title="Markup of several measures")
    house.site.events += [new, late]
    house.site.rerenders = True  # the button gives its page again: the file's own address is tried
    house.look()
    asked = ["robots.txt", *weeks(), "robots.txt", *visited(new), *visited(late)[:1]]
    assert sorted(house.asked()) == sorted([*asked, f"{new.stem}.xml"])
    assert [h.kind for h in house.heard()] == ["markup", "hearing"]
    house.site.events[-1] = replace(late, kind="HMKP", bills=new.bills)  # under the same title
    house.a_day_passes()
    house.look()
    assert [h.kind for h in house.heard()] == ["markup", "hearing", "markup"]


def test_a_meeting_moves_is_called_off_and_vanishes(house: House) -> None:
    house.look()
    (first,) = house.heard()
    moved = replace(MARKUP, day=DAY + timedelta(days=1), alert="Meeting was rescheduled.")
    house.site.events[0] = moved
    house.a_day_passes()
    house.look()
    (one,) = house.heard()
    assert (one.id, one.date, one.status, one.moved_from) == (
        first.id, str(moved.day), "moved", str(DAY)
    )  # fmt: skip

    house.site.events[0] = replace(moved, alert="Meeting was postponed.")
    house.a_day_passes()  # its rows are as they were: it is visited because a followed bill is on
    house.look()
    assert [h.status for h in house.heard()] == ["postponed"]
    house.site.events[0] = moved
    house.a_day_passes()
    house.look()
    assert [h.status for h in house.heard()] == ["moved"]

    house.site.events[0] = replace(moved, title="H.R. 7", bills=BILLS[1:])
    house.a_day_passes()
    house.look()  # the bill is not on the agenda any more; another is
    assert [h.status for h in house.heard()] == ["withdrawn"]
    assert [h.status for h in house.heard("us-119-hr7")] == ["moved"]
    house.site.events[0] = moved
    house.a_day_passes()
    house.look()
    assert [h.status for h in house.heard()] == ["moved"]

    del house.site.events[0]
    house.site.fail(moved.path, *[Fault(500)] * 3)
    house.a_day_passes()
    assert "500" in str(house.look()) and [h.status for h in house.heard()] == ["moved"]
    house.look()  # the day that lacks it was left open, and now nobody has the meeting
    assert [h.status for h in house.heard()] == ["withdrawn"]
    house.site.events.insert(0, moved)
    house.a_day_passes()
    house.look()  # it is back, as it was
    assert [h.is_on for h in house.heard()] == [True]
    del house.site.events[0]
    house.a_day_passes()
    house.look()
    with house.workspace.writer("test") as writer:
        reparse(writer, {NAME: SOURCE}, house.workspace.archive)
    assert [h.status for h in house.heard()] == ["withdrawn"]
    house.site.events.insert(0, moved)
    house.look()  # on the week's page alone, with the bytes that were read again meanwhile
    assert [h.is_on for h in house.heard()] == [True]


def test_a_question_about_one_bill_asks_for_no_meetings(house: House) -> None:
    report = update(house.workspace, source=NAME, bills=[HR1379], base_urls={NAME: house.base})
    assert (house.site.requests, report.problems) == ([], [])

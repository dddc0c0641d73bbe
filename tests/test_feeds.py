"""Feeds and calendars, read by other people's parsers."""

import asyncio
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import feedparser
import pytest
import vobject
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from site_values import HR4817, ON, RANKS, cosponsor, write_site

from billtrail.bills.models import Hearing
from billtrail.datasette_plugins.feeds.atom import xml_text
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Chamber
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.writer import open_writer
from billtrail.workspace.workspace import Workspace

ATOM = ("/changes.atom", "/campaign/ca-vacatur.atom", "/bill/us-119-hr4817.atom")
ICS = ("/dates.ics", "/campaign/ca-vacatur.ics", "/bill/us-119-hr4817.ics")
HEARING = Hearing(
    "for-tests-1", "us-119-hr4817", "2026-12-02", name="Judiciary Committee",
    chamber=Chamber.LOWER, time="10:00", location="2141 Rayburn",
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "billtrail.db"
    write_site(path)
    with open_writer(path, "test", RANKS, today=ON, now="2026-11-22T17:00:00Z") as writer:
        writer.hearings.save(HEARING, "us_govinfo")
    return path


def fetch(site: Datasette, path: str) -> str:
    response = asyncio.run(site.client.get(path))
    assert response.status_code == 200, path
    return str(response.text)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@lru_cache(maxsize=2)
def site_of(database: Path, today: date = ON) -> Datasette:
    return make_datasette(database, today=lambda: today)


def get(database: Path, path: str) -> str:
    return fetch(site_of(database), path)


@pytest.mark.parametrize("path", ATOM)
def test_a_feed_reader_reads_every_feed(database: Path, path: str) -> None:
    feed = feedparser.parse(get(database, path))
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:")
    assert [link.rel for link in feed.feed.links] == ["self", "alternate"]
    assert feed.feed.links[0].href == f"http://localhost{path}"
    hearing, entry = feed.entries
    assert "Committee meeting: Dec 2, 2026: Hearing" in plain(hearing.content[0].value)
    assert hearing.published == hearing.updated == "2026-11-22T17:00:00+00:00"
    assert entry.title == f"H.R. 4817: {HR4817.title}"
    assert entry.link == "http://localhost/bill/us-119-hr4817"
    assert "Joined: Rep. Chu, Judy (D-CA)" in entry.content[0].value
    assert entry.published == entry.updated == "2026-11-22T16:00:00+00:00"


def test_an_entry_never_changes_and_a_new_run_adds_one(database: Path) -> None:
    before = feedparser.parse(get(database, ATOM[0])).entries
    joined = cosponsor("Rep. Lieu, Ted [D-CA-36]", "2026-11-20", "D", "CA", "36")
    people = (*(HR4817.sponsorships or ()), joined)
    with open_writer(database, "test", RANKS, today=ON, now="2026-11-22T18:00:00Z") as writer:
        writer.save_bill(
            replace(HR4817, data_as_of="2026-11-23", sponsorships=people), "us_govinfo"
        )
    after = feedparser.parse(get(database, ATOM[0])).entries
    assert len(after) == len(before) + 1 and after[1:] == before


def test_a_first_save_is_no_news(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    with open_writer(path, "test", RANKS, today=ON, now="2026-11-22T18:00:00Z") as writer:
        writer.save_bill(HR4817, "us_govinfo")
    assert feedparser.parse(get(path, "/bill/us-119-hr4817.atom")).entries == []


@pytest.mark.parametrize("path", ICS)
def test_a_calendar_reads_every_calendar(database: Path, path: str) -> None:
    calendar = vobject.readOne(get(database, path))
    calendar.validate(raiseException=True)
    events = calendar.vevent_list
    assert len({event.uid.value for event in events}) == len(events)
    hearing = next(e for e in events if "hearing" in e.summary.value)
    assert hearing.dtstart.value.isoformat() == "2026-12-02T15:00:00+00:00"
    assert hearing.location.value == "2141 Rayburn"
    assert hearing.status.value == "CONFIRMED"


def test_all_dates_are_in_the_calendar_of_the_site(database: Path) -> None:
    events = vobject.readOne(get(database, "/dates.ics")).vevent_list
    said = {(e.dtstart.value.isoformat(), e.summary.value, e.status.value) for e in events}
    assert (
        "2026-12-01",
        "Every California police agency needs a written policy on survivors (AB 2020)",
        "CONFIRMED",
    ) in said
    gao = "Study by the Government Accountability Office is due"
    assert ("2029-01-23", gao, "TENTATIVE") in said
    assert any(day == "2027-01-03" and "Congress ends" in what for day, what, _ in said)


def test_a_moved_hearing_keeps_its_uid_and_one_that_is_off_is_cancelled(database: Path) -> None:
    def read() -> tuple[str, str, str, str]:
        event = next(
            e for e in vobject.readOne(get(database, ICS[2])).vevent_list
            if "hearing" in e.summary.value
        )  # fmt: skip
        return (
            event.uid.value, event.dtstart.value.date().isoformat(), event.status.value,
            event.sequence.value,
        )  # fmt: skip

    uid = read()[0]
    for changed, expected in (
        (replace(HEARING, date="2026-12-09"), ("2026-12-09", "CONFIRMED", "1")),
        (replace(HEARING, date="2026-12-09", status="cancelled"), ("2026-12-09", "CANCELLED", "2")),
    ):
        with open_writer(database, "test", RANKS, today=ON, now="2026-11-22T19:00:00Z") as writer:
            writer.hearings.save(changed, "us_govinfo")
        assert read() == (uid, *expected)


@pytest.mark.parametrize("path", ["/bill/us-119-hr1.atom", "/campaign/tsar.ics"])
def test_an_unknown_name_is_not_found(database: Path, path: str) -> None:
    site = make_datasette(database, today=lambda: ON)
    assert asyncio.run(site.client.get(path)).status_code == 404


def save_hearing(database: Path, hearing: Hearing) -> None:
    with open_writer(database, "test", RANKS, today=ON, now="2026-11-22T19:00:00Z") as writer:
        writer.hearings.save(hearing, "us_govinfo")


def heard(database: Path, path: str = ICS[2], today: date = ON) -> Any:
    """The one hearing of a calendar."""
    text = fetch(site_of(database, today), path)
    (event,) = [e for e in vobject.readOne(text).vevent_list if "hearing" in e.summary.value]
    return event


@pytest.mark.parametrize(
    ("key", "zone", "clock"),
    [("us-119-hr4817", "America/New_York", "10 a.m., Eastern time"),
     ("ca-20252026-ab938", "America/Los_Angeles", "10 a.m., Pacific time")],
)  # fmt: skip
@pytest.mark.parametrize("day", ["2027-01-13", "2027-07-14", "2027-03-15", "2027-11-05"])
def test_a_hearing_is_at_its_hour_in_summer_and_in_winter(
    database: Path, key: str, zone: str, clock: str, day: str
) -> None:
    """By a program that takes no rules of a zone from elsewhere."""
    save_hearing(database, replace(HEARING, bill=key, date=day))
    event = heard(database, f"/bill/{key}.ics", date.fromisoformat(day))
    start = event.dtstart.value.astimezone(ZoneInfo(zone))
    assert (start.date().isoformat(), start.hour, start.minute) == (day, 10, 0)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)
    assert clock in event.description.value


@pytest.mark.parametrize("path", ICS[::2])
@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_hearing_that_is_off_says_so_in_its_words(database: Path, path: str, status: str) -> None:
    """Many programs list an event and look at no STATUS."""
    assert not heard(database, path).summary.value.startswith(("Cancelled", "Postponed"))
    save_hearing(database, replace(HEARING, status=status))
    event = heard(database, path)
    assert event.summary.value.startswith(f"{status.title()}: H.R. 4817: hearing")
    assert event.description.value.startswith(f"{status.title()}: ")
    assert (event.status.value, event.transp.value) == ("CANCELLED", "TRANSPARENT")


@pytest.mark.parametrize(
    ("status", "word"), [("cancelled", "Cancelled"), ("postponed", "Postponed")]
)
def test_the_last_day_for_letters_of_a_hearing_that_is_off_is_taken_back(
    database: Path, status: str, word: str
) -> None:
    """AB 938 in Assembly Public Safety, whose letters are due three working days before."""
    on = date(2027, 1, 4)
    public_safety = replace(HEARING, identifier="for-tests-9", bill="ca-20252026-ab938",
                            date="2027-01-12", committee="CX18", name="Public Safety",
                            chamber=Chamber.LOWER)  # fmt: skip

    def letters() -> Any:
        text = fetch(site_of(database, on), "/bill/ca-20252026-ab938.ics")
        (event,) = [e for e in vobject.readOne(text).vevent_list if "letters" in e.summary.value]
        return event

    save_hearing(database, public_safety)
    before = letters()
    assert (before.status.value, before.sequence.value) == ("TENTATIVE", "0")
    save_hearing(database, replace(public_safety, status=status))
    after = letters()
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == before.dtstart.value
    assert (after.status.value, after.sequence.value) == ("CANCELLED", "1")
    assert after.summary.value.startswith(f"{word}: AB 938")


ODD_TIMES = ["9:30", "9:30 a.m.", "25:00", "upon adjournment", "", "0930", "\u0669", "99999:1"]


@pytest.mark.parametrize("time", ODD_TIMES)
def test_a_bad_time_costs_no_other_event(database: Path, time: str) -> None:
    before = vobject.readOne(get(database, ICS[0])).vevent_list
    save_hearing(database, replace(HEARING, time=time))
    calendar = vobject.readOne(get(database, ICS[0]))
    calendar.validate(raiseException=True)
    assert len(calendar.vevent_list) == len(before)
    event = heard(database)
    assert event.dtstart.value.isoformat()[:10] == "2026-12-02"
    assert time in event.description.value


@pytest.mark.parametrize("day", ["2026-12-32", "2026-12", "soon"])
def test_a_bad_day_costs_its_own_event(database: Path, day: str) -> None:
    before = get(database, ICS[0])
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO hearings (identifier, bill, date, name, time, status, source) VALUES "
            "('for-tests-3', 'us-119-hr4817', ?, 'Judiciary', '10:00', 'confirmed', 'x')", (day,)
        )  # fmt: skip
    assert get(database, ICS[0]) == before


def test_the_calendar_of_a_bill_holds_its_next_step_and_the_dates_that_name_it(
    prepared: Workspace,
) -> None:
    site = site_of(prepared.database, date(2026, 11, 29))

    def events(key: str) -> set[tuple[str, str]]:
        calendar = vobject.readOne(fetch(site, f"/bill/{key}.ics"))
        return {(e.dtstart.value.isoformat()[:10], e.summary.value) for e in calendar.vevent_list}

    step = "H.R. 4817: Hearing and vote in committee, last day"
    assert ("2027-01-03", step) in events("us-119-hr4817")
    named = {what for _, what in events("ca-20252026-ab938")}
    assert "The 2025-26 session ends; look up how AB 938 and AB 633 ended" in named
    assert events("us-119-hr4323") == {("2026-01-23", "H.R. 4323: Became law")}


def test_no_calendar_that_a_page_offers_is_empty(prepared: Workspace) -> None:
    site = site_of(prepared.database, date(2026, 11, 29))
    with open_snapshot(prepared.database, date(2026, 11, 29)) as snapshot:
        names = [f"campaign/{campaign.id}" for campaign in snapshot.campaigns()]
        names += [f"bill/{key}" for key in snapshot.keys]
    for name in names:
        calendar = vobject.readOne(fetch(site, f"/{name}.ics"))
        calendar.validate(raiseException=True)
        assert calendar.vevent_list, name


def test_a_day_that_several_campaigns_name_is_told_once(prepared: Workspace) -> None:
    site = site_of(prepared.database, date(2026, 11, 29))
    events = vobject.readOne(fetch(site, "/dates.ics")).vevent_list
    said = [(e.dtstart.value, e.summary.value) for e in events]
    assert len(said) == len(set(said))
    third = [what for day, what in said if day == date(2027, 1, 3)]
    assert len([what for what in third if "Congress ends" in what]) == 1


#: Of each kind one that XML 1.0 forbids, and neighbours that it allows.
_ODD = "a\x00\x08\x0b\x1f\ufffe\uffff\r b\t\x85\ufffd\U0001f600c"


def test_a_feed_drops_what_xml_forbids_and_keeps_the_rest(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE hearings SET name = ?, changed_at = '2026-11-22T17:00:00Z'",
                           (_ODD,))  # fmt: skip
    with open_writer(database, "test", RANKS, today=ON, now="2026-11-22T20:00:00Z") as writer:
        odd = replace(HR4817, data_as_of="2026-11-24", title=f"A title {_ODD}", short_title=None)
        writer.save_bill(odd, "us_govinfo")
    for path in ATOM[::2]:
        feed = feedparser.parse(get(database, path))
        assert not feed.bozo
        said = " ".join([feed.feed.title, *(e.title + e.content[0].value for e in feed.entries)])
        assert "\ufffd\U0001f600c" in said and not re.search("[\ufffe\uffff\x0b]", said)
    assert "\x0b" not in get(database, ICS[2])


@given(st.text())
def test_machine_text_is_text_of_xml(text: str) -> None:
    etree.fromstring(f"<a>{escape(xml_text(text))}</a>".encode())
    assert xml_text(xml_text(text)) == xml_text(text)

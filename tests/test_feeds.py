"""Feeds and calendars, read by other people's parsers."""

import asyncio
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
import vobject
from datasette.app import Datasette
from site_values import HR4817, ON, RANKS, cosponsor, write_site

from billtrail.datasette_plugins.application import make_datasette
from billtrail.models import Hearing
from billtrail.store import open_writer
from billtrail.vocabulary import Chamber

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


def get(database: Path, path: str) -> str:
    return fetch(make_datasette(database, today=lambda: ON), path)


@pytest.mark.parametrize("path", ATOM)
def test_a_feed_reader_reads_every_feed(database: Path, path: str) -> None:
    feed = feedparser.parse(get(database, path))
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:")
    assert [link.rel for link in feed.feed.links] == ["self", "alternate"]
    assert feed.feed.links[0].href == f"http://localhost{path}"
    hearing, entry = feed.entries
    assert "Hearing: Dec 2, 2026" in plain(hearing.content[0].value)
    assert hearing.published == hearing.updated == "2026-11-22T17:00:00+00:00"
    assert entry.title == "H.R.\N{NO-BREAK SPACE}4817: " + str(HR4817.title)
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
    assert hearing.dtstart.value.isoformat() == "2026-12-02T10:00:00-05:00"
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

"""Days and times of our own are told in the office's time zone, in commands and on pages."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.campaigns.organisation import load_organisation
from billtrail.campaigns.positions import to_review
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import UsageError
from billtrail.legislatures.calendar import day_begins, day_of, in_zone, office_zone, sessions
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words import day_words, moment_words
from billtrail.workspace.workspace import Workspace


@pytest.mark.parametrize(
    ("zone", "day", "moment"),
    [
        ("", "2026-11-24", "Nov 24, 2026, 11:30 pm PST"),
        ("America/New_York", "2026-11-25", "Nov 25, 2026, 2:30 am EST"),
        ("America/Sao_Paulo", "2026-11-25", "Nov 25, 2026, 4:30 am UTC-03"),
    ],
)
def test_our_instants_are_told_in_the_zone_of_the_office(zone, day, moment):
    instant = "2026-11-25T07:30:00Z"
    with in_zone(zone):
        assert day_of(instant) == day and day_of("2026-11") == "2026-11"
        assert moment_words(instant).replace("\N{NO-BREAK SPACE}", " ") == moment
        assert day_words(instant) == day_words(day)
    assert office_zone() == "America/Los_Angeles"


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
       st.sampled_from(("America/New_York", "Pacific/Honolulu", "Asia/Tokyo")))  # fmt: skip
def test_an_instant_is_of_the_day_that_began_last(at, zone):
    instant = sessions.utc_now(at.replace(tzinfo=UTC))
    with in_zone(zone):
        day = date.fromisoformat(day_of(instant))
        assert day_begins(day.isoformat()) <= instant
        assert instant < day_begins((day + timedelta(1)).isoformat())


def test_commands_and_pages_are_in_the_zone_that_the_office_names(fresh: Workspace) -> None:
    fresh.organisation.write_text('timezone = "America/New_York"\n', encoding="utf-8")
    entry = CliRunner().invoke(
        main, ["--workspace", str(fresh.root), "position", "us-119-hr4817", "support", "--by",
               "Ana", "--on", "2026-11-20"],
    )  # fmt: skip
    assert entry.exit_code == 0, entry.output
    said = CliRunner().invoke(main, ["--workspace", str(fresh.root), "history"]).output
    assert "EST  Ana" in said
    page = asyncio.run(make_datasette(fresh.database).client.get("/-/desk/history")).text
    assert "\N{NO-BREAK SPACE}EST" in page
    fresh.organisation.write_text('timezone = "Mars/Phobos"\n', encoding="utf-8")
    assert fresh.zone == ""  # said by whoever reads the whole file
    with pytest.raises(UsageError, match="not a time zone such as"):
        load_organisation(fresh.organisation)


def test_home_names_the_moment_of_an_update_and_no_last_one_where_nobody_answered(fresh):
    def home() -> str:
        found = asyncio.run(make_datasette(fresh.database).client.get("/")).text
        return found.replace("\N{NO-BREAK SPACE}", " ")

    fresh.organisation.write_text('name = "Us"\nemail = "a@b.org"\n', encoding="utf-8")
    for counts, says, not_said in (
        ({"failed": 92}, "nobody could be reached", "last update"),
        ({"failed": 91, "confirmed": 1}, "last update", "nobody could be reached"),
    ):
        with fresh.writer("update") as writer:
            writer.runs.note_health("us_house_floor", items=0, problem="the server answered 500")
            writer.runs.finish("partial", counts)
        page = home()
        assert says in page and not_said not in page and " pm PST" in page
        floor = page.partition("House of Representatives, floor lists: not read yet")[2]
        assert "the server answered 500" in floor[:80]  # a list that is no bill's is told as well
        assert ("why stands beside its name above" in page) is (says == "last update")
    assert "<s>Name your organization.</s>" in page  # the first step is ticked
    fresh.organisation.unlink()
    assert "<strong>Name your organization.</strong>" in home()


def test_sentences_to_review_are_counted_alike(fresh):
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        campaign = snapshot.campaign("tsra")
    count = len(to_review(campaign))
    client = make_datasette(fresh.database).client
    home = asyncio.run(client.get("/")).text
    desk = asyncio.run(client.get("/-/desk/campaigns")).text
    one = asyncio.run(client.get("/-/desk/campaigns?campaign=tsra")).text
    checked = CliRunner().invoke(main, ["--workspace", str(fresh.root), "check"]).output
    assert f"{campaign.title} ({count}\N{NO-BREAK SPACE}sentences)" in home
    assert f"{count} to review" in desk and f"; {count} that its page prints now" in one
    assert f"{campaign.title}: {count}\N{NO-BREAK SPACE}sentences" in checked


def test_a_bills_page_names_one_day_for_what_was_read_at_night(fresh):
    """The day of an instant is the office's, in the sentence as beside it."""
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        bill = snapshot.bill("us-119-hr1379").bill
    with fresh.writer("test") as writer:
        writer.save_bill(replace(bill, data_as_of="2026-11-24T03:00:00Z"), "us_govinfo")
    page = asyncio.run(make_datasette(fresh.database).client.get("/bill/us-119-hr1379")).text
    said = page.replace("\N{NO-BREAK SPACE}", " ")
    assert 'Status as of <time datetime="2026-11-23">' in said and "Nov 24, 2026" not in said

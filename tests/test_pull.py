"""A laptop over a coalition's published file: bills from there, everything of its own kept."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from site_values import HR4817, ON, RANKS, cosponsor, write_site

from billtrail import calendars
from billtrail.datasette_plugins.application import address, listen, make_datasette
from billtrail.errors import SourceError, UsageError
from billtrail.publishing import publish
from billtrail.pulling import file_address, pull
from billtrail.reading import open_reading
from billtrail.store import open_writer
from billtrail.vocabulary import Edition
from billtrail.workspace import Workspace

#: The day of this machine's clock, by which what is pulled was seen.
TODAY = calendars.today()


@pytest.fixture
def coalition(tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """(address, working file, folder of the published file) of a running site."""
    working, folder = tmp_path / "working" / "billtrail.db", tmp_path / "published"
    working.parent.mkdir()
    write_site(working)
    publish(working, folder, Edition.PUBLIC)
    application = make_datasette(folder / "billtrail.db", today=lambda: ON).app()
    runner = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not runner.started:
            time.sleep(0.02)
        yield address("127.0.0.1", listener), working, folder
        runner.should_exit = True
        thread.join(10)


def test_what_the_coalition_knows_is_known_here_and_stays_news(
    coalition: tuple[str, Path, Path], fresh: Workspace
) -> None:
    url, working, folder = coalition
    with open_reading(fresh.database, TODAY) as reading:
        titles = {campaign.id for campaign in reading.campaigns()}
    first = pull(fresh, url)
    assert first.published_at and first.bills == 5 and first.refused == ()
    with open_reading(fresh.database, TODAY) as reading:
        assert reading.bill("us-119-hr4817").cosponsors.current == 1
        assert {campaign.id for campaign in reading.campaigns()} == titles
    assert pull(fresh, url).published_at is None

    joined = cosponsor("Rep. Lieu, Ted [D-CA-36]", "2026-11-23", "D", "CA", "36")
    known = cosponsor("Rep. Chu, Judy [D-CA-28]", "2026-11-19", "D", "CA", "28")
    people = (*(HR4817.sponsorships or ()), known, joined)
    with open_writer(working, "test", RANKS, today=ON, now="2026-11-24T16:00:00Z") as writer:
        newer = replace(HR4817, data_as_of="2026-11-24", sponsorships=people)
        writer.save_bill(newer, "us_govinfo")
    time.sleep(1.1)  # a file's instant is told to the second
    publish(working, folder, Edition.PUBLIC)
    second = pull(fresh, url)
    assert (second.changed, second.refused) == (1, ())
    with open_reading(fresh.database, TODAY) as reading:
        changes = reading.changes(bill="us-119-hr4817")
    assert any("Lieu" in json.dumps(change.new) for change in changes)


@pytest.mark.parametrize("url", ["ftp://example.org", "bills.example.org", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no web address"):
        file_address(url)


def test_a_site_or_a_file_may_be_named() -> None:
    assert file_address("https://a.org/") == "https://a.org/latest/billtrail.db"
    assert file_address("https://a.org/b.db") == "https://a.org/b.db"


def test_a_working_site_hands_nothing_out(tmp_path: Path, fresh: Workspace) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    application = make_datasette(path, today=lambda: ON).app()
    runner = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    before = fresh.database.read_bytes()
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not runner.started:
            time.sleep(0.02)
        with pytest.raises(SourceError, match="cannot be pulled"):
            pull(fresh, address("127.0.0.1", listener))
        runner.should_exit = True
        thread.join(10)
    assert len(fresh.database.read_bytes()) == len(before)

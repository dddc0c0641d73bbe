"""A bill that somebody just began to follow: fetched at once, or said not to be fetched yet."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from crawling import publisher_of
from replay import serving
from serving import served
from test_desk import Office

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates import OFFLINE, background, runs

KEY = "us-119-hr7001"


def run(workspace, *words):
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output.replace("\N{NO-BREAK SPACE}", " ")


def is_unread(workspace, key=KEY):
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        return snapshot.bill(key).is_unread


@pytest.fixture
def publisher(monkeypatch):
    """GovInfo on this machine, which is online."""
    found = publisher_of([KEY])
    found.publish(datetime.now(UTC) - timedelta(days=1))
    monkeypatch.delenv(OFFLINE)
    with serving(found) as base:
        monkeypatch.setenv("BILLTRAIL_SOURCE", "us_govinfo")
        monkeypatch.setenv("BILLTRAIL_BASE_URL", f"us_govinfo={base}")
        yield found


def test_a_followed_bill_is_fetched_at_once_and_told_where_it_stands(fresh, publisher):
    code, said = run(fresh, "watch", "H.R. 7001", "--campaign", "tsra")
    assert code == 0, said
    assert f"tsra follows {KEY} now" in said and "H.R. 7001 (119th Congress)  " in said
    assert not is_unread(fresh)
    # It is here: following it elsewhere asks nobody.
    publisher.forget()
    assert run(fresh, "watch", KEY, "--campaign", "t-visa-work")[0] == 0
    assert publisher.requests == []


def test_a_number_that_no_publisher_has_stays_followed(fresh, publisher):
    code, said = run(fresh, "watch", "H.R. 7999", "--campaign", "tsra")
    assert code == 0 and "followed, not yet fetched" in said
    assert is_unread(fresh, "us-119-hr7999")


def test_without_a_network_it_is_followed_and_that_is_said(fresh, publisher, monkeypatch):
    monkeypatch.setenv("BILLTRAIL_BASE_URL", "us_govinfo=http://127.0.0.1:9")
    code, said = run(fresh, "watch", KEY, "--campaign", "tsra")
    assert code == 0 and "could not be reached" in said
    assert "It is followed, not yet fetched: the next update asks for it." in said


@pytest.mark.parametrize(
    ("name", "begins"),
    [("NY S 674 (2035-36)", 2035), ("il-110th-hb1", 2037), ("H.R. 5 (130th)", 2047)],
)
def test_a_bill_of_a_session_that_cannot_have_begun_is_not_followed(fresh, name, begins):
    code, said = run(fresh, "watch", name, "--campaign", "tsra", "--offline")
    assert code == 2 and f"that session begins in {begins}" in said
    assert "follows" not in said


def test_while_an_update_runs_it_waits_for_the_next(fresh, publisher):
    with runs.one_update(fresh):
        code, said = run(fresh, "watch", KEY, "--campaign", "tsra")
    assert code == 0 and "An update is running already" in said and "not yet fetched" in said


def test_offline_nobody_is_asked_and_every_place_says_so(fresh, publisher):
    code, said = run(fresh, "watch", KEY, "--campaign", "tsra", "--offline")
    assert code == 0 and f"Or now: billtrail update --bill {KEY}" in said
    assert publisher.requests == []
    assert "Followed, not yet fetched" in run(fresh, "show", "HR 7001")[1]
    page = run(fresh, "brief", "HR 7001", "--format", "txt", "-o", "-")[1]
    assert "We have not read the record of H.R. 7001 yet." in page


@pytest.mark.asyncio
async def test_its_page_and_the_home_page_say_that_it_is_not_fetched(fresh):
    run(fresh, "watch", KEY, "--campaign", "tsra")
    site = make_datasette(fresh.database).client
    assert "Followed, not yet fetched" in (await site.get(f"/bill/{KEY}")).text
    home = (await site.get("/")).text
    assert "Which bills are still to be fetched?" in home and f"/bill/{KEY}" in home


def test_beside_the_site_it_is_asked_for_after_the_update_that_runs(fresh, publisher, tmp_path):
    run(fresh, "watch", KEY, "--campaign", "tsra", "--offline")
    with runs.one_update(fresh):
        process = background.update_in_background(fresh, bills=(KEY,))
        time.sleep(3)
        assert process.poll() is None and publisher.requests == []
    assert process.wait(timeout=60) == 0, fresh.log.read_text()
    assert not is_unread(fresh)


def test_an_update_that_does_not_wait_says_that_one_runs(fresh):
    with runs.one_update(fresh):
        done = subprocess.run(
            [sys.executable, "-m", "billtrail", "--workspace", str(fresh.root), "update"],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert "An update is running already" in done.stderr


def test_followed_at_the_desk_it_is_fetched_beside_the_site(fresh, publisher):
    with served(make_datasette(fresh.database)) as address:
        office = Office(address)
        values = office.form("/-/desk/reports")  # the token, of any form
        values |= {
            "key": KEY,
            "typed": KEY,
            "campaign": "tsra",
            "aim": "watch",
            "by": "A",
            "do": "follow",
        }
        assert office.send("/-/desk/follow", values).status_code == 303
        page = office.get(f"/-/desk/follow?bill={KEY}").text
        assert "Its record is being fetched: look again in a minute." in page
        for _ in range(120):
            if not is_unread(fresh):
                break
            time.sleep(0.5)
        assert "Followed, not yet fetched" not in office.get(f"/bill/{KEY}").text
        assert not is_unread(fresh), fresh.log.read_text()

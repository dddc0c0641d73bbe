"""Starting an update from the site, and how far it has come."""

import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from crawling import publisher_of
from playwright.sync_api import expect
from replay import serving
from serving import served
from site_values import write_site

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import WriterBusy
from billtrail.updates import background, runs
from billtrail.workspace.workspace import Workspace

PATH = "/-/update"
#: What a browser says of a form of our own page.
OURS = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}


@pytest.fixture
def started(monkeypatch):
    """What would be started, as a process that has ended; a real one runs in the last test."""
    found = []

    def start(workspace):
        found.append(workspace)
        return subprocess.Popen([sys.executable, "-c", ""])

    monkeypatch.setattr(background, "update_in_background", start)
    return found


@pytest.mark.asyncio
async def test_the_newest_update_is_told(fresh):
    client = make_datasette(fresh.database).client
    told = (await client.get(PATH)).json()
    assert told["running"] is False
    with runs.one_update(fresh):
        assert (await client.get(f"{PATH}.json")).json()["running"] is True


@pytest.mark.asyncio
async def test_home_points_at_no_reason_that_is_not_there(fresh):
    """A first update without a network: the publishers have no bills here yet, so no line says
    what came of each."""
    with sqlite3.connect(fresh.database) as file:
        file.execute(
            "INSERT INTO runs (command, started_at, finished_at, outcome, counts) "
            "VALUES ('update', '2026-11-23T08:00:00Z', '2026-11-23T08:01:00Z', 'partial', '{}')"
        )
    page = (await make_datasette(fresh.database).client.get("/")).text
    assert "Is this computer on the internet?" in page and "beside its name" not in page


@pytest.mark.asyncio
async def test_a_bill_of_which_nothing_was_read_has_no_status_as_of_a_day(fresh):
    """The day it was followed on says nothing of where it stands."""
    page = (await make_datasette(fresh.database).client.get("/bill/ca-20252026-ab2274")).text
    assert "Its status is not known here." in page and "nothing read yet" in page
    assert "Status as of" not in page


@pytest.mark.asyncio
async def test_a_post_starts_one_update_and_no_second(fresh, started):
    client = make_datasette(fresh.database).client
    answer = await client.post(PATH, headers=OURS, follow_redirects=False)
    assert answer.status_code == 302 and answer.headers["location"] == "/"
    assert [w.database for w in started] == [fresh.database]
    with runs.one_update(fresh):
        json = {"accept": "application/json", **OURS}
        assert (await client.post(PATH, headers=json)).status_code == 202
    assert len(started) == 1


@pytest.mark.asyncio
async def test_a_first_run_points_to_no_button_while_an_update_runs(fresh):
    client = make_datasette(fresh.database).client
    assert "The button above" in (await client.get("/")).text
    with runs.one_update(fresh):
        page = (await client.get("/")).text
    assert "An update is running" in page and "The button above" not in page


@pytest.mark.asyncio
async def test_a_post_with_cookies_and_without_the_token_is_refused(fresh, started):
    client = make_datasette(fresh.database).client
    answer = await client.post(PATH, headers=OURS, cookies={"ds_csrftoken": "x"})
    assert answer.status_code == 403 and started == []


def test_two_updates_never_run_at_once(fresh):
    refused = pytest.raises(WriterBusy, match="running already")
    with runs.one_update(fresh), refused, runs.one_update(fresh):
        pass


WATCHED = ("us-119-hr4323", "us-119-hr1379", "us-118-hr7137", "us-119-hr4817")


@pytest.fixture
def working_site(tmp_path, monkeypatch):
    """The address of a working file's site, and its publisher, which is on this machine."""
    workspace = Workspace.at(tmp_path)
    write_site(workspace.database)
    publisher = publisher_of(WATCHED)
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    with serving(publisher) as base, served(make_datasette(workspace.database)) as address:
        monkeypatch.setenv("BILLTRAIL_SOURCE", "us_govinfo")
        monkeypatch.setenv("BILLTRAIL_BASE_URL", f"us_govinfo={base}")
        yield address, publisher


def test_update_now_is_clicked_watched_and_done(browser, working_site):
    address, publisher = working_site
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Update now").click()
    expect(page.get_by_text("An update is running")).to_be_visible()
    expect(page.get_by_role("button", name="Update now")).to_be_hidden()
    for _ in range(120):
        page.get_by_role("link", name="Look again").click()
        page.wait_for_load_state()
        if page.get_by_role("button", name="Update now").is_visible():
            break
        time.sleep(0.5)
    expect(page.get_by_text("last update")).to_be_visible()
    assert {seen.path for seen in publisher.asked() if seen.status == 200} >= set(publisher.files)
    context.close()


def test_monday_takes_six_steps_at_most(browser, working_site):
    """Open, update, and print the call sheet."""
    address, _ = working_site
    context = browser.new_context(java_script_enabled=False)
    page, steps = context.new_page(), 0
    page.goto(address + "/")
    steps += 1
    page.get_by_role("button", name="Update now").click()
    steps += 1
    for name in ("Desk", "Call sheet"):
        page.get_by_role("link", name=name, exact=True).click()
        steps += 1
    printed = page.get_by_role("link", name="Print (PDF)")
    answer = page.request.get(address + (printed.get_attribute("href") or ""))
    steps += 1
    assert answer.body().startswith(b"%PDF") and steps <= 6
    for _ in range(120):  # nothing of it runs on after the test
        page.goto(address + "/")
        if page.get_by_text("last update").is_visible():
            break
        time.sleep(0.5)
    context.close()

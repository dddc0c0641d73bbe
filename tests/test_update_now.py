"""Starting an update from the site, and how far it has come."""

import pytest

from billtrail import starting, update_runs
from billtrail.datasette_plugins.application import make_datasette
from billtrail.errors import WriterBusy

PATH = "/-/update"


@pytest.fixture
def started(monkeypatch):
    """What would be started; the process itself is tested in test_starting."""
    found = []
    monkeypatch.setattr(starting, "update_in_background", found.append)
    return found


@pytest.mark.asyncio
async def test_the_newest_update_is_told(fresh):
    client = make_datasette(fresh.database).client
    told = (await client.get(PATH)).json()
    assert told["running"] is False
    with update_runs.held(fresh):
        assert (await client.get(f"{PATH}.json")).json()["running"] is True


@pytest.mark.asyncio
async def test_a_post_starts_one_update_and_no_second(fresh, started):
    client = make_datasette(fresh.database).client
    answer = await client.post(PATH, follow_redirects=False)
    assert answer.status_code == 302 and answer.headers["location"] == "/"
    assert [w.database for w in started] == [fresh.database]
    with update_runs.held(fresh):
        json = {"accept": "application/json"}
        assert (await client.post(PATH, headers=json)).status_code == 202
    assert len(started) == 1


@pytest.mark.asyncio
async def test_a_post_with_cookies_and_without_the_token_is_refused(fresh, started):
    client = make_datasette(fresh.database).client
    answer = await client.post(PATH, cookies={"ds_csrftoken": "x"})
    assert answer.status_code == 403 and started == []


def test_two_updates_never_run_at_once(fresh):
    refused = pytest.raises(WriterBusy, match="running already")
    with update_runs.held(fresh), refused, update_runs.held(fresh):
        pass

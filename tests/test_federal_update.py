"""The federal bills that are followed, at a site that has them all: what is asked, what is fresh.

The site is GovInfo's on this machine, with the publisher's own files where they are beside the
checkout (``federal_site``). The crawls are processes of their own.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
import sitting
from click.testing import CliRunner, Result
from congress_files import buildable
from crawling import path_of
from federal_site import federal_site
from lxml import etree
from replay import FEED, Publisher, serving

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.cli import main
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words import NO_BREAK
from billtrail.workspace.workspace import Workspace

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

#: Followed, and without a file at the publisher: too old, or no day of its steps is known.
WITHOUT = {"us-106-hr3244", "us-118-s920"}


def run(workspace: Workspace, base: str, *arguments: str) -> Result:
    words = ["--workspace", str(workspace.root), *arguments]
    env = {"BILLTRAIL_BASE_URL": f"us_govinfo={base}"}
    return CliRunner().invoke(main, words, env=env, catch_exceptions=False)


def update(workspace: Workspace, site: Publisher, base: str) -> str:
    site.forget()
    done = run(workspace, base, "update", "--source", "us_govinfo")
    assert done.exit_code == 0, done.stderr
    return done.stdout.replace(NO_BREAK, " ")


def rows(workspace: Workspace, query: str) -> list[Any]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Publisher, str]]:
    publisher = federal_site()
    with serving(publisher) as base:
        yield publisher, base


@pytest.fixture(scope="module")
def updated(
    site: tuple[Publisher, str], prepared: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, str, Counter[str]]:
    """A workspace after its first update: what it said, and how often each path was asked for."""
    made = Workspace.at(tmp_path_factory.mktemp("updated") / "w")
    made.create()
    shutil.copy(prepared.database, made.database)
    said = update(made, *site)
    return made, said, Counter(seen.path for seen in site[0].requests)


@pytest.fixture
def workspace(updated: tuple[Workspace, str, Counter[str]], tmp_path: Path) -> Workspace:
    copy = Workspace.at(tmp_path / "w")
    shutil.copytree(updated[0].root, copy.root)
    return copy


def test_a_first_update_asks_once_for_each_bill_and_tells_what_it_has_not(
    updated: tuple[Workspace, str, Counter[str]],
) -> None:
    workspace, said, asked = updated
    followed = {key for (key,) in rows(workspace, "SELECT DISTINCT bill FROM campaign_bills "
                                       "WHERE bill LIKE 'us-%'")}  # fmt: skip
    assert followed <= set(buildable()) | WITHOUT
    bills = {path: count for path, count in asked.items() if path.startswith("/bulkdata/BILL")}
    assert bills == dict.fromkeys(map(path_of, followed - {"us-106-hr3244"}), 1)
    assert "no file there of S. 920 (118th Congress): what we have of it stays" in said
    assert "not asked: H.R. 3244 (106th Congress)" in said
    assert rows(workspace, "SELECT stage FROM bills WHERE key = 'us-118-s920'") == [("died",)]
    assert "News: none." in said  # the shipped facts say the same as the files


def test_with_nothing_new_every_bill_that_can_still_move_is_checked_and_its_briefs_are_fresh(
    site: tuple[Publisher, str], workspace: Workspace
) -> None:
    before = sessions.utc_now()
    said = update(workspace, *site)
    assert [seen.path for seen in site[0].requests] == ["/robots.txt", FEED]
    moving = rows(
        workspace,
        "SELECT b.key, k.checked_at FROM bills b JOIN checks k ON k.bill = b.key AND k.source = "
        "'us_govinfo' WHERE b.final = 0 AND b.key IN (SELECT bill FROM campaign_bills)",
    )
    assert len(moving) == 52
    assert [key for key, checked in moving if checked < before] == []
    assert "Congress: all 52 followed bills that can still move were checked just now." in said
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        on = sessions.today()
        briefs = [build(snapshot, Request(name, on)) for name in ("tsra", "tvpra", "us-119-hr1144")]
    assert [m.kind for brief in briefs for m in brief.marks if m.kind == "stale"] == []


def without_last_step(file: bytes) -> bytes:
    root = etree.fromstring(file)
    actions = root.find("bill/actions")
    actions.remove(actions[0])
    return etree.tostring(root)


def test_a_bill_that_really_changed_is_the_one_fetched_and_its_step_is_news(
    real: Path, site: tuple[Publisher, str], workspace: Workspace
) -> None:
    """S. 1224: first without its last step (built so), then the publisher's file as it is."""
    publisher, base = site
    name = "BILLSTATUS-119s1224.xml"
    whole = (real / "federal" / "billstatus" / "119" / "s" / name).read_bytes()
    path = publisher.add(name, without_last_step(whole))
    first = run(workspace, base, "update", "--source", "us_govinfo", "--bill", "us-119-s1224")
    assert first.exit_code == 0, first.stderr
    run(workspace, base, "watch", "us-119-s1224", "--campaign", "tsra")
    publisher.add(name, whole)
    publisher.publish(datetime.now(UTC), path)
    said = update(workspace, publisher, base)
    asked = [seen.path for seen in publisher.requests if seen.path != "/robots.txt"]
    assert asked == [FEED, path]
    assert "News of 1 bill:\n  S. 1224 (119th Congress)" in said
    changes = json.loads(run(workspace, base, "changes", "--json").stdout)
    (step,) = [change for change in changes if change["field"].startswith("actions:")]
    assert (step["bill"], step["kind"], step["old"]) == ("us-119-s1224", "change", None)
    told = run(workspace, base, "changes").stdout
    assert "New action: " in told and "S. 1224 (119th Congress)" in told


# -- the site starts and updates in the background ------------------------------------------------


def wait_for(condition: Any, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.2)
    raise AssertionError("it did not come about")


def test_start_updates_in_the_background_and_the_home_page_can_start_another(
    site: tuple[Publisher, str], prepared: Workspace, tmp_path: Path
) -> None:
    workspace = Workspace.at(tmp_path / "w")
    workspace.create()
    shutil.copy(prepared.database, workspace.database)
    # Every source is asked here; those that are not on this machine cannot be reached.
    away = " ".join(f"{name}={site[1]}/away" for name in ("ca_leginfo", "ca_calendar",
                    "ca_pubinfo", "us_house_floor", "us_legislators", "us_senate_hearings",
                    "us_house_meetings", "us_votes"))  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root), "start",
         "--port", "0", "--no-open"],
        env=os.environ | {"BILLTRAIL_BASE_URL": f"us_govinfo={site[1]} {away}"}, cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        said, found = "", None
        while not found:
            line = process.stdout.readline()
            assert line, said
            said += line
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert "Asking the publishers for news in the background." in said
        address = found[0]
        first = wait_for(lambda: _ended(address))
        assert first["outcome"] in ("done", "partial")
        assert rows(workspace, "SELECT count(*) FROM checks WHERE source = 'us_govinfo'")[0][0] > 30
        session = requests.Session()
        page = session.get(address, timeout=30).text
        token = re.search(r'name="csrftoken" value="([^"]+)"', page)
        assert token and "Update now" in page
        again = session.post(
            f"{address}/-/update", {"csrftoken": token[1]}, headers={"Origin": address}, timeout=60
        )
        assert again.status_code == 200
        second = wait_for(lambda: _ended(address, after=first["started_at"]))
        assert second["started_at"] > first["started_at"]
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ended(address: str, after: str = "") -> dict[str, Any] | None:
    told = requests.get(f"{address}/-/update.json", timeout=30).json()
    done = not told["running"] and told["finished_at"] and (told["started_at"] or "") > after
    return dict(told) if done else None

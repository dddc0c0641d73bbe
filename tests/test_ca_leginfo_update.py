"""``billtrail update --source ca_leginfo`` as its user runs it: a process of its own, against a
site on this machine."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from leginfo import (
    AB262,
    HISTORY,
    SB275,
    STATUS,
    TABS,
    VOTES,
    address,
    bill_of,
    pages_of,
    put,
    site_of,
    visit,
)
from replay import Fault, Publisher, serving

from billtrail.scrapers.ca_leginfo.visits import NAME
from billtrail.updates import update as updating
from billtrail.workspace.workspace import Workspace

BOTH = (AB262, SB275)
NEWS_OF_PARTS = (
    "SELECT count(*) FROM bill_changes WHERE kind = 'change' AND bill = 'ca-20212022-ab262' AND "
    "(field LIKE 'actions:%' OR field LIKE 'votes:%')"
)


def update(workspace: Workspace, site: Publisher, *keys: str) -> tuple[int, str, dict[str, Any]]:
    """Exit code, what was said and the report of an update; the crawl has its own process."""
    site.forget()
    said: list[str] = []
    with serving(site) as base:
        report = updating.update(
            workspace, source=NAME, bills=keys, base_urls={NAME: base}, say=said.append
        )
    return 3 if report.problems else 0, "\n".join(said), report.to_json()


def command(workspace: Workspace, *words: str) -> "subprocess.CompletedProcess[str]":
    """The program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root), *words],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_command_asks_a_local_site(fresh: Workspace) -> None:
    with serving(site_of([AB262])) as base:
        done = command(fresh, "update", "--source", NAME, "--base-url", f"{NAME}={base}",
                       "--bill", "AB 262 (2021-22)")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "California Legislature, leginfo pages (5\N{NO-BREAK SPACE}requests)" in done.stdout
    assert "1\N{NO-BREAK SPACE}bill read anew, 0 confirmed" in done.stdout
    shown = json.loads(command(fresh, "show", AB262, "--json").stdout)
    assert (shown["stage"], shown["source"]) == ("enacted", NAME)


def rows(workspace: Workspace, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute(query).fetchall()


def test_an_update_asks_once_a_tab_and_a_second_one_writes_nothing(fresh: Workspace) -> None:
    site = site_of(BOTH)
    code, _, report = update(fresh, site, *BOTH)
    assert (code, report["problems"]) == (0, [])
    asked = [seen.path for seen in site.requests]
    assert asked[0] == "/robots.txt"
    assert sorted(asked[1:]) == sorted(
        address(tab, key) if tab in pages_of(key) else address(tab, key).partition("?")[0]
        for key in BOTH
        for tab in TABS
    )
    assert report["requests"] == len(asked) == 9
    stage = "SELECT stage, law, source FROM bills WHERE key = 'ca-20212022-ab262'"
    assert rows(fresh, stage) == [("enacted", "Chapter 193, Statutes of 2021", "ca_leginfo")]

    before = rows(fresh, "SELECT bill, field, new FROM bill_changes")
    checked = dict(rows(fresh, "SELECT bill, checked_at FROM checks WHERE source = 'ca_leginfo'"))
    for tab, data in pages_of(AB262).items():
        put(site, tab, AB262, data.replace(b":987654321", b":111"))
    code, _, report = update(fresh, site, *BOTH)
    assert (code, report["counts"].get("known")) == (0, 2)
    assert rows(fresh, "SELECT bill, field, new FROM bill_changes") == before
    again = dict(rows(fresh, "SELECT bill, checked_at FROM checks WHERE source = 'ca_leginfo'"))
    assert set(again) == set(BOTH) and all(at >= checked[key] for key, at in again.items())


def test_a_step_between_two_visits_is_news(fresh: Workspace) -> None:
    site = site_of([SB275])
    veto = pages_of(SB275)[HISTORY]
    head, *steps = veto.split(b"<tr><td")
    last = next(n for n, step in enumerate(steps) if b"Vetoed by" in step)
    put(site, HISTORY, SB275, b"<tr><td".join([head, *steps[last + 1 :]]))
    assert update(fresh, site, SB275)[0] == 0
    put(site, HISTORY, SB275, veto)
    assert update(fresh, site, SB275)[0] == 0
    news = rows(
        fresh,
        "SELECT new FROM bill_changes WHERE kind = 'change' AND bill = 'ca-20252026-sb275' "
        "AND field LIKE 'actions:%'",
    )
    assert any("Vetoed by the Governor" in new or "Vetoed by Governor" in new for (new,) in news)


def test_bills_whose_end_cannot_move_are_left_alone(fresh: Workspace) -> None:
    """Without names: the watched bills of ended sessions without an outcome, and the live ones."""
    code, _, _ = update(fresh, site := site_of(()))
    asked = {seen.path for seen in site.requests} - {"/robots.txt"}
    assert asked == {"/faces/billStatusClient.xhtml"}
    wanted = rows(fresh, "SELECT count(DISTINCT c.bill) FROM campaign_bills c LEFT JOIN bills b ON "
                  "b.key = c.bill WHERE c.bill LIKE 'ca-%' AND b.final IS NOT 1")  # fmt: skip
    assert len(site.requests) - 1 == wanted[0][0] >= 4
    assert code == 0


def test_where_robots_forbids_nothing_is_asked_and_the_deltas_are_named(fresh: Workspace) -> None:
    site = site_of([AB262])
    site.robots = (200, "User-agent: *\nDisallow: /faces/\n")
    before = rows(fresh, "SELECT * FROM bills")
    code, _, report = update(fresh, site, AB262)
    assert code == 3
    assert [seen.path for seen in site.requests] == ["/robots.txt"]
    (problem,) = report["problems"]
    assert "robots.txt does not allow it" in problem and "AB 262" in problem
    assert "https://downloads.leginfo.legislature.ca.gov/" in problem
    assert "billtrail import" in problem
    assert rows(fresh, "SELECT * FROM bills") == before


def test_a_tab_that_robots_forbids_is_not_half_a_visit(fresh: Workspace) -> None:
    site = site_of([AB262])
    site.robots = (200, "User-agent: *\nDisallow: /faces/billVotesClient\n")
    code, _, report = update(fresh, site, AB262)
    assert code == 3 and "billVotesClient: robots.txt does not allow it" in report["problems"][0]
    assert rows(fresh, "SELECT count(*) FROM source_records WHERE source = 'ca_leginfo'") == [(0,)]


@pytest.mark.parametrize("status", [500, 403])
def test_a_tab_that_fails_leaves_what_we_have_and_is_asked_again(
    fresh: Workspace, status: int
) -> None:
    site = site_of([AB262])
    site.fail(address(VOTES, AB262), *[Fault(status)] * 3)
    code, _, report = update(fresh, site, AB262)
    assert code == 3 and f"billVotesClient: the server answered {status}" in report["problems"][0]
    assert rows(fresh, "SELECT count(*) FROM source_records WHERE source = 'ca_leginfo'") == [(0,)]
    site.faults.clear()
    assert update(fresh, site, AB262)[0] == 0


def test_a_page_of_another_shape_is_quarantined_by_name_and_the_rest_goes_on(
    fresh: Workspace,
) -> None:
    site = site_of(BOTH)
    put(site, STATUS, AB262, b"<html><body><p>Scheduled maintenance</p></body></html>")
    code, _, report = update(fresh, site, *BOTH)
    assert code == 3 and report["counts"]["new"] == 1
    (problem,) = report["problems"]
    assert "billStatusClient: #measureNum: 0 found, 1 expected" in problem
    assert len(rows(fresh, "SELECT 1 FROM quarantine WHERE source = 'ca_leginfo'")) == 1
    checked = rows(fresh, "SELECT bill FROM checks WHERE source = 'ca_leginfo'")
    assert checked == [(SB275,)]


def test_a_dump_that_catches_up_tells_no_news_again(fresh: Workspace) -> None:
    """The dump speaks for 2021-05-21, then the pages for today, then a dump for tomorrow."""
    whole = bill_of(visit(AB262))
    coded = tuple(a._replace(code=f"c{n}") for n, a in enumerate(whole.actions or ()))
    votes = tuple(v._replace(identifier=f"{v.date}|{n}") for n, v in enumerate(whole.votes or ()))
    dump = replace(whole, actions=coded, votes=votes, sponsorships=None)
    early = replace(
        dump, actions=tuple(a for a in coded if a.date <= "2021-05-21"), law=None,
        votes=tuple(v for v in votes if v.date <= "2021-05-21"), data_as_of="2021-05-21",
    )  # fmt: skip
    steps = ((early, "ca_pubinfo"), (whole, NAME), (replace(dump, data_as_of="2099-01-01"),
                                                    "ca_pubinfo"))  # fmt: skip
    told = []
    for bill, source in steps:
        with fresh.writer("test") as writer:
            writer.save_bill(bill, source)
        told.append(rows(fresh, NEWS_OF_PARTS)[0][0])
    assert told[1] - told[0] >= len([a for a in coded if a.date > "2021-05-21"])
    assert told[2] == told[1]
    assert rows(fresh, "SELECT count(*) FROM actions WHERE bill = 'ca-20212022-ab262' AND "
                "unlisted_since IS NULL") == [(25,)]  # fmt: skip


def test_kept_visits_are_imported_again_for_their_own_day(fresh: Workspace, tmp_path) -> None:
    update(fresh, site_of(BOTH), *BOTH)
    query = "SELECT bill, data_as_of, hash FROM source_records WHERE source = 'ca_leginfo'"
    told = rows(fresh, query)
    other = tmp_path / "other"
    for words in (("import", str(fresh.archive)), ("reparse",)):
        done = command(Workspace.at(other), *words)
        assert done.returncode == 0, done.stderr
    assert sorted(rows(Workspace.at(other), query)) == sorted(told)

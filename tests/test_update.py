"""``billtrail update`` from the network to the database, against a server on this machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from crawling import path_of, publisher_of
from replay import FEED, Publisher, serving

from billtrail.updates.report import UpdateReport
from billtrail.updates.update import update
from billtrail.workspace.workspace import Workspace

KEYS = ("us-119-hr7001", "us-119-hr7002")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path)


@pytest.fixture
def publisher() -> Publisher:
    site = publisher_of(KEYS)
    site.publish(datetime.now(UTC) - timedelta(days=1), path_of(KEYS[0]))
    return site


def ask(workspace: Workspace, publisher: Publisher) -> UpdateReport:
    publisher.forget()
    with serving(publisher) as base:
        return update(workspace, source="us_govinfo", bills=KEYS, base_urls={"us_govinfo": base})


def rows(workspace: Workspace, query: str) -> Iterator[tuple[str, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        yield from connection.execute(query)


def checks(workspace: Workspace) -> dict[str, str]:
    query = "SELECT bill, checked_at FROM checks WHERE source = 'us_govinfo'"
    return {bill: at for bill, at in rows(workspace, query) if bill in KEYS}


def test_a_second_update_confirms_every_bill_and_fetches_none(
    workspace: Workspace, publisher: Publisher
) -> None:
    assert ask(workspace, publisher).problems == []
    first = checks(workspace)
    saved = list(rows(workspace, "SELECT bill, count(*) FROM bill_changes GROUP BY bill"))
    report = ask(workspace, publisher)
    assert [seen.path for seen in publisher.requests] == ["/robots.txt", FEED]
    assert report.requests == 2
    assert set(first) == set(KEYS)
    assert all(at >= first[bill] for bill, at in checks(workspace).items())
    assert list(rows(workspace, "SELECT bill, count(*) FROM bill_changes GROUP BY bill")) == saved
    # What the feed named is kept, once, as the history of when files were written anew.
    [(batch,)] = rows(workspace, "SELECT bills FROM file_batches")
    assert batch.split() == [KEYS[0]]


def test_a_document_that_cannot_be_read_confirms_nothing_and_is_asked_for_again(
    workspace: Workspace, publisher: Publisher
) -> None:
    publisher.add("BILLSTATUS-119hr7002.xml", b"<html>down for maintenance</html>")
    assert len(ask(workspace, publisher).problems) == 1
    assert set(checks(workspace)) == {KEYS[0]}
    ask(workspace, publisher)
    assert [(seen.path, seen.status) for seen in publisher.asked()] == [(path_of(KEYS[1]), 200)]

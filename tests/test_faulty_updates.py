"""The law of ``bench updates``, which runs a thousand: publishers move on and fail, and what is
held in the end is what they say, each piece of news told once."""

from dataclasses import replace
from pathlib import Path

import pytest
from bench.faults.updates import Run, rows_of
from replay import Fault, File, Publisher, serving

from billtrail.bills.models import ABSENT, Link
from billtrail.errors import SourceError
from billtrail.publish.fetch import fetch
from billtrail.scrapers.ca_pubinfo.downloads import Downloads
from billtrail.workspace.workspace import Workspace


def test_after_faults_what_is_held_is_what_publishers_say(
    prepared: Workspace, tmp_path: Path
) -> None:
    run = Run(tmp_path, 7, prepared)
    assert run.go(3, 6 * 3600) == []
    assert run.counts["updates"] == 7 and run.counts["updates with problems"] >= 1
    assert run.counts["steps of bills"] >= 1


def test_what_is_kept_of_an_address_is_said_by_its_last_answer(fresh: Workspace) -> None:
    """An old copy without marks came after the file, and a 304 was taken for the copy's."""
    link = Link("us_govinfo", "https://x.gov/a.xml", "bill", etag='"1"', last_modified="x")
    gone = replace(link, etag=None, last_modified=None, lastmod=ABSENT)
    with fresh.writer("test") as writer:
        for answered in (link, gone, replace(gone, lastmod=None)):
            writer.documents.save_link(answered, writer.now)
    query = "SELECT etag, last_modified, lastmod FROM links WHERE url = 'https://x.gov/a.xml'"
    assert [*rows_of(fresh, query)] == [(None, None, None)]


def test_a_connection_that_is_reset_within_an_answer_is_told_in_words(tmp_path: Path) -> None:
    site = Publisher({"/billtrail.db": File(b"x" * 9000)})
    with serving(site) as base:
        for path in ("/robots.txt", "/billtrail.db"):
            site.fail(path, Fault(reset=True))
        with (
            Downloads(tmp_path, base_url=base) as downloads,
            pytest.raises(SourceError, match=r"robots.txt broke off"),
        ):
            downloads.look("pubinfo_Mon.zip")
        with pytest.raises(SourceError, match="could not be made, or broke off"):
            fetch(f"{base}/billtrail.db", tmp_path / "new.db", None)

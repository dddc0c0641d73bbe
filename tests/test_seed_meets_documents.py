"""Publishers' files over the shipped seed: what is newer stays, what has caught up stands alone."""

from datetime import date

import pytest

from billtrail.importer import import_paths
from billtrail.reading import open_reading
from billtrail.sources import load_sources

TODAY = date(2026, 11, 23)


@pytest.fixture
def read(fresh):
    """Imports a path into a workspace that holds the seed, and reads it."""

    def over(path):
        with fresh.writer("import") as writer:
            report = import_paths(writer, [path], load_sources())
        assert [p for p in report.problems if "ANALYSIS" not in p] == []
        return open_reading(fresh.database, TODAY)

    return over


def test_older_federal_files_leave_what_the_seed_knows(real, read):
    folder = real / "federal/billstatus/119"
    with read(folder) as reading:
        law = reading.bill("us-119-hr4323")
        assert (law.stage, law.law, law.standing.date) == (
            "enacted", "Public Law 119-73", "2026-01-23",
        )  # fmt: skip
        assert law.source == "us_govinfo"
        assert law.cosponsors.current == 19
        assert reading.bill("us-119-s2255").cosponsors.current == 8
        assert reading.bill("us-119-hr1379").cosponsors.current == 17
        assert reading.family("us-tsra").stage == "enacted"
        sources = {
            row["source"]
            for row in reading.connection.execute(
                "SELECT DISTINCT source FROM actions WHERE bill = 'us-119-hr4323'"
            )
        }
        assert sources == {"us_govinfo", "seed"}


def test_the_california_dump_of_march_2025_leaves_what_the_seed_knows(real, read):
    with read(real / "california/pubinfo/dump_2025-03") as reading:
        found = {
            key: reading.bill(f"ca-20252026-{key}").standing.stage
            for key in ("ab63", "ab379", "ab633")
        }
        assert found == {
            "ab63": "died", "ab379": "enacted", "ab633": "outcome_not_recorded",
        }  # fmt: skip
        assert reading.bill("ca-20252026-ab379").law == "Chapter 82, Statutes of 2025"
        assert reading.bill("ca-20252026-ab63").standing.date == "2026-02-02"
        # The dump has no titles; the seed's stay.
        assert reading.bill("ca-20252026-ab63").bill.title


def test_no_news_comes_from_meeting_older_files(real, read):
    with read(real / "federal/billstatus/119") as reading:
        assert [c for c in reading.changes() if c.field in ("stage", "law")] == []

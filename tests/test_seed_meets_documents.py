"""Publishers' files over the shipped seed: what is newer stays, what has caught up stands alone."""

from datetime import date

import pytest

from billtrail.bills.models import Action, Bill
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot

TODAY = date(2026, 11, 23)


@pytest.fixture
def read(fresh):
    """Imports a path into a workspace that holds the seed, and reads it."""

    def over(path):
        with fresh.writer("import") as writer:
            report = import_paths(writer, [path], load_sources())
        assert [p for p in report.problems if "ANALYSIS" not in p] == []
        return open_snapshot(fresh.database, TODAY)

    return over


def test_older_federal_files_leave_what_the_seed_knows(real, read):
    folder = real / "federal/billstatus/119"
    with read(folder) as snapshot:
        law = snapshot.bill("us-119-hr4323")
        assert (law.stage, law.law, law.progress.date) == (
            "enacted", "Public Law 119-73", "2026-01-23",
        )  # fmt: skip
        assert law.source == "us_govinfo"
        assert law.cosponsors.current == 19
        assert snapshot.bill("us-119-s2255").cosponsors.current == 8
        assert snapshot.bill("us-119-hr1379").cosponsors.current == 17
        assert snapshot.family("us-tsra").stage == "enacted"
        sources = {
            row["source"]
            for row in snapshot.connection.execute(
                "SELECT DISTINCT source FROM actions WHERE bill = 'us-119-hr4323'"
            )
        }
        assert sources == {"us_govinfo", "seed"}


def test_the_california_dump_of_march_2025_leaves_what_the_seed_knows(real, read):
    with read(real / "california/pubinfo/dump_2025-03") as snapshot:
        found = {
            key: snapshot.bill(f"ca-20252026-{key}").progress.stage
            for key in ("ab63", "ab379", "ab633")
        }
        assert found == {
            "ab63": "died", "ab379": "enacted", "ab633": "outcome_not_recorded",
        }  # fmt: skip
        assert snapshot.bill("ca-20252026-ab379").law == "Chapter 82, Statutes of 2025"
        assert snapshot.bill("ca-20252026-ab63").progress.date == "2026-02-02"
        # The dump has no titles; the seed's stay.
        assert snapshot.bill("ca-20252026-ab63").bill.title


def test_no_news_comes_from_meeting_older_files(real, read):
    with read(real / "federal/billstatus/119") as snapshot:
        assert [c for c in snapshot.changes() if c.field in ("stage", "law")] == []


def test_a_bill_held_after_the_dump_is_not_on_the_floor(fresh):
    """AB 938 of 2025-26: held on the suspense file on 2025-08-29, as the seed tells; an older
    record that stops in its first committee, built by hand, must not bring it back to a floor."""
    older = Bill(
        "ca-20252026-ab938", "ca", "20252026", "AB 938", "bill", Chamber.LOWER, "2025-03-08",
        introduced_date="2025-02-19",
        actions=(
            Action("2025-02-19", "Read first time. To print.", (A.INTRODUCTION,), Chamber.LOWER),
            Action("2025-03-03", "Referred to Com. on PUB. S.", (A.REFERRAL_COMMITTEE,),
                   Chamber.LOWER, committee="CX18"),
        ),
    )  # fmt: skip
    with fresh.writer("test") as writer:
        writer.save_bill(older, "ca_pubinfo")
    with open_snapshot(fresh.database, date(2026, 6, 25)) as snapshot:
        status = snapshot.bill(older.key)
    assert (status.source, status.newest_source) == ("ca_pubinfo", "seed")
    assert (status.location.kind, status.location.held) == ("suspense file", True)
    assert status.next_step.what == "Stays in committee unless the committee takes it up again"

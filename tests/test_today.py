"""The view that keeps a downloaded file right says what the fold says, whatever the day."""

from dataclasses import replace
from datetime import date

import pytest

from billtrail.calendars import session_for
from billtrail.identifiers import measure_kind, origin_chamber, split_key
from billtrail.models import Action, Bill
from billtrail.sources import ranks
from billtrail.stages import fold_bill
from billtrail.store import open_writer
from billtrail.vocabulary import ActionClass as A
from billtrail.vocabulary import Chamber

LOWER, UPPER = Chamber.LOWER, Chamber.UPPER

WAYS = {
    "in committee": (Action("2025-02-24", "a", (A.REFERRAL_COMMITTEE,), LOWER),),
    "passed one": (Action("2025-05-24", "b", (A.PASSAGE,), LOWER),),
    "passed both": (Action("2025-08-24", "c", (A.ENROLLED,), LOWER),),
    "sent": (Action("2025-08-24", "d", (A.EXECUTIVE_RECEIPT,), None),),
    "failed": (Action("2025-03-24", "e", (A.COMMITTEE_FAILURE,), LOWER),),
    "vetoed": (Action("2025-09-24", "f", (A.EXECUTIVE_VETO,), None),),
    "filed": (Action("2025-09-24", "g", (A.DEATH,), None),),
}
KEYS = ("ca-20252026-ab{}", "ca-20252026-aca{}", "ca-20252026x1-ab{}", "us-119-hr{}")
THROUGH = ("2025-10-01", "2026-02-15", "2027-02-15")
DAYS = ("2025-10-02", "2026-01-31", "2026-02-01", "2026-08-31", "2026-09-01", "2026-10-01",
        "2026-12-01", "2027-01-04", "2027-01-16")  # fmt: skip


def measures():
    number = 0
    for way in WAYS.values():
        for key_form in KEYS:
            for through in THROUGH:
                number += 1
                key = key_form.format(number)
                parts = split_key(key)
                chamber = origin_chamber(key)
                yield Bill(key, parts.jurisdiction, parts.session, key, measure_kind(key).value,
                           chamber, through, introduced_date="2025-02-13", actions=way)  # fmt: skip


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """All measures, folded on a day when each had only just been read."""
    path = tmp_path_factory.mktemp("today") / "billtrail.db"
    with open_writer(path, "test", ranks(), today=date(2025, 10, 2)) as writer:
        with writer.transaction():
            for bill in measures():
                writer.save_bill(bill, "ca_pubinfo")
        yield writer.connection


@pytest.mark.parametrize("day", DAYS)
def test_the_view_and_the_fold_agree(stored, day):
    (sql,) = stored.execute("SELECT sql FROM sqlite_master WHERE name = 'bills_today'").fetchone()
    query = sql.partition(" AS\n")[2].replace("date('now', '-8 hours')", f"'{day}'")
    seen = {row["key"]: (row["stage"], row["stage_date"], row["alive"])
            for row in stored.execute(query)}  # fmt: skip
    for bill in measures():
        on = date.fromisoformat(day)
        standing = fold_bill(bill, on, session_for(bill.key), bill.data_as_of)
        ours = (standing.stage.value, standing.date, int(standing.alive))
        assert seen[bill.key] == ours, replace(bill, actions=None)

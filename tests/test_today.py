"""The view that keeps a downloaded file right says what the fold says, whatever the day."""

from dataclasses import replace
from datetime import date

import pytest

from billtrail.bills.models import Action, Bill
from billtrail.bills.stages.fold import fold_bill
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.keys import measure_kind, origin_chamber, split_key
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.registry import ranks
from billtrail.store.writer import open_writer

LOWER, UPPER = Chamber.LOWER, Chamber.UPPER

#: What a presentment rests on: without it the record would be in doubt.
BOTH = (Action("2025-05-24", "b", (A.PASSAGE,), LOWER),
        Action("2025-08-20", "h", (A.PASSAGE, A.AGREEMENT), UPPER))  # fmt: skip
WAYS = {
    "in committee": (Action("2025-02-24", "a", (A.REFERRAL_COMMITTEE,), LOWER),),
    "passed one": (Action("2025-05-24", "b", (A.PASSAGE,), LOWER),),
    "passed both": (Action("2025-08-24", "c", (A.ENROLLED,), LOWER),),
    "sent": (
        *BOTH,
        Action("2025-08-24", "d", (A.EXECUTIVE_RECEIPT,), None),
    ),
    "failed": (Action("2025-03-24", "e", (A.COMMITTEE_FAILURE,), LOWER),),
    "vetoed": (
        *BOTH,
        Action("2025-09-24", "f", (A.EXECUTIVE_VETO,), None),
    ),
    "filed": (Action("2025-09-24", "g", (A.DEATH,), None),),
}
KEYS = ("ca-20252026-ab{}", "ca-20252026-aca{}", "ca-20252026x1-ab{}", "us-119-hr{}")
THROUGH = ("2025-10-01", "2026-02-15", "2027-02-15")
DAYS = ("2025-10-02", "2026-01-31", "2026-02-01", "2026-08-31", "2026-09-01", "2026-10-01",
        "2026-12-01", "2027-01-04", "2027-01-16")  # fmt: skip


def measures():
    number = 0
    for name, way in WAYS.items():
        for key_form in KEYS:
            if "aca" in key_form and name in ("sent", "vetoed"):
                continue  # no executive gets an amendment of the constitution
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


def rows_on(connection, day):
    """What the view would show on another day: key -> stage, how, its date, alive."""
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'bills_today'"
    ).fetchone()
    query = sql.partition(" AS\n")[2].replace("date('now', '-8 hours')", f"'{day}'")
    return {row["key"]: (row["stage"], row["how"], row["stage_date"], row["alive"])
            for row in connection.execute(query)}  # fmt: skip


def told_of(progress):
    """The same of progress as it is folded."""
    return (progress.stage.value, progress.how.value, progress.date, int(progress.alive))


@pytest.mark.parametrize("day", DAYS)
def test_the_view_and_the_fold_agree(stored, day):
    seen = rows_on(stored, day)
    for bill in measures():
        on = date.fromisoformat(day)
        progress = fold_bill(bill, on, session_for(bill.key), bill.data_as_of)
        assert seen[bill.key] == told_of(progress), replace(bill, actions=None)


@pytest.mark.parametrize("day", ("2027-02-20", "2028-01-04"))
def test_an_outcome_is_told_once_a_later_check_tells_it(tmp_path, day):
    """Bills stored as without an outcome, then confirmed by their source on a later day."""
    later = "2027-02-15T12:00:00Z"
    bills = [bill for bill in measures() if bill.data_as_of == THROUGH[0]]
    path, on = tmp_path / "billtrail.db", date(2027, 2, 1)
    with open_writer(path, "test", ranks(), today=on, now=later) as writer:
        with writer.transaction():
            for bill in bills:
                writer.save_bill(bill, "ca_pubinfo")
        stages = {row["stage"] for row in writer.connection.execute("SELECT stage FROM bills")}
        assert "outcome_not_recorded" in stages
        with writer.transaction():
            for bill in bills:
                writer.confirm("ca_pubinfo", bill.key, later)
        seen = rows_on(writer.connection, day)
    for bill in bills:
        progress = fold_bill(bill, date.fromisoformat(day), session_for(bill.key), later)
        assert seen[bill.key] == told_of(progress), replace(bill, actions=None)

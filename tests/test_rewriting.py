"""Gut and amend: when a print is another bill under its number. Facts of AB 831 (2025-26)."""

from dataclasses import replace
from datetime import date

import pytest
from pubinfo import NOW, bill_of

from billtrail.bills.identity import rewriting
from billtrail.bills.models import Action, Bill, Version
from billtrail.briefs.build import Request, build
from billtrail.importing.importer import import_paths
from billtrail.legislatures import ActionClass, Chamber, Language, Stage
from billtrail.scrapers.ca_pubinfo.staging import stage
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.writer import open_writer
from billtrail.words import terminal

INTRODUCED = Version(
    "Introduced", "2025-02-19", "20250AB83199INT", subject="Indian gaming",
    digest="Existing federal law, the Indian Gaming Regulatory Act, allows tribal-state compacts.",
    sections=("Government Code 12012.25",), authors=("Ramos",),
)  # fmt: skip
REWRITTEN = Version(
    "Amended", "2025-06-23", "20250AB83198AMD", subject="Gambling: operation of a contest",
    digest="This bill would make it unlawful to operate an online sweepstakes game.",
    sections=("Business and Professions Code 17539.1", "Penal Code 337"),
    authors=("Ramos", "Valencia"),
)  # fmt: skip
CORRECTED = REWRITTEN._replace(
    note="Amended", date="2025-07-01", code="20250AB83197AMD",
    digest="This bill would make it unlawful to operate, conduct or promote an online sweepstakes "
    "game.",
)  # fmt: skip


def bill(*versions):
    """``versions`` oldest first, listed newest first as the publisher does."""
    return Bill("ca-20252026-ab831", "ca", "20252026", "AB 831", "bill", "lower", "2025-10-01",
                introduced_date="2025-02-19", versions=tuple(reversed(versions)))  # fmt: skip


def test_a_print_on_another_matter_is_told_with_what_changed():
    found = rewriting(bill(INTRODUCED, REWRITTEN, CORRECTED))
    assert (found.date, found.code) == ("2025-06-23", "20250AB83198AMD")
    assert found.changed == ("subject", "digest", "sections of law")
    assert found.words() == "2025-06-23: subject, digest, sections of law"


def test_an_ordinary_amendment_is_none():
    assert rewriting(bill(REWRITTEN, CORRECTED)) is None
    assert rewriting(bill(INTRODUCED)) is None
    more = INTRODUCED._replace(sections=("Government Code 12012.25", "Penal Code 337"))
    assert rewriting(bill(INTRODUCED, more._replace(date="2025-03-01"))) is None


def test_one_thing_alone_is_not_enough():
    for change in (
        {"authors": ("Somebody",)},
        {"sections": ("Vehicle Code 1",)},
        {"subject": "Taxes"},
    ):
        after = INTRODUCED._replace(date="2025-03-01", **change)
        assert rewriting(bill(INTRODUCED, after)) is None


def test_what_is_not_told_is_not_compared():
    bare = Version("Amended", "2025-06-23", subject="Gambling: operation of a contest")
    assert rewriting(bill(INTRODUCED, bare)) is None
    assert rewriting(replace(bill(), versions=None)) is None


def test_the_alarm_is_a_change_of_its_own_kind_on_top(tmp_path):
    database = tmp_path / "x.db"
    with open_writer(database, "test", ranks(), today=date(2025, 7, 2), now=NOW) as writer:
        writer.save_bill(bill(INTRODUCED), "ca_pubinfo")
        later = replace(bill(INTRODUCED, REWRITTEN), data_as_of="2025-06-24", title="Gambling")
        writer.save_bill(replace(later, data_as_of="2025-10-02"), "ca_pubinfo")
    with open_snapshot(database, date(2026, 11, 25)) as snapshot:
        changes = snapshot.changes()
        assert (changes[0].field, changes[0].kind) == ("rewritten", "rewritten")
        assert changes[0].new == '"2025-06-23: subject, digest, sections of law"'
        assert {c.kind for c in changes[1:]} == {"change"}
    with open_snapshot(database, date(2025, 6, 1)) as snapshot:
        assert rewriting(snapshot.bill("ca-20252026-ab831").bill) is None


def test_a_bill_first_seen_after_it_was_rewritten_is_no_news(tmp_path):
    database = tmp_path / "x.db"
    with open_writer(database, "test", ranks(), today=date(2025, 7, 2), now=NOW) as writer:
        writer.save_bill(bill(INTRODUCED, REWRITTEN), "ca_pubinfo")
    with open_snapshot(database, date(2026, 11, 25)) as snapshot:
        assert snapshot.changes() == ()
        assert rewriting(snapshot.bill("ca-20252026-ab831").bill) is not None


def test_a_brief_tells_that_the_text_was_replaced_when_the_outcome_is_open_too(tmp_path):
    """The Assembly passed the text on Indian gaming, no other."""
    database, passed = tmp_path / "x.db", Action(
        "2025-06-02", "Read third time. Passed. Ordered to the Senate.",
        (ActionClass.PASSAGE,), Chamber.LOWER)  # fmt: skip
    record = replace(bill(INTRODUCED, REWRITTEN), actions=(passed,), title=REWRITTEN.subject)
    with open_writer(database, "test", ranks(), today=date(2025, 7, 2), now=NOW) as writer:
        writer.save_bill(record, "ca_pubinfo")
    for day in (date(2026, 6, 20), date(2026, 12, 8)):
        with open_snapshot(database, day) as snapshot:
            status = snapshot.bill(record.key)
            said = " ".join(build(snapshot, Request(record.key, day, Language.EN)).texts)
        assert (status.stage == Stage.OUTCOME_NOT_RECORDED) == (day.month == 12)
        said = said.replace("\N{NO-BREAK SPACE}", " ")
        assert (
            "Its text was replaced on June 23, 2025; it was introduced as “Indian gaming”." in said
        )
        assert "Before its text was replaced, it passed the Assembly on June 2, 2025." in said
        assert "It passed" not in said
        assert next(terminal.bill_lines(status)).endswith("(introduced as Indian gaming)")


@pytest.mark.parametrize(
    ("folder", "rewritten"),
    [
        ("session_2025-26_four_bills", {"ca-20252026-ab831": "2025-06-23"}),
        ("session_1999-2000_sample", {}),
        ("session_1989-90_sample", {}),
    ],
)
def test_the_real_prints(real, tmp_path, folder, rewritten):
    path = real / "california/pubinfo" / folder
    files = [(file.name, file.open("rb")) for file in path.iterdir() if "LAW" not in file.name]
    found = stage(files, tmp_path)
    seen = {}
    for document in found.documents(NOW):
        record = bill_of(document, found)
        if one := rewriting(record):
            seen[record.key] = one.date
    assert seen == rewritten
    with open_writer(tmp_path / "x.db", "test", ranks(), now=NOW) as writer:
        assert import_paths(writer, [path], load_sources()).counts["new"]

"""The forms in which Open States' bills come, each to the same record."""

import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openstates_files as built
import pytest

from billtrail.bills.identity import build_profile, matches
from billtrail.bills.models import Bill, PartLeftOut
from billtrail.briefs.typeset import property_text
from billtrail.errors import ParseError
from billtrail.importing import import_paths
from billtrail.importing.prepared import ReadDocument, parse
from billtrail.importing.recognition import find
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.registry import ranks
from billtrail.snapshot import open_snapshot
from billtrail.store import open_writer

NOW = "2026-11-26T09:00:00Z"


def read(path: Path) -> tuple[list[object], list[str]]:
    """The records of what is at a path, and what is said of it."""
    said: list[str] = []
    return [*_records(path, said)], said


def _records(path: Path, said: list[str]) -> Iterator[object]:
    for found in find(path, {SOURCE.name: SOURCE}, NOW, said.append):
        assert isinstance(found, ReadDocument)
        try:
            yield from (record for record, _ in parse(SOURCE, found.document, None, NOW))
        except ParseError as error:
            said.append(str(error))


@pytest.fixture(scope="module")
def forms(tmp_path_factory) -> dict[str, Path]:
    """One file or folder of each form."""
    folder = tmp_path_factory.mktemp("forms")
    runs = (built.scraped(1), built.scraped(2, steps=1, at="2025-02-01"))
    answers = folder / "ny_bills_results_x.json"
    answers.write_text(json.dumps({"results": [built.answer()], "pagination": {"page": 1}}))
    return {
        "scraped": built.write_scraped(folder / "run", *runs, votes=[built.vote(1)]),
        "export": built.write_export(folder / "NY_2025-2026_json.zip"),
        "tables": built.write_tables(folder / "NY_2025-2026_csv.zip"),
        "answer": answers,
    }


def test_a_tar_that_breaks_off_is_said_and_nothing_of_it_used(tmp_path) -> None:
    built.write_scraped(tmp_path / "run", built.scraped(1), votes=[built.vote(1)])
    whole = Path(shutil.make_archive(str(tmp_path / "run"), "tar", tmp_path / "run"))
    with tarfile.open(whole) as archive:
        first = next(one for one in archive if one.isfile())
    cut = whole.with_name("cut.tar")
    cut.write_bytes(whole.read_bytes()[: first.offset_data + 100])
    assert read(cut) == (
        [], ["cut.tar breaks off (unexpected end of data); nothing of it was used"]
    )  # fmt: skip


@pytest.mark.parametrize("form", ["scraped", "export", "tables", "answer"])
def test_every_form_is_the_same_record(forms, form) -> None:
    [bill, *_], said = read(forms[form])
    assert isinstance(bill, Bill) and not [line for line in said if "README" not in line]
    if form == "export":
        [_, bill], _ = read(forms[form])
    assert (bill.key, bill.title, bill.source_url) == ("ny-20252026-s3967", built.TITLE, built.PAGE)
    assert [(a.date, a.description, str(a.chamber)) for a in bill.actions] == [
        step[:3] for step in built.STEPS
    ]
    assert [(s.name, s.role) for s in bill.sponsorships] == [
        ("Luis R. Sepúlveda", "sponsor"), ("Brad Hoylman-Sigal", "cosponsor"),
    ]  # fmt: skip
    [vote] = bill.votes
    assert (vote.yes, vote.no, vote.other, vote.result) == (2, 1, 1, "passed")
    assert [(r.name, r.option) for r in vote.records][-1] == ("D. Four", "not voting")
    assert bill.data_as_of[:10] in ("2026-01-04", "2026-01-05", "2026-01-06")
    assert len(bill.versions) == 1 and len(bill.summaries) == 1
    prior = {"ny-20232024-s1966"} if form != "export" else set()  # that form has ids alone
    assert {r.bill for r in bill.relations if r.kind == "prior-session"} == prior


def test_of_several_runs_the_newest_stands_with_its_own_votes(tmp_path) -> None:
    runs = (built.scraped(1, steps=1, at="2025-02-01"), built.scraped(2))
    [bill], _ = read(built.write_scraped(tmp_path / "x", *runs, votes=[built.vote(1)]))
    assert len(bill.actions) == len(built.STEPS) and bill.votes == ()


def test_what_is_no_vote_and_names_that_contradict_are_kept_out(tmp_path) -> None:
    """A printing line "fails" without a count; members who are named twice answer differently."""
    twice = [("A. One", "yes"), ("A. One", "no"), ("B. Two", "yes")]
    votes = [built.vote(1, []), built.vote(1, twice)]
    [bill], _ = read(built.write_scraped(tmp_path / "x", built.scraped(), votes=votes))
    [vote] = bill.votes
    assert (vote.records, vote.yes, vote.no) == (None, 2, 1)


def test_days_repetitions_and_classes_that_nobody_knows(tmp_path) -> None:
    told = built.scraped()
    first = told["actions"][0]
    told["actions"] = [
        first | {"date": "2025"},
        first | {"date": "2025-01-00"},
        first | {"date": "2025-02-02T03:30:00+00:00", "classification": ["of-the-future"]},
        first | {"date": "2025-02-03"},
        first | {"date": "2025-02-03"},
        first | {"date": "0000-00-00"},
        first | {"date": ""},
    ]
    [bill, *left], _ = read(built.write_scraped(tmp_path / "x", told, votes=[]))
    days = [action.date for action in bill.actions]
    assert days == ["2025", "2025-01", "2025-02-01", "2025-02-03", "2025-02-03"]
    assert len({*bill.actions}) == len(days)
    assert len(left) == 2 and all(isinstance(one, PartLeftOut) for one in left)


def test_an_export_that_is_cut_gives_what_is_whole_and_says_so(tmp_path) -> None:
    [bill], said = read(built.write_export(tmp_path / "cut.zip", cut=40))
    assert bill.key == "ny-20252026-s3967"
    assert any(
        "breaks off (it ends within a bill): the bills before that, 1, are used" in s for s in said
    )


def test_tables_that_are_cut_give_nothing(tmp_path) -> None:
    bills, said = read(built.write_tables(tmp_path / "cut.zip", cut="bill_actions"))
    assert not bills
    assert any("nothing of this export was used" in line for line in said)


def test_two_sessions_of_one_name_are_told(tmp_path) -> None:
    other = built.scraped(2, at="2026-02-01") | {"legislative_session": "2025 - 2026"}
    [bill], said = read(built.write_scraped(tmp_path / "x", built.scraped(), other, votes=[]))
    assert bill.data_as_of.startswith("2026-02-01")
    assert [line for line in said if "are one here" in line]


def test_a_bill_that_cannot_be_named_costs_itself_alone(tmp_path) -> None:
    told = [
        built.scraped(1),
        built.scraped(2) | {"identifier": "ZZ 5"},
        built.scraped(3) | {"legislative_session": "the third"},
        {"_id": built.UUID.format(4)},
    ]
    bills, said = read(built.write_scraped(tmp_path / "x", *told, votes=[]))
    assert [bill.key for bill in bills] == ["ny-20252026-s3967"]
    assert any("has no measure type 'zz'" in line for line in said)
    assert any("has no session of ny" in line for line in said)
    assert any("not in the documented form" in line for line in said)


def test_a_title_of_any_length_is_the_property_of_a_word_file() -> None:
    assert property_text("Relating to  schools") == "Relating to schools"
    assert len(property_text("public school accountability " * 20)) <= 255


def test_a_bill_that_was_another_in_an_earlier_session_looks_like_its_effort(tmp_path) -> None:
    """New York names the numbers that a bill had before: S 1966 of 2023-24 is S 3967 now."""
    earlier = built.scraped(1) | {
        "identifier": "S1966", "legislative_session": "2023-2024", "title": "Of something else",
        "related_bills": [], "sponsorships": [],
    }  # fmt: skip
    bills, _ = read(built.write_scraped(tmp_path / "x", earlier, built.scraped(2), votes=[]))
    before, now = sorted(bills, key=lambda bill: bill.key)
    [(family, [sign, *_])] = matches(now, [build_profile("ny-immunity", [before])])
    assert (family, sign.weight) == ("ny-immunity", 3)
    assert "its publisher says that it was NY S 1966" in sign.reason
    assert not matches(now, [build_profile("ny-other", [replace(before, key="ny-20232024-s7")])])


def test_an_answer_without_its_steps_tells_the_latest_one(tmp_path) -> None:
    """What was not asked for is not known; a law is not shown as just introduced."""
    told = built.answer(
        latest_action_date="2025-10-16", latest_action_description="SIGNED CHAP.432"
    )
    del told["actions"], told["votes"]
    path = tmp_path / "ny_bills_results_legal-aid.json"
    path.write_text(json.dumps([told, told | {"identifier": "S 1", "latest_action_date": None}]))
    bills, _ = read(path)
    one, other = sorted(bills, key=lambda bill: bill.key)
    assert one.key == "ny-20252026-s1" and one.actions is None and one.votes is None
    assert other.law == "Chapter 432, Laws of 2025" and len(other.actions) == 1


def test_a_companion_is_told_by_the_array_of_an_export_too(tmp_path) -> None:
    """It has the ids of related bills alone: S 3967's companion A 1029 is in the same file."""
    bills, _ = read(built.write_export(tmp_path / "NY_2025-2026_json.zip"))
    told = {bill.key: [(one.bill, one.kind) for one in bill.relations] for bill in bills}
    assert told["ny-20252026-s3967"] == [("ny-20252026-a1029", "companion")]
    assert told["ny-20252026-a1029"] == []  # its row names itself


def test_a_bill_that_had_another_number_is_found_by_it(tmp_path) -> None:
    """Built: New York renumbers no bill, Open States' own names for one are no numbers."""
    others = [{"identifier": one} for one in ("ocd-bill-ny-2025-s3967", "S 12", "S3967")]
    told = built.scraped(1) | {"other_identifiers": others, "related_bills": []}
    file = tmp_path / "billtrail.db"
    with open_writer(file, "test", ranks(), today=date(2026, 1, 4)) as writer:
        import_paths(writer, [built.write_scraped(tmp_path / "x", told, votes=[])],
                     {SOURCE.name: SOURCE}, workers=0)  # fmt: skip
    with open_snapshot(file, date(2026, 1, 4)) as snapshot:
        found = snapshot.meaning("NY S 12")
        assert found.id == "ny-20252026-s3967"
        assert "NY S 12" in found.notes[0] and "NY S 3967" in found.notes[0]
        assert snapshot.resolve_bill("ny-20252026-s12") == found.id


@pytest.mark.parametrize("session", ["2012 fiscal or special session F", "2012F"])
def test_a_session_that_is_named_is_the_one_that_is_meant(tmp_path, session) -> None:
    """As pages print it or by its publisher's name alone, though the day has another session."""
    told = built.scraped(1) | {
        "legislative_session": "2012F", "identifier": "HB 1044", "related_bills": [],
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ar/government"},
    }  # fmt: skip
    file = tmp_path / "billtrail.db"
    with open_writer(file, "test", ranks(), today=date(2026, 1, 4)) as writer:
        import_paths(writer, [built.write_scraped(tmp_path / "x", told, votes=[])],
                     {SOURCE.name: SOURCE}, workers=0)  # fmt: skip
    with open_snapshot(file, date(2026, 1, 4)) as snapshot:
        found = snapshot.meaning(f"AR HB 1044 ({session})")
        assert (found.id, found.notes) == ("ar-2012f-hb1044", ())
        assert snapshot.meaning("AR HB 1044").missing == "ar-2026-hb1044"

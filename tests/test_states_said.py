"""What briefs and pages say of states' measures that have come to an end.

Built in the scrapers' form: days, numbers, lines, names and counts are true, other lines left out.
"""

import json
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.request import Request
from billtrail.datasette_plugins.theme import build_bar
from billtrail.importing import import_paths
from billtrail.legislatures import get
from billtrail.legislatures.states import state_ids
from billtrail.legislatures.vocabulary import Language
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.registry import ranks
from billtrail.scrapers.states import bill_key, rules
from billtrail.snapshot import open_snapshot
from billtrail.store import open_writer
from billtrail.words.status import meaning_words, stage_words

L, U, E = "lower", "upper", "executive"
ON = date(2026, 11, 26)

#: State, session, number, who leads and who stands beside, lines, votes (chamber, motion, yes, no).
BILLS = (
    ("or", "2026R1", "HB 4018", (), (
        ("2026-02-02", L, "First reading. Referred to Speaker's desk."),
        ("2026-03-05", L, "Third reading. Carried by Bowman, Elmer. Passed."),
        ("2026-03-05", U, "Rules suspended. Third reading.  Carried by Jama, Starr.  Passed."),
        ("2026-04-09", L, "Governor signed."),
        ("2026-04-13", L, "Chapter 139, (2026 Laws): Effective date April 9, 2026."),
    ), ()),
    ("or", "2026R1", "SJR 203", ("James Manning Jr.",), (
        ("2026-02-02", U, "Introduction and first reading. Referred to President's desk."),
        ("2026-02-02", U, "Referred to Judiciary, then Rules."),
        ("2026-03-06", U, "In committee upon adjournment."),
    ), ()),
    ("tx", "892", "HCR 13", ("Guillen", "Lopez, Janie", "Perry"), (
        ("2025-08-22", L, "Filed"),
        ("2025-08-28", L, "Adopted"),
        ("2025-09-02", U, "Adopted"),
        ("2025-09-04", E, "Sent to the Governor"),
        ("2025-09-17", E, "Signed by the Governor"),
    ), ()),
    ("fl", "2026", "SJR 1104", (), (
        ("2026-01-05", U, "Filed"),
        ("2026-01-12", U, "Referred to Education Pre-K - 12; Judiciary; Rules"),
        ("2026-02-03", U, "Favorable by Education Pre-K - 12; YEAS 5 NAYS 2"),
        ("2026-02-03", U, "Now in Judiciary"),
        ("2026-02-10", U, "Favorable by Judiciary; YEAS 8 NAYS 3"),
        ("2026-02-11", U, "Now in Rules"),
        ("2026-03-13", U, "Died in Rules"),
    ), ()),
    ("fl", "2026", "SPB 7042", (), (
        ("2026-02-06", U, "Submitted for consideration by Banking and Insurance"),
    ), ()),
    ("wa", "2025-2026", "HB 1390", (), (
        ("2025-01-20", L, "First reading, referred to Early Learning & Human Services."),
        ("2025-03-03", L, "Third reading, passed; yeas, 56; nays, 41; absent, 0; excused, 1."),
        ("2025-03-03", L, "Vote on third reading will be reconsidered."),
        ("2025-03-03", L, "Third reading, passed; yeas, 55; nays, 42; absent, 0; excused, 1."),
    ), (
        (L, "3rd Reading & Final Passage (#7)", 56, 41),
        (L, "Final Passage on Reconsideration (#21)", 55, 42),
    )),
    # The list of who voted how has four less than the House's own line.
    ("il", "104th", "HB1056", (), (
        ("2025-01-09", L, "First Reading"),
        ("2025-04-10", L, "Third Reading - Short Debate - Passed 086-030-000"),
    ), (
        (L, "Third Reading", 82, 30, "2025-04-10"),
    )),
)  # fmt: skip


def organisation(chamber):
    return f"~{json.dumps({'classification': chamber})}"


def scraped(number, bill):
    """A bill's file and those of its votes, as the scrapers of Open States write them."""
    place, session, name, people, lines, votes = bill
    told = {
        "_id": f"b{number}", "jurisdiction": {"id": f"ocd-jurisdiction/country:us/state:{place}/g"},
        "legislative_session": session, "identifier": name, "title": f"Relating to {name}",
        "scraped_at": "2026-08-22T08:00:00+00:00", "from_organization": organisation(lines[0][1]),
        "actions": [{"date": day, "description": text, "classification": [],
                     "organization_id": organisation(chamber)} for day, chamber, text in lines],
        "sponsorships": [{"name": one, "primary": True, "entity_type": "person"} for one in people],
        **dict.fromkeys(("related_bills", "versions", "subject", "abstracts", "sources"), ()),
    }  # fmt: skip
    yield f"bill_b{number}.json", told
    for n, (chamber, motion, yes, no, *day) in enumerate(votes):
        counts = [{"option": "yes", "value": yes}, {"option": "no", "value": no}]
        yield f"vote_event_{number}{n}.json", {
            "bill": f"b{number}", "motion_text": motion, "result": "pass", "votes": [],
            "start_date": day[0] if day else "2025-03-03", "organization": organisation(chamber),
            "counts": counts, "sources": [],
        }  # fmt: skip


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("said")
    for name, told in chain.from_iterable(scraped(n, bill) for n, bill in enumerate(BILLS)):
        (folder / name).write_text(json.dumps(told))
    path = folder / "billtrail.db"
    with open_writer(path, "test", ranks(), today=ON) as writer:
        report = import_paths(writer, [folder], {SOURCE.name: SOURCE}, workers=0)
    assert not report.problems
    with open_snapshot(path, ON) as opened:
        yield opened


def words(snapshot, key, language=Language.EN):
    """All that a bill's brief says, with plain blanks."""
    brief = build(snapshot, Request(key, ON, language=language))
    sentences = (*brief.status.sentences, *chain.from_iterable(b.sentences for b in brief.blocks))
    said = " ".join([brief.title, *(one.text for one in sentences)])
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("key", "said", "unsaid"),
    [
        # A resolution becomes no law, and did not fail to.
        ("or-2026r1-sjr203", "SJR 203 was not adopted", "law"),
        ("or-2026r1-sjr203", "Sponsor: James Manning Jr. ", "Jr.."),
        # Its own house passed it first, on the same day.
        ("or-2026r1-hb4018", "It passed the House on March 5, 2026 and the Senate on March 5, 2026",
         "the Senate on March 5, 2026 and the House"),
        ("tx-892-hcr13", "Lopez, Janie; and Perry", "Lopez, Janie, and Perry"),
        # Two committees had approved it; a third one had it.
        ("fl-2026-sjr1104", "died in another committee, after one had approved it",
         "waiting for a vote"),
        ("fl-2026-spb7042", "died in committee", "without reaching a committee"),
        # The vote that was held again counts.
        ("wa-20252026-hb1390", "passed the House 55 to 42 on March 3, 2025", "56 to 41"),
        # What the line tells of itself stands.
        ("il-104th-hb1056", "passed the House 86 to 30 on April 10, 2025", "82 to 30"),
    ],
)  # fmt: skip
def test_a_brief_says_of_an_end_what_its_lines_say(snapshot, key, said, unsaid) -> None:
    found = words(snapshot, key)
    assert said in found and unsaid not in found


def test_spanish_says_so_too(snapshot) -> None:
    assert "no fue adoptado" in words(snapshot, "or-2026r1-sjr203", Language.ES)
    said = words(snapshot, "fl-2026-sjr1104", Language.ES)
    assert "murió en otra comisión, después de que una lo aprobó" in said


def test_no_day_is_made_up_on_which_a_bill_was_sent_for_signature(snapshot) -> None:
    """Oregon's lines tell a signature and no delivery; a law was sent all the same."""
    brief = build(snapshot, Request("or-2026r1-hb4018", ON))
    (sent,) = [step for step in brief.bar if "Governor" in step.label]
    assert (sent.date, sent.words) == (None, "no date on record")
    page = build_bar(snapshot.bill("or-2026r1-hb4018"))
    assert [mark.date for mark in page if "Governor" in mark.label] == [None]
    assert all(mark.says == "Done" for mark in page)


def test_a_resolution_that_was_signed_is_not_said_to_need_no_signature(snapshot) -> None:
    meaning = meaning_words(snapshot.bill("tx-892-hcr13"))
    assert meaning.endswith("It was sent to the Governor as well, which makes no law of it.")


# -- states that have no rules of their own --------------------------------------------------------


GEORGIA = (
    ("2025-02-03", L, "House Hopper"),
    ("2025-02-27", L, "House Passed/Adopted By Substitute"),
    ("2025-03-28", U, "Senate Tabled"),
)
OHIO = (
    ("2025-01-28", L, "Introduced"),
    ("2025-02-04", L, "Referred to committee: Judiciary"),
    ("2025-03-12", L, "Reported - Substitute"),
    ("2025-03-19", L, "Passed"),
    ("2025-05-28", U, "Passed"),
    ("2025-06-30", E, "Signed by The Governor"),
)
MASSACHUSETTS = (
    ("2025-02-27", L, "Referred to the committee on The Judiciary"),
    ("2025-07-08", L, "Hearing scheduled for 07/15/2025 from 01:00 PM-06:00 PM in A-2"),
    ("2026-02-12", L, "Accompanied a study order, see H4567"),
)


@pytest.mark.parametrize(
    ("bill", "on"),
    [
        (("ga", "2025_26", "HB 12", (), GEORGIA, ()), "March 28, 2025"),
        (("ma", "194th", "H 34", (), MASSACHUSETTS, ()), "February 12, 2026"),
        (("oh", "136", "HB 12", (), OHIO[:3], ()), "March 12, 2025"),
    ],
)
def test_what_the_core_does_not_understand_is_shown_as_open(tmp_path, bill, on) -> None:
    """Built: lines as these states print them."""
    with open_snapshot(imported(tmp_path, bill), ON) as snapshot:
        status = snapshot.bill(bill_key(*bill[:3]))
        brief = build(snapshot, Request(status.key, ON))
        said = words(snapshot, status.key)
    assert stage_words(status) == "Newest step not understood"
    assert f"of {on}, is one that is not understood here" in said
    assert "No committee has it" not in said and status.next_step is None
    assert status.location is None
    assert not [step for step in brief.bar if step.state == "future"]
    assert build_bar(status)[-1].says == "Not known"


def test_what_the_core_understands_is_told_and_no_number_is_said_to_be_missing(tmp_path) -> None:
    law = ("oh", "136", "HB 12", (), OHIO, ())
    first = ("ma", "194th", "H 34", (), MASSACHUSETTS[:2], ())
    with open_snapshot(imported(tmp_path / "oh", law), ON) as snapshot:
        status = snapshot.bill(bill_key(*law[:3]))
    assert (str(status.stage), status.number_pending) == ("enacted", False)
    with open_snapshot(imported(tmp_path / "ma", first), ON) as snapshot:
        status = snapshot.bill(bill_key(*first[:3]))
    assert stage_words(status) == "In committee"  # a hearing says no more


def test_a_state_is_tried_where_it_has_rules_of_its_own() -> None:
    own = {path.stem for path in Path(rules.__file__).parent.glob("??.py")}
    described = ("ca", "us", "va", *state_ids())
    assert {id for id in described if get(id).is_tried} == own | {"ca", "us"}


# -- a record that changes its mind ----------------------------------------------------------------

INTRODUCED = (
    ("2026-01-09", L, "Filed"),
    ("2026-01-13", L, "1st Reading (Original Filed Version)"),
)
NEW_YORK = (
    ("2025-01-08", U, "REFERRED TO CODES"),
    ("2025-03-04", U, "1ST REPORT CAL.442"),
    ("2025-03-10", U, "PASSED SENATE"),
    ("2025-06-09", U, "VOTE RECONSIDERED - RESTORED TO THIRD READING"),
)


def imported(folder, *tellings):
    """The file after one telling of a bill after the other, each of a later day."""
    path = folder / "billtrail.db"
    for n, bill in enumerate(tellings):
        runs = folder / f"run{n}"
        runs.mkdir(parents=True)
        [(name, told)] = scraped(0, bill)
        told["scraped_at"] = f"2026-08-{22 + n}T08:00:00+00:00"
        (runs / name).write_text(json.dumps(told))
        with open_writer(path, "test", ranks(), today=ON) as writer:
            assert not import_paths(writer, [runs], {SOURCE.name: SOURCE}, workers=0).problems
    return path


def florida(number, *more):
    return ("fl", "2026", number, (), (*INTRODUCED, *more), ())


def test_a_law_that_nobody_passed_is_doubted_and_may_go(tmp_path) -> None:
    false = florida("HB 77", ("2026-02-03", E, "Chapter No. 2026-5"))
    path = imported(tmp_path, florida("HB 77"), false, false)
    with open_snapshot(path, ON) as snapshot:
        status = snapshot.bill("fl-2026-hb77")
        assert (str(status.stage), status.law) == ("died", None)
        assert status.in_doubt
        assert "law" not in words(snapshot, "fl-2026-hb77").replace("did not become law", "")
    path = imported(tmp_path / "again", florida("HB 77"), false, florida("HB 77"))
    with open_snapshot(path, ON) as snapshot:
        assert not snapshot.bill("fl-2026-hb77").in_doubt


def test_a_law_that_both_houses_passed_is_one(tmp_path) -> None:
    passed = (("2026-02-25", L, "Passed; YEAS 114, NAYS 0"),
              ("2026-03-10", U, "Passed; YEAS 38 NAYS 0"),
              ("2026-05-22", "legislature", "Approved by Governor"))  # fmt: skip
    with open_snapshot(imported(tmp_path, florida("HB 77", *passed)), ON) as snapshot:
        status = snapshot.bill("fl-2026-hb77")
    assert (str(status.stage), status.in_doubt, status.number_pending) == ("enacted", (), True)


def test_a_chapter_makes_nothing_of_what_one_chamber_alone_adopts(tmp_path) -> None:
    told = florida("HR 9", ("2026-02-03", E, "Chapter No. 2026-5"))
    with open_snapshot(imported(tmp_path, told), ON) as snapshot:
        assert str(snapshot.bill("fl-2026-hr9").stage) == "died"


def test_a_resolution_that_its_state_sends_to_the_governor_is_not_doubted(snapshot) -> None:
    assert not snapshot.bill("tx-892-hcr13").in_doubt


@pytest.mark.parametrize(
    "lines",
    [
        [line for line in NEW_YORK for _ in range(2)],
        [*NEW_YORK, *NEW_YORK],
        [*NEW_YORK[:3], NEW_YORK[2], NEW_YORK[3]],
    ],
    ids=["each line twice", "the whole twice", "an act twice"],
)
def test_what_a_publisher_has_twice_happened_once(tmp_path, lines) -> None:
    bill = ("ny", "2025-2026", "S100", (), tuple(lines), ())
    with open_snapshot(imported(tmp_path, bill), ON) as snapshot:
        status = snapshot.bill("ny-20252026-s100")
    assert [action.description for action in status.bill.actions] == [x[2] for x in NEW_YORK]
    assert str(status.stage) == "reported"  # the passage was taken back


def test_what_happened_twice_is_there_twice(tmp_path) -> None:
    """Texas: a record vote on each of two questions, and a house that adopts, reconsiders and
    adopts again."""
    lines = (("2025-08-15", L, "Filed"), ("2025-08-20", L, "Record vote"),
             ("2025-08-20", L, "Record vote"), ("2025-08-20", L, "Adopted"),
             ("2025-08-20", L, "Vote reconsidered"), ("2025-08-20", L, "Adopted"))  # fmt: skip
    bill = ("tx", "892", "HR 5", (), lines, ())
    with open_snapshot(imported(tmp_path, bill), ON) as snapshot:
        assert len(snapshot.bill("tx-892-hr5").bill.actions) == len(lines)

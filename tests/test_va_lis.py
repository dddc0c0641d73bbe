"""Virginia's files of a session: ten measures of 2024 (``virginia_files``); what each step says, a
row for every rule; files that are not as they should be."""

import gzip
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import virginia_files
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.doubts import doubted_ends
from billtrail.bills.models import Action, Bill
from billtrail.bills.next_steps import next_step, play_of
from billtrail.bills.stages.fold import fold_bill
from billtrail.importing.prepared import classify_bill
from billtrail.importing.recognition import find
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.keys import measure_kind, origin_chamber
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole, Stage
from billtrail.scrapers.registry import source_named
from billtrail.scrapers.va_lis.rows import day
from billtrail.scrapers.va_lis.rules import RULES, classify
from billtrail.scrapers.va_lis.source import EXPLAINED, SOURCE, STATUSES
from billtrail.store.bill_rows.merge import SourceRecord, merge

NOW = "2026-11-26T08:00:00Z"


def documents(path, said=None):
    return [*find(path, {SOURCE.name: SOURCE}, NOW, [].append if said is None else said.append)]


def bills_of(path, said=None):
    found = {}
    for one in documents(path, said):
        (bill,) = SOURCE.parse(one.document, one.reference)
        found[bill.key] = classify_bill(SOURCE, bill)
    return found


def stands(bill, on="2026-11-26", through=None):
    session = sessions.session_for(bill.key)
    return fold_bill(bill, date.fromisoformat(on), session, through or bill.data_as_of)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """The files as they were published."""
    return virginia_files.write_session(tmp_path_factory.mktemp("va_lis") / "241")


@pytest.fixture(scope="module")
def bills(session):
    return bills_of(session)


# -- ten measures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "stage", "on", "law"),
    [
        ("hb581", "enacted", "2024-04-03", "2024 Acts of Assembly, chapter 366"),
        # its recommendation was agreed to, and nobody signed it
        ("hb611", "enacted", "2024-04-17", "2024 Acts of Assembly, chapter 813"),
        # the step says Chapter 494, which is another bill's: the table is right
        ("hb971", "enacted", "2024-04-04", "2024 Acts of Assembly, chapter 404"),
        ("sb504", "vetoed", "2024-04-08", None),
        ("hb107", "died", "2024-03-09", None),  # both houses passed it, and the conference failed
        ("hb51", "died", "2024-02-13", None),
        ("hb780", "failed", "2024-01-30", None),  # incorporated into another one
        ("sj12", "adopted", "2024-02-28", None),  # agreed to, reconsidered, agreed to again
        ("hr1", "adopted", "2024-01-15", None),
        # carried over to 2025, about which its files say nothing
        ("sb192", "outcome_not_recorded", "2025-02-22", None),
    ],
)
def test_where_each_stands(bills, number, stage, on, law):
    bill = bills[f"va-241-{number}"]
    progress = stands(bill)
    assert (str(progress.stage), progress.date, bill.law) == (stage, on, law)
    assert progress.alive is False
    flag = bill.status_text or ""
    assert progress.stage in STATUSES[flag] or (flag, progress.stage) in EXPLAINED


def test_a_measure_without_a_step_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(virginia_files, "STEPS", {**virginia_files.STEPS, "HB51": ()})
    said = []
    bill = bills_of(virginia_files.write_session(tmp_path / "241"), said)["va-241-hb51"]
    assert bill.actions == () and stands(bill, "2024-01-20").stage == Stage.INTRODUCED


def test_a_measure_carried_over_lives_as_long_as_the_next_session(bills):
    bill = bills["va-241-sb192"]
    assert stands(bill, "2025-01-20").alive
    assert stands(bill, "2025-01-20").stage == Stage.IN_COMMITTEE
    assert stands(bill, "2025-02-23", "2025-03-01").stage == Stage.DIED
    left = stands(bills["va-241-hb51"], "2024-02-12")
    assert left.alive and left.stage == Stage.IN_COMMITTEE
    assert [(r.bill, r.kind) for r in bill.relations] == [
        ("va-251-sb192", "Continued to the 2025 session")
    ]


def test_some_of_several_amendments_are_no_agreement(bills):
    assert stands(bills["va-241-hb107"], "2024-03-06").stage == Stage.PASSED_ONE_CHAMBER
    progress = stands(bills["va-241-hb107"], "2024-03-07")
    assert str(play_of(_until(bills["va-241-hb107"], "2024-03-07"), progress).pending) == (
        "conference"
    )


def test_what_the_governor_asks_to_change_is_before_both_houses(bills):
    step = next_step_of(bills["va-241-hb611"], "2024-04-10")
    assert (step.row, step.what, step.date) == (
        "executive-amendments", "Both chambers vote on the changes that the Governor asks for",
        "2024-04-17",
    )  # fmt: skip
    assert step.who == "the Virginia General Assembly"
    assert doubted_ends(bills["va-241-hb611"]) is None


def test_a_measure_carried_over_waits_for_the_next_session(bills):
    step = next_step_of(bills["va-241-sb192"], "2024-06-01")
    assert (step.row, step.date) == ("carried-over", "2025-02-22")


def test_what_the_other_house_changed_goes_back_to_the_first(bills):
    step = next_step_of(bills["va-241-hb611"], "2024-03-05")
    assert (step.row, step.who) == ("amendments", "the House of Delegates")


def next_step_of(bill, on):
    then = _until(bill, on)
    return next_step(then, stands(then, on, on), date.fromisoformat(on))


def test_a_bill_is_sent_twice_only_after_it_came_back(bills):
    bill = bills["va-241-hb611"]
    sent = next(a for a in bill.actions if "executive-receipt" in a.classification)
    again = sent._replace(date="2024-04-17", description="Communicated to Governor")
    assert doubted_ends(replace(bill, actions=(*bill.actions, again))) is None
    never_back = tuple(a for a in bill.actions if "executive-amendments" not in a.classification)
    assert doubted_ends(replace(bill, actions=(*never_back, again))).why == "twice"


def test_the_chapter_of_a_resolution_is_no_laws(bills):
    proposed = Action("2024-04-03", "Assigned Chapter 777", (ActionClass.ADOPTION,), Chamber.LOWER)
    bill = bills["va-241-sj12"]
    numbered = replace(bill, law="2024 Acts of Assembly, chapter 777")
    assert doubted_ends(replace(numbered, actions=(*bill.actions, proposed))) is None
    assert doubted_ends(numbered).why == "unproved"


def _until(bill, on):
    return replace(bill, actions=tuple(a for a in bill.actions if a.date <= on))


def test_what_a_measure_is_told_to_be_related_to(bills):
    told = {key: [(r.bill, r.kind) for r in bill.relations] for key, bill in bills.items()}
    assert told["va-241-hb780"] == [("va-241-hb1001", "Incorporated into")]
    assert told["va-241-hb611"] == [("va-241-hb423", "Incorporates")]


def test_the_record_of_one(bills):
    bill = bills["va-241-hb581"]
    assert bill.title.startswith("Human trafficking; attorneys for the Commonwealth")
    assert (bill.identifier, bill.introduced_date) == ("HB 581", "2024-01-09")
    assert bill.source_url == "https://lis.virginia.gov/bill-details/20241/HB581"
    first, second, *_ = bill.sponsorships
    assert (first.name, first.role) == ("Shelly A. Simonds", SponsorRole.SPONSOR)
    assert second.role == SponsorRole.COSPONSOR and first.chamber == Chamber.LOWER
    signed = bill.actions[-2]
    assert (signed.chamber, signed.description[:20]) == (Chamber.EXECUTIVE, "Approved by Governor")
    assert {c.name for c in bill.committees} == {"Courts of Justice"}
    assert bill.versions[0].note == "Introduced"
    assert bill.versions[-1].urls[0][1].endswith("/20241/HB581/text/CHAP0366")
    floor = next(v for v in bill.votes if v.identifier == "SV0727")
    assert (floor.yes, floor.no, floor.other, floor.chamber) == (39, 0, 0, Chamber.UPPER)
    assert floor.is_on_bill and floor.result == "passed"
    committee = next(v for v in bill.votes if v.identifier == "S13V0276")
    assert (committee.committee, committee.yes, len(committee.records)) == ("S13", 14, 15)
    assert committee.records[0].option == "yes" and "," not in committee.records[0].name


def test_a_roll_call_of_the_house_is_of_the_act_before_it(bills):
    first, second = bills["va-241-sj12"].votes
    assert (first.identifier, second.identifier) == ("HV1307", "HV1315")
    assert first.motion == "Agreed to by House BLOCK VOTE" and first.is_on_bill
    (put_off,) = bills["va-241-sb192"].votes
    assert not put_off.is_on_bill and put_off.result is None  # a yes to wait is no yes to the bill


# -- a row for every rule --------------------------------------------------------------------------

ROWS = [
    ("VOTE: Passage (71-Y 27-N)", "procedure"),
    ("Approved by Governor-Chapter 366 (effective 7/1/24)", "executive-signature became-law"),
    ("Enacted, Chapter 813 (effective - see bill)", "became-law"),
    ("Assigned Chapter 739 (effective 7/1/23)", "became-law"),
    ("Vetoed by Governor", "executive-veto"),
    ("House sustained Governor's veto", "veto-sustained"),
    ("Passed in enrolled form rejected (21-Y 19-N)", "veto-sustained"),
    ("Passed in enrolled form (27-Y 13-N)", "veto-override-passage"),
    ("Enrolled Bill Communicated to Governor on March 27, 2024", "executive-receipt"),
    ("Governor's recommendation received by House", "executive-amendments"),
    ("Senate rejected Governor's recommendation (17-Y 23-N)", "procedure"),
    ("Left in Courts of Justice", "death"),
    ("Failed to pass in House", "death"),
    ("Stricken at request of Patron in Rules (15-Y 0-N)", "withdrawal"),
    ("Stricken from docket by Transportation (21-Y 0-N)", "set-aside"),
    ("Incorporated by Labor and Commerce (HB1001-Tran)", "set-aside substitution"),
    ("Tabled in Rules (5-Y 2-N)", "tabled"),
    ("Passed by indefinitely in Education and Health (9-Y 5-N)", "committee-failure"),
    ("Failed to report (defeated) in Judiciary (6-Y 9-N)", "committee-failure"),
    ("Read third time and defeated by House (48-Y 50-N)", "failure"),
    ("Rejected by Senate (10-Y 30-N)", "failure"),
    ("Continued to 2025 with substitute in Rules", "carried-over"),
    ("Continued to 2024 in Rules", "procedure"),  # to the year of the session that lists it
    ("Reconsideration of defeated action agreed to by Senate (40-Y 0-N)", "reconsideration"),
    ("Reconsideration of Senate passage agreed to by Senate (40-Y 0-N)",
     "reconsideration passage-reconsidered"),
    ("Reconsidered by Courts of Justice", "reconsideration"),
    ("Reconsideration of House amendment agreed to by Senate (40-Y 0-N)", "procedure"),
    ("Reconsideration of Governor's recommendation agreed to (40-Y 0-N)", "procedure"),
    ("Passed by for the day", "procedure"),
    ("Amended by conference committee", "conference-report"),
    ("Conference report agreed to by House (62-Y 37-N)", "conference-agreement"),
    ("Conference report rejected by Senate (3-Y 35-N)", "conference-failure"),
    ("House acceded to request", "conference"),
    ("Senate receded from substitute (40-Y 0-N)", "agreement"),
    ("Senate amendments #1 and #2 agreed to by House (74-Y 22-N)", "amendment-passage"),
    ("Senate substitute agreed to by House 24108674D-S1 (94-Y 4-N)", "agreement"),
    ("House amendments rejected by Senate (0-Y 40-N)", "amendment-failure"),
    ("Passed Senate with substitute (40-Y 0-N)", "passage amended"),
    ("Agreed to by Senate with substitute by voice vote", "passage amended"),
    ("Read third time and passed House BLOCK VOTE (99-Y 0-N)", "passage agreement"),
    ("Agreed to by House by voice vote", "passage agreement"),
    ("Enrolled", "enrolled"),
    ("Reported without recommendation from Rules (10-Y 8-N)",
     "committee-passage-unrecommended committee-passage"),
    ("Reported from Rules with substitute (18-Y 0-N)",
     "committee-passage-favorable committee-passage"),
    ("Recommitted to Judiciary", "referral-committee recommittal"),
    ("Rereferred to Finance and Appropriations", "referral-committee"),
    ("Rereferred from Commerce and Labor (14-Y 0-N)", "procedure"),
    ("Assigned Courts sub: Criminal", "referral-subcommittee"),
    ("Subcommittee recommends laying on the table (5-Y 3-N)", "held"),
    ("Subcommittee failed to recommend reporting (4-Y 4-N)", "report-failed"),
    ("Subcommittee recommends reporting (8-Y 2-N)", "procedure"),
    ("Presented and laid on Speaker's table 24106839D", "introduction at-desk"),
    ("Prefiled and ordered printed; offered 01/10/24 24104836D", "introduction"),
    ("Laid on Clerk's Desk", "at-desk"),
    ("Placed on Calendar", "receipt"),
    ("Read first time", "reading-1"),
    ("Read second time and engrossed", "reading-2"),
    ("Read third time", "reading-3"),
    ("Committee substitute agreed to 24106839D-H1", "amendment-passage"),
    ("Committee amendments rejected", "amendment-failure"),
    ("Engrossed by House as amended HB107E", "procedure"),
    ("Something nobody has written yet", ""),
]  # fmt: skip


def classes(text, key="va-241-hb1"):
    bill = Bill(key, "va", "241", key, measure_kind(key).value, origin_chamber(key), "2024-03-01")
    return " ".join(classify(Action("2024-03-01", text), bill))


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_a_step_says(text, expected):
    assert classes(text) == expected


def test_every_rule_has_a_row():
    firsts = {
        next((n for n, rule in enumerate(RULES) if rule.pattern.search(text.lower())), None)
        for text, _ in ROWS
    }
    assert {*range(len(RULES))} - firsts == set()


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("House substitute agreed to by Senate (40-Y 0-N)", "agreement-vacated"),
        ("House substitute rejected by Senate (0-Y 40-N)", "procedure"),
        ("Conference report rejected by Senate (3-Y 35-N)", "reconsideration"),
        ("Conference report agreed to by Senate (40-Y 0-N)", "agreement-vacated"),
    ],
)
def test_a_reconsideration_takes_back_the_vote_before_it(before, expected):
    what = "conference report" if before.startswith("Conf") else "House substitute"
    steps = [before, "Passed by for the day", f"Reconsideration of {what} agreed to by Senate"]
    actions = tuple(Action("2024-02-22", text, (), Chamber.UPPER) for text in steps)
    bill = Bill("va-241-sb1", "va", "241", "SB 1", "bill", Chamber.UPPER, "2024", actions=actions)
    assert " ".join(classify(actions[-1], bill)) == expected


def test_a_joint_resolution_with_a_chapter_is_adopted_and_no_law():
    assert classes("Assigned Chapter 739 (effective 7/1/23)", "va-231-sj231") == "adoption"


def test_days_in_both_forms():
    assert day("02/15/24") == day("2/15/2024 12:00:00 AM") == "2024-02-15"
    assert day("") is day("02/30/24") is day("0000-00-00") is None


@given(st.text())
def test_no_text_is_refused(text):
    assert isinstance(classes(text), str) and (day(text) or "2") > "1"


@pytest.mark.parametrize("number", ["hb51", "hb581"])
def test_a_newer_word_of_open_states_overrules_no_official_record(bills, number):
    official, theirs = bills[f"va-241-{number}"], source_named("openstates")
    said = [
        Action("2024-01-09", "Prefiled", (ActionClass.INTRODUCTION,), Chamber.LOWER),
        Action("2024-06-01", "Vetoed by Governor", (ActionClass.EXECUTIVE_VETO,),
               Chamber.EXECUTIVE),
    ]  # fmt: skip
    other = replace(
        official, data_as_of="2026-08-21", actions=tuple(said), law=None, title="Theirs"
    )
    records = [
        SourceRecord(SOURCE.name, SOURCE.rank, official),
        SourceRecord(theirs.name, theirs.rank, other),
    ]
    merged = merge(records).bill
    assert (stands(merged).stage, merged.law) == (stands(official).stage, official.law)
    assert merged.title == official.title


# -- files as they come, and as they should not ----------------------------------------------------


def test_a_zip_with_packed_files_of_other_capitals_is_the_same_session(tmp_path, session):
    path = tmp_path / "virginia.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in session.iterdir():
            made.writestr(f"20241/{file.name.upper()}.gz", gzip.compress(file.read_bytes()))
    packed, loose = documents(path), documents(session)
    assert [one.document.sha256 for one in packed] == [one.document.sha256 for one in loose]
    assert len(packed) == 10 and packed[0].document.data_as_of == "2024-04-17"


@pytest.fixture
def folder(tmp_path):
    return virginia_files.write_session(tmp_path / "241")


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("History.csv", lambda data: data[:-30], "breaks off in the middle of a line"),
        ("History.csv", lambda data: data.replace(b"History_date", b"Day", 1),
         "has no column History_date"),
        ("Bills.csv", lambda data: data + b'"HB2","short"\r\n', "a line of 2 values"),
        ("History.csv", None, "History.csv is missing"),
    ],
)  # fmt: skip
def test_a_session_with_half_a_file_is_left_alone(folder, file, change, words):
    path, said = folder / file, []
    if change:
        path.write_bytes(change(path.read_bytes()))
    else:
        path.unlink()
    assert bills_of(folder, said) == {}
    assert words in said[0] and "nothing was used" in said[0]


def test_what_is_missing_is_not_told_to_be_empty(folder):
    for name in ("Sponsors.csv", "Vote.csv", "Committees.csv"):
        (folder / name).unlink()
    said = []
    bill = bills_of(folder, said)["va-241-hb581"]
    assert bill.sponsorships is bill.votes is bill.committees is None
    assert any("no patrons are known" in line for line in said)


def test_the_rows_say_which_session_it_is(folder):
    renamed, said = folder.rename(folder.with_name("231")), []
    assert "va-241-hb581" in bills_of(renamed.parent, said)
    assert "231: its rows are of the session 241" in said[0]


def test_the_real_special_session_of_2024(real):
    bills = bills_of(real / "states" / "virginia-lis" / "242")
    assert len(bills) == 290
    ends = [stands(bill, bill.data_as_of) for bill in bills.values()]
    assert sum(one.stage == Stage.ENACTED for one in ends) == 4
    assert all(a.classification for bill in bills.values() for a in bill.actions)
    budget = bills["va-242-hb6001"]
    assert budget.law == "2024 Acts of Assembly (special session I), chapter 2"

"""The shipped seed: every watched bill stands where the record says, and says no more."""

import csv
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from upkeep import seed_bills, seed_members

from billtrail.bills.models import Bill, Committee, Document, Person, Record
from billtrail.bills.stages.fold import BillProgress, fold_bill
from billtrail.errors import ParseError
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole, Stage
from billtrail.scrapers import seed, seed_files
from billtrail.workspace.workspace import Workspace

TODAY = date(2026, 11, 23)
NOT_RECORDED = Stage.OUTCOME_NOT_RECORDED


class Expected(NamedTuple):
    """Where a bill stands on 2026-11-23; ``date`` may be a year."""

    stage: Stage
    date: str
    law: str | None = None
    reached: Stage | None = None


def enacted(day: str, law: str | None = None) -> Expected:
    return Expected(Stage.ENACTED, day, law)


def died(day: str, reached: Stage = Stage.IN_COMMITTEE) -> Expected:
    return Expected(Stage.DIED, day, None, reached)


def alive(day: str, stage: Stage = Stage.IN_COMMITTEE) -> Expected:
    return Expected(stage, day, None, stage)


def chapter(number: int, year: int) -> str:
    return f"Chapter {number}, Statutes of {year}"


#: Written by hand from the official records and the reviewed facts. A year is all that is known
#: of some enactments; ``None`` for a law is a chapter number nobody has confirmed.
EXPECTED: dict[str, Expected] = {
    # The Trafficking Survivors Relief Act: ten attempts, then three numbers in the 119th.
    "us-114-hr6292": died("2017-01-03"),
    "us-114-s3441": died("2017-01-03"),
    "us-115-hr459": died("2019-01-03"),
    "us-115-s104": died("2019-01-03"),
    "us-116-hr3627": died("2021-01-03"),
    "us-116-s3240": died("2021-01-03"),
    "us-117-hr8672": died("2023-01-03"),
    "us-117-s9": died("2023-01-03"),
    "us-118-hr7137": died("2025-01-03", Stage.REPORTED),
    "us-118-s4214": died("2025-01-03"),
    "us-119-hr1379": alive("2025-02-14"),
    "us-119-s2255": alive("2025-07-10"),
    "us-119-hr4323": enacted("2026-01-23", "Public Law 119-73"),
    # Other federal bills.
    "us-106-hr3244": enacted("2000-10-28", "Public Law 106-386"),
    "us-114-s178": enacted("2015-05-29", "Public Law 114-22"),
    "us-115-hr5058": died("2019-01-03"),
    "us-116-hr4319": died("2021-01-03"),
    "us-117-hr5150": died("2023-01-03"),
    "us-117-hr6552": died("2023-01-03", Stage.PASSED_ONE_CHAMBER),
    "us-117-s2991": enacted("2022-12-27", "Public Law 117-322"),
    "us-117-s3643": died("2023-01-03"),
    "us-117-s3946": enacted("2023-01-05", "Public Law 117-347"),
    "us-117-s3949": enacted("2023-01-05", "Public Law 117-348"),
    "us-118-hr10501": died("2025-01-03"),
    "us-118-hr5856": died("2025-01-03", Stage.PASSED_ONE_CHAMBER),
    "us-118-s4007": died("2025-01-03", Stage.INTRODUCED),
    "us-118-s4640": died("2025-01-03", Stage.INTRODUCED),
    "us-118-s920": died("2025-01-03", Stage.PASSED_ONE_CHAMBER),
    # Its committee ordered it reported; the live files' rules read the same from the same words.
    "us-119-hr1144": alive("2025-07-22", Stage.REPORTED),
    "us-119-hr2851": alive("2025-04-10"),
    "us-119-hr2961": alive("2025-04-17"),
    "us-119-hr3111": alive("2025-04-30"),
    "us-119-hr3114": alive("2025-04-30"),
    "us-119-hr4113": alive("2025-06-24"),
    "us-119-hr4817": alive("2025-07-29"),
    "us-119-s1580": alive("2025-05-01"),
    "us-119-s2590": alive("2025-07-31"),
    "us-119-s2647": alive("2025-08-01"),
    # California.
    "ca-20132014-ab1585": enacted("2014", chapter(708, 2014)),
    "ca-20152016-ab1761": enacted("2016-09-26", chapter(636, 2016)),
    # Its floor analysis of October is headed "Governor's veto" and does not give the day.
    "ca-20152016-ab1762": Expected(Stage.VETOED, "2016-09", None, Stage.PASSED_BOTH),
    "ca-20152016-ab2027": enacted("2016-09-28", chapter(749, 2016)),
    "ca-20152016-ab953": enacted("2015"),
    "ca-20152016-sb1322": enacted("2016"),
    "ca-20152016-sb823": enacted("2016-09-26", chapter(650, 2016)),
    "ca-20172018-ab1008": enacted("2017-10-14", chapter(789, 2017)),
    "ca-20172018-sb597": enacted("2017-10-07", chapter(570, 2017)),
    "ca-20192020-ab1076": enacted("2019-10-08", chapter(578, 2019)),
    "ca-20192020-ab1735": enacted("2019-08-30", chapter(197, 2019)),
    "ca-20192020-ab2426": enacted("2020-09-27"),
    "ca-20192020-ab2542": enacted("2020", chapter(317, 2020)),
    "ca-20192020-ab2869": died("2020-08-31"),
    "ca-20192020-ab3059": died("2020-08-31"),
    "ca-20192020-ab629": enacted("2019-10-08"),
    "ca-20192020-ab917": enacted("2019-10"),
    "ca-20192020-sb233": enacted("2019-07-30", chapter(141, 2019)),
    "ca-20192020-sb35": Expected(Stage.VETOED, "2019"),
    "ca-20212022-ab124": enacted("2021-10-08", chapter(695, 2021)),
    "ca-20212022-ab1788": enacted("2022-09-29", chapter(760, 2022)),
    "ca-20212022-ab1820": Expected(Stage.VETOED, "2022-09-13", None, Stage.TO_EXECUTIVE),
    "ca-20212022-ab2169": enacted("2022-09-29"),
    "ca-20212022-ab2553": died("2022-08-31", Stage.PASSED_ONE_CHAMBER),
    "ca-20212022-ab256": enacted("2022"),
    "ca-20212022-ab262": enacted("2021-09-22", chapter(193, 2021)),
    "ca-20212022-sb357": enacted("2022-07-01", chapter(86, 2022)),
    "ca-20212022-sb731": enacted("2022-09-29"),
    "ca-20232024-ab1261": enacted("2023-10-10", chapter(679, 2023)),
    "ca-20232024-ab1497": died("2024-02-01", Stage.REPORTED),
    "ca-20232024-ab1740": enacted("2023-07-21", chapter(104, 2023)),
    "ca-20232024-ab1888": enacted("2024-09-26", chapter(614, 2024)),
    "ca-20232024-ab2020": enacted("2024-09-26", chapter(615, 2024)),
    "ca-20232024-ab243": enacted("2023-10-10", chapter(642, 2023)),
    "ca-20232024-sb14": enacted("2023-09-25", chapter(230, 2023)),
    "ca-20232024-sb1414": enacted("2024-09-26", chapter(617, 2024)),
    "ca-20232024-sb376": enacted("2023-07-21", chapter(109, 2023)),
    "ca-20232024-sb727": enacted("2023-10-08", chapter(632, 2023)),
    "ca-20252026-ab1362": enacted("2025-10-01", chapter(190, 2025)),
    "ca-20252026-ab2582": Expected(NOT_RECORDED, "2026-08-31", None, Stage.INTRODUCED),
    "ca-20252026-ab379": enacted("2025-07-30", chapter(82, 2025)),
    "ca-20252026-ab63": died("2026-02-02", Stage.INTRODUCED),
    "ca-20252026-ab633": Expected(NOT_RECORDED, "2026-08-31", None, Stage.IN_COMMITTEE),
    "ca-20252026-ab938": Expected(NOT_RECORDED, "2026-08-31", None, Stage.PASSED_ONE_CHAMBER),
    "ca-20252026-sb1022": Expected(NOT_RECORDED, "2026-08-31", None, Stage.INTRODUCED),
    # Followed since 2026-11-29: what moves in the 119th, relief, money, demand; California's.
    "us-119-s361": alive("2025-02-03"),
    "us-119-hr2796": alive("2025-04-09"),
    "us-119-hr909": alive("2026-01-12", Stage.PASSED_ONE_CHAMBER),
    "us-119-s1892": alive("2025-05-22"),
    "us-119-s2584": alive("2025-12-10", Stage.PASSED_ONE_CHAMBER),
    "us-119-hr4929": alive("2025-08-08"),
    "us-119-s1049": alive("2025-12-16", Stage.PASSED_ONE_CHAMBER),
    "us-119-hr6475": alive("2025-12-04"),
    "us-119-hr4307": alive("2026-03-03", Stage.PASSED_ONE_CHAMBER),
    "us-119-s2241": alive("2025-07-10"),
    "us-119-s1155": alive("2025-08-02", Stage.PASSED_ONE_CHAMBER),
    "us-119-s1136": alive("2025-06-10", Stage.PASSED_ONE_CHAMBER),
    "us-119-hr2394": alive("2025-03-26"),
    "us-119-hr1669": alive("2025-11-18", Stage.REPORTED),
    "us-119-s208": alive("2025-01-23"),
    "us-119-s1442": alive("2025-10-14", Stage.REPORTED),
    "us-119-s2950": alive("2025-12-08", Stage.PASSED_ONE_CHAMBER),
    "us-119-s539": alive("2025-05-20", Stage.REPORTED),
    "us-119-hr1274": alive("2025-02-12"),
    "us-119-hr6938": enacted("2026-01-23", "Public Law 119-74"),
    "us-119-hr6227": alive("2025-11-20"),
    "us-119-s3261": alive("2025-11-20"),
    "us-119-hr3856": alive("2025-06-10"),
    "us-119-s2012": alive("2025-06-10"),
    "us-119-hr6471": alive("2025-12-04"),
    "us-119-hr7225": alive("2026-01-22"),
    "us-119-hr7856": alive("2026-03-05"),
    "us-119-s4006": alive("2026-03-05"),
    "us-119-hr2110": alive("2025-03-14"),
    "us-119-hr3552": alive("2025-05-21"),
    "us-119-s1843": alive("2025-05-21"),
    "us-119-hr863": alive("2025-01-31"),
    "us-119-s61": alive("2025-01-09"),
    "us-119-hr9043": alive("2026-05-26"),
    "us-119-hr3629": alive("2025-05-29"),
    "us-119-hr1036": alive("2025-02-05"),
    "us-119-s426": alive("2025-02-05"),
    "us-119-hr1185": alive("2025-02-11"),
    "us-119-s3110": alive("2025-11-05"),
    "us-119-hr8628": alive("2026-04-30"),
    "us-119-hr116": alive("2025-01-03"),
    "ca-20232024-ab1149": died("2024-02-01", Stage.REPORTED),
    "ca-20232024-sb963": enacted("2024-09-26", chapter(616, 2024)),
    "ca-20212022-sb975": enacted("2022-09-30"),
    "ca-20252026-ab1239": Expected(NOT_RECORDED, "2026-08-31", None, Stage.INTRODUCED),
    "ca-20252026-ab1541": Expected(NOT_RECORDED, "2026-08-31", None, Stage.PASSED_ONE_CHAMBER),
    "ca-20252026-ab2451": Expected(NOT_RECORDED, "2026-08-31", None, Stage.INTRODUCED),
    "ca-20252026-ab2101": Expected(NOT_RECORDED, "2026-08-31", None, Stage.INTRODUCED),
    "ca-20252026-sb1027": Expected(NOT_RECORDED, "2026-08-31", None, Stage.IN_COMMITTEE),
}

UNSETTLED = ("ab938", "ab633", "sb1022", "ab2582", "ab1541", "ab2101")
LEGISCAN = {key for key in EXPECTED if key.startswith("ca-20232024-")} | {
    "ca-20212022-ab262",
    "ca-20212022-ab1820",
}
#: Bills of which only facts are known.
FACTS_ONLY = (
    "us-106-hr3244", "us-114-s178", "us-118-s4007", "ca-20132014-ab1585",
    "ca-20152016-sb1322", "ca-20152016-ab2027", "ca-20152016-ab953", "ca-20172018-sb597",
    "ca-20172018-ab1008", "ca-20192020-sb233", "ca-20192020-ab1076", "ca-20192020-ab1735",
    "ca-20192020-ab629", "ca-20192020-ab917", "ca-20192020-ab2426", "ca-20192020-ab2542",
    "ca-20212022-sb357", "ca-20212022-sb731",
    "ca-20212022-ab2169", "ca-20212022-ab256", "ca-20212022-ab1788", "ca-20232024-ab1261",
    "ca-20212022-sb975",
)  # fmt: skip


def _records() -> list[Record]:
    return [record for document in seed.documents() for record in seed.parse(document)]


RECORDS = _records()
BILLS = {record.key: record for record in RECORDS if isinstance(record, Bill)}
PEOPLE = {record.id: record for record in RECORDS if isinstance(record, Person)}
COMMITTEES = {record.id: record for record in RECORDS if isinstance(record, Committee)}


def stand(key: str, on: date = TODAY) -> BillProgress:
    bill = BILLS[key]
    return fold_bill(bill, on, sessions.session_for(key), bill.data_as_of)


# -- where the bills stand ---------------------------------------------------------------------


def test_every_watched_bill_is_there_once() -> None:
    keys = Counter(record.key for record in RECORDS if isinstance(record, Bill))
    assert set(keys) == set(EXPECTED)
    assert len(keys) == 132 and set(keys.values()) == {1}


@pytest.mark.parametrize("key", EXPECTED)
def test_a_bill_stands_where_the_record_says(key: str) -> None:
    expected, progress = EXPECTED[key], stand(key)
    assert (progress.stage, progress.date, BILLS[key].law) == expected[:3]
    if expected.reached:
        assert progress.reached == expected.reached


def test_only_bills_of_the_119th_congress_are_alive() -> None:
    living = {key for key in BILLS if stand(key).alive}
    open_stages = (Stage.IN_COMMITTEE, Stage.REPORTED, Stage.PASSED_ONE_CHAMBER)
    assert living == {key for key, e in EXPECTED.items() if e.stage in open_stages}


@pytest.mark.parametrize("number", UNSETTLED)
def test_an_outcome_is_missed_only_once_the_last_day_is_over(number: str) -> None:
    key = f"ca-20252026-{number}"
    before = stand(key, date(2026, 8, 31))
    assert before.alive and before.stage != NOT_RECORDED
    assert stand(key, date(2026, 9, 1)).stage == NOT_RECORDED


def test_attempts_were_alive_while_their_congress_sat() -> None:
    assert stand("us-117-hr8672", date(2023, 1, 3)).alive
    assert not stand("us-117-hr8672", date(2023, 1, 4)).alive
    assert stand("us-118-hr7137", date(2024, 12, 11)).stage == Stage.REPORTED


def test_a_bill_signed_after_its_congress_ended_is_law() -> None:
    assert stand("us-117-s3946", date(2023, 1, 4)).stage == Stage.TO_EXECUTIVE
    assert stand("us-117-s3946", date(2023, 1, 5)).stage == Stage.ENACTED


def test_h_r_4323_day_by_day() -> None:
    days = {
        date(2025, 7, 10): Stage.IN_COMMITTEE,
        date(2025, 10, 17): Stage.REPORTED,
        date(2025, 12, 1): Stage.PASSED_ONE_CHAMBER,
        date(2025, 12, 18): Stage.PASSED_BOTH,
        date(2026, 1, 12): Stage.TO_EXECUTIVE,
        date(2026, 1, 23): Stage.ENACTED,
    }
    assert {day: stand("us-119-hr4323", day).stage for day in days} == days


def test_ab_1820_was_vetoed_after_both_houses_passed_it() -> None:
    progress = stand("ca-20212022-ab1820")
    assert progress.final
    assert progress.reached_chambers == (Chamber.LOWER, Chamber.UPPER)


# -- what is said and what is not --------------------------------------------------------------


def test_no_bill_speaks_for_the_day_of_writing() -> None:
    assert all(bill.data_as_of < "2026-11-23" for bill in BILLS.values())
    assert BILLS["us-119-hr4323"].data_as_of == "2026-06-01"
    assert BILLS["ca-20252026-ab633"].data_as_of == "2025-03-07"
    assert BILLS["ca-20252026-ab938"].data_as_of == "2026-02-04"


@pytest.mark.parametrize("key", EXPECTED)
def test_a_bill_speaks_for_no_day_before_its_last_action(key: str) -> None:
    bill = BILLS[key]
    assert bill.actions
    assert max(sessions.last_day(a.date) for a in bill.actions) <= bill.data_as_of


@pytest.mark.parametrize("key", FACTS_ONLY)
def test_lists_nobody_gave_are_unknown_not_empty(key: str) -> None:
    bill = BILLS[key]
    assert (bill.committees, bill.votes, bill.relations, bill.subjects) == (None,) * 4
    # Of SB 357 as chaptered it is known that it was no urgency statute.
    effects = [version.effect for version in bill.versions or ()]
    assert effects == (["later"] if key == "ca-20212022-sb357" else [])
    assert bill.sponsorships is None or bill.sponsors_only
    assert bill.cosponsor_count is None


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("us-119-hr4323", 19),
        ("us-119-s2255", 8),
        ("us-119-hr1379", 17),
        ("us-118-hr7137", 38),
        ("us-119-hr2851", 43),
        ("us-119-hr3111", 12),
        ("us-119-hr3114", 5),
        ("us-119-hr4817", 1),
        ("us-119-s1580", 1),
        ("us-119-s2590", 2),
    ],
)
def test_cosponsors_have_names_ids_and_days(key: str, count: int) -> None:
    joined = [s for s in BILLS[key].sponsorships or () if s.role == SponsorRole.COSPONSOR]
    assert len(joined) == len({s.person for s in joined}) == count
    assert all(s.date and s.party and s.state and not s.withdrawn for s in joined)
    assert not BILLS[key].sponsors_only


def test_sponsors_are_named_as_the_official_source_names_them() -> None:
    sponsor = (BILLS["us-119-hr4323"].sponsorships or ())[0]
    named = (sponsor.name, sponsor.person, sponsor.party, sponsor.state, sponsor.district)
    assert named == ("Russell Fry", "F000478", "R", "SC", "7")


def test_only_rows_drawn_from_legiscan_carry_its_credit() -> None:
    credits = {key: bill.credit for key, bill in BILLS.items() if bill.credit}
    assert credits == dict.fromkeys(LEGISCAN, "LegiScan, CC BY 4.0")


def test_every_line_names_the_kind_of_source_that_spoke() -> None:
    for line in _lines("bills"):
        assert 0 < len(line["basis"]) < 120


def test_addresses_are_official() -> None:
    official = re.compile(
        r"https://(leginfo\.legislature\.ca\.gov|www\.congress\.gov|www\.govinfo\.gov|clerk\.house\.gov|www\.senate\.gov)/"
    )
    for bill in BILLS.values():
        links = [url for version in bill.versions or () for _, url in version.urls]
        links += [vote.url for vote in bill.votes or () if vote.url]
        assert all(official.match(url) for url in [bill.source_url or "", *links]), bill.key


def test_relations_come_from_the_publisher() -> None:
    related = {r.bill: r.kind for r in BILLS["us-119-hr4323"].relations or ()}
    assert related == {"us-119-s2255": "Identical bill", "us-119-hr1379": "Related bill"}


# -- our words ---------------------------------------------------------------------------------


def test_no_action_is_given_as_official_text() -> None:
    actions = [action for bill in BILLS.values() for action in bill.actions or ()]
    assert not any(action.official for action in actions)
    assert all(action.classification and action.description for action in actions)
    assert all("action" not in line for line in _lines("bills"))


def test_the_history_of_h_r_4323_in_our_words() -> None:
    newest_first = reversed(BILLS["us-119-hr4323"].actions or ())
    assert [(a.date, a.description) for a in newest_first] == [
        ("2026-01-23", "Became Public Law 119-73"),
        ("2026-01-23", "Signed by the President"),
        ("2026-01-12", "Presented to the President"),
        ("2025-12-18", "Passed the Senate without amendment by unanimous consent"),
        ("2025-12-02", "Received in the Senate"),
        ("2025-12-01", "Passed the House by voice vote"),
        ("2025-10-17", "Placed on a calendar of the House"),
        ("2025-10-17", "Reported by the House Judiciary Committee"),
        ("2025-09-10", "The House Judiciary Committee voted to report it by voice vote"),
        ("2025-09-10", "Considered by the House Judiciary Committee"),
        ("2025-07-10", "Referred to the House Judiciary Committee"),
        ("2025-07-10", "Introduced in the House"),
    ]


@pytest.mark.parametrize(
    ("key", "day", "words"),
    [
        ("ca-20192020-ab2869", "2020-03-17", "Hearing postponed by committee"),
        ("ca-20212022-ab1820", "2022-09-13", "Vetoed by the Governor"),
        ("ca-20252026-ab379", "2025-05-15", "Passed the Assembly (74 to 0)"),
        ("ca-20252026-ab379", "2025-05-07", "Passed a committee of the Assembly (15 to 0)"),
        ("ca-20252026-ab63", "2026-02-02", "Filed as dead under the rules of the Assembly"),
        ("ca-20252026-ab938", "2025-08-29", "Held by the Senate Appropriations Committee"),
        ("ca-20212022-sb357", "2022-07-01", "Became Chapter 86, Statutes of 2022"),
        ("ca-20152016-ab953", "2015", "Became law"),
        ("us-117-hr6552", "2022-07-26", "Passed the House (401 to 20)"),
    ],
)
def test_words_for_an_action(key: str, day: str, words: str) -> None:
    assert words in [a.description for a in BILLS[key].actions or () if a.date == day]


@given(
    classes=st.sampled_from(sorted(seed.WORDS)),
    key=st.sampled_from(["us-119-hr4323", "ca-20252026-ab379"]),
    chamber=st.sampled_from([None, *Chamber]),
    vote=st.sampled_from([None, "79-0", "voice vote", "unanimous consent"]),
    by=st.sampled_from([None, "committee", "author"]),
)
def test_every_action_makes_a_clean_sentence(
    classes: tuple[ActionClass, ...],
    key: str,
    chamber: Chamber | None,
    vote: str | None,
    by: str | None,
) -> None:
    given_ = {"chamber": chamber, "vote": vote, "by": by}
    row = {"class": list(classes)} | {name: v for name, v in given_.items() if v}
    text = seed.describe(row, {"key": key})
    assert re.fullmatch(r"[A-Z][\w ,()'-]*[\w)]", text)
    assert "  " not in text and "None" not in text


# -- rosters -----------------------------------------------------------------------------------


def test_rosters_hold_the_sitting_members() -> None:
    counts = Counter((p.jurisdiction, p.roster, p.as_of, p.chamber) for p in PEOPLE.values())
    assert counts == {
        ("us", "119", "2026-06-15", Chamber.UPPER): 100,
        ("us", "119", "2026-06-15", Chamber.LOWER): 437,
        ("ca", "20252026", "2026-08-05", Chamber.LOWER): 80,
        ("ca", "20252026", "2026-08-05", Chamber.UPPER): 40,
    }


def test_a_member_can_be_written_to() -> None:
    fry = PEOPLE["F000478"]
    assert (fry.name, fry.party, fry.state, fry.district) == ("Russell Fry", "R", "SC", "7")
    assert fry.url and fry.phone and fry.office
    wiener = next(p for p in PEOPLE.values() if p.name == "Scott Wiener")
    assert (wiener.party, wiener.state, wiener.district) == ("D", "CA", "11")


def test_committee_members_are_in_the_rosters() -> None:
    named = {m.person for c in COMMITTEES.values() for m in c.members or ()}
    assert len(named) > 600 and named <= set(PEOPLE)
    assert all(c.parent in COMMITTEES for c in COMMITTEES.values() if c.parent)


def test_committees_meet_the_codes_of_the_bills() -> None:
    judiciary, safety = COMMITTEES["hsju00"], COMMITTEES["CX18"]
    assert judiciary.name == "House Committee on the Judiciary"
    assert (safety.name, safety.chamber) == ("Public Safety", Chamber.LOWER)
    chairs = [m.person for m in safety.members or () if m.role == "chair"]
    assert [PEOPLE[person].name for person in chairs] == ["Nick Schultz"]
    newest = [b for key, b in BILLS.items() if key.startswith(("us-119", "ca-20252026"))]
    assert {c.committee for b in newest for c in b.committees or ()} <= set(COMMITTEES)


# -- the source --------------------------------------------------------------------------------


def test_a_bill_is_a_document_and_a_roster_is_one() -> None:
    documents = list(seed.documents())
    assert Counter(d.kind for d in documents) == {"bills": 132, "people": 1, "committees": 1}
    assert len({d.url for d in documents}) == 134
    for document in documents:
        assert document.source == seed.SOURCE.name
        assert document.fetched_at == "2026-11-23T00:00:00Z"
        joined = b"".join(document.parts.values())
        assert document.sha256 == hashlib.sha256(joined).hexdigest()


@pytest.mark.parametrize("kind", ["bills", "people", "committees"])
def test_a_whole_file_reads_as_its_lines_do(kind: str) -> None:
    lines = [d for d in seed.documents() if d.kind == kind]
    pattern = seed.SOURCE.kinds[kind]
    assert re.search(pattern, f"data/seed/{kind}.jsonl")
    path = Path(seed.__file__).parents[1] / "data" / "seed" / f"{kind}.jsonl"
    whole = lines[0]._replace(parts={path.name: path.read_bytes()})
    by_line = [record for document in lines for record in seed.parse(document)]
    assert list(seed.parse(whole)) == by_line


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"key": "us-119-xx1", "data_as_of": "2026-01-01"}',
        '{"key": "us-119-hr1"}',
        '{"key": "us-119-hr1", "data_as_of": "2026-01-01", "colour": "red"}',
        '{"key": "us-119-hr1", "data_as_of": "2026-01-01", "actions": [{"date": "2026-01-01"}]}',
        '{"key": "us-119-hr1", "data_as_of": "2026-01-01",'
        ' "actions": [{"date": "2026-01-01", "class": ["debate"]}]}',
        '{"key": "us-119-hr1", "data_as_of": "2026-01-01",'
        ' "sponsorships": [{"name": "A", "role": "friend"}]}',
    ],
)
def test_a_broken_line_is_a_parse_error_that_names_it(line: str) -> None:
    good = '{"key": "us-119-hr2", "data_as_of": "2026-01-01"}'
    data = f"{good}\n{line}".encode()
    document = Document("seed", "bills", "built by hand", {"x.jsonl": data}, "", None, "")
    with pytest.raises(ParseError, match=r"x\.jsonl, line 2"):
        list(seed.parse(document))


def test_the_source_ranks_below_every_publisher() -> None:
    assert seed.SOURCE.rank == 10
    bill = BILLS["us-119-hr4323"]
    action = (bill.actions or ())[0]
    assert seed.SOURCE.classify(action, bill) == action.classification
    assert re.fullmatch(r"[0-9a-f]{16}", seed_files.version())


def _lines(kind: str) -> list[dict[str, str]]:
    parts = [d.parts for d in seed.documents() if d.kind == kind]
    return [json.loads(data) for part in parts for data in part.values()]


def test_the_seed_stays_small() -> None:
    size = sum(len(data) for d in seed.documents() for data in d.parts.values())
    assert size < 1_500_000


# -- against the publishers' files -------------------------------------------------------------


def test_the_seed_has_every_bill_of_the_watch_list(real: Path) -> None:
    with open(real / "facts" / "watchlist.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = {
        "-".join(
            (
                row["jurisdiction"].lower(),
                row["session"].replace("-", ""),
                re.sub(r"[. ]", "", row["identifier"]).lower(),
            )
        )
        for row in rows
    }
    assert keys <= set(BILLS)


def test_the_cosponsors_of_h_r_4323_are_the_publishers(real: Path) -> None:
    file = real / "federal" / "derived-119" / "trafficking" / "hr4323.json"
    listed = json.loads(file.read_text(encoding="utf-8"))["cosponsors"]["cosponsors"]
    ours = {(s.person, s.date) for s in BILLS["us-119-hr4323"].sponsorships or () if s.date}
    assert ours == {(c["bioguideId"], c["sponsorshipDate"]) for c in listed}


# -- lines made from a publisher's files -------------------------------------------------------

STATUS_FILES = sorted((Path(__file__).parent / "sources" / "us_govinfo").glob("*.xml"))


@pytest.mark.parametrize("path", STATUS_FILES, ids=lambda path: path.stem)
def test_a_line_stands_where_its_status_file_does_and_has_no_sentence_of_it(
    path: Path, tmp_path: Path
) -> None:
    bill = seed_bills.read_bill(path)
    line = seed_bills.line_of(bill, "2026-06-01")
    (tmp_path / "bills.jsonl").write_text('{"seed_version":1}\n{"key":"us-119-hr1"}\n')
    seed_bills.write([line, line], tmp_path / "bills.jsonl")
    *others, text = (tmp_path / "bills.jsonl").read_text().splitlines()
    assert len(others) == 2
    (read,) = seed.parse(Document("seed", "bills", "", {"": text.encode()}, "", None, ""))
    assert isinstance(read, Bill)
    classify = seed_bills._SOURCE.classify
    own = replace(bill, actions=tuple(
        action._replace(classification=classify(action, bill)) for action in bill.actions or ()
    ))  # fmt: skip
    found, expected = (
        fold_bill(one, TODAY, sessions.session_for(bill.key), "2026-06-01") for one in (read, own)
    )
    assert (found.stage, found.date, found.reached) == (
        expected.stage, expected.date, expected.reached,
    )  # fmt: skip
    assert not [a.description for a in bill.actions or () if a.description[:60] in text]
    assert not read.summaries and (read.sponsorships or ()) == (bill.sponsorships or ())


@pytest.mark.usefixtures("sitting")
def test_the_lists_of_members_made_anew_from_a_workspace_are_those_that_ship(
    fresh: Workspace, tmp_path: Path
) -> None:
    seed_members.main(str(fresh.root), tmp_path)
    for kind in ("people", "committees"):
        made, shipped = (_records(kind, data) for data in (
            (tmp_path / f"{kind}.jsonl").read_bytes(), seed_files.seed_file(kind)))  # fmt: skip
        assert made == shipped


def _records(kind: str, data: bytes) -> dict[tuple[str, str], Record]:
    read = seed.parse(Document("seed", kind, "", {kind: data}, "", None, ""))
    return {(one.jurisdiction, one.id): one for one in read if isinstance(one, Person | Committee)}

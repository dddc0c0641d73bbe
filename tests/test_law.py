"""Statutes, their keys, and the citation reader. Titles are built: real forms with true sections,
shortened; the real titles are read where they are at hand."""

import csv
import gzip
import re
from pathlib import Path

import pytest
from bench.truth import citations, citations_us
from hypothesis import given
from hypothesis import strategies as st

from billtrail.errors import UnknownKey, UsageError
from billtrail.law import parse_statute, read_statute, read_title
from billtrail.law.citations import read_text
from billtrail.law.codes import CALIFORNIA, CALLED
from billtrail.law.spellings import find_statute
from billtrail.law.statutes import Statute
from billtrail.law.values import CITE, WHATS

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
LEGISCAN = REAL / "california/legiscan/csv_2023-2024/bills.csv.gz"
CODES_TBL = REAL / "california/pubinfo/session_2025-26_four_bills/CODES_TBL.dat"
BILLSUM = REAL / "california/billsum"
TSRA = REAL / "federal/text/tsra-plain-text/BILLS-119hr4323enr.txt"


# -- keys ------------------------------------------------------------------------------------------

WRITTEN = {
    "Penal Code 236.14": "ca-pen-236.14",
    "penal code section 236.14": "ca-pen-236.14",
    "PC 236.14": "ca-pen-236.14",
    "Pen. Code, § 1203.4b": "ca-pen-1203.4b",
    "Section 23020 of the Welfare and Institutions Code": "ca-wic-23020",
    "Welf. & Inst. Code 23020": "ca-wic-23020",
    "W&I 23020": "ca-wic-23020",
    "Code of Civil Procedure 340.16": "ca-ccp-340.16",
    "18 U.S.C. 3771A": "us-usc-18-3771A",
    "18 USC § 3771A": "us-usc-18-3771A",
    "section 3771A of title 18, United States Code": "us-usc-18-3771A",
    "42 U.S.C. 300gg-11": "us-usc-42-300gg-11",
    "P.L. 119-73 section 3": "us-pl-119-73-3",
    "section 3 of Public Law 119-73": "us-pl-119-73-3",
    "Public Law 119-73": "us-pl-119-73",
    "ca-gov-12530.5": "ca-gov-12530.5",
}
PRINTED = {
    "ca-pen-236.14": "Penal Code 236.14",
    "ca-wic-23020": "Welfare and Institutions Code 23020",
    "us-usc-18-3771A": "18 U.S.C. 3771A",
    "us-pl-119-73-3": "P.L. 119-73 section 3",
    "us-pl-119-73": "P.L. 119-73",
    "ca-stats-2019-141-1": "Section 1 of Chapter 141, Statutes of 2019",
}


@pytest.mark.parametrize(("text", "key"), WRITTEN.items())
def test_what_people_write_has_one_key(text, key):
    assert read_statute(text).key == key


@pytest.mark.parametrize(("key", "printed"), PRINTED.items())
def test_a_statute_is_printed_as_the_field_cites_it(key, printed):
    assert parse_statute(key).printed == printed


@given(
    st.sampled_from(sorted(CALIFORNIA)),
    st.lists(st.integers(1, 99999), min_size=1, max_size=4),
    st.sampled_from(["", "a", "z"]),
)
def test_a_key_and_its_printed_form_are_read_back(code, numbers, letter):
    statute = Statute("ca", code, ".".join(map(str, numbers)) + letter)
    assert parse_statute(statute.key) == statute == read_statute(statute.printed)


@given(st.integers(1, 54), st.integers(1, 9999), st.sampled_from(["", "A", "gg-11", "e-5"]))
def test_the_same_of_the_united_states_code(title, number, rest):
    statute = Statute("us", f"usc-{title}", f"{number}{rest}")
    assert parse_statute(statute.key) == statute == read_statute(statute.printed)


UNREADABLE = ["", "236.14", "ca-pen-", "ca-pen-twelve", "us-usc-18", "us-pl-119", "ca-penal code",
              "Penal Code", "Section 1 of this act", "ny-penal-230"]  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE)
def test_an_unreadable_section_is_refused_with_what_was_expected(text):
    with pytest.raises(UsageError, match=r"Expected a section such as|There is no"):
        read_statute(text)


def test_a_made_up_section_is_refused_with_the_nearest():
    known = ["ca-pen-236.14", "ca-pen-236.15", "ca-wic-23020", "us-usc-18-3771A"]
    with pytest.raises(UnknownKey) as refused:
        find_statute("Penal Code 236.41", known)
    assert set(refused.value.nearest[:2]) == {"ca-pen-236.14", "ca-pen-236.15"}
    with pytest.raises(UnknownKey, match=r"ca-wic-23020"):
        find_statute("ca-wi-23020", known)


def test_a_code_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(UnknownKey) as refused:
        parse_statute("ca-penn-236.14")
    assert "pen" in refused.value.nearest


def test_no_name_stands_for_two_codes():
    names = [name.lower() for code in CALIFORNIA.values()
             for name in {code.key, code.name.lower(), *map(str.lower, code.spoken)}]  # fmt: skip
    assert len(names) == len(set(names)) == len(CALLED)


def test_the_codes_are_those_of_the_publisher():
    if not CODES_TBL.is_file():
        pytest.skip("the publisher's table of codes is not beside this checkout")
    rows = re.findall(r"`(\w+)`\t`\W*([^`]*?) - \w+`", CODES_TBL.read_text())
    theirs = {key.lower(): name for key, name in rows if key != "CONS"}
    assert {key: code.name for key, code in CALIFORNIA.items()} == theirs


# -- titles ----------------------------------------------------------------------------------------

TITLES = {
    # One section, a list, and several codes.
    "An act to amend Section 1203.425 of the Penal Code, relating to criminal records.": [
        ("ca-pen-1203.425", "amend", ""),
    ],
    "An act to amend Sections 679.10 and 679.11 of, and to add Section 679.13 to, the Penal Code, "
    "relating to crime.": [
        ("ca-pen-679.10", "amend", ""), ("ca-pen-679.11", "amend", ""),
        ("ca-pen-679.13", "add", ""),
    ],
    "An act to amend Section 52.5 of the Civil Code, and to amend Section 12965 of the Government "
    "Code, relating to civil actions.": [
        ("ca-civ-52.5", "amend", ""), ("ca-gov-12965", "amend", ""),
    ],
    # Added for a time, and written anew.
    "An act to add and repeal Section 12530.5 of the Government Code, relating to employment.": [
        ("ca-gov-12530.5", "add and repeal", ""),
    ],
    "An act to repeal and add Section 5003 of, and to amend, repeal, and add Section 6205 of, the "
    "Penal Code, relating to prisons.": [
        ("ca-pen-5003", "repeal and add", ""), ("ca-pen-6205", "amend, repeal, and add", ""),
    ],
    # A part, its heading, and a part that is only where the section stands.
    "An act to add Division 15 (commencing with Section 23020) to the Welfare and Institutions "
    "Code, relating to human trafficking.": [("ca-wic-23020", "add", "Division 15")],
    "An act to amend the heading of Article 2 (commencing with Section 2020) of Chapter 1 of Title "
    "1 of Part 3 of, to repeal Section 1203.426 of, and to add Sections 5033 and 6405 to, the "
    "Penal Code, relating to prisons.": [
        ("ca-pen-2020", "amend", "the heading of Article 2"), ("ca-pen-1203.426", "repeal", ""),
        ("ca-pen-5033", "add", ""), ("ca-pen-6405", "add", ""),
    ],
    "An act to repeal Chapter 5.1 (commencing with Section 25406) of, Chapter 7.7 (commencing with "
    "Section 25678) of, and Chapter 7.9 (commencing with Section 25695) of, Division 15 of, the "
    "Public Resources Code, relating to electricity.": [
        ("ca-prc-25406", "repeal", "Chapter 5.1"), ("ca-prc-25678", "repeal", "Chapter 7.7"),
        ("ca-prc-25695", "repeal", "Chapter 7.9"),
    ],
    "An act to add Section 100 to Article 3 (commencing with Section 90) of the Labor Code, "
    "relating to work.": [("ca-lab-100", "add", "")],
    # Renumbered, and split with the old number used again.
    "An act to amend, renumber, and add Section 25991.8 of the Public Resources Code, relating to "
    "energy.": [("ca-prc-25991.8", "amend, renumber, and add", "")],
    "An act to amend and renumber Section 8654.2 of the Government Code, relating to codes.": [
        ("ca-gov-8654.2", "amend and renumber", ""),
    ],
    # Repealed and added anew, of one act.
    "An act to repeal Section 653.22 of, and to add Section 653.22 to, the Penal Code, relating to "
    "crime.": [("ca-pen-653.22", "repeal", ""), ("ca-pen-653.22", "add", "")],
    # As publishers lose a comma, a capital or an article.
    "An act to amend Sections 53076.1 54692, and 67102.5 of the Education Code, relating to "
    "schools.": [
        ("ca-edc-53076.1", "amend", ""), ("ca-edc-54692", "amend", ""),
        ("ca-edc-67102.5", "amend", ""),
    ],
    "An act to amend Sections 311.4 and, 312.3 of Penal Code, and add section 708.111 to the Code "
    "of Civil Procedure, relating to crimes.": [
        ("ca-pen-311.4", "amend", ""), ("ca-pen-312.3", "amend", ""), ("ca-ccp-708.111", "add", ""),
    ],
    # An act's section, one in no code, and the budget's items.
    "An act to amend Section 135 of Chapter 27 of the Statutes of 2019, relating to housing.": [
        ("ca-stats-2019-27-135", "amend", ""),
    ],
    "An act to amend the Budget Act of 2023 by amending Item 6440-001-0001 of Section 2.00 of that "
    "act, and to amend Section 17201 of the Education Code, relating to the budget.": [
        ("ca-edc-17201", "amend", ""),
    ],
    "An act to amend Section 3 of the Penal Code, as amended by Section 2 of Chapter 5 of the "
    "Statutes of 2014, relating to crime.": [("ca-pen-3", "amend", "")],
    "An act relating to tidelands and submerged lands.": [],
    "": [],
}  # fmt: skip


def seen(citations):
    return [(c.section.key, c.what, c.unit) for c in citations]


@pytest.mark.parametrize(("title", "found"), TITLES.items())
def test_a_title_says_which_sections_change_and_how(title, found):
    assert seen(read_title("ca", title)) == found
    assert all(what in WHATS for _, what, _ in found)


NUMBERS = st.lists(st.integers(1, 99999).map(str), min_size=1, max_size=60, unique=True)


@given(st.sampled_from(sorted(CALIFORNIA)), NUMBERS)
def test_a_title_that_lists_many_sections_gives_each_once(code, numbers):
    name = CALIFORNIA[code].name
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])}, and {numbers[-1]}"
    title = f"An act to amend Section{'s' * (len(numbers) > 1)} {listed} of the {name}, relating."
    assert [c.section.key for c in read_title("ca", title)] == [f"ca-{code}-{n}" for n in numbers]


def test_a_range_is_its_first_section_with_the_last():
    title = (
        "An act to repeal Sections 9998 to 9999.3, inclusive, of the Labor Code, relating to work."
    )
    first, last = read_title("ca", title)
    assert (first.section.key, first.through, last.section.key) == (
        "ca-lab-9998", "9999.3", "ca-lab-9999.3",
    )  # fmt: skip


@given(st.text(max_size=300))
def test_no_title_or_text_stops_the_reader(text):
    read_title("ca", text), read_text("ca", text), read_text("us", text)


# -- texts -----------------------------------------------------------------------------------------

TEXT = """SECTION 1.
Section 1 of this act shall be known as the Built Act. See Section 4 of Article I of the
Constitution.
SEC. 2.
Section 679.11 of the Penal Code, as amended by Section 2 of Chapter 576 of the Statutes of 2019, is
amended to read:
679.11.
(a) For purposes of this section, see Section 236.1, and Section 11105.3 of the Health and Safety
Code. Section 101 of Title 8 of the United States Code applies. Sections 1 and 2 of this act do not.
SEC. 2.5.
Section 679.13 is added to the Penal Code, immediately following Section 679.12, to read:
679.13.
(a) Text.
SEC 3
Chapter 4 (commencing with Section 9998) is added to Part 2 of Division 2 of the
Labor Code, to read:
SEC. 4.
Section 653.22 of the Penal Code is repealed.
SEC. 5.
Section 8 of the Penal Code is amended and renumbered to read:
SEC. 6.
Section 5 of this act, which repeals Section 7 of the Penal Code, as added by Section 9 of Senate
Bill 8, shall become operative only if that section is added.
"""


def test_a_text_says_what_changes_and_what_is_cited():
    found = seen(read_text("ca", TEXT))
    assert [one for one in found if one[1] != CITE] == [
        ("ca-pen-679.11", "amend", ""),
        ("ca-pen-679.13", "add", ""),
        ("ca-lab-9998", "add", "Chapter 4"),
        ("ca-pen-653.22", "repeal", ""),
        ("ca-pen-8", "amend and renumber", ""),
    ]
    cited = {key for key, what, _ in found if what == CITE}
    assert cited == {"ca-pen-236.1", "ca-hsc-11105.3", "ca-pen-679.12", "ca-pen-7",
                     "ca-stats-2019-576-2", "us-usc-8-101"}  # fmt: skip


FEDERAL = """Section 107(b) of the Trafficking Victims Protection Act of 2000
(22 U.S.C. 7105(b)) is amended in paragraph (1). Chapter 237 of title 18, United States Code, is
amended by adding at the end the following: 3771A. Motion to vacate. Section 1591 of title 18,
United States Code, is amended by striking it. Section 5 of Public Law 115-425 is repealed.
Section 399BB of the Public Health Service Act ( 42 U.S.C. 280i\N{EN DASH}1 ) is amended. Section
1400Z\N{EN DASH}1 of the Internal Revenue Code of 1986 is amended. As
defined in section 103 of such Act and in 8 U.S.C.
1101(a)(15)(T) and sections 2 and 3 of this Act."""


def test_a_text_of_congress_is_read_in_its_own_forms():
    assert seen(read_text("us", FEDERAL)) == [
        ("us-pl-106-386-107", "amend", ""),
        ("us-usc-22-7105", "amend", ""),
        ("us-usc-18-3771A", "add", ""),
        ("us-usc-18-1591", "amend", ""),
        ("us-pl-115-425-5", "repeal", ""),
        ("us-usc-42-280i-1", "amend", ""),
        ("us-usc-26-1400Z-1", "amend", ""),
        ("us-usc-8-1101", CITE, ""),
    ]


# -- what is at hand -------------------------------------------------------------------------------

#: Bill of 2023-24 -> a section of ours that its title changes, and how.
CHANGED = {
    "AB134": ("ca-pen-1203.425", "amend"),
    "AB168": ("ca-pen-1203.425", "amend"),
    "AB567": ("ca-pen-1203.425", "amend"),
    "AB1261": ("ca-pen-679.11", "amend"),
    "AB1754": ("ca-pen-236.14", "amend"),
    "AB1888": ("ca-gov-12530.5", "add and repeal"),
    "AB2020": ("ca-wic-23020", "add"),
    "SB376": ("ca-pen-236.21", "add"),
    "SB727": ("ca-civ-52.5", "amend"),
}
ALSO = {"AB1754": {"ca-pen-236.15", "ca-pen-1203.425"}, "AB1261": {"ca-pen-679.10"}}


@pytest.mark.skipif(not LEGISCAN.is_file(), reason="LegiScan's titles are not beside this checkout")
def test_the_titles_of_2023_and_2024_change_the_sections_we_speak_of():
    with gzip.open(LEGISCAN, "rt", encoding="utf-8") as file:
        titles = {row["bill_number"]: row["description"] for row in csv.DictReader(file)}
    for bill, wanted in CHANGED.items():
        found = {(c.section.key, c.what) for c in read_title("ca", titles[bill])}
        assert wanted in found, bill
        assert ALSO.get(bill, set()) <= {key for key, _ in found}, bill


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("To amend section 2703 of title 18, United States Code, to prohibit certain use of "
         "administrative subpoenas.", [("us-usc-18-2703", "amend")]),
        ("A bill to amend sections 3771A and 28 of title 18, United States Code, and for other "
         "purposes.", [("us-usc-18-3771A", "amend"), ("us-usc-18-28", "amend")]),
        ("To repeal section 3771A of title 18, United States Code.",
         [("us-usc-18-3771A", "repeal")]),
        ("To amend subsection (q) of section 107 of the Trafficking Victims Protection Act of 2000 "
         "(22 U.S.C. 7105).", [("us-pl-106-386-107", "amend"), ("us-usc-22-7105", "amend")]),
        # What a title cites it does not change; a rule names what another bill does.
        ("To repeal the jurisdiction conferred by section 3243 of title 18, United States "
         "Code.", []),
        ("To waive requirements under section 306018 of title 54, United States Code.", []),
        ("Providing for consideration of the bill (H.R. 3310) to amend section 244 of title 8, "
         "United States Code.", []),
        ("Sunset Section 230 Act", []),
    ],
)  # fmt: skip
def test_a_title_of_congress_says_what_it_changes(title, wanted):
    assert [(c.section.key, c.what) for c in read_title("us", title)] == wanted


@pytest.mark.skipif(not TSRA.is_file(), reason="the enrolled act is not beside this checkout")
def test_the_enrolled_act_adds_its_two_sections():
    found = {(c.section.key, c.what) for c in read_text("us", TSRA.read_text(encoding="utf-8"))}
    assert {("us-usc-18-3771A", "add"), ("us-usc-18-28", "add"),
            ("us-usc-22-7102", "amend")} <= found  # fmt: skip


AMENDS_18 = (
    "SEC. 2. DOGS. Chapter 223 of title 18, United States Code, is amended by inserting after "
    "section 3502 the following: 3503. Dogs. In section 16(a) of this title, and the factors of "
    "section 3553(a), but section 401 of the Stafford Act and section 2 do not. SEC. 3. PAY. "
    "Under title 5, United States Code, and section 5315 of that title; section 9999 is nowhere."
)


def test_a_section_without_a_title_is_of_the_one_that_is_amended_or_was_named_last() -> None:
    found = {c.section.key for c in read_text("us", AMENDS_18)}
    assert found == {"us-usc-18-3502", "us-usc-18-3503", "us-usc-18-16", "us-usc-18-3553",
                     "us-usc-5-5315"}  # fmt: skip


def test_two_hundred_places_that_were_read_by_eye(real):
    texts, answers = citations.read_corpora(), citations.read_answers()
    assert len(answers) == 200
    for corpus in ("titles", "prints"):
        found = citations.score([a for a in answers if a.corpus == corpus], texts)
        assert found.precision >= 0.98 and found.recall >= 0.98, found.wrong


def test_places_in_bills_of_congress_that_were_read_by_eye(real):
    texts, answers = citations_us.read_corpora(), citations_us.read_answers()
    found = citations.score(answers, texts, citations_us.found_at)
    assert (len(answers), found.precision) == (170, 1.0), found.wrong
    assert found.recall >= 0.97, found.wrong
    changed = [a for a in answers if a.what not in ("", "cite")]
    assert citations.score(changed, texts, citations_us.found_at).recall == 1.0


def test_a_wrong_answer_lowers_the_score(real):
    texts, answers = citations.read_corpora(), citations.read_answers()
    wrong = [answers[0]._replace(section="ca-pen-1")]
    assert citations.score(wrong, texts).recall == 0


def test_title_and_print_of_one_act_agree(real):
    """They were written apart; where they differ the title is one of an earlier print, whose words
    this collection mixed into the newer ones."""
    alike = 0
    for row in (row for path in citations.PRINTS for row in citations._rows(path)):
        named = {c.section for c in read_title("ca", row["title"]) if not c.is_heading}
        done = {c.section for c in read_text("ca", row["text"]) if c.what != CITE and not c.unit}
        whole = {c.section for c in read_text("ca", row["text"]) if c.what != CITE}
        alike += done <= named <= whole
    assert alike >= 750

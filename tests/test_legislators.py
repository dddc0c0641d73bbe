"""Who sits where, and finding them: over the shipped rosters."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from openpyxl import Workbook

from billtrail.bills.people.directory import Directory, Problem
from billtrail.bills.people.seats import family_name, seat, titled, votes
from billtrail.bills.people.visit_lists import Pasted, find_visits
from billtrail.errors import UsageError
from billtrail.legislatures.us import STATES, TERRITORIES
from billtrail.legislatures.vocabulary import Chamber
from billtrail.snapshot.rosters import read_roster, read_seats
from billtrail.snapshot.snapshot import open_snapshot

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def directories(prepared):
    found = {}
    with open_snapshot(prepared.database, TODAY) as snapshot:
        for jurisdiction in ("us", "ca"):
            roster = read_roster(snapshot.connection, jurisdiction, TODAY)
            found[jurisdiction] = Directory(roster, read_seats(snapshot.connection, roster))
    return found


@pytest.fixture
def congress(directories):
    return directories["us"]


@pytest.fixture
def california(directories):
    return directories["ca"]


def seats_of(found):
    assert not isinstance(found, Problem), found
    return [seat(person) for person in found]


# -- rosters ---------------------------------------------------------------------------------------


def test_the_states_have_435_seats_and_the_roster_names_the_vacant_ones(congress):
    assert (len(STATES), sum(count for _, count in STATES.values())) == (50, 435)
    assert len(congress.roster.people) == 537
    held = {seat(person) for person in congress.roster.people}
    assert set(congress.roster.vacant()) == {"CA-14", "FL-20", "GA-13", "TX-23"}
    assert not held & set(congress.roster.vacant())
    lower = [p for p in congress.roster.people if p.chamber == Chamber.LOWER]
    assert len(lower) + len(congress.roster.vacant()) == 435 + len(TERRITORIES)


def test_california_has_both_chambers(california):
    assert len(california.roster.people) == 120
    assert california.roster.vacant() == ()


def test_delegates_have_no_vote_and_a_title_of_their_own(congress):
    without = {titled(p).split()[0] for p in congress.roster.people if not votes(p)}
    assert without == {"Del.", "Resident"}
    assert sum(not votes(p) for p in congress.roster.people) == 6


def test_committee_seats_name_the_role_and_the_parent(prepared, congress):
    with open_snapshot(prepared.database, TODAY) as snapshot:
        seats = read_seats(snapshot.connection, congress.roster)
    lieu = congress.find("Lieu")[0]
    whole = [entry.name for entry in seats[lieu.id] if entry.parent is None]
    assert "House Committee on the Judiciary" in whole
    parents = {entry.parent for entry in seats[lieu.id] if entry.parent}
    assert parents <= set(whole)


@pytest.mark.parametrize(
    ("jurisdiction", "on", "said"),
    [
        ("us", date(2027, 1, 4), "119th Congress .* which had ended .* billtrail update"),
        ("ca", date(2026, 12, 2), "2025.26 session .* which had ended .* billtrail import"),
        ("us", date(2023, 6, 1), "had not begun on 2023-06-01"),
    ],
)
def test_a_roster_of_another_session_is_refused(prepared, jurisdiction, on, said):
    with (
        open_snapshot(prepared.database, on) as snapshot,
        pytest.raises(UsageError, match=said),
    ):
        read_roster(snapshot.connection, jurisdiction, on)


# -- spellings -------------------------------------------------------------------------------------

ONE = {
    "Lieu": "CA-36", "Ted Lieu": "CA-36", "Lieu, Ted": "CA-36", "Rep. Ted Lieu (D-CA-36)": "CA-36",
    "Congressman Lieu": "CA-36", "CA-36": "CA-36", "ca36": "CA-36", "L000582": "CA-36",
    "36th district of California": "CA-36", "California's 36th": "CA-36",
    "Johnson (SD)": "SD-AL", "Mike Johnson": "LA-4", "Johnson LA": "LA-4",
    "WY-AL": "WY-AL", "Wyoming at large": "WY-AL", "WY-00": "WY-AL", "AL-3": "AL-3",
    "MS-1": "MS-1", "ND-AL": "ND-AL", "Norton": "DC-AL", "D.C.": "DC-AL", "Guam": "GU-AL",
    "Puerto Rico": "PR-AL", "Hernandez": "PR-AL", "linda sanchez": "CA-38", "Sánchez": "CA-38",
    "Chuy García": "IL-4", "VELAZQUEZ": "NY-7", "Bernie Sanders": "VT-Sen",
    "Chuck Schumer": "NY-Sen", "Watson Coleman": "NJ-12", "Coleman": "NJ-12",
    "Ocasio Cortez": "NY-14", "Sen. Padilla": "CA-Sen", "Virginia Foxx": "NC-5",
    "Tim Scott": "SC-Sen", "Hyde Smith": "MS-Sen",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE.items())
def test_a_member_of_congress_is_found_by_any_spelling(congress, text, expected):
    assert seats_of(congress.find(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AD-50", "AD-50"), ("Assembly District 50", "AD-50"), ("SD 11", "SD-11"),
        ("Senate District 11", "SD-11"), ("Assemblymember Krell", "AD-6"),
        ("mark gonzalez", "AD-54"), ("Weber", "SD-39"), ("Blanca Rubio", "AD-48"),
    ],
)  # fmt: skip
def test_a_californian_is_found_by_any_spelling(california, text, expected):
    assert seats_of(california.find(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("California delegation", 53), ("CA", 53), ("california senators", 2),
        ("New York House", 26), ("Virginia", 13), ("Senate", 100), ("House", 437),
        ("Wyoming delegation", 3), ("House Judiciary", 42),
        ("Senate Committee on the Judiciary", 22), ("all senators", 100),
    ],
)  # fmt: skip
def test_a_group_is_found(congress, text, count):
    assert len(congress.find(text)) == count


def test_a_committee_of_one_name_in_both_chambers_needs_its_chamber(congress, california):
    assert "several committees" in congress.find("Judiciary").why
    assert "several committees" in california.find("Public Safety").why
    found = california.find("Assembly Public Safety")
    assert {person.chamber for person in found} == {Chamber.LOWER}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Johnson", "fits 5 members: .*Dusty Johnson.* Add a first name"),
        ("CA-14", "vacant as of Jun 15, 2026"),
        ("Texas 23", "vacant"),
        ("CA-99", "California has 52 districts"),
        ("Liue", "Nearest: .*Lieu"),
        ("Barbara Lee", "Nearest: .*Lee"),
        ("Rep. Padilla", "Nearest: Sen. Alex Padilla"),
        ("of the", "says no name"),
        ("", "says no name"),
        ("36", "names no member of Congress"),
        ("Ted", "names no member"),
        ("d", "names no member"),
    ],
)
def test_what_names_nobody_or_several_says_why(congress, text, said):

    found = congress.find(text)
    assert isinstance(found, Problem)
    assert re.search(said, found.why)


@examples(25)
@given(data=st.data())
def test_everybody_is_found_by_what_is_true_of_them(directories, data):
    """Any order, capitals, accents and marks of a person's own words find that person alone."""
    directory = directories[data.draw(st.sampled_from(["us", "ca"]))]
    person = data.draw(st.sampled_from(directory.roster.people))
    given_name = person.name.split()[0]
    forms = [
        titled(person), person.name, person.id, f"{family_name(person)}, {given_name}",
        f"{family_name(person)} {seat(person)}", f"{given_name} {family_name(person)}",
    ]  # fmt: skip
    if not seat(person).endswith("-Sen"):
        forms.append(seat(person))
    text = data.draw(st.sampled_from(forms))
    text = data.draw(st.sampled_from([str, str.upper, str.lower, "  {}  ".format, "{}.".format]))(
        text
    )
    assert directory.find(text) == (person,)


@examples(25)
@given(text=st.text(max_size=40))
def test_no_text_raises_and_nobody_is_guessed(directories, text):
    found = directories["us"].find(text)
    assert isinstance(found, Problem) or found


# -- lists -----------------------------------------------------------------------------------------


def visits_of(directory, tmp_path, content, name="list.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return find_visits(directory, str(path))


def test_a_list_keeps_its_order_and_visits_each_office_once(congress, tmp_path):
    found = visits_of(
        congress, tmp_path, "# Tuesday\n1. Padilla\n- CA-36\n\nLieu; Norton  # later\n"
    )
    assert seats_of(found.people) == ["CA-Sen", "CA-36", "DC-AL"]
    assert found.repeated == ("line 5, 'Lieu'",)
    assert found.problems == ()


def test_problems_name_their_lines(congress, tmp_path):
    found = visits_of(congress, tmp_path, "Lieu\nJohnson\nNobody Atall\n")
    assert seats_of(found.people) == ["CA-36"]
    assert [str(p).partition(":")[0] for p in found.problems] == [
        "line 2, 'Johnson'", "line 3, 'Nobody Atall'",
    ]  # fmt: skip


def test_a_pasted_list_is_read_as_a_file_is_and_names_who_may_be_meant(congress):
    pasted = Pasted("1. Padilla\n- CA-36\nLeiu\nJohnson\n/etc/hostname\n")
    found = find_visits(congress, pasted)
    assert seats_of(found.people) == ["CA-Sen", "CA-36"]
    typo, several, path = found.problems
    assert "Lieu" in [family_name(person) for person in typo.people]
    assert {family_name(person) for person in several.people} == {"Johnson"}
    assert path.text == "/etc/hostname" and "names no member" in path.why
    rows = find_visits(congress, Pasted("Name\tSeat\nTed Lieu\tCA-36\nAlex Padilla\tCA\n"))
    assert seats_of(rows.people) == ["CA-36", "CA-Sen"]
    with pytest.raises(UsageError, match="500 lines were pasted"):
        find_visits(congress, Pasted("Lieu\n" * 500))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_by_the_column_that_names_people(congress, tmp_path, encoding):
    table = 'Time,Member,State\n9:00,"Sánchez, Linda",CA\n9:30,Johnson,LA\n10:00,WY-AL,\n'
    found = visits_of(congress, tmp_path, table.encode(encoding), "visits.csv")
    assert seats_of(found.people) == ["CA-38", "LA-4", "WY-AL"]
    assert not found.problems


def test_first_and_last_name_may_stand_in_two_columns(congress, tmp_path):
    table = "First;Last;Party\nDusty;Johnson;R\nHank;Johnson;D\nSusie;Lee;D\n"
    found = visits_of(congress, tmp_path, table, "visits.csv")
    assert seats_of(found.people) == ["SD-AL", "GA-4", "NV-3"]


def test_an_excel_sheet_is_a_list_too(congress, tmp_path):
    book = Workbook()
    for row in (["When", "Office"], ["9:00", "Lieu"], ["", "Guam"]):
        book.active.append(row)
    book.save(tmp_path / "visits.xlsx")
    assert seats_of(find_visits(congress, str(tmp_path / "visits.xlsx")).people) == [
        "CA-36", "GU-AL",
    ]  # fmt: skip


def test_a_spelling_may_stand_for_a_list(congress):
    assert len(find_visits(congress, "all").people) == 537
    assert seats_of(find_visits(congress, "CA-36").people) == ["CA-36"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.csv", None, "There is no file"),
        ("empty.txt", b"\n# nothing\n", "names nobody"),
        ("picture.txt", b"\x89PNG\0\0", "is no text"),
        ("open.csv", b'name\n"Lieu\n' + b"x" * 200_000, "line 3 is no CSV"),
        ("broken.xlsx", b"not a zip", "not a readable Excel file"),
    ],
)
def test_a_file_that_is_no_list_says_so(congress, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        find_visits(congress, str(path))

"""Whom a letter is for: the committee that is meant, who leads it, what a stale list may say."""

from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import committee_rank
from billtrail.snapshot import open_snapshot
from billtrail.snapshot.committees import (
    committee_of,
    committees_having,
    executive_recipient,
    recipients,
)

AB938, AB633 = "ca-20252026-ab938", "ca-20252026-ab633"
HR1379, S2255, HR2851 = "us-119-hr1379", "us-119-s2255", "us-119-hr2851"
MARCH, NOW = date(2026, 3, 4), date(2026, 11, 26)


@pytest.fixture(scope="module")
def look(prepared):
    @contextmanager
    def opened(key, on):
        with open_snapshot(prepared.database, on) as snapshot:
            yield snapshot, snapshot.bill(key)

    return opened


def meant(look, key, on, text=None):
    with look(key, on) as (snapshot, bill):
        found = committee_of(snapshot, bill, text, on)
        return found and found.committee


def told(look, key, on, kind="committee-and-ranking", text=None, chair=""):
    with look(key, on) as (snapshot, bill):
        committee = committee_of(snapshot, bill, text, on)
        assert committee is not None
        return recipients(snapshot, bill, committee, kind, chair)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (None, "CS61"),  # the one that has it
        ("Asm PS", "CX18"),
        ("assembly public safety", "CX18"),
        ("Sen. Pub. S.", "CS72"),
        ("public safety", "CS72"),  # of two that had it, that of the chamber whose turn it is
        ("cx18", "CX18"),
        ("appr.", "CS61"),
        ("approps", "CS61"),
        ("Committee on Housing", "CS75"),  # it never had the bill: the author is told elsewhere
        ("Sen B & P", "CS42"),
    ],
)
def test_a_committee_is_meant_by_any_spelling(look, typed, found) -> None:
    assert meant(look, AB938, MARCH, typed) == found


def test_a_committee_that_does_not_exist_is_asked_back_with_the_nearest(look) -> None:
    with pytest.raises(UnknownKey, match="Senate Committee on Public Safety"):
        meant(look, AB938, MARCH, "pubic safety")
    with pytest.raises(UnknownKey):
        meant(look, AB938, MARCH, "  ")


def test_of_a_bill_in_several_committees_one_is_asked_for(look) -> None:
    with pytest.raises(UsageError, match=r"several committees: .*\(hsba00\); .*--committee"):
        meant(look, HR2851, NOW)
    assert meant(look, HR2851, NOW, "fin serv") == "hsba00"
    with look(HR2851, NOW) as (_, bill):
        assert len(committees_having(bill, NOW)) > 2


def test_no_committee_has_a_bill_that_is_dead_or_lies_at_a_desk(look) -> None:
    assert meant(look, "ca-20252026-ab63", NOW) is None
    assert meant(look, "ca-20252026-ab1239", MARCH) is None


def test_chair_and_ranking_member_are_named_from_the_list_of_the_day(look) -> None:
    chair, ranking = told(look, S2255, NOW)
    assert (chair.chair, chair.role) == ("Chuck Grassley", "chair")
    assert (ranking.chair, ranking.role) == ("Richard J. Durbin", "ranking member")
    assert chair.title == "Chair, Senate Committee on the Judiciary"
    assert chair.address_lines == ("224 Dirksen Senate Office Building, Washington, DC 20510",)
    assert "The committee's address is of 2021: ask." in chair.note
    assert not chair.stale and chair.as_of and len(chair.members) == 22


def test_where_a_committees_address_is_not_on_file_its_chairs_office_is_given(look) -> None:
    chair, ranking = told(look, "us-119-s2647", NOW)
    assert chair.committee == ranking.committee == "Senate Committee on Foreign Relations"
    (line,) = chair.address_lines
    assert line.endswith("Senate Office Building, Washington, DC 20510")
    assert "this is the chair's own office" in chair.note


def test_a_committees_own_office_goes_before_its_chairs(look) -> None:
    (chair,) = told(look, AB938, MARCH, text="CS72")
    assert chair.address_lines == ("1020 N Street, Room 545, Sacramento, CA 95814",)
    assert chair.email == "spsf@sen.ca.gov"
    assert "later" in chair.note  # the list is of August
    (labor,) = told(look, AB633, MARCH, text="labor")
    assert "The committee's address is of 2011: ask." in labor.note


@pytest.mark.parametrize(
    ("edit", "on", "why"),
    [
        (
            "as_of = '2025-01-02'",
            NOW,
            "has Nick Schultz as chair, but that list is over a year old",
        ),
        ("roster = '20232024', as_of = '2024-08-01'", NOW, "but that list is of another session"),
        ("members = NULL", NOW, "No list of the members"),
        ('members = \'[["nobody", "chair"]]\'', NOW, "The chair on the list of Aug"),
        ("members = '[]'", NOW, "names no chair"),
        ("name = 'Crime', roster = '20232024'", NOW, "No list of the members"),  # another's code
    ],
)
def test_from_a_list_that_may_be_wrong_nobody_is_named(fresh_file, edit, on, why) -> None:
    with open_snapshot(fresh_file(edit), on) as snapshot:
        bill = snapshot.bill(AB938)
        committee = committee_of(snapshot, bill, "CX18", on)
        assert committee is not None
        (found,) = recipients(snapshot, bill, committee)
        (given_one,) = recipients(snapshot, bill, committee, chair="Ana Lopez")
    assert found.chair is None and found.members == ()
    assert why in found.note and "--chair NAME" in found.note
    assert (given_one.chair, "--chair" in given_one.note) == ("Ana Lopez", False)


@pytest.fixture(scope="module")
def fresh_file(prepared, tmp_path_factory):
    import shutil
    import sqlite3

    path = tmp_path_factory.mktemp("lists") / "billtrail.db"

    def edited(edit):
        shutil.copyfile(prepared.database, path)
        with sqlite3.connect(path) as connection:
            connection.execute(f"UPDATE committees SET {edit} WHERE id = 'CX18'")
            if "roster" in edit:
                connection.execute(
                    "UPDATE people SET roster = '20232024' WHERE roster = '20252026'"
                )
        connection.close()
        return path

    return edited


def test_a_name_that_is_given_is_the_members_where_one_is_meant(look) -> None:
    (schultz,) = told(look, AB633, MARCH, text="CX18", chair="schultz")
    assert (schultz.chair, schultz.family_name) == ("Nick Schultz", "Schultz")
    (other,) = told(look, AB633, MARCH, text="CX18", chair="Ana Lopez")
    assert (other.chair, other.family_name, other.address_lines) == ("Ana Lopez", None, ())


def test_a_governor_is_named_while_in_office(look) -> None:
    with look(AB938, NOW) as (_, bill):
        now, then = executive_recipient(bill, NOW), executive_recipient(bill, date(2027, 1, 10))
    assert now and now.chair and now.role == "governor" and now.title == "Governor of California"
    assert then and then.chair is None and then.stale and "was Governor until" in then.note
    with look(HR1379, NOW) as (_, bill):
        assert executive_recipient(bill, NOW) is None


WORDS = ["Public", "Safety", "Health", "and", "Rules", "Labor"]


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_a_name_fits_itself_best_and_its_beginning_still(name) -> None:
    whole = " ".join(name)
    telling = [word for word in name if word != "and"]
    assert committee_rank(whole, whole) == (0 if telling else None)
    for cut in range(1, len(telling)):
        assert committee_rank(" ".join(telling[:cut]), whole) in (0, 1)

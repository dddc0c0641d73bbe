"""Offices to ask: who has the bill and has not joined, and nobody where a list is unknown."""

import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from billtrail.bills.models import Sponsorship
from billtrail.bills.people.names import same_name
from billtrail.legislatures.vocabulary import Chamber, SponsorRole
from billtrail.snapshot.committees.offices_to_ask import OfficeToAsk, _is_theirs
from billtrail.snapshot.snapshot import open_snapshot

#: A live effort of the shipped campaigns whose bill a committee of the House has.
DAY = date(2026, 11, 25)


def offices(workspace, family, day=DAY):
    with open_snapshot(workspace.database, day) as snapshot:
        return snapshot.offices_to_ask(family), snapshot.family(family)


def live_efforts(workspace):
    with open_snapshot(workspace.database, DAY) as snapshot:
        found = [snapshot.family(id) for id in sorted(snapshot.family_ids)]
        return [f.id for f in found if not f.enacted_bill and snapshot.offices_to_ask(f.id).offices]


@pytest.fixture(scope="module")
def family(prepared):
    return live_efforts(prepared)[0]


def test_members_of_the_committee_who_have_not_joined_are_named_once(prepared, family):
    found, status = offices(prepared, family)
    people = [office.person for office in found.offices]
    assert len(people) == len(set(people)) > 0
    joined = {
        s.person for m in status.members if m.status and m.status.progress.alive
        for s in m.status.bill.sponsorships or () if not s.withdrawn
    }  # fmt: skip
    assert not joined & set(people)
    assert found.as_of and {office.role for office in found.offices} >= {"member"}


def test_an_effort_that_is_law_asks_nobody(prepared):
    found, status = offices(prepared, "us-tsra")
    assert status.enacted_bill and found.offices == () and found.unknown == ()


def edit(workspace, statement, *values):
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute(statement, values)


def test_nobody_is_named_where_the_members_are_not_known(fresh, family):
    edit(fresh, "UPDATE committees SET members = NULL")
    found, _ = offices(fresh, family)
    assert found.offices == () and "are not known" in found.unknown[0]


def test_nobody_is_named_where_a_bill_does_not_say_who_joined(fresh, family):
    _, status = offices(fresh, family)
    live = next(m.bill for m in status.members if m.status and m.status.progress.alive)
    edit(fresh, "UPDATE bills SET parts_known = replace(parts_known, 'sponsorships', '') "
                "WHERE key = ?", live)  # fmt: skip
    found, _ = offices(fresh, family)
    assert found.offices == () and "does not say who joined" in found.unknown[0]


def test_who_joined_a_companion_is_not_asked_again(fresh, family):
    first, status = offices(fresh, family)
    live = next(m.bill for m in status.members if m.status and m.status.progress.alive)
    person = first.offices[0].person
    joined = json.dumps(["X", "cosponsor", person, "2026-01-05", *[None] * 6, 0, "person", "x"])
    edit(fresh, "UPDATE bill_lists SET sponsorships = json_insert(sponsorships, '$[#]', json(?)) "
                "WHERE bill = ?", joined, live)  # fmt: skip
    again, _ = offices(fresh, family)
    assert {o.person for o in first.offices} - {o.person for o in again.offices} == {person}


def test_a_committee_that_let_the_bill_go_is_not_asked(fresh, family):
    text = json.dumps([["Reported by", "2026-01-05"]])
    edit(fresh, "UPDATE bill_committees SET activities = ?", text)
    assert offices(fresh, family)[0].offices == ()


def test_where_several_committees_have_a_bill_those_are_asked_that_have_not_sent_it_on(prepared):
    """H.R. 1144: Foreign Affairs ordered it reported, Judiciary and Education still have it."""
    bill = "us-119-hr1144"
    with open_snapshot(prepared.database, DAY) as snapshot:
        status = snapshot.bill(bill)
        found = snapshot.offices_to_ask(status.family)
        members = snapshot.family(status.family).members
    here = [office for office in found.offices if office.bill == bill]
    assert {office.committee for office in here} == {"hsju00", "hsed00"}
    live = [m.status for m in members if m.status and m.status.progress.alive]
    joined = {s.person for one in live for s in one.bill.sponsorships or () if not s.withdrawn}
    with closing(sqlite3.connect(prepared.database)) as connection:
        rows = connection.execute(
            "SELECT members FROM committees WHERE id IN ('hsju00', 'hsed00') AND roster = '119'"
        ).fetchall()
    seats = {person for (text,) in rows for person, _ in json.loads(text)}
    assert {office.person for office in here} == seats - joined


L, U = Chamber.LOWER, Chamber.UPPER


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Rubio", L), ("Susan Rubio", U), False),
        (("Rubio", L), ("Blanca Rubio", L), True),
        (("Rubio", None), ("Blanca Rubio", L), True),
        (("Joe Patterson", L), ("Jim Patterson", L), False),
        (("Rep. Fry, Russell [R-SC-7]", L), ("Russell Fry", L), True),
        (("Bob Archuleta", U), ("Robert Archuleta", U), True),
    ],
)
def test_people_are_one_with_chamber_and_full_name(one, other, expected):
    assert same_name(*one, *other) is same_name(*other, *one) is expected


@pytest.mark.parametrize(
    ("sponsorship", "expected"),
    [
        (Sponsorship("Krell", SponsorRole.COAUTHOR, "ca-20252026-ad06", district="6", chamber=L),
         True),
        (Sponsorship("Krell", SponsorRole.COAUTHOR, chamber=L), True),
        (Sponsorship("Krell", SponsorRole.COAUTHOR, chamber=U), False),
        (Sponsorship("Wicks", SponsorRole.COAUTHOR, "ca-20252026-ad14", district="14", chamber=L),
         False),
    ],
)  # fmt: skip
def test_an_author_by_seat_or_name_has_joined(sponsorship, expected):
    """California's data names seats, its roster people."""
    office = OfficeToAsk("ocd-person/1", "Maggy Krell", L, "D", "CA", "6", "ca-20252026-ab9",
                         "CX18", "Public Safety", "member", None, None)  # fmt: skip
    assert _is_theirs(sponsorship, office) is expected

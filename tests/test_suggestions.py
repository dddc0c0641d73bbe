"""New bills that look like ours: found against a server, kept, decided, remembered."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from replay import Publisher, built_status, serving

from billtrail.bills import likeness
from billtrail.bills.likeness import build_profile, cited_sections, plain_titles, signs_of
from billtrail.bills.models import Bill, Relation, Sponsorship
from billtrail.cli import main
from billtrail.legislatures.vocabulary import Chamber, SponsorRole
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.updates.update import update
from billtrail.workspace.workspace import Workspace

TWIN = "us-120-hr812"
TITLE = "Trafficking Survivors Relief Act of 2027"


def bill(key="us-120-hr1", **values):
    session, chamber = key.split("-")[1], Chamber.LOWER
    return Bill(key, key[:2], session, "H.R. 1", "bill", chamber, "2027-01-05", **values)


def lead(person):
    return (Sponsorship("Someone", SponsorRole.SPONSOR, person),)


OURS = bill(
    "us-119-hr1379",
    title="Trafficking Survivors Relief Act of 2025",
    sponsorships=lead("F000478"),
    subjects=("Human trafficking", "Criminal records"),
)


@pytest.mark.parametrize(
    ("values", "is_like"),
    [
        ({"title": "Trafficking Survivors Relief Act"}, True),
        ({"title": "A bill about post offices", "sponsorships": lead("F000478")}, False),
        ({"title": "An act", "relations": (Relation("us-119-hr1379", "Identical bill"),)}, True),
        ({"title": "An act", "relations": (Relation("us-119-hr1379", "Related bill"),)}, False),
        ({"title": "Relief for survivors of trafficking", "sponsorships": lead("F000478")}, True),
        ({"title": "Relief for survivors of trafficking"}, False),
        ({}, False),
    ],
)
def test_no_weak_sign_is_enough_alone(values, is_like):
    assert bool(signs_of(bill(**values), build_profile("tsra", [OURS]))) is is_like


def test_a_bill_is_never_like_its_own_effort_nor_one_of_another_place():
    profile = build_profile("tsra", [OURS])
    assert signs_of(OURS, profile) == ()
    assert signs_of(bill("ca-20252026-ab1", title=OURS.title), profile) == ()


def test_sections_are_read_in_three_spellings():
    text = "Under 18 U.S.C. 3771A, section 1591 of title 18 and section 236.14 of the Penal Code"
    assert cited_sections(bill(title=text)) == {
        "18 section 3771A", "18 section 1591", "Penal section 236.14",
    }  # fmt: skip


@given(st.integers(1990, 2040))
def test_a_year_makes_no_other_title(year):
    assert plain_titles(bill(title=f"Relief Act of {year}")) == {"relief act"}


def test_every_sign_is_named_in_words():
    profile = build_profile("tsra", [OURS])
    signs = signs_of(bill(title=TITLE, sponsorships=lead("F000478")), profile)
    assert [sign.reason for sign in signs] == [
        "has the title of H.R. 1379 (119th Congress)",
        "Someone leads it, as H.R. 1379 (119th Congress)",
    ]
    assert sum(sign.weight for sign in signs) >= likeness.ENOUGH


# -- a new Congress opens on the server ------------------------------------------------------------


def ask(workspace, publisher):
    with serving(publisher) as base:
        return update(workspace, source="us_govinfo", base_urls={"us_govinfo": base})


@pytest.fixture(scope="module")
def opened(tmp_path_factory, prepared):
    """A workspace after two updates: one takes stock, then the 120th Congress opens."""
    workspace = Workspace.at(tmp_path_factory.mktemp("opened") / "w")
    workspace.create()
    shutil.copy(prepared.database, workspace.database)
    publisher = Publisher()
    publisher.add(*built_status("us-119-hr9000"))
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    ask(workspace, publisher)
    paths = [publisher.add(*built_status(TWIN, TITLE)),
             publisher.add(*built_status("us-120-hr813", "A bill about post offices"))]  # fmt: skip
    publisher.publish(datetime.now(UTC), *paths)
    return workspace, ask(workspace, publisher)


@pytest.fixture
def ours(opened, tmp_path):
    copy = Workspace.at(tmp_path / "w")
    shutil.copytree(opened[0].root, copy.root)
    return copy


def run(workspace, *arguments):
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])


def test_a_twin_in_a_new_congress_is_suggested_with_reasons(ours, opened):
    assert any("looked at 2 new bills, 1 looks like ours" in line for line in opened[1].said)
    (found,) = json.loads(run(ours, "suggestions", "--json").output)
    assert (found["bill"], found["family"], found["state"]) == (TWIN, "us-tsra", "open")
    assert found["reasons"][0].startswith("has the title of")
    assert run(ours, "show", TWIN).exit_code == 0
    assert run(ours, "show", "us-120-hr813").exit_code == 2  # looked at, and not kept
    assert "Decide with" in run(ours, "suggestions").output


@pytest.mark.parametrize(
    ("decision", "state"), [("accept", "accepted"), ("watch", "watched"), ("decline", "declined")]
)
def test_a_decision_is_remembered_in_the_workspaces_own_file(ours, tmp_path, decision, state):
    done = run(ours, "suggestion", "1", decision, "--by", "Policy team")
    assert done.exit_code == 0, done.output
    assert json.loads(run(ours, "suggestions", "--json").output) == []
    copy = Workspace.at(tmp_path / "copy")
    shutil.copytree(ours.root, copy.root)
    (found,) = json.loads(run(copy, "suggestions", "--all", "--json").output)
    assert found["state"] == state
    assert run(ours, "suggestion", "1", "watch", "--by", "X").exit_code == 2
    assert run(ours, "undo").exit_code == 0
    assert len(json.loads(run(ours, "suggestions", "--json").output)) == 1


def test_an_accepted_bill_is_one_of_the_effort(ours):
    run(ours, "suggestion", "1", "accept", "--by", "Policy team")
    family = json.loads(run(ours, "family", "us-tsra", "--json").output)
    (member,) = [m for m in family["members"] if m["key"] == TWIN]
    assert member["kind"] == "reintroduced" and "; decided 20" in member["basis"]
    assert "Policy team" not in member["basis"]  # who decided stands in the journal alone
    assert family["stage"] == "enacted"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM links WHERE 0", ""),
        ("UPDATE links SET fetched_at = NULL, lastmod = '2027-01-06' WHERE bill LIKE '%813'",
         " (1 listed before our first look were not looked at)"),
        ("UPDATE links SET fetched_at = NULL WHERE bill LIKE '%813'",
         " (1 wait for the next updates)"),
    ],
)  # fmt: skip
def test_that_there_is_no_successor_is_said_of_what_was_looked_at(ours, statement, says):
    with closing(sqlite3.connect(ours.database)) as connection, connection:
        connection.execute(statement)
    with open_snapshot(ours.database, date(2027, 2, 1)) as snapshot:
        (end,) = [end for end in snapshot.session_ends() if end.jurisdiction == "us"]
        (ca,) = [end for end in snapshot.session_ends() if end.jurisdiction == "ca"]
    bills = "1 bill" if says else "2 bills"
    line = f"no successor yet among the {bills} of the 120th Congress looked at by Nov 26, 2026"
    assert all(one.endswith(line + says) for one in [*end.lines()][1:])
    assert any("not looked for yet (2027" in one for one in ca.lines())


def test_a_suggestion_that_is_not_there_is_one_line(ours):
    assert run(ours, "suggestion", "99", "accept", "--by", "X").exit_code == 2


# -- the end of a session -------------------------------------------------------------------------


def test_at_a_sessions_end_each_effort_has_its_successor_or_none_yet(fresh):
    with open_snapshot(fresh.database, date(2027, 2, 1)) as snapshot:
        (end,) = [end for end in snapshot.session_ends() if end.jurisdiction == "us"]
    assert end.session == "119"
    assert end.ended and "us-tsra" not in end.successors  # it is law
    assert set(end.successors.values()) == {None}
    said = list(end.lines())
    assert said[0] == f"119th Congress: {len(end.ended)} bills we follow ended with it."
    assert len(said) == 1 + len(end.successors)
    assert all(": not looked for yet (120th Congress: no bill" in line for line in said[1:])
    with open_snapshot(fresh.database, date(2026, 11, 25)) as snapshot:
        assert [e for e in snapshot.session_ends() if e.jurisdiction == "us"] == []

"""New bills that look like ours: found against a server, kept, decided, remembered."""

import csv
import gzip
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from replay import Publisher, built_status, serving

from billtrail.bills.identity import likeness
from billtrail.bills.identity.likeness import (
    Profile,
    Sign,
    build_profile,
    cited_sections,
    matches,
    plain_titles,
)
from billtrail.bills.models import Bill, Relation, Sponsorship
from billtrail.cli import main
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Chamber, SponsorRole
from billtrail.scrapers.registry import ranks
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.snapshot.successors.suggestions import suggest
from billtrail.store.writer import open_writer
from billtrail.updates.update import update
from billtrail.words import NO_BREAK
from billtrail.workspace.workspace import Workspace

TWIN = "us-120-hr812"
TITLE = "Trafficking Survivors Relief Act of 2027"


def bill(key="us-120-hr1", **values):
    session, chamber = key.split("-")[1], Chamber.LOWER
    return Bill(key, key[:2], session, "H.R. 1", "bill", chamber, "2027-01-05", **values)


def signs_of(bill: Bill, profile: Profile) -> tuple[Sign, ...]:
    """Why a bill looks like the one effort that there is."""
    return next((signs for _, signs in matches(bill, [profile])), ())


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


WISE = replace(OURS, title="WISE Act", subjects=())


@pytest.mark.parametrize(
    ("values", "is_like"),
    [
        ({"key": "us-119-hr8459"}, False),  # another WISE Act, of the same chamber
        ({"key": "us-119-s2"}, True),  # the other chamber's, in the same session
        ({"key": "us-120-s2"}, False),
        ({"key": "us-120-hr2", "sponsorships": lead("F000478")}, True),
    ],
)
def test_an_exact_title_of_two_words_needs_one_sign_more(values, is_like):
    chamber = Chamber.UPPER if "-s" in values["key"] else Chamber.LOWER
    found = replace(bill(title="WISE Act", **values), chamber=chamber)
    assert bool(signs_of(found, build_profile("us-wise", [WISE]))) is is_like


def test_a_long_title_but_for_a_word_is_the_same():
    long = "Human trafficking: vacatur relief for survivors"
    profile = build_profile("x", [replace(OURS, title=long + ": fines", sponsorships=None)])
    assert signs_of(bill(title=long), profile)
    assert not signs_of(bill(title="Human trafficking: relief for survivors"), profile)


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
    assert any(
        f"looked at 2{NO_BREAK}new bills, 1 looks like ours" in line for line in opened[1].said
    )
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
    (found,) = json.loads(run(copy, "suggestions", "--decided", "--json").output)
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
    by = sessions.day_words(sessions.today().isoformat())
    line = f"no successor yet among the {bills} of the 120th Congress looked at by {by}"
    assert f"{line}{says}: " in joined(end)
    assert ", not looked for yet (2027" in joined(ca)


def test_a_suggestion_that_is_not_there_is_one_line(ours):
    assert run(ours, "suggestion", "99", "accept", "--by", "X").exit_code == 2


def joined(end):
    return " ".join(line.strip() for line in end.lines())


# -- the end of a session -------------------------------------------------------------------------


def test_at_a_sessions_end_each_effort_has_its_successor_or_none_yet(fresh):
    with open_snapshot(fresh.database, date(2027, 2, 1)) as snapshot:
        (end,) = [end for end in snapshot.session_ends() if end.jurisdiction == "us"]
    assert end.session == "119"
    assert end.ended and "us-tsra" not in end.successors  # it is law
    assert set(end.successors.values()) == {None}
    assert joined(end) == (
        f"119th Congress: {len(end.ended)}{NO_BREAK}bills we follow ended with it. "
        f"{len(end.successors)}{NO_BREAK}efforts, not looked for yet "
        "(120th Congress: no bill of it was looked at): " + "; ".join(end.titles.values())
    )
    assert max(map(len, end.lines())) <= 96
    with open_snapshot(fresh.database, date(2026, 11, 25)) as snapshot:
        assert [e for e in snapshot.session_ends() if e.jurisdiction == "us"] == []


def test_a_bill_of_the_new_session_that_is_stored_was_looked_at_on_a_day(fresh):
    """What its publisher's archive was written at is an instant."""
    key = "ca-20272028-ab41"
    bill = Bill(key, "ca", "20272028", "AB 41", "bill", Chamber.LOWER, "2026-12-08T17:00:00",
                title="Wildfires", introduced_date="2026-12-07")  # fmt: skip
    with open_writer(fresh.database, "t", ranks(), today=date(2026, 12, 9)) as writer:
        writer.save_bill(bill, "ca_pubinfo")
    with open_snapshot(fresh.database, date(2026, 12, 9)) as snapshot:
        (end,) = snapshot.session_ends()
    assert "session looked at by Dec 8, 2026: " in joined(end)


# -- whole sessions of titles ----------------------------------------------------------------------


@pytest.fixture
def listed(prepared, tmp_path):
    """A workspace, and a table of 120 titles of the 119th Congress, one of them like ours; built by
    hand in the columns that such tables have."""
    workspace = Workspace.at(tmp_path / "w")
    workspace.create()
    shutil.copy(prepared.database, workspace.database)
    rows = [f"119,hr,{n},About post office {n},2025-01-{n % 28 + 1:02}" for n in range(1, 121)]
    rows[76] = "119,hr,77,Put Trafficking Victims First Act of 2026,2026-05-01"
    table = tmp_path / "titles.csv"
    table.write_text("\n".join(["congress,type,number,title,introduced", *rows]) + "\n")
    return workspace, table


def test_an_effort_is_not_dead_where_a_whole_session_holds_its_title(listed):
    workspace, table = listed
    dead = run(workspace, "show", "us-victims-first").output
    assert "No whole session's titles were looked through" in dead
    assert "No whole session's titles yet" in run(workspace, "suggestions").output
    told = run(workspace, "suggestions", "--all", str(table)).output
    assert "H.R. 77 (119th Congress): Put Trafficking Victims First Act of 2026" in told
    looked = "120 titles of the 119th\N{NO-BREAK SPACE}Congress"
    assert f"Looked through: {looked}" in told
    lives = run(workspace, "show", "us-victims-first").output
    assert "H.R. 77 (119th Congress) looks like its successor, not confirmed; the last try" in lives
    found = json.loads(run(workspace, "show", "us-victims-first", "--json").output)
    assert (found["likely"], found["looks"][0]["titles"]) == (["us-119-hr77"], 120)
    done = run(workspace, "suggestion", "1", "decline", "--by", "Policy team")
    assert done.exit_code == 0, done.output
    assert f"No successor seen in {looked}" in run(workspace, "show", "us-victims-first").output


@pytest.mark.parametrize(
    ("language", "title", "says"),
    [("en", ": the last bill did not become law",
      "H.R. 77 (119th Congress) looks like its successor; this is not confirmed."),
     ("plain", ": the last bill did not become law",
      "H.R. 77 (119th Congress) looks like a new try. This is not confirmed."),
     ("es", ": el último proyecto no llegó a ser ley",
      "H.R. 77 (Congreso n.º 119) parece su sucesor; esto no está confirmado.")],
)  # fmt: skip
def test_a_brief_names_the_bill_that_may_go_on_and_claims_nothing(listed, language, title, says):
    workspace, table = listed
    told = ("brief", "us-victims-first", "--language", language, "--format", "txt", "-o", "-")
    before = " ".join(run(workspace, *told).output.split())
    assert says not in before and title not in before
    run(workspace, "suggestions", "--all", str(table))
    brief = " ".join(run(workspace, *told).output.split())
    assert says in brief and title in brief
    assert "left out: the bill that may go on with it: H.R. 77 (" in brief
    assert "billtrail suggestions: accept or decline it" in brief
    run(workspace, "suggestion", "1", "decline", "--by", "Policy team")
    assert says not in " ".join(run(workspace, *told).output.split())


def test_part_of_a_session_is_no_look_and_a_table_of_something_else_is_refused(listed):
    workspace, table = listed
    first, *rows = table.read_text().splitlines()
    table.write_text("\n".join([first, *rows[::2]]) + "\n")
    told = run(workspace, "suggestions", "--all", str(table)).output
    assert "H.R. 77" in told and "Looked through" not in told
    table.write_text("name,colour\nA,red\n")
    refused = run(workspace, "suggestions", "--all", str(table))
    assert refused.exit_code == 1 and "is no list of titles" in refused.output


_DEAD = ("died", "failed", "vetoed", "withdrawn")


def told_title(text):
    """A title without its year and its signs: not as the program compares titles."""
    words = re.sub(r"[^a-z0-9 ]+", "", re.sub(r" of (19|20)\d\d$", "", text.strip(" .").lower()))
    return " ".join(words.split())


def test_no_effort_is_called_dead_while_a_bill_of_its_title_lives_in_the_119th(real, fresh):
    """Over every title of the 119th Congress as its publisher had it in June 2026: 16,310 bills."""
    index = real / "federal" / "derived-119" / "bills-119-index.csv.gz"
    assert run(fresh, "suggestions", "--all", str(index)).exit_code == 0
    living = {}
    with gzip.open(index, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if not row["law"]:
                key = f"us-119-{row['type']}{row['number']}"
                living.setdefault(told_title(row["title"]), set()).add(key)
    assert sum(map(len, living.values())) > 16_000
    with open_snapshot(fresh.database, sessions.today()) as snapshot:
        efforts = [effort for campaign in snapshot.campaigns() for effort in campaign.families]
    dead = [e for e in efforts if e.stage in _DEAD and not e.likely and not e.alive]
    assert len(dead) >= 3
    called = {}
    for effort in dead:
        bills = [member.status.bill for member in effort.members if member.status]
        titles = {t for bill in bills for t in (bill.title, bill.short_title) if t}
        alive = {
            key for title in titles | {effort.title} for key in living.get(told_title(title), ())
        }
        if found := alive - {bill.key for bill in bills}:
            called[effort.id] = found
    assert called == {}


def test_each_effort_whose_very_title_a_bill_has_is_suggested(tmp_path, fresh):
    """S. 2647 of the 119th has the title that two efforts have had; a third is worded alike."""
    title = "Trafficking Victims Prevention and Protection Reauthorization Act"
    efforts = [
        build_profile("abroad", [bill("us-118-s920", title=f"International {title} of 2023"),
                                 bill("us-117-s4171", title=f"{title} of 2022")]),
        build_profile("home", [bill("us-118-hr5856", title=f"{title} of 2023")]),
        build_profile("alike", [bill("us-118-hr1", title=f"Frederick Douglass {title} of 2023")]),
    ]  # fmt: skip
    found = likeness.matches(bill("us-119-s2647", title=f"{title} of 2025"), efforts)
    assert [family for family, _ in found] == ["abroad", "home"]
    worded = likeness.matches(bill("us-119-s9", title=f"Frederick {title}"), efforts)
    assert len(worded) == 1
    with open_writer(fresh.database, "t", ranks(), today=date(2026, 11, 26)) as writer:
        known = writer.connection.execute("SELECT id FROM families ORDER BY id LIMIT 2").fetchall()
        ours = [replace(one, family=row[0]) for one, row in zip(efforts, known, strict=False)]
        assert suggest(writer, bill("us-119-s2647", title=f"{title} of 2025"), ours)
        rows = writer.connection.execute("SELECT family FROM suggestions ORDER BY family")
        assert [row[0] for row in rows if row[0] in [k[0] for k in known]] == [k[0] for k in known]

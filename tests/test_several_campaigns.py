"""A bill in two campaigns, moved and taken out: one position, and no page that asks against it."""

import json

import pytest
from click.testing import CliRunner

from billtrail.campaigns.content import load_content
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.decisions import read_history
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import open_reader

#: In the campaign tsra, and not its lead.
BILL, HOME, OTHER = "us-119-hr1379", "tsra", "t-visa-work"
#: Leads a campaign of its own, built here, whose ask is written for support.
ABOUT = f"""\
title = "Built for the test"
summary = "A second campaign about the bill."
lead = "{BILL}"
public_ask = {{ by = "A. Staff", on = 2026-11-01 }}
[[bill]]
key = "{BILL}"
aim = "pass"
why = "A note of the second campaign."
[[ask]]
id = "join"
stages = ["in_committee"]
headline = "headline-join"
texts = ["ask-1"]
[[claim]]
id = "built"
kind = "fact"
source = "built for the test"
[[text]]
key = "headline-join"
text = "Join this bill"
claims = ["built"]
[[text]]
key = "ask-1"
text = "Sign on as a cosponsor."
claims = ["built"]
"""


def run(workspace, *words, code=0):
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert done.exit_code == code, done.output
    return done.output.replace("\N{NO-BREAK SPACE}", " ")


def rows(path, sql):
    with open_reader(path) as connection:
        return [tuple(row) for row in connection.execute(sql)]


def in_campaign(workspace, campaign):
    found = {c.id: c for c in load_content(workspace.root).campaigns}[campaign]
    return next((bill for bill in found.bills if bill.key == BILL), None)


def decide(workspace, position, *more):
    day = sessions.today().isoformat()
    return run(workspace, "position", BILL, position, "--by", "A. Staff", "--on", day, *more)


@pytest.fixture
def both(fresh):
    """The bill is in a second campaign too."""
    run(fresh, "watch", "HR 1379", "--campaign", OTHER, "--aim", "pass", "--by", "A. Staff")
    return fresh


def test_each_campaign_has_its_own_aim_and_why(both):
    with open_snapshot(both.database, sessions.today()) as snapshot:
        assert snapshot.campaigns_of(BILL) == (HOME, OTHER) or snapshot.campaigns_of(BILL) == (
            OTHER, HOME)  # fmt: skip
        assert snapshot.bill(BILL).campaign == HOME  # its effort's
    assert in_campaign(both, OTHER).aim == "pass" and in_campaign(both, HOME).aim != "pass"
    said = run(both, "watch", BILL, "--campaign", OTHER, code=2)
    assert f"already followed, by the campaign {OTHER}" in said


def test_a_position_is_one_and_every_campaign_of_the_bill_has_it(both):
    decide(both, "oppose")
    found = rows(
        both.database, f"SELECT campaign, position, owner FROM positions WHERE bill = '{BILL}'"
    )
    assert sorted(found) == [(OTHER, "oppose", HOME), (HOME, "oppose", HOME)]
    assert "oppose" not in (both.root / "campaigns" / f"{OTHER}.toml").read_text()


def test_two_files_with_a_position_are_a_fault(both):
    decide(both, "oppose")
    file = both.root / "campaigns" / f"{OTHER}.toml"
    file.write_text(file.read_text() + 'position = "support"\ndecided_on = 2026-11-20\n')
    said = run(both, "check", code=1)
    assert f"has its position in {HOME} too: a bill has one" in said


def test_no_campaign_asks_against_what_another_one_decided(fresh):
    (fresh.root / "campaigns").mkdir(exist_ok=True)
    (fresh.root / "campaigns" / "second.toml").write_text(ABOUT)
    run(fresh, "unwatch", BILL, "--campaign", HOME)
    decide(fresh, "support")
    assert "Join this bill" in run(fresh, "brief", "second", "--format", "txt", "-o", "-")
    run(fresh, "undo")
    run(fresh, "undo")
    decide(fresh, "oppose")
    assert in_campaign(fresh, HOME).position_in == HOME
    assert "Join this bill" not in run(fresh, "brief", "second", "--format", "txt", "-o", "-")


@pytest.mark.parametrize(("share", "edition", "out"), [
    ("no", Edition.COALITION, False), ("no", Edition.PUBLIC, False),
    ("coalition", Edition.COALITION, True), ("coalition", Edition.PUBLIC, False),
    ("public", Edition.PUBLIC, True), (None, Edition.PUBLIC, False),
])  # fmt: skip
def test_who_may_have_a_position_is_said_by_the_file_that_has_it(
    fresh, tmp_path, share, edition, out
):
    (fresh.root / "campaigns").mkdir(exist_ok=True)
    (fresh.root / "campaigns" / "second.toml").write_text(ABOUT)
    decide(fresh, "oppose", *(("--share", share) if share else ()))
    assert in_campaign(fresh, HOME).position_in == HOME
    file = publish(fresh.database, tmp_path / "out", edition).database
    found = rows(file, f"SELECT campaign FROM positions WHERE bill = '{BILL}'")
    assert (len(found) == 2) is out
    aims = rows(
        file, f"SELECT aim FROM campaign_bills WHERE bill = '{BILL}' AND campaign = 'second'"
    )
    assert aims == [("pass",) if out else ("watch",)]
    notes = rows(file, "SELECT why FROM campaign_bills WHERE campaign = 'second'")
    assert notes == [("",)]


def test_taken_out_of_one_campaign_the_position_stays_with_the_other(both):
    decide(both, "oppose", "--share", "no")
    said = run(both, "unwatch", BILL, code=2)
    assert "is followed by" in said and "Name one: --campaign ID" in said
    said = run(both, "unwatch", BILL, "--campaign", HOME)
    assert f"campaigns/{HOME}.toml and campaigns/{OTHER}.toml" in said
    kept = in_campaign(both, OTHER)
    assert (kept.position, kept.position_in, kept.share, kept.aim) == (
        "oppose",
        OTHER,
        "no",
        "pass",
    )
    assert in_campaign(both, HOME) is None
    run(both, "undo")
    assert in_campaign(both, HOME).position_in == HOME
    assert in_campaign(both, OTHER).share is None


def test_moved_a_bill_keeps_aim_why_and_position_and_is_taken_back_as_one(fresh):
    decide(fresh, "oppose")
    before = {p.name: p.read_bytes() for p in (fresh.root / "campaigns").iterdir()}
    was = in_campaign(fresh, HOME)
    run(fresh, "watch", BILL, "--campaign", OTHER, "--instead-of", HOME)
    now = in_campaign(fresh, OTHER)
    assert in_campaign(fresh, HOME) is None
    assert (now.aim, now.why, now.position, now.decided_on) == (
        was.aim, was.why, was.position, was.decided_on)  # fmt: skip
    said = run(fresh, "undo")
    assert f"watch {BILL} --campaign {OTHER} --instead-of {HOME}" in said
    assert {p.name: p.read_bytes() for p in (fresh.root / "campaigns").iterdir()} == before


def test_the_lead_of_a_campaign_is_not_taken_from_it(fresh):
    (fresh.root / "campaigns").mkdir(exist_ok=True)
    (fresh.root / "campaigns" / "second.toml").write_text(ABOUT)
    said = run(fresh, "unwatch", BILL, "--campaign", "second", code=2)
    assert "give it another lead first" in said


def test_the_call_sheet_asks_once_for_a_position_on_a_bill_of_two_campaigns(both):
    key = next(
        item["bill"] for item in json.loads(run(both, "week", "--json"))
        if item["kind"] == "position"
    )  # fmt: skip
    campaigns = {c.id for c in load_content(both.root).campaigns for b in c.bills if b.key == key}
    run(both, "watch", key, "--campaign", next(iter({HOME, OTHER} - campaigns)), "--by", "A")
    asked = [i for i in json.loads(run(both, "week", "--json")) if i["kind"] == "position"]
    assert sum(item["bill"] == key for item in asked) == 1


@pytest.mark.asyncio
async def test_its_page_names_every_campaign(both):
    site = make_datasette(both.database)
    text = (await site.client.get(f"/bill/{BILL}")).text
    assert f"/campaign/{HOME}" in text and f"/campaign/{OTHER}" in text


def test_without_a_campaign_the_command_lists_them(fresh):
    said = run(fresh, "watch", "AB 999", code=2)
    assert "Which campaign is to follow it?" in said and "tsra (Trafficking Survivors" in said


def test_the_history_tells_a_move_as_one_change_that_blocks_what_was_before(fresh):
    decide(fresh, "oppose")
    run(fresh, "watch", BILL, "--campaign", OTHER, "--instead-of", HOME)
    moved, decided = read_history(fresh)
    assert "taken out of tsra; what is kept of it is in t-visa-work" in moved.what
    assert {one.did for one in moved.records} == {"added", "changed"} and not moved.stays
    assert "A later change" in decided.stays


NEW = "us-119-hr8888"


def test_a_renumbered_bill_keeps_all_that_was_decided_and_its_old_number_leads_to_it(both):
    decide(both, "oppose", "--share", "no")
    before = {p.name: p.read_bytes() for p in (both.root / "campaigns").iterdir()}
    (both.root / "rolls").mkdir()
    roll = both.root / "rolls" / f"{BILL}.csv"
    roll.write_text("Organization,Signed on\nBay Fund,2026-11-01\n")
    said = run(both, "watch", NEW, "--was", "HR 1379 (119th)")
    assert roll.with_stem(NEW).is_file() and not roll.exists()
    assert f"{NEW} is followed in place of HR 1379 (119th)" in said
    with open_snapshot(both.database, sessions.today()) as snapshot:
        assert set(snapshot.campaigns_of(NEW)) == {HOME, OTHER}
        assert snapshot.campaigns_of(BILL) == ()
        status = snapshot.campaign(HOME)
        assert next(b for b in status.bills if b.bill == NEW).position == "oppose"
        member = next(m for m in snapshot.family("us-tsra").members if m.bill == NEW)
        assert (member.kind, member.enacted_via) == ("overtaken", "us-119-hr4323")
        for text in (BILL, "HR 1379 (119th)"):
            found = snapshot.meaning(text)
            assert found.id == NEW and "has another number now" in found.notes[0]
    assert rows(both.database, "SELECT alias, bill, note FROM bill_aliases") == [
        (BILL, NEW, "renumbered")]  # fmt: skip
    run(both, "undo")
    assert {p.name: p.read_bytes() for p in (both.root / "campaigns").iterdir()} == before
    assert roll.is_file() and not roll.with_stem(NEW).exists()
    assert rows(both.database, "SELECT * FROM bill_aliases") == []


def test_a_number_that_is_followed_is_no_other_bills_new_one(both):
    said = run(both, "watch", "us-119-hr4323", "--was", BILL, code=2)
    assert "is followed already, as another bill" in said
    (both.root / "campaigns" / "second.toml").write_text(
        ABOUT.replace('aim = "pass"', 'aim = "pass"\nwas = ["us-119-hr4323"]')
    )
    assert "us-119-hr4323 is followed under that number too" in run(both, "check", code=1)

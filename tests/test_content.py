"""Content: what ships, what a workspace changes, what is refused, what the tables hold."""

import csv
import json
import re
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from billtrail.campaigns.content import load
from billtrail.campaigns.content.files import Campaign
from billtrail.campaigns.content.load import load_content, load_shipped
from billtrail.campaigns.content.tables import ROWS, save_content
from billtrail.campaigns.content_files import content_hash
from billtrail.errors import CheckFailed
from billtrail.legislatures.vocabulary import Aim, FigureForm, Language, MemberKind, Position, Stage
from billtrail.store.schema import migrate

SHIPPED = load_shipped()
CAMPAIGNS = {campaign.id: campaign for campaign in SHIPPED.campaigns}
DATA = Path(load.__file__).parents[4] / "data"
NOW = "2026-11-23T08:00:00Z"

#: The smallest whole campaign file; built by hand.
SMALL = """
title = "A campaign"
summary = "Built by hand."
goals = ["clear-records"]
lead = "us-built"
figures = ["cast-records-share"]
[[family]]
id = "us-built"
title = "An effort"
[[family.member]]
bill = "us-118-hr1"
kind = "original"
basis = "built by hand"
[[family.member]]
bill = "us-118-s1"
kind = "companion"
basis = "built by hand"
[[bill]]
key = "us-118-hr1"
aim = "watch"
why = "Built by hand."
[[bill]]
key = "us-118-s1"
aim = "watch"
why = "Built by hand."
[[ask]]
id = "act"
stages = ["introduced"]
headline = "headline-act"
texts = ["ask-1"]
[[claim]]
id = "built-claim"
kind = "fact"
holds_if = [{ family = "us-built", stages = ["introduced"] }]
source = "built by hand"
[[text]]
key = "headline-act"
text = "Act."
claims = ["built-claim"]
[[text]]
key = "ask-1"
text = "Do it."
"""


def workspace(folder: Path, name: str = "built.toml", text: str = SMALL) -> Path:
    (folder / "campaigns").mkdir(exist_ok=True)
    (folder / "campaigns" / name).write_text(text, encoding="utf-8")
    return folder


def campaign(folder: Path | None, id: str) -> Campaign:
    return next(one for one in load_content(folder).campaigns if one.id == id)


# -- what ships ----------------------------------------------------------------------------------


def test_five_goals_lead_to_a_campaign_or_say_that_there_is_no_bill() -> None:
    assert {goal.id: goal.lead for goal in SHIPPED.goals} == {
        "clear-records": "tsra",
        "records-not-for-life": "records-racial-justice",
        "less-over-policing": "ca-loitering",
        "work-permits": "t-visa-work",
        "trans-safety": None,
    }
    assert next(goal.no_bill for goal in SHIPPED.goals if goal.no_bill).startswith(
        "We follow no open bill"
    )
    assert SHIPPED.campaigns[0].id == "tsra"


#: Of which no record is at hand: an update fetches them.
NOT_READ = {"ca-20252026-ab2274", "ca-20212022-ab2628"}


def test_every_watched_bill_is_followed_exactly_once() -> None:
    followed = Counter(bill.key for one in SHIPPED.campaigns for bill in one.bills)
    assert len(followed) == 134
    assert set(followed.values()) == {1}
    seed = DATA / "seed" / "bills.jsonl"
    if seed.exists():
        lines = seed.read_text(encoding="utf-8").splitlines()
        facts = {json.loads(line).get("key") for line in lines if line.strip()}
        assert set(followed) - facts == NOT_READ


def test_the_watch_list_is_followed_with_its_aims(real: Path) -> None:
    kinds = {"HR": "hr", "S": "s", "AB": "ab", "SB": "sb"}
    expected = {}
    for line in csv.DictReader((real / "facts" / "watchlist.csv").open(encoding="utf-8")):
        letters, number = line["identifier"].replace(".", "").replace(" ", "|").rsplit("|", 1)
        kind = kinds[letters.replace("|", "")]
        session = line["session"].replace("-", "")
        expected[f"{line['jurisdiction'].lower()}-{session}-{kind}{number}"] = line["position"]
    aims = {bill.key: bill.aim for one in SHIPPED.campaigns for bill in one.bills}
    assert set(expected) <= set(aims)
    mapping = {"watch": Aim.WATCH, "implement": Aim.IMPLEMENT, "none": Aim.HISTORY}
    for key, position in expected.items():
        assert aims[key] == mapping.get(position, aims[key]), key


def test_the_effort_of_the_survivors_relief_act() -> None:
    (family,) = CAMPAIGNS["tsra"].families
    members = {member.bill: member for member in family.members}
    assert len(members) == 13
    via = {key: member.enacted_via for key, member in members.items() if member.enacted_via}
    assert via == {
        "us-119-hr1379": "us-119-hr4323",
        "us-119-s2255": "us-119-hr4323",
    }
    assert members["us-119-hr1379"].kind == members["us-119-s2255"].kind == MemberKind.OVERTAKEN


def test_ab_63_is_a_cross_reference_with_an_effort_of_its_own() -> None:
    families = {family.id: family for family in CAMPAIGNS["ca-loitering"].families}
    kinds = {
        family.id: member.kind
        for family in families.values()
        for member in family.members
        if member.bill == "ca-20252026-ab63"
    }
    assert kinds == {
        "ca-loitering-repeal": MemberKind.OPPOSES,
        "ca-loitering-restore": MemberKind.ORIGINAL,
    }


def test_some_bills_became_law_through_no_other() -> None:
    none = {"ca-20252026-ab63", "ca-20192020-ab2869", "us-117-hr8672", "us-119-hr1144"}
    members = [m for one in SHIPPED.campaigns for f in one.families for m in f.members]
    assert not [m.bill for m in members if m.bill in none and m.enacted_via]
    fines = next(f for f in CAMPAIGNS["ca-vacatur"].families if f.id == "ca-vacatur-fines")
    assert [m.bill for m in fines.members] == ["ca-20192020-ab2869", "ca-20212022-ab262"]


def test_only_the_sourced_positions_ship() -> None:
    decided = {
        bill.key: (bill.position, bill.decided_by)
        for one in SHIPPED.campaigns
        for bill in one.bills
        if bill.position
    }
    assert decided == {
        "us-117-hr8672": (Position.SUPPORT, "Cast with ATEST"),
        "ca-20212022-sb357": (Position.SUPPORT, "Cast"),
        "ca-20152016-ab1761": (Position.SUPPORT, "Cast"),
        "ca-20152016-ab1762": (Position.SUPPORT, "Cast"),
        "ca-20192020-ab629": (Position.SUPPORT, "Cast"),
    }


def test_nobody_is_said_to_have_reviewed_a_text() -> None:
    assert not [t.key for one in SHIPPED.campaigns for t in one.texts if t.reviewed_by]


@pytest.mark.parametrize("id", ["tsra", "ca-vacatur"])
def test_two_figures_about_survivors_one_of_cast(id: str) -> None:
    figures = {figure.id: figure for figure in SHIPPED.figures}
    named = [figures[name] for name in CAMPAIGNS[id].figures]
    assert len(named) >= 2
    assert any(figure.publisher == "Cast" for figure in named)
    assert not [f.id for f in named if "defendants-not-survivors" in f.tags]
    assert all(figure.form != FigureForm.BLOCKED for figure in named)


@pytest.mark.parametrize("id", sorted(CAMPAIGNS))
def test_every_campaign_has_the_blocks_of_a_brief(id: str) -> None:
    """All of them, or none: then its brief tells where the bills stand and no more."""
    one = CAMPAIGNS[id]
    if not one.texts:
        assert not one.asks and not one.claims
        return
    keys = {text.key for text in one.texts if text.language == Language.EN}
    assert {"tagline", "problem", "does-1", "does-2", "limits", "programs"} <= keys
    used = {key for ask in one.asks for key in (ask.headline, *ask.texts)}
    loose = {key for key in keys if key.startswith(("headline-", "ask-"))} - used
    assert not loose
    assert {claim for text in one.texts for claim in text.claims} == {c.id for c in one.claims}


def test_no_ask_for_a_law_or_a_dead_bill_wants_a_vote() -> None:
    ends = {Stage.ENACTED, Stage.DIED, Stage.VETOED, Stage.OUTCOME_NOT_RECORDED}
    for one in SHIPPED.campaigns:
        texts = {text.key: text.text for text in one.texts if text.language == Language.EN}
        for ask in one.asks:
            words = " ".join(texts[key] for key in (ask.headline, *ask.texts)).lower()
            if ends & set(ask.stages):
                assert "cosponsor" not in words and "vote for" not in words, ask.id


def test_each_ask_has_a_stage_of_its_own_and_at_most_three_texts() -> None:
    for one in SHIPPED.campaigns:
        stages = Counter(stage for ask in one.asks for stage in ask.stages)
        assert all(count == 1 for count in stages.values())
        assert all(len(ask.texts) <= 3 for ask in one.asks)


def test_the_dates_that_matter_ship() -> None:
    days = {(one.id, date.on) for one in SHIPPED.campaigns for date in one.dates}
    assert {
        ("tsra", "2029-01-23"),
        ("ca-advocates", "2026-06-01"),
        ("ca-advocates", "2026-12-01"),
        ("ca-vacatur", "2026-11-30"),
        ("t-visa-work", "2027-01-03"),
    } <= days


def test_views_are_attributed_to_cast() -> None:
    views = [c for one in SHIPPED.campaigns for c in one.claims if c.kind == "view"]
    assert views and {view.attributed_to for view in views} == {"Cast"}
    for one in SHIPPED.campaigns:
        ids = {claim.id for claim in one.claims if claim.kind == "view"}
        for text in one.texts:
            if ids & set(text.claims):
                assert "Cast" in text.text


# -- the workspace -------------------------------------------------------------------------------


def test_a_workspace_adds_a_campaign(tmp_path: Path) -> None:
    one = campaign(workspace(tmp_path), "built")
    assert (one.origin, one.lead, len(one.bills)) == ("workspace", "us-built", 2)
    goal = next(g for g in load_content(tmp_path).goals if g.id == "clear-records")
    assert "built" in goal.campaigns


def test_a_position_takes_a_few_lines_and_keeps_the_rest(tmp_path: Path) -> None:
    few = """
    [[bill]]
    key = "us-119-hr4323"
    position = "neutral"
    decided_by = "A Name"
    decided_on = 2026-11-20
    """
    one = campaign(workspace(tmp_path, "tsra.toml", few), "tsra")
    bill = next(b for b in one.bills if b.key == "us-119-hr4323")
    assert (bill.position, bill.decided_on) == (Position.NEUTRAL, "2026-11-20")
    assert (bill.aim, one.origin, len(one.bills)) == (Aim.IMPLEMENT, "overlaid", 13)
    assert one.texts == CAMPAIGNS["tsra"].texts


def test_a_record_can_be_taken_out_and_a_member_added(tmp_path: Path) -> None:
    few = """
    stale_after_days = 3
    [[endorser]]
    organisation = "Polaris"
    bill = "us-118-hr7137"
    remove = true
    [[family]]
    id = "us-tsra"
    [[family.member]]
    bill = "us-118-s9"
    kind = "companion"
    basis = "built by hand"
    [[bill]]
    key = "us-118-s9"
    aim = "watch"
    why = "Built by hand."
    """
    one = campaign(workspace(tmp_path, "tsra.toml", few), "tsra")
    assert "Polaris" not in {endorser.organisation for endorser in one.endorsers}
    assert len(one.families[0].members) == 14
    assert one.stale_after_days == 3


def test_a_review_belongs_to_the_text_it_was_given_for(tmp_path: Path) -> None:
    bare = '[[text]]\nkey = "limits"\nreviewed_by = "A Name"\nreviewed_on = "2026-11-20"\n'
    with pytest.raises(CheckFailed, match="a review needs the text it was given for"):
        load_content(workspace(tmp_path, "tsra.toml", bare))
    one = campaign(workspace(tmp_path, "tsra.toml", bare + 'text = "Our words."\n'), "tsra")
    text = next(t for t in one.texts if t.key == "limits" and t.language == Language.EN)
    assert (text.text, text.reviewed_by) == ("Our words.", "A Name")


def test_figures_and_goals_are_changed_by_id(tmp_path: Path) -> None:
    shipped = (DATA / "statistics.csv").read_text(encoding="utf-8").splitlines()
    head = shipped[0]
    first = next(line for line in shipped if line.startswith("cast-green-card-success,"))
    own = first.replace("cast-green-card-success", "own-share")
    changed = first.replace(",100,", ",99,")
    # A spreadsheet program writes a mark at the start and its own line ends.
    text = "\ufeff" + "\r\n".join([head, own, changed]) + "\r\n"
    (tmp_path / "statistics.csv").write_bytes(text.encode())
    (tmp_path / "goals.toml").write_text(
        '[[goal]]\nid = "trans-safety"\ntitle = "Ours"\n', encoding="utf-8"
    )
    loaded = load_content(tmp_path)
    values = {figure.id: figure.value for figure in loaded.figures}
    assert (values["cast-green-card-success"], values["own-share"], len(values)) == (99, 100, 108)
    assert [g.title for g in loaded.goals if g.id == "trans-safety"] == ["Ours"]


def test_a_missing_workspace_is_the_shipped_content(tmp_path: Path) -> None:
    assert load_content(tmp_path / "none") == SHIPPED == load_content(None)


# -- what is refused -----------------------------------------------------------------------------

FAULTS = [
    ('key = "ask-1"', 'key = "figure-cast-records-share"', "does not hold the figure's value 31"),
    ('key = "ask-1"', 'key = "figure-x"', "[[text]] figure-x en: there is no such figure"),
    ('key = "ask-1"', 'key = "taglin"', "nothing prints a text 'taglin'"),
    ('key = "ask-1"', 'key = "does-5"', "nothing prints a text 'does-5'"),
    ('goals = ["clear-records"]', 'goals = ["peace"]', "goals: there is no goal 'peace'"),
    ('texts = ["ask-1"]', 'texts = ["ask-9"]', "[[ask]] act: there is no English text 'ask-9'"),
    ('headline = "headline-act"', 'headline = "x"', "[[ask]] act: there is no English text 'x'"),
    ('claims = ["built-claim"]', 'claims = ["c"]', "headline-act en: there is no claim 'c'"),
    ('key = "us-118-s1"', 'key = "S. 1"', "[[bill]] S. 1: 'S. 1' is not a bill key"),
    ('key = "us-118-s1"', 'key = "us-118-hr1"', "built.toml [[bill]] us-118-hr1 stands twice"),
    ('key = "us-118-s1"', 'key = "us-118-s2"',
     "[[family.member]] us-118-s1 has no [[bill]] in this campaign"),
    ('lead = "us-built"', 'lead = "us-other"', "lead: 'us-other' is no family or bill of the file"),
    ('lead = "us-built"', 'laed = "us-built"', "there is no field 'laed'. Did you mean lead?"),
    ('title = "A campaign"', "", "built.toml: title is missing"),
    ('aim = "watch"', 'aim = "hope"', "[[bill]] us-118-hr1: aim: 'hope' is none of pass, stop"),
    ('stages = ["introduced"]\nhead', 'stages = ["new"]\nhead', "act: stages: 'new' is none"),
    ('kind = "companion"', 'kind = "companion"\nenacted_via = "us-119-hr1"',
     "enacted_via us-119-hr1 is of another session"),
    ('kind = "companion"', 'kind = "companion"\nenacted_via = "us-118-hr2"',
     "enacted_via us-118-hr2 is no other member of this family"),
    ('kind = "companion"', 'kind = "opposes"\nenacted_via = "us-118-hr1"',
     "a bill that opposes cannot be enacted through another"),
    ('kind = "companion"', 'kind = "cousin"', "kind: 'cousin' is none of original"),
    ('figures = ["cast-records-share"]', 'figures = ["x"]', "figures: there is no figure 'x'"),
    ('figures = [', 'chart = ["cast-records-share"]\nfigures = [',
     "chart: cast-records-share is as-published; only measured figures are drawn"),
    ('figures = [', 'chart = ["hotline-2023-cases", "tvisa-fy2024-received"]\nfigures = [',
     "chart: the figures do not share one unit"),
    ('figures = [', 'chart = ["ovc-2018-19-clients"]\nfigures = [', "not counted alike"),
    ('kind = "fact"', 'kind = "view"', "a view, and only a view, is attributed_to someone"),
    ('holds_if = [{ family = "us-built"', 'holds_if = [{ family = "us-x"',
     "holds_if: there is no family 'us-x'"),
    ('stages = ["introduced"] }]', 'stages = ["introduced"] }, { from = 2026 }, { until = 2025 }]',
     "from is after until, so it can never hold"),
    ('stages = ["introduced"] }]',
     'stages = ["introduced"] }, { family = "us-built", stages = ["died"] }]',
     "no stage of us-built meets all conditions"),
    ('{ family = "us-built", stages = ["introduced"] }',
     '{ bill = "us-118-hr1", stages = ["adopted"] }', "us-118-hr1 can never be adopted"),
    ('{ family = "us-built", stages = ["introduced"] }',
     '{ bill = "us-118-hr2", stages = ["enacted"] }', "there is no followed bill 'us-118-hr2'"),
    ('source = "built by hand"', "", "[[claim]] built-claim: source is missing"),
    ('aim = "watch"', 'aim = "watch"\ndecided_by = "A"\ndecided_on = "2026"',
     "a decided position and decided_on"),
    ('id = "us-built"', 'id = "us-tsra"', "[[family]] us-tsra stands in more than one campaign"),
    ('id = "built-claim"', 'id = "tsra-enacted"', "tsra-enacted stands in more than one campaign"),
    ('bill = "us-118-s1"', 'bill = "us-118-s4214"', "us-118-s4214 belongs to more than one family"),
    ('aim = "watch"', 'aim = "watch"\nposition = "support"', "a decided position and decided_on"),
    ('aim = "watch"', 'aim = "watch"\nposition = "oppose"\ndecided_on = "2026"\ncondition = "x"',
     "a condition is for support if amended or oppose unless amended"),
    ('stages = ["introduced"]\nhead', 'for = ["needs decision"]\nstages = ["introduced"]\nhead',
     "act: for: ['needs decision'] must name one or more of neutral, support"),
    ('text = "Do it."', 'text = "Do it."\nreviewed_by = "A"', "reviewed_by and reviewed_on go"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_fault_names_file_table_and_value(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in SMALL
    with pytest.raises(CheckFailed) as caught:
        load_content(workspace(tmp_path, text=SMALL.replace(old, new, 1)))
    assert message in str(caught.value)
    assert "built.toml" in str(caught.value)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    workspace(tmp_path, "one.toml", "title = 3\nstale_after_days = 0\n")
    workspace(tmp_path, "two.toml", "this is not TOML")
    with pytest.raises(CheckFailed) as caught:
        load_content(tmp_path)
    message = str(caught.value)
    assert "one.toml: title: 3 is not text" in message
    assert "one.toml: stale_after_days: 0 is not a number of days" in message
    assert "campaigns/two.toml:" in message


FAULTY = """\
title = "A campaign"
summary = "Built by hand."
goals = ["peace"]
stale_after_day = 3
lead = "us-built"
[[family]]
id = "us-built"
title = "An effort"
# Whose companion was never found.
[[family.member]]
bill = "us-118-hr1"
kind = "original"
[[bill]]
key = "us-118-hr1"
aim = "hope"
why = '''
Built
by hand.
'''
decided_on = "soon"
[[bill]]
key = "us-118-s1"
aim = "watch"
why = "Built by hand."
[[bill]]
key = "us-118-s1"
aim = "watch"
why = "Built by hand."
[[ask]]
id = "act"
stages = ["introduced"]
headline = "headline-act"
deadlin = "2026"
[[text]]
key = "headline-act"
text = "Act."
claims = ["built-claim", "no-claim"]
[[claim]]
id = "built-claim"
kind = "fact"
url = "example.org"
"""


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    """From the top down: of fields, of records, and between records that could be read; and none
    that only comes from another: the claim is there, so is the bill of the family's member."""
    with pytest.raises(CheckFailed) as caught:
        load_content(workspace(tmp_path, text=FAULTY))
    assert str(caught.value).splitlines() == [
        "built.toml: goals: there is no goal 'peace' (line 3)",
        "built.toml: there is no field 'stale_after_day'. Did you mean stale_after_days? (line 4)",
        "built.toml [[family]] us-built [[family.member]] us-118-hr1: basis is missing (line 10)",
        "built.toml [[bill]] us-118-hr1: aim: 'hope' is none of pass, stop, implement, watch, "
        "history (line 15)",
        "built.toml [[bill]] us-118-hr1: decided_on: 'soon' is not a date such as 2026-01-23 "
        "(line 20)",
        "built.toml [[bill]] us-118-s1 stands twice (lines 21 and 25)",
        "built.toml [[ask]] act: there is no field 'deadlin'. Did you mean deadline? (line 33)",
        "built.toml [[text]] headline-act en: there is no claim 'no-claim' (line 34)",
        "built.toml [[claim]] built-claim: source is missing (line 38)",
        "built.toml [[claim]] built-claim: url: 'example.org' is not a web address (line 41)",
    ]


def test_a_review_of_no_wording_is_told_beside_the_rest(tmp_path: Path) -> None:
    text = (
        SMALL.replace('title = "A campaign"', "") + '[[text]]\nkey = "limits"\nreviewed_by = "A"\n'
    )
    with pytest.raises(CheckFailed) as caught:
        load_content(workspace(tmp_path, text=text))
    assert str(caught.value).splitlines() == [
        "built.toml: title is missing",
        "built.toml [[text]] limits en: a review needs the text it was given for (line 43)",
        "built.toml [[text]] limits en: text is missing (line 43)",
    ]


def test_a_reserved_name_and_a_wrong_goal_are_refused(tmp_path: Path) -> None:
    workspace(tmp_path, "goals.toml")
    (tmp_path / "goals.toml").write_text('[[goal]]\nid = "new"\ntitle = "New"\n', encoding="utf-8")
    with pytest.raises(CheckFailed) as caught:
        load_content(tmp_path)
    assert "goals.toml: the name is reserved" in str(caught.value)
    assert "goals.toml [[goal]] new: give either lead or no_bill" in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "statistics.csv").write_bytes("caf\xe9".encode("latin-1"))
    with pytest.raises(CheckFailed, match=r"statistics\.csv: is not UTF-8"):
        load_content(tmp_path)


# -- the tables ----------------------------------------------------------------------------------


@pytest.fixture
def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    migrate(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def table(connection: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM {name}").fetchall()


def test_content_is_saved_once(database: sqlite3.Connection) -> None:
    assert save_content(database, SHIPPED, NOW) is True
    before = database.total_changes
    assert save_content(database, SHIPPED, "2026-11-24T08:00:00Z") is False
    assert database.total_changes == before
    assert not database.in_transaction
    assert table(database, "content_state") == [(1, SHIPPED.hash, NOW)]


def test_the_tables_hold_what_the_files_say(database: sqlite3.Connection) -> None:
    save_content(database, SHIPPED, NOW)
    assert len(table(database, "campaign_bills")) == 134
    assert len(table(database, "statistics")) == 107
    assert len(table(database, "positions")) == 5
    database.row_factory = sqlite3.Row
    row = database.execute("SELECT * FROM campaigns ORDER BY rowid").fetchone()
    asks = json.loads(row["asks"])
    assert (row["id"], row["origin"], asks[0]["stages"]) == ("tsra", "shipped", ["enacted"])
    assert json.loads(row["figures"]) == list(CAMPAIGNS["tsra"].figures)
    claim = database.execute("SELECT * FROM claims WHERE id = 'tsra-enacted'").fetchone()
    assert json.loads(claim["holds_if"]) == [{"family": "us-tsra", "stages": ["enacted"]}]


def test_what_left_the_files_leaves_the_tables(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    save_content(database, load_content(workspace(tmp_path)), NOW)
    assert ("built",) in database.execute("SELECT id FROM campaigns").fetchall()
    (tmp_path / "campaigns" / "built.toml").unlink()
    assert save_content(database, load_content(tmp_path), NOW) is True
    assert ("built",) not in database.execute("SELECT id FROM campaigns").fetchall()
    fresh = sqlite3.connect(":memory:")
    migrate(fresh)
    save_content(fresh, SHIPPED, NOW)
    for name in ROWS:
        assert table(database, name) == table(fresh, name)


def test_a_failure_leaves_the_old_content_whole(database: sqlite3.Connection) -> None:
    save_content(database, SHIPPED, NOW)
    before = {name: table(database, name) for name in (*ROWS, "content_state")}
    database.execute(
        "CREATE TEMP TRIGGER fail BEFORE INSERT ON dates BEGIN SELECT raise(ABORT, 'full'); END"
    )
    changed = replace(load_shipped(), hash="another")
    with pytest.raises(sqlite3.IntegrityError):
        save_content(database, changed, NOW)
    assert {name: table(database, name) for name in (*ROWS, "content_state")} == before


def test_the_hash_follows_every_file(tmp_path: Path) -> None:
    shipped = content_hash(None)
    assert shipped == SHIPPED.hash == content_hash(tmp_path)
    workspace(tmp_path)
    first = content_hash(tmp_path)
    workspace(tmp_path, text=SMALL + "\n")
    assert len({shipped, first, content_hash(tmp_path)}) == 3
    assert load_content(tmp_path).hash == content_hash(tmp_path)


# -- metadata ------------------------------------------------------------------------------------


def test_metadata_describes_every_table_and_every_column() -> None:
    connection = sqlite3.connect(":memory:")
    migrate(connection)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    inner = ("bill_search_", "print_search_", "sqlite_", "_")
    names = {name for (name,) in rows if not name.startswith(inner)}
    metadata = yaml.safe_load((DATA / "metadata.yaml").read_text(encoding="utf-8"))
    assert {"title", "license", "source", "source_url"} <= set(metadata)
    tables = metadata["databases"]["billtrail"]["tables"]
    assert set(tables) == names
    for name, described in tables.items():
        assert described["description"].endswith(".")
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        assert set(described["columns"]) == columns, name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[bill]]\nkey = "us-119-hr1379"\naim = "watch"\n' * 2, "[[bill]] us-119-hr1379 stands"),
        ('[[text]]\nkey = "limits"\ntext = "A."\n[[text]]\nkey = "limits"\nlanguage = "en"\n'
         'text = "B."\n', "[[text]] limits en stands twice"),
        ('[[family]]\nid = "us-tsra"\n' + '[[family.member]]\nbill = "us-118-s9"\n' * 2,
         "[[family]] us-tsra [[family.member]] us-118-s9 stands twice"),
        (b"title = \"\xff\"", "tsra.toml: is not UTF-8 text; save it as UTF-8"),
        ("[[bill]\n", "(at line 1, column 7)"),
    ],
)  # fmt: skip
def test_a_faulty_file_over_a_shipped_one_is_named(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    workspace(tmp_path, "tsra.toml", "")
    body = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "campaigns" / "tsra.toml").write_bytes(body)
    with pytest.raises(CheckFailed, match=re.escape(said)):
        load_content(tmp_path)
    assert content_hash(tmp_path)


#: What once stood in shipped words and was false on the day it was read again (2026-11-29).
FALSE = [
    "90 days", "90 días", "14 days", "serious or violent", "graves o violentos", "no time limit",
    "no hay plazo", "can go to court for you", "violent felony are shut out",
    "delito grave violento queda fuera", "about the unit", "no ground", "no es motivo",
    "keeps people who sell sex from arrest", "protege del arresto", "clear some records;",
    "borran algunos antecedentes", "Its own end is not confirmed", "Nothing happens by itself",
]  # fmt: skip


@pytest.mark.parametrize("words", FALSE)
def test_no_shipped_sentence_says_again_what_was_false(words: str) -> None:
    for campaign in SHIPPED.campaigns:
        said = [t.text for t in campaign.texts] + [bill.why for bill in campaign.bills]
        assert not [one for one in said if words in one], campaign.id


def test_a_vetoed_companion_was_not_overtaken() -> None:
    family = next(f for f in CAMPAIGNS["ca-vacatur"].families if f.id == "ca-vacatur-nonviolent")
    members = {member.bill: member for member in family.members}
    vetoed = members["ca-20152016-ab1762"]
    assert (vetoed.kind, vetoed.enacted_via) == (MemberKind.COMPANION, None)


def test_each_duty_that_starts_later_says_when() -> None:
    services = CAMPAIGNS["services-labor-taskforces"]
    register = [t for t in services.texts if t.key == "does-2"]
    assert len(register) == 3 and all("2027" in text.text for text in register)
    assert {"2027-01-01", "2027-07-01"} <= {day.on for day in services.dates}

"""Sentences that rest on law: not yet, held, doubted and ended, on the day asked, everywhere.

Acts and bills that are built for a test say so; what ships is asked on days of the past and to
come.
"""

import csv
import gzip
import hashlib
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pubinfo
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Action, Bill, Title, Version, VersionText
from billtrail.campaigns.content.load import load_content, load_shipped
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.decisions.check import check, report_lines
from billtrail.decisions.review import build_review_sheet
from billtrail.errors import CheckFailed
from billtrail.law import (
    Act,
    LawGround,
    StandsAs,
    StatuteChange,
    StatuteReading,
    TakenIn,
    chaptered_out,
    read_title,
    standing_on,
)
from billtrail.law.clauses import read_clauses, read_joined
from billtrail.law.effect import takes_effect_at_once
from billtrail.legislatures.vocabulary import ActionClass, Chamber, Edition, MeasureKind
from billtrail.publish.publish import publish
from billtrail.snapshot.law.statutes import read_changes, read_readings, would_change
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.law_rows.statute_changes import save_statute_changes
from billtrail.store.writer import open_writer
from billtrail.week.week import build_week

KEY = "ca-pen-679.11"
READING = StatuteReading(KEY, "Built.", "as_summarised", "2016-09-28", "Built", "2026-11-29")


def change(bill="ca-20192020-ab917", enacted="2019-10", **fields):
    return StatuteChange(KEY, bill, "amend", enacted, "built by hand", **fields)


def standing(on, *changes, ground=None, reading=READING):
    ground = ground or LawGround("as_summarised", "2016-09-28", "2017-01-01")
    return standing_on(KEY, ground, reading, changes, date.fromisoformat(on))


# -- how a sentence stands on a day ----------------------------------------------------------------


def test_it_is_not_yet_true_before_its_section_counts():
    assert standing("2016-12-31").state == StandsAs.NOT_YET
    assert standing("2016-12-31").why == "Penal Code 679.11: in force from 2017-01-01"
    assert standing("2017-01-01").state == StandsAs.HOLDS


def test_it_is_doubted_from_the_day_a_later_act_became_law():
    before, after = standing("2019-10-30", change()), standing("2019-10-31", change())
    assert before.state == StandsAs.HOLDS
    assert (after.state, after.bill) == (StandsAs.DOUBTED, "ca-20192020-ab917")
    assert after.why == "read before AB 917 (2019) changed Penal Code 679.11"


def test_an_earlier_act_and_one_that_was_taken_in_doubt_nothing():
    earlier = change("ca-20152016-ab2027", "2016-09-28")
    taken = StatuteReading(**{
        **{name: getattr(READING, name) for name in READING.__slots__},
        "taken_in": (TakenIn("ca-20192020-ab917", "built by hand"),),
    })  # fmt: skip
    assert standing("2026-01-01", earlier).state == StandsAs.HOLDS
    assert standing("2026-01-01", change(), reading=taken).state == StandsAs.HOLDS


def test_two_acts_of_one_year_are_counted():
    found = standing("2026-01-01", change(), change("ca-20192020-ab1", "2019-07-01"))
    assert found.why == "read before AB 1 (2019) and 1 more changed Penal Code 679.11"


def test_it_ends_after_its_sunset():
    ground = LawGround("as_read", "2016-09-28", None, "2020-12-31")
    assert standing("2020-12-31", ground=ground).state == StandsAs.HOLDS
    ended = standing("2021-01-01", ground=ground)
    assert (ended.state, ended.since) == (StandsAs.ENDED, "2021-01-01")


def test_an_end_that_hangs_on_money_is_not_known():
    ground = LawGround("as_summarised", "2016-09-28", None, "2020-12-31", "if it is not funded")
    found = standing("2021-01-01", ground=ground)
    assert found.state == StandsAs.DOUBTED
    assert "if it is not funded, which is not known" in found.why


def test_what_nobody_read_is_doubted():
    assert standing("2020-01-01", reading=None).state == StandsAs.DOUBTED


days = st.dates(date(2015, 1, 1), date(2030, 12, 31)).map(date.isoformat)


@given(st.lists(days, max_size=5), days, days)
def test_a_doubt_stays_until_the_law_is_read_again(enacted, on, later):
    """Law: time alone settles no doubt, and a reading of the newest act's day settles them all."""
    changes = [change(f"ca-20152016-ab{n + 1}", day) for n, day in enumerate(enacted)]
    on, later = sorted((on, later))
    ground = LawGround("as_summarised", "2016-09-28")
    if standing(on, *changes, ground=ground).state == StandsAs.DOUBTED:
        assert standing(later, *changes, ground=ground).state == StandsAs.DOUBTED
    anew = LawGround("as_summarised", max(enacted, default="2016-09-28"))
    assert standing(later, *changes, ground=anew).state == StandsAs.HOLDS


@given(days, st.one_of(st.none(), days), st.one_of(st.none(), days))
def test_a_ground_is_read_back_as_it_was_written(day, starts, until):
    for part in (None, "(a) and (b)"):
        ground = LawGround("as_read", day, starts, until, "if built" if until else None, part)
        assert LawGround.from_raw(ground.to_raw(KEY)) == ground


# -- bad content -----------------------------------------------------------------------------------

CLAIM = """
[[claim]]
id = "built"
kind = "fact"
holds_if = [{ %s }]
source = "%s"
"""
FAULTS = {
    'statute = "ca-pen-679.11"': "must name a statute and one of as_read and as_summarised",
    'statute = "ca-pen-679.11", as_read = "2023-10-10"': "was not read but summarised",
    'statute = "ca-pen-679.11", as_summarised = "soon"': "'soon' is not a date",
    'statute = "ca-pen-679.11", as_summarised = "2024-01-01"': "gives the law of 2023-10-10",
    'statute = "ca-pen-679.11", as_summarised = "2023-10-10", from = "2020-01-01"':
        "counts from 2024-01-01",
    'statute = "ca-pen-697.11", as_summarised = "2023-10-10"': "Nearest: ca-pen-679.11",
    'statute = "ca-gov-12530.5", as_summarised = "2024-09-26"': "ends after 2026-12-31: say until",
    'statute = "ca-pen-679.11", as_summarised = "2023-10-10", if = "x"': "it goes with until",
    'statute = "ca-pen-236.14", as_read = "2022-09-29"': "not read but summarised",
    'statute = "ca-pen-236.14", as_read = "2022-09-29", part = "(c)"': "no part '(c)'",
    'statute = "ca-pen-236.14", as_read = "2023-07-27", part = "(a) and (b)"':
        "the law of 2022-09-29",
    'statute = "ca-pen-236.14", as_summarised = "2022-09-29", part = "(a)"': "goes with as_read",
    'statute = "ca-pen-679.11", as_summarised = "2023-10-10", for = "x"': "must name a statute",
}  # fmt: skip


def own(folder, text, name="campaigns/tsra.toml"):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("condition", "fault"), FAULTS.items())
def test_a_claim_says_no_more_than_what_was_read(tmp_path, condition, fault):
    with pytest.raises(CheckFailed, match=re.escape(fault)):
        load_content(own(tmp_path, CLAIM % (condition, "A digest, built by hand")))


def test_a_claim_that_rests_on_a_summary_says_so_in_its_source(tmp_path):
    condition = 'statute = "ca-pen-679.11", as_summarised = "2023-10-10", from = "2024-01-01"'
    with pytest.raises(CheckFailed, match="its source must say by which summary"):
        load_content(own(tmp_path, CLAIM % (condition, "Penal Code 679.11")))


def test_a_part_that_was_read_bears_a_claim_where_the_section_is_summarised(tmp_path, prepared):
    condition = 'statute = "ca-pen-236.14", as_read = "2022-09-29", part = "(a) and (b)"'
    assert load_content(own(tmp_path, CLAIM % (condition, "Penal Code 236.14(a) and (b)")))
    with open_snapshot(prepared.database, date(2026, 11, 26)) as snapshot:
        claims = {c.id: c for found in snapshot.campaigns() for c in found.claims}
        readings = [*read_readings(snapshot.connection)]
        sheet = build_review_sheet(snapshot.campaign("ca-vacatur"), "2026-11-26", readings)
    assert claims["tsra-text-passed"].law_read_on == "2026-11-29"
    assert claims["ca-vacatur-in-force"].law_read_on is None  # by digests
    reading = next(one for one in readings if one.key == "ca-pen-236.14")
    assert (reading.basis, [part.part for part in reading.parts]) == (
        "as_summarised", ["(a) and (b)"],
    )  # fmt: skip
    grounds = [ground for entry in sheet.entries for ground in entry.grounds]
    part = next(g for g in grounds if g.id == "ca-pen-236.14(a) and (b)")
    assert part.condition.startswith("Penal Code 236.14(a) and (b), as read in the law of")


BAD_FILES = {
    '[[statute]]\nkey = "ca-penn-1"\nsays = "x"\nbasis = "as_read"\nday = "2020"\ntext = "x"\n'
    'read_on = "2020"': "There is no code 'penn'",
    '[[statute]]\nkey = "ca-pen-1"\nsays = "x"\nbasis = "heard"\nday = "2020"\ntext = "x"\n'
    'read_on = "2020"': "none of as_read, as_summarised",
    '[[change]]\nstatute = "ca-pen-1"\nbill = "ab1"\nwhat = "amend"\nenacted = "2020"\n'
    'source = "x"': "is not a bill key",
    '[[change]]\nstatute = "ca-pen-1"\nbill = "ca-20192020-ab1"\nwhat = "mend"\nenacted = "2020"\n'
    'source = "x"': "'mend' is none of",
    '[[statute]]\nkey = "ca-pen-679.11"\nreviewed_by = "A"': "reviewed_by and reviewed_on go",
    # The fault shows in the campaign whose claim rests on the reading.
    '[[statute]]\nkey = "ca-pen-679.11"\nday = "0001-01-01"': "t-visa-work.toml [[claim]]",
    '[[statute]]\nkey = "ca-pen-679.11"\nstarts = "9999"': "nothing holds from 2024-01-01",
    '[[statute]]\nkey = "ca-pen-679.11"\nuntil = "2027"': "ends after 2027: say until",
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), BAD_FILES.items())
def test_a_bad_statutes_file_is_refused_with_its_place(tmp_path, text, fault):
    with pytest.raises(CheckFailed, match=re.escape(fault)) as refused:
        load_content(own(tmp_path, text, "statutes.toml"))
    assert "statutes.toml" in str(refused.value)


# -- what ships ------------------------------------------------------------------------------------

SHIPPED = load_shipped()


def test_no_reading_ships_as_reviewed_and_no_summary_as_read():
    assert not any(reading.reviewed_by for reading in SHIPPED.statutes.readings)
    for reading in SHIPPED.statutes.readings:
        assert (reading.basis == "as_read") == bool(reading.sha256), reading.key


def test_what_was_read_is_known_by_its_hash(real):
    folder = real / "federal/text/tsra-plain-text"
    held = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    hashes = {reading.sha256 for reading in SHIPPED.statutes.readings if reading.sha256}
    assert hashes and hashes <= held


def test_every_sentence_on_what_a_law_does_rests_on_a_statute():
    """``does-`` and ``limits`` of laws: a family that is enacted is not enough. AB 629's sections
    are not read, so that SB 727's stand under the claim of both."""
    for campaign in SHIPPED.campaigns:
        claims = {claim.id: claim for claim in campaign.claims}
        for text in campaign.texts:
            if not text.key.startswith(("does-", "limits")):
                continue
            for name in text.claims:
                conditions = claims[name].holds_if
                lawful = any(c.stages and "enacted" in c.stages for c in conditions)
                assert not lawful or any(c.law for c in conditions), (text.key, name)


def test_what_ships_of_2023_and_2024_is_what_the_titles_say(real):
    path = real / "california/legiscan/csv_2023-2024/bills.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = {row["bill_number"]: row for row in csv.DictReader(file)}
    seen = 0
    for one in SHIPPED.statutes.changes:
        if not one.bill.startswith("ca-20232024-"):
            continue
        row = rows[one.bill.rpartition("-")[2].upper()]
        found = {(c.section.key, c.what) for c in read_title("ca", row["description"])}
        assert (one.statute, one.what) in found
        assert f"Chapter {one.chapter}, Statutes of {one.enacted[:4]}" in row["last_action"]
        assert one.enacted == row["status_date"]
        at_once = takes_effect_at_once(row["description"])
        assert one.starts == (one.enacted if at_once else f"{int(one.enacted[:4]) + 1}-01-01")
        seen += 1
    assert seen == 13


#: Claim -> how it stands on each of four days. A sentence names its own days where it may be
#: printed before them ("From July 1, 2027, AB 1362 makes ...").
DAYS = ("2019-12-31", "2021-12-31", "2025-12-31", "2027-07-02")
HOLDS, NOT = "holds", "not yet"
BACKWARDS = {
    # AB 917 counts from 2020, but the sentence has AB 1261's days too, which count from 2024.
    "ca-certification-in-force": (NOT, NOT, HOLDS, HOLDS),
    # AB 124 counts from 2022-01-01.
    "ca-defense-in-force": (NOT, NOT, HOLDS, HOLDS),
    # AB 379 counts from 2026-01-01.
    "ca-buyers-in-force": (NOT, NOT, NOT, HOLDS),
    # AB 1362 was signed on 2025-10-01, and its sentence says from which day it counts.
    "ca-contractors-in-force": (NOT, NOT, HOLDS, HOLDS),
    # AB 1888 counts from 2025-01-01; whether it went on after 2026 was not read.
    "ca-unit-in-force": (NOT, NOT, HOLDS, "doubted"),
    "ca-vacatur-in-force": (HOLDS, HOLDS, HOLDS, HOLDS),
    "ca-vacatur-fines-in-force": (NOT, NOT, HOLDS, HOLDS),
    "ca-safe-reporting-in-force": (NOT, HOLDS, HOLDS, HOLDS),
    "ca-relief-in-force": (NOT, NOT, "doubted", "doubted"),
}


def how(claim):
    if claim.holds:
        return HOLDS
    return "doubted" if claim.doubt else "ended" if claim.ended_on else NOT


@pytest.mark.parametrize(("on", "at"), [(day, at) for at, day in enumerate(DAYS)])
def test_each_sentence_on_a_law_is_right_for_that_day(prepared, on, at):
    with open_snapshot(prepared.database, date.fromisoformat(on)) as snapshot:
        claims = {claim.id: claim for c in snapshot.campaigns() for claim in c.claims}
    assert {name: how(claims[name]) for name in BACKWARDS} == {
        name: states[at] for name, states in BACKWARDS.items()
    }


@pytest.mark.parametrize("on", DAYS)
def test_no_page_of_that_day_says_what_does_not_hold(fresh, on):
    """What the brief of that day prints of these laws is what holds, or says that it is doubted."""
    for campaign in ("t-visa-work", "ca-vacatur", "ca-loitering", "services-labor-taskforces"):
        found = CliRunner().invoke(main, [
            "--workspace", str(fresh.root), "--as-of", on, "brief", campaign, "--format", "json",
            "-o", "-",
        ])  # fmt: skip
        assert found.exit_code == 0, found.output
        brief = json.loads(found.stdout)
        with open_snapshot(fresh.database, date.fromisoformat(on)) as snapshot:
            status = snapshot.campaign(campaign)
        claims = {claim.id: claim for claim in status.claims}
        texts = {t.key: t for t in status.texts if t.language == "en"}
        for block in brief["blocks"]:
            for paragraph in block["paragraphs"]:
                first, *beside = paragraph["sentences"]
                doubted = [
                    name for name in (texts[first["key"]].claims if first["key"] in texts else ())
                    if not claims[name].holds
                ]  # fmt: skip
                assert all(claims[name].doubt and claims[name].doubt.act for name in doubted)
                assert bool(doubted) == any("Read before" in one["text"] for one in beside)


# -- where it shows --------------------------------------------------------------------------------


@pytest.fixture
def run(fresh):
    def call(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *arguments])

    return call


BUILT = """
[[change]]
statute = "ca-pen-236.23"
bill = "ca-20252026-ab9999"
what = "amend"
enacted = "2026-09-30"
starts = "2027-01-01"
source = "Built by hand"
"""


def test_check_names_what_to_read_again_and_why(fresh, run):
    own(fresh.root, BUILT, "statutes.toml")
    before = run("--as-of", "2026-09-29", "check").output
    after = run("--as-of", "2026-09-30", "check").output
    why = "Read before AB 9999 (2026) changed Penal Code 236.23: ca-vacatur/does-4/en"
    assert why not in before and why in after


def test_check_names_a_section_that_was_not_read_for_a_year(run):
    assert "Law not read for a year" not in run("--as-of", "2027-11-20", "check").output
    output = run("--as-of", "2027-12-01", "check").output
    old = output.partition("Law not read for a year")[2]
    assert "Penal Code 236.23: read Nov 29, 2026, by a summary" in old.replace("\xa0", " ")
    # Summaries come first.
    assert old.index("Penal Code 236.23") < old.index("18 U.S.C. 3771A")


def test_what_rests_on_a_summary_is_named_first(fresh, run):
    federal = BUILT.replace("ca-pen-236.23", "us-usc-18-3771A").replace("20252026-ab", "119-hr")
    own(fresh.root, federal.replace("ca-119", "us-119"), "statutes.toml")
    output = run("--as-of", "2026-10-01", "check").output
    assert output.index("Penal Code 1203.425: records") < output.index("18 U.S.C. 3771A: tsra")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "(Read before AB 9999 (2026) changed Penal Code 236.14.)"),
     ("plain", "(We read Penal Code 236.14 before AB 9999 (2026) changed it.)"),
     ("es", "(Leído antes de que AB 9999 (2026) cambiara Código Penal 236.14.)")],
)  # fmt: skip
def test_a_brief_prints_the_doubt_in_its_language(fresh, run, language, words):
    own(fresh.root, BUILT.replace("236.23", "236.14"), "statutes.toml")
    arguments = ("brief", "ca-vacatur", "--language", language, "--format", "md", "-o", "-")
    assert words not in run("--as-of", "2026-09-29", *arguments).stdout.replace("\xa0", " ")
    assert words in run("--as-of", "2026-10-01", *arguments).stdout.replace("\xa0", " ")


def test_a_headline_and_an_ask_are_left_out_once_their_law_may_have_ended(run):
    arguments = ("brief", "services-labor-taskforces", "--format", "md", "-o", "-")
    assert "creates a labor trafficking unit" in run("--as-of", "2026-12-31", *arguments).stdout
    after = run("--as-of", "2027-01-01", *arguments)
    assert "creates a labor trafficking unit" not in after.stdout
    assert "read Government Code 12530.5 again" in after.output


def test_the_call_sheet_and_the_home_page_ask_to_read_again(fresh, run):
    own(fresh.root, BUILT, "statutes.toml")
    sheet = json.loads(run("--as-of", "2026-10-01", "week", "--format", "json").stdout)
    rows = [row["what"] for row in sheet if row["kind"] == "law"]
    assert any("Read Penal Code 236.23 again" in what for what in rows)


# -- what bills change -----------------------------------------------------------------------------

# Built by hand in the form of California's prints.
PRINT = """SECTION 1.
Section 236.23 of the Penal Code is amended to read:
236.23.
(a) Built. This section shall remain in effect only until January 1, 2030, and as of that date is
repealed.
SEC. 1.5.
Section 236.23 of the Penal Code is amended to read:
236.23.
(a) Built for both.
SEC. 2.
Chapter 4 (commencing with Section 9998) is added to Part 2 of Division 2 of the
Labor Code, to read:
9998.
This section shall become operative on July 1, 2027.
9998.1.
(a) Of three kinds:
1.
This is a list.
9999.
This chapter shall become operative only upon an appropriation by the Legislature for its purposes.
SEC. 3.
Section 1.5 of this bill incorporates amendments to Section 236.23 of the Penal Code proposed by
both this bill and Assembly Bill 666. It shall only become operative if both bills are enacted.
SEC. 4.
This act is an urgency statute necessary for the immediate preservation of the public peace, and
shall go into immediate effect. The facts are:
"""


def changes_of(text, enacted="2026-09-30", title=""):
    act = Act("ca-20252026-ab1", enacted, "Chapter 500, Statutes of 2026", title, text)
    return {c.statute: c for c in act.changes()}


def test_an_act_says_when_its_sections_start_and_end():
    found = changes_of(PRINT)
    assert found["ca-lab-9998"].starts == "2027-07-01"
    assert found["ca-lab-9998.1"].starts == "2026-09-30", "an urgency statute counts at once"
    assert found["ca-lab-9999"].unit == "Chapter 4"
    assert found["ca-lab-9998.1"].condition.startswith("only upon an appropriation")
    assert "ca-lab-1" not in found, "a number in a list is no section"
    assert set(found) == {"ca-pen-236.23", "ca-lab-9998", "ca-lab-9998.1", "ca-lab-9999"}


def test_an_ordinary_act_counts_from_the_next_january():
    title = "An act to amend Section 3 of the Penal Code, relating to crime."
    assert changes_of("", title=title)["ca-pen-3"].starts == "2027-01-01"
    urgent = title.replace("crime.", "crime, and declaring the urgency thereof, to take effect "
                           "immediately.")  # fmt: skip
    assert changes_of("", title=urgent)["ca-pen-3"].starts == "2026-09-30"


def test_an_act_of_a_called_session_says_no_day():
    act = Act(
        "ca-20232024x1-ab1", "2023-03-28", None, "An act to amend Section 3 of the Penal Code."
    )
    assert [c.starts for c in act.changes()] == [None]


CLAUSES = {
    "This section shall become inoperative on July 1, 2028, and, as of January 1, 2029, is "
    "repealed.": (None, "2028-06-30"),
    "This section shall remain in effect only until January 1, 2030, and as of that date is "
    "repealed, unless a later enacted statute deletes that date.": (None, "2029-12-31"),
    "This section is repealed on January 1, 2027.": (None, "2026-12-31"),
    "This section shall become operative on January 1, 2028.": ("2028-01-01", None),
    "The report under this section is due on January 1, 2028.": (None, None),
    "This section shall become operative on Smarch 32, 2028.": (None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "days"), CLAUSES.items())
def test_clauses_of_time(text, days):
    assert read_clauses(text)[:2] == days


def of_year(bill, chapter, origin="print", **fields):
    return change(bill, "2026-09-30", chapter=chapter, origin=origin, **fields)


def test_the_higher_chapter_takes_the_other_acts_words_out():
    first, last = of_year("ca-20252026-ab666", 400), of_year("ca-20252026-ab1", 500)
    assert chaptered_out([first, last]) == {first}


def test_two_acts_that_hold_each_others_words_both_stand():
    joined = read_joined(PRINT)
    [(section, others)] = joined.items()
    assert (section.key, others) == ("ca-pen-236.23", ("ab666",))
    first = of_year("ca-20252026-ab666", 400)
    last = of_year("ca-20252026-ab1", 500, joined_with=others)
    assert chaptered_out([first, last]) == set()


def test_what_a_print_that_was_not_read_takes_out_is_not_known():
    first, last = of_year("ca-20252026-ab666", 400), of_year("ca-20252026-ab1", 500, "title")
    assert chaptered_out([first, last]) == set()
    unnumbered = of_year("ca-20252026-ab2", None)
    assert chaptered_out([unnumbered, of_year("ca-20252026-ab1", 500)]) == set()


@given(st.permutations(range(1, 6)))
def test_one_act_of_a_year_stands_whatever_the_order(chapters):
    acts = [of_year(f"ca-20252026-ab{chapter}", chapter) for chapter in chapters]
    lost = chaptered_out(acts)
    assert {act.chapter for act in acts if act not in lost} == {5}


# -- rows ------------------------------------------------------------------------------------------


def save(fresh, bill, text=None, today=None):
    with open_writer(fresh.database, "built", {"ca_pubinfo": 3}, today=today) as writer:
        writer.save_bill(bill, "ca_pubinfo")
        if text:
            writer.prints.save(VersionText(bill.key, "built-1", text), "ca_pubinfo")
        with writer.transaction():
            return save_statute_changes(writer.connection)


def built_bill(enacted=None, title=None):
    """AB 9998: there is no such bill."""
    steps = [("2026-01-05", ActionClass.INTRODUCTION, Chamber.LOWER)]
    if enacted:
        steps += [("2026-08-20", ActionClass.PASSAGE, Chamber.LOWER),
                  ("2026-08-28", ActionClass.PASSAGE, Chamber.UPPER),
                  (enacted, ActionClass.BECAME_LAW, Chamber.EXECUTIVE)]  # fmt: skip
    return Bill(
        "ca-20252026-ab9998", "ca", "20252026", "AB 9998", MeasureKind.BILL, Chamber.LOWER,
        data_as_of="2026-10-01" if enacted else "2026-08-01", title="Built by hand",
        introduced_date="2026-01-05", law="Chapter 500, Statutes of 2026" if enacted else None,
        actions=tuple(Action(day, "Built", (what,), where) for day, what, where in steps),
        titles=(Title(title, "Long title"),) if title else None,
        versions=(Version("Chaptered", "2026-07-30", "built-1", sections=("Penal Code 236.23",)),),
    )  # fmt: skip


def rows(fresh, bill):
    with sqlite3.connect(fresh.database) as file:
        return file.execute(
            "SELECT statute, what, enacted, starts, origin FROM statute_changes WHERE bill = ? "
            "ORDER BY statute", (bill,)
        ).fetchall()  # fmt: skip


def test_an_enacted_bills_print_is_read_and_kept(fresh):
    key = "ca-20252026-ab9998"
    assert save(fresh, built_bill(enacted="2026-09-30"), PRINT) > 0
    assert rows(fresh, key) == [
        ("ca-pen-236.23", "amend", "2026-09-30", "2026-09-30", "print"),
    ], "only sections that we speak of: nobody follows the bill"
    assert save(fresh, built_bill(enacted="2026-09-30"), PRINT) == 0, "the same writes nothing"


def test_a_live_bill_is_one_that_would_change_it(fresh):
    summer = date(2026, 8, 10)
    save(fresh, built_bill(), today=summer)
    assert rows(fresh, "ca-20252026-ab9998") == [("ca-pen-236.23", "change", None, None, "title")]
    with open_snapshot(fresh.database, summer) as snapshot:
        lines = "\n".join(report_lines(check(snapshot, fresh)))
        sheet = build_week(snapshot).decide.items
    wanted = "AB\xa09998 would change what ca-vacatur says of Penal Code 236.23"
    assert wanted in lines
    assert any(row.kind == "section" and "AB\xa09998" in row.what for row in sheet)
    # After its last day nothing lives of it.
    with open_snapshot(fresh.database, date(2026, 12, 5)) as snapshot:
        assert would_change(snapshot, snapshot.campaigns()) == ()


def test_an_act_of_congress_whose_title_names_the_section_doubts_what_we_say_of_it(fresh):
    bill = replace(
        built_bill(enacted="2026-09-30"), key="us-119-hr9998", jurisdiction="us", session="119",
        identifier="H.R. 9998", law="Public Law 119-200", versions=None,
        titles=(
            Title("To amend section 3771A of title 18, United States Code.",
                  "Official Title as Introduced"),
        ),
    )  # fmt: skip
    save(fresh, bill)
    (row,) = rows(fresh, "us-119-hr9998")
    assert row[:3] == ("us-usc-18-3771A", "amend", "2026-09-30")
    with open_snapshot(fresh.database, date(2026, 11, 26)) as snapshot:
        claims = {claim.id: claim for claim in snapshot.campaign("tsra").claims}
    assert claims["tsra-text-passed"].doubt.act == "H.R. 9998 (2026)"


def test_the_long_title_is_read_where_no_print_is_at_hand(fresh):
    title = "An act to repeal Section 236.23 of the Penal Code, relating to crime."
    save(fresh, built_bill(enacted="2026-09-30", title=title))
    assert rows(fresh, "ca-20252026-ab9998") == [
        ("ca-pen-236.23", "repeal", "2026-09-30", "2027-01-01", "title"),
    ]


def test_a_bill_that_is_law_no_more_leaves_the_rows(fresh):
    save(fresh, built_bill(enacted="2026-09-30"), PRINT)
    with fresh.writer("built") as writer, writer.transaction():
        writer.connection.execute(
            "UPDATE bills SET stage = 'vetoed', alive = 0 WHERE key = 'ca-20252026-ab9998'"
        )
        save_statute_changes(writer.connection)
    assert rows(fresh, "ca-20252026-ab9998") == []


def test_the_day_after_is_enough(prepared):
    """A reading of the day itself takes in the act of that day."""
    reading = next(r for r in SHIPPED.statutes.readings if r.key == KEY)
    ground = LawGround("as_summarised", reading.day, "2024-01-01")
    after = date.fromisoformat(reading.day) + timedelta(days=900)
    with open_snapshot(prepared.database, after) as snapshot:
        changes = read_changes(snapshot.connection)[KEY]
    assert standing_on(KEY, ground, reading, changes, after).state == StandsAs.HOLDS


# AB 262's chaptered print, built by hand in the publisher's format: its first words are true.
CHAPTERED = b"""<caml:MeasureDoc><caml:Title>An act to amend Section 236.14 of the Penal Code,
relating to human trafficking.</caml:Title>
<caml:Bill><caml:BillSection><caml:Num>SECTION 1.</caml:Num>
<caml:ActionLine>Section 236.14 of the Penal Code is amended to read:</caml:ActionLine>
<caml:Num>236.14.</caml:Num><p>(a) Built.</p></caml:BillSection></caml:Bill></caml:MeasureDoc>"""


def test_a_print_of_the_publisher_is_read_with_its_import(fresh, run, tmp_path):
    lob, empty = b"`BILL_VERSION_TBL_2.lob`", b"NULL\t`Y`\t`BYHAND`\t2021-09-22"
    versions = pubinfo.VERSIONS
    assert versions.count(empty) == 1
    files = pubinfo.FILES | {
        "BILL_VERSION_TBL.dat": versions.replace(empty, empty.replace(b"NULL", lob)),
        "BILL_VERSION_TBL_2.lob": CHAPTERED,
    }
    with zipfile.ZipFile(tmp_path / "pubinfo_2021.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert run("import", str(tmp_path / "pubinfo_2021.zip")).exit_code == 0
    assert ("ca-pen-236.14", "amend", "2021-09-22", "2022-01-01", "print") in rows(
        fresh, "ca-20212022-ab262"
    )


# -- pages -----------------------------------------------------------------------------------------


async def page(file, path, day=date(2026, 11, 26)):
    response = await make_datasette(file, today=lambda: day).client.get(path)
    assert response.status_code == 200, response.text[:300]
    return " ".join(response.text.replace("\xa0", " ").split())


@pytest.mark.asyncio
async def test_the_campaign_page_tells_the_law_and_what_changed_it(prepared):
    text = await page(prepared.database, "/campaign/records-racial-justice")
    assert "<strong>To be read again.</strong> Read before AB 134 (2023) and 2 more" in text
    assert "AB 168 (2024) amends it, from Jul 2, 2024" in text
    assert "AB 1754 (2023) amends it" in text and "changes nothing of substance" in text
    assert "(Read before AB 134 (2023) and 2 more changed Penal Code 1203.425.)" in text
    assert "AB 168" not in await page(
        prepared.database, "/campaign/records-racial-justice", date(2024, 7, 1)
    )


@pytest.mark.asyncio
async def test_a_live_bill_stands_beside_the_section_it_would_change(fresh):
    summer = date(2026, 8, 10)
    save(fresh, built_bill(), today=summer)
    text = await page(fresh.database, "/campaign/ca-vacatur", summer)
    assert "<strong>Live bill:</strong>" in text
    assert "AB 9998</a> would change it, if it becomes law." in text
    assert "Live bill:" not in await page(fresh.database, "/campaign/tsra", summer)


@pytest.mark.asyncio
async def test_a_live_bill_that_would_change_it_is_told_at_home_and_in_the_feeds(fresh):
    """And no more once it cannot become law."""
    summer, winter = date(2026, 8, 10), date(2026, 12, 5)
    save(fresh, built_bill(), today=summer)
    home = await page(fresh.database, "/", summer)
    assert "What would these bills do to the law we speak of?" in home
    assert "would change Penal Code 236.23" in home and "/bill/ca-20252026-ab9998" in home
    wanted = "AB 9998 would change Penal Code 236.23"
    for path in ("/campaign/ca-vacatur.atom", "/changes.atom"):
        feed = await page(fresh.database, path, summer)
        assert feed.count(f"<title>{wanted}</title>") == 1
        assert "We speak of it: California record relief for survivors" in feed
        assert wanted not in await page(fresh.database, path, winter)
    assert wanted not in await page(fresh.database, "/campaign/tsra.atom", summer)
    assert "law we speak of?" not in await page(fresh.database, "/", winter)


@pytest.mark.asyncio
async def test_the_json_of_a_campaign_has_its_statutes(prepared):
    found = json.loads(await page(prepared.database, "/campaign/ca-vacatur.json"))["statutes"]
    assert [one["key"] for one in found] == ["ca-pen-236.14", "ca-pen-236.23"]
    assert found[1]["changes"][1]["bill"] == "ca-20212022-ab124"


@pytest.mark.asyncio
async def test_a_bills_page_tells_the_law_it_changes(prepared):
    text = await page(prepared.database, "/bill/ca-20232024-ab1261")
    assert "The law it changes, as far as read" in text
    assert "Penal Code 679.11" in text and 'from <time datetime="2024-01-01">' in text
    assert "The law it changes" not in await page(prepared.database, "/bill/us-119-hr1379")


@pytest.mark.asyncio
async def test_home_asks_staff_to_read_again_and_a_published_page_asks_nobody(prepared, tmp_path):
    asked = "Is what we say of the law still right?"
    assert asked in await page(prepared.database, "/")
    edition = publish(prepared.database, tmp_path, Edition.PUBLIC).database
    assert asked not in await page(edition, "/")
    text = await page(edition, "/campaign/records-racial-justice")
    assert "AB 168 (2024) amends it" in text
    rows = json.loads(
        await page(
            edition, "/billtrail/changes-of-the-law.json?section=Penal+Code+236.14&_shape=array"
        )
    )
    assert [row["bill"].rpartition("-")[2] for row in rows] == [
        "sb823",
        "ab262",
        "ab2169",
        "ab1754",
    ]


def test_an_act_takes_no_words_of_its_own_out():
    """It may stand twice, by its print and by hand."""
    by_hand, by_print = of_year("ca-20252026-ab1", 500, "hand"), of_year("ca-20252026-ab1", 500)
    assert chaptered_out([by_hand, by_print]) == set()


def test_the_review_sheet_says_what_is_to_be_read_again(prepared):
    with open_snapshot(prepared.database, date(2026, 11, 26)) as snapshot:
        campaign = snapshot.campaign("records-racial-justice")
    sheet = build_review_sheet(campaign, "2026-11-26")
    said = [ground.condition for entry in sheet.entries for ground in entry.grounds]
    assert any("To be read again (read before AB 134 (2023) and 2 more" in one for one in said)


def test_a_printed_brief_says_that_its_law_moved_since(fresh, run, tmp_path):
    file = tmp_path / "brief.pdf"
    run("--as-of", "2026-09-29", "brief", "ca-vacatur", "--format", "pdf", "-o", str(file))
    own(fresh.root, BUILT.replace("236.23", "236.14"), "statutes.toml")
    told = run("--as-of", "2026-10-01", "verify", str(file)).output
    assert "to be read again: read before AB 9999 (2026) changed Penal Code 236.14" in told

"""A digest: what is new for whom, told once, in all forms the same; nothing private to partners."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import icalendar
import pytest
import vobject
from click.testing import CliRunner
from floor_lists import STORY
from floor_lists import read as read_list
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from mailing import ANA, BEN, make_office
from site_values import ON

from billtrail.cli import main
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.mail import (
    Before,
    Rhythm,
    Sender,
    Subscriber,
    build_message,
    digest_html,
    digest_text,
    load_subscribers,
    prepare_digests,
    signed,
    subscribing,
)
from billtrail.mail.follows import Followed
from billtrail.mail.subscribers import parse_subscribers
from billtrail.snapshot import open_snapshot
from billtrail.store.writer import open_writer

SENDER = Sender("Coalition Alpha", "policy@alpha.example")
DAY = date(2026, 11, 26)
NOW = datetime.fromisoformat("2026-11-23T16:00:00+00:00")
HEARING = (
    "INSERT INTO hearings (identifier, bill, date, name, committee, chamber, time, status, source, "
    "seen_at, changed_at, location) VALUES ('built', 'ca-20252026-ab938', '2026-11-26', "
    "'Senate Public Safety', 'ca-built', 'upper', '09:30', 'confirmed', 'seed', "
    "'2026-11-22T16:00:00Z', '2026-11-22T16:00:00Z', 'Room 2200')"
)
PERSON = (
    "INSERT INTO people (id, roster, as_of, name, jurisdiction, family_name, given_name, source) "
    "VALUES ('F000478', 'us', '2026-11-01', 'Fry, Russell', 'us', 'Fry', 'Russell', 'built')"
)
LAW = (
    "INSERT INTO statute_changes (statute, bill, what, unit, joined_with, source, read_on, origin) "
    "VALUES ('us-usc-18-3771A', 'us-119-hr4817', 'amend', '', '[]', 'built', '2026-11-01', 'hand')"
)
#: What only staff may know.
PRIVATE = (
    "UPDATE positions SET position = 'needs decision - policy' WHERE bill = 'us-119-hr4817'",
    "INSERT OR REPLACE INTO positions (bill, campaign, position, owner) SELECT 'us-119-hr4817', "
    "campaign, 'needs decision - policy', campaign FROM campaign_bills WHERE bill = "
    "'us-119-hr4817'",
    "INSERT INTO dates (campaign, date, what, who, certainty, source) VALUES ('tsra', "
    "'2026-11-25', 'zqxprivatedate', 'zqxprivatewho', 'sure', 'zqxprivatesource')",
    "INSERT INTO staff_reports (bill, text, date, seen_in_room, by, entered_at, share) VALUES "
    "('us-119-hr4817', 'zqxprivatereport', '2026-11-22', 1, 'zqxperson', "
    "'2026-11-22T18:00:00Z', NULL), ('us-119-hr4817', 'zqxsharedreport', '2026-11-22', 1, "
    "'zqxperson', '2026-11-22T18:00:00Z', 'coalition')",
    "INSERT OR REPLACE INTO source_health (source, problem) VALUES ('us_govinfo', 'zqxproblem')",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory, site_file):
    found = make_office(tmp_path_factory.mktemp("mail") / "office", site_file.read_bytes())
    with closing(sqlite3.connect(found.database)) as connection:
        for statement in (HEARING, PERSON, LAW, *PRIVATE):
            connection.execute(statement)
        connection.commit()
    return found


def read(office, one, before=None, on=ON):
    (prepared,) = prepare_digests(office, [one], lambda _: before, on)
    return prepared


@pytest.fixture(scope="module")
def digest(office):
    return read(office, ANA).digest


def test_it_tells_what_changed_what_that_means_and_who_acts_next(digest):
    bill = next(bill for bill in digest.bills if bill.key == "us-119-hr4817")
    assert bill.changes[-1] == "Joined: Rep. Chu, Judy (D-CA)"
    assert bill.changes[0].startswith("Seen, not yet in the record: zqx")
    assert bill.stands == "In committee" and bill.means.startswith("A committee has the bill.")
    assert "Who acts: " in bill.next and bill.url.startswith("https://www.congress.gov/")
    assert any("AB" in day.what and "hearing" in day.what for day in digest.ahead)
    assert digest.stale and digest.checked
    assert digest.headline.startswith("news on ")


def test_what_was_told_is_not_told_again_and_what_is_written_late_is_not_missed(office, digest):
    before = Before(ON, digest.told)
    again = read(office, ANA, before).digest
    assert not again.bills and not again.has_news
    unsaid = read(office, ANA, Before(ON, frozenset())).digest
    assert [bill.key for bill in unsaid.bills] == [bill.key for bill in digest.bills]


#: The days between two mails, and before each mail how many days ago runs began that wrote by then.
_LIVES = st.lists(
    st.tuples(st.integers(1, 9), st.lists(st.integers(0, 2), max_size=3)), min_size=2, max_size=5
)


@examples(8)
@given(_LIVES)
def test_every_change_is_told_exactly_once(office, life):
    """Whenever a run began, as long as it wrote within two days: by marks, and by no clock."""
    day, before, written, told = date(2026, 11, 24), None, [], []
    with closing(sqlite3.connect(office.database, isolation_level=None)) as connection:
        for gap, ages in life:
            day += timedelta(gap)
            for age in ages:
                seen, number = (day - timedelta(age)).isoformat(), len(written)
                written.append(f"Title: made {number}")
                connection.execute(
                    "INSERT INTO bill_changes (bill, field, new, seen_at, kind) VALUES "
                    "('us-119-hr4817', 'title', ?, ?, 'change')",
                    (f'"made {number}"', f"{seen}T{10 + number % 10}:00:00Z"),
                )
            digest = read(office, replace(ANA, bills=("us-119-hr4817",)), before, day).digest
            told += [line for bill in digest.bills for line in bill.changes if "made" in line]
            before = Before(day, digest.told)
        connection.execute("DELETE FROM bill_changes WHERE new LIKE '\"made %'")
    assert sorted(told) == sorted(written)


def test_a_quiet_week_is_said_and_a_quiet_day_is_not(office, digest):
    for rhythm, days, period in (
        (Rhythm.DAILY, 1, ""), (Rhythm.AT_ONCE, 1, ""), (Rhythm.DAILY, 7, "day 2026-11-23"),
        (Rhythm.WEEKLY, 1, "week 2026-48"),
    ):  # fmt: skip
        one = replace(ANA, rhythm=rhythm)
        found = read(office, one, Before(ON - timedelta(days), digest.told))
        assert found.period == period
        assert "No change seen since" in digest_text(found.digest)
        assert "Last checked: " in digest_text(found.digest)
        assert found.digest.headline == "no change seen"
    assert read(office, replace(ANA, rhythm=Rhythm.AT_ONCE), Before(ON, frozenset())).period


def test_a_day_that_comes_near_is_news_once(office, digest):
    near = read(office, ANA, Before(ON, digest.told), ON + timedelta(1)).digest
    assert near.has_news and not near.bills and near.headline.endswith(": zqxprivatedate")
    assert "No change seen since" in digest_text(near)
    again = Before(ON + timedelta(1), near.told)
    assert not read(office, ANA, again, ON + timedelta(1)).digest.has_news


def test_a_sentence_that_no_longer_holds_is_said_once(office):
    first = read(office, ANA, on=date(2026, 1, 24)).digest
    assert "There is still no federal law." in first.ended[0]
    assert not read(office, ANA, Before(date(2026, 1, 24), first.told)).digest.ended
    late = read(office, ANA, Before(date(2026, 1, 20), frozenset())).digest
    assert late.ended  # whoever had been told before hears of it whenever it is known


def test_a_vote_that_was_listed_changed_and_taken_off_is_told_step_by_step(fresh):
    """H.R. 1144's story, each step in a mail of its own, the days ahead beside it."""
    told, before = [], None
    for hour, data in zip((16, 18, 20), STORY, strict=True):
        now = f"2026-11-26T{hour}:00:00Z"
        with (
            open_writer(fresh.database, "test", {}, today=DAY, now=now) as writer,
            writer.transaction(),
        ):
            writer.floor.save(read_list(data, at=now), "us_house_floor")
        found = read(fresh, replace(ANA, bills=("us-119-hr1144",)), before, DAY).digest
        (bill,) = found.bills
        (day,) = (one for one in found.ahead if "list" in one.what)
        told.append((bill.changes[0], bill.next, day.what, day.on))
        before = Before(DAY, found.told)
    plain = [[words.replace("\N{NO-BREAK SPACE}", " ") for words in step] for step in told]
    first, changed, gone = plain
    week = "the House's list for the week of Nov 30, 2026"
    assert first[0] == f"Floor list: On {week}, under suspension of the rules (two thirds needed)"
    assert first[2].startswith(f"H.R. 1144: on {week}") and first[3] == "2026-11-30"
    assert "as amended" in changed[0] and "before: under suspension" in changed[0]
    assert gone[0].startswith("Floor list: Taken off the House's list on Nov 25, 2026")
    assert "taken off" in gone[2] and "list" in first[1] and "list" not in gone[1]
    one = replace(ANA, bills=("us-119-hr1144",))
    wednesday = read(fresh, one, before, date(2026, 12, 2)).digest.ahead
    assert [one.on for one in wednesday if "taken off" in one.what] == ["2026-12-02"]


def test_a_committee_is_offered_under_one_name(fresh):
    """A list of meetings calls the Senate's "Judiciary"; California has one of that name."""
    with closing(sqlite3.connect(fresh.database)) as connection, connection:
        row = HEARING.replace("ca-20252026-ab938", "us-119-hr4817").replace("ca-built", "ssju00")
        connection.execute(row.replace("'Senate Public Safety'", "'Judiciary'"))
    with open_snapshot(fresh.database, DAY) as snapshot:
        found = Followed(snapshot).committees
        assert "us-119-hr4817" in found["senate the judiciary"][1]
        assert "us-119-hr4817" not in found["senate judiciary"][1]


def test_each_follows_what_they_chose(office):
    def bills(**follows):
        return {bill.key for bill in read(office, replace(ANA, **follows)).digest.bills}

    assert bills(bills=("us-119-hr4817",)) == {"us-119-hr4817"}
    assert bills(campaigns=("tsra",)) == set()
    assert bills(committees=("Senate Public Safety",)) == {"ca-20252026-ab938"}
    sections = read(office, replace(BEN, sections=("us-usc-18-3771A",))).digest
    assert {bill.key for bill in sections.bills} == {"us-119-hr4817"}
    assert sections.law == ("H.R.\N{NO-BREAK SPACE}4817 would amend 18 U.S.C. 3771A",)
    wrong = read(office, replace(ANA, bills=("us-119-hr4817", "us-119-hr77777"), campaigns=("x",)))
    assert {bill.key for bill in wrong.digest.bills} == {"us-119-hr4817"}
    assert len(wrong.problems) == 2


def test_a_partner_is_told_of_which_section_nothing_is_shared_and_the_rest_of_it(fresh):
    """That staff watch a section is nobody else's to know, and silence would look like no news."""

    def run(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *arguments]).output

    run("watch-section", "18 USC 2422", "--by", "Ana")
    with closing(sqlite3.connect(fresh.database)) as connection, connection:
        connection.execute(LAW)
    sections = ("us-usc-18-2422", "us-usc-18-3771A")
    mine = read(fresh, replace(ANA, sections=sections))
    assert mine.problems == () and mine.digest.follows.startswith("18 U.S.C. 2422; 18 U.S.C. 3771A")
    found = read(fresh, replace(BEN, sections=sections))
    assert found.problems == ()
    assert found.digest.law == ("H.R.\N{NO-BREAK SPACE}4817 would amend 18 U.S.C. 3771A",)
    for said in (digest_text(found.digest), digest_html(found.digest)):
        assert "18 U.S.C. 2422 (nothing of it is shared" in " ".join(said.split())
    added = run("digest", "add", "Ben", "ben@example.net", "--section", "18 USC 2422")
    assert "Added: Ben" in added and "Of 18 U.S.C. 2422 nothing is shared with partners" in added
    listed = run("digest", "subscribers")
    assert "follows 18 U.S.C. 2422 (nothing of it is shared" in listed and "NOT" not in listed


def test_partners_get_nothing_private(office):
    mails = {}
    for one in (ANA, BEN):
        found = read(office, one)
        mails[one] = build_message(found.digest, one, SENDER, NOW).as_string()
        page = digest_html(signed(found.digest, one, SENDER)) + digest_text(found.digest)
        mails[one] += page + repr(found.digest)
    for word in ("zqxprivatedate", "zqxprivatewho", "zqxprivatereport", "zqxperson", "zqxproblem",
                 "not decided"):  # fmt: skip
        assert word in mails[ANA] and word not in mails[BEN]
    assert "zqxsharedreport" in mails[BEN]
    for words in ("Make the new law work", "needs decision", "staff only"):
        assert words not in mails[BEN]
    assert "Our position" not in mails[BEN]
    assert "unsubscribe" in mails[BEN] and "List-Unsubscribe" in mails[BEN]
    assert "unsubscribe" not in mails[ANA] and "staff only" in mails[ANA]


def test_many_bills_are_named_and_a_name_in_any_script_is_a_name(office, monkeypatch):
    monkeypatch.setattr("billtrail.mail.reader.MOST_BILLS", 1)
    found = read(office, ANA).digest
    assert len(found.bills) == 1 and found.bills[0].key == "us-119-hr4817"  # what staff saw first
    assert "1 more bill: AB 938" in digest_text(found) and "more bill" in digest_html(found)
    assert found.headline.replace("\N{NO-BREAK SPACE}", " ") == "news on H.R. 4817 and AB 938"
    mail = build_message(found, ANA, Sender("Coalición Ñandú", "policy@alpha.example"), NOW)
    read_again = message_from_bytes(mail.as_bytes(), policy=default)
    assert str(read_again["From"]) == "Coalición Ñandú <policy@alpha.example>"
    assert max(mail.as_bytes()) < 128  # seven bits, for every server
    with pytest.raises(UsageError):
        build_message(found, ANA, Sender("A", "señor@alpha.example"), NOW)


def test_a_mail_has_text_page_and_calendar_of_the_same_words(office, digest):
    mail = message_from_bytes(build_message(digest, ANA, SENDER, NOW).as_bytes(), policy=default)
    alternative, calendar = mail.iter_parts()
    text, page = alternative.iter_parts()
    kinds = [part.get_content_type() for part in (mail, alternative, text, page, calendar)]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                     "text/calendar"]  # fmt: skip
    assert mail["Message-ID"].endswith("@alpha.example>") and mail["To"] == "ana@example.org"
    html = page.get_content()
    shown = re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.S))
    for bill in digest.bills:
        for words in (bill.name, *bill.changes, bill.stands):
            plain = words.replace("\N{NO-BREAK SPACE}", " ")
            assert plain in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert not re.search(r"<img|src=|url\(|<script|<link|@import", html)
    lines = text.get_content().splitlines()
    assert [line for line in lines if len(line) > 72 and "://" not in line] == []
    assert [line for line in lines if re.match(r"\s*(>|--|__)", line)] == []
    body = calendar.get_content()
    names = {str(e["summary"]) for e in icalendar.Calendar.from_ical(body).walk("VEVENT")}
    assert "AB 938: hearing, Senate Public Safety" in {n.replace("\xa0", " ") for n in names}
    assert len(vobject.readOne(body).vevent_list) == len(digest.entries)


# -- the file --------------------------------------------------------------------------------------


def test_a_record_with_a_fault_costs_nobody_else_a_mail():
    text = """
[[subscriber]]
name = "Ana"
to = "ana@example.org"
[[subscriber]]
name = "Ben"
to = "slack://token/of/a/channel"
rhythm = "hourly"
[[subscriber]]
name = "Cy"
to = "POLICY_CHANNEL"
"""
    found = parse_subscribers(text)
    assert [one.name for one in found.sound] == ["Ana", "Cy"]
    assert len(found.faults) == 2 and "secrets.env" in "".join(found.faults)
    assert "token/of" not in "".join(found.faults)
    assert "stands twice" in "".join(parse_subscribers(text + text).faults)
    with pytest.raises(CheckFailed):
        parse_subscribers("[[subscriber]\n")
    with pytest.raises(CheckFailed):
        parse_subscribers("[subscriber]\nname = 'x'\n")


_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9
)


@examples(12)
@given(st.lists(_NAMES, min_size=1, max_size=3, unique_by=str.casefold))
def test_who_is_added_is_read_and_who_is_forgotten_is_gone(tmp_path_factory, names):
    office = make_office(tmp_path_factory.mktemp("names"), b"")
    for name in names:
        subscribing.subscribe(office, Subscriber(name, "a@example.org", bills=("us-119-hr1",)))
    assert [one.name for one in load_subscribers(office).sound] == names
    subscribing.forget(office, names[0])
    assert [one.name for one in load_subscribers(office).sound] == names[1:]
    with pytest.raises(UnknownKey):
        subscribing.forget(office, names[0])


def test_what_is_typed_is_settled_and_what_is_not_there_is_refused(office):
    with open_snapshot(office.database, ON) as snapshot:

        def build(to="a@example.org", **follows):
            return subscribing.build_subscriber(snapshot, "A  B", to, "staff", "daily", follows)

        found = build(bills=["hr 4817"], sections=["18 USC 3771A"], legislators=["Fry"],
                      committees=["senate public safety"],
                      campaigns=["Trafficking Survivors Relief Act"])  # fmt: skip
        assert (found.name, found.bills, found.sections) == (
            "A B", ("us-119-hr4817",), ("us-usc-18-3771A",))  # fmt: skip
        assert found.campaigns == ("tsra",) and found.legislators and found.committees
        addresses = ("nobody", "a@b", "ñ@example.org", "a@x.org,b@x.org", "slack://a/b/c",
                     "a@example.org\nBcc: b@x.org")  # fmt: skip
        follows = (dict(bills=["hr 77777"]), dict(sections=["nonsense"]), dict(sections=["PC 1"]),
                   dict(committees=["Ways and Moans"]))  # fmt: skip
        for wrong in (*({"to": one} for one in addresses), *follows):
            with pytest.raises(UsageError):
                build(**wrong)


def test_the_commands(fresh, tmp_path):
    def run(*arguments):
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), "digest", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done

    assert "THE NEXT TWO WEEKS" in run().output
    assert "Added: Zoe" in run("add", "Zoe", "zoe@example.org").output
    assert "Changed: zoe" in run("add", "zoe", "z@example.org", "--bill", "hr4817").output
    assert "zoe@" in run("add", "zoe", "zoe@example.org").output  # follows that bill still
    assert "follows H.R." in run("subscribers").output
    assert (fresh.root / "subscribers.toml").stat().st_mode & 0o077 == 0
    assert "zoe (partner, weekly, zoe@example.org)" in run("--dry-run").output
    assert run("--to", str(tmp_path / "all")).output.strip().endswith("_zoe.eml")
    assert run("--to", str(tmp_path / "d.pdf")).exit_code == 2
    sent = run("--send")
    assert sent.exit_code == 3 and "names no mail server" in sent.output
    assert "zoe" not in sent.output and "outbox" not in sent.output  # which has nothing to tell
    for other in (["--dry-run"], ["--to", str(tmp_path)], ["--for", "zoe"]):
        refused = run("--send", *other)
        assert refused.exit_code == 2 and "leave out" in refused.output
    assert run("outbox").output.startswith("Nothing was sent yet")
    assert "Forgotten" in run("forget", "Zoe").output
    assert "zoe" not in (fresh.root / "subscribers.toml").read_text()

"""The turn of a session: what ends, what begins, and who could carry on what is left behind."""

import os
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from test_rosters import california, imported, shipped
from test_scale import steps

from billtrail.bills.stages.how import How
from billtrail.bills.values import Change
from billtrail.cli import main
from billtrail.datasette_plugins.feeds.atom import LIMIT, read_campaign_feed, read_feed
from billtrail.datasette_plugins.home.page import build_home, read_home
from billtrail.legislatures import Stage
from billtrail.snapshot.memory import Memory
from billtrail.snapshot.news import MANY
from billtrail.snapshot.sessions.turn import without_bill
from billtrail.snapshot.snapshot import begin_snapshot, open_snapshot
from billtrail.store import settle_calendar
from billtrail.store.database import connect_reader
from billtrail.store.writer import open_writer
from billtrail.updates.report import news_lines
from billtrail.week.week import build_week
from billtrail.words.news import apart, build_news
from billtrail.workspace.workspace import Workspace, prepare


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{EN DASH}", "-")


def week(workspace, day):
    with open_snapshot(workspace.database, date.fromisoformat(day)) as snapshot:
        return build_week(snapshot)


def dated(workspace, day):
    found = week(workspace, day)
    return {(i.date, plain(i.what)) for i in (*found.dates.items, *found.later)}


def home(workspace, day, working=True):
    with open_snapshot(workspace.database, date.fromisoformat(day)) as snapshot:
        return build_home(read_home(snapshot, working), working)


def left(workspace, day):
    with open_snapshot(workspace.database, date.fromisoformat(day)) as snapshot:
        return {one.family: one for one in without_bill(snapshot, snapshot.campaigns())}


CALIFORNIA = ("2026-12-07", "The 2027-28 session begins: bills may be introduced")
CONGRESS = ("2027-01-03", "The 120th Congress begins: bills may be introduced")


@pytest.mark.parametrize(
    ("day", "begins", "ahead"),
    [("2026-11-28", {CALIFORNIA}, {CALIFORNIA, CONGRESS}),
     ("2026-12-07", {CALIFORNIA}, {CALIFORNIA, CONGRESS}),
     ("2026-12-08", set(), {CONGRESS}),
     ("2026-12-20", {CONGRESS}, {CONGRESS}),
     ("2027-01-04", set(), set())],
)  # fmt: skip
def test_the_beginning_of_a_session_is_told_until_it_has_begun(prepared, day, begins, ahead):
    """Within two weeks on the call sheet, within sixty days at home."""
    assert {(on, what) for on, what in dated(prepared, day) if "begins" in what} == begins
    found = home(prepared, day).ahead
    said = {(d.on, plain(d.what)) for d in (*found.week, *found.later) if "begins" in d.what}
    assert said == {(on, what.replace("The 2027-28", "California's 2027-28")) for on, what in ahead}


def test_a_day_that_the_legislature_has_still_to_set_is_said_without_a_date(prepared):
    words = (
        "The last day to introduce bills in 2027 is not set yet; in 2025 it was February 21 (517 "
        "bills were introduced on it, at most 15 in the two weeks after)"
    )
    (told,) = week(prepared, "2027-01-04").unset
    assert (told.date, told.who, told.what) == ("", "California Legislature", words)
    ahead = home(prepared, "2027-01-04").ahead
    assert ahead.unset == (f"California: t{words[1:]}",)
    assert "02-21" not in {d.on[5:] for d in (*ahead.week, *ahead.later)}
    assert week(prepared, "2027-02-22").unset == ()


def test_before_a_session_ends_the_efforts_that_end_with_it_are_named(prepared):
    (told,) = [what for on, what in dated(prepared, "2027-01-02") if "can end with it" in what]
    assert told.startswith("The 119th Congress ends; ") and told.endswith(" other efforts")
    assert "live bills can end with it: Clean Slate Act, Fresh Start Act, " in told
    (told,) = [d.what for d in home(prepared, "2027-01-02").ahead.week if "can end with" in d.what]
    assert "bills we follow can end with it: Clean Slate Act" in told


def test_efforts_without_a_bill_are_asked_about_after_the_turn(prepared):
    """Of the session that has ended alone, and of nothing that is law."""
    assert left(prepared, "2026-12-06") == {}
    california = left(prepared, "2026-12-07")
    assert {one.jurisdiction for one in california.values()} == {"ca"}
    both = left(prepared, "2027-01-04")
    assert set(california) < set(both) and "us-tsra" not in both
    assert next(iter(both.values())).jurisdiction == "us"  # the newest turn first
    one = both["us-fresh-start"]
    assert plain(one.question) == (
        "What is our position if Fresh Start Act comes again in the 120th Congress?"
    )
    assert plain(one.words) == (
        "H.R. 3111 and S. 2590: Laurel M. Lee and Chris Van Hollen led; who sits now is not "
        "known, as the new list of Congress is not here yet"
    )
    assert left(prepared, "2027-07-01") == {}


def test_the_last_sponsors_who_sit_in_the_new_legislature_are_named(fresh):
    """Chris Van Hollen is in the new list, Laurel Lee is not; nobody asks who carries what is
    opposed, and what is supported is asked for."""
    with fresh.writer("test") as writer:
        writer.connection.execute(
            "UPDATE people SET roster = '120', as_of = '2027-01-04' WHERE jurisdiction = 'us' AND "
            "name IN ('Chris Van Hollen', 'Lucy McBath')"
        )
        writer.connection.execute("UPDATE terms SET ends = '2029-01-03'")
    for key, position in (("us-119-s2590", "support"), ("us-119-s1580", "oppose")):
        said = CliRunner().invoke(
            main, ["--workspace", str(fresh.root), "position", key, position, "--by", "A. Person",
                   "--on", "2026-11-20"]
        )  # fmt: skip
        assert said.exit_code == 0, said.output
    found = left(fresh, "2027-01-05")
    assert "us-clean-slate" not in found
    one = found["us-fresh-start"]
    assert plain(one.question) == "Who carries Fresh Start Act in the 120th Congress?"
    assert plain(one.words).startswith("Led H.R. 3111 and S. 2590 and still in office: Sen. Chris")
    assert "Lee" not in one.words
    assert plain(found["us-wise"].words) == (
        "H.R. 2851: Pramila Jayapal led; none of them is found in office"
    )
    assert any(item.kind == "carrier" and item.what.startswith("Who carries Fresh Start Act")
               for item in week(fresh, "2027-01-05").decide.items)  # fmt: skip


def test_what_the_calendar_moves_is_settled_by_the_writer_s_own_day(sitting, tmp_path):
    filled = Workspace.at(tmp_path / "filled")
    prepare(filled)
    with open_writer(filled.database, "test", {}, today=date(2027, 1, 4)) as writer:
        assert settle_calendar(writer) >= 50
        assert settle_calendar(writer) == 0
        stage = "SELECT stage FROM bills WHERE key = 'us-119-hr3111'"
        assert writer.connection.execute(stage).fetchone()[0] == "outcome_not_recorded"


def test_many_bills_that_a_session_ended_are_one_piece_of_news(prepared):
    """Few are told one by one, and a bill whose text is law under another number is none."""
    keys = ("us-119-hr4307", "us-119-hr3111", "us-119-s2590", "us-119-hr3114", "us-119-hr1379")

    def seen(count):
        changes = [
            Change(key, "stage", '"in_committee"', '"died"', "2027-01-04T17:00:00Z", "calendar", "")
            for key in keys[:count]
        ]
        with open_snapshot(prepared.database, date(2027, 1, 4)) as snapshot:
            items = build_news(changes, dead(snapshot.bills(keys)))
        return apart(items)

    told, ends = seen(3)
    assert len(told) == 3 and ends == ()
    told, (end,) = seen(5)
    assert told == () and end.session == "us-119" and "us-119-hr1379" not in end.bills
    assert plain(end.words) == (
        "4 bills died with the 119th Congress; furthest came H.R. 4307, H.R. 3111, H.R. 3114"
    )


def dead(statuses):
    """As they are once their publisher was asked after the session's end."""
    return {
        key: replace(status, progress=replace(
            status.progress, stage=Stage.DIED, final=True, how=How.SESSION_ENDED))
        for key, status in statuses.items()
    }  # fmt: skip


def test_home_links_to_what_became_of_our_bills_for_four_months(prepared):
    california = ("/session/ca-20252026", "California, 2025-26 session")
    congress = ("/session/us-119", "119th Congress")
    for day, links in (
        ("2026-11-30", []),
        ("2026-12-01", [california]),
        ("2027-01-04", [congress, california]),
        ("2027-03-31", [congress]),
        ("2027-05-04", []),
    ):
        assert [(href, plain(title)) for href, title in home(prepared, day).reports] == links, day


def test_who_led_in_california_is_found_in_a_list_that_tells_new_terms_alone(fresh, tmp_path):
    folder = california(tmp_path / "new", shipped(fresh, "ca"), "2027-01-10")
    for path in folder.rglob("*.yml"):
        at = path.stat().st_mtime
        path.write_text(path.read_text().replace("2024-12-02", "2026-12-07"))
        os.utime(path, (at, at))
    assert imported(fresh, folder, "2027-01-15").problems == []
    one = left(fresh, "2027-01-15")["ca-mast"]
    assert plain(one.words) == ("Led SB 1022 and still in office: Sen. Suzette Valladares (SD-23)")


def test_home_asks_for_staff_alone_and_takes_no_position(prepared):
    """Where no support is decided, it is the position that is asked, not who carries it."""
    settle = {one.question: one for one in home(prepared, "2027-01-04").settle}
    assert "Who carries these on?" not in settle
    asked = settle["What is our position if these come again?"]
    assert "/campaign/records-racial-justice#us-fresh-start" in {s.href for s in asked.subjects}
    shown = home(prepared, "2027-01-04", False).settle
    assert not [one for one in shown if "come again" in one.question]


def moved_by_the_calendar(workspace, count, type_="hr"):
    """So many bills of a Congress that nobody here follows."""
    with open_writer(workspace.database, "test", {}) as writer:
        writer.connection.executemany(
            "INSERT INTO bill_changes (bill, field, old, new, seen_at, kind) "
            "VALUES (?, 'stage', ?, ?, '2026-11-27T09:00:00Z', 'calendar')",
            [(f"us-118-{type_}{n}", '"introduced"', '"died"', ) for n in range(9000, 9000 + count)],
        )  # fmt: skip


OTHERS = "{} bills that no campaign follows changed too"


def test_many_bills_that_nobody_follows_are_counted_and_not_told(fresh):
    """As when a Congress ends of which the file has every bill: ten thousand rows would hide those
    that are followed, and to read their records takes a minute."""
    moved_by_the_calendar(fresh, MANY)
    found = home(fresh, "2026-11-28")
    assert (len([item for group in found.news for item in group.items]), found.others) == (6, "")
    assert found.headline == f"{MANY} bills changed since yesterday"
    moved_by_the_calendar(fresh, MANY + 1)
    found = home(fresh, "2026-11-28")
    assert (found.news, plain(found.others)) == ((), OTHERS.format(MANY + 1))
    assert found.headline == "No followed bill changed in the last seven days"
    told = [plain(item.what) for item in week(fresh, "2026-11-28").changed.items]
    assert told == [OTHERS.format(MANY + 1)]
    with open_snapshot(fresh.database, date(2026, 11, 28)) as snapshot:
        (line,) = news_lines(snapshot, "2026-11-27T08:00:00Z")
        assert plain(line) == f"News: of no followed bill. Since 2026-11-27 {OTHERS.format(101)}."
        assert len(snapshot.changes("2026-11-27")) == 2 * MANY + 1


def test_those_that_are_followed_are_told_among_many(fresh):
    moved_by_the_calendar(fresh, MANY)
    with open_writer(fresh.database, "test", {}) as writer:
        writer.connection.execute(
            "INSERT INTO bill_changes (bill, field, old, new, seen_at, kind) VALUES "
            "('us-119-hr4323', 'title', '\"Before\"', '\"After\"', '2026-11-27T09:00Z', 'change')"
        )
    found = home(fresh, "2026-11-28")
    assert [item.bill for group in found.news for item in group.items] == ["us-119-hr4323"]
    assert plain(found.others) == OTHERS.format(MANY)
    assert found.headline == "One followed bill changed since yesterday"


def test_what_moved_is_counted_on_from_the_state_before(fresh):
    """Row by row that came since then, and each bill once."""
    before = Memory()
    with closing(connect_reader(fresh.database)) as reader:

        def others(memory):
            with begin_snapshot(reader, date(2026, 11, 28), lambda: memory) as snapshot:
                taken = steps(reader, lambda: snapshot.news("2026-11-21"))
                return snapshot.news("2026-11-21").others, taken

        moved_by_the_calendar(fresh, 9000)
        first, taken = others(before)
        moved_by_the_calendar(fresh, 2, "hres")
        again, taken_again = others(Memory(earlier=before))
    assert again == first + 2 > 8000
    assert taken_again < taken / 5


def test_feeds_and_the_page_of_a_bill_go_through_nobody_else_s_history(fresh):
    """However many others moved when a session ended."""

    def taken():
        with (
            closing(connect_reader(fresh.database)) as reader,
            begin_snapshot(reader, date(2026, 11, 28)) as snapshot,
        ):
            one = steps(reader, lambda: snapshot.changes(bill="us-119-hr4323"))
            return one, steps(reader, lambda: read_campaign_feed(snapshot, "tsra"))

    before = taken()
    moved_by_the_calendar(fresh, 9000)
    assert all(now < 1.5 * then + 500 for now, then in zip(taken(), before, strict=True))
    with open_snapshot(fresh.database, date(2026, 11, 28)) as snapshot:
        assert len(read_feed(snapshot).entries) == LIMIT

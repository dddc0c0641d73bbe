"""Hearings: known again when they move, cancelled when they vanish, letters by a rule table."""

import tomllib
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from california import measure
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.letters.deadlines import letter_deadline
from billtrail.bills.letters.rules import LettersFile, letter_rules
from billtrail.bills.models import Action, Agenda, BillHearings, Committee, Hearing
from billtrail.data import FOLDER
from billtrail.legislatures.calendar.sessions import is_working_day
from billtrail.legislatures.committee_names import committee_words
from billtrail.legislatures.vocabulary import Chamber
from billtrail.records.converter import structure
from billtrail.records.faults import Fault, FaultPlace
from billtrail.scrapers.california.hearings import notices_of, status_of
from billtrail.snapshot.hearings import read_hearing_news, read_hearings
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import open_reader
from billtrail.store.writer import open_writer

AB = "ca-20252026-ab938"
SB = "ca-20252026-sb1022"
NOON = "2026-04-06T19:00:00Z"


def hearing(day: str, bill: str = AB, name: str = "Public Safety", **values) -> Hearing:
    return Hearing(f"{bill}|{name}|{day}", bill, day, name=name, chamber=Chamber.LOWER, **values)


def agenda(*hearings: Hearing, as_of: str = NOON, unread=(), ends: str = "2026-05-01") -> Agenda:
    return Agenda("ca", Chamber.LOWER, as_of[:10], ends, as_of, hearings, tuple(unread))


@contextmanager
def writing(path):
    with open_writer(path, "test", {}, today=date(2026, 4, 6), now=NOON) as writer:
        roster = ("ca", "20252026", "2026-04-01", Chamber.LOWER)
        writer.records.save_committee(Committee("CX18", "Public Safety", *roster), "seed")
        yield writer


def saved(tmp_path, *agendas: Agenda, bills=(AB, SB), on: date = date(2026, 4, 6)):
    path = tmp_path / "b.db"
    with writing(path) as writer:
        for one in agendas:
            writer.hearings.save_agenda(one, "ca_calendar")
    with open_reader(path) as connection:
        return read_hearings(connection, on, bills=bills)


def test_a_hearing_is_joined_to_the_committee_of_the_roster(tmp_path) -> None:
    (one,) = saved(tmp_path, agenda(hearing("2026-04-14", name="PUBLIC SAFETY", time="09:00")))
    assert (one.committee, one.time, one.status) == ("CX18", "09:00", "confirmed")
    assert one.seen_at == NOON


def test_a_moved_hearing_keeps_its_identity_and_says_where_it_stood(tmp_path) -> None:
    (one,) = saved(tmp_path, agenda(hearing("2026-04-14")), agenda(hearing("2026-04-21")))
    assert (one.date, one.status, one.moved_from) == ("2026-04-21", "moved", "2026-04-14")
    assert one.id == f"{AB}|Public Safety|2026-04-14"


def test_a_hearing_moved_back_and_one_set_beside_it(tmp_path) -> None:
    first, second = hearing("2026-04-14"), hearing("2026-04-21")
    rows = saved(
        tmp_path, agenda(first), agenda(second), agenda(first, second), agenda(first, second)
    )
    assert [(r.date, r.moved_from) for r in rows] == [
        ("2026-04-14", None), ("2026-04-21", "2026-04-14")
    ]  # fmt: skip


def test_a_vanished_hearing_is_cancelled_and_comes_back_when_listed_again(tmp_path) -> None:
    one = hearing("2026-04-14")
    (off,) = saved(tmp_path, agenda(one), agenda())
    assert (off.status, off.is_on, off.letters) == ("cancelled", False, None)
    (again,) = saved(tmp_path, agenda(one))
    assert again.status == "confirmed"


def test_what_an_agenda_does_not_speak_of_stays(tmp_path) -> None:
    """Another chamber's day, a day past its end, a meeting whose agenda is not out, a day gone."""
    kept = [
        replace(hearing("2026-04-14", SB), chamber=Chamber.UPPER),
        hearing("2026-05-20"),
        hearing("2026-04-15", SB),
        hearing("2026-04-07"),
    ]
    later = agenda(as_of="2026-04-08T19:00:00Z", unread=[("2026-04-15", "Public Safety")])
    path = tmp_path / "b.db"
    with writing(path) as writer:
        for one in kept:
            writer.hearings.save(one, "ca_pubinfo")
        writer.hearings.save_agenda(later, "ca_calendar")
    with open_reader(path) as connection:
        rows = read_hearings(connection, date(2026, 4, 1), bills=[AB, SB])
    assert {row.status for row in rows} == {"confirmed"} and len(rows) == 4


def test_an_older_dump_neither_doubles_nor_revives(tmp_path) -> None:
    """PUBINFO names the committee by its code and knows the days it was set for before."""
    old, moved = (Hearing(f"{AB}|CX18|{day}", AB, day, "CX18", chamber=Chamber.LOWER)
                  for day in ("2026-04-14", "2026-04-21"))  # fmt: skip
    path = tmp_path / "b.db"
    with writing(path) as writer:
        writer.hearings.save_agenda(agenda(hearing("2026-04-14", time="09:00")), "ca_calendar")
        writer.hearings.save(old, "ca_pubinfo")
        later = hearing("2026-04-21", time="13:30")
        writer.hearings.save_agenda(agenda(later), "ca_calendar")
        writer.hearings.save(old, "ca_pubinfo")
        writer.hearings.save_agenda(agenda(), "ca_calendar")
        writer.hearings.save(moved, "ca_pubinfo")
    with open_reader(path) as connection:
        (row,) = read_hearings(connection, date(2026, 4, 6), bills=[AB])
    assert (row.date, row.status, row.time) == ("2026-04-21", "cancelled", "13:30")


def test_a_meeting_of_congress_that_moves_says_so(tmp_path) -> None:
    first = Hearing("congress-119-1-us-119-hr1", "us-119-hr1", "2026-04-14", chamber=Chamber.LOWER)
    path = tmp_path / "b.db"
    with writing(path) as writer:
        writer.hearings.save(first, "us_congress_api")
        writer.hearings.save(replace(first, date="2026-04-16"), "us_congress_api")
    with open_reader(path) as connection:
        (row,) = read_hearings(connection, date(2026, 4, 6), bills=["us-119-hr1"])
    assert (row.date, row.status, row.moved_from) == ("2026-04-16", "moved", "2026-04-14")
    assert row.letters is None


# A bill's own words ------------------------------------------------------------------------------

SET, NEW = "Set for hearing April 14.", "Set for hearing April 21."
OFF = "April 14 set for first hearing canceled at the request of author."
PUT_OFF = "April 14 hearing postponed by committee."
NAMELESS = "In committee: Set, first hearing. Hearing canceled at the request of author."


def told(as_of: str, days=(), steps=(), whole: bool = True) -> BillHearings:
    """What an archive of a day has: hearings as (day, announced on), steps as (day, words)."""
    rows = tuple(Hearing(f"{AB}|CX18|{day}", AB, day, "CX18", chamber=Chamber.LOWER, as_of=said)
                 for day, said in days)  # fmt: skip
    actions = [Action(day, words, chamber=Chamber.LOWER, committee="CX18") for day, words in steps]
    return BillHearings(AB, as_of, rows, tuple(notices_of(actions)), whole)


FIRST, SECOND = ("2026-04-14", "2026-03-27"), ("2026-04-21", "2026-04-09")
BEFORE = told("2026-03-27", [FIRST], [("2026-03-27", SET)])


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        # The history took it off; its row went, stayed, or a new one came.
        (told("2026-04-08", [], [("2026-04-08", OFF)]), ["04-14 cancelled"]),
        (told("2026-04-08", [FIRST], [("2026-04-08", OFF)]), ["04-14 cancelled"]),
        (told("2026-04-08", [FIRST], [("2026-04-08", PUT_OFF)]), ["04-14 postponed"]),
        (told("2026-04-08", [FIRST], [("2026-04-08", NAMELESS)]), ["04-14 cancelled"]),
        (told("2026-04-09", [SECOND], [("2026-04-08", OFF), ("2026-04-09", NEW)]),
         ["04-14 cancelled", "04-21 confirmed"]),
        # Pages of the bill have its history alone.
        (told("2026-04-08", steps=[("2026-04-08", OFF)], whole=False), ["04-14 cancelled"]),
        # Set again; set for another day; no longer listed.
        (told("2026-04-10", [FIRST], [("2026-04-08", OFF), ("2026-04-10", SET)]),
         ["04-14 confirmed"]),
        (told("2026-04-09", [SECOND]), ["04-21 moved"]),
        (told("2026-04-09"), ["04-14 cancelled"]),
        # Nothing is said of it: what is new only, an older archive, a day that is past.
        (told("2026-04-09", whole=False), ["04-14 confirmed"]),
        (told("2026-03-20"), ["04-14 confirmed"]),
        (told("2026-04-15"), ["04-14 confirmed"]),
    ],
)  # fmt: skip
def test_an_archive_and_the_history_move_a_hearing_or_take_it_off(tmp_path, later, expected):
    path = tmp_path / "b.db"
    with writing(path) as writer:
        for one in (BEFORE, later):
            writer.hearings.save_bill(one, "ca_pubinfo")
        before = writer.connection.total_changes
        writer.hearings.save_bill(later, "ca_pubinfo")
        assert writer.connection.total_changes == before
    with open_reader(path) as connection:
        rows = read_hearings(connection, date(2026, 4, 6), bills=[AB])
    assert [f"{row.date[5:]} {row.status}" for row in rows] == expected


RESET = "Set for hearing April 28."
PENDING = "Set for hearing April 21 in JUD. pending receipt."
LATER_SET = ("2026-04-09", "Re-set for hearing April 21.")


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        # Known from the history alone; put off; set once more, with a word between or without.
        ([told("2026-03-28", [], [("2026-03-27", SET)])], ["04-14 confirmed"]),
        ([told("2026-03-28", [], [("2026-03-27", SET)], whole=False)], ["04-14 confirmed"]),
        ([told("2026-03-28", [], [("2026-03-27", SET)]),
          told("2026-03-29", [], [("2026-03-27", SET)])], ["04-14 confirmed"]),
        ([told("2026-03-28", [], [("2026-03-27", SET)]),
          told("2026-04-08", [], [("2026-03-27", SET), ("2026-04-08", OFF)])], ["04-14 cancelled"]),
        ([told("2026-03-28", [], [("2026-03-27", SET)]),
          told("2026-04-08", [], [("2026-03-27", SET), ("2026-04-08", NAMELESS)])],
         ["04-14 cancelled"]),
        ([told("2026-03-28", [], [("2026-03-27", SET)]),
          told("2026-04-09", [], [("2026-03-27", SET), LATER_SET])], ["04-21 moved"]),
        ([told("2026-04-09", [], [("2026-03-27", SET), ("2026-04-08", OFF), LATER_SET])],
         ["04-21 confirmed"]),
        ([told("2026-04-09", [], [("2026-03-27", SET), ("2026-04-08", OFF)])], []),
        # A list had it, and the history is newer; the list is newer.
        ([BEFORE, told("2026-04-09", [FIRST], [("2026-03-27", SET), LATER_SET])], ["04-21 moved"]),
        ([BEFORE, told("2026-04-10", [SECOND], [("2026-03-27", SET)])], ["04-21 moved"]),
        # The list has it on another day, and is newer.
        ([told("2026-03-28", [], [("2026-03-27", SET)]),
          told("2026-04-10", [SECOND], [("2026-03-27", SET)])], ["04-21 moved"]),
        # The step is gone; the day is past.
        ([told("2026-03-28", [], [("2026-03-27", SET)]), told("2026-03-30", [], [])],
         ["04-14 cancelled"]),
        ([told("2026-04-20", [], [("2026-03-27", SET)])], []),
        # A list has it at last: its own row.
        ([told("2026-03-28", [], [("2026-03-27", SET)]),
          told("2026-04-01", [FIRST], [("2026-03-27", SET)])], ["04-14 confirmed"]),
    ],
)  # fmt: skip
def test_a_hearing_that_only_the_history_tells_is_one(tmp_path, documents, expected):
    path = tmp_path / "b.db"
    with writing(path) as writer:
        for one in documents:
            writer.hearings.save_bill(one, "ca_pubinfo")
        before = writer.connection.total_changes
        writer.hearings.save_bill(documents[-1], "ca_pubinfo")
        assert writer.connection.total_changes == before
    with open_reader(path) as connection:
        rows = read_hearings(connection, date(2026, 4, 6), bills=[AB])
    assert [f"{row.date[5:]} {row.status}" for row in rows] == expected
    listed = {one.date for one in documents[-1].hearings}
    said = "set by the bill's own history; not on a committee's list yet"
    assert all(row.note == (None if row.date in listed else said) for row in rows if row.is_on)


@pytest.mark.parametrize(
    ("days", "basis"),
    [((), "a hearing that the bill's history sets"), ((FIRST,), "a listed hearing")],
)
def test_a_next_step_says_who_set_its_day(fresh, days, basis):
    key = "ca-20252026-ab2900"
    lines = [("2026-02-19", "A", "Read first time. To print."),
             ("2026-03-03", "A", "Referred to Com. on PUB. S.")]  # fmt: skip
    hearings = told("2026-03-28", days, [("2026-03-27", SET)])
    listed = tuple(replace(one, bill=key) for one in hearings.hearings)
    with fresh.writer("test") as writer:
        writer.save_bill(replace(measure(key, lines), data_as_of="2026-03-28"), "ca_pubinfo")
        writer.hearings.now = "2026-03-28T19:00:00Z"
        writer.hearings.save_bill(replace(hearings, bill=key, hearings=listed), "ca_pubinfo")
    with open_snapshot(fresh.database, date(2026, 3, 28)) as snapshot:
        step = snapshot.bill(key).next_step
    assert (step.date, step.listed, step.basis) == ("2026-04-14", True, basis)


def test_a_hearing_in_the_committee_that_is_to_get_the_bill_is_that_one_s():
    steps = [Action("2026-03-27", SET, chamber=Chamber.UPPER, committee="CS72"),
             Action("2026-04-01", PENDING, chamber=Chamber.UPPER, committee="CS72")]  # fmt: skip
    first, second = notices_of(steps)
    assert (first.committee, first.name) == ("CS72", None)
    assert (second.committee, second.name, second.date) == (None, "Judiciary", "2026-04-21")


def test_a_list_takes_off_what_the_history_set_only_where_it_has_the_meeting(tmp_path) -> None:
    path, set_ = tmp_path / "b.db", told("2026-03-28", [], [("2026-03-27", SET)])
    said = []
    with writing(path) as writer:
        writer.hearings.save_bill(set_, "ca_pubinfo")
        for listed in ((), (replace(hearing("2026-04-14"), bill="ca-20252026-ab2"),)):
            told_ = replace(agenda(*listed, as_of="2026-04-07T19:00:00Z"))
            writer.hearings.save_agenda(told_, "ca_calendar")
            said += writer.connection.execute(
                "SELECT status FROM hearings WHERE bill = ?", (AB,)
            ).fetchone()
    assert said == ["confirmed", "cancelled"]


def test_of_an_agenda_and_a_history_the_newer_counts(tmp_path) -> None:
    path, off = tmp_path / "b.db", told("2026-04-08", [FIRST], [("2026-04-08", OFF)])
    said = []
    with writing(path) as writer:
        for one in (
            agenda(hearing("2026-04-14"), as_of="2026-04-07T19:00:00Z"), off,
            agenda(hearing("2026-04-14"), as_of="2026-04-09T19:00:00Z"), off,
        ):  # fmt: skip
            if isinstance(one, Agenda):
                writer.hearings.save_agenda(one, "ca_calendar")
            else:
                writer.hearings.save_bill(one, "ca_pubinfo")
            said += writer.connection.execute("SELECT status FROM hearings").fetchone()
    assert said == ["confirmed", "cancelled", "confirmed", "confirmed"]


def test_two_meetings_of_a_committee_on_a_day_are_two(tmp_path) -> None:
    """The earlier is off, the later keeps its row and its number."""
    early, late = (hearing("2026-04-14", time=time) for time in ("09:00", "13:30"))
    both = saved(tmp_path, agenda(early, late), agenda(early, late))
    assert [row.time for row in both] == ["09:00", "13:30"]
    one, two = saved(tmp_path, agenda(late))
    assert [(r.id, r.status) for r in (one, two)] == [
        (both[0].id, "cancelled"), (both[1].id, "confirmed")
    ]  # fmt: skip


def test_an_agenda_says_hour_room_and_note_anew_and_the_news_say_what_moved(tmp_path) -> None:
    first = hearing("2026-04-14", time="09:30", location="Room 2100", note="Pending receipt")
    (row,) = saved(tmp_path, agenda(first), agenda(replace(first, time="10:30", note=None)))
    assert (row.time, row.location, row.note, row.sequence) == ("10:30", "Room 2100", None, 1)
    with open_reader(tmp_path / "b.db") as connection:
        (news,) = read_hearing_news(connection, "2026", "2027", AB)
    assert "time 10:30 (before: 09:30), note not given (before: Pending receipt)" in str(news.new)


def test_a_meeting_put_off_as_a_whole_is_put_off_for_its_bills(tmp_path) -> None:
    off = replace(agenda(), off=(("2026-04-14", "Public Safety", "postponed"),))
    (row,) = saved(tmp_path, agenda(hearing("2026-04-14")), off)
    assert (row.status, row.sequence) == ("postponed", 1)


def test_two_meetings_of_a_committee_of_congress_on_a_day_are_two(tmp_path) -> None:
    one = Hearing("congress-119-1-us-119-hr1", "us-119-hr1", "2026-04-14", "hsju00")
    with writing(tmp_path / "b.db") as writer:
        for number in "12":
            writer.hearings.save(
                replace(one, identifier=f"congress-119-{number}-us-119-hr1"), "us_congress_api"
            )
        assert writer.connection.execute("SELECT count(*) FROM hearings").fetchone()[0] == 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Pending re-referral pursuant to suspension of A.R. 56", "confirmed"),
        ("Moved to Room 2100", "confirmed"),
        ("Hearing canceled at the request of author", "cancelled"),
        ("Pulled by author", "cancelled"),
        ("Removed from agenda", "cancelled"),
        ("Measure will not be heard", "cancelled"),
        ("Hearing postponed by committee", "postponed"),
        ("Moved to Tuesday, April 21", "postponed"),
        ("Continued to 4/28/2026", "postponed"),
    ],
)
def test_a_footnote_takes_a_hearing_off_by_its_words(text: str, status: str) -> None:
    assert status_of(text) == status


days = st.sampled_from(["2026-04-07", "2026-04-14", "2026-04-21", "2026-04-28"])
agendas = st.lists(st.lists(st.tuples(st.sampled_from([AB, SB]), days), unique=True), max_size=5)


@examples(20)
@given(agendas)
def test_after_any_agendas_what_is_on_is_what_was_listed_last(tmp_path_factory, lists) -> None:
    told = [agenda(*(hearing(day, bill) for bill, day in one)) for one in lists]
    rows = saved(tmp_path_factory.mktemp("h"), *told)
    listed = sorted(lists[-1]) if lists else []
    assert sorted((row.bill, row.date) for row in rows if row.is_on) == listed
    seen = {(bill, day) for one in lists for bill, day in one}
    assert {row.bill for row in rows} == {bill for bill, _ in seen}


def test_a_place_on_the_agenda_is_the_newest_agendas_and_no_news(tmp_path) -> None:
    first = agenda(replace(hearing("2026-04-14"), item=7))
    (row,) = saved(tmp_path / "a", first)
    (later,) = saved(tmp_path / "b", first, agenda(replace(hearing("2026-04-14"), item=2)))
    assert (row.item, later.item) == (7, 2)
    assert row.sequence == later.sequence == 0


def test_the_same_agenda_twice_writes_nothing(tmp_path) -> None:
    one = agenda(hearing("2026-04-14"), hearing("2026-04-21", SB))
    with writing(tmp_path / "b.db") as writer:
        writer.hearings.save_agenda(one, "ca_calendar")
        before = writer.connection.total_changes
        writer.hearings.save_agenda(one, "ca_calendar")
        assert writer.connection.total_changes == before


# Meetings that several sources tell of -----------------------------------------------------------

HR1, RANKS = "us-119-hr1", {"api": 30, "list": 40}
MEETING = Hearing(f"congress-119-9-{HR1}", HR1, "2026-04-14", "hsju00", "the Judiciary",
                  Chamber.LOWER, "10:00", "2141", as_of="2026-04-01T12:00:00Z", kind="markup",
                  meeting="congress-119-9")  # fmt: skip


def two_sources(path, *told: tuple[str, Hearing]):
    """What (source, hearing) after (source, hearing) makes, and the news of it."""
    with open_writer(path, "test", RANKS, today=date(2026, 4, 6), now=NOON) as writer:
        for source, one in told:
            writer.hearings.save(one, source)
    with open_reader(path) as connection:
        rows = read_hearings(connection, date(2026, 4, 6), bills=[HR1])
        return rows, list(read_hearing_news(connection, "2026", "2027", HR1))


def test_two_sources_of_a_meeting_are_one_hearing_and_what_differs_is_told(tmp_path) -> None:
    api = replace(MEETING, time="10:30", location="2141 Rayburn", as_of="2026-04-02T12:00:00Z")
    for name, told in (("a", [("list", MEETING), ("api", api)]),
                       ("b", [("api", api), ("list", MEETING), ("api", api)])):  # fmt: skip
        (row,), (_,) = two_sources(tmp_path / name, *told)
        assert (row.time, row.location, row.source) == ("10:00", "2141", "list")
        assert [(w.source, w.time, w.differs) for w in row.words] == [
            ("list", "10:00", False), ("api", "10:30", True)
        ]  # fmt: skip


def test_a_meeting_under_another_number_is_known_by_committee_day_and_hour(tmp_path) -> None:
    other = replace(MEETING, identifier=f"congress-119-77-{HR1}", meeting="congress-119-77")
    (row,), _ = two_sources(tmp_path / "a", ("api", other), ("list", MEETING), ("api", other))
    assert row.id == other.identifier and len(row.words) == 2
    later = replace(other, time="14:00")
    rows, _ = two_sources(tmp_path / "b", ("api", later), ("list", MEETING))
    assert [r.time for r in rows] == ["10:00", "14:00"]
    again = replace(MEETING, identifier=f"congress-119-10-{HR1}", meeting="congress-119-10")
    rows, _ = two_sources(tmp_path / "c", ("list", MEETING), ("list", again))
    assert len(rows) == 2  # one source that gives two numbers means two meetings


def test_a_meeting_under_another_number_is_told_again(tmp_path) -> None:
    other = replace(MEETING, identifier=f"congress-119-77-{HR1}", meeting="congress-119-77",
                    url="https://example.org/77")  # fmt: skip
    one = replace(MEETING, url="https://example.org/9")
    again = replace(one, as_of="2026-04-03T12:00:00Z")
    (row,), _ = two_sources(tmp_path / "a", ("api", other), ("list", one), ("list", again))
    assert (row.id, row.time) == (other.identifier, "10:00")


def named_on(path, *words: tuple[str, tuple[str, ...]]):
    """Of two bills, the status of each after a source named these on days one after the other."""
    with open_writer(path, "test", RANKS, today=date(2026, 4, 6), now=NOON) as writer:
        for day, (source, keys) in enumerate(words, 1):
            at = f"2026-04-0{day}T12:00:00Z"
            named = tuple(
                replace(MEETING, identifier=f"{MEETING.meeting}-{key}", bill=key, as_of=at)
                for key in keys
            )
            writer.hearings.save_agenda(
                Agenda("us", Chamber.LOWER, MEETING.date, MEETING.date, at, named,
                       only=MEETING.meeting, gone="withdrawn"), source)  # fmt: skip
    with open_reader(path) as connection:
        rows = read_hearings(connection, date(2026, 4, 6), bills=[HR1, "us-119-hr2"])
        return {row.bill: row.status for row in rows}


def test_a_bill_that_a_meeting_names_no_more_is_off(tmp_path) -> None:
    two = "us-119-hr2"
    on = {HR1: "confirmed", two: "confirmed"}
    assert named_on(tmp_path / "a", ("api", (HR1, two)), ("api", (two,))) == on | {HR1: "withdrawn"}
    # A better source names it.
    both = ("list", (HR1, two))
    assert named_on(tmp_path / "b", both, ("api", (HR1, two)), ("api", (two,))) == on
    # It is named again.
    assert named_on(tmp_path / "c", ("api", (HR1,)), ("api", (two,)), ("api", (HR1, two))) == on


WORDS = st.lists(
    st.tuples(st.sampled_from(["api", "list"]), st.sampled_from(["10:00", "10:30", None]),
              st.sampled_from(["confirmed", "postponed"]), st.integers(0, 9)),
    min_size=1, max_size=6,
)  # fmt: skip


@given(WORDS)
@examples(6)
def test_after_any_words_the_best_source_s_newest_count(tmp_path_factory, words) -> None:
    told = [(source, replace(MEETING, time=time, status=status, as_of=f"2026-04-0{day}T12:00:00Z"))
            for source, time, status, day in words]  # fmt: skip
    (row,), _ = two_sources(tmp_path_factory.mktemp("m") / "b.db", *told)
    best = [one for source, one in told if source == max(name for name, _ in told)]
    newest = max(best, key=lambda one: one.as_of)  # of one instant, the first or a later one
    same = [one for one in best if one.as_of == newest.as_of]
    assert (row.time, "confirmed" if row.is_on else row.status) == (
        same[-1].time, same[-1].status
    )  # fmt: skip


# Letters -----------------------------------------------------------------------------------------

TUESDAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("committee", "day", "due", "time"),
    [
        ("CX18", TUESDAY, "2026-04-09", "15:00"),  # Thursday before
        ("CS72", TUESDAY, "2026-04-07", "15:00"),  # Tuesday of the week before
        ("CS72", date(2026, 4, 16), "2026-04-07", "15:00"),  # of a Thursday too
        ("CS72", date(2025, 3, 25), "2025-03-18", "15:00"),  # the committee's own example
        ("CS53", TUESDAY, "2026-04-07", "12:00"),  # a week
        ("CS74", date(2026, 4, 13), "2026-04-07", "12:00"),  # Tuesday before a Monday
        ("CX08", TUESDAY, "2026-04-07", None),  # no rule of its own: the usual one
        ("CX08", date(2026, 4, 7), "2026-03-30", None),  # Cesar Chavez Day does not count
        ("CS53", date(2026, 4, 7), "2026-03-30", "12:00"),  # a week before is that holiday
        ("CS58", date(2026, 1, 2), "2025-12-31", "12:00"),  # New Year's Day neither
    ],
)
def test_letters_are_due_by_the_committees_own_rule(committee, day, due, time) -> None:
    found = letter_deadline("ca", committee, day)
    assert found is not None
    assert (found.on, found.time) == (due, time)
    assert found.url.startswith("https://")


def test_a_conditional_letter_to_senate_public_safety_may_not_be_listed() -> None:
    """Two copies of its page say so; an older one said that it is listed."""
    found = letter_deadline("ca", "CS72", TUESDAY)
    assert found is not None and found.note is not None and found.address is not None
    assert "may not be listed: ask" in found.note
    assert "Room 545" in found.address and "spsf@sen.ca.gov" in found.address
    assert found.url == "https://spsf.senate.ca.gov/committeehome"


@given(
    st.sampled_from(sorted(letter_rules())),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)
@examples(25)
def test_a_deadline_is_a_working_day_before_the_hearing(committee, day) -> None:
    found = letter_deadline("ca", committee, day)
    assert found is not None
    assert date.fromisoformat(found.on) < day
    assert is_working_day(date.fromisoformat(found.on), "ca")


def test_a_deadline_in_the_past_is_nothing_to_do(tmp_path) -> None:
    told = agenda(hearing("2026-04-14"))
    (in_time,) = saved(tmp_path, told, on=date(2026, 4, 9))
    assert in_time.letters and in_time.letters.on == "2026-04-09"
    assert in_time.letters_closed is None
    (late,) = saved(tmp_path, told, on=date(2026, 4, 10))
    assert (late.letters, late.letters_closed) == (None, "2026-04-09")
    (past,) = saved(tmp_path, told, on=date(2026, 4, 6))
    assert past.letters
    assert saved(tmp_path, told, on=date(2026, 4, 15)) == ()


def test_every_rule_names_its_source_and_one_way_to_count() -> None:
    faults: list[Fault] = []
    raw = tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))
    read = structure(raw, LettersFile, FaultPlace("letters.toml"), faults)
    assert read is not None and not faults, faults
    assert {rule for rule in (*read.defaults, *read.rules)} == {*letter_rules().values()}
    for name, rule in letter_rules().items():
        ways = (rule.working_days, rule.days, rule.weekday, rule.week_before)
        assert len([way for way in ways if way is not None]) == 1, name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Arts, Entertainment, Sports, And Tourism", "Arts, Entertainment, Sports and Tourism"),
        ("Standing Committee on Public Safety", "PUBLIC SAFETY"),
        ("Budget & Fiscal Review", "Budget and Fiscal Review"),
        ("Aging And Long-term Care", "Aging and Long-Term Care"),
    ],
)
def test_spellings_of_a_committee_meet(one: str, two: str) -> None:
    assert committee_words(one) == committee_words(two)

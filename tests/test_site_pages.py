"""The pure parts of the site: words, stage bars and changes in words."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_values import AB938, HR4323, ON

from billtrail.bills.models import Action, Bill
from billtrail.bills.stages import How
from billtrail.bills.stages.fold import fold_bill
from billtrail.bills.values import BillStatus, Change, Cosponsors
from billtrail.datasette_plugins.home.ahead import build_ahead
from billtrail.datasette_plugins.home.page import build_news_groups
from billtrail.datasette_plugins.theme.stage_bar import MarkState, StageMark, build_bar
from billtrail.legislatures.calendar.sessions import load_sessions
from billtrail.legislatures.vocabulary import (
    ActionClass,
    Aim,
    Chamber,
    ChangeKind,
    MemberKind,
    Stage,
)
from billtrail.words import day_words, words
from billtrail.words.news.changes import ChangeLine, build_lines, build_news
from billtrail.words.status import HOWS, STAGES
from billtrail.words.words import safe_url

SPACE = words.NO_BREAK


def status_of(bill: Bill, on: date = ON, through: str = "2026-11-23") -> BillStatus:
    session = load_sessions().get((bill.jurisdiction, bill.session))
    progress = fold_bill(bill, on, session, through)
    nobody = Cosponsors(0, 0, {}, True)
    return BillStatus(
        bill, progress, None, nobody, None, None, None, None, None, bill.law, "seed",
        bill.data_as_of, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "terms"),
    [
        (STAGES, Stage),
        (HOWS, How),
        (words.CLASSES, ActionClass),
        (words.MEMBERS, MemberKind),
        (words.AIMS, Aim),
        (words.CHANGE_KINDS, ChangeKind),
    ],
)
def test_every_term_has_words(table: dict[str, object], terms: type) -> None:
    assert set(table) == set(terms)
    assert all(table.values())


def test_a_number_kept_free_is_not_drawn_as_introduced():
    status = status_of(replace(HR4323, actions=(), reserved=True))
    assert next(mark.label for mark in build_bar(status)) == "Reserved"
    assert not any(mark.date for mark in build_bar(status))


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_a_date_never_breaks_and_says_its_day(day: date) -> None:
    said = day_words(day.isoformat())
    assert " " not in said
    assert said.split(SPACE) == [f"{day:%b}", f"{day.day},", str(day.year)]


@pytest.mark.parametrize(
    ("value", "said"), [("2014", "2014"), ("2014-09", f"Sep{SPACE}2014"), (None, "date not known")]
)
def test_a_date_is_said_as_far_as_it_is_known(value: str | None, said: str) -> None:
    assert day_words(value) == said


_actions = st.lists(
    st.builds(
        Action,
        date=st.dates(date(2025, 1, 3), date(2026, 12, 31)).map(str),
        description=st.just("x"),
        classification=st.tuples(st.sampled_from(ActionClass)),
        chamber=st.sampled_from([Chamber.LOWER, Chamber.UPPER]),
    ),
    max_size=8,
).map(tuple)


@given(
    _actions,
    st.sampled_from(["bill", "joint", "concurrent", "simple"]),
    st.dates(date(2025, 1, 3), date(2028, 1, 1)),
)
def test_a_bar_is_what_is_behind_then_one_place_then_what_is_ahead(
    actions: tuple[Action, ...], kind: str, on: date
) -> None:
    status = status_of(replace(HR4323, actions=actions, kind=kind), on, "2026-06-01")
    bar = build_bar(status)
    places = [mark for mark in bar if mark.state not in (MarkState.DONE, MarkState.AHEAD)]
    assert len(places) == 1
    at = bar.index(places[0])
    assert all(mark.state == MarkState.DONE for mark in bar[:at])
    assert all(mark.state == MarkState.AHEAD for mark in bar[at + 1 :])
    assert (places[0].state == MarkState.NOW) <= status.progress.alive
    if places[0].state == MarkState.LAW:
        assert status.stage in (Stage.ENACTED, Stage.ADOPTED)


def test_the_bar_of_a_law_gives_every_day() -> None:
    assert [(mark.label, mark.date) for mark in build_bar(status_of(HR4323))] == [
        ("Introduced", "2025-07-10"),
        ("Passed committee", "2025-10-17"),
        ("Passed House", "2025-12-01"),
        ("Passed Senate", "2025-12-18"),
        ("To the President", "2026-01-12"),
        ("Became law", "2026-01-23"),
    ]


def test_an_end_that_is_not_recorded_is_no_death() -> None:
    bar = build_bar(status_of(AB938, through="2026-02-04"))
    assert bar[-1] == StageMark("Outcome not recorded", MarkState.UNKNOWN, "2026-08-31")
    assert bar[-1].says == "Not known"
    dead = build_bar(status_of(AB938, through="2026-12-01"))
    assert dead[-1].label.replace(SPACE, " ") == "Died with the 2025\N{EN DASH}26 session"


def change(field: str, old: object, new: object, kind: str = "change") -> Change:
    old_text, new_text = (None if v is None else json.dumps(v) for v in (old, new))
    return Change("us-119-hr4323", field, old_text, new_text, "2026-11-22T16:00:00Z", kind, None)


@pytest.mark.parametrize(
    ("seen", "line"),
    [
        (
            change("stage", "in_committee", "enacted"),
            ChangeLine("Stage", "Became law", "In committee"),
        ),
        (change("law", None, "Public Law 119-73"), ChangeLine("Law", "Public Law 119-73")),
        (
            change("actions:k", None, {"date": "2014", "description": "Signed."}),
            ChangeLine("New action", "2014: Signed."),
        ),
        (
            change("sponsorships:k", {"name": "A"}, {"name": "A", "unlisted_since": "2026-11-22"}),
            ChangeLine("No longer listed", "A"),
        ),
        (
            change("sponsorships:k", {"name": "A"}, {"name": "A", "withdrawn": "2014"}),
            ChangeLine("Joined, corrected", "A, withdrawn 2014"),
        ),
        (
            change("votes:k", None, {"date": "2014", "yes": 4, "no": 1, "result": "pass"}),
            ChangeLine("Vote", "2014: pass, 4 to 1"),
        ),
    ],
)
def test_a_change_is_said_in_words(seen: Change, line: ChangeLine) -> None:
    assert [replace(found, kind="") for found in build_lines([seen])] == [line]


@pytest.mark.parametrize(
    ("stages", "hows", "line"),
    [
        (("in_committee", "reported"), ("referred", "discharged by petition"),
         ("Taken from committee by petition", "In committee")),
        (("in_committee", "reported"), ("referred again", "reported adversely"),
         ("Committee advised against it", "In committee again")),
        (("reported", "passed_one_chamber"), ("discharged by vote", "passed with changes"),
         ("Passed both chambers, in different texts", "Taken from committee by a vote")),
        # Which chamber passed it is not kept beside the change.
        (("reported", "passed_one_chamber"), ("ordered reported", "passed"),
         ("Passed one chamber", "Committee voted to send it on")),
        (("introduced", "reported"), ("introduced", "a way of a newer program"),
         ("Out of committee", "Introduced")),
    ],
)  # fmt: skip
def test_a_step_of_then_is_told_as_it_was_recorded_then(
    stages: tuple[str, str], hows: tuple[str, str], line: tuple[str, str]
) -> None:
    """Whatever came of the bill since: a later report is no word for an earlier discharge."""
    seen = [change("how", *hows), change("stage", *stages)]
    (found,) = build_lines(seen)
    assert (found.what, found.before) == line


def test_what_only_repeats_a_change_makes_no_line() -> None:
    echo = [change("latest_action", "a", "b"), change("parts_known", "a", "b")]
    assert build_news(echo, {}) == ()
    both = build_news([*echo, change("stage", "in_committee", "enacted")], {})
    assert [item.lines[0].label for item in both] == ["Stage"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", None, "//x"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None
    assert safe_url("https://www.congress.gov/") == "https://www.congress.gov/"


def test_an_evening_of_ours_belongs_to_its_civil_day() -> None:
    """Seven in the evening in Los Angeles is the next day in UTC, and still today's news."""
    evening = replace(change("law", None, "x"), seen_at="2026-11-24T03:00:00Z")
    assert build_news([evening], {})[0].day == "2026-11-23"


def test_news_is_told_in_stretches_of_days_with_a_count_of_the_rest() -> None:
    days = ["2026-11-23", "2026-11-22", "2026-11-18"]
    seen = [
        replace(change("law", None, "x"), bill=f"us-119-hr{n}", seen_at=f"{day}T18:00:00Z")
        for day in days
        for n in range(1, 9)
    ]
    groups = build_news_groups(build_news(seen, {}), "2026-11-22")
    assert [(g.title, len(g.items), g.more) for g in groups] == [
        ("Since yesterday", 6, 10),
        ("Earlier in the last seven days", 6, 2),
    ]


def test_this_weeks_dates_stand_apart_from_later_ones() -> None:
    sessions = [one for one in load_sessions().values()
                if one.jurisdiction in ("us", "ca") and "x" not in one.session]  # fmt: skip
    ahead = build_ahead((), sessions, date(2026, 11, 25))
    assert [d.on for d in ahead.week] == ["2026-11-30"]
    assert [d.on for d in ahead.later] == ["2027-01-03"]

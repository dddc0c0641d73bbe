"""Sessions, partial dates, today and holidays; dates are those of the official calendars."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.errors import UsageError
from billtrail.legislatures.calendar import calendars, sessions
from billtrail.legislatures.calendar.deadline_days import (
    Deadline,
    deadlines,
    deadlines_of,
    introduction_not_set,
    years_not_set,
)
from billtrail.legislatures.calendar.sessions import (
    last_day,
    load_sessions,
    session_for,
    session_on,
)

SESSIONS = load_sessions()
#: What a day of the legislative calendar can have been taken from.
KINDS = {"calendar", "news", "votes", "introductions", "rules"}


@pytest.mark.parametrize(
    ("key", "starts", "last_passage", "last_signature", "ends"),
    [
        ("us-119-hr4323", "2025-01-03", "2027-01-03", "2027-01-15", "2027-01-03"),
        ("us-117-s3946", "2021-01-03", "2023-01-03", "2023-01-15", "2023-01-03"),
        ("us-93-hr1", "1973-01-03", "1975-01-03", "1975-01-15", "1975-01-03"),
        ("us-120-s1", "2027-01-03", "2029-01-03", "2029-01-15", "2029-01-03"),
        ("ca-20252026-ab63", "2024-12-02", "2026-08-31", "2026-09-30", "2026-11-30"),
        ("ca-20212022-sb357", "2020-12-07", "2022-08-31", "2022-09-30", "2022-11-30"),
        ("ca-19891990-ab1", "1988-12-05", "1990-08-31", "1990-09-30", "1990-11-30"),
        ("ca-20232024x1-ab1", "2022-12-05", "2024-08-31", "2024-09-30", "2024-11-30"),
        ("ca-20272028-sb1", "2026-12-07", "2028-08-31", "2028-09-30", "2028-11-30"),
    ],
)
def test_limits(key: str, starts: str, last_passage: str, last_signature: str, ends: str) -> None:
    session = session_for(key)
    assert session is not None
    assert (session.starts, session.last_passage) == (starts, last_passage)
    assert (session.last_signature, session.ends) == (last_signature, ends)


def test_every_session_of_the_years_covered_is_there_with_its_source() -> None:
    assert {name for place, name in SESSIONS if place == "us"} == {str(n) for n in range(93, 121)}
    regular = [name for place, name in SESSIONS if place == "ca" and "x" not in name]
    assert regular == [f"{year}{year + 1}" for year in range(1989, 2028, 2)]
    assert sum(place == "ca" for place, _ in SESSIONS) == 10 * len(regular)
    for (place, name), session in SESSIONS.items():
        assert (session.jurisdiction, session.session) == (place, name)
        assert session.starts < session.last_passage <= session.ends
        assert session.last_passage < session.last_signature
        assert "https://" in session.source
    assert SESSIONS["us", "119"].name == "119th Congress"
    assert SESSIONS["ca", "20232024x2"].name.endswith("second extraordinary session")


def test_a_session_beyond_the_calendar_is_unknown() -> None:
    assert session_for("us-121-hr1") is None
    assert session_for("gu-83-ab1") is None
    with pytest.raises(UsageError, match="bill key"):
        session_for("hr1")


def test_the_calendars_say_how_long_they_hold() -> None:
    for jurisdiction in ("us", "ca"):
        newest = max(s.ends for s in SESSIONS.values() if s.jurisdiction == jurisdiction)
        assert calendars.valid_until(jurisdiction) == newest
    with pytest.raises(UsageError, match="Expected one of: ca, us"):
        calendars.valid_until("gu")


@pytest.mark.parametrize(
    ("jurisdiction", "day", "session"),
    [
        ("us", "2026-11-23", "119"),
        ("us", "2027-01-02", "119"),
        ("us", "2027-01-03", "120"),
        ("ca", "2026-11-23", "20252026"),
        ("ca", "2024-12-01", "20232024"),
        ("ca", "2024-12-02", "20252026"),
        ("ca", "2016-08-23", "20152016"),
    ],
)
def test_session_on(jurisdiction: str, day: str, session: str) -> None:
    assert session_on(jurisdiction, day) == session
    assert session_on(jurisdiction, date.fromisoformat(day)) == session


@pytest.mark.parametrize(("place", "day"), [("us", "1972-06-01"), ("ca", "2029-06-01")])
def test_session_on_outside_the_years_covered(place: str, day: str) -> None:
    with pytest.raises(UsageError, match="does not cover"):
        session_on(place, day)
    with pytest.raises(UsageError, match="no calendar"):
        session_on("gu", day)


# The legislative calendar --------------------------------------------------------------------


def test_the_legislative_calendar_is_in_order_and_each_day_says_its_source() -> None:
    years = deadlines("ca")
    assert {y for y, dates in years.items() if dates.is_set} == {2023, 2024, 2025, 2026}
    for year, dates in ((y, d) for y, d in years.items() if d.is_set):
        days = (dates.introduction, dates.policy_fiscal, dates.policy, dates.fiscal, dates.origin,
                dates.second_policy, dates.second_fiscal, dates.passage, dates.recess)  # fmt: skip
        known = [date.fromisoformat(day.on) for day in days if day]
        assert known == sorted(known)
        assert all(day.year == year and day.weekday() < 6 for day in known[:-2])
        assert all(day.source.kind in KINDS and day.source.words for day in days if day)
        # What the Governor's days are counted from is never a guess.
        assert all(day.source.checked for day in (dates.recess, dates.reconvenes) if day)
        if year % 2:
            assert dates.recess and dates.reconvenes
            assert dates.reconvenes.on[:4] == str(year + 1)
        else:
            session = session_for(f"ca-{year - 1}{year}-ab1")
            assert session is not None and dates.passage
            assert dates.passage.on == session.last_passage
    assert not deadlines("us")


def test_two_days_are_told_as_not_checked() -> None:
    doubtful = [
        (year, name)
        for year, dates in deadlines("ca").items()
        for name in type(dates).__slots__
        if isinstance(day := getattr(dates, name), Deadline) and not day.source.checked
    ]
    assert doubtful == [(2026, "second_policy"), (2026, "second_fiscal")]


def test_a_calendar_says_sixty_days_ahead_that_it_ends() -> None:
    assert calendars.ending_soon(date(2028, 9, 30)) == ()
    for day in (date(2028, 10, 1), date(2028, 11, 30)):
        line = calendars.ending_soon(day)[0]
        assert line.startswith("The calendar of the California Legislature ends on 2028-11-30")
    assert " ended on 2028-11-30" in calendars.ending_soon(date(2028, 12, 1))[0]
    assert len(calendars.ending_soon(date(2029, 1, 4))) == len(calendars.jurisdictions())


def test_years_that_the_legislature_has_still_to_set_are_named_and_hold_no_day() -> None:
    assert [year for year, dates in deadlines("ca").items() if not dates.is_set] == [2027, 2028]
    for year in (2027, 2028):
        dates = deadlines("ca")[year]
        assert not [n for n in type(dates).__slots__ if isinstance(getattr(dates, n), Deadline)]
    assert years_not_set(date(2026, 11, 1)) == ()
    for day, year in (
        (date(2026, 11, 2), 2027),
        (date(2027, 6, 1), 2027),
        (date(2028, 3, 1), 2028),
    ):
        (line,) = years_not_set(day)
        assert line.startswith(
            f"The deadlines that the California Legislature sets itself for {year}"
        )
        assert "https://www.assembly.ca.gov/" in line and "data/calendars/ca.toml" in line


def test_a_day_that_is_not_set_is_told_with_the_one_of_two_years_before() -> None:
    assert introduction_not_set("ca", date(2026, 11, 1)) is None
    for day in (date(2026, 11, 2), date(2027, 2, 21)):
        assert introduction_not_set("ca", day) == (
            "The last day to introduce bills in 2027 is not set yet; in 2025 it was February 21 "
            "(517 bills were introduced on it, at most 15 in the two weeks after)"
        )
    assert introduction_not_set("ca", date(2027, 2, 22)) is None  # past by all that is known
    assert introduction_not_set("us", date(2026, 12, 1)) is None
    (line,) = years_not_set(date(2026, 12, 1))
    assert "(in 2025: bills introduced by February 21, out of policy committees by May 9" in line


def test_a_gap_in_the_years_is_told_as_not_set() -> None:
    assert not deadlines_of("ca", 2029).is_set
    assert deadlines_of("ca", 2014).is_set and deadlines_of("us", 2027).is_set


def test_every_limit_of_a_session_names_the_article_that_sets_it() -> None:
    limits = ("starts", "last_passage", "last_signature", "ends")
    for jurisdiction in calendars.jurisdictions():
        for limit in limits:
            assert re.search(r"Constitution.*, A", calendars.basis_of(jurisdiction, limit))
    assert calendars.basis_of("ca", "origin_passage").endswith("Article IV, section 10(c)")


# Partial dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ("2014", "2014-12-31"),
        ("2014-09", "2014-09-30"),
        ("2014-12", "2014-12-31"),
        ("2020-02", "2020-02-29"),
        ("2021-02", "2021-02-28"),
        ("2014-09-05", "2014-09-05"),
    ],
)
def test_last_day(value: str, last: str) -> None:
    assert last_day(value) == last


@pytest.mark.parametrize(
    "value", ["", "201", "2014-", "2014-13", "2014-00", "2014-9", "soon", "2014/09"]
)
def test_last_day_of_no_date(value: str) -> None:
    with pytest.raises(UsageError, match="Expected 2014, 2014-09 or 2014-09-30"):
        last_day(value)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_never_sorts_after_its_month_or_year(day: date) -> None:
    iso = day.isoformat()
    assert last_day(iso) == iso <= last_day(iso[:7]) <= last_day(iso[:4])
    assert last_day(iso[:7])[:7] == iso[:7]
    assert date.fromisoformat(last_day(iso[:7])) >= day


# Today --------------------------------------------------------------------------------------


def test_today_is_that_of_the_zone() -> None:
    night = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
    assert sessions.today(now=night) == date(2026, 11, 22)
    assert sessions.today(now=night.replace(hour=8)) == date(2026, 11, 23)
    assert sessions.today("America/New_York", now=night) == date(2026, 11, 23)
    assert sessions.today("Asia/Tokyo", now=night.replace(hour=15)) == date(2026, 11, 24)


def test_today_does_not_follow_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert sessions.today(now=now) == date(2026, 11, 22)


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../etc/passwd", "America"])
def test_today_in_no_zone(zone: str) -> None:
    with pytest.raises(UsageError, match="Expected one such as America/Los_Angeles"):
        sessions.today(zone)


def test_utc_now() -> None:
    instant = datetime.fromisoformat("2026-11-23T00:00:00.9-08:00")
    assert sessions.utc_now(instant) == "2026-11-23T08:00:00Z"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", sessions.utc_now())


# Holidays -----------------------------------------------------------------------------------


def _days(year: int, *days: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in days}


def test_federal_holidays_as_the_government_kept_them() -> None:
    assert sessions.holidays("us", 2026) == _days(
        2026, "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11",
        "11-26", "12-25",
    )  # fmt: skip
    assert sessions.holidays("us", 2021) == _days(
        2021, "01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11",
        "11-25", "12-24", "12-31",
    )  # fmt: skip
    assert date(2020, 6, 19) not in sessions.holidays("us", 2020)
    assert date(1975, 10, 27) in sessions.holidays("us", 1975)
    assert date(1975, 11, 11) not in sessions.holidays("us", 1975)


def test_californias_holidays() -> None:
    assert sessions.holidays("ca", 2026) == _days(
        2026, "01-01", "01-19", "02-16", "03-31", "05-25", "09-07", "11-11", "11-26", "11-27",
        "12-25", "07-04",
    )  # fmt: skip
    assert date(2024, 4, 1) in sessions.holidays("ca", 2024)  # 31 March 2024 was a Sunday
    assert date(2023, 11, 10) in sessions.holidays("ca", 2023)  # 11 November was a Saturday
    assert date(2000, 3, 31) not in sessions.holidays("ca", 2000)


@pytest.mark.parametrize(
    ("day", "n", "jurisdiction", "before"),
    [
        ("2026-11-30", 1, "us", "2026-11-27"),
        ("2026-11-30", 1, "ca", "2026-11-25"),
        ("2026-11-30", 3, "us", "2026-11-24"),
        ("2026-04-01", 1, "ca", "2026-03-30"),
        ("2026-04-01", 1, "us", "2026-03-31"),
        ("2027-01-04", 2, "us", "2026-12-30"),
        ("2026-11-29", 0, "us", "2026-11-29"),
    ],
)
def test_working_days_before(day: str, n: int, jurisdiction: str, before: str) -> None:
    found = sessions.working_days_before(date.fromisoformat(day), n, jurisdiction)
    assert found.isoformat() == before


@given(
    st.dates(min_value=date(1989, 1, 1), max_value=date(2028, 12, 31)),
    st.integers(1, 30),
    st.sampled_from(["us", "ca"]),
)
def test_working_days_are_counted_one_by_one(day: date, n: int, jurisdiction: str) -> None:
    found = sessions.working_days_before(day, n, jurisdiction)
    between = [date.fromordinal(o) for o in range(found.toordinal(), day.toordinal())]
    assert sum(sessions.is_working_day(d, jurisdiction) for d in between) == n
    assert sessions.is_working_day(found, jurisdiction)


def test_no_negative_days() -> None:
    with pytest.raises(UsageError, match="0 or more"):
        sessions.working_days_before(date(2026, 1, 2), -1, "us")

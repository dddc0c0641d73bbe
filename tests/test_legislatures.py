"""Each legislature is one value; whoever asks names none."""

import pytest

from billtrail.legislatures import get, is_known, known
from billtrail.legislatures.grammar import CountedSessions, YearSessions
from billtrail.vocabulary import Chamber


def test_the_shipped_ones_are_found_by_their_files_the_national_one_first() -> None:
    assert [one.id for one in known()] == ["us", "ca"]
    assert all(row.jurisdiction == one.id for one in known() for row in one.types)


def test_one_that_nobody_has_described_can_still_be_read() -> None:
    """The published file of somebody who follows another state."""
    nevada = get("nv")
    assert not is_known("nv")
    assert nevada.sessions.label("83") == "83 session"
    assert nevada.chamber(Chamber.LOWER) == "Lower"
    assert nevada.official_url is not None


@pytest.mark.parametrize(
    ("grammar", "session", "label", "spoken", "first"),
    [
        (YearSessions(), "20252026", "2025\N{EN DASH}26 session", "2025-26", 2025),
        (YearSessions(), "20252026x2", "2025\N{EN DASH}26 second special session",
         "the 2025\N{EN DASH}26 second special session", 2025),
        (YearSessions(), "19992000", "1999\N{EN DASH}2000 session", "1999-00", 1999),
        (YearSessions(years=1), "2026", "2026 session", "2026", 2026),
        (YearSessions(years=1), "2026x1", "2026 first special session",
         "the 2026 first special session", 2026),
        (YearSessions(years=4, begins=2024), "20242027", "2024\N{EN DASH}27 session", "2024-27",
         2024),
        (CountedSessions("General Assembly", "General Assemblies", zero=1817), "104",
         "104th General Assembly", "the 104th General Assembly", 2025),
    ],
)  # fmt: skip
def test_sessions_of_any_length_and_called_ones(grammar, session, label, spoken, first) -> None:
    assert grammar.fits(session)
    assert (grammar.label(session), grammar.spoken(session)) == (label, spoken)
    assert grammar.first_year(session) == first
    assert grammar.of_year(first) == session.partition("x")[0]
    assert grammar.of_year(first + grammar.years - 1) == session.partition("x")[0]
    assert grammar.of_year(first + grammar.years) != session.partition("x")[0]


@pytest.mark.parametrize(
    ("grammar", "session"),
    [
        (YearSessions(), "20242025"),  # begins in an odd year
        (YearSessions(), "2025"),
        (YearSessions(), "20252026x0"),
        (YearSessions(years=1), "20252026"),
        (CountedSessions("Congress", "Congresses", zero=1787), "0"),
        (CountedSessions("Congress", "Congresses", zero=1787), "119x1"),  # none is called
    ],
)
def test_what_is_no_session(grammar, session) -> None:
    assert not grammar.fits(session)

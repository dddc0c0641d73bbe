"""Each legislature is one value; whoever asks names none."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import trial_island
import trial_newyork

from billtrail.legislatures import added, full_name, get, is_known, known
from billtrail.legislatures.calendar import session_for, session_on
from billtrail.legislatures.grammar import CountedSessions, YearSessions
from billtrail.legislatures.spelling import KnownKeys, identifiers
from billtrail.legislatures.states import state_ids
from billtrail.legislatures.vocabulary import Chamber


def test_the_shipped_ones_are_found_by_their_files_the_national_one_first() -> None:
    first, *others = [one.id for one in known()]
    assert first == "us" and "ca" in others and others == sorted(others)
    assert all(row.jurisdiction == one.id for one in known() for row in one.types)


def test_one_that_nobody_has_described_can_still_be_read() -> None:
    """The published file of somebody who follows another place."""
    guam = get("gu")
    assert not is_known("gu")
    assert guam.sessions.label("83") == "83 session"
    assert guam.chamber(Chamber.LOWER) == "Lower"
    assert guam.official_url is not None


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


# -- called sessions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("zz-2026x1-ord1", "Ord. 1 (2026 first called session)"),
        ("zz-2026-ord1", "Ord. 1 (2026 session)"),
        ("ny-20252026x2-a1", "A 1 (2025\N{EN DASH}26 second extraordinary session)"),
        ("ca-20252026x2-ab1", "ABX2 1 (2025\N{EN DASH}26 second extraordinary session)"),
    ],
)
def test_a_called_session_is_in_the_number_only_where_it_is_printed_so(key, said) -> None:
    with added(trial_island.LEGISLATURE, trial_newyork.LEGISLATURE):
        assert full_name(key) == said
        assert identifiers.parse_identifier(key) == key
        query = identifiers.search_words(key)
        assert f" {query} " in f" {identifiers.spellings(key)} "
        both = KnownKeys([key, re.sub(r"x\d", "", key)])
        assert identifiers.find_identifier(said, both) == [key]


def test_a_called_session_may_have_days_of_its_own() -> None:
    with added(trial_island.LEGISLATURE):
        session = session_for("zz-2026x1-ord1")
        assert session and (session.starts, session.ends) == ("2026-12-21", "2026-12-23")
        assert session_on("zz", "2026-12-22") == "2026"


# -- nobody names one ------------------------------------------------------------------------------

ROOT = Path(__file__).parent.parent
IDS = "|".join(one.id for one in known())
STATES = {*state_ids()}
#: Ids that are words in code too: nobody can tell which of them names a state.
WORDS = {"id", "in", "or", "ok", "me", "hi", "oh"}
#: A legislature's own modules, those of its publishers (``us_govinfo``, ``california``,
#: ``congress``) and its rules for what a publisher of all says (``rules/ny.py``).
OWN = re.compile(rf"(?:(?:{IDS})(?:_\w+)?|california|congress|(?:{'|'.join(STATES)}))(?:\.py)?")
#: An id, the beginning of a key, or an id within a query.
NAMES = re.compile(rf"(?:{IDS})-?|.*'(?:{IDS})'.*", re.DOTALL)


def _modules() -> Iterator[Path]:
    for folder in ("src", "scrapers", "briefs", "datasette_plugins"):
        for path in (ROOT / folder).rglob("*.py"):
            if not any(OWN.fullmatch(part) for part in path.relative_to(ROOT).parts):
                yield path


def _named(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    told = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs)
    for node in told:
        if isinstance(node.value, str) and NAMES.fullmatch(node.value):
            yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}"
    for compare in (n for n in ast.walk(tree) if isinstance(n, ast.Compare)):
        # Of states from data only what something is compared with: an id may be anything else.
        for n in (n for one in (compare.left, *compare.comparators) for n in ast.walk(one)):
            if isinstance(n, ast.Constant) and n.value in STATES - WORDS - {*IDS.split("|")}:
                yield f"{path.relative_to(ROOT)}:{n.lineno}: {n.value!r}"


def test_no_code_names_a_legislature() -> None:
    """Who does, must be touched for the next state: ask ``legislatures.get`` instead."""
    found = [line for path in _modules() for line in _named(path)]
    assert not found, "\n".join(found)


def test_a_module_that_names_one_is_found(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "a.py").write_text(
        '"""The us is fine here."""\nif place == \'us\' or key.startswith(\'ca-\'):\n'
        "    query = \"SELECT 1 WHERE jurisdiction = 'ca'\"\n    fine = 'us-119-hr1', 'because'\n"
        "word, fine = 'in', place == 'us-119-hr1'\nif place in ('ny', 'tx'):\n    pass\n"
    )
    lines = sorted(line.split(":")[1] for line in _named(tmp_path / "a.py"))
    assert lines == ["2", "2", "3", "6", "6"]

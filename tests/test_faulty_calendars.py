"""A calendar with a fault names itself and stops only what depends on it."""

from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from replay import Publisher, serving

from billtrail.cli import main
from billtrail.legislatures.calendar import calendars, deadline_days, sessions
from billtrail.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

FOLDER = resources.files("billtrail.data") / "calendars"
CA = (FOLDER / "ca.toml").read_bytes()
FAULTS = (
    (b'valid_until = "2028-11-30"', b'valid_until = "2026-13-30"'),
    (b"[rule]", b"[rule"),
    (b"[rule]", b"[[rule]]"),
    (b'day = "08-31"', b'day = "08-32"'),
    (b'weekday = "monday"', b'weekday = "moonday"'),
    (b"[deadlines.sources.votes-2023]", b"[deadlines.sources.votes-1923]"),
    (b'jurisdiction = "ca"', b'jurisdiction = "us"'),
    (CA, b"x = " + b"[" * 5000),
    (CA, b"\xff\xfe"),
    # A session without an end, one that ends before it begins, two at once, none at all.
    (b'ends = { year = 1, day = "11-30" }\n', b""),
    (b'ends = { year = 1, day = "11-30" }', b'ends = { year = -1, day = "11-30" }'),
    (b'ends = { year = 1, day = "11-30" }', b'ends = { year = 2, day = "01-31" }'),
    (b"last_year = 2027", b"last_year = 1927"),
    (b"last_year = 2027", b"last_year = 2026"),  # the years up to valid_until have no session
)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The program over a calendar of California with a fault in it."""
    before, after = request.param
    assert before in CA
    (tmp_path / "calendars").mkdir()
    for path in FOLDER.iterdir():
        (tmp_path / "calendars" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "calendars" / "ca.toml").write_bytes(CA.replace(before, after, 1))
    kept = (
        calendars.read_calendars, sessions._read_sessions, sessions.holidays,
        deadline_days.deadlines,
    )  # fmt: skip
    for cached in kept:
        cached.cache_clear()
    monkeypatch.setattr(calendars, "FOLDER", tmp_path)
    yield
    for cached in kept:
        cached.cache_clear()


def run(workspace: Workspace, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), arguments
    assert done.exit_code in codes, done.output
    return done.output


@pytest.mark.parametrize("faulty", FAULTS, indirect=True)
def test_a_faulty_calendar_stops_nothing_but_its_own_days(faulty: None, fresh: Workspace) -> None:
    said = run(fresh, "show", "us-119-hr1379")
    assert "calendars/ca.toml" in said and "Overtaken" in said
    assert "Next: " not in run(fresh, "show", "ca-20252026-ab379") or "not known" in said
    for command in (("week",), ("family", "us-tsra"), ("changes",), ("search", "trafficking")):
        assert "calendars/ca.toml" in run(fresh, *command)
    assert "NO  The calendar of" in run(fresh, "doctor", codes=(1,))


@pytest.mark.parametrize("faulty", (FAULTS[0], FAULTS[1], FAULTS[-1]), indirect=True)
def test_an_update_names_it_and_asks_for_the_rest(faulty: None, fresh: Workspace) -> None:
    """A day that is none, no TOML at all, and years without a session: California's calendar alone
    is missed."""
    with serving(Publisher({})) as away:
        base = [f"--base-url={name}={away}" for name in ("us_govinfo", "ca_calendar", "ca_leginfo",
                "ca_pubinfo", "us_house_floor", "us_legislators", "us_senate_hearings",
                "us_house_meetings", "us_votes")]  # fmt: skip
        said = run(fresh, "update", *base, codes=(0, 3))
    assert "Congress: all" in said or "Congress: none of" in said
    assert "calendars/ca.toml" in said and "The calendar of Congress" not in said


@given(st.data())
def test_whatever_is_in_a_calendar_it_is_read_or_its_fault_is_said(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(CA)))
    noise = data.draw(st.binary(max_size=30))
    cut = data.draw(st.integers(0, 30))
    found = calendars.read_calendar("ca.toml", CA[:at] + noise + CA[at + cut :])
    assert found["valid_until"] and list(calendars.sessions_in(found)) is not None
    assert "fault" not in found or "calendars/ca.toml: " in found["fault"]

"""What a new state lacks is said at once, in words."""

from dataclasses import replace
from datetime import date

import pytest
import trial_island
import trial_newyork

from billtrail.legislatures import added, known
from billtrail.legislatures.legislature import DistrictSeats
from billtrail.legislatures.missing import missing

ON = date(2026, 11, 26)
NEW_YORK = trial_newyork.LEGISLATURE
NO_LABELS = {key: {"en": row["en"]} for key, row in NEW_YORK.labels.items()}


@pytest.mark.parametrize("id", [one.id for one in known()])
def test_nothing_is_missing_of_those_that_ship(id: str) -> None:
    assert list(missing(id, ON)) == []


@pytest.mark.parametrize("trial", [trial_island, trial_newyork])
def test_nothing_but_a_page_is_missing_of_the_trials(trial) -> None:
    with added(trial.LEGISLATURE):
        lacking = list(missing(trial.LEGISLATURE.id, ON))
    assert all("no official page" in line for line in lacking)


def test_a_legislature_that_is_not_there() -> None:
    assert list(missing("ny", ON)) == [
        "no legislature 'ny': add legislatures/ny.py with its LEGISLATURE (known: us, ca)"
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"calendar": None}, "no calendar: calendars/ny.toml: there is no such file"),
        ({"calendar": "x ="}, "no calendar: calendars/ny.toml: "),
        ({"types": ()}, "no measure types"),
        ({"chambers": {}}, "the chambers are neither lower and upper nor the legislature alone"),
        ({"chambers": {}}, "no chamber 'lower', where measures of type 'a' begin"),
        ({"offices": {}}, "no office for members of the Assembly"),
        ({"labels": NO_LABELS}, "no label 'bar-upper' in Spanish"),
        ({"labels": {}}, "no label 'seat-lower' in English"),
        ({"labels": {"sessions": {"en": "{n}"}}}, "the label 'sessions' in English must hold"),
        ({"signing": None}, "no rule for the day by which the Governor must sign"),
        ({"zone": "New York"}, "no time zone is called 'New York'"),
        ({"example": "2025"}, "the example '2025' is no session of its grammar"),
        ({"types": (*NEW_YORK.types, NEW_YORK.types[0])}, "two measure types are spelled 'a'"),
        ({"seats": DistrictSeats({}), "official_url": lambda key: None}, "no official page"),
    ],
    ids=str,
)  # fmt: skip
def test_each_missing_piece_has_its_line(change, line: str) -> None:
    with added(replace(NEW_YORK, **change)):
        lacking = list(missing("ny", ON))
    assert any(one.startswith(line) for one in lacking), lacking


def test_a_day_outside_the_calendar() -> None:
    with added(NEW_YORK):
        assert "no session of 2031-01-01 in the calendar" in missing("ny", date(2031, 1, 1))

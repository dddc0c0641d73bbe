"""What a new state lacks is said at once, in words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import trial_island
import trial_newyork
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.legislatures import added, known
from billtrail.legislatures.completeness import missing
from billtrail.legislatures.legislature import DistrictSeats
from billtrail.scrapers import registry

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
    [line] = missing("zz", ON)
    assert line.startswith("no legislature 'zz': add legislatures/zz.py with its LEGISLATURE")
    assert "known: us, " in line


@pytest.mark.parametrize(
    ("change", "line"),
    [
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
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_missing_piece_has_its_line(change, line: str) -> None:
    with added(replace(NEW_YORK, **change)):
        lacking = list(missing("ny", ON))
    assert any(one.startswith(line) for one in lacking), lacking


def test_a_day_outside_the_calendar() -> None:
    with added(NEW_YORK):
        assert "no session of 2031-01-01 in the calendar" in missing("ny", date(2031, 1, 1))


# -- the command -----------------------------------------------------------------------------------


def checked(name: str, *files: Path, code: int) -> list[str]:
    done = CliRunner().invoke(main, ["check-source", name, *map(str, files)])
    assert done.exit_code == code, done.output
    return done.output.splitlines()


@pytest.mark.parametrize("name", ["us_govinfo", "ca_pubinfo", "ca", "us", "seed"])
def test_what_ships_is_whole(name: str) -> None:
    assert checked(name, code=0) == [f"Nothing is missing of {name}."]


def test_a_source_without_its_legislature() -> None:
    with registry.added(trial_island.SOURCE):
        assert checked("zz_gazette", code=1)[0].startswith("no legislature 'zz'")


def test_a_source_that_is_crawled_without_a_spider() -> None:
    with registry.added(replace(trial_island.SOURCE, start=lambda keys, known: iter(()))):
        assert "no spider: add scrapers/zz_gazette/spider.py" in checked("zz_gazette", code=1)


def test_a_legislature_without_a_source() -> None:
    with added(trial_island.LEGISLATURE):
        lines = checked("zz", code=1)
    assert "no source: add scrapers/zz_PUBLISHER.py with its SOURCE" in lines


def test_a_calendar_that_is_not_there() -> None:
    with added(replace(trial_island.LEGISLATURE, calendar=None)):
        [line] = (one for one in missing("zz", ON) if "calendar" in one)
    assert line.startswith("no calendar: calendars/zz.toml: there is no such file")


def test_a_name_that_nobody_has_says_the_nearest() -> None:
    assert checked("us_govinfi", code=2)[-1].endswith("Nearest: us_govinfo, us_govinfo_texts.")
    assert "Nearest" not in checked("qwxyz", code=2)[-1]


@pytest.mark.parametrize("name", ["xx", "xx_senate"])
def test_of_a_state_that_is_not_here_it_is_told_what_it_takes(name: str) -> None:
    assert checked(name, code=1) == [
        "no legislature 'xx': add legislatures/xx.py with its LEGISLATURE (known: us, ca, va)",
        "no source: add scrapers/xx_PUBLISHER.py with its SOURCE",
    ]


def test_of_a_state_from_data_it_is_told_what_is_not_known() -> None:
    assert checked("tx", code=1) == [
        "no calendar: add data/calendars/tx.toml",
        "no rule for the day by which the Governor must sign",
        "no source: add scrapers/tx_PUBLISHER.py with its SOURCE",
    ]


def test_what_the_files_of_a_source_show(tmp_path: Path) -> None:
    """Its own, a type that is not in the table, a text without a rule and a session too early."""
    files = trial_newyork.as_files()
    files["ny_bill_4.json"] = files["ny_bill_3.json"].replace(b"A1029", b"B7")
    files["ny_bill_5.json"] = files["ny_bill_3.json"].replace(
        b"REFERRED TO CODES", b"SENT ASTRAY 3"
    )
    files["ny_bill_6.json"] = files["ny_bill_3.json"].replace(b"2025-2026", b"2005-2006")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with added(NEW_YORK), registry.added(trial_newyork.SOURCE):
        lines = checked("ny_openstates", tmp_path, code=1)
    assert any("ny has no measure type 'b'. Expected one of: a, s, k, j" in one for one in lines)
    assert "no rule for 'SENT ASTRAY #'" in lines
    assert "no session '20052006' in the calendar" in lines
    assert len(lines) == 3


def test_a_passage_without_its_chamber(tmp_path: Path) -> None:
    def no_chamber(document, reference):
        for bill in trial_newyork.parse(document, reference):
            actions = tuple(action._replace(chamber=None) for action in bill.actions)
            yield replace(bill, actions=actions)

    (tmp_path / "ny_bill_1.json").write_bytes(trial_newyork.as_files()["ny_bill_1.json"])
    with added(NEW_YORK), registry.added(replace(trial_newyork.SOURCE, parse=no_chamber)):
        lines = checked("ny_openstates", tmp_path, code=1)
    assert "no chamber at 'PASSED SENATE', which is 'passage'" in lines


def test_files_of_another_source(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    assert "notes.txt" in "".join(checked("us_govinfo", tmp_path, code=1))

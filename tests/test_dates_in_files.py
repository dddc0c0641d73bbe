"""No date in a file that ships, or in one of a workspace, can end a command with a traceback."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.models import Document
from billtrail.campaigns import content_files
from billtrail.campaigns.content import load
from billtrail.cli import main
from billtrail.commands.machine import year
from billtrail.errors import BilltrailError
from billtrail.legislatures.calendar import calendars
from billtrail.scrapers import seed, seed_files
from billtrail.snapshot.snapshot import open_snapshot

pytestmark = pytest.mark.slow

#: Dates, and no part of an id such as "ovc-2018-19-new-clients".
DATES = re.compile(r"(?<![\w-])(?:18|19|20)\d\d-\d\d(?:-\d\d)?(?![\w-])")
CONTENT: Mapping[str, str] = content_files.shipped_files()
CALENDARS = {
    path.name: path.read_text(encoding="utf-8")
    for path in (Path(str(calendars.FOLDER)) / "calendars").iterdir()
}
SEED = {kind: seed_files.seed_file(kind).decode().splitlines() for kind in seed_files.KINDS}

#: What people and programs write for a day, and what no calendar has.
WRONG = st.one_of(
    st.sampled_from(["2026-13-30", "2026-02-30", "0000-00-00", "10000-01-01", "2026-1-1", "soon",
                     "0001-01-01", "9999-12-31", "9999-12", "20260101", "2026-11-31", ""]),
    st.dates().map(str),
    st.from_regex(r"[0-9]{1,5}-[0-9]{1,3}(-[0-9]{1,3})?", fullmatch=True),
    st.text(st.characters(codec="ascii", exclude_characters='"\\\n'), max_size=12),
)  # fmt: skip


def changed(text: str, data: st.DataObject) -> str:
    """The text with one of its dates replaced."""
    one = data.draw(st.sampled_from(list(DATES.finditer(text))))
    return text[: one.start()] + data.draw(WRONG) + text[one.end() :]


@given(st.data())
@examples(25)
def test_content_is_loaded_or_its_fault_is_said(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([n for n, text in CONTENT.items() if DATES.search(text)]))
    files = {**CONTENT, name: changed(CONTENT[name], data)}
    try:
        load._of_files(tuple(files.items()), ())
    except BilltrailError as error:
        assert name.removeprefix("campaigns/") in str(error)


@given(st.data())
def test_a_calendar_is_read_or_its_fault_is_said(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(CALENDARS)))
    found = calendars.read_calendar(name, changed(CALENDARS[name], data).encode())
    assert date.fromisoformat(found["valid_until"])
    assert "fault" not in found or f"calendars/{name}" in found["fault"]


@given(st.data())
def test_a_line_of_the_seed_is_read_or_named(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(SEED)))
    dated = [line for line in SEED[kind][1:] if DATES.search(line)]
    line = changed(data.draw(st.sampled_from(dated)), data)
    defaults = [one for one in SEED[kind] if "defaults" in json.loads(one)][:1]
    lines = [line] if line in defaults or not defaults else [*defaults, line]
    document = Document("seed", kind, "u", {f"seed/{kind}.jsonl": "\n".join(lines).encode()},
                        "2026-11-23T00:00:00Z", None, "0")  # fmt: skip
    try:
        list(seed.parse(document))
    except BilltrailError as error:
        assert f"{kind}.jsonl, line" in str(error)


@pytest.mark.parametrize("read", ['"2026-13-30"', '"soon"', "2024-02-29", '""'])
def test_the_day_a_letter_rule_was_read_is_only_told(prepared, tmp_path, monkeypatch, read) -> None:
    text = (Path(str(year.FOLDER)) / "letters.toml").read_text(encoding="utf-8")
    (tmp_path / "letters.toml").write_text(
        re.sub(r'^read = ".*?"', f"read = {read}", text, flags=re.M), encoding="utf-8"
    )
    monkeypatch.setattr(year, "FOLDER", tmp_path)
    with open_snapshot(prepared.database, date(2026, 12, 20)) as snapshot:
        assert any("Letter rules" in line for line in year.year_lines(snapshot))


OWN = """\
stale_after_days = {days}
public_ask = {{by = "A", on = "{day}"}}
[[bill]]
key = "us-119-hr909"
aim = "pass"
why = "Built for the test."
position = "support"
decided_by = "A"
decided_on = "{day}"
[[claim]]
id = "own"
kind = "fact"
source = "built for the test"
holds_if = [{{until = "{day}"}}]
[[claim]]
id = "own-from"
kind = "fact"
source = "built for the test"
holds_if = [{{from = "{begins}"}}]
[[text]]
key = "ask-own"
text = "Do it."
claims = ["own"]
reviewed_by = "A"
reviewed_on = "{day}"
[[ask]]
id = "own"
stages = ["enacted"]
headline = "headline-enacted"
texts = ["ask-own"]
deadline = "{day}"
[[date]]
on = "{day}"
what = "a day"
who = "us"
certainty = "watch"
source = "built for the test"
[[endorser]]
organisation = "X"
bill = "us-119-hr909"
date = "{day}"
proof = "https://example.org"
[[declined]]
bill = "us-119-hr2"
by = "A"
on = "{day}"
"""
COMMANDS = (
    ("check",), ("week",), ("show", "us-119-hr909"), ("doctor", "--year"), ("changes",),
    ("brief", "tsra", "--format", "txt", "-o", "-"), ("report-of-session", "119"),
)  # fmt: skip


def run(workspace, *words):
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), (words, done.output)
    return done


@pytest.mark.parametrize(
    "day, days, begins",
    [
        ("0001-01-01", 1, "0001-01-01"), ("0001", 7, "0001"),
        ("9999-12-31", 36525, "9998"), ("9999-12", 7, "9998"),
    ],
)  # fmt: skip
def test_days_at_the_ends_of_the_calendar_pass_every_command(fresh, day, days, begins) -> None:
    """They are dates, so nothing refuses them, and what counts from them has to hold."""
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(
        OWN.format(day=day, days=days, begins=begins), encoding="utf-8"
    )
    load.load_content(fresh.root)
    for command in COMMANDS:
        run(fresh, *command)


@pytest.mark.parametrize("days", ["0", "-1", "36526", "1" + "0" * 30, "true", '"7"'])
def test_a_number_of_days_has_bounds(fresh, days) -> None:
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(f"stale_after_days = {days}\n")
    done = run(fresh, "check")
    assert done.exit_code == 1 and "is not a number of days from 1 to 36,525" in done.output


@pytest.mark.parametrize("day", ["1788-12-31", "3000-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_no_bill_can_have_is_refused(fresh, day) -> None:
    done = run(fresh, "--as-of", day, "week")
    assert done.exit_code == 2 and "Days from 1789 to 2999" in done.output


@pytest.mark.parametrize("day", ["1789-01-01", "2999-12-31"])
def test_the_first_and_the_last_day_can_be_asked(fresh, day) -> None:
    for command in COMMANDS:
        run(fresh, "--as-of", day, *command)

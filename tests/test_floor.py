"""What a chamber's list becomes: rows and their history, a next step, news, pages."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from floor_lists import HR1144, S2403, STORY, WEEK, Item, built, read
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.models import FloorList
from billtrail.bills.next_steps.state_of_play import Pending, StateOfPlay
from billtrail.bills.values import FloorStatus
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.files import KeyedRows
from billtrail.legislatures.vocabulary import Chamber
from billtrail.snapshot.floor_step import floor_step
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import open_reader
from billtrail.store.writer import Writer, open_writer
from billtrail.words.floor import floor_ahead_words, floor_words
from billtrail.words.news.changes import build_lines
from billtrail.workspace.workspace import Workspace

BILL = "us-119-hr1144"
DAY = date(2026, 11, 26)
ON = "under suspension of the rules (two thirds needed)"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def save(path: Path, told: FloorList, now: str = "2026-11-26T20:00:00Z") -> None:
    with open_writer(path, "test", {}, today=DAY, now=now) as writer, writer.transaction():
        writer.floor.save(told, "us_house_floor")


def of_day(path: Path, bill: str, on: date = DAY, **values: Any) -> tuple[FloorStatus, ...]:
    with open_snapshot(path, on) as snapshot:
        return snapshot.floor([bill], **values)


def news(path: Path, bill: str, on: date = DAY) -> list[str]:
    """What is news of a bill, the oldest first."""
    with open_snapshot(path, on) as snapshot:
        lines = build_lines(snapshot.changes(bill=bill))
        return [plain(line.what) for line in lines if line.label == "Floor list"][::-1]


def list_of(*items: Item, hour: int = 9, week: date = WEEK) -> FloorList:
    data = built(items, f"2026-11-25T{hour:02}:00:00", week)
    return read(data) if week == WEEK else read_other(data)


def read_other(data: bytes) -> FloorList:
    from floor_lists import copy_of

    from billtrail.scrapers.us_house_floor.source import parse

    (found,) = parse(copy_of(STORY[0])._replace(url="list", parts={"x": data}))
    assert isinstance(found, FloorList)
    return found


# H.R. 1144 ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, prepared: Workspace) -> list[Workspace]:
    """The workspace after each of the three copies of the story."""
    found, last = [], prepared
    for number, data in enumerate(STORY):
        one = Workspace.at(tmp_path_factory.mktemp(f"story{number}"))
        one.database.write_bytes(last.database.read_bytes())
        save(one.database, read(data), f"2026-11-26T1{number}:00:00Z")
        found.append(one)
        last = one
    return found


def show(workspace: Workspace, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert done.exit_code == code, done.output
    return plain(done.output)


def test_the_story_as_news(told: list[Workspace]) -> None:
    assert news(told[2].database, BILL) == [
        f"On the House's list for the week of Nov 30, 2026, {ON}",
        f"On the House's list for the week of Nov 30, 2026, {ON}, as amended; before: {ON}",
        "Taken off the House's list on Nov 25, 2026; it was for the week of Nov 30, 2026",
    ]
    assert "Taken off the House's list on Nov 25, 2026" in show(told[2], "changes")
    kinds = {one["field"].partition(":")[0] for one in
             json.loads(show(told[2], "changes", "--json"))}  # fmt: skip
    assert "floor" in kinds


def test_the_story_as_a_next_step(told: list[Workspace]) -> None:
    """On the list, the vote is expected in that week; off it, the committees have it as before."""
    step = json.loads(show(told[1], "show", BILL, "--json"))["next_step"]
    assert plain(step["what"]) == (
        f"Vote by the full chamber: on the House's list for the week of Nov 30, 2026, {ON}, "
        "as amended (checked Nov 25, 2026)"
    )
    assert (step["who"], step["certainty"], step["not_before"], step["date"]) == (
        "the House", "expected", "2026-11-30", "2026-12-06"
    )  # fmt: skip
    off = json.loads(show(told[2], "show", BILL, "--json"))
    assert off["next_step"]["what"].startswith("Hearing and vote in committee")
    assert [(one["listed"], one["on"], one["removed"]) for one in off["floor"]] == [
        (BILL, False, "2026-11-25")
    ]
    shown = show(told[1], "show", BILL)
    assert "even so, the chamber's own list announces a vote" in shown
    assert "H.R. 2796, of the same effort, is not on it" in shown
    assert "so no vote of the chamber is next" in show(told[2], "show", BILL)


def test_a_brief_that_tells_of_the_list_has_moved_once_the_bill_is_off(
    told: list[Workspace], tmp_path: Path
) -> None:
    file = str(tmp_path / "brief.json")
    show(told[1], "brief", BILL, "-o", file)
    step = "vote by the full chamber: on the House's list for the week of Nov 30, 2026"
    assert step in plain(Path(file).read_text(encoding="utf-8"))
    assert "Nothing it says has moved" in show(told[1], "verify", file)
    moved = "floor list H.R. 1144: a vote in the week of November 30, 2026 -> no vote on it"
    assert moved in show(told[2], "verify", file, code=1)


def test_the_story_on_the_call_sheet(told: list[Workspace]) -> None:
    rows = [json.loads(show(one, "week", "--format", "json")) for one in told]
    ahead = [[r for r in found if r["kind"] == "floor"] for found in rows]
    assert [[(r["date"], r["who"], r["certainty"]) for r in found] for found in ahead] == [
        [("2026-11-30", "House", "expected")], [("2026-11-30", "House", "expected")], []
    ]  # fmt: skip
    (changed,) = [r["what"] for r in rows[2] if r["section"] == "changed" and r["bill"] == BILL]
    assert plain(changed).endswith(": taken off the House's list on Nov 25, 2026; it was for the "
                                   "week of Nov 30, 2026")  # fmt: skip
    deadlines = [r for r in rows[1] if r["bill"] == BILL and r["kind"] == "deadline"]
    assert deadlines == []  # the vote is told once


def test_the_story_on_pages_and_in_feeds(told: list[Workspace]) -> None:
    async def pages(workspace: Workspace, *paths: str) -> list[str]:
        site = make_datasette(workspace.database, today=lambda: DAY)
        found = [await site.client.get(path) for path in paths]
        assert {one.status_code for one in found} == {200}
        return [plain(one.text) for one in found]

    paths = (f"/bill/{BILL}", "/", f"/bill/{BILL}.ics", "/changes.atom", f"/bill/{BILL}.json",
             "/billtrail/floor-list.json?_shape=array")  # fmt: skip
    page, home, calendar, feed, as_json, listed = asyncio.run(pages(told[1], *paths))
    assert '<h2 id="floor-list">Floor list</h2>' in page
    assert page.count("under suspension of the rules (two thirds needed), as amended") >= 3
    assert "H.R. 1144: on the House&#39;s list for the week of Nov 30, 2026" in home
    folded = calendar.replace("\r\n ", "")
    assert "SUMMARY:H.R. 1144: on the House's list for the week of Nov 30" in folded
    assert "SEQUENCE:1" in folded and "DTSTART;VALUE=DATE:20261130" in folded
    assert "as amended" in feed
    assert [one["on"] for one in json.loads(as_json)["floor"]] == [True]
    assert [(one["number"], one["text_changed"]) for one in json.loads(listed)] == [
        ("H.R. 1144", "as amended"), ("S. 2403", "")
    ]  # fmt: skip
    (calendar,) = asyncio.run(pages(told[2], f"/bill/{BILL}.ics"))
    event = next(e for e in calendar.replace("\r\n ", "").split("BEGIN:VEVENT")
                 if "taken off the House's list" in e)  # fmt: skip
    assert "STATUS:CANCELLED" in event and "SEQUENCE:2" in event


# What stands --------------------------------------------------------------------------------------


def test_what_a_newer_copy_lacks_is_no_longer_on_it_and_may_come_back(fresh: Workspace) -> None:
    """Said otherwise than what the publisher took off; an older copy brings nothing back."""
    path = fresh.database
    copies = (list_of(HR1144, hour=9), list_of(S2403, hour=10), list_of(hour=11),
              list_of(HR1144, hour=12), list_of(S2403, hour=10))  # fmt: skip
    for number, one in enumerate(copies):
        save(path, one, f"2026-11-26T1{number}:00:00Z")
    assert [line.partition(" for the week")[0] for line in news(path, BILL)] == [
        "On the House's list", "No longer on the House's list", "Back on the House's list"
    ]  # fmt: skip
    assert [one.is_on for one in of_day(path, BILL)] == [True]


def test_a_week_that_is_over_expects_nothing(told: list[Workspace]) -> None:
    path = told[1].database
    assert [one.is_on for one in of_day(path, BILL, date(2026, 12, 6))] == [True]
    assert of_day(path, BILL, date(2026, 12, 7)) == ()
    (past,) = of_day(path, BILL, date(2026, 12, 7), since=date.min)
    assert plain(floor_words(past)).endswith("as amended; that week is over")
    with open_snapshot(path, date(2026, 12, 7)) as snapshot:
        step = snapshot.bill(BILL).next_step
    assert step is not None and not step.on_list


def test_a_list_of_a_week_that_was_over_when_we_saw_it_is_no_news(fresh: Workspace) -> None:
    save(fresh.database, list_of(HR1144, week=date(2026, 11, 16)))
    assert news(fresh.database, BILL) == []
    assert len(of_day(fresh.database, BILL, since=date.min)) == 1


def test_a_past_day_knows_what_its_list_said(told: list[Workspace]) -> None:
    """Copies were made on the 24th, the 25th in the morning and the 25th in the evening."""
    (then,) = of_day(told[2].database, BILL, date(2026, 11, 24))
    assert (then.is_on, then.said.amended) == (True, False)
    assert of_day(told[2].database, BILL, date(2026, 11, 23)) == ()


@pytest.mark.parametrize(
    ("day", "chamber", "class_", "on"),
    [
        ("2026-12-01", "lower", "failure", False),
        ("2026-12-01", "lower", "passage", False),
        ("2026-11-24", "lower", "failure", True),
        ("2026-12-01", "upper", "passage", True),
        ("2026-12-01", "lower", "procedure", True),
        ("2026-12-03", "lower", "passage", True),
    ],
)
def test_after_the_vote_the_list_expects_no_other(
    told: list[Workspace], tmp_path: Path, day: str, chamber: str, class_: str, on: bool
) -> None:
    """A vote in its week, by its chamber, up to the day asked."""
    path = tmp_path / "b.db"
    path.write_bytes(told[1].database.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO actions (bill, row_key, date, description, classification, chamber, "
            "official, position, source) VALUES (?, 'x', ?, 'A vote', ?, ?, 1, 99, 'seed')",
            (BILL, day, json.dumps([class_]), chamber),
        )
    with open_snapshot(path, date(2026, 12, 2)) as snapshot:
        (one,) = snapshot.floor([BILL])
        step = snapshot.bill(BILL).next_step
        assert one.is_on is on
        assert "voted on Dec 1, 2026" in plain(floor_words(one)) or on
        for papers, expected in ((Chamber.LOWER, on), (Chamber.UPPER, False)):
            play = StateOfPlay(Pending.FIRST_CHAMBER, papers)
            listed = floor_step(KeyedRows(snapshot.connection, [BILL]), BILL, play, snapshot.on)
            assert (listed is not None) is expected
    assert on or step is None or not step.on_list


def test_another_bill_of_the_effort_that_is_on_the_list_is_told(fresh: Workspace) -> None:
    """Also where nobody follows it: its companion may carry the effort."""
    with open_writer(fresh.database, "test", {}, today=DAY) as writer:
        writer.connection.execute(
            "INSERT INTO relations (bill, row_key, related, kind, position, source) VALUES "
            "(?, 'x', 'us-119-s2403', 'Identical bill', 99, 'seed')", (BILL,)
        )  # fmt: skip
    save(fresh.database, list_of(S2403))
    assert news(fresh.database, BILL) == [
        f"S. 2403: on the House's list for the week of Nov 30, 2026, {ON}"
    ]
    (one,) = of_day(fresh.database, BILL)
    assert plain(floor_ahead_words(one)) == (
        "H.R. 1144: S. 2403, its companion: on the House's list for the week of Nov 30, 2026, " + ON
    )
    save(fresh.database, list_of(S2403, HR1144, hour=11))
    both = of_day(fresh.database, BILL)
    assert sorted(one.is_own for one in both) == [False, True]
    assert "S. 2403, its companion, is on it, too" in plain(
        next(floor_ahead_words(one) for one in both if one.is_own)
    )
    with open_snapshot(fresh.database, DAY) as snapshot:
        assert sorted(one.said.bill or "" for one in snapshot.floor()) == [BILL, "us-119-s2403"]


def test_lists_of_another_file_come_as_news_where_they_are_newer(
    told: list[Workspace], fresh: Workspace
) -> None:
    """As a pull brings them: once, and never an older one."""
    for theirs in (told[1], told[1], told[2], told[0]):
        with (
            open_reader(theirs.database) as file,
            open_writer(
                fresh.database, "pull", {}, today=DAY, now="2026-11-26T21:00:00Z"
            ) as writer,
            writer.transaction(),
        ):
            writer.floor.copy(file)
    assert [line.partition(" the House's list")[0] for line in news(fresh.database, BILL)] == [
        "On", "Taken off"
    ]  # fmt: skip
    (mine,), (other,) = (of_day(one.database, BILL) for one in (fresh, told[2]))
    assert (mine.said, mine.url, mine.file) == (other.said, other.url, other.file)


def test_a_draft_that_gets_its_number_is_news_then(fresh: Workspace) -> None:
    save(fresh.database, list_of(HR1144._replace(number="H.R. ____"), hour=9))
    assert news(fresh.database, BILL) == []
    save(fresh.database, list_of(HR1144, hour=10))
    assert news(fresh.database, BILL) == [f"On the House's list for the week of Nov 30, 2026, {ON}"]


def test_what_a_new_parser_reads_otherwise_is_no_news(fresh: Workspace) -> None:
    save(fresh.database, list_of(HR1144))
    with open_writer(fresh.database, "test", {}, today=DAY) as writer, writer.correcting():
        writer.floor.save(list_of(HR1144._replace(text="An Act, as amended")), "us_house_floor")
    assert len(news(fresh.database, BILL)) == 1
    assert of_day(fresh.database, BILL)[0].said.amended


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    """A file of no bills; each example empties its tables of lists."""
    path = tmp_path_factory.mktemp("copies") / "b.db"
    with open_writer(path, "test", {}, today=DAY) as writer:
        yield writer


_COPIES = st.lists(
    st.tuples(st.integers(0, 23), st.lists(st.sampled_from([
        HR1144, S2403, HR1144._replace(removed="2026-11-25T09:00:00"),
        S2403._replace(text="An Act, as amended"),
    ]), max_size=2, unique_by=lambda item: item.id)),
    min_size=1, max_size=5, unique_by=lambda copy: copy[0],
)  # fmt: skip


@given(_COPIES)
@examples(12)
def test_whatever_the_order_of_copies_the_newest_one_stands(
    empty: Writer, copies: list[tuple[int, list[Item]]]
) -> None:
    """And each copy that comes twice changes nothing."""
    lists, writer = [list_of(*items, hour=hour) for hour, items in copies], empty
    newest = max(lists, key=lambda one: one.as_of)
    with writer.transaction():
        for table in ("floor_history", "floor_items", "floor_lists"):
            writer.connection.execute(f"DELETE FROM {table}")
        for one in lists:
            writer.floor.save(one, "us_house_floor")
        history = writer.connection.execute("SELECT count(*) FROM floor_history").fetchone()[0]
        assert not any(writer.floor.save(one, "us_house_floor") for one in lists)
        again = writer.connection.execute("SELECT count(*) FROM floor_history").fetchone()[0]
        rows = writer.connection.execute(
            "SELECT bill, removed, amended FROM floor_items WHERE unlisted_since IS NULL"
        ).fetchall()
    assert history == again
    assert sorted(map(tuple, rows)) == sorted(
        (item.bill, item.removed, int(item.amended)) for item in newest.items
    )

"""The House's floor lists: what a copy says, and how an update asks for two weeks of them."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from floor_lists import (
    HR1144,
    NAME,
    S2403,
    STORY,
    WEEK,
    Item,
    built,
    copy_of,
    path_of,
    put,
    read,
    site_of,
)
from replay import serving

from billtrail.errors import ParseError
from billtrail.importing import ImportReport
from billtrail.importing.importer import ingest, reparse
from billtrail.scrapers.registry import load_sources
from billtrail.scrapers.us_house_floor.lists import monday_of
from billtrail.scrapers.us_house_floor.source import parse
from billtrail.store.database import open_reader
from billtrail.store.writer import open_writer
from billtrail.updates.report import UpdateReport
from billtrail.updates.update import update
from billtrail.workspace.workspace import Workspace

FOLDER = Path(__file__).parent / "sources" / "us_house_floor"


def test_a_copy_becomes_the_list_beside_it() -> None:
    """Numbers in every spelling, drafts, the other chamber's changes, categories inside others and
    none, prints that are no bills; a week that is printed by its Tuesday."""
    found = read((FOLDER / "20261130.xml").read_bytes())
    told = found._asdict() | {"items": [item._asdict() for item in found.items]}
    expected = json.loads((FOLDER / "20261130.expected.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(told)) == expected


def test_a_real_list(real: Path) -> None:
    data = (real / "federal" / "floor" / "billsthisweek_20260914.xml").read_bytes()
    (found,) = parse(copy_of(STORY[0])._replace(
        url="billsthisweek_20260914.xml", parts={"x": data}, fetched_at="2026-10-02T00:00:00Z"
    ))  # fmt: skip
    assert (found.week, found.ends, found.as_of) == (
        "2026-09-14", "2026-09-20", "2026-09-15T15:20:08Z"
    )  # fmt: skip
    assert Counter(item.rule.value for item in found.items) == {
        "suspension": 71, "rule": 5, "other": 2
    }  # fmt: skip
    assert all(item.bill and item.removed is None and item.url for item in found.items)
    assert sum(item.amended for item in found.items) == data.lower().count(b"as amended") == 38
    assert {item.bill: item.about for item in found.items if item.about} == {
        "us-119-hr5334": "Senate amendments to"
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE html><html><body>Access denied</body></html>", "a web page came instead of"),
        (b"<html>", "a web page came instead of"),
        (b"<rollcall-vote/>", "root element is rollcall-vote, not floorschedule"),
        (STORY[0][:400], "not well-formed XML"),
        (b"{}", "not well-formed XML"),
        (built([], "", date(2026, 11, 23)), "of the week of 2026-11-30 is for the week of"),
        (built([], "", "soon"), "week-date is no day: 'soon'"),
        (built([], "", congress="118"), "names Congress 118, and 119 sits then"),
        (built([], "", congress=""), "names Congress none"),
        (built([], "").replace(b"<floor", b'<!DOCTYPE f [<!ENTITY e "x">]><floor', 1)
         .replace(b"</floor", b"&e;</floor"), ""),
    ],
)  # fmt: skip
def test_what_is_no_list_of_that_week(data: bytes, said: str) -> None:
    if said:
        with pytest.raises(ParseError, match=said):
            read(data)
    else:
        assert read(data).items == ()


def test_the_congress_that_a_list_names_is_that_of_its_bills() -> None:
    """In the week in which one ends and the next begins, either."""
    item = HR1144._replace(number="H.R. 1")
    for week, congress in (("2027-01-04", "120"), ("2026-12-28", "119"), ("2026-12-28", "120")):
        day = date.fromisoformat(week)
        data = built([item], "2026-12-24T09:00:00", day, congress)
        (found,) = parse(copy_of(data)._replace(url=f"{day:%Y%m%d}.xml"))
        assert [one.bill for one in found.items] == [f"us-{congress}-hr1"]


def test_a_week_goes_from_its_sunday_to_its_saturday() -> None:
    days = {date(2026, 9, day): date(2026, 9, 14) for day in range(13, 20)}
    assert {day: monday_of(day) for day in days} == days


# An update ----------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def asked(workspace: Workspace, site) -> UpdateReport:
    site.forget()
    with serving(site) as base:
        return update(workspace, source=NAME, base_urls={NAME: base})


def rows(workspace: Workspace, query: str) -> list[tuple]:
    with open_reader(workspace.database) as connection:
        return [tuple(row) for row in connection.execute(query)]


#: Everything of lists, but when they were last looked at.
ALL = ("SELECT identifier, as_of, address, seen_at FROM floor_lists",
       "SELECT * FROM floor_items", "SELECT * FROM floor_history",
       "SELECT * FROM documents WHERE source = 'us_house_floor'")  # fmt: skip
CHECKED = "SELECT checked_at FROM floor_lists"


def test_an_update_keeps_every_copy_and_takes_nothing_back(fresh: Workspace) -> None:
    """Two weeks are asked for; a page for people instead of a list, the same bytes again and the
    list of another week change nothing that we had."""
    site = site_of(next=STORY[0])
    first = asked(fresh, site)
    paths = [path_of(date(2026, 11, 23)), path_of(WEEK)]
    assert [seen.path for seen in site.requests] == ["/robots.txt", *paths]
    said = plain("\n".join(first.said))
    assert "no file there of the House's list for the week of Nov 23, 2026" in said
    assert (first.problems, first.requests) == ([], 3)
    assert any("On the House's list for the week of" in line for line in first.news)

    with fresh.writer("test") as writer:
        writer.connection.execute("UPDATE floor_lists SET checked_at = '2026-11-01T00:00:00Z'")
    before = [rows(fresh, query) for query in ALL]
    put(site, date(2026, 11, 23), STORY[1])
    again = asked(fresh, site)
    assert (again.documents.counts["on the floor"], again.requests) == (0, 3)
    assert rows(fresh, CHECKED) > [("2026-11-26",)]
    assert "is for the week of 2026-11-30" in "\n".join(again.problem_lines())
    assert [rows(fresh, query) for query in ALL] == before


def test_an_older_copy_is_kept_and_brings_nothing_back(fresh: Workspace) -> None:
    """From the publisher's cache, or read again with a new parser."""
    source, report = load_sources()[NAME], ImportReport()

    def take(data: bytes) -> None:
        with fresh.writer("update") as writer, writer.transaction():
            ingest(writer, source, copy_of(data), report, archive_root=fresh.archive)

    for data in (STORY[0], STORY[2]):
        take(data)
    kept = [rows(fresh, query) for query in ALL[:3]]
    take(STORY[1])
    assert [rows(fresh, query) for query in ALL[:3]] == kept
    copies = sorted(file.read_bytes() for file in fresh.archive.glob(f"{NAME}/*/*/20261130.xml"))
    assert copies == sorted(STORY)
    with fresh.writer("reparse") as writer:
        report = reparse(writer, load_sources(), fresh.archive)
    assert report.problems == []
    assert [rows(fresh, query) for query in ALL[:3]] == kept


def test_a_list_that_lost_most_of_its_items_is_taken_when_it_says_so_on_another_day(
    fresh: Workspace,
) -> None:
    """Chambers mark what they take off; a fault of theirs is no news of every bill."""
    source = load_sources()[NAME]
    items = [HR1144, *(Item(f"H.R. {n}", "An Act", n) for n in range(1, 6))]
    whole, none = built(items, "2026-11-24T16:00:00"), built([], "2026-11-25T16:00:00")

    def take(data: bytes, day: str) -> tuple[list[str], int]:
        report = ImportReport()
        opened = open_writer(fresh.database, "test", {}, now=f"{day}T20:00:00Z")
        with opened as writer, writer.transaction():
            ingest(writer, source, copy_of(data), report)
        standing = "SELECT count(*) FROM floor_items WHERE unlisted_since IS NULL"
        return report.problems, rows(fresh, standing)[0][0]

    assert take(whole, "2026-11-26") == ([], 6)
    for _ in range(2):
        (problem,), standing = take(none, "2026-11-26")
        assert "has lost 6 of its 6 items; it is taken when the publisher says so" in problem
        assert standing == 6
    assert take(none, "2026-11-27") == ([], 0)


def test_an_item_that_is_about_another_bill_takes_the_first_one_off(fresh: Workspace) -> None:
    """The list kept the item and changed its number: both bills have news, and back again."""
    other = HR1144._replace(number="H.R. 1379", text="An act")
    standing = f"SELECT bill FROM floor_items WHERE unlisted_since IS NULL AND bill IN ({OURS})"
    for hour, item in enumerate((HR1144, other, HR1144, other), 9):
        with fresh.writer("test") as writer:
            writer.floor.save(read(built([item], f"2026-11-24T{hour:02}:00:00")), NAME)
        assert rows(fresh, standing) == [(f"us-119-hr{item.number.removeprefix('H.R. ')}",)]
    told = "SELECT bill, json_extract(said, '$.unlisted_since') IS NULL FROM floor_history"
    first, second = "us-119-hr1144", "us-119-hr1379"
    assert rows(fresh, f"{told} WHERE bill IN ({OURS}) ORDER BY id") == [
        (first, 1), (second, 1), (first, 0), (first, 1), (second, 0), (second, 1), (first, 0)
    ]  # fmt: skip


OURS = "'us-119-hr1144', 'us-119-hr1379'"


def test_nobody_is_asked_where_no_bill_of_congress_is_followed() -> None:
    source = load_sources()[NAME]
    assert source.start is not None and not list(source.start(["ca-20252026-ab1"], {}))
    assert S2403.number.endswith(" ")  # as the publisher writes it

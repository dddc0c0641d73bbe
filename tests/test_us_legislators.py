"""The roster of Congress: three files that are one document, built by hand with true facts."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from replay import File, Publisher, serving

from billtrail.bills.models import Committee, Document, Person
from billtrail.errors import ParseError
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.crawling.crawl_plan import KnownLink
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.scrapers.us_legislators.source import FILES, SOURCE, links
from billtrail.store.writer import open_writer
from billtrail.updates.update import update

#: True facts in the publisher's form: two members and their committee.
PEOPLE = [
    {"id": {"bioguide": "J000289"}, "name": {"first": "Jim", "last": "Jordan",
     "official_full": "Jim Jordan"}, "terms": [
         {"type": "rep", "start": "2025-01-03", "end": "2027-01-03", "state": "OH", "district": 4,
          "party": "Republican", "url": "https://jordan.house.gov", "phone": "202-225-2676"}]},
    {"id": {"bioguide": "C000127"}, "name": {"first": "Maria", "last": "Cantwell",
     "official_full": "Maria Cantwell"}, "terms": [
         {"type": "rep", "start": "1993-01-05", "end": "1995-01-03", "state": "WA", "district": 1,
          "party": "Democrat"},
         {"type": "sen", "start": "2025-01-03", "end": "2031-01-03", "state": "WA",
          "party": "Democrat"}]},
]  # fmt: skip
COMMITTEES = [{"type": "house", "name": "House Committee on the Judiciary", "thomas_id": "HSJU",
               "subcommittees": [{"name": "Oversight", "thomas_id": "13"}]}]  # fmt: skip
MEMBERS = {"HSJU": [{"name": "Jim Jordan", "title": "Chair", "bioguide": "J000289"}]}
ROSTER = dict(zip(FILES, (PEOPLE, COMMITTEES, MEMBERS), strict=True))


def document(data_as_of=None, **changes):
    parts = {name: json.dumps(value).encode() for name, value in {**ROSTER, **changes}.items()}
    return Document("us_legislators", "roster", "u", parts, "2026-11-25T00:00:00Z", data_as_of, "")


def test_people_carry_their_congress_and_the_day_the_roster_shows():
    people = [r for r in SOURCE.parse(document(), None) if isinstance(r, Person)]
    assert {(p.roster, p.as_of) for p in people} == {("119", "2025-01-03")}
    jordan, cantwell = people
    assert (jordan.chamber, jordan.party, jordan.district) == (Chamber.LOWER, "R", "4")
    assert (cantwell.chamber, cantwell.district) == (Chamber.UPPER, None)
    assert [term.chamber for term in cantwell.terms] == [Chamber.UPPER, Chamber.LOWER]


def test_a_live_answer_speaks_for_its_own_day_and_that_days_congress():
    first = next(SOURCE.parse(document("2027-01-05T00:00:00Z"), None))
    assert (first.roster, first.as_of) == ("120", "2027-01-05")


def test_committees_meet_the_codes_of_bills_and_one_without_a_list_is_unknown():
    whole, sub = [r for r in SOURCE.parse(document(), None) if isinstance(r, Committee)]
    assert (whole.id, sub.id, sub.parent) == ("hsju00", "hsju13", "hsju00")
    assert [(m.person, m.role) for m in whole.members] == [("J000289", "chair")]
    assert sub.members is None


@pytest.mark.parametrize(
    "changes",
    [{FILES[0]: {}}, {FILES[0]: [{"id": {}}]}, {FILES[1]: [1]}, {FILES[2]: None},
     {FILES[0]: []}],
)  # fmt: skip
def test_what_is_not_a_roster_is_refused(changes):
    with pytest.raises(ParseError):
        list(SOURCE.parse(document(**changes), None))


def written(folder, roster=ROSTER):
    folder.mkdir()
    for name, value in roster.items():
        (folder / name).write_text(json.dumps(value))
    return folder


def writer(tmp_path):
    return open_writer(tmp_path / "b.db", "test", ranks(), today=date(2026, 11, 25))


def test_a_folder_with_the_three_files_is_one_roster(tmp_path):
    with writer(tmp_path) as one:
        report = import_paths(one, [written(tmp_path / "files")], load_sources())
        assert (report.counts["people"], report.counts["committees"]) == (2, 2)
        assert report.problems == []


def test_an_older_roster_takes_nothing_back(tmp_path):
    newer, older = json.loads(json.dumps([PEOPLE, PEOPLE]))
    newer[0]["terms"][-1]["start"] = "2025-04-01"
    for row in older:
        row["terms"][-1]["party"] = "Independent"
    with writer(tmp_path) as one:
        for name, people in (("new", newer), ("old", older)):
            folder = written(tmp_path / name, {**ROSTER, FILES[0]: people})
            import_paths(one, [folder], load_sources())
        parties = one.connection.execute("SELECT party FROM people ORDER BY party").fetchall()
    assert [row[0] for row in parties] == ["D", "R"]


def test_a_folder_with_a_file_missing_is_one_line(tmp_path):
    folder = written(tmp_path / "files")
    (folder / FILES[2]).unlink()
    with writer(tmp_path) as one:
        report = import_paths(one, [folder], load_sources())
    (said,) = report.problems
    assert f"three files in one folder; {FILES[2]} is missing" in said


def test_the_roster_is_asked_for_once_a_week():
    (link,) = links([], {})
    assert list(links([], {link.url: KnownLink(link.url, fetched_at="2099-01-01T00:00:00Z")})) == []


@pytest.mark.parametrize(
    ("today", "days", "asked"),
    [("2026-12-20", 6, 0), ("2026-12-20", 8, 1), ("2027-01-05", 2, 1), ("2027-01-05", 0.5, 0),
     ("2027-02-20", 2, 0)],
)  # fmt: skip
def test_in_the_first_weeks_of_a_congress_once_a_day(today, days, asked):
    (link,) = links([], {})
    with time_machine.travel(datetime.fromisoformat(f"{today}T20:00:00+00:00"), tick=False):
        last = (datetime.now(UTC) - timedelta(days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        found = links([], {link.url: KnownLink(link.url, fetched_at=last)})
        assert len(list(found)) == asked


def test_an_update_asks_for_the_three_files_in_one_visit(fresh):
    publisher = Publisher()
    for name, value in ROSTER.items():
        body = json.dumps(value).encode()
        publisher.files[f"/congress-legislators/{name}"] = File(body, kind="application/json")
    with serving(publisher) as base:
        report = update(fresh, source="us_legislators", base_urls={"us_legislators": base})
    assert len(publisher.asked("/congress-legislators/")) == 3
    # Two members where 537 sat: a list that loses so many seats is not taken.
    (problem,) = report.problems
    assert "was not taken: it fills 2 seats where the one before fills 537" in problem


def test_real_files_are_read_whole(real: Path, tmp_path):
    import gzip

    folder = real / "federal" / "legislators"
    copy = tmp_path / "files"
    copy.mkdir()
    for name in FILES:
        packed = folder / f"{name}.gz"
        data = gzip.decompress(packed.read_bytes()) if packed.is_file() else (
            folder / name).read_bytes()  # fmt: skip
        (copy / name).write_bytes(data)
    with writer(tmp_path) as one:
        report = import_paths(one, [copy], load_sources())
    assert report.counts["people"] == 537 and report.counts["committees"] > 200


def test_a_calendar_of_ours_that_ended_is_not_called_the_publishers_fault():
    with pytest.raises(ParseError, match=r"our calendar is too old .* last_year") as caught:
        list(SOURCE.parse(document("2040-02-01"), None))
    assert "documented form" not in str(caught.value)

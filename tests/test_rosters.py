"""Lists of members: a newer one replaces the one before whole, and who left gets no page.

Built lists: the members of the shipped roster in the publishers' forms, with true seats. The first
days of their terms are left as the session's, which is true of the House and of most others.
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from replay import File, Publisher, serving

from billtrail.bills.models import Document
from billtrail.bills.people.directory import Directory
from billtrail.cli import main
from billtrail.errors import UsageError
from billtrail.importing import ImportReport
from billtrail.importing.importer import import_paths, ingest
from billtrail.scrapers.registry import load_sources
from billtrail.scrapers.us_legislators.source import COMMITTEES, MEMBERS, PEOPLE
from billtrail.snapshot.rosters import read_roster, read_seats
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.writer import open_writer
from billtrail.updates.update import update
from billtrail.workspace.workspace import Workspace

PELOSI, LIEU = "P000197", "L000582"
PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}


def shipped(workspace: Workspace, jurisdiction: str):
    with open_snapshot(workspace.database, date(2026, 11, 26)) as snapshot:
        return read_roster(snapshot.connection, jurisdiction, date(2026, 11, 26)).people


def congress(people, starts="2025-01-03", ends="2027-01-03"):
    """People as congress-legislators writes them."""
    rows = []
    for person in people:
        house = person.chamber == "lower"
        term = {"type": "rep" if house else "sen", "start": starts, "state": person.state,
                "end": ends if house else "2031-01-03",
                "party": PARTIES.get(person.party or "", "")}  # fmt: skip
        if house:
            term["district"] = int(person.district or 0)
        name = {"first": person.given_name, "last": person.family_name,
                "official_full": person.name}  # fmt: skip
        rows.append({"id": {"bioguide": person.id}, "name": name, "terms": [term]})
    return rows


def winner(seat, **changes):
    """A made-up winner of a special election in somebody's seat."""
    row = json.loads(json.dumps(seat))
    row["id"]["bioguide"] = "Z000001"
    row["name"] = {"first": "New", "last": "Winner", "official_full": "New Winner"}
    row["terms"][-1].update(changes)
    return row


@pytest.fixture
def take(fresh, tmp_path):
    """Imports a list of Congress as if it had been fetched on a day; gives the report."""

    def call(rows, day):
        source = load_sources()["us_legislators"]
        parts = {PEOPLE: json.dumps(rows).encode(), COMMITTEES: b"[]", MEMBERS: b"{}"}
        at, report = f"{day}T18:00:00Z", ImportReport()
        document = Document("us_legislators", "roster", "u", parts, at, at, f"{day}{len(rows)}")
        ranks, today = {"us_legislators": 20}, date.fromisoformat(day)
        with open_writer(fresh.database, "test", ranks, today=today, now=at) as writer:
            ingest(writer, source, document, report)
        return report

    call.people = shipped(fresh, "us")
    return call


def directory(workspace, jurisdiction, on):
    day = date.fromisoformat(on)
    with open_snapshot(workspace.database, day) as snapshot:
        roster = read_roster(snapshot.connection, jurisdiction, day)
        return Directory(roster, read_seats(snapshot.connection, roster))


def found(workspace, text, on, jurisdiction="us"):
    """The ids a spelling names, or why it names nobody."""
    told = directory(workspace, jurisdiction, on).find(text)
    return [person.id for person in told] if isinstance(told, tuple) else told.why


def test_a_newer_list_replaces_the_one_before_whole(fresh, take):
    rows = congress(take.people)
    place = next(n for n, row in enumerate(rows) if row["id"]["bioguide"] == PELOSI)
    rows[place] = winner(rows[place], start="2026-11-10")
    report = take(rows, "2026-11-29")
    assert report.problems == []
    assert report.notes == [
        "no longer in the list of the members of Congress, 119th Congress (as of 2026-11-29): "
        "Rep. Nancy Pelosi (CA-11)"
    ]
    assert len(directory(fresh, "us", "2026-11-29").roster.people) == 537
    assert found(fresh, "CA-11", "2026-11-29") == ["Z000001"]
    assert "names no member of Congress" in found(fresh, "Nancy Pelosi", "2026-11-29")
    # On a day of the list before she sat.
    assert found(fresh, "Nancy Pelosi", "2026-06-01") == [PELOSI]
    # Listed again by a later one: she is back, and nobody else.
    take(congress(take.people), "2026-12-01")
    assert found(fresh, "CA-11", "2026-12-01") == [PELOSI]


def test_an_update_says_who_is_no_longer_there(fresh, take):
    rows = [row for row in congress(take.people) if row["id"]["bioguide"] != PELOSI]
    publisher = Publisher()
    for name, value in ((PEOPLE, rows), (COMMITTEES, []), (MEMBERS, {})):
        body = json.dumps(value).encode()
        publisher.files[f"/congress-legislators/{name}"] = File(body, kind="application/json")
    with serving(publisher) as base:
        report = update(fresh, source="us_legislators", base_urls={"us_legislators": base})
    assert report.problems == []
    assert any("no longer in the list" in line and "Nancy Pelosi" in line for line in report.said)
    with serving(publisher) as base:
        again = update(fresh, source="us_legislators", base_urls={"us_legislators": base})
    # Not due again, and no bill is said to be missing there.
    assert len(publisher.asked("/congress-legislators/")) == 3 and again.requests == 0
    assert not [line for line in again.said if "not asked" in line]


def test_an_older_list_adds_nobody_to_a_newer_one(fresh, take):
    rows = congress(take.people)
    place = next(n for n, row in enumerate(rows) if row["id"]["bioguide"] == PELOSI)
    take([*rows[:place], *rows[place + 1 :]], "2026-11-29")
    older = [*rows, winner(rows[place], start="2025-01-03")]
    assert take(older, "2026-11-28").problems == []
    assert "nobody holds CA-11" in found(fresh, "CA-11", "2026-11-29")
    assert len(directory(fresh, "us", "2026-11-29").roster.people) == 536


def test_a_list_that_loses_over_a_tenth_of_the_seats_is_not_taken_and_says_so(fresh, take):
    rows = congress(take.people)
    report = take(rows[:480], "2026-11-29")
    (problem,) = report.problems
    assert "was not taken: it fills 480 seats where the one before fills 537" in problem
    assert len(directory(fresh, "us", "2026-11-29").roster.people) == 537
    assert take(rows[:490], "2026-11-30").problems == []
    assert len(directory(fresh, "us", "2026-11-30").roster.people) == 490


def test_a_list_of_the_old_congress_fetched_after_3_january_is_not_the_new_one_s(fresh, take):
    report = take(congress(take.people), "2027-01-04")
    assert report.problems == []
    assert any("120th Congress, is not there yet: what came is that of the 119th Congress" in note
               for note in report.notes)  # fmt: skip
    with pytest.raises(
        UsageError,
        match=r"119th Congress \(as of 2027-01-02\), which had ended .*--source us_legislators",
    ):
        directory(fresh, "us", "2027-01-04")
    # The new list comes: those who were not elected again are gone, the seats are held once.
    kept = [person for person in take.people if person.id != PELOSI]
    new = congress(kept, starts="2027-01-03", ends="2029-01-03")
    seat = congress([p for p in take.people if p.id == PELOSI])[0]
    new.append(winner(seat, start="2027-01-03", end="2029-01-03"))
    assert take(new, "2027-01-12").problems == []
    assert len(directory(fresh, "us", "2027-01-12").roster.people) == 537
    assert found(fresh, "CA-11", "2027-01-12") == ["Z000001"]
    assert "names no member" in found(fresh, "Nancy Pelosi", "2027-01-12")


def test_a_list_that_begins_to_be_brought_up_is_still_the_old_one(fresh, take):
    """One senator is appointed on the first day; the House is still the old one."""
    rows = congress(take.people)
    senator = next(row for row in rows if row["terms"][0]["type"] == "sen")
    senator["terms"][0]["start"] = "2027-01-03"
    take(rows, "2027-01-03")
    with pytest.raises(UsageError, match="which had ended"):
        directory(fresh, "us", "2027-01-03")


# California: a file a person ------------------------------------------------------------------

CA = "ocd-jurisdiction/country:us/state:ca/government"


def california(folder: Path, people, day: str, **ended: str) -> Path:
    """People as Open States files of a day; ``ended`` is the last day of some by their seat."""
    for person in people:
        house = "AD" if person.chamber == "lower" else "SD"
        role = {"type": str(person.chamber), "jurisdiction": CA, "district": person.district,
                "start_date": "2024-12-02"}  # fmt: skip
        if last := ended.get(f"{house}{person.district}"):
            role["end_date"] = last
        write(folder, person.id, person.name, person.family_name, role, day)
    return folder


def write(folder: Path, id: str, name: str, family: str | None, role: dict, day: str) -> None:
    path = folder / "data" / "ca" / "legislature" / f"{id.rpartition('/')[2]}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {"id": id, "name": name, "family_name": family, "roles": [role]}
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    at = date.fromisoformat(day).strftime("%s")
    os.utime(path, (int(at) + 43_200, int(at) + 43_200))


def imported(workspace, folder, today):
    day, now = date.fromisoformat(today), f"{today}T18:00:00Z"
    with open_writer(workspace.database, "test", {"ca_people": 20}, today=day, now=now) as writer:
        return import_paths(writer, [folder], load_sources())


def test_who_left_in_mid_session_gets_no_page_and_the_seat_is_held_once(fresh, tmp_path):
    """Assembly district 63: one left on 2025-04-23, another came on 2025-09-09."""
    people = shipped(fresh, "ca")
    folder = california(tmp_path / "new", people, "2026-08-05")
    role = {"type": "lower", "jurisdiction": CA, "district": "63", "start_date": "2022-12-05",
            "end_date": "2025-04-23"}  # fmt: skip
    write(folder, "ocd-person/left", "Some Leaver", "Leaver", role, "2026-08-05")
    assert imported(fresh, folder, "2026-08-06").problems == []
    assert len(found(fresh, "AD-63", "2026-11-26", "ca")) == 1
    assert "names no member" in found(fresh, "Some Leaver", "2026-11-26", "ca")
    assert "list as of Aug 5, 2026" in found(fresh, "Some Leaver", "2026-11-26", "ca")
    listed = tmp_path / "list.csv"
    listed.write_text("Some Leaver\nAD-63\n", encoding="utf-8")
    result = CliRunner().invoke(main, [
        "--workspace", str(fresh.root), "--as-of", "2026-11-26", "briefs", "ca-vacatur",
        "--legislators", str(listed), "-o", str(tmp_path / "out"),
    ])  # fmt: skip
    assert "names no member of the California Legislature" in result.output
    pages = [path.name for path in (tmp_path / "out").rglob("*.pdf")]
    assert not [name for name in pages if "Leaver" in name]


def test_files_that_a_newer_folder_lacks_are_out_and_unchanged_ones_stay(fresh, tmp_path):
    people = shipped(fresh, "ca")
    imported(fresh, california(tmp_path / "old", people, "2026-08-05"), "2026-08-06")
    gone, *rest = people
    report = imported(fresh, california(tmp_path / "new", rest, "2026-09-05"), "2026-09-06")
    assert report.notes and gone.name in report.notes[0]
    roster = directory(fresh, "ca", "2026-11-26").roster
    assert len(roster.people) == len(people) - 1 and roster.as_of == "2026-09-05"


def test_one_person_s_file_speaks_for_that_person_alone(fresh, tmp_path):
    people = shipped(fresh, "ca")
    report = imported(fresh, california(tmp_path / "one", people[:1], "2026-09-05"), "2026-09-06")
    assert (report.problems, report.notes) == ([], [])
    assert len(directory(fresh, "ca", "2026-11-26").roster.people) == len(people)


def test_a_new_member_s_file_alone_is_not_the_new_legislature_s_list(fresh, tmp_path):
    role = {"type": "lower", "jurisdiction": CA, "district": "1", "start_date": "2026-12-07"}
    write(tmp_path / "one", "ocd-person/new", "New Member", "Member", role, "2026-12-08")
    report = imported(fresh, tmp_path / "one", "2026-12-08")
    assert "is not there yet: 1 of 120 seats are no list" in report.notes[0]
    with pytest.raises(UsageError, match="which had ended"):
        directory(fresh, "ca", "2026-12-08")


def test_a_california_list_that_loses_over_a_tenth_is_not_taken(fresh, tmp_path):
    people = shipped(fresh, "ca")
    report = imported(fresh, california(tmp_path / "new", people[:100], "2026-09-05"), "2026-09-06")
    assert "it fills 100 seats where the one before fills 120" in report.problems[0]
    roster = directory(fresh, "ca", "2026-11-26").roster
    assert len(roster.people) == len(people) and roster.as_of != "2026-09-05"


def test_california_s_old_files_fetched_after_7_december_are_not_the_new_legislature_s(
    fresh, tmp_path
):
    people = shipped(fresh, "ca")
    report = imported(fresh, california(tmp_path / "a", people, "2026-12-08"), "2026-12-08")
    assert any("is not there yet" in note for note in report.notes)
    with pytest.raises(UsageError, match=r"which had ended .*billtrail import .*openstates/"):
        directory(fresh, "ca", "2026-12-08")


def test_the_real_archive_seats_each_district_once(real, fresh):
    """Open States of 2026-08-05; one of its Assembly seats changed hands in the session."""
    archive = real / "california" / "openstates" / "people_ca.tar.gz"
    assert imported(fresh, archive, "2026-11-26").problems == []
    roster = directory(fresh, "ca", "2026-11-26").roster
    seats = [(person.chamber, person.district) for person in roster.people]
    assert len(seats) == len(set(seats)) >= 118
    assert "names no member" in found(fresh, "Bill Essayli", "2026-11-26", "ca")
    assert len(found(fresh, "AD-63", "2026-11-26", "ca")) == 1
    assert len(found(fresh, "SD-36", "2026-11-26", "ca")) == 1

"""The California roster: people over names and houses, committees, and how a member voted."""

import json
import re
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import (
    Bill,
    Committee,
    Document,
    Person,
    Record,
    Sponsorship,
    Vote,
    VoteRecord,
)
from billtrail.errors import ParseError
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import Chamber, SponsorRole
from billtrail.scrapers.ca_people import SOURCE, parse
from billtrail.scrapers.ca_pubinfo import source, staging
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words.terminal import bill_lines
from billtrail.workspace.workspace import Workspace

FOLDER = Path(__file__).parent / "sources" / "ca_people"
NOW = "2026-08-05T23:45:00Z"
WEBER = "ocd-person/6c2a35d5-c04c-44d0-8bd9-92a625e2b525"
KAMLAGER = "ocd-person/93b85e3f-af14-4792-ae2e-06bcdaf04aa1"
AB262, AB124 = "ca-20212022-ab262", "ca-20212022-ab124"


def records(data: bytes, kind: str = "person") -> list[Record]:
    return list(parse(Document("ca_people", kind, "u", {"a.yml": data}, NOW, None, "")))


def person(name: str) -> Person:
    (found,) = records((FOLDER / "data" / "ca" / name).read_bytes())
    assert isinstance(found, Person)
    return found


def test_a_member_over_two_houses_and_two_names() -> None:
    weber = person("legislature/Akilah-Weber-Pierson.yml")
    assert (weber.id, weber.chamber, weber.district, weber.party) == (WEBER, "upper", "39", "D")
    assert (weber.roster, weber.as_of) == ("20252026", "2026-08-05")
    assert [(t.chamber, t.district, t.starts, t.ends) for t in weber.terms] == [
        ("upper", "39", "2024-12-02", None), ("lower", "79", "2021-04-19", "2024-12-01"),
    ]  # fmt: skip
    assert "Akilah Weber" in weber.other_names


def test_a_former_member_is_of_the_session_they_left() -> None:
    kamlager = person("retired/Sydney-Kamlager.yml")
    assert (kamlager.roster, kamlager.chamber) == ("20212022", "upper")
    assert [(t.starts, t.ends) for t in kamlager.terms] == [
        (None, "2022-12-04"), (None, "2021-03-02")
    ]  # fmt: skip


def test_a_committee_meets_the_bills_by_its_code() -> None:
    (found,) = records((FOLDER / "data/ca/committees/lower-Public-Safety.yml").read_bytes(),
                       "committee")  # fmt: skip
    assert isinstance(found, Committee)
    assert (found.id, found.name, found.chamber) == ("CX18", "Public Safety", Chamber.LOWER)
    assert found.members and found.members[0].role == "chair"


def test_every_fixture_says_that_it_was_built() -> None:
    files = sorted(FOLDER.rglob("*.yml"))
    assert len(files) >= 5
    assert all("Built by hand" in file.read_text(encoding="utf-8") for file in files)


GOOD = (FOLDER / "data/ca/legislature/Akilah-Weber-Pierson.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "broken",
    ["", "[]", "a: [", "id: 3", "\x00", GOOD.replace("roles:", "rolls:"),
     GOOD.replace("district: '39'", "place: '39'"), "!!python/object:os.system {}"],
)  # fmt: skip
def test_what_is_no_person_is_refused(broken: str) -> None:
    with pytest.raises(ParseError, match=r"not a YAML file|not in the documented form"):
        records(broken.encode())


def test_other_states_and_city_halls_are_passed_over() -> None:
    assert records(GOOD.replace("state:ca", "state:nv").encode()) == []
    assert records(GOOD.replace("type: upper", "type: mayor").replace("type: lower", "type: mayor")
                   .encode()) == []  # fmt: skip


@given(st.integers(0, len(GOOD)), st.sampled_from(["", ":", "\t", "'", "- "]))
def test_a_file_cut_anywhere_gives_records_or_a_parse_error(place: int, noise: str) -> None:
    with suppress(ParseError):
        records((GOOD[:place] + noise).encode())


# Votes --------------------------------------------------------------------------------------------


def vote(day: str, chamber: Chamber, *records: VoteRecord) -> Vote:
    return Vote(f"{day}|{chamber}", day, chamber, motion="Do pass", yes=len(records), no=0,
                records=records)  # fmt: skip


@pytest.fixture
def rostered(fresh: Workspace) -> Workspace:
    """The built roster and three votes, each naming its voters another way."""
    votes = (
        vote("2021-06-02", Chamber.LOWER, VoteRecord("Weber", "yes"), VoteRecord("Wicks", "yes")),
        vote("2021-08-26", Chamber.UPPER, VoteRecord("Kamlager", "yes", "ca-20212022-sd30")),
        vote("2021-09-09", Chamber.LOWER, VoteRecord("Weber", "no", "ca-20212022-ad79")),
    )
    bill = Bill(AB262, "ca", "20212022", "AB 262", "bill", Chamber.LOWER, "2021-10-01", votes=votes)
    with fresh.writer("test") as writer:
        import_paths(writer, [FOLDER], load_sources())
        writer.save_bill(bill, "ca_pubinfo")
    return fresh


def votes_of(workspace: Workspace, who: str, on: date = date(2026, 11, 25)) -> list[tuple]:
    with open_snapshot(workspace.database, on) as snapshot:
        found = snapshot.votes_of(snapshot.resolve_person(who), [AB262, AB124])
    return [(v.bill, v.date, v.option) for v in found]


def test_votes_follow_a_member_by_name_of_the_day_and_by_seat(rostered: Workspace) -> None:
    assert votes_of(rostered, WEBER) == [(AB262, "2021-06-02", "yes"), (AB262, "2021-09-09", "no")]
    assert votes_of(rostered, "Akilah Weber Pierson") == votes_of(rostered, WEBER)
    assert votes_of(rostered, "Kamlager") == [(AB262, "2021-08-26", "yes")]
    assert votes_of(rostered, WEBER, date(2021, 7, 1)) == [(AB262, "2021-06-02", "yes")]


def test_a_name_that_two_members_share_is_nobodys_vote(rostered: Workspace) -> None:
    """Shirley Weber sat in the Assembly until 2021-01-29 only; Blanca and Susan Rubio in two
    houses."""
    with open_snapshot(rostered.database, date(2026, 11, 25)) as snapshot:
        calls = snapshot.roll_calls
        assert calls.who("Weber", None, "lower", "2021-06-02") == WEBER
        assert calls.who("Weber", None, "lower", "2019-06-02") != WEBER
        assert calls.who("Nobody", None, "lower", "2021-06-02") is None
        assert calls.who("Rubio", None, "upper", "2021-06-02") != calls.who(
            "Blanca Rubio", None, "lower", "2021-06-02"
        )


def test_those_behind_a_bill_get_the_party_of_their_day(rostered: Workspace) -> None:
    """AB 124 of 2021-22: Kamlager wrote it in the Assembly; one name is made up."""
    written = (
        Sponsorship("Kamlager", SponsorRole.AUTHOR, chamber=Chamber.LOWER),
        Sponsorship("Weber", SponsorRole.COAUTHOR, chamber=Chamber.LOWER, date="2021-06-02"),
        Sponsorship("Nobody", SponsorRole.COAUTHOR, chamber=Chamber.LOWER),
    )
    bill = Bill("ca-20212022-ab9999", "ca", "20212022", "AB 9999", "bill", Chamber.LOWER,
                "2021-10-01", introduced_date="2020-12-18", sponsorships=written)  # fmt: skip
    with rostered.writer("test") as writer:
        writer.save_bill(bill, "ca_pubinfo")
    with open_snapshot(rostered.database, date(2026, 11, 25)) as snapshot:
        status = snapshot.bill(bill.key)
    assert status.sponsor and status.sponsor.party == "D"
    assert status.cosponsors.by_party == {"": 1, "D": 1}
    lines = "\n".join(bill_lines(status))
    assert "  Author: Kamlager (D)\n  Coauthors: 2 (1 D, 1 party not known)\n" in lines


def test_the_command_prints_a_members_votes(rostered: Workspace) -> None:
    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "billtrail", "--workspace", str(rostered.root), *words],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    told = json.loads(run("votes", "Akilah Weber Pierson", AB262, "--json").stdout)
    assert [(v["bill"], v["date"], v["option"]) for v in told["votes"]] == [
        (AB262, "2021-06-02", "yes"), (AB262, "2021-09-09", "no")
    ]  # fmt: skip
    said = run("votes", "Weber Pierson", "ca-vacatur").stdout
    assert "Akilah Weber Pierson" in said and "AB 262" in said
    wrong = run("votes", "Wienr", AB262)
    assert wrong.returncode == 2
    assert "There is no legislator 'Wienr'. Nearest: Wiener" in wrong.stderr


def test_importing_the_roster_again_writes_nothing(rostered: Workspace) -> None:
    with rostered.writer("test") as writer:
        weber = person("legislature/Akilah-Weber-Pierson.yml")
        writer.records.save_person(weber, "ca_people")
        before = writer.connection.total_changes
        writer.records.save_person(weber, "ca_people")
        assert writer.connection.total_changes == before


# The real archive ---------------------------------------------------------------------------------


def test_the_real_archive(real: Path, fresh: Workspace) -> None:
    archive = real / "california" / "openstates" / "people_ca.tar.gz"
    with fresh.writer("test") as writer:
        report = import_paths(writer, [archive], load_sources())
        assert report.problems == []
        assert (report.counts["people"], report.counts["committees"]) == (362, 116)
        row = writer.connection.execute(
            "SELECT count(*) FROM terms WHERE ends IS NULL AND starts <= '2026-08-05'"
        ).fetchone()
        assert row[0] >= 119
    with open_snapshot(fresh.database, date(2026, 11, 25)) as snapshot:
        calls = snapshot.roll_calls
        assert calls.who("Weber", None, "lower", "2024-08-28") == WEBER
        assert calls.who("Weber", None, "upper", "2024-12-02") == WEBER
        assert calls.who("Weber Pierson", None, "upper", "2025-03-01") == WEBER
        assert calls.who("Kamlager", None, "upper", "2021-08-26") == KAMLAGER
        assert calls.who("Kamlager", None, "lower", "2021-01-15") == KAMLAGER
        assert calls.who("x", "ca-20252026-sd02", "upper", "2025-03-01") is not None


def test_the_voters_of_the_dump_are_people_of_the_roster(real: Path, fresh: Workspace) -> None:
    """Every member's vote of 2025 to 2025-03-07 joins a person, by seat or by name."""
    folder = real / "california"
    with fresh.writer("test") as writer:
        import_paths(writer, [folder / "openstates" / "people_ca.tar.gz"], load_sources())
        import_paths(writer, [folder / "pubinfo" / "dump_2025-03"], load_sources())
    joined: Counter[bool] = Counter()
    lost: Counter[str] = Counter()
    with open_snapshot(fresh.database, date(2026, 11, 25)) as snapshot:
        rows = snapshot.connection.execute(
            "SELECT chamber, date, records FROM votes WHERE records IS NOT NULL "
            "AND bill LIKE 'ca-20252026%'"
        ).fetchall()
        for chamber, day, told in rows:
            for name, _, voter in json.loads(told):
                found = snapshot.roll_calls.who(name, voter, chamber, day)
                joined[found is not None] += 1
                lost[name] += found is None
    assert joined[True] >= 4_000
    assert joined[False] / joined.total() < 0.01, lost.most_common(9)


def test_the_source_reads_the_archives_own_names() -> None:
    for name, kind in (
        ("data/ca/retired/A-b.yml", "person"),
        ("data/ca/legislature/A-b.yml", "person"),
        ("data/ca/committees/lower-Public-Safety-1.yml", "committee"),
        ("people-main/data/ca/legislature/A-b.yml", "person"),
        ("legislature/A-b.yml", "person"),
        ("committees/lower-Public-Safety-1.yml", "committee"),
    ):
        assert [k for k, p in SOURCE.kinds.items() if re.search(p, name)] == [kind]
    for other in ("data/ca/executive/x.yml", "data/ny/legislature/x.yml", "data/nca/retired/x.yml"):
        assert not any(re.search(p, other) for p in SOURCE.kinds.values())


def test_the_folder_that_the_advice_names_is_read_packed_or_not(fresh: Workspace) -> None:
    with fresh.writer("test") as writer:
        report = import_paths(writer, [FOLDER / "data" / "ca"], load_sources())
    assert report.counts["people"] > 0 and not report.problems


@pytest.mark.parametrize(
    ("folder", "summaries", "differ"),
    [("session_1999-2000_sample", 46, None), ("dump_2025-03", 130, 2)],
)
def test_every_real_summary_finds_its_members_and_their_count_wins(
    real: Path, tmp_path: Path, folder: str, summaries: int, differ: int | None
) -> None:
    """Summaries of 1999 are dated midnight, their members' rows by the clock; in 2025 two say that
    nobody abstained."""
    path = real / "california" / "pubinfo" / folder
    told = [(p.name, p.open("rb")) for p in sorted(path.iterdir()) if p.suffix == ".dat"]
    staged = staging.stage(told, tmp_path)
    bills = [r for d in staged.documents(NOW) for r in source.parse(d, staged.reference())]
    votes = [vote for bill in bills if isinstance(bill, Bill) for vote in bill.votes or ()]
    assert len(votes) == summaries
    assert all(vote.records for vote in votes)
    for vote in votes:
        counted = Counter(record.option for record in vote.records or ())
        assert (vote.yes, vote.no) == (counted["yes"], counted["no"])
        assert vote.other == counted["abstain"]
    if differ is not None:
        assert sum(vote.stated is not None for vote in votes) == differ

"""A publisher may take something back: what is in doubt, what settles it, and that it always does.

Records are built by hand here; the cases at the end are files of publishers, where they are.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from bench.faults.doubts import check
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from billtrail.bills.models import Action, Bill, Sponsorship, Version
from billtrail.errors import UsageError
from billtrail.importing.importer import import_paths
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.scrapers.registry import load_sources
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.bill_rows.states import read_state
from billtrail.store.doubts import accept_doubt, refuse_doubt, reopen_doubt
from billtrail.store.writer import open_writer
from billtrail.workspace.workspace import Workspace

KEY = "us-119-hr4323"
RANKS = {"us_congress_api": 30, "us_govinfo": 40}
FIRST = date(2026, 3, 2)
GOVINFO, API = "us_govinfo", "us_congress_api"

C = ActionClass
INTRODUCED = Action("2026-01-05", "Introduced in House", (C.INTRODUCTION,), Chamber.LOWER)
REFERRED = Action("2026-01-05", "Referred to the Committee", (C.REFERRAL_COMMITTEE,), Chamber.LOWER)
REPORTED = Action("2026-02-02", "Reported", (C.COMMITTEE_PASSAGE,), Chamber.LOWER)
HOUSE = Action("2026-02-09", "Passed House", (C.PASSAGE,), Chamber.LOWER)
SENATE = Action("2026-02-16", "Passed Senate", (C.PASSAGE, C.AGREEMENT), Chamber.UPPER)
SENT = Action("2026-02-19", "Presented to President.", (C.EXECUTIVE_RECEIPT,), Chamber.EXECUTIVE)
SENT_AGAIN = SENT._replace(date="2026-02-24")
LAW = Action("2026-02-27", "Became Public Law No: 119-99.", (C.BECAME_LAW,), Chamber.EXECUTIVE)
LEADER = Sponsorship("Rep. A", SponsorRole.SPONSOR, "A000001")
FRIENDS = tuple(
    Sponsorship(f"Rep. {n}", SponsorRole.COSPONSOR, f"B{n:06}", "2026-01-05") for n in range(20)
)


def record(*actions: Action, key: str = KEY, day: int = 0, **values: object) -> Bill:
    given = {"sponsorships": (LEADER, *FRIENDS), "title": "A title"} | values
    return Bill(key, "us", "119", "H.R. 4323", "bill", Chamber.LOWER, data_as_of=on(day),
                introduced_date="2026-01-05", actions=actions, **given)  # type: ignore[arg-type]  # fmt: skip


def on(day: int) -> str:
    return (FIRST + timedelta(day)).isoformat()


class Publisher:
    """Says records on days; a day is a run of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def says(self, bill: Bill, day: int, source: str = GOVINFO) -> str:
        with self.writer(day) as writer:
            return writer.save_bill(replace(bill, data_as_of=on(day)), source).outcome

    def writer(self, day: int):  # type: ignore[no-untyped-def]
        return open_writer(self.path, "test", RANKS, today=FIRST + timedelta(day),
                           now=f"{on(day)}T20:00:00Z")  # fmt: skip

    def state(self, key: str = KEY):  # type: ignore[no-untyped-def]
        """What is folded and listed now, and what is in doubt."""
        with self.writer(0) as writer:
            state = read_state(writer.connection, key)
            listed = {
                part: {k: v for k, v in rows.items() if "unlisted_since" not in v}
                for part, rows in state.items() if part
            }  # fmt: skip
            return state[""], {part: rows for part, rows in listed.items() if rows}

    def status(self, day: int):  # type: ignore[no-untyped-def]
        with open_snapshot(self.path, FIRST + timedelta(day)) as snapshot:
            return snapshot.bill(KEY)


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "billtrail.db")


PASSED = record(INTRODUCED, REFERRED, REPORTED, HOUSE)

#: What a newer record loses -> what is said of it; "" is no loss.
OUT = {
    "an act of a chamber": (record(INTRODUCED, REFERRED, REPORTED), "passed the House"),
    "the chamber of an act alone": (
        record(INTRODUCED, REFERRED, REPORTED, HOUSE._replace(chamber=Chamber.UPPER)),
        "passed the House",
    ),
    "much of a list": (replace(PASSED, sponsorships=(LEADER, *FRIENDS[:12])), "13 of 21 sponsors"),
    "few of a list": (replace(PASSED, sponsorships=(LEADER, *FRIENDS[:17])), ""),
    "a committee's step": (record(INTRODUCED, REFERRED, HOUSE), ""),
    "the day of an act": (
        record(INTRODUCED, REFERRED, REPORTED, HOUSE._replace(date="2026-02-10")), "",
    ),
    "the words of an act": (
        record(INTRODUCED, REFERRED, REPORTED, HOUSE._replace(description="Passed (CR H12)")), "",
    ),
    "a vote that is told the other way": (
        record(INTRODUCED, REFERRED, REPORTED, HOUSE._replace(
            description="Failed in House", classification=(C.FAILURE,))), "",
    ),
    "a vote, and one of another day": (
        record(INTRODUCED, REFERRED, REPORTED, HOUSE._replace(
            date="2026-02-10", description="Failed in House", classification=(C.FAILURE,))),
        "passed the House",
    ),
    "sponsors by a new print": (
        replace(PASSED, sponsorships=(LEADER,), versions=(Version("Amended", authors=("A",)),)), "",
    ),
    "repetitions": (PASSED, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", OUT)
def test_what_a_newer_record_loses_is_in_doubt_or_no_loss(publisher: Publisher, case: str) -> None:
    newer, says = OUT[case]
    publisher.says(replace(PASSED, actions=PASSED.actions * 3), 0)
    outcome = publisher.says(newer, 1)
    assert (outcome == "in doubt") == bool(says)
    [doubt] = publisher.status(1).in_doubt if says else [None]
    assert says in (doubt.says if doubt else "")
    if says:
        assert publisher.state()[0]["stage"] == "passed_one_chamber"
        assert publisher.state()[0]["in_doubt"] == doubt.says
        assert publisher.status(0).in_doubt == ()
        assert publisher.says(newer, 1) == "in doubt"  # the same day is no second word
        assert publisher.says(newer, 2) == "changed"
        assert publisher.status(2).in_doubt == ()


#: Ends on the way in -> the record, the stage that is shown, what is said of the end and why.
WAY_IN = {
    "a law nobody passed": (record(INTRODUCED, REFERRED, LAW, law="Public Law 119-99"),
                            "in_committee", "Public Law 119-99", "passage"),
    "one chamber": (record(INTRODUCED, REFERRED, HOUSE, SENT), "passed_one_chamber",
                    "sent to the President", "passage"),
    "a number alone": (record(INTRODUCED, REFERRED, law="Public Law 119-99"), "in_committee",
                       "Public Law 119-99", "no step"),
    "a number before its step": (record(INTRODUCED, HOUSE, SENATE, SENT, law="Public Law 119-99"),
                                 "to_executive", "Public Law 119-99", "no step"),
    "a kind that has none": (record(INTRODUCED, REFERRED, LAW, law="Public Law 119-99",
                                    ), "in_committee", "Public Law 119-99", "kind"),
    "a print of the law": (record(INTRODUCED, LAW, law="Public Law 119-99",
                                  versions=(Version("Enrolled Bill"),)), "enacted", "", ""),
    "the text of a law of that number": (record(INTRODUCED, LAW, law="Public Law 119-99",
                                                versions=(Version("Public Law"),)), "introduced",
                                         "Public Law 119-99", "passage"),
    "a print of one chamber": (record(INTRODUCED, LAW, law="Public Law 119-99",
                                      versions=(Version("Engrossed in House"),)), "introduced",
                               "Public Law 119-99", "passage"),
    "sent twice": (record(INTRODUCED, HOUSE, SENATE, SENT, SENT_AGAIN), "to_executive",
                   "sent to the President", "sent before"),
    "a true law": (record(INTRODUCED, HOUSE, SENATE, SENT, LAW, law="Public Law 119-99"),
                   "enacted", "", ""),
    "a private law": (record(INTRODUCED, HOUSE, SENATE, SENT, LAW, law="Private Law 119-1"),
                      "enacted", "", ""),
    "a pocket veto": (record(INTRODUCED, HOUSE, SENATE, SENT, SENT._replace(
        date="2026-03-01", description="Pocket Vetoed by President.",
        classification=(C.EXECUTIVE_VETO,))), "vetoed", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("known", [False, True], ids=["first", "later"])
@pytest.mark.parametrize("case", WAY_IN)
def test_an_end_that_its_record_does_not_carry_is_left_out(
    publisher: Publisher, case: str, known: bool
) -> None:
    told, stage, says, why = WAY_IN[case]
    told = replace(told, kind="simple") if why == "kind" else told
    if known:
        publisher.says(replace(record(INTRODUCED), kind=told.kind), 0)
    publisher.says(told, 1)
    status = publisher.status(1)
    assert status.stage == stage
    assert status.law == (told.law if not says else None)
    assert [says in doubt.says and why in doubt.why for doubt in status.in_doubt] == [True] * bool(
        says
    )
    assert not says or "Became" not in str(status.latest_action)
    publisher.says(told, 2)  # said again it is no more credible
    assert publisher.status(2).stage == stage
    if says:
        ends = {one.date for doubt in status.in_doubt for one in doubt.what}
        kept = [a for a in told.actions or () if a.date not in ends]
        publisher.says(replace(told, actions=tuple(kept), law=None), 3)
        assert publisher.status(3).in_doubt == ()


def test_passage_or_another_source_settles_an_end(publisher: Publisher) -> None:
    law = record(INTRODUCED, REFERRED, LAW, law="Public Law 119-99")
    publisher.says(law, 0)
    publisher.says(law, 1, API)
    assert publisher.status(1).stage == "enacted"
    assert publisher.status(1).in_doubt == ()


def test_a_law_that_earlier_data_speak_against_is_said_twice(publisher: Publisher) -> None:
    """Passages of long ago that no file of then had."""
    old = [a._replace(date=a.date.replace("2026", "2025")) for a in (HOUSE, SENATE)]
    law = record(INTRODUCED, REFERRED, *old, LAW, law="Public Law 119-99")
    publisher.says(record(INTRODUCED, REFERRED), 0)
    publisher.says(law, 1)
    assert publisher.status(1).stage == "passed_both" and publisher.status(1).in_doubt
    publisher.says(law, 1)
    assert publisher.status(1).stage == "passed_both"
    publisher.says(law, 2)
    assert publisher.status(2).stage == "enacted" and publisher.status(2).in_doubt == ()


def test_a_doubted_end_goes_with_the_next_file(publisher: Publisher) -> None:
    publisher.says(record(INTRODUCED, REFERRED), 0)
    publisher.says(record(INTRODUCED, REFERRED, LAW, law="Public Law 119-99"), 1)
    assert publisher.says(record(INTRODUCED, REFERRED), 2) in ("changed", "unchanged")
    assert publisher.status(2).in_doubt == ()


def test_another_source_settles_a_loss(publisher: Publisher) -> None:
    less = record(INTRODUCED, REFERRED, REPORTED)
    publisher.says(PASSED, 0)
    publisher.says(less, 0, API)  # older than the file in doubt: no second word
    assert publisher.says(less, 1) == "in doubt"
    publisher.says(less, 1, API)
    assert publisher.status(1).in_doubt == () and publisher.status(1).stage == "reported"


def test_the_last_sponsor_stays_until_another_comes(publisher: Publisher) -> None:
    publisher.says(PASSED, 0)
    for day in (1, 2, 3):
        publisher.says(replace(PASSED, sponsorships=FRIENDS, title="Another"), day)
        status = publisher.status(day)
        assert status.sponsor.name == "Rep. A" and "no sponsor" in status.in_doubt[0].says
        assert status.bill.title == "Another" and status.cosponsors.current == 20
    publisher.says(replace(PASSED, sponsorships=(LEADER._replace(name="B", person="C000001"),)), 4)
    publisher.says(replace(PASSED, sponsorships=(LEADER._replace(name="B", person="C000001"),)), 5)
    assert publisher.status(5).sponsor.name == "B" and publisher.status(5).in_doubt == ()


def test_a_measure_becomes_law_once(publisher: Publisher) -> None:
    """S. 114 of the 115th was law on two days in its file (August 2017), then on one."""
    steps = (INTRODUCED, REFERRED, HOUSE, SENATE, SENT, LAW)
    publisher.says(record(*steps, LAW._replace(date="2026-03-04"), law="Public Law 119-99"), 0)
    assert publisher.says(record(*steps, law="Public Law 119-99"), 1) == "changed"
    status = publisher.status(1)
    assert (status.stage, status.in_doubt) == ("enacted", ())
    assert publisher.says(record(*steps[:-1]), 2) == "in doubt"


def test_a_list_that_ends_at_a_page_was_cut(publisher: Publisher) -> None:
    """In December 2022 files of the 117th had the first 250 cosponsors of a bill alone."""
    many = [FRIENDS[0]._replace(person=f"C{n:06}", name=f"Rep. {n}") for n in range(261)]
    listed = [replace(PASSED, sponsorships=(LEADER, *many[:n])) for n in (260, 250, 249)]
    publisher.says(listed[0], 0)
    assert publisher.says(listed[2], 1) == "changed"
    publisher.says(listed[0], 2)
    assert publisher.says(listed[1], 3) == "in doubt"
    assert publisher.status(3).cosponsors.current == 260


def test_what_a_file_does_not_speak_of_stays(publisher: Publisher) -> None:
    """A whole archive of California may have a bill's row and none of its history."""
    publisher.says(PASSED, 0)
    for day in (1, 2):
        publisher.says(replace(PASSED, actions=None, sponsorships=None), day)
        status = publisher.status(day)
        assert (status.stage, status.in_doubt) == ("passed_one_chamber", ())
        assert status.sponsor.name == "Rep. A" and status.cosponsors.current == 20
    assert publisher.says(replace(PASSED, actions=()), 3) == "in doubt"


def test_a_print_keeps_its_address_where_a_file_gives_none(publisher: Publisher) -> None:
    """Files left addresses out of ``textVersions`` (usgpo/bill-status#232)."""
    address = (("application/xml", "https://www.govinfo.gov/content/pkg/BILLS-119hr4323ih.xml"),)
    first = Version("Introduced in House", "2026-01-05", "ih", address)
    publisher.says(replace(PASSED, versions=(first,)), 0)
    bare = first._replace(code=None, urls=())
    law = Version("Public Law")
    publisher.says(replace(PASSED, versions=(law, bare), title="Another"), 1)
    assert publisher.status(1).bill.versions == (law, first)


def test_a_title_stays_where_a_file_gives_none(publisher: Publisher) -> None:
    publisher.says(PASSED, 0)
    for day in (1, 2):
        publisher.says(replace(PASSED, title=None), day)
        assert publisher.status(day).bill.title == PASSED.title
    publisher.says(replace(PASSED, title="Another"), 3)
    publisher.says(replace(PASSED, title=None), 4)
    assert publisher.status(4).bill.title == "Another"


def test_a_file_without_sponsor_that_has_not_changed_stays_in_doubt(publisher: Publisher) -> None:
    publisher.says(PASSED, 0)
    publisher.says(replace(PASSED, sponsorships=FRIENDS), 1)
    with publisher.writer(2) as writer:
        writer.reaffirm(GOVINFO, KEY, f"{on(2)}T20:00:00Z")
    assert "no sponsor" in publisher.status(2).in_doubt[0].says


def test_a_file_that_flaps_is_said_to_and_is_news_once(publisher: Publisher) -> None:
    less = record(INTRODUCED, REFERRED, REPORTED)
    for day in range(8):
        publisher.says(less if day % 2 else PASSED, day)
    [doubt] = publisher.status(7).in_doubt
    assert doubt.times == 4 and "said 4 times" in doubt.why
    assert publisher.status(7).stage == "passed_one_chamber"
    with publisher.writer(7) as writer:
        kinds = [row[0] for row in writer.connection.execute(
            "SELECT kind FROM bill_changes WHERE field = 'in_doubt' ORDER BY id")]  # fmt: skip
    assert kinds == ["change", "change", *["correction"] * 5]


def test_older_files_and_a_clock_gone_back_settle_nothing(publisher: Publisher) -> None:
    less = record(INTRODUCED, REFERRED, REPORTED)
    publisher.says(PASSED, 1)
    with publisher.writer(9) as writer:  # a clock that is ahead
        assert writer.save_bill(replace(less, data_as_of=on(2)), GOVINFO).outcome == "in doubt"
    with publisher.writer(2) as writer:
        assert writer.save_bill(replace(less, data_as_of=on(2)), GOVINFO).outcome == "in doubt"
        assert writer.save_bill(replace(less, data_as_of=on(0)), GOVINFO).outcome == "older"
    assert publisher.status(2).in_doubt[0].since[:10] == on(2)
    assert publisher.says(less, 3) == "changed"


def test_a_person_decides_and_takes_it_back(publisher: Publisher) -> None:
    less = replace(record(INTRODUCED, REFERRED, REPORTED), title="Another")
    publisher.says(PASSED, 0)
    publisher.says(less, 1)
    [doubt] = publisher.status(1).in_doubt
    with publisher.writer(1) as writer:
        accept_doubt(writer, doubt.id, "A Name", "rang the clerk")
        with pytest.raises(UsageError, match="accepted by A Name"):
            refuse_doubt(writer, doubt.id, "B Name", "no")
        with pytest.raises(UsageError, match="no doubt 99"):
            accept_doubt(writer, 99, "A Name", "")
    assert publisher.status(1).stage == "reported"
    with publisher.writer(1) as writer:
        reopen_doubt(writer, doubt.id)
    assert publisher.status(1).stage == "passed_one_chamber" and publisher.status(1).in_doubt
    with publisher.writer(1) as writer:
        refuse_doubt(writer, doubt.id, "A Name", "rang the clerk")
    for day in (2, 3):  # refused for good, and all else of the file is taken
        assert publisher.says(less, day) in ("changed", "unchanged")
    status = publisher.status(3)
    assert (status.stage, status.bill.title) == ("passed_one_chamber", "Another")
    assert status.in_doubt == ()


def test_a_person_accepts_an_end(publisher: Publisher) -> None:
    law = record(INTRODUCED, REFERRED, LAW, law="Public Law 119-99")
    publisher.says(law, 0)
    with publisher.writer(0) as writer:
        accept_doubt(writer, publisher.status(0).in_doubt[0].id, "A Name", "read the statute")
    publisher.says(replace(law, title="Another"), 1)
    assert publisher.status(1).stage == "enacted" and publisher.status(1).in_doubt == ()


# -- the law ---------------------------------------------------------------------------------------


@examples(12)
@given(seeds=st.lists(st.integers(min_value=1), min_size=8, max_size=8))
def test_what_is_said_twice_on_two_days_is_what_we_hold(
    tmp_path_factory: pytest.TempPathFactory, seeds: list[int]
) -> None:
    """The law of ``bench doubts``, which runs 10,000 sequences."""
    assert [*check(tmp_path_factory.mktemp("said"), seeds)] == []


# -- files of publishers ---------------------------------------------------------------------------

#: Case -> its files with the day they come on; then (stage, what is in doubt) after each.
CASES = {
    "a resolution's law": (
        [("federal/02-simple-resolution-law/1-wrong", "2025-12-13"),
         ("federal/02-simple-resolution-law/2-corrected", "2025-12-16")],
        [("in_committee", "Public Law 119-48"), ("in_committee", "")],
    ),
    "a followed bill's law": (
        [("federal/19-false-law-of-a-watched-bill/1-wrong", "2026-11-21"),
         ("federal/19-false-law-of-a-watched-bill/2-corrected", "2026-11-24")],
        [("in_committee", "Public Law 119-199"), ("in_committee", "")],
    ),
    "doubled rows": (
        [(f"federal/05-duplicate-actions/{name}", "2026-11-26")
         for name in ("1-doubled", "2-clean", "3-later-news")],
        [("vetoed", "")] * 3,
    ),
    "a sponsor dropped": (
        [("federal/18-sponsor-dropped/1-whole", "2016-12-02"),
         ("federal/18-sponsor-dropped/2-dropped", "2017-01-13")],
        [("in_committee", ""), ("died", "Mike Lee")],
    ),
    "a report taken back": (
        [("federal/21-erroneous-report/1-wrong", "2026-11-26"),
         ("federal/21-erroneous-report/2-corrected", "2026-11-26")],
        [("adopted", "")] * 2,
    ),
    "authors of a new print": (
        [("california/gut_a.zip", "2025-06-11"), ("california/gut_b.zip", "2026-06-15")],
        [("passed_one_chamber", "")] * 2,
    ),
    "a step gone from the next archive": (
        [("california/corr_a.zip", "2026-04-16"), ("california/corr_b.zip", "2026-04-20"),
         ("california/pubinfo_Mon.zip", "2026-04-20"), ("california/corr_b.zip", "2026-04-27")],
        [("passed_one_chamber", ""), ("passed_one_chamber", "Assembly"),
         ("passed_one_chamber", "Assembly"), ("reported", "")],
    ),
    "a list with its first and last row alone": (
        [("california/ab291_authors.zip", "2018-12-15")], [("enacted", "")],
    ),
    **{f"a step {name}": (
        [("california/corr_a.zip", "2026-04-16"), (f"california/corr_{name}.zip", "2026-04-20")],
        [("passed_one_chamber", "")] * 2,
    ) for name in ("page", "redate", "corrected")},
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_said_as_it_must_be(real: Path, tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]
    workspace = Workspace.at(tmp_path)
    said = [_imported(workspace, real / "cases" / name, day) for name, day in files]
    assert [stage for stage, _ in said] == [stage for stage, _ in expected]
    for (_, doubts), (_, says) in zip(said, expected, strict=True):
        assert (says in doubts) if says else doubts == ""


def _imported(workspace: Workspace, path: Path, day: str) -> tuple[str, str]:
    with time_machine.travel(datetime.fromisoformat(day).replace(hour=20, tzinfo=UTC)):
        with workspace.writer("import") as writer:
            import_paths(writer, [path], load_sources(), archive_root=workspace.archive, workers=0)
        with open_snapshot(workspace.database, date.fromisoformat(day)) as snapshot:
            ((key,),) = snapshot.connection.execute("SELECT key FROM bills").fetchall()
            status = snapshot.bill(key)
            return status.stage.value, "; ".join(doubt.says for doubt in status.in_doubt)

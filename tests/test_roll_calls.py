"""Roll calls of Congress: what the chambers' records say, and what becomes of it in the file."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from replay import File, serving
from roll_calls import HOUSE, NO_VOTE, SENATE, Chambers, house_vote, senate_vote

from billtrail.bills.models import Action, Bill, Document, Link, RollCall, Vote, VoteRecord
from billtrail.bills.stages import later_vote
from billtrail.briefs.build.behind import passage_sentences
from billtrail.briefs.language import Labels
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.errors import ParseError
from billtrail.importing.importer import import_paths, reparse
from billtrail.legislatures.vocabulary import ActionClass, Chamber, Language, MeasureKind
from billtrail.scrapers.crawling.crawl_plan import KnownLink
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.scrapers.us_votes.questions import is_on_the_measure
from billtrail.scrapers.us_votes.source import SOURCE, address_of, is_absent, name_of
from billtrail.snapshot.involvement import Ledger
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import open_reader
from billtrail.store.roll_calls import save_roll_call
from billtrail.store.writer import open_writer
from billtrail.updates.roll_calls import read_votes_to_ask
from billtrail.updates.update import update
from billtrail.week.changes import changed
from billtrail.words.news.recounts import recount_words
from billtrail.workspace.workspace import Workspace

HR6552 = "us-117-hr6552"
VOTE = "H2022-117-388"
DAY = date(2026, 11, 26)


def read(data, name="roll388.xml", at="2026-11-25T00:00:00Z"):
    (told,) = SOURCE.parse(Document("us_votes", "roll-call", name, {name: data}, at, None, ""))
    return told


# -- what a record says ----------------------------------------------------------------------------


def test_a_vote_of_the_house_names_its_members_by_the_id_of_the_roster():
    told = read(house_vote())
    vote = told.vote
    assert (told.bill, vote.identifier, vote.date, vote.time) == (
        HR6552,
        VOTE,
        "2022-07-26",
        "20:05",
    )
    assert (vote.yes, vote.no, vote.other, vote.stated) == (3, 1, 1, None)
    assert (vote.motion, vote.result, vote.needed) == (
        "On Motion to Suspend the Rules and Pass, as Amended", "Passed", "2/3",
    )  # fmt: skip
    assert vote.records[0] == VoteRecord("Adams (D-NC)", "yes", "A000370")
    assert vote.records[2].name == "Amodei (R-NV)"  # printed with the state, where two have it
    assert vote.records[-1].option == "not voting"


def test_a_vote_of_the_senate_belongs_to_the_year_whose_votes_are_counted():
    """Held on New Year's Day of 2021, in the second session of the 116th Congress."""
    told = read(senate_vote(), "vote_116_2_00292.xml")
    assert (told.bill, told.vote.identifier, told.vote.date) == (
        "us-116-hr6395", "S2020-116-292", "2021-01-01",
    )  # fmt: skip
    assert (told.modified, told.vote.time) == ("2021-01-01T14:47", "13:38")
    assert told.vote.records[0] == VoteRecord("Cantwell (D-WA)", "yes", "S275")


@pytest.mark.parametrize(
    ("question", "title", "on_bill"),
    [
        ("On Passage", "", True),
        ("On Motion to Suspend the Rules and Agree, as Amended", "", True),
        ("On Motion to Suspend the Rules and Concur in the Senate Amendment", "", True),
        ("On Agreeing to the Resolution", "", True),
        ("On Agreeing to the Resolution, as Amended", "", True),
        ("On Motion to Concur in the Senate Amendment with an Amendment", "", True),
        ("Passage, Objections of the President To The Contrary Notwithstanding", "", True),
        ("On Passage of the Bill", "", True),
        ("On the Joint Resolution", "", True),
        ("On the Motion", "Motion to Concur in the House Amendment to S. 5", True),
        ("On the Motion", "Motion to Waive All Applicable Budgetary Discipline", False),
        ("On Motion to Recommit with Instructions", "", False),
        ("On Ordering the Previous Question", "", False),
        ("On Agreeing to the Amendment", "", False),
        ("On the Amendment", "", False),
        ("On the Cloture Motion", "", False),
        ("On the Motion to Proceed", "", False),
        ("On the Motion to Table", "", False),
        ("On Approving the Journal", "", False),
        ("Election of the Speaker", "", False),
        ("What nobody has asked yet", "", False),
    ],
)
def test_only_a_vote_on_the_measure_is_a_yes_to_it(question, title, on_bill):
    assert is_on_the_measure(question, title) is on_bill


def test_an_amendment_is_named_and_the_bill_that_it_would_change():
    more = (
        "<amendment-num>12</amendment-num><amendment-author>Smith of New Jersey</amendment-author>"
    )
    told = read(house_vote(question="On Agreeing to the Amendment", more=more))
    assert told.vote.motion == "On Agreeing to the Amendment: Smith of New Jersey, amendment 12"
    assert told.bill == HR6552 and told.vote.on_bill is False
    of_senate = read(senate_vote(
        question="On the Amendment", document="",
        amendment="<amendment_number>S.Amdt. 9</amendment_number>"
        "<amendment_to_document_number>H.R. 6395</amendment_to_document_number>",
    ), "vote_116_2_00292.xml")  # fmt: skip
    assert (of_senate.bill, of_senate.vote.motion) == (
        "us-116-hr6395", "On the Amendment: S.Amdt. 9",
    )  # fmt: skip


@pytest.mark.parametrize("counts", [(2, 2), (3, 2)])
def test_a_tie_is_broken_by_who_is_no_member(counts):
    ballots = (*SENATE, ("S354", "Baldwin (D-WI)", "Nay"))
    tie = "<by_whom>Vice President</by_whom><tie_breaker_vote>Yea</tie_breaker_vote>"
    vote = read(senate_vote(ballots=ballots, counts=counts, tie=tie), "vote_116_2_00292.xml").vote
    assert (vote.yes, vote.no, vote.tie, vote.stated) == (3, 2, "Vice President: Yea", None)


def test_a_call_of_the_house_and_a_choice_of_speaker_are_read_and_are_no_bills():
    call = read(house_vote(bill="QUORUM", question="Call by States", kind="QUORUM",
                           ballots=[("A000370", "Adams", "Present", "D", "NC")]))  # fmt: skip
    assert (call.bill, call.vote.yes, call.vote.other) == (None, 0, 1)
    speaker = house_vote(bill="MOTION", question="Election of the Speaker",
                         ballots=[("A000370", "Adams", "Jeffries", "D", "NC")])  # fmt: skip
    without = speaker.replace(b"totals-by-vote", b"totals-by-candidate")
    assert read(without).vote.records == (VoteRecord("Adams (D-NC)", "Jeffries", "A000370"),)


def test_a_summary_that_says_otherwise_is_kept_beside_the_count_of_the_names():
    vote = read(house_vote(totals=(2, 2, 0, 1))).vote
    assert (vote.yes, vote.no, vote.stated) == (3, 1, (2, 2, 1))


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (NO_VOTE, "roll388.xml", "root element is xml"),
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "roll388.xml", "root element is html"),
        (house_vote()[:-40], "roll388.xml", "not well-formed"),
        (house_vote(), "roll389.xml", "the file of roll389.xml is about roll call 388"),
        (house_vote(), "https://clerk.house.gov/evs/2023/roll388.xml", "of the House, 2022"),
        (house_vote(totals=(400, 20, 0, 10)), "roll388.xml", "names 5 voters where its summary"),
        (house_vote(ballots=[("A000370", "", "Yea", "D", "NC")]), "roll388.xml", "no name"),
        (house_vote(day="soon"), "roll388.xml", "not in the documented form"),
        (house_vote(session="3rd"), "roll388.xml", "not in the documented form"),
        (senate_vote(ballots=()), "vote_116_2_00292.xml", "names 0 voters"),
    ],
)  # fmt: skip
def test_what_is_no_record_of_the_vote_asked_for_is_refused(data, name, says):
    with pytest.raises(ParseError, match=says):
        read(data, name)


def test_a_vote_has_one_address_and_its_file_one_name():
    assert address_of(VOTE) == "https://clerk.house.gov/evs/2022/roll388.xml"
    assert address_of("H2026-119-7").endswith("/roll007.xml")
    assert address_of("S2020-116-292").endswith("/vote1162/vote_116_2_00292.xml")
    assert address_of("2021-06-02|lower|1") is None
    assert name_of(house_vote()) == "roll388.xml" and name_of(b"<billStatus/>") is None
    assert SOURCE.titled(address_of(VOTE)) == "roll call 388 of the House, 2022"
    assert SOURCE.titled(address_of("S2020-116-292")) == "roll call 292 of the Senate, 2020"


def test_an_answer_that_means_there_is_none():
    house, senate = (Link("us_votes", address_of(v), "roll-call") for v in (VOTE, "S2020-116-292"))
    assert is_absent(house, 200, NO_VOTE) and is_absent(senate, 301, b"")
    assert not is_absent(house, 301, b"") and not is_absent(house, 200, house_vote())


def test_the_real_records_are_read_whole(real):
    floor = real / "federal" / "floor"
    house = read((floor / "house_roll_2026_314.xml").read_bytes(), "roll314.xml")
    assert (house.bill, house.vote.yes, house.vote.no, house.vote.other) == (
        "us-119-s2403", 401, 14, 18,
    )  # fmt: skip
    senate = read((floor / "senate_vote_116_2_00292.xml").read_bytes(), "vote_116_2_00292.xml")
    assert (senate.bill, senate.vote.yes, senate.vote.no, senate.vote.on_bill) == (
        "us-116-hr6395", 81, 13, True,
    )  # fmt: skip
    with pytest.raises(ParseError):
        read((floor / "house_roll_2026_315_error-body.xml").read_bytes(), "roll315.xml")


# -- what becomes of it ----------------------------------------------------------------------------


def named(*votes):
    """H.R. 6552 as a status file has it: the votes by name alone."""
    return Bill(
        key=HR6552, jurisdiction="us", session="117", identifier="H.R. 6552",
        kind=MeasureKind.BILL, chamber=Chamber.LOWER, data_as_of="2026-11-20T00:00:00Z",
        title="Frederick Douglass Act", introduced_date="2022-02-01", votes=votes, actions=(),
    )  # fmt: skip


LINKED = Vote(VOTE, "2022-07-26", Chamber.LOWER, motion="Agreed to by the Yeas and Nays: 401 - 20",
              url="https://clerk.house.gov/evs/2022/roll388.xml")  # fmt: skip


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path / "b.db", "test", ranks(), today=DAY) as found:
        yield found


def votes_of(writer, bill=HR6552):
    return writer.connection.execute("SELECT * FROM votes WHERE bill = ?", (bill,)).fetchall()


def changes_of(writer):
    rows = writer.connection.execute(
        "SELECT field, kind FROM bill_changes WHERE field LIKE 'votes:%' ORDER BY id"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("first", ["bill", "record"])
def test_the_record_stands_with_the_vote_that_a_status_file_names(writer, first):
    """Whichever comes first; that we read it is no news."""
    steps = [lambda: writer.save_bill(named(LINKED), "us_govinfo"),
             lambda: save_roll_call(writer, read(house_vote()), "us_votes")]  # fmt: skip
    for step in steps if first == "bill" else reversed(steps):
        step()
    (row,) = votes_of(writer)
    assert (row["identifier"], row["yes"], row["no"], row["needed"]) == (VOTE, 3, 1, "2/3")
    assert (row["source"], row["on_bill"]) == ("us_votes", 1)
    assert {kind for _, kind in changes_of(writer)} <= {"baseline", "correction"}
    again = writer.save_bill(replace(named(LINKED), title="Other"), "us_govinfo")
    assert again.changes == 1 and votes_of(writer)[0]["yes"] == 3


def test_a_corrected_count_is_news_and_an_older_copy_takes_nothing_back(writer):
    writer.save_bill(named(LINKED), "us_govinfo")
    early, late = "2026-11-20T00:00:00Z", "2026-11-24T00:00:00Z"
    corrected = house_vote(ballots=[*HOUSE[:4], ("M001160", "Moore (WI)", "Yea", "D", "WI")])
    assert save_roll_call(writer, read(house_vote(), at=early), "us_votes") == "new"
    assert save_roll_call(writer, read(house_vote(), at=late), "us_votes") == "unchanged"
    assert save_roll_call(writer, read(corrected, at=late), "us_votes") == "changed"
    assert save_roll_call(writer, read(house_vote(), at=early), "us_votes") == "older"
    assert votes_of(writer)[0]["yes"] == 4
    assert changes_of(writer)[-1] == (f"votes:{VOTE}", "change")


def test_the_chambers_own_time_tells_which_of_two_copies_is_the_newer(writer):
    """A cache may send an old one later."""
    late, early = (
        read(senate_vote(modified=f"January 1, 2021,  0{hour}:47 PM"), "vote_116_2_00292.xml",
             at=at) for hour, at in ((3, "2026-11-20T00:00:00Z"), (2, "2026-11-24T00:00:00Z"))
    )  # fmt: skip
    assert [save_roll_call(writer, one, "us_votes") for one in (late, early)] == ["new", "older"]


def test_a_vote_that_is_younger_than_the_history_is_told_beside_it(writer):
    """A status file without the override must not read as the last word: the stage stays, and the
    page says what the record of votes says."""
    vetoed = Action("2020-12-29", "Veto message received in Senate.", (), Chamber.UPPER)
    writer.save_bill(replace(NDAA, actions=(vetoed,)), "us_govinfo")
    save_roll_call(writer, read(senate_vote(), "vote_116_2_00292.xml"), "us_votes")
    (row,) = writer.connection.execute("SELECT field, other, other_source FROM disagreements")
    assert tuple(row) == (
        "latest_action", "2021-01-01 On Overriding the Veto: Veto Overridden (2 to 1)", "us_votes",
    )  # fmt: skip
    overridden = Action("2021-01-01", "Passed Senate over veto.", (), Chamber.UPPER)
    writer.save_bill(
        replace(NDAA, actions=(vetoed, overridden), data_as_of="2021-01-02"), "us_govinfo"
    )
    assert writer.connection.execute("SELECT count(*) FROM disagreements").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("day", "on_bill", "told"),
    [("2022-07-27", True, True), ("2022-07-26", True, False), ("2022-07-27", False, False),
     ("2022-07-27", None, False)],
)  # fmt: skip
def test_only_a_younger_vote_on_the_measure_itself_is_told_beside_the_history(day, on_bill, told):
    step = Action("2022-07-26", "Read.", (), Chamber.LOWER)
    vote = LINKED._replace(date=day, on_bill=on_bill)
    assert later_vote(replace(named(vote), actions=(step,))) == (vote if told else None)


def test_a_vote_on_another_measure_is_no_vote_on_the_bill_that_names_it(writer):
    """A status file may name the vote on the rule under which a bill came up."""
    writer.save_bill(named(LINKED), "us_govinfo")
    rule = read(house_vote(bill="H RES 1256", question="On Agreeing to the Resolution"))
    writer.connection.execute("INSERT INTO campaigns VALUES ('c','c','',  '', '', 7, NULL, '', '', "
                              "'', '')")  # fmt: skip
    writer.connection.execute(
        "INSERT INTO campaign_bills (campaign, bill, aim, why, position) VALUES ('c', ?, 'pass', "
        "'', 0)", (HR6552,),
    )  # fmt: skip
    save_roll_call(writer, rule, "us_votes")
    (row,) = votes_of(writer)
    assert row["on_bill"] == 0
    assert row["motion"] == "On Agreeing to the Resolution (H.Res. 1256)"


@pytest.fixture(scope="module")
def office(prepared, tmp_path_factory):
    """A workspace with the records of two votes, and around the House's that day a motion to send
    the bill back and one to table its reconsideration."""
    made = Workspace.at(tmp_path_factory.mktemp("votes") / "w")
    made.create()
    shutil.copy(prepared.database, made.database)
    files = tmp_path_factory.mktemp("records")
    (files / "copy of the vote.xml").write_bytes(house_vote())
    nay = [*HOUSE[:3], ("T000478", "Tenney", "Nay", "R", "NY")]
    for number, question in ((387, "On Motion to Recommit"), (389, "Table Motion to Reconsider")):
        other = house_vote(number, question=question, ballots=nay)
        (files / f"roll{number}.xml").write_bytes(other)
    (files / "vote_116_2_00292.xml").write_bytes(senate_vote())
    with made.writer("test") as writer:
        passed = Action("2022-07-26", "On passage Passed.", (ActionClass.PASSAGE,), Chamber.LOWER)
        sent_back = LINKED._replace(identifier="H2022-117-387")
        writer.save_bill(replace(named(sent_back, LINKED), actions=(passed,)), "us_govinfo")
        writer.save_bill(NDAA, "us_govinfo")
        report = import_paths(writer, [files], load_sources(), archive_root=made.archive)
    assert report.problems == []
    assert [*report.lines()][-2:] == [
        "roll calls read: 4",
        "voters on no list of members here, who stand under the name in the record: 1",
    ]
    return made


NDAA = Bill(
    key="us-116-hr6395", jurisdiction="us", session="116", identifier="H.R. 6395",
    kind=MeasureKind.BILL, chamber=Chamber.LOWER, data_as_of="2020-12-30T00:00:00Z",
    title="National Defense Authorization Act", introduced_date="2020-03-26", actions=(),
)  # fmt: skip


def run(workspace, *arguments):
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments])
    assert result.exit_code == 0, result.output
    return result.output.replace("\N{NO-BREAK SPACE}", " ")


def test_who_voted_how_is_told_by_command_over_both_chambers(office):
    said = run(office, "votes", "Adams", HR6552)
    assert "Jul 26, 2022  H.R. 6552  YES        On Motion to Suspend the Rules and Pass" in said
    assert "(3 to 1)" in said and "On Motion to Recommit" in said
    assert "On Overriding the Veto" in run(office, "votes", "Cantwell", NDAA.key)
    assert "Claudia Tenney voted yes on H.R. 6552" in run(
        office, "family", HR6552, "--legislator", "Tenney"
    )
    listed = run(office, "scorecard", "votes", HR6552)
    assert "House, Jul 26, 2022 (On Motion to Recommit): 3 to 1" in listed or VOTE in listed


def test_files_of_it_are_looked_over(office):
    said = run(office, "check-source", "us_votes", str(office.archive / "us_votes"))
    assert "no file of this source" not in said


def test_only_the_vote_on_the_bill_counts_as_a_deed(office):
    with open_snapshot(office.database, DAY) as snapshot:
        status = snapshot.bill(HR6552)
        part = Ledger.of((), "119", [status], snapshot.roll_calls.who).part("T000478")
    assert [(deed.kind, deed.date) for deed in part.deeds] == [("yes", "2022-07-26")]


def test_where_a_house_passed_it_the_count_is_that_of_the_vote_on_the_bill(office):
    with open_snapshot(office.database, DAY) as snapshot:
        (said,) = passage_sentences(Labels(Language.EN), snapshot.bill(HR6552))
    assert "passed the House 3 to 1" in said.replace("\N{NO-BREAK SPACE}", " ")
    report = json.loads(run(office, "report-of-session", "117", "--json"))
    (row,) = [one for one in report["rows"] if one["bill"] == HR6552]
    assert [
        vote.replace("\N{NO-BREAK SPACE}", " ").partition(" (")[0] for vote in row["votes"]
    ] == ["House 3 to 1, Jul 26, 2022"]


def test_a_senator_is_known_by_the_id_of_the_senate_and_a_former_one_as_printed(office):
    run(office, "scorecard", "choose", NDAA.key, "1", "--counts", "yes", "--why", "It is the law.",
        "--by", "Ana")  # fmt: skip
    said = run(office, "report-of-session", "116", "--scorecard", "--json")
    rows = {one["name"]: one for one in json.loads(said)["scorecard"]["members"]}
    assert rows.keys() == {"Maria Cantwell", "Amy Klobuchar", "Alexander"}
    assert rows["Alexander"]["seat"] == "R-TN"
    assert rows["Amy Klobuchar"]["marks"] == ["against us"]


def test_the_records_are_rows_that_join_the_roster(office):
    with open_reader(office.database) as connection:
        rows = connection.execute(
            "SELECT name, option, person FROM vote_records WHERE vote = 'S2020-116-292'"
        )
        assert [tuple(row) for row in rows] == [
            ("Cantwell (D-WA)", "yes", "C000127"), ("Alexander (R-TN)", "yes", "S289"),
            ("Klobuchar (D-MN)", "no", "K000367"),
        ]  # fmt: skip


@pytest.mark.asyncio
async def test_a_page_says_who_voted_how_and_whom_no_list_has(office):
    site = make_datasette(office.database, today=lambda: DAY)
    page = await site.client.get(f"/bill/{NDAA.key}/vote/S2020-116-292")
    text = " ".join(re.sub(r"<[^>]+>", " ", page.text).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Senate, Jan 1, 2021 : On Overriding the Veto . Veto overridden, 2 yes, 1 no." in text
    assert "Two thirds of those voting were needed." in text
    assert "Yes (2) Alexander (R-TN) , Maria Cantwell (D-WA)" in text
    assert "Of these, 1 is on no list of members here" in text
    bill = (await site.client.get(f"/bill/{HR6552}")).text
    assert f"/bill/{HR6552}/vote/{VOTE}" in bill and "Not a vote on the bill itself." in bill
    about = (await site.client.get("/about")).text
    row = re.search(r"Roll calls of Congress.*?</tr>", about, re.DOTALL)[0]
    assert "nothing read yet" not in row and "not checked yet" not in row
    gone = await site.client.get(f"/bill/{HR6552}/vote/H2022-117-386")
    assert gone.status_code == 404 and VOTE in gone.text


def test_a_vote_that_the_history_does_not_tell_stands_with_the_status_everywhere(office):
    """The status file ends with the veto: command and briefs of each language say the vote."""
    vetoed = Action("2020-12-29", "Veto message received in Senate.", (), Chamber.UPPER)
    with office.writer("test") as writer:
        writer.save_bill(replace(NDAA, actions=(vetoed,), data_as_of="2020-12-31"), "us_govinfo")
    words = "On Overriding the Veto: Veto Overridden"
    assert f"Senate's vote of Jan 1, 2021. {words}, 2 to 1" in run(office, "show", NDAA.key)
    for language, told in (("en", "a vote in the Senate on January 1, 2021"),
                           ("es", "una votación en el Senado del 1 de enero de 2021")):  # fmt: skip
        page = run(office, "brief", NDAA.key, "--format", "txt", "--language", language, "-o", "-")
        assert told in " ".join(page.split()) and words in " ".join(page.split())
        assert "did not become law" not in page


def test_reading_again_changes_nothing(office):
    with office.writer("test") as writer:
        before = changes_of(writer)
        reparse(writer, {"us_votes": SOURCE}, office.archive)
        assert changes_of(writer) == before


# -- what is asked for -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read_before", "asked_on", "on", "due"),
    [(False, None, "2026-11-26", True), (True, "2022-07-27", "2022-07-28", True),
     (True, "2022-08-24", "2022-08-26", True), (True, "2022-08-25", "2022-08-26", False),
     (False, "2026-11-26", "2026-11-26", False), (False, "2026-11-25", "2026-11-26", True)],
)  # fmt: skip
def test_a_vote_is_asked_for_until_it_was_read_and_again_while_it_is_young(
    writer, read_before, asked_on, on, due
):
    writer.save_bill(named(LINKED), "us_govinfo")
    if read_before:
        save_roll_call(writer, read(house_vote()), "us_votes")
    url = address_of(VOTE)
    known = {url: KnownLink(url, fetched_at=f"{asked_on}T12:00:00Z")} if asked_on else {}
    found = read_votes_to_ask(writer.connection, SOURCE, [HR6552], known, date.fromisoformat(on))
    assert found == ([VOTE] if due else [])


@pytest.fixture(scope="module")
def asked(prepared, tmp_path_factory):
    """Three updates while votes on H.R. 1144 are young: the House's is not there at first, then it
    is, then it is corrected; one of the Senate's never is. What each update said and asked for."""
    made = Workspace.at(tmp_path_factory.mktemp("asked") / "w")
    made.create()
    shutil.copy(prepared.database, made.database)
    votes = (Vote("H2026-119-350", "2026-11-19", Chamber.LOWER, motion="On passage"),
             Vote("S2026-119-500", "2026-11-20", Chamber.UPPER, motion="On passage"),
             Vote("S2026-119-501", "2026-11-20", Chamber.UPPER))  # fmt: skip
    with open_snapshot(made.database, DAY) as snapshot:
        shipped = snapshot.bill(HR1144).bill
    with made.writer("test") as writer:
        writer.save_bill(replace(shipped, votes=votes, data_as_of="2026-11-21"), "us_govinfo")
    house, senate = "/evs/2026/roll350.xml", SENATE_PATH.format("vote1192/vote_119_2_00500.xml")
    site = Chambers({senate: File(senate_vote(
        500, congress=119, held="November 20, 2026,  11:05 AM", question="On Passage of the Bill",
        document="H.R. 1144", modified="November 20, 2026,  12:10 PM",
    ))})  # fmt: skip
    built = partial(house_vote, 350, congress=119, bill="H R 1144", day="19-Nov-2026")
    corrected = built(ballots=[*HOUSE[:4], ("M001160", "Moore (WI)", "Yea", "D", "WI")])
    found = []
    with serving(site) as base:
        for body in (None, built(), corrected):
            site.forget()
            if body:
                site.files[house] = File(body)
            report = update(made, source="us_votes", bills=[HR1144], base_urls={"us_votes": base})
            assert report.problems == []
            found.append((report, [(seen.path, seen.status) for seen in site.requests]))
    return made, found, (house, senate)


HR1144 = "us-119-hr1144"
SENATE_PATH = "/legislative/LIS/roll_call_votes/{}"


def test_what_is_not_there_is_told_and_asked_for_again(asked):
    _, ((first, requests), *_), (house, senate) = asked
    assert "  roll calls read: 1" in first.said
    assert ("  no file there of roll call 350 of the House, 2026, roll call 501 of the Senate, "
            "2026: what we have of it stays") in first.said  # fmt: skip
    elsewhere = (senate.replace("00500", "00501"), 301)
    assert set(requests) == {("/robots.txt", 200), (house, 200), (senate, 200), elsewhere}


def test_a_record_that_did_not_change_is_not_sent_again(asked):
    _, (_, (second, requests), _), (house, senate) = asked
    assert "  roll calls read: 1" in second.said
    assert {(house, 200), (senate, 304)} <= set(requests)


def test_a_corrected_count_is_news_that_says_what_it_was(asked):
    workspace, (*_, (third, _)), _ = asked
    assert third.news[2] == (
        "    Count corrected: Nov 19, 2026: On Motion to Suspend the Rules and Pass, as Amended: "
        "Passed, 4 to 1 (before: Passed, 3 to 1)"
    ).replace("Nov 19, 2026", "Nov\N{NO-BREAK SPACE}19,\N{NO-BREAK SPACE}2026")
    with open_snapshot(workspace.database, DAY) as snapshot:
        (item,) = changed(snapshot, DAY - timedelta(2))
    assert item.what.endswith(": 1\N{NO-BREAK SPACE}corrected count of a vote")


def test_a_record_of_a_vote_checks_no_status(asked):
    """A status stays as old as its own record is."""
    with open_reader(asked[0].database) as connection:
        rows = connection.execute("SELECT count(*) FROM checks WHERE source = 'us_votes'")
        assert rows.fetchone()[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [(HOUSE, HOUSE[1:], "Adams (D-NC) yes", "Adams (D-NC) not listed"),
     (HOUSE, [*HOUSE[:4], (*HOUSE[4][:2], "Present", "D", "WI")], "Moore (D-WI) not voting",
      "Moore (D-WI) present")],
)  # fmt: skip
def test_where_the_numbers_are_the_same_the_members_are_told(old, new, before, after):
    rows = [{"yes": 3, "no": 1, "records": json.dumps(read(house_vote(ballots=one)).vote.records)}
            for one in (old, new)]  # fmt: skip
    assert (recount_words(rows[0], rows[1]), recount_words(rows[1], rows[0])) == (before, after)


@given(st.permutations(range(4)))
@examples(10)
def test_in_whatever_order_copies_come_the_newest_stands(store, order):
    """By the chamber's own time, then by when we had the answer."""
    copies = [("2026-11-20T11:00", "2026-11-21"), ("2026-11-20T11:00", "2026-11-22"),
              ("2026-11-20T12:00", "2026-11-20"), ("2026-11-20T12:00", "2026-11-23")]  # fmt: skip
    store.connection.execute("DELETE FROM roll_calls")
    for n in order:
        modified, at = copies[n]
        told = RollCall(LINKED._replace(motion=str(n)), at, HR6552, modified)
        store.save(told, "us_votes")
    (row,) = store.connection.execute("SELECT vote FROM roll_calls")
    assert json.loads(row["vote"])["motion"] == "3"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "b.db"
    with open_writer(path, "test", ranks(), today=DAY) as found:
        yield found.roll_calls

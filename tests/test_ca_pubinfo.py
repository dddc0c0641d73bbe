"""PUBINFO: rows built by hand in the Legislature's format with true facts, then real archives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pubinfo import AUTHORS, BILL, FILES, HISTORY, LOB, NOW, dat, history, progress, read

from billtrail.bills.models import Bill
from billtrail.importing.importer import import_paths
from billtrail.scrapers.ca_pubinfo.rows import split_line
from billtrail.scrapers.ca_pubinfo.source import SOURCE
from billtrail.scrapers.ca_pubinfo.staging import stage
from billtrail.scrapers.california.caml import caml_text
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.store.writer import open_writer

# -- lines -----------------------------------------------------------------------------------------


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_a_line_of_mysql_s_making_reads_back(values):
    escape = {"\\": "\\\\", "`": "\\`", "\n": "\\n", "\r": "\\r", "\0": "\\0"}
    line = "\t".join(
        "NULL" if value is None else "`" + "".join(escape.get(c, c) for c in value) + "`"
        for value in values
    )
    assert split_line(line.encode()) == [value or "" for value in values]


def test_old_files_hold_latin_1():
    assert split_line("`Peña`".encode("latin-1")) == ["Peña"]


# -- one bill --------------------------------------------------------------------------------------


def test_a_chaptered_bill_from_its_tables(tmp_path):
    bill = read(tmp_path)
    assert (bill.key, bill.identifier, bill.title, bill.law, bill.introduced_date) == (
        "ca-20212022-ab262", "AB 262", "Human trafficking: vacatur relief for victims",
        "Chapter 193, Statutes of 2021", "2021-01-15",
    )  # fmt: skip
    assert bill.data_as_of == "2021-09-22T12:00:00"
    assert (bill.status_text, bill.location) == ("Chaptered", None)


def test_history_is_in_order_with_blanks_collapsed(tmp_path):
    actions = read(tmp_path).actions
    assert [a.date for a in actions] == sorted(a.date for a in actions)
    assert actions[0].description == "Read first time. To print."
    same_day = [a.description[:11] for a in actions if a.date == "2021-09-09"]
    assert same_day == ["In Assembly", "Senate amen"]


def test_ids_of_the_first_years_run_backwards(tmp_path):
    rows = [(30 - n, day, text, house, place)
            for n, (_, day, text, house, place) in enumerate(HISTORY)]  # fmt: skip
    actions = read(tmp_path, {**FILES, "BILL_HISTORY_TBL.dat": history(rows=rows)}).actions
    assert actions[-1].description.startswith("Chaptered")


@pytest.mark.parametrize(
    ("on", "stage_"),
    [
        (date(2021, 1, 20), "introduced"),
        (date(2021, 2, 1), "in_committee"),
        (date(2021, 6, 2), "passed_one_chamber"),
        (date(2021, 9, 8), "passed_one_chamber"),
        (date(2021, 9, 9), "passed_both"),
        (date(2021, 9, 17), "to_executive"),
        (date(2021, 9, 22), "enacted"),
    ],
)
def test_the_stage_on_each_day_of_its_way(tmp_path, on, stage_):
    assert progress(read(tmp_path), on).stage == stage_


def test_authors_are_those_of_the_newest_print(tmp_path):
    author, committee = read(tmp_path).sponsorships
    assert (author.name, author.role, author.party, author.district, author.person) == (
        "Patterson", "author", "R", "23", "ca-20212022-ad23",
    )  # fmt: skip
    assert (committee.entity, committee.role) == ("organization", "coauthor")


def test_of_joint_authors_the_one_who_carries_the_bill_is_first(tmp_path):
    """Both lead SBX1 1 of 2025-26; the flag at the end of the row says whose it is."""
    joint = AUTHORS.replace(b"`COAUTHOR`\t`A, B`", b"`LEAD_AUTHOR`\t`A, B`")
    names = [s.name for s in read(tmp_path, {**FILES, "BILL_VERSION_AUTHORS_TBL.dat": joint})
             .sponsorships]  # fmt: skip
    assert names == ["Patterson", "Committee on Public Safety"]


def test_a_seat_listed_twice_is_the_active_member_s(tmp_path):
    authors = AUTHORS.replace(b"Patterson", "Ávila Farías".encode())
    author = read(tmp_path, {**FILES, "BILL_VERSION_AUTHORS_TBL.dat": authors}).sponsorships[0]
    assert (author.person, author.party) == ("ca-20212022-ad15", "D")


def test_a_summary_dated_midnight_finds_its_members_and_their_count_wins(tmp_path):
    (vote,) = read(tmp_path).votes
    assert (vote.yes, vote.no, vote.other, vote.stated) == (2, 0, 1, (2, 0, 0))
    assert {r.name: r.option for r in vote.records} == {
        "Patterson": "yes", "Weber": "yes", "Gray": "abstain",
    }  # fmt: skip
    assert {r.name: r.person for r in vote.records}["Weber"] == "ca-20212022-ad79"


def test_versions_are_newest_first_with_their_digest(tmp_path):
    newest, introduced = read(tmp_path).versions
    assert (newest.note, newest.code) == ("Chaptered", "20210AB26295CHP")
    assert introduced.digest == "Existing law lets a person petition.\nA vote of 2/3 & more."


def test_deleted_words_are_not_read_as_text():
    assert "gone" not in (caml_text(LOB).digest or "")


def test_committees_that_had_the_bill(tmp_path):
    (committee,) = read(tmp_path).committees
    assert (committee.committee, committee.chamber) == ("CX18", "lower")


def test_without_a_version_table_the_title_is_absent(tmp_path):
    files = {n: d for n, d in FILES.items() if not n.startswith("BILL_VERSION_TBL")}
    bill = read(tmp_path, files)
    assert bill.title is None and bill.versions is None
    assert [s.name for s in bill.sponsorships] == ["Patterson", "Committee on Public Safety"]


def test_without_history_a_final_print_proves_the_law(tmp_path):
    files = {n: d for n, d in FILES.items() if "HISTORY" not in n}
    bill = read(tmp_path, files)
    (step,) = bill.actions
    assert (step.date, step.official) == ("2021-09-22", False)
    assert progress(bill, date(2026, 11, 23)).stage == "enacted"


# -- real archives ---------------------------------------------------------------------------------


def imported(path, tmp_path):
    with open_writer(
        tmp_path / "x.db", "test", ranks(), today=date(2026, 6, 12), now=NOW
    ) as writer:
        report = import_paths(writer, [path], load_sources())
        rows = writer.connection.execute("SELECT * FROM bills").fetchall()
    return report, {row["key"]: row for row in rows}


def test_the_dump_of_march_2025(real, tmp_path):
    report, bills = imported(real / "california/pubinfo/dump_2025-03", tmp_path)
    assert report.counts["new"] == 2546
    assert sum(row["session"] == "20252026x1" for row in bills.values()) == 24
    assert all(row["title"] is None for row in bills.values())
    assert report.unknown_actions == 0


def test_four_bills_of_mid_2026(real, tmp_path):
    report, bills = imported(real / "california/pubinfo/session_2025-26_four_bills", tmp_path)
    assert {key: (row["stage"], row["law"]) for key, row in bills.items()} == {
        "ca-20252026-sb275": ("vetoed", None),
        "ca-20252026-ab831": ("enacted", "Chapter 623, Statutes of 2025"),
        "ca-20252026-ab1656": ("passed_one_chamber", None),
        "ca-20252026-ab2052": ("passed_one_chamber", None),
    }
    assert bills["ca-20252026-sb275"]["final"] == 1
    assert len(report.problems) == 1 and "VETO_MESSAGE_TBL_1.lob" in report.problems[0]


@pytest.mark.parametrize(
    ("folder", "count", "stages"),
    [
        ("session_1999-2000_sample", 5, {"enacted", "adopted"}),
        ("session_1989-90_sample", 5, {"enacted", "adopted"}),
    ],
)
def test_archives_of_the_first_eras(real, tmp_path, folder, count, stages):
    report, bills = imported(real / "california/pubinfo" / folder, tmp_path)
    assert report.counts["new"] == count and report.problems == []
    assert {row["stage"] for row in bills.values()} == stages


def test_sb_26_keeps_what_the_summary_states(real, tmp_path):
    found = stage(
        [
            (file.name, file.open("rb"))
            for file in sorted((real / "california/pubinfo/dump_2025-03").glob("*.dat"))
        ],
        tmp_path,
    )
    bills = [
        record
        for document in found.documents(NOW)
        if document.url.endswith(("sb26", "sb225"))
        for record in SOURCE.parse(document, found.reference())
        if isinstance(record, Bill)
    ]
    stated = [vote for bill in bills for vote in bill.votes or () if vote.stated]
    assert all(vote.other and vote.stated[2] == 0 for vote in stated)
    assert stated


@pytest.mark.parametrize(
    ("session", "name"),
    [("20212022", "Jobs, Economic Development, and the Economy"),
     ("20252026", "Economic Development, Growth, & Household Impact")],
)  # fmt: skip
def test_a_committee_has_the_name_of_the_bill_s_own_session(tmp_path, session, name):
    """CX34 is another committee since 2025: what a later archive calls it is no name of 2022."""
    lookup = ("20252026", "CX34", "C", None, "Asm E.D.",
              "Economic Development, Growth, & Household Impact", "Y",
              "BYHAND", "2025-01-01 12:00:00", None)  # fmt: skip
    rows = [(1, "2022-03-10", "Referred to Com. on  J., E.D., & E.", "Assembly", "CX34")]
    bill_row = ("202120220AB262" if session == "20212022" else "202520260AB262", session,
                *BILL[2:])  # fmt: skip
    bill = read(tmp_path, {"BILL_TBL.dat": dat(bill_row), "LOCATION_CODE_TBL.dat": dat(lookup),
                           "BILL_HISTORY_TBL.dat": history(bill_row[0], rows)})  # fmt: skip
    assert [(c.committee, c.name) for c in bill.committees] == [("CX34", name)]


def test_a_committee_without_a_name_we_know_is_called_as_its_history_calls_it(tmp_path):
    rows = [(1, "2022-03-10", "Referred to Coms. on  X. & Z. and JUD.", "Assembly", "CX99")]
    bill = read(tmp_path, {"BILL_TBL.dat": dat(BILL), "BILL_HISTORY_TBL.dat": history(rows=rows)})
    assert [(c.committee, c.name) for c in bill.committees] == [("CX99", "X. & Z.")]


def test_two_members_of_one_name_are_two(tmp_path):
    rows = [("20210AB26295CHP", "Legislator", house, "Rubio", "COAUTHOR", None, "Y", "BYHAND",
             "2021-09-22 12:00:00", "N") for house in ("ASSEMBLY", "SENATE")]  # fmt: skip
    bill = read(tmp_path, FILES | {"BILL_VERSION_AUTHORS_TBL.dat": dat(*rows)})
    assert {(s.name, s.chamber) for s in bill.sponsorships} == {("Rubio", "lower"),
                                                                ("Rubio", "upper")}  # fmt: skip

"""How the law compares: what ships, rows of a coalition's own, readers, what has changed since."""

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
import test_desk
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from test_law_claims import built_bill, change, save

from billtrail.briefs.build import Request, build, count_relief
from billtrail.briefs.language import Labels
from billtrail.briefs.verify import find_moved
from billtrail.campaigns.content.house_language import lint_text
from billtrail.campaigns.content.load import load_content, load_shipped
from billtrail.campaigns.staff_files.relief_readers import (
    parse_relief_readers,
    save_relief_readers,
)
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.decisions.check import check
from billtrail.errors import CheckFailed, UnknownKey
from billtrail.law import FACTS, KIND, ReliefFact, build_reliefs, relief_file
from billtrail.legislatures import is_known
from billtrail.legislatures.vocabulary import Edition, Language
from billtrail.publish.publish import publish
from billtrail.snapshot.law import ReliefCell, ReliefRow, find_relief, read_relief
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.schema import migrate
from billtrail.words import RELIEF_FACTS, RELIEF_KINDS

site, office = test_desk.site, test_desk.office
DAY = date(2026, 11, 26)
SHIPPED = load_shipped()
CHANGE = change()
FACT = ReliefFact("ny-vacatur", KIND, "vacatur", None, "CPL 440.10", "(1)(i)", "as_read", "2026",
                  "The code's page", "2026-11-20", "https://www.nysenate.gov/")  # fmt: skip


def csv_of(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, relief_file.COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def line(**other: str) -> dict[str, str]:
    return {
        "relief": "dc-vacatur", "fact": "kind", "says": "vacatur",
        "statute": "Criminal Procedure Law 440.10", "part": "(1)(i)", "basis": "as_read",
        "day": "2026-11-01", "text": "The code's page", "read_on": "2026-11-20",
        "url": "https://www.nysenate.gov/legislation/laws/CPL/440.10", **other,
    }  # fmt: skip


def rows_of(workspace):
    with open_snapshot(workspace.database, DAY) as snapshot:
        return read_relief(snapshot)


def run(workspace, *words):
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])


# -- what ships ------------------------------------------------------------------------------------


def test_every_cell_that_ships_has_its_source() -> None:
    assert all(is_known(row.jurisdiction) for row in SHIPPED.relief)
    for fact in (fact for row in SHIPPED.relief for fact in row.facts):
        assert fact.citation and fact.text and fact.day and fact.read_on
        assert lint_text(fact.says) == []
    spoken = {reading.key for reading in SHIPPED.statutes.readings}
    assert {fact.statute for row in SHIPPED.relief for fact in row.facts} <= {*spoken, None}
    assert [*RELIEF_FACTS] == [*FACTS[1:]]
    assert {row.kind for row in SHIPPED.relief} <= {*RELIEF_KINDS}


# -- a file of one's own ---------------------------------------------------------------------------


def test_a_coalition_adds_its_state_and_mends_a_line_that_ships(tmp_path) -> None:
    (tmp_path / "law").mkdir()
    own = csv_of(line(), line(fact="who", says="trafficking"), line(
        relief="ca-vacatur", fact="hearing", says="Only if opposed", statute="PC 236.14(f)"[:9],
    ))  # fmt: skip
    (tmp_path / "law" / "relief.csv").write_text(own, encoding="utf-8")
    loaded = load_content(tmp_path)
    found = {row.id: row for row in loaded.relief}
    assert found["dc-vacatur"].main.citation == "Criminal Procedure Law 440.10"
    assert found["dc-vacatur"].main.statute is None
    assert found["ca-vacatur"].fact("hearing").says == "Only if opposed"
    assert found["ca-vacatur"].fact("hearing").statute == "ca-pen-236.14"
    (over,) = loaded.overrides
    assert (over.file, over.record) == ("law/relief.csv", "ca-vacatur hearing")


FAULTS = {
    "line 2 (dc-vacatur, knd): fact: 'knd' is not one of": line(fact="knd"),
    "Did you mean kind?": line(fact="knd"),
    "says: 'vacature' is not one of vacatur": line(says="vacature"),
    "Did you mean vacatur?": line(says="vacature"),
    "basis: 'read' is not one of as_read or as_summarised": line(basis="read"),
    "day: '11/01/2026' is not a date": line(day="11/01/2026"),
    "read_on: it was read on 2026-10-01, before the law of 2026-11-01": line(read_on="2026-10-01"),
    "url: 'nysenate' is not a web address": line(url="nysenate"),
    "give its web address under url": line(url=""),
    "text is empty": line(text=""),
    "relief: 'New York' is not a name such as ny-vacatur": line(relief="New York"),
    "Nearest: Penal Code 236": line(relief="ca-x", statute="Pen Cod 236"),
    "is more than one section": line(relief="ca-x", statute="Penal Code 236.1-236.25"),
    "Penal Code 236.14 is no law of 'us'": line(relief="us-x", statute="PC 236.14"),
    "says: '1 Nov' is not a date": line(fact="since", says="1 Nov"),
}


@pytest.mark.parametrize(("told", "row"), FAULTS.items())
def test_a_fault_is_told_with_its_line_and_what_was_meant(told, row) -> None:
    with pytest.raises(CheckFailed) as refused:
        relief_file.load_relief(csv_of(row), "law/relief.csv")
    assert told in str(refused.value)


def test_all_faults_of_a_file_are_told_at_once_and_what_ships_stands(fresh) -> None:
    (fresh.root / "law").mkdir()
    own = fresh.root / "law" / "relief.csv"
    five = [line(fact="knd"), line(basis="read"), line(day="x"), line(url="x"), line(text="")]
    own.write_text(csv_of(*five), encoding="utf-8")
    said = run(fresh, "law-relief").stderr
    assert sum(f"law/relief.csv line {n} " in said for n in range(2, 7)) == 5
    assert {row.relief.id for row in rows_of(fresh)} == {row.id for row in SHIPPED.relief}
    for text, told in {
        csv_of(line()): "dc-vacatur has no line 'who', which says who can ask",
        "relief,fakt\n": "there is no column 'fakt'. Did you mean fact?",
    }.items():
        own.write_text(text, encoding="utf-8")
        with pytest.raises(CheckFailed, match=re.escape(told)):
            load_content(fresh.root)
    covers = line(fact="covers", says="Victims of a modern slavery ring")
    own.write_text(csv_of(line(), line(fact="who", says="trafficking"), covers))
    with open_snapshot(fresh.database, DAY) as snapshot:
        found = check(snapshot, fresh)
    assert any(one.startswith("dc-vacatur covers: ") for one in found.words)
    assert any(one.startswith("ca-vacatur prosecutor: Read before AB 262") for one in found.relief)


@examples(8)
@given(st.permutations([(name, "2026" if name == "since" else "x") for name in FACTS]))
def test_words_of_a_row_hang_neither_on_the_order_nor_on_the_day_of_reading(facts) -> None:
    one, other = (
        build_reliefs(replace(FACT, fact=name, says=says, read_on=day) for name, says in order)[0]
        for order, day in ((facts, "2026-11-20"), (sorted(facts), "2026-11-25"))
    )
    assert one.words == other.words
    changed = build_reliefs(replace(f, says=f"{f.says}!") if f.fact == "covers" else f
                            for f in one.facts)[0]  # fmt: skip
    assert changed.words != one.words


# -- readers ---------------------------------------------------------------------------------------


def test_two_different_readers_make_a_row_count_and_a_withdrawn_one_does_not(fresh) -> None:
    def readers() -> int:
        return find_relief(rows_of(fresh), "us-vacatur").readers

    by = ["law-relief", "read", "us-vacatur", "--by"]
    assert "waits for one more reader." in run(fresh, *by, "A. Rivera").output
    again = run(fresh, *by, "a. rivera")
    assert again.exit_code == 2 and "has read us-vacatur as it stands" in again.output
    assert "Read word for word by 2\xa0people" in run(fresh, *by, "B. Osei").output
    assert find_relief(rows_of(fresh), "us-vacatur").stands
    assert run(fresh, "undo", "--by", "B. Osei").exit_code == 0
    assert readers() == 1
    assert run(fresh, *by, "A. Rivera", "--withdraw").exit_code == 0
    assert readers() == 0
    refused = run(fresh, *by, "A. Rivera", "--withdraw")
    assert refused.exit_code == 2 and "is not written down as a reader" in refused.output
    wrong = run(fresh, "law-relief", "read", "us-vacatr", "--by", "A. Rivera")
    assert wrong.exit_code == 2 and "us-vacatur" in wrong.output
    # Of other words nobody is a reader.
    run(fresh, *by, "A. Rivera")
    (fresh.root / "law" / "relief.csv").write_text(
        csv_of(
            line(relief="us-vacatur", fact="burden", says="Other words", statute="18 USC 3771A")
        ),
        encoding="utf-8",
    )
    run(fresh, "law-relief")
    assert readers() == 0


def test_a_person_counts_once_however_they_are_written_and_a_faulty_file_counts_nobody() -> None:
    def reader(id: str, name: str) -> str:
        return (f'[[reader]]\nid = "{id}"\nrelief = "us-vacatur"\nwords = "w"\nreader = "{name}"\n'
                "on = 2026-11-20\n")  # fmt: skip

    connection = sqlite3.connect(":memory:")
    migrate(connection)
    found = parse_relief_readers(reader("1", "A. Rivera") + reader("2", "a. rivera"))
    save_relief_readers(connection, found)
    assert connection.execute("SELECT count(*) FROM law_relief_readers").fetchone() == (1,)
    for faulty in (reader("x", "A. Rivera"), reader("1", "A. Rivera").replace("relief", "row")):
        with pytest.raises(CheckFailed, match=r"law/readers\.toml"):
            parse_relief_readers(faulty)


def test_a_name_that_reads_is_in_no_edition_and_how_many_read_is(fresh, tmp_path) -> None:
    for name in ("Quintessa Marlow", "B. Osei"):
        run(fresh, "law-relief", "read", "us-vacatur", "--by", name)
    file = publish(fresh.database, tmp_path, Edition.PUBLIC).database
    assert b"Marlow" not in file.read_bytes()
    with open_snapshot(file, DAY) as snapshot:
        assert find_relief(read_relief(snapshot), "us-vacatur").is_read


# -- what has changed, what would ------------------------------------------------------------------


def test_a_cell_says_which_acts_changed_its_section_since_it_was_read(prepared) -> None:
    cells = {c.fact.fact: c for c in find_relief(rows_of(prepared), "ca-vacatur").cells}
    assert [one.bill for one in cells["prosecutor"].changed_by] == [
        "ca-20212022-ab262", "ca-20212022-ab2169",
    ]  # fmt: skip
    assert not (cells["burden"].changed_by or cells["since"].changed_by)
    with pytest.raises(UnknownKey):
        find_relief(rows_of(prepared), "ca-vacature")


def test_a_row_read_in_a_law_that_was_none_is_read_again(fresh) -> None:
    """And an act that turned out to be none changed no section; undone, all is as it was."""
    for name in ("A. Rivera", "B. Osei"):
        run(fresh, "law-relief", "read", "us-vacatur", "--by", name)
    why = ("--by", "A. Rivera", "--on", "2026-11-25", "--why", "w", "--link", "https://example.org")
    for bill, day in (("HR 4323", "2026-01-23"), ("AB 262 (2021)", "2021-09-22")):
        for step in ("became-law", "signed"):
            run(fresh, "correct", bill, step, f"not {day}", *why)
    rows = rows_of(fresh)
    row, cells = find_relief(rows, "us-vacatur"), find_relief(rows, "ca-vacatur").cells
    assert row.is_read and not row.stands
    assert {one.bill for cell in row.cells for one in cell.undone} == {"us-119-hr4323"}
    changed = next(cell.changed_by for cell in cells if cell.fact.fact == "prosecutor")
    assert [one.bill for one in changed] == ["ca-20212022-ab2169"]
    says = "Read as H.R. 4323 (2026) made it, which by its record became no law: read it again."
    assert says in run(fresh, "law-relief").output
    assert run(fresh, "check").output.count(f"us-vacatur: {says}") == 1
    for _ in range(4):
        run(fresh, "undo")
    assert find_relief(rows_of(fresh), "us-vacatur").stands


def test_a_file_in_which_nothing_was_read_says_so(fresh) -> None:
    with sqlite3.connect(fresh.database) as file:
        for table in ("law_relief_readers", "law_relief_sources", "law_relief"):
            file.execute(f"DELETE FROM {table}")
    assert run(fresh, "law-relief").stdout == "Nobody has written down what a law says yet.\n"


def test_where_changes_are_not_noticed_a_row_grows_old(prepared) -> None:
    with open_snapshot(prepared.database, date(2028, 1, 2)) as snapshot:
        old = {row.relief.id for row in snapshot.relief() if row.is_old}
    assert old >= {"ny-vacatur"} and not any(id.startswith(("us-", "ca-")) for id in old)
    assert not any(row.is_old for row in rows_of(prepared))


@pytest.mark.asyncio
async def test_the_page_names_live_bills_and_acts_that_change_a_row(fresh) -> None:
    save(fresh, built_bill(), today=date(2026, 8, 10))
    with open_snapshot(fresh.database, date(2026, 8, 10)) as snapshot:
        row = find_relief(read_relief(snapshot), "ca-defense")
    assert row.coming == (("ca-20252026-ab9998", "change"),)
    assert find_relief(rows_of(fresh), "ca-vacatur").coming == ()
    site = make_datasette(fresh.database)
    page = (await site.client.get("/law")).text
    assert "Not legal advice." in page and "Read before AB 262 (2021)" in page
    told = {row["id"]: row for row in json.loads((await site.client.get("/law.json")).text)}
    assert told["us-vacatur"]["facts"]["burden"]["part"] == "(b)(4)(A)"
    asked = await site.client.get("/billtrail/how-the-law-compares.json?kind=vacatur&_shape=array")
    by_section = {row["citation"]: row for row in asked.json()}
    changed = by_section["Penal Code 236.14"]["changed_by"].split(",")
    assert sorted(changed) == ["ca-20212022-ab2169", "ca-20212022-ab262"]
    assert by_section["18 U.S.C. 3771A"]["changed_by"] is None


# -- on a brief ------------------------------------------------------------------------------------


class Counted:
    """A snapshot beside other rows of how the law compares."""

    def __init__(self, snapshot, rows):
        self.snapshot, self.rows = snapshot, tuple(rows)

    def __getattr__(self, name):
        return getattr(self.snapshot, name)

    def relief(self):
        return self.rows


@pytest.fixture(scope="module")
def look(prepared):
    with open_snapshot(prepared.database, DAY) as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def read_by_two(look):
    """Every row of federal law and California as if two people had read it."""
    ours = [row for row in look.relief() if row.relief.jurisdiction in {"us", "ca"}]
    return [replace(row, readers=2) for row in ours]


def printed(look, rows, language=Language.EN):
    brief = build(Counted(look, rows), Request("tsra", DAY, language=language))
    return brief, [s.text for block in brief.blocks if block.kind == "relief"
                   for s in block.sentences]  # fmt: skip


def test_a_brief_counts_what_two_people_have_read_and_says_over_what(look, read_by_two) -> None:
    brief, (base, vacatur, *_, advice) = printed(look, read_by_two)
    assert base.startswith("We have read what the law of two jurisdictions offers survivors: ")
    assert base.endswith("federal law and California.")
    assert vacatur == "Two let survivors ask a court to undo some convictions."
    assert advice == "This is not legal advice."
    assert any("3771A; read on December" in note.text.replace("\xa0", " ") for note in brief.notes)
    assert all(item.case != "relief-unread" for item in brief.left_out)
    one = [row for row in read_by_two if row.relief.jurisdiction == "us"]
    assert printed(look, one)[1][0].startswith(
        "We have read what the law of one jurisdiction offers"
    )
    assert "Dos permiten" in " ".join(printed(look, read_by_two, Language.ES)[1])


@pytest.mark.parametrize("rows", ["unread", "once", "changed", "old", "others"])
def test_nothing_is_counted_without_readers_or_where_the_law_has_moved(
    look, read_by_two, rows
) -> None:
    found = {
        "unread": [replace(row, readers=0) for row in read_by_two],
        "once": [replace(row, readers=1) for row in read_by_two],
        "changed": [
            replace(row, cells=(replace(row.cells[0], changed_by=(CHANGE,)), *row.cells[1:]))
            for row in read_by_two
        ],
        "old": [replace(row, is_old=True) for row in read_by_two],
        "others": [
            replace(row, readers=2 * (row.relief.whose != "trafficking")) for row in read_by_two
        ],
    }[rows]
    brief, said = printed(look, found)
    assert said == []
    (told,) = (item for item in brief.left_out if item.case == "relief-unread")
    assert "billtrail law-relief read ROW --by NAME" in told.action
    assert not any(one.case == "relief-unread" for one in printed(look, [])[0].left_out)


def test_with_many_jurisdictions_the_page_names_its_own_and_counts_the_others() -> None:
    rows = [
        ReliefRow(build_reliefs([replace(FACT, relief=f"{place}-vacatur", fact=name, says=says)
                                 for name, says in (("kind", kind), ("who", "trafficking"))])[0],
                  (), 2, ())
        for place, kind in (*((p, "vacatur") for p in ("us", "ny", "tx", "wa", "fl", "or")),
                            ("va", "defense"))
    ]  # fmt: skip
    rows = [replace(row, cells=(ReliefCell(row.relief.main, ()),)) for row in rows]
    base, vacatur, defense = (
        one.text for one in count_relief(Labels(Language.EN), rows, "us")
    )  # fmt: skip
    assert base == "We have read what the law of seven jurisdictions offers survivors."
    assert vacatur == (
        "Six let survivors ask a court to undo some convictions, federal law among them."
    )
    assert defense == "One has a defense in court for people who were trafficked: Virginia."


def test_a_printed_count_that_holds_no_more_is_told(look, read_by_two) -> None:
    brief, _ = printed(look, read_by_two)
    assert not [one for one in find_moved(brief, Counted(look, read_by_two)) if one.kind == "law"]
    withdrawn = [replace(row, readers=2 * (row.relief.jurisdiction == "us")) for row in read_by_two]
    moved = [one for one in find_moved(brief, Counted(look, withdrawn)) if one.kind == "law"]
    assert any(one.new.endswith("undo some convictions.") and one.new.startswith("One lets")
               for one in moved)  # fmt: skip
    assert all(one.new == "not counted now" for one in find_moved(brief, Counted(look, []))
               if one.kind == "law")  # fmt: skip


# -- at the desk -----------------------------------------------------------------------------------


def test_a_reader_notes_it_at_the_desk_for_the_words_that_were_shown(office, site) -> None:
    page = office.get("/-/desk/law").text
    token = re.findall(r'name="csrftoken" value="([^"]*)"', page)[0]
    words = re.findall(r'value="us-vacatur"><input type="hidden" name="words" value="(\w+)"', page)
    sent = {"csrftoken": token, "row": "us-vacatur", "by": "A. Rivera", "do": "read"}
    stale = office.send("/-/desk/law", {**sent, "words": "0"})
    assert stale.status_code == 422 and "Its words have changed meanwhile" in stale.text
    assert office.send("/-/desk/law", {**sent, "words": words[0]}).status_code == 303
    assert "waits for one more reader. (A. Rivera)" in office.get("/-/desk/law").text
    assert office.send("/-/desk/law", {**sent, "do": "withdraw"}).status_code == 303
    assert find_relief(rows_of(site[1]), "us-vacatur").readers == 0

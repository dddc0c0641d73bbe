"""Words that are looked for in texts: the newest print of each bill, and where in it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from site_values import ON, write_site

from billtrail.bills.models import Bill, Version, VersionText
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Chamber
from billtrail.prints import PrintFolder, find_passages
from billtrail.snapshot import find_in_texts, open_snapshot
from billtrail.store import Writer, index_prints, open_writer, settle_texts, text_phrases

LEFT, RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
OTHER = "us-119-hr9001"
ALIKE = "us-119-hr9002"
FIRST = "A BILL\nA survivor may vacate a conviction.\nNo fee is charged."
CLEARS = "A survivor may vacate a conviction under section 236.14."
LAST = f"AN ACT\n{CLEARS}\nVictims of human trafficking."


def bill(*notes: tuple[str, str | None, str]) -> Bill:
    versions = tuple(Version(note, day, code, ()) for note, day, code in notes)
    return Bill(OTHER, "us", "119", "H.R. 9001", "bill", Chamber.LOWER, "2025-06-01",
                title="On records", introduced_date="2025-01-10", versions=versions)  # fmt: skip


ENROLLED, INTRODUCED = (
    ("Enrolled Bill", "2025-03-01", "enr"),
    ("Introduced in House", "2025-01-10", "ih"),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "billtrail.db"
    write_site(path)
    with open_writer(path, "test", {"us_govinfo": 50}, today=ON) as writer, writer.transaction():
        writer.save_bill(bill(ENROLLED, INTRODUCED), "us_govinfo")
        writer.prints.save(VersionText(OTHER, "ih", FIRST), "us_govinfo_texts")
        writer.prints.save(VersionText(OTHER, "enr", LAST), "us_govinfo_texts")
        writer.save_bill(replace(bill(INTRODUCED), key=ALIKE, identifier="H.R. 9002"), "us_govinfo")
        writer.prints.save(VersionText(ALIKE, "ih", FIRST), "us_govinfo_texts")
        settle_texts(writer)
    return path


def found(database: Path, words: str, on: date = ON) -> list[tuple[str, str, str]]:
    with open_snapshot(database, on) as snapshot:
        return [(h.bill, h.code, h.passage.text) for h in find_in_texts(snapshot, words)]


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("vacating convictions", CLEARS),
        ("236.14", CLEARS),
        ('"human trafficking"', "Victims of human trafficking."),
        ("traff", "Victims of human trafficking."),
        (f"{LEFT}may vacate{RIGHT} section", CLEARS),
        ("fees of nobody", None),
        ('"trafficking human"', None),
        ("236.15", None),
        ("HR 9001", None),
        ('"" OR * NEAR(', None),
        ("", None),
    ],
)  # fmt: skip
def test_the_newest_print_is_found_by_its_words(
    database: Path, words: str, passage: str | None
) -> None:
    hits = [hit for hit in found(database, words) if hit[0] == OTHER]
    assert hits == ([(OTHER, "enr", passage)] if passage else [])


def test_on_a_past_day_no_print_is_shown_that_was_not_there(database: Path) -> None:
    on = date(2025, 2, 1)
    assert [hit[0] for hit in found(database, "vacate", on)] == [ALIKE]


@examples(25)
@given(words=st.text("\"a1.*:(-'\N{RIGHT DOUBLE QUOTATION MARK} ANDfee", max_size=12))
def test_nothing_that_is_typed_breaks_the_search(database: Path, words: str) -> None:
    assert {hit[0] for hit in found(database, words)} <= {OTHER, ALIKE}
    find_passages({"x": LAST}, text_phrases(words))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(tmp_path / "billtrail.db", "test", {"us_govinfo": 50}) as opened:
        yield opened


def test_a_newer_print_takes_the_place_of_the_older_and_a_lost_one_is_no_hit(
    writer: Writer,
) -> None:
    def hits(words: str) -> int:
        sql = ("SELECT count(*) FROM print_search s JOIN indexed_prints r ON r.id = s.rowid "
               "WHERE print_search MATCH ?")  # fmt: skip
        return int(writer.connection.execute(sql, (words,)).fetchone()[0])

    writer.save_bill(bill(INTRODUCED), "us_govinfo")
    writer.prints.save(VersionText(OTHER, "ih", FIRST), "us_govinfo_texts")
    assert index_prints(writer.connection) == {OTHER} and not index_prints(writer.connection)
    assert hits("fee") == 1
    cited = "SELECT citations FROM indexed_prints"
    (read,) = writer.connection.execute(cited).fetchone()
    writer.connection.execute("UPDATE indexed_prints SET citations = 'by an older program'")
    settle_texts(writer)
    assert writer.connection.execute(cited).fetchone()[0] == "by an older program"
    settle_texts(writer, anew=True)
    assert writer.connection.execute(cited).fetchone()[0] == read
    writer.save_bill(replace(bill(ENROLLED, INTRODUCED), data_as_of="2025-06-02"), "us_govinfo")
    writer.prints.save(VersionText(OTHER, "enr", LAST), "us_govinfo_texts")
    assert index_prints(writer.connection) == {OTHER}
    assert (hits("fee"), hits("victims")) == (0, 1)
    folder = PrintFolder.of(writer.connection)
    for place in folder.root.glob("*/*.zst"):
        place.unlink()
    writer.prints.save(VersionText(OTHER, "enr", FIRST), "us_govinfo_texts")
    assert index_prints(writer.connection) == {OTHER}
    assert (hits("victims"), hits("fee")) == (0, 1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file that holds nothing yet."""
    folder = tmp_path_factory.mktemp("laws") / "empty"
    folder.mkdir()
    with open_writer(folder / "billtrail.db", "test", {}):
        return folder


_number = count()
CODES = st.sampled_from(["ih", "enr"])
KEYS = st.sampled_from([OTHER, ALIKE])


@examples(15)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("bill"), KEYS, st.sets(CODES)),
            st.tuples(st.just("text"), KEYS, CODES, st.sampled_from([FIRST, LAST])),
            st.just(("settled",)),
        ),
        max_size=8,
    )
)
def test_what_came_in_brings_the_index_to_where_a_look_at_all_prints_would(
    empty: Path, steps: list[tuple[Any, ...]]
) -> None:
    path = Path(shutil.copytree(empty, empty.with_name(f"law-{next(_number)}"))) / "billtrail.db"
    with open_writer(path, "test", {"us_govinfo": 50}) as writer:
        for day, (kind, *given) in enumerate(steps, 1):
            if kind == "bill":
                versions = [one for one in (ENROLLED, INTRODUCED) if one[2] in given[1]]
                told = replace(bill(*versions), key=given[0], data_as_of=f"2025-06-{day:02}")
                writer.save_bill(told, "us_govinfo")
            elif kind == "text":
                writer.prints.save(VersionText(*given), "us_govinfo_texts")
            else:
                settle_texts(writer)
        settle_texts(writer)
        assert not index_prints(writer.connection, None)
        assert not writer.connection.execute("SELECT 1 FROM waiting_prints").fetchall()


def test_a_text_that_is_lost_comes_in_once_it_is_there_again(writer: Writer) -> None:
    writer.save_bill(bill(INTRODUCED), "us_govinfo")
    writer.prints.save(VersionText(OTHER, "ih", FIRST), "us_govinfo_texts")
    [place] = PrintFolder.of(writer.connection).root.glob("*/*.zst")
    kept = place.read_bytes()
    place.unlink()
    for found in (0, 1):
        settle_texts(writer)
        held = writer.connection.execute("SELECT count(*) FROM indexed_prints").fetchone()[0]
        assert held == found
        place.write_bytes(kept)


# -- what a person sees ----------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_pages_and_the_command_name_the_print_and_show_the_passage(database: Path) -> None:
    site: Datasette = make_datasette(database, today=lambda: ON)
    answer = (await site.client.get("/-/search?q=vacating+convictions")).text
    assert "In the text" in answer and "<mark>vacate</mark> a <mark>conviction</mark>" in answer
    assert f'href="/bill/{OTHER}/text/enr"' in answer and "Enrolled Bill" in answer
    alone = (await site.client.get("/-/search?in=text&q=vacating+convictions")).text
    assert "2 bills with" in alone.replace("\N{NO-BREAK SPACE}", " ")
    told = (await site.client.get("/-/search.json?q=vacating+convictions")).json()
    assert "Enrolled Bill, Mar 1, 2025" in [one["print"] for one in told["in_text"]]
    read = (await site.client.get(f"/bill/{OTHER}/text/ih")).text
    assert "No fee is charged." in read and "This is not the newest print" in read
    assert (await site.client.get(f"/bill/{OTHER}/text/xx")).status_code == 404
    nothing = (await site.client.get("/-/search?q=section+236.14")).text
    assert "Found in texts alone" in nothing and " in this file" not in nothing
    assert f"/bill/{OTHER}/text/ih" in (await site.client.get(f"/bill/{OTHER}")).text


def test_the_command_has_a_second_group_and_says_the_print(database: Path) -> None:
    where = ["--db", str(database), "--workspace", str(database.parent), "--as-of", str(ON)]
    done = CliRunner().invoke(main, [*where, "search", "vacating", "convictions"])
    assert "In the text of:" in done.output
    assert "Enrolled Bill, Mar 1, 2025: A survivor may vacate" in done.output.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "Nothing found" not in done.output


# -- two prints ------------------------------------------------------------------------------------


def compared(database: Path, *names: str) -> Result:
    where = ["--db", str(database), "--workspace", str(database.parent), "--as-of", str(ON)]
    return CliRunner().invoke(main, [*where, "compare", *names])


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("HR 9001:ih", "HR 9001"), ["[-only in-]  H.R. 9001, Introduced in House, Jan 10, 2025",
                                     "{+only in+}  H.R. 9001, Enrolled Bill, Mar 1, 2025",
                                     "may vacate a [-conviction.-] {+conviction under section"]),
        (("HR 9001:1", "HR 9001:enrolled"), ["[-No fee is charged.-]"]),
        (("HR 9001:ih", "HR 9002"), ["100 % of the words are the same."]),
        (("HR 9001:xx", "HR 9002"), ["no print 'xx'", "1 Introduced in House", "2 Enrolled Bill"]),
        (("HR 9001:3", "HR 9002"), ["no print '3'"]),
        (("HR 9001", "SB 357"), ["There is nothing to compare of"]),
    ],
)  # fmt: skip
def test_any_two_prints_are_compared_and_each_is_named(
    database: Path, names: tuple[str, str], says: list[str]
) -> None:
    done = compared(database, *names)
    assert done.exit_code == (0 if "%" in done.output else 2)
    plain = done.output.replace("\N{NO-BREAK SPACE}", " ")
    assert all(one in plain for one in says), plain


@pytest.mark.asyncio
async def test_the_page_puts_a_print_beside_another_bills(database: Path) -> None:
    site = make_datasette(database, today=lambda: ON)
    both = await site.client.get(f"/bill/{OTHER}/versions?with=HR+9002")
    plain = both.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "H.R. 9001 beside H.R. 9002" in plain
    assert "only <strong>H.R. 9002, Introduced in House, Jan 10, 2025</strong> has" in plain
    assert "<ins>No fee is charged.</ins>" in plain
    same = await site.client.get(f"/bill/{OTHER}/versions?old=0&new=0&with=HR+9002")
    assert "100 % of the words are the same" in same.text
    assert (
        await site.client.get(f"/bill/{OTHER}/versions?with=nothing+like+it")
    ).status_code == 404
    assert (await site.client.get(f"/bill/{OTHER}/versions?with=HR+9002&new=7")).status_code == 400

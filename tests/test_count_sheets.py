"""Sheets of counts as people have them: programs beside months, merged heads, totals, any dates."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from billtrail.counts.reading import Choices, PeopleListed, read_counts, read_table
from billtrail.counts.reading.periods import read_words
from billtrail.counts.suppression import Count
from billtrail.errors import BilltrailError, CheckFailed, UsageError
from billtrail.files import FileBytes

Rows = tuple[tuple[Any, ...], ...]


def book(path: Path, *rows: tuple[Any, ...], merge: tuple[str, ...] = ()) -> Path:
    work = Workbook()
    sheet = work.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    work.save(path)
    return path


def text(*lines: str, name: str = "counts.csv") -> FileBytes:
    return FileBytes(name, "\n".join(lines).encode())


def said(count: Count) -> str:
    """``Legal, Clients served, 2025-01-01 to 2025-03-31, age adult: 40``."""
    group = "".join(f", {name} {category}" for name, category in count.named())
    return f"{count.program}, {count.measure}, {count.start} to {count.end}{group}: {count.value}"


#: Sheets, what a person says of them, and the first and last count they hold, and how many.
SHEETS: dict[str, tuple[Rows, tuple[str, ...], Choices, tuple[str, str, int]]] = {
    "years beside programs": (
        (("Program", "Measure", 2024, 2025), ("Legal", "Clients served", 140, 155),
         ("Housing", "Clients served", 60, 71)),
        (), Choices(),
        ("Legal, Clients served, 2024-01-01 to 2024-12-31: 140",
         "Housing, Clients served, 2025-01-01 to 2025-12-31: 71", 4),
    ),
    "months under merged years, with a title": (
        (("Cast program report",), ("Program", "2024", None, "2025", None),
         (None, "Nov", "Dec", "Jan", "Feb"), ("Legal", 40, 41, 42, 43)),
        ("A2:A3", "B2:C2", "D2:E2", "A1:E1"), Choices(measure="Clients served"),
        ("Legal, Clients served, 2024-11-01 to 2024-11-30: 40",
         "Legal, Clients served, 2025-02-01 to 2025-02-28: 43", 4),
    ),
    "years that stand once over their quarters, not merged": (
        (("Program", 2024, None, 2025), (None, "Q3", "Q4", "Q1"), ("Legal", 40, 41, 42)),
        (), Choices(measure="Clients served"),
        ("Legal, Clients served, 2024-07-01 to 2024-09-30: 40",
         "Legal, Clients served, 2025-01-01 to 2025-03-31: 42", 3),
    ),
    "months as Excel dates, programs merged down": (
        (("Program", "Age group", datetime(2025, 1, 1), datetime(2025, 2, 1)),
         ("Legal", "adult", 40, 41), (None, "minor", 12, 13)),
        ("A2:A3",), Choices(measure="Clients served"),
        ("Legal, Clients served, 2025-01-01 to 2025-01-31, age group adult: 40",
         "Legal, Clients served, 2025-02-01 to 2025-02-28, age group minor: 13", 4),
    ),
    "a program that stands once, blank rows, a total of each group, a note below": (
        (("Program", "Age", "Q1 2025", "Q2 2025"), (), ("Legal", "adult", 40, 41),
         (None, "minor", 12, 13), (None, "Total", 52, 54), (), ("Source: our case files",)),
        (), Choices(measure="Clients served"),
        ("Legal, Clients served, 2025-01-01 to 2025-03-31, age adult: 40",
         "Legal, Clients served, 2025-04-01 to 2025-06-30: 54", 6),
    ),
    "a total over programs, and one over months": (
        (("Program", "Measure", "Jan 2025", "Feb 2025", "Total"),
         ("Legal", "Clients served", 40, 41, 81), ("Housing", "Clients served", 30, 31, 61),
         ("Total", None, 70, 72, 142)),
        (), Choices(),
        ("Legal, Clients served, 2025-01-01 to 2025-01-31: 40",
         "Housing, Clients served, 2025-02-01 to 2025-02-28: 31", 4),
    ),
    "measures beside each other, the year in the title": (
        (("Report for 2025",), ("Program", "Clients served", "New clients"), ("Legal", 155, 44)),
        (), Choices(),
        ("Legal, Clients served, 2025-01-01 to 2025-12-31: 155",
         "Legal, New clients, 2025-01-01 to 2025-12-31: 44", 2),
    ),
    "categories beside each other": (
        (("Program", "Year", "Adults", "Minors", "Total"), ("Legal", 2025, 120, 35, 155)),
        (), Choices(measure="Clients served", words="age"),
        ("Legal, Clients served, 2025-01-01 to 2025-12-31, age Adults: 120",
         "Legal, Clients served, 2025-01-01 to 2025-12-31: 155", 3),
    ),
    "fiscal years, and a percentage": (
        (("Program", "Measure", "FY 2023-24", "FY25", "% change"),
         ("Legal", "Clients served", 140, 155, 0.1)),
        (), Choices(),
        ("Legal, Clients served, 2023-07-01 to 2024-06-30: 140",
         "Legal, Clients served, 2024-07-01 to 2025-06-30: 155", 2),
    ),
    "one row a count, other heads": (
        (("Agency", "Indicator", "Start date", "End date", "County", "Number"),
         ("Legal", "Clients served", "2025-01-01", date(2025, 12, 31), "Kern", 155)),
        (), Choices(),
        ("Legal, Clients served, 2025-01-01 to 2025-12-31, county Kern: 155",
         "Legal, Clients served, 2025-01-01 to 2025-12-31, county Kern: 155", 1),
    ),
    "nothing but groups and a column of this year": (
        (("Age group", 2025), ("adult", 120), ("minor", 35), ("Total", 155)),
        (), Choices(program="Legal", measure="Clients served"),
        ("Legal, Clients served, 2025-01-01 to 2025-12-31, age group adult: 120",
         "Legal, Clients served, 2025-01-01 to 2025-12-31: 155", 3),
    ),
}  # fmt: skip


@pytest.mark.parametrize("named", SHEETS)
def test_a_sheet_is_read_as_people_have_it(tmp_path: Path, named: str) -> None:
    rows, merged, choices, (first, last, number) = SHEETS[named]
    found = read_counts(book(tmp_path / "sheet.xlsx", *rows, merge=merged), choices).counts
    assert (said(found[0]), said(found[-1]), len(found)) == (first, last, number)


@pytest.mark.parametrize("named", [name for name, (_, merged, *_) in SHEETS.items() if not merged])
def test_as_text_it_says_the_same(tmp_path: Path, named: str) -> None:
    rows, _, choices, _ = SHEETS[named]
    lines = [",".join("" if v is None else str(v).split(" 00:")[0] for v in row) for row in rows]
    for delimiter in (",", ";", "\t"):
        found = read_counts(text(*(line.replace(",", delimiter) for line in lines)), choices)
        counts = read_counts(book(tmp_path / "sheet.xlsx", *rows), choices).counts
        assert found.counts == counts


def test_what_was_done_with_a_sheet_is_said(tmp_path: Path) -> None:
    rows, merged, choices, _ = SHEETS[
        "a program that stands once, blank rows, a total of each group, a note below"
    ]
    path = book(tmp_path / "sheet.xlsx", *rows, merge=merged)
    assert read_counts(path, choices).notes == (
        "sheet.xlsx: row 5 is one of totals, read as the total of the group.",
        "sheet.xlsx: 2 rows go on with the program or measure of the row above.",
        "sheet.xlsx: 1 lines under the table were not read.",
    )


# -- sums and formulas -----------------------------------------------------------------------------


def with_formula(path: Path, value: int) -> Path:
    """A total by a formula, with the value it gave last, as Excel saves both."""
    rows = (("Legal", "adult", 40), ("Legal", "minor", 12), ("Legal", "Total", "=SUM(C2:C3)"))
    plain = book(path.with_name("plain.xlsx"), ("Program", "Age", "Q1 2025"), *rows)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, re.sub(rb"</f><v ?/?>(</v>)?", b"</f><v>%d</v>" % value, data))
    return path


def test_a_total_by_a_formula_is_taken_where_it_is_the_sum(tmp_path: Path) -> None:
    choices = Choices(measure="Clients served")
    counts = read_counts(with_formula(tmp_path / "sum.xlsx", 52), choices).counts
    assert counts[-1].value == 52 and not list(counts[-1].named())
    with pytest.raises(CheckFailed, match="C4: holds a formula whose last value is not the sum"):
        read_counts(with_formula(tmp_path / "old.xlsx", 51), choices)


def test_any_other_formula_is_named_once_a_column(tmp_path: Path) -> None:
    rows = [("Legal", f"a{n}", f"=2*{n}") for n in range(2, 12)]
    path = book(tmp_path / "formulas.xlsx", ("Program", "Age", "Q1 2025"), *rows)
    with pytest.raises(CheckFailed) as raised:
        read_counts(path, Choices(measure="Clients served"))
    (line,) = str(raised.value).splitlines()
    assert "column Q1 2025: 10 cells (C2, C3, C4, ...) hold formulas" in line


# -- days ------------------------------------------------------------------------------------------

HEAD = "program,measure,period_start,period_end,age,count"


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [("1/1/2025", "3/31/2025", "2025-01-01"), ("1/2/2025", "28/2/2025", "2025-02-01"),
     ("2025-01-01T00:00:00", "2025-03-31", "2025-01-01"),
     ("01.02.2025", "28.02.2025", "2025-02-01")],
)  # fmt: skip
def test_dates_are_read_in_the_order_that_the_file_shows(start: str, end: str, first: str) -> None:
    (count,) = read_counts(text(HEAD, f"Legal,Clients,{start},{end},all,40")).counts
    assert count.start == first


def test_dates_that_may_be_either_are_asked_about_once() -> None:
    rows = [f"Legal,Clients,1/2/2025,3/4/2025,a{n},{40 + n}" for n in range(9)]
    with pytest.raises(CheckFailed) as raised:
        read_counts(text(HEAD, *rows))
    lines = str(raised.value).splitlines()
    assert len(lines) == 2
    assert lines[0] == (
        "counts.csv, column period_start: 9 lines (2, 3, 4, ...) may begin with the day or with "
        "the month; write them as 2025-12-31 ('1/2/2025')"
    )


# -- what is missing is asked for ------------------------------------------------------------------


def test_what_no_column_says_is_asked_for(tmp_path: Path) -> None:
    path = book(tmp_path / "sheet.xlsx", ("Age group", "Jan", "Feb"), ("adult", 120, 130))
    table = read_table(path)
    assert table.needs == ("program", "measure", "period") and table.file is None
    with pytest.raises(CheckFailed, match="say it \\(--program NAME\\)"):
        read_counts(path)
    chosen = Choices(program="Legal", measure="Clients", period="2025")
    assert said(read_counts(path, chosen).counts[0]).startswith("Legal, Clients, 2025-01-01 to 202")


def test_a_column_can_be_what_a_person_says(tmp_path: Path) -> None:
    path = book(tmp_path / "sheet.xlsx", ("Team", "Site", "2025", "Hours"), ("Legal", "a", 120, 9))
    chosen = Choices(measure="Clients", roles={"A": "breakdown", "B": "program", "D": "leave_out"})
    (count,) = read_counts(path, chosen).counts
    assert said(count) == "a, Clients, 2025-01-01 to 2025-12-31, team Legal: 120"
    for wrong in ({"A": "person"}, {"Z": "program"}):
        with pytest.raises(UsageError):
            read_table(path, Choices(roles=wrong))


def test_another_sheet_can_be_named(tmp_path: Path) -> None:
    work = Workbook()
    first, second = work.active, work.create_sheet("By year")
    assert first is not None
    first.append(("Notes for the board",))
    second.append(("Program", "Measure", 2025))
    second.append(("Legal", "Clients", 155))
    work.save(tmp_path / "two.xlsx")
    with pytest.raises(CheckFailed, match="each row may be a person"):
        read_counts(tmp_path / "two.xlsx")
    found = read_counts(tmp_path / "two.xlsx", Choices(sheet="By year"))
    assert found.counts[0].value == 155
    assert "the sheet 'By year' was read, 1 other was not." in found.notes[0]


# -- what may not come in --------------------------------------------------------------------------

#: Lists of people in the shapes of a table of counts, and what the refusal says.
PEOPLE: tuple[tuple[Rows, str], ...] = (
    ((("Client", "Jan 2025", "Feb 2025"), *((f"{a}.{b}.", 4, 2) for a in "ABC" for b in "XYZ")),
     "initials, names or case numbers"),
    ((("Rows", "2025"), *((f"Doe, {name}", 12) for name in ("Ann", "Bea", "Cy", "Dee"))),
     "initials, names or case numbers"),
    ((("Case", "2025"), *((f"LA-{n}", 12) for n in range(1000, 1009))),
     "initials, names or case numbers"),
    ((("Group", "Jan 2025", "Feb 2025"), *((f"g{n}", n % 2, 1) for n in range(9))),
     "every count is 1"),
    ((("Program", "Notes", "2025"), ("Legal", "She came to us in March and " + "x " * 60, 12)),
     "long texts"),
    ((("Full name", "2025"), ("Somebody", 12)), "about single people"),
    ((("Somebody", date(1990, 3, 1), "Fresno"), ("Another", date(1991, 4, 2), "Kern")),
     "each row may be a person"),
)  # fmt: skip


@pytest.mark.parametrize(("rows", "says"), PEOPLE)
def test_lists_of_people_are_refused_and_not_quoted(tmp_path: Path, rows: Rows, says: str) -> None:
    choices = Choices(program="P", measure="M", period="2025")
    with pytest.raises(PeopleListed, match=says) as raised:
        read_counts(book(tmp_path / "sheet.xlsx", *rows), choices)
    labels = {str(value) for row in rows[1:] for value in row}
    assert "nothing of the file was kept" in str(raised.value)
    assert not any(label in str(raised.value) for label in labels if len(label) > 2)


def test_a_name_in_a_count_is_not_quoted() -> None:
    with pytest.raises(CheckFailed) as raised:
        read_counts(text(HEAD, "Legal,Clients,2025-01-01,Somebody,all,Another"))
    assert "Somebody" not in str(raised.value) and "Another" not in str(raised.value)


def test_what_stands_for_a_small_count_is_no_label() -> None:
    """Others hid it already: the columns are counts all the same, and each is told once."""
    sheet = text("Program,Age,FY 2023-24,FY 2024-25,Clients 2026", "Legal,adult,81,ninety,<11",
                 "Legal,minor,*,<11,n/a")  # fmt: skip
    with pytest.raises(CheckFailed) as raised:
        read_counts(sheet, Choices(measure="Clients"))
    assert str(raised.value).splitlines() == [
        "counts.csv, column FY 2024-25: 2 lines (2, 3) are not whole numbers ('<11')",
        "counts.csv, column Clients 2026: 2 lines (2, 3) are not whole numbers ('<11')",
        "counts.csv, line 3, FY 2023-24: '*' is not a whole number",
    ]


def test_a_heading_between_rows_is_not_passed_over(tmp_path: Path) -> None:
    rows = (
        ("Program", "2024", "2025"),
        ("Adults",),
        ("Legal", 40, 41),
        ("Minors",),
        ("Legal", 5, 6),
    )
    with pytest.raises(CheckFailed, match=r"2 cells \(A2, A4\) are headings with no counts"):
        read_counts(book(tmp_path / "sheet.xlsx", *rows), Choices(measure="Clients"))


def test_a_count_in_merged_cells_is_not_counted_twice(tmp_path: Path) -> None:
    rows = (("Program", "Age", "2025"), ("Legal", "adult", 40), ("Legal", "minor", None))
    path = book(tmp_path / "sheet.xlsx", *rows, merge=("C2:C3",))
    with pytest.raises(CheckFailed, match="C3: is merged with others"):
        read_counts(path, Choices(measure="Clients"))


@pytest.mark.parametrize("label", ["=HYPERLINK(1)", "@SUM(A1)", "+cmd(1)", "-cmd(2)"])
def test_a_label_that_is_a_formula_is_named(label: str) -> None:
    with pytest.raises(CheckFailed, match="begins like a formula"):
        read_counts(text(HEAD, f"Legal,Clients,2025-01-01,2025-03-31,{label},40"))


#: Uploads that are not what they are called.
NOT_TABLES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.xlsx", b"", "is empty"),
    "blanks": ("a.csv", b" \n\n", "is empty"),
    "an old workbook, renamed": ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "older kind"),
    "a page, as programs export it": ("a.xls.csv", b"<html><table><tr><td>1", "is a web page"),
    "a page under a workbook's name": ("a.xlsx", b"<html>", "not a readable Excel file"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "not UTF-8"),
    "zeros": ("a.csv", b"a,b\n\0\0\0,1\n", "is no text"),
    "a zip": ("a.xlsx", b"PK\x03\x04nothing", "not a readable Excel file"),
    "a zip under a table's name": ("a.csv", b"PK\x03\x04nothing", "not a readable Excel file"),
    "a paper": ("a.pdf", b"%PDF-1.7", "only .csv and .xlsx"),
    "too much": ("a.csv", b"a," * 10_500_000, "larger than 20 MB"),
    "too many columns": ("a.csv", b"a," * 900, "more than 400 columns"),
}  # fmt: skip


@pytest.mark.parametrize("named", NOT_TABLES)
def test_what_is_no_table_is_one_line(named: str) -> None:
    name, data, says = NOT_TABLES[named]
    with pytest.raises(BilltrailError, match=says) as raised:
        read_counts(FileBytes(name, data))
    assert len(str(raised.value).splitlines()) == 1


def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Program", "Measure", 2025), ("Legal", "Clients", 155))
    for name in ("a.csv", "a.xlsm", "A.XLSX"):
        assert read_counts(FileBytes(name, path.read_bytes())).counts[0].value == 155


# -- laws ------------------------------------------------------------------------------------------

_QUARTERS = ("Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024", "Q1 2025")
_PROGRAMS, _AGES = ("Legal", "Housing", "Shelter"), ("adult", "minor")
_TABLES = st.dictionaries(
    st.tuples(st.sampled_from(_PROGRAMS), st.sampled_from(_AGES)),
    st.lists(st.one_of(st.none(), st.integers(2, 9_999)), min_size=5, max_size=5),
    min_size=1,
)  # fmt: skip


@given(_TABLES, st.booleans())
def test_beside_each_other_or_below_the_counts_are_the_same(
    table: dict[tuple[str, str], list[int | None]], with_title: bool
) -> None:
    """Years among the counts, empty cells, any order: a cell is a count of its row and head."""
    wide = ["Our report" if with_title else "", ",".join(("Program", "Age", *_QUARTERS))]
    long = ["program,measure,period_start,period_end,age,count"]
    for (program, age), values in table.items():
        wide.append(",".join((program, age, *("" if v is None else str(v) for v in values))))
        for quarter, value in zip(_QUARTERS, values, strict=True):
            start, end = read_words(quarter).period.span()  # type: ignore[union-attr]
            long += [f"{program},Clients,{start},{end},{age},{value}"] if value is not None else []
    if len(long) == 1 or not any(v for row in table.values() for v in row if v and v > 2100):
        return
    one = read_counts(text(*wide), Choices(measure="Clients")).counts
    assert sorted(map(said, one)) == sorted(map(said, read_counts(text(*long)).counts))

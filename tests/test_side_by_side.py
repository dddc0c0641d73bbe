"""Bills, and prints of one bill, side by side: what is alike stands once, the rest in columns."""

import io
import json
from datetime import date

import docx
import pikepdf
import pytest
from click.testing import CliRunner

from billtrail.bills.models import Bill, Version
from billtrail.cli import main
from billtrail.legislatures.vocabulary import Chamber
from billtrail.snapshot.prints import read_prints
from billtrail.snapshot.snapshot import open_snapshot

ONE, OTHER = "ca-20252026-ab9001", "ca-20252026-ab9002"
#: Digests of prints, built in the publisher's manner.
FIRST = "Existing law says one thing.\n\nThis bill would ask for a form."
SECOND = "Existing law says one thing.\n\nThis bill would ask for a form and a fee."


NO_BREAK = "\N{NO-BREAK SPACE}"
NOTES = ("Introduced", "Amended")


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def bill(key: str, number: int, title: str, *digests: str) -> Bill:
    versions = tuple(
        Version(note, f"2025-0{at}-10", str(99 - at), (), None, digest)
        for at, (note, digest) in enumerate(zip(NOTES, digests, strict=False), 1)
    )
    return Bill(
        key, "ca", "20252026", f"AB {number}", "bill", Chamber.LOWER, "2025-06-01",
        title=title, introduced_date="2025-01-10", versions=versions,
    )  # fmt: skip


@pytest.fixture
def two(fresh):
    with fresh.writer("test") as writer:
        writer.save_bill(bill(ONE, 9001, "Forms", FIRST, SECOND), "ca_pubinfo")
        writer.save_bill(bill(OTHER, 9002, "Forms", FIRST), "ca_pubinfo")
    return fresh


def run(workspace, *arguments, code=0):
    asked = ["--workspace", str(workspace.root), "--as-of", "2025-06-01", "letter", *arguments]
    result = CliRunner().invoke(main, [*asked, "--paper", "side-by-side"])
    assert result.exit_code == code, result.output
    return result


def rows_of(workspace, *arguments) -> dict[str, list[str]]:
    paper = json.loads(run(workspace, *arguments, "--format", "json", "-o", "-").stdout)
    (beside,) = [block for block in paper["blocks"] if block["kind"] == "beside"]
    cells = [[plain(s["text"]) for s in p["sentences"]] for p in beside["paragraphs"]
             if p["style"] == "cells"]  # fmt: skip
    return {name: told for name, *told in cells}


def test_what_is_alike_stands_once_and_what_differs_in_columns(two):
    rows = rows_of(two, ONE, "--beside", OTHER)
    assert rows["Title"] == ["Alike: Forms"]
    assert rows["Newest print"] == [
        "As amended February 10, 2025",
        "As introduced January 10, 2025",
    ]
    assert rows["What it would do"] == [
        "This bill would ask for a form and a fee.", "This bill would ask for a form.",
    ]  # fmt: skip


def test_one_bill_alone_is_compared_with_its_last_other_print(two):
    rows = rows_of(two, ONE)
    passages = [cells for name, cells in rows.items() if name != "What"]
    assert passages == [
        ["This bill would ask for a form.", "This bill would ask for a form and a fee."]
    ]
    said = run(two, OTHER, "--format", "txt", "-o", "-")
    assert "Only one print of AB 9002 is on record here" in said.stdout.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_every_format_says_the_same_rows(two, tmp_path):
    for ending in ("pdf", "docx", "txt"):
        run(two, ONE, "--beside", OTHER, "-o", str(tmp_path / f"side.{ending}"))
    text = (tmp_path / "side.txt").read_text()
    table = docx.Document(io.BytesIO((tmp_path / "side.docx").read_bytes())).tables[0]
    words = " ".join(cell.text for row in table.rows for cell in row.cells)
    for said in ("Newest print", "Alike: Forms", "As amended February 10, 2025"):
        assert said in text and said in plain(words)
    with pikepdf.open(tmp_path / "side.pdf") as pdf:
        assert len(pdf.pages) == 1 and pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((ONE, *["--beside", OTHER], *["--beside", "AB 379"], *["--beside", "AB 63"]), "room for 3"),
     ((ONE, "--beside", "AB 99999"), "99999")],
)  # fmt: skip
def test_what_cannot_stand_beside_is_said(two, arguments, says):
    assert says in run(two, *arguments, code=2).output


def test_a_letter_is_about_one_bill(two):
    asked = ["--workspace", str(two.root), "letter", ONE, "--beside", OTHER]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2 and "leave --beside out" in result.output


def test_a_bill_beside_itself_is_one_bill(two):
    assert rows_of(two, ONE, "--beside", ONE) == rows_of(two, ONE)


def test_prints_are_read_oldest_first(two):
    with open_snapshot(two.database, date(2025, 6, 1)) as snapshot:
        what, prints = read_prints(snapshot, snapshot.bill(ONE).bill)
    assert "digest" in what and [one.date for one in prints] == ["2025-01-10", "2025-02-10"]

"""The review sheet: every sentence in each language with its ground, state and room to write."""

import io

import docx
import pikepdf
import pytest
from click.testing import CliRunner
from test_week import DAY

from billtrail.briefs.sheets.review_pages import render_review
from billtrail.cli import main
from billtrail.decisions.review import build_review_sheet
from billtrail.snapshot.law.statutes import read_readings
from billtrail.snapshot.snapshot import open_snapshot


@pytest.fixture(scope="module")
def sheets(prepared):
    with open_snapshot(prepared.database, DAY) as snapshot:
        readings = list(read_readings(snapshot.connection))
        return {
            c.id: build_review_sheet(c, DAY.isoformat(), readings) for c in snapshot.campaigns()
        }


def test_every_text_is_there_once_in_each_language(sheets):
    for sheet in sheets.values():
        for entry in sheet.entries:
            assert [w.language for w in entry.wordings] == ["en", "plain", "es"]
            figure = entry.key.startswith("figure-")
            assert all(w.text for w in entry.wordings[figure:]), entry.key
            assert {w.state for w in entry.wordings} <= {"draft", "not written"}


def test_a_ground_says_its_condition_source_and_state(sheets):
    entries = {entry.key: entry for entry in sheets["tsra"].entries}
    (live,) = entries["headline-live"].grounds
    assert live.condition.startswith("Stopped holding Jan")
    assert live.condition.endswith("while us-tsra is not law")
    (enacted,) = entries["headline-enacted"].grounds
    assert enacted.condition == "Holds, while us-tsra is enacted"
    assert "Public Law 119-73" in enacted.source
    assert any(g.condition.startswith("View of Cast. ") for g in entries["behind"].grounds)
    (figure,) = entries["figure-cast-records-share"].grounds
    assert figure.condition == "Figure, as published" and "Cast" in figure.source


def test_beside_the_first_that_rests_on_a_statute_stands_what_we_say_it_says(sheets):
    entries = {entry.key: entry for entry in sheets["t-visa-work"].entries}
    claim, law = entries["does-3"].grounds
    assert claim.id == "ca-certification-in-force" and law.id == "ca-pen-679.11"
    assert law.condition.startswith("Penal Code 679.11, by a summary of the law of Oct")
    assert "must answer in 30 days" in law.condition and "read Nov" in law.source
    assert all(len(entry.grounds) == 1 for entry in sheets["tvpra"].entries if "ask" in entry.key)


def test_word_and_pdf_hold_every_sentence(sheets):
    for sheet in sheets.values():
        document = docx.Document(io.BytesIO(render_review(sheet, None, "docx")))
        (table,) = document.tables
        assert len(table.rows) == len(sheet.entries) + 1
        text = "\n".join(cell.text for row in table.rows for cell in row.cells)
        assert all(w.text in text for entry in sheet.entries for w in entry.wordings)
    pdf = render_review(sheets["tsra"], None, "pdf")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert (
            document.Root.MarkInfo.Marked and 1 <= len(document.pages) <= 8
        )  # those for survivors too


def test_the_command_and_a_review_shows_on_the_next_sheet(fresh, tmp_path):
    def run(*arguments):
        return CliRunner().invoke(main, ["--workspace", str(fresh.root), *map(str, arguments)])

    path = tmp_path / "sheet.docx"
    assert run("review-sheet", "tsra", "--format", "docx", "-o", path).exit_code == 0
    assert path.stat().st_size > 5000
    assert run("text", "review", "tsra/limits/es", "--by", "Ana Name").exit_code == 0
    run("review-sheet", "tsra", "--format", "docx", "-o", path)
    (table,) = docx.Document(str(path)).tables
    assert "reviewed by Ana Name" in "\n".join(c.text for r in table.rows for c in r.cells)
    wrong = run("review-sheet", "tsraa")
    assert wrong.exit_code == 2 and "Nearest: tsra" in wrong.stderr

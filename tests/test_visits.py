"""The pack as its user gets it: ``billtrail briefs`` over the shipped campaigns and rosters."""

import csv
import io
import json
import zipfile
from datetime import date

import page
import pikepdf
import pytest
from click.testing import CliRunner

from billtrail.briefs import pack as visits
from billtrail.briefs import pack_files
from billtrail.briefs.formats.pdf import _compiled, count_pages, read_attached
from billtrail.briefs.pack import print_pages
from billtrail.briefs.typeset.merged_pdf import merge_pdfs
from billtrail.briefs.values import from_json
from billtrail.briefs.visits.offices import read_plan
from billtrail.briefs.write import build_request
from billtrail.cli import main
from billtrail.errors import StoreError
from billtrail.legislatures.keys import display
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words import NO_BREAK
from billtrail.workspace.workspace import Workspace

TODAY = date(2026, 11, 23)
LIST = "Lieu\nSen. Padilla\nWY-AL\nNorton\nSánchez\n"


@pytest.fixture(scope="module")
def space(prepared, tmp_path_factory):
    """A copy to write to: its day is another one, and pages of offices are noted in it."""
    found = Workspace.at(tmp_path_factory.mktemp("visits"))
    found.create()
    found.database.write_bytes(prepared.database.read_bytes())
    return found


@pytest.fixture
def run(space, monkeypatch):
    monkeypatch.setattr("billtrail.legislatures.calendar.sessions.today", lambda *_: TODAY)

    def call(*arguments):
        root = str(space.root)
        return CliRunner().invoke(main, ["--workspace", root, *map(str, arguments)])

    return call


@pytest.fixture
def offices(tmp_path):
    path = tmp_path / "visits.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pack(space, tmp_path_factory):
    """A pack of five offices, written once."""
    folder = tmp_path_factory.mktemp("pack")
    offices = folder / "visits.txt"
    offices.write_text(LIST, encoding="utf-8")
    with (
        pytest.MonkeyPatch.context() as patch,
        open_snapshot(space.database, TODAY) as snapshot,
    ):
        patch.setattr("billtrail.legislatures.calendar.sessions.today", lambda *_: TODAY)
        return visits.write_visits(snapshot, space, "tsra", str(offices), folder / "out")


def planned(snapshot, workspace, legislators):
    return read_plan(snapshot, workspace, build_request(snapshot, workspace, "tsra"), legislators)


def named(pack, part):
    return next(path for path in pack.files if part in path.name)


def test_the_pack_has_a_page_for_each_office_and_what_the_visitor_needs(pack):
    day = "2026-11-23_en"
    assert {path.name for path in pack.shared} == {
        f"TSRA_visit-sheets_{day}.pdf", f"TSRA_visit-sheets_{day}.txt",
        f"TSRA_print-pages_{day}.pdf", f"TSRA_visits_{day}.csv", f"TSRA_visits_{day}.zip",
    }  # fmt: skip
    pages = [path.name for path in pack.files if path not in pack.shared]
    assert pages == [
        f"TSRA_Lieu_CA-36_{day}.pdf", f"TSRA_Padilla_CA-Sen_{day}.pdf",
        f"TSRA_Hageman_WY-AL_{day}.pdf", f"TSRA_Norton_DC-AL_{day}.pdf",
        f"TSRA_Sanchez_CA-38_{day}.pdf",
    ]  # fmt: skip
    assert pack.pages == {"thank": 1, "ask": 4}


def test_every_pdf_is_tagged_and_has_its_pages(pack):
    counts = {"print-pages": 5, "visit-sheets": 10}
    for path in pack.files:
        if path.suffix == ".pdf":
            content = path.read_bytes()
            report = page.validate_pdf_bytes(content, profile="ua1")
            assert report.is_compliant, (path.name, [f.message for f in report.failures])
            expected = next((n for part, n in counts.items() if part in path.name), 1)
            assert count_pages(content) == expected


def test_the_file_for_the_printer_keeps_order_and_tags(pack):
    with pikepdf.open(named(pack, "print-pages")) as whole:
        keys = [int(p.obj.StructParents) for p in whole.pages]
        numbers = whole.Root.StructTreeRoot.ParentTree.Nums
        assert set(keys) <= {int(numbers[at]) for at in range(0, len(numbers), 2)}
        assert len(set(keys)) == 5
        with whole.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[0] == "Rep. Ted Lieu (CA-36)" and titles[3].startswith("Del. Eleanor")


def test_what_is_for_the_visitor_is_in_no_page_and_no_table(pack):
    sheets = named(pack, "visit-sheets_2026-11-23_en.txt").read_text("utf-8")
    assert sheets.count("Do not leave it with the office") == 5
    assert "Cosponsored H.R. 4323" in sheets
    table = named(pack, ".csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["seat"] for row in rows] == ["CA-36", "CA-Sen", "WY-AL", "DC-AL", "CA-38"]
    assert rows[0]["stands on"].startswith("us-119-hr4323")
    assert [row["file"] for row in rows] == [p.name for p in pack.files if p not in pack.shared]


def test_a_pack_of_other_choices_has_other_names_and_one_that_is_replaced_is_said(
    run, offices, tmp_path
):
    first = run("briefs", "tsra", "--legislators", offices, "-o", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    other = run(
        "briefs", "tsra", "--legislators", offices, "-o", tmp_path / "out",
        "--deadline", "2026-12-12", "--figures", "none",
    )  # fmt: skip
    new = {path.name for path in (tmp_path / "out").iterdir()} - names
    assert len(new) == len(names) and all("_by-2026-12-12_own-" in name for name in new)
    assert "was there already" not in first.output + other.output
    lieu = next(path for path in (tmp_path / "out").iterdir() if path.name in names)
    lieu.write_bytes(b"mine")
    again = run("briefs", "tsra", "--legislators", offices, "-o", tmp_path / "out")
    assert f"{lieu.name} was there already: another file is replaced" in again.output


def test_the_zip_holds_all_the_other_files(pack):
    with zipfile.ZipFile(named(pack, ".zip")) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {p.name: p.read_bytes() for p in pack.files if p.suffix != ".zip"}


def test_a_page_carries_its_brief_with_the_office(pack):
    carried = from_json(read_attached(named(pack, "Lieu").read_bytes()))
    assert carried.addressee.place == "CA-36"
    assert carried.addressee.variant == "thank"


def test_the_number_of_workers_and_the_order_change_no_byte(space):
    with open_snapshot(space.database, TODAY) as snapshot:
        plan = planned(snapshot, space, "Wyoming delegation")
        other = planned(snapshot, space, "CA-27")
    alone = {p.person.id: p.content for p in print_pages(plan, "pdf", 1)}
    assert {p.person.id: p.content for p in print_pages(plan, "pdf", 2)} == alone
    _compiled.cache_clear()
    list(print_pages(other, "pdf", 1))
    assert {p.person.id: p.content for p in print_pages(plan, "pdf", 1)} == alone
    assert len(alone) == 3


@pytest.mark.parametrize("format_", ["html", "md", "docx", "json"])
def test_other_formats_say_the_same_to_the_office(space, format_):
    with open_snapshot(space.database, TODAY) as snapshot:
        plan = planned(snapshot, space, "Lieu")
    (printed,) = print_pages(plan, format_, 1)
    content = printed.content
    if format_ == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("word/document.xml")
    assert "Thank you, Rep. Lieu" in content.decode()


def test_californians_get_pages_about_californian_law(run, tmp_path):
    result = run("briefs", "ca-vacatur", "--legislators", "AD-50", "-o", tmp_path, "--language",
                 "es")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "CA-VACATUR_Garcia_AD-50_2026-11-23_es.pdf").is_file()
    sheet = (tmp_path / "CA-VACATUR_visit-sheets_2026-11-23_es.txt").read_text("utf-8")
    assert "Asambleísta Robert Garcia · Partido Demócrata · Distrito 50 de la Asamblea" in sheet


def test_a_page_for_one_office_is_the_one_of_the_pack(run, pack, tmp_path):
    """By the same day; only the command differs."""
    out = tmp_path / "page.pdf"
    result = run("--as-of", "2026-11-23", "brief", "tsra", "--legislator", "Ted Lieu", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes() == named(pack, "Lieu").read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [("Johnson", "'Johnson': fits 5 members"), ("WY", "'WY' names 3 members"), ("x", "names no")],
)
def test_a_page_is_for_one_office(run, tmp_path, text, said):
    result = run("brief", "tsra", "--legislator", text, "-o", tmp_path / "page.pdf")
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_family_command_says_what_the_page_thanks_for(run, tmp_path):
    told = run("family", "us-tsra", "--legislator", "Lieu", "--json")
    work = json.loads(told.stdout)["work"]
    assert work["joined"][0] == "us-119-hr4323" and work["left"] == [] == work["led"]
    page = run("brief", "tsra", "--legislator", "Lieu", "--format", "txt", "-o", tmp_path / "p.txt")
    assert page.exit_code == 0
    thanks = (tmp_path / "p.txt").read_text().partition("You cosponsored ")[2].partition("[")[0]
    assert all(display(key) in thanks for key in work["joined"])
    assert "Rep. Ted Lieu" not in run("family", "us-tsra", "--legislator", "Zzyzx").stdout


# -- wrong input -----------------------------------------------------------------------------------


def test_a_line_that_fits_nobody_stops_before_anything_is_written(run, tmp_path):
    offices = tmp_path / "visits.txt"
    offices.write_text("Lieu\nJohnson\nCA-14\nLeiu\n")
    result = run("briefs", "tsra", "--legislators", offices, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "line 2, 'Johnson': fits 5 members" in result.stderr
    assert "line 3, 'CA-14': nobody holds CA-14" in result.stderr
    assert "line 4, 'Leiu'" in result.stderr and "Nearest: Rep. Ted Lieu" in result.stderr
    assert "3 lines name nobody, or several: nothing was written" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_others_are_written_where_that_is_asked(run, tmp_path):
    offices = tmp_path / "visits.txt"
    offices.write_text("Lieu\nJohnson\n")
    out = tmp_path / "out"
    result = run("briefs", "tsra", "--legislators", offices, "-o", out, "--skip-unmatched")
    assert result.exit_code == 0
    assert "line 2, 'Johnson'" in result.stderr
    assert f"1{NO_BREAK}page (1 thank)" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tsra", "--legislators", "no-such-list.csv"], "There is no file 'no-such-list.csv'"),
        (["tsrra", "--legislators", "all"], "Nearest: tsra"),
        (["tsra", "--legislators", "Lieu", "--format", "gif"], "'gif' is no format"),
        (["tsra", "--legislators", "Lieu", "--language", "fr"], "'fr' is no language"),
    ],
)
def test_a_wrong_word_is_one_line_and_exit_2(run, tmp_path, arguments, said):
    result = run("briefs", *arguments, "-o", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert said in result.stderr


def test_an_ended_congress_is_refused_with_the_update_to_run(run, space, tmp_path):
    result = CliRunner().invoke(
        main,
        ["--workspace", str(space.root), "--as-of", "2027-01-04", "briefs", "tsra",
         "--legislators", "all", "-o", str(tmp_path / "out")],
    )  # fmt: skip
    assert result.exit_code == 2
    assert (
        "119th Congress" in result.stderr
        and "billtrail update --source us_legislators" in result.stderr
    )
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_said_before_any_work(offices, space, tmp_path):
    (tmp_path / "file").write_text("")
    with (
        open_snapshot(space.database, TODAY) as snapshot,
        pytest.raises(StoreError, match="cannot be written"),
    ):
        visits.write_visits(snapshot, space, "tsra", str(offices), tmp_path / "file" / "out")


def test_a_cell_that_a_spreadsheet_would_compute_is_text():
    table = pack_files.table([{"name": "=1+1", "phone": "-5", "seat": "CA-36"}])
    assert table.decode("utf-8-sig").splitlines()[1] == "'=1+1,'-5,CA-36"


def test_joining_is_the_same_each_time(pack):
    files = [(p.name, p.read_bytes()) for p in pack.files if "_CA-" in p.name]
    assert merge_pdfs(files, "Pages") == merge_pdfs(files, "Pages")

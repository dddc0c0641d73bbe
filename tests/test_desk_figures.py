"""Program counts at the desk: a sheet is looked at, loaded, printed and taken back; what is none is
refused, and nothing of it is kept."""

import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
import requests
from openpyxl import Workbook
from serving import served
from test_desk import Office, hidden

from billtrail.counts import Look, Reading, load
from billtrail.counts.output import FIGURES
from billtrail.datasette_plugins.desk.tasks.figures.uploads import UPLOADS
from billtrail.datasette_plugins.desk.uploads import Uploads
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.files import FileBytes
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace import journal, password
from billtrail.workspace.workspace import Workspace

HERE = "/-/desk/figures"
#: 9,876,534 and 9 are hidden; neither may be seen anywhere.
SHEET = (b"Program,Measure,Age,2025\nLegal,Clients served,adult,9876534\n"
         b"Legal,Clients served,minor,9\nLegal,Clients served,Total,9876543\n")  # fmt: skip
NO_MEASURE = b"Program,Age,2025\nLegal,adult,90\nLegal,young,56\nLegal,minor,4\nLegal,Total,150\n"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    UPLOADS._kept.clear()
    yield
    UPLOADS._kept.clear()


@pytest.fixture
def site(fresh: Workspace) -> Iterator[tuple[str, Workspace]]:
    with served(make_datasette(fresh.database)) as address:
        yield address, fresh


@pytest.fixture
def office(site: tuple[str, Workspace]) -> Office:
    return Office(site[0])


def upload(
    office: Office, content: bytes, name: str = "our counts.csv", **more: str
) -> requests.Response:
    values = office.form(HERE) | {"by": "A. Tester", "do": "preview"} | more
    answer = office.http.post(
        office.address + HERE, data=values, files={"file": (name, content)}, timeout=120,
        headers={"Origin": office.address}, allow_redirects=False,
    )  # fmt: skip
    return answer


def looked_at(office: Office, content: bytes = SHEET, **more: str) -> str:
    """The address of the page that shows the sheet."""
    answer = upload(office, content, **more)
    assert answer.status_code == 303, unescape(re.sub("<[^>]+>", " ", answer.text))[:2000]
    return answer.headers["Location"]


def press(office: Office, at: str, do: str, **more: str) -> requests.Response:
    """A button of the form at an address, with the form as it is."""
    page = office.get(at).text
    values = hidden(page) | selected(page) | {"do": do, "by": "A. Tester"} | more
    return office.send(HERE, values)


def selected(html: str) -> dict[str, str]:
    form = html.partition('<form class="form"')[2].partition("</form>")[0]
    return dict(re.findall(r'<select[^>]* name="([\w-]+)".*?value="([^"]*)" selected', form, re.S))


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html.partition("<h1>")[2])))


def files(workspace: Workspace) -> dict[str, bytes]:
    """Those beside the database: opened here by other means than SQLite's, it would lose the locks
    of the server, which is this process."""
    return {path.name: path.read_bytes() for path in workspace.root.rglob("*")
            if path.is_file() and not path.name.startswith("billtrail.db")}  # fmt: skip


def loads(workspace: Workspace) -> list[journal.JournalEntry]:
    return [one for one in journal.read_changes(workspace) if one.kind == load.LOAD]


# -- the way ---------------------------------------------------------------------------------------


def test_from_a_sheet_to_a_printed_figure_and_back(
    office: Office, site: tuple[str, Workspace]
) -> None:
    before = files(site[1])
    at = looked_at(office, NO_MEASURE)
    assert {n: b for n, b in files(site[1]).items() if before.get(n) != b} == {}
    assert "What was counted" in words(office.get(at).text)
    again = press(office, at, "again")
    assert "Still to say: What was counted." in words(office.get(again.headers["Location"]).text)
    again = press(office, at, "again", measure="Clients served")
    page = words(office.get(again.headers["Location"]).text)
    assert "4 counts: 2 would be shown, 2 hidden to protect survivors." in page
    assert "Legal counted 90 clients served (age: adult) in 2025." in page
    assert "clients served (age: minor) in 2025: hidden from 1 to 10: too few to show" in page
    assert "this can be said: Legal counted 60 clients served (age: young or minor)" in page
    done = press(office, at, "save")
    assert done.status_code == 303 and len(UPLOADS) == 0
    page = office.get(HERE).text
    assert "4 counts: 2 shown, 2 hidden to protect survivors" in words(page)
    (figure,) = set(re.findall(r'name="own" value="(counts-[a-z-]+-served-2025-[0-9a-f]+)"', page))
    token = {"csrftoken": re.findall(r'name="csrftoken" value="([^"]*)"', page)[0]}
    used = office.send(HERE, token | {"do": "use", "own": figure, "campaign": "tsra"})
    assert used.headers["Location"] == "/-/brief/tsra.pdf"
    assert "1 figure put on the pages of tsra" in words(office.get(HERE).text)
    printed = office.get("/-/brief/tsra.txt").text
    assert "Legal counted 150 clients served in 2025." in re.sub(r"\s+", " ", printed)
    off = office.send(HERE, token | {"do": f"off tsra {figure}"})
    assert off.status_code == 303 and "Legal counted" not in office.get("/-/brief/tsra.txt").text
    (entry,) = loads(site[1])
    assert entry.by == "A. Tester"
    back = office.send("/-/desk/history", token | {"do": f"undo {entry.id}"})
    assert back.status_code == 303 and "taken back by A. Tester" in words(office.get(HERE).text)
    assert "Legal" not in (site[1].root / FIGURES).read_text(encoding="utf-8")


def test_pasted_cells_are_a_sheet(office: Office) -> None:
    cells = NO_MEASURE.decode().replace(",", "\t")
    values = office.form(HERE) | {"by": "A", "do": "preview", "pasted": cells}
    at = office.send(HERE, values).headers["Location"]
    assert "what you pasted.csv" in words(office.get(at).text)


def test_a_load_between_release_days_is_shown_as_kept(
    office: Office, site: tuple[str, Workspace]
) -> None:
    press(office, looked_at(office), "save")
    later = SHEET.replace(b"9876534", b"9976534").replace(b"9876543", b"9976543")
    at = looked_at(office, later)
    assert "Nothing is shown before the next release day, Jan 1, 2027" in words(office.get(at).text)
    press(office, at, "save")
    assert "kept for the release day, Jan 1, 2027" in words(office.get(HERE).text)
    early = office.send(HERE, office.form(HERE) | {"do": "release"})
    assert early.status_code == 422 and "next release day is 2027-01-01" in early.text
    assert len(loads(site[1])) == 2


def test_columns_can_be_chosen(office: Office) -> None:
    sheet = b"Team,Site,2025,Hours\nLegal,North,120,900\nLegal,South,140,800\n"
    at = looked_at(office, sheet)
    press(office, at, "again", measure="Clients served",
          **{"column-A": "breakdown", "column-B": "program", "column-D": "leave_out"})  # fmt: skip
    page = words(office.get(at).text)
    assert "North counted 120 clients served (team: Legal) in 2025." in page
    press(office, at, "again", **{"column-A": "nonsense"})
    assert "North counted" in words(office.get(at).text)


def test_other_columns_are_looked_at_before_they_are_saved(
    office: Office, site: tuple[str, Workspace]
) -> None:
    at = looked_at(office)
    press(office, at, "save", **{"column-C": "leave_out"})
    assert loads(site[1]) == [] and "look again before you save" in words(office.get(at).text)


def test_what_was_loaded_meanwhile_is_seen_before_a_save(
    office: Office, site: tuple[str, Workspace]
) -> None:
    at = looked_at(office)
    load.load(site[1], FileBytes("other.csv", SHEET.replace(b"9876534", b"9876533")), by="B")
    answer = press(office, at, "save")
    assert answer.headers["Location"] == at and len(loads(site[1])) == 1
    page = words(office.get(at).text)
    assert "Something was loaded meanwhile" in page and "as before" in page
    press(office, at, "save")
    assert len(loads(site[1])) == 2


def test_a_name_that_looks_like_another_is_asked_about(
    office: Office, site: tuple[str, Workspace]
) -> None:
    load.load(site[1], FileBytes("a.csv", SHEET), by="A")
    at = looked_at(office, SHEET.replace(b"adult", b"adlut"))
    page = office.get(at).text
    assert "looks like" not in words(page) and "If it is the same" in words(page)
    assert 'name="new_names"' in page
    press(office, at, "again", new_names="yes")
    assert "Load these counts" in office.get(at).text


# -- nothing of it is kept -------------------------------------------------------------------------


def test_no_hidden_count_is_on_a_page_or_in_a_file_but_counts_db(
    office: Office, site: tuple[str, Workspace]
) -> None:
    at = looked_at(office)
    pages = [office.get(at).text]
    press(office, at, "save")
    pages += [office.get(path).text for path in (HERE, "/-/desk", "/-/desk/history", "/")]
    for page in pages:
        assert "9876534" not in page and "9,876,534" not in page
        assert office.get(HERE).headers["Cache-Control"] == "no-store"
    with closing(sqlite3.connect(site[1].database)) as connection:
        kept = {"billtrail.db": "\n".join(connection.iterdump()).encode()} | files(site[1])
    for name, content in kept.items():
        if name != "counts.db":
            assert b"9876534" not in content and b"9,876,534" not in content, name


def test_the_server_never_opens_the_raw_counts(office: Office, site: tuple[str, Workspace]) -> None:
    opened: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "sqlite3.connect":
            opened.append(str(arguments[0]))

    watching = True
    # There for good, and asked at every step of the process: so only where this test runs.
    sys.addaudithook(hook)
    press(office, looked_at(office), "save")
    office.get(HERE)
    (entry,) = loads(site[1])
    office.send("/-/desk/history", office.form(HERE) | {"do": f"undo {entry.id}"})
    assert len(list(journal.read_changes(site[1]))) == 2
    watching = False
    assert any("billtrail.db" in path for path in opened)
    assert not [path for path in opened if "counts.db" in path]


def test_no_copy_lies_in_the_folder_for_scraps(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet of two megabytes: were a file made of it, there is no folder to make it in."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    rows = b"".join(b"Legal,Clients served,a%d,50\n" % n for n in range(3000))
    answer = upload(office, b"Program,Measure,Age,2025\n" + rows + b"\n" * 2_000_000)
    assert answer.status_code == 422 and "more than" not in answer.text
    assert len(UPLOADS) == 0


def test_a_list_of_people_is_let_go_and_not_quoted(
    office: Office, site: tuple[str, Workspace]
) -> None:
    before = files(site[1])
    people = b"Client name,2025\nQuimby,12\nRosalind,13\n"
    for answer in (upload(office, people),
                   office.send(HERE, office.form(HERE) | {"do": "preview", "by": "A",
                                                         "pasted": people.decode()})):  # fmt: skip
        assert answer.status_code == 422 and "about single people" in answer.text
        assert "Quimby" not in answer.text and "Rosalind" not in answer.text
    assert len(UPLOADS) == 0 and files(site[1]) == before


def test_what_was_pasted_stands_on_no_page_of_a_locked_desk(
    office: Office, site: tuple[str, Workspace]
) -> None:
    values = office.form(HERE) | {"by": "A", "do": "preview", "pasted": SHEET.decode()}
    password.keep(site[1], "a long password")
    locked = office.send(HERE, values)
    assert locked.status_code == 403 and "9876534" not in locked.text


def test_cancel_and_age_let_a_sheet_go(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    at = looked_at(office)
    press(office, at, "cancel")
    assert len(UPLOADS) == 0 and "Choose the file again" in words(office.get(at).text)
    at = looked_at(office)
    now = UPLOADS.clock() + UPLOADS.age + 1
    monkeypatch.setattr(UPLOADS, "clock", lambda: now)
    late = office.send(HERE, office.form(HERE) | {"do": "save", "by": "A", "upload": at[-22:]})
    assert late.status_code == 422 and "Choose the file again" in late.text and len(UPLOADS) == 0


def test_a_timer_lets_it_go_though_nobody_comes_back() -> None:
    kept = Uploads(age=0.05)
    # That it is there until then is not asked: a busy machine may take longer than it is kept.
    assert kept.keep("/a", FileBytes("a.csv", SHEET), Reading(), Look("a.csv", ()))
    for _ in range(200):
        time.sleep(0.01)
        if not len(kept):
            return
    pytest.fail("it is still there")


def test_only_a_few_sheets_are_kept_and_each_for_its_own_workspace() -> None:
    kept = Uploads()
    names = [kept.keep("/a", FileBytes(f"{n}.csv", b""), Reading(), Look("", ())) for n in range(6)]
    assert len(kept) == 4
    assert kept.get("/a", names[-1]).source.name == "5.csv"
    for root, word in (("/b", names[-2]), ("/a", names[0]), ("/a", "")):
        with pytest.raises(Exception, match="Choose the file again"):
            kept.get(root, word)


# -- what is no sheet ------------------------------------------------------------------------------


def _formulas() -> bytes:
    import io

    book, out = Workbook(), io.BytesIO()
    for row in (("Program", "Measure", 2025), ("Legal", "Clients", "=40+50")):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.xlsx", b"", "is empty"),
    "an old workbook, renamed": ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "older kind"),
    "a paper": ("a.pdf", b"%PDF-1.7", "only .csv and .xlsx"),
    "a program": ("a.xlsx", b"MZ\x90\0" * 90, "not a readable Excel file"),
    "a page": ("a.csv", b"<html><script>alert(1)</script>", "is a web page"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n", "not UTF-8"),
    "markup for a name": ("<script>.csv", b"a,b\nx,y\n", "each row may be a person"),
    "a path for a name": ("../../../etc/passwd", b"a,b\n", "only .csv and .xlsx"),
    "20 MB and more": ("a.csv", b"a," * 10_500_000, "larger than 20 MB"),
}


@pytest.mark.parametrize("named", BAD)
def test_what_is_no_sheet_is_told_and_not_kept(
    office: Office, site: tuple[str, Workspace], named: str
) -> None:
    name, content, says = BAD[named]
    before = files(site[1])
    answer = upload(office, content, name)
    assert answer.status_code == 422 and says in unescape(answer.text)
    assert "<script>" not in answer.text and "Traceback" not in answer.text
    assert len(UPLOADS) == 0 and files(site[1]) == before


def test_more_than_any_sheet_is_refused_at_the_door(office: Office) -> None:
    assert upload(office, b"a," * 25_000_000).status_code == 413


def test_a_formula_is_told_by_its_column_and_can_be_looked_at(office: Office) -> None:
    at = looked_at(office, _formulas(), name="a.xlsx")
    page = words(office.get(at).text)
    assert "It cannot be loaded yet." in page and "holds a formula; put its value there" in page
    assert "Load these counts" not in page


@pytest.mark.parametrize(
    ("values", "says"),
    [({"do": "use", "campaign": "tsra"}, "Tick the figures"),
     ({"do": "use", "own": "counts-x", "campaign": "tsra"}, "no figure"),
     ({"do": "use", "own": "cast-records-share", "campaign": "nobody"}, "no campaign"),
     ({"do": "off tsra counts-x"}, "do not draw on"), ({"do": "off"}, "no campaign"),
     ({"do": "save", "upload": "x"}, "Choose the file again"), ({"do": "again"}, "Choose the file"),
     ({"do": "preview"}, "Choose a file"), ({"do": "preview", "pasted": "x"}, "may be a person"),
     ({"do": "release"}, "No program counts")],
)  # fmt: skip
def test_bad_values_are_told(
    office: Office, site: tuple[str, Workspace], values: dict[str, str], says: str
) -> None:
    before = (site[1].root / "changes.jsonl").exists()
    answer = office.send(HERE, office.form(HERE) | {"by": "A"} | values)
    assert answer.status_code == 422 and says in unescape(answer.text)
    assert (site[1].root / "changes.jsonl").exists() == before


def test_a_published_file_has_no_such_page(fresh: Workspace, tmp_path: Path) -> None:
    edition = publish(fresh.database, tmp_path / "public", Edition.PUBLIC).database
    with served(make_datasette(edition)) as address:
        office = Office(address)
        for path in (HERE, f"{HERE}/template", f"{HERE}?upload=x"):
            assert office.get(path).status_code == 404
        assert office.send(HERE, {"do": "preview"}).status_code == 404


def test_the_workbook_to_fill_in_comes_from_the_page(office: Office) -> None:
    answer = office.get(f"{HERE}/template")
    assert (
        answer.content.startswith(b"PK") and "counts.xlsx" in answer.headers["Content-Disposition"]
    )

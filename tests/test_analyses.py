"""Analyses on the pages: the list, the words of one, and what is said where there are none."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from datasette.app import Datasette
from pubinfo import FILES, NOW, dat
from site_values import ON, write_site

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.importing.importer import import_paths
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.store.writer import open_writer

KEY = "ca-20212022-ab262"


def row(number: int, day: str, name: str, lob: str | None) -> tuple[object, ...]:
    return (number, "202120220AB262", "S", "CMTE", "CS72", name, "Patterson", f"{day} 00:00:00",
            f"{day} 00:00:00", None, lob, None, "Y", "BYHAND", "2021-06-21 12:00:00")  # fmt: skip


#: Built by hand: one analysis to read, one Word file that is none, one that is not in the archive.
ROWS = dat(
    row(1, "2021-06-22", "SENATE PUBLIC SAFETY", "BILL_ANALYSIS_TBL_1.lob"),
    row(2, "2021-06-01", "Assembly Floor", "BILL_ANALYSIS_TBL_2.lob"),
    row(3, "2021-04-01", "Assembly Public Safety", "BILL_ANALYSIS_TBL_3.lob"),
)
ARCHIVE = {
    **FILES,
    "BILL_ANALYSIS_TBL.dat": ROWS,
    "BILL_ANALYSIS_TBL_1.lob": b"SUMMARY: <b>Fees</b> & more.\n\nFISCAL EFFECT: None.",
    "BILL_ANALYSIS_TBL_2.lob": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analyses")
    write_site(folder / "billtrail.db")
    with zipfile.ZipFile(folder / "pubinfo_2021.zip", "w") as archive:
        for name, data in ARCHIVE.items():
            archive.writestr(name, data)
    with open_writer(folder / "billtrail.db", "test", ranks(), today=ON, now=NOW) as writer:
        report = import_paths(writer, [folder / "pubinfo_2021.zip"], load_sources(), workers=1)
    assert report.counts["analyses"] == 3
    return folder / "billtrail.db"


@pytest.fixture
def site(database: Path) -> Datasette:
    return make_datasette(database, today=lambda: ON)


async def said(site: Datasette, path: str) -> str:
    answer = await site.client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.asyncio
async def test_a_bill_lists_its_analyses_and_says_which_cannot_be_read(site: Datasette) -> None:
    text = await said(site, f"/bill/{KEY}")
    assert f'<a href="/bill/{KEY}/analysis/ca-1">Senate Public Safety, Jun 22, 2021</a>' in text
    assert "Assembly Floor, Jun 1, 2021: a Word file that could not be read; <a href=" in text
    assert "Assembly Public Safety, Apr 1, 2021: its text is not in the data we have" in text
    assert "billAnalysisClient.xhtml?bill_id=202120220AB262" in text


@pytest.mark.asyncio
async def test_an_analysis_is_read_as_text_and_never_as_markup(site: Datasette) -> None:
    text = await said(site, f"/bill/{KEY}/analysis/ca-1")
    assert "SUMMARY: &lt;b&gt;Fees&lt;/b&gt; &amp; more." in text
    for wrong in ("ca-2", "ca-99", "x'y"):
        answer = await site.client.get(f"/bill/{KEY}/analysis/{wrong}")
        assert answer.status_code == 404 and "ca-1" in answer.text


@pytest.mark.asyncio
async def test_what_was_written_later_is_not_known_on_a_day_before(database: Path) -> None:
    before = make_datasette(database, today=lambda: date(2021, 6, 10))
    text = await said(before, f"/bill/{KEY}")
    assert "Assembly Floor, Jun 1, 2021" in text and "Senate Public Safety, Jun" not in text

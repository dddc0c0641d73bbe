"""What stays of a page on paper and in a reader view: where a bill stands, since and as of when."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date

import pytest
from lxml import html
from playwright.sync_api import Browser, Page
from serving import served

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace

DAY = date(2026, 11, 29)
#: Printed pages of tables, and what of a bill's row must be on the paper.
PRINTED = {
    "/billtrail/where-bills-stand?campaign=": ("enacted", "died", "Public Law 119-73"),
    "/billtrail/bills": ("enacted", "died", "stage: ", "latest_action: "),
    "/billtrail/bills_today": ("enacted", "died", "known_through: "),
    "/changes": (),
}


@pytest.fixture(scope="module")
def page(prepared: Workspace, browser: Browser) -> Iterator[Page]:
    """A page of the browser, in which an address is one of our site."""
    with served(make_datasette(prepared.database, today=lambda: DAY)) as address:
        yield browser.new_page(base_url=address)


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("path", PRINTED)
def test_a_printed_table_keeps_the_columns_that_answer_it(page: Page, path: str) -> None:
    page.goto(path)
    content = page.pdf(format="Letter", prefer_css_page_size=True)
    command = ["pdftotext", "-raw", "-", "-"]
    text = plain(subprocess.run(command, input=content, capture_output=True, check=True)
                 .stdout.decode("utf-8"))  # fmt: skip
    for words in (*PRINTED[path], "as of Nov 29, 2026"):
        assert words in text


#: Page -> what its article says of where the bill stands. (A brief's page is kept whole:
#: tests/test_brief_pdf.py.)
READ = {
    "/bill/us-119-hr4323": "H.R. 4323: Became law, Public Law 119-73, Jan 23, 2026. Status as of",
    "/bill/us-119-hr4817": "H.R. 4817: In committee, Jul 29, 2025. Status as of",
    "/bill/us-119-hr1379": "H.R. 1379: Overtaken: became law as H.R. 4323",
    "/campaign/tsra": "Where it stands: Became law, Public Law 119-73, Jan 23, 2026. Status as of",
}


@pytest.mark.parametrize("path", READ)
def test_a_reader_view_says_where_it_stands_first(page: Page, path: str) -> None:
    """It keeps the part with the most text: the stage and its day are a paragraph of that part."""
    page.goto(path)
    (part, *_) = html.fromstring(page.content()).xpath("//article")
    first = part.xpath("./*")[0]
    assert first.tag == "p" and READ[path] in plain(first.text_content())
    assert "as of" in plain(first.text_content())

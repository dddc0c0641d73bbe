"""What stays of a page on paper and in a reader view: where a bill stands, since and as of when."""

import shutil
import subprocess
from datetime import date

import pytest
from lxml import html
from playwright.sync_api import Browser
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


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("path", PRINTED)
def test_a_printed_table_keeps_the_columns_that_answer_it(
    prepared: Workspace, browser: Browser, path: str
) -> None:
    with served(make_datasette(prepared.database, today=lambda: DAY)) as address:
        page = browser.new_page()
        page.goto(address + path)
        content = page.pdf(format="Letter", prefer_css_page_size=True)
        page.close()
    command = ["pdftotext", "-raw", "-", "-"]
    text = plain(subprocess.run(command, input=content, capture_output=True, check=True)
                 .stdout.decode("utf-8"))  # fmt: skip
    for words in (*PRINTED[path], "as of Nov 29, 2026"):
        assert words in text


#: Page -> what its article says of where the bill stands.
READ = {
    "/bill/us-119-hr4323": "H.R. 4323: Became law, Public Law 119-73, Jan 23, 2026. Status as of",
    "/bill/us-119-hr4817": "H.R. 4817: In committee, Jul 29, 2025. Status as of",
    "/bill/us-119-hr1379": "H.R. 1379: Overtaken: became law as H.R. 4323",
    "/campaign/tsra": "Where it stands: Became law, Public Law 119-73, Jan 23, 2026. Status as of",
    "/-/brief/tsra.html": "Status as of",
    "/-/brief/t-visa-work.html": "H.R. 4817 has been in committee since July 29, 2025.",
}


@pytest.mark.parametrize("path", READ)
def test_a_reader_view_says_where_it_stands_first(
    prepared: Workspace, browser: Browser, path: str
) -> None:
    """It keeps the part with the most text: the stage and its day are a paragraph of that part."""
    with served(make_datasette(prepared.database, today=lambda: DAY)) as address:
        opened = browser.new_page()
        opened.goto(address + path)
        page = html.fromstring(opened.content())
        opened.close()
    (part, *_) = page.xpath("//article | //div[@class='columns' or @class='columns one']/div")
    first = part.xpath("./*")[0]
    assert first.tag == "p" and READ[path] in plain(first.text_content())
    assert "as of" in plain(first.text_content())

"""Program counts as people click them: from a sheet to a printed figure, on two screens."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect
from screens import faults
from serving import served

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace

SHEET = (
    "Our report\n"
    "Program,Measure,Age group,2024,2025,Total\n"
    "Legal help,Clients served,adult,81,90,171\n"
    "Legal help,Clients served,18 to 24,51,56,107\n"
    "Legal help,Clients served,under 18,6,4,10\n"
    "Legal help,Clients served,Total,138,150,288\n"
)
#: A minute of a person's pace: a preview is worked out in a process of its own.
PATIENCE = 60_000


@pytest.fixture
def address(fresh: Workspace) -> Iterator[str]:
    with served(make_datasette(fresh.database)) as found:
        yield found


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "report 2025.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def _chosen(page: Page, sheet: Path) -> None:
    page.set_default_timeout(PATIENCE)
    page.get_by_label("A sheet of counts").set_input_files(sheet)
    if page.get_by_label("Who are you?").first.is_visible():
        page.get_by_label("Who are you?").first.fill("A. Tester")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="report 2025.csv")).to_be_visible(timeout=PATIENCE)


def test_axe_finds_nothing_on_the_way(browser: Browser, address: str, sheet: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/-/desk/figures")
    assert faults(page) == []
    _chosen(page, sheet)
    assert faults(page) == []
    page.get_by_label("Column B: Measure").select_option("leave_out")
    page.get_by_role("button", name="Read again").click()
    expect(page.get_by_label("What was counted")).to_be_visible(timeout=PATIENCE)
    assert faults(page) == []
    page.get_by_label("What was counted").fill("Clients served")
    page.get_by_role("button", name="Read again").click()
    page.get_by_role("button", name="Load these counts").click()
    expect(page.get_by_role("status")).to_contain_text("4 shown, 4 hidden", timeout=PATIENCE)
    assert faults(page) == []
    another = browser.new_context(bypass_csp=True)
    page = another.new_page()
    page.goto(f"{address}/-/desk/figures?loaded=1")
    assert faults(page) == []  # nobody has said who they are
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    another.close()
    context.close()


def test_two_small_cells_to_a_printed_figure_in_seven_steps(
    browser: Browser, address: str, sheet: Path
) -> None:
    """Without scripts, from the front of the desk."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/-/desk")
    page.get_by_role("link", name="Program counts").click()  # 1
    page.get_by_label("A sheet of counts").set_input_files(sheet)  # 2
    page.get_by_label("Who are you?").fill("A. Tester")  # 3
    page.get_by_role("button", name="Show what would change").click()  # 4
    page.get_by_role("button", name="Load these counts").click()  # 5
    page.get_by_label("Of the campaign").select_option(
        label="Trafficking Survivors Relief Act"
    )  # 6
    with page.expect_response(re.compile("/-/brief/tsra.pdf")) as printed:
        page.get_by_role("button", name="Put them on its page and print").click()  # 7
    assert printed.value.headers["content-type"] == "application/pdf"
    with pikepdf.open(BytesIO(context.request.get(printed.value.url).body())) as pdf:
        assert len(pdf.pages) == 1
    said = re.sub(r"\s+", " ", context.request.get(f"{address}/-/brief/tsra.txt").text())
    assert "Legal help counted 150 clients served in 2025." in said
    page.goto(f"{address}/-/desk/figures")
    expect(page.get_by_role("status")).to_contain_text("3 figures put on the pages of tsra")
    context.close()

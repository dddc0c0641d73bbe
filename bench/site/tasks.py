"""The desk's seven tasks: their steps, and their seconds at a person's pace.

A browser goes through each as the tests do. A step is one click, one field filled, one key or one
choice; before each a person thinks. The paces are those of the keystroke-level model (Card, Moran
and Newell, 1980): they are added up, not waited for. What the program itself takes until the next
page is there is measured and added.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import TESTS
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace, prepare

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: Seconds: to think before a step, to point and click, to press a key.
THINK, CLICK, KEY = 1.35, 1.1, 0.28
BAR_SECONDS = 180
#: Milliseconds that a page may take before the bench gives up.
_PATIENCE = 120_000

_SHEET = (
    "Program,Measure,Age group,2024,2025,Total\n"
    "Legal help,Clients served,adult,81,90,171\n"
    "Legal help,Clients served,18 to 24,51,56,107\n"
    "Legal help,Clients served,under 18,6,4,10\n"
    "Legal help,Clients served,Total,138,150,288\n"
)
_OFFICES = (
    "Padilla\nSchiff\nTed Lieu\nNorma Torres\nJudy Chu\nMaxine Waters\nNanette Barragan\n"
    "Jimmy Gomez\nLinda Sanchez\nRobert Garcia\nLuz Rivas\nGilbert Cisneros"
)


@dataclass
class Hand:
    """Somebody at a page: counts steps, adds up seconds of theirs, and measures the program's."""

    page: "Page"
    steps: int = 0
    person: float = 0.0
    program: float = 0.0

    def open(self, address: str) -> None:
        self._step(CLICK, partial(self.page.goto, address))

    def click(self, role: Any, name: str) -> None:
        self._step(CLICK, self.page.get_by_role(role, name=name).first.click)

    def tick(self, label: str) -> None:
        self._step(CLICK, self.page.get_by_label(label).first.check)

    def type(self, label: str, text: str) -> None:
        self._step(CLICK + KEY * len(text), partial(self._field(label).fill, text))

    def paste(self, label: str, text: str) -> None:
        self._step(CLICK + 2 * KEY, partial(self._field(label).fill, text))

    def choose(self, label: str, option: str) -> None:
        self._step(2 * CLICK, partial(self._field(label).select_option, option))

    def upload(self, label: str, file: Path) -> None:
        """The field, the file in the dialog, and its button."""
        self._step(3 * CLICK, partial(self._field(label).set_input_files, file))

    def press(self, key: str) -> None:
        self._step(KEY, partial(self.page.keyboard.press, key))

    def see(self, text: str) -> None:
        """Wait until it stands on the page."""
        self.wait(partial(self.page.get_by_text(text).first.wait_for, state="visible"))

    def take(self, name: str) -> None:
        """A link or button that gives a PDF, opened or kept."""
        from playwright.sync_api import Response

        def is_pdf(answer: Response) -> bool:
            return answer.headers.get("content-type", "").startswith("application/pdf")

        def take() -> None:
            with self.page.expect_event("response", predicate=is_pdf):
                (self.page.get_by_role("link", name=name)
                 .or_(self.page.get_by_role("button", name=name)).first.click())  # fmt: skip

        self._step(CLICK, take)

    def _field(self, label: str) -> "Locator":
        return self.page.get_by_label(label).first

    def _step(self, seconds: float, act: Callable[[], object]) -> None:
        self.steps += 1
        self.person += THINK + seconds
        self.wait(act)

    def wait(self, act: Callable[[], object]) -> None:
        """Do it, and measure until the page is there."""
        start = time.perf_counter()
        act()
        self.page.wait_for_load_state()
        self.program += time.perf_counter() - start


# -- the tasks -------------------------------------------------------------------------------------


def _monday(hand: Hand, site: str, _folder: Path) -> None:
    hand.open(f"{site}/")
    hand.click("button", "Update now")
    while not hand.page.get_by_role("button", name="Update now").is_visible():
        hand.see("An update is running")
        hand.wait(partial(time.sleep, 1))
        hand.wait(hand.page.reload)
    hand.click("link", "Desk")
    hand.click("link", "Call sheet")
    hand.take("Print (PDF)")


def _follow(hand: Hand, site: str, _folder: Path) -> None:
    hand.page.goto(f"{site}/")
    hand.type("Find a bill by number or words", "AB 998")
    hand.press("Enter")
    hand.click("link", "Follow AB 998")
    hand.click("button", "Follow AB 998")
    hand.see("is followed now")


def _campaign(hand: Hand, site: str, _folder: Path) -> None:
    hand.page.goto(f"{site}/-/desk")
    hand.click("link", "Campaigns")
    hand.type("Title", "Housing for survivors")
    hand.tick("Survivors can clear the records")
    hand.type("Bills it follows", "HR 4817\nab 379")
    hand.click("button", "Begin the campaign")
    hand.see("The campaign Housing for survivors is there")
    hand.take("Its page (PDF)")


def _oppose(hand: Hand, site: str, _folder: Path) -> None:
    hand.page.goto(f"{site}/bill/us-119-hr4817")
    hand.click("link", "Say where we stand")
    hand.tick("oppose pages ask")
    hand.click("button", "Save the position")
    hand.see("H.R. 4817 (119th Congress): oppose")
    hand.click("button", "Take back")
    hand.see("Taken back")


def _counts(hand: Hand, site: str, folder: Path) -> None:
    sheet = folder / "report 2025.csv"
    sheet.write_text(_SHEET, encoding="utf-8")
    hand.page.goto(f"{site}/-/desk")
    hand.click("link", "Program counts")
    hand.upload("A sheet of counts", sheet)
    hand.click("button", "Show what would change")
    hand.click("button", "Load these counts")
    hand.choose("Of the campaign", "tsra")
    hand.take("Put them on its page and print")


def _spanish(hand: Hand, site: str, _folder: Path) -> None:
    hand.page.goto(f"{site}/-/desk")
    hand.click("link", "Make a page")
    hand.choose("About", "ca-vacatur")
    hand.choose("Language", "es")
    hand.type("Ask them to act by", "2026-12-12")
    hand.take("Print (PDF)")


def _pack(hand: Hand, site: str, _folder: Path) -> None:
    hand.page.goto(f"{site}/-/desk")
    hand.click("link", "Pack for offices")
    hand.paste("Offices, one a line", _OFFICES)
    hand.click("button", "Make the pack")
    hand.see("The pack is ready")
    hand.take("All pages to print")


#: Task -> most steps it may take, and how it is done. Whoever sits there has said who they are.
TASKS: Mapping[str, tuple[int, Callable[[Hand, str, Path], None]]] = {
    "Monday: open, update, print the call sheet": (6, _monday),
    "follow a bill heard by number": (4, _follow),
    "a campaign with two bills and its page": (8, _campaign),
    "oppose, and take it back": (5, _oppose),
    "a sheet with two small cells to a printed figure": (7, _counts),
    "a Spanish page with an own deadline": (6, _spanish),
    "a pack for twelve pasted offices": (6, _pack),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, _office(Path(folder)) as (page, site):
        for name, (most, task) in TASKS.items():
            hand = Hand(page)
            task(hand, site, Path(folder))
            print(
                f"{name}: {hand.steps} steps (bar {most}), {hand.person + hand.program:.0f} s "
                f"(bar {BAR_SECONDS}): {hand.person:.0f} of a person, {hand.program:.1f} of the "
                "program"
            )


@contextmanager
def _office(folder: Path) -> Iterator[tuple["Page", str]]:
    """A browser before a fresh working file, whose federal publisher is on this machine."""
    from playwright.sync_api import sync_playwright

    sys.path.append(str(TESTS))
    from federal_site import federal_site
    from replay import serving
    from serving import served

    workspace = Workspace.at(folder / "workspace")
    prepare(workspace)
    with serving(federal_site(folder / "none")) as base, sync_playwright() as playwright:
        os.environ |= {"BILLTRAIL_OFFLINE": "1", "BILLTRAIL_SOURCE": "us_govinfo",
                       "BILLTRAIL_BASE_URL": f"us_govinfo={base}"}  # fmt: skip
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        with served(make_datasette(workspace.database)) as address:
            page = browser.new_page()
            page.set_default_timeout(_PATIENCE)
            _say_who(page, address)
            yield page, address
        browser.close()


def _say_who(page: "Page", site: str) -> None:
    page.goto(f"{site}/-/desk/positions?bill=us-119-hr4817")
    page.get_by_label("support", exact=True).check()
    page.get_by_label("Who are you?").fill("A. Tester")
    page.get_by_role("button", name="Save the position").click()
    page.get_by_text("H.R. 4817 (119th Congress): support").first.wait_for()

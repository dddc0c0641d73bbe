"""No page has a fault that axe finds (WCAG 2.0 to 2.2, A and AA, and its best practices), on a
wide screen and on a phone; and nothing is cut off or wider than the screen."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from site_values import ON, write_site

from billtrail.datasette_plugins.application import address, listen, make_datasette

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PAGES = {
    "home": "/",
    "bill": "/bill/us-119-hr4323",
    "overtaken bill": "/bill/us-119-hr1379",
    "live bill": "/bill/us-119-hr4817",
    "bill with an open end": "/bill/ca-20252026-ab938",
    "campaign": "/campaign/tsra",
    "changes": "/changes",
    "search": "/-/search?q=relief",
    "empty search": "/-/search",
    "not found": "/bill/us-119-hr4322",
    "database": "/billtrail",
    "table": "/billtrail/bills?_facet=stage&key__contains=us",
    "row": "/billtrail/bills/us-119-hr4323",
    "query": "/billtrail?sql=select+key,+stage+from+bills+where+key+=+:key&key=us-119-hr4323",
}
SCREENS = {"wide": (1200, 1000), "phone": (390, 844)}
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

#: Elements whose words are wider than their box, and the page itself. A region that scrolls by
#: itself and text for screen readers alone are meant to be so; a sign without words cuts none.
_CUT_OFF = """() => {
  const cut = [...document.querySelectorAll('main *')].filter(e =>
    e.innerText.trim() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
    && getComputedStyle(e).display !== 'inline'
    && !e.closest('.vh, thead, .table-wrapper, textarea, pre, select'));
  const wide = document.documentElement.scrollWidth > window.innerWidth ? ['page'] : [];
  return wide.concat(cut.map(e => e.tagName + '.' + e.className + ' ' + e.innerText.slice(0, 60)));
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, on a port of its own."""
    path = tmp_path_factory.mktemp("site") / "billtrail.db"
    write_site(path)
    application = make_datasette(path, today=lambda: ON).app()
    runner = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not runner.started:
            time.sleep(0.02)
        yield address("127.0.0.1", listener).rstrip("/")
        runner.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.skip(f"there is no browser at {CHROMIUM}; install Debian's chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=SCREENS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, server: str, name: str) -> None:
    page.goto(server + PAGES[name])
    _open_details(page)
    results = Axe().run(page, options=_RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_or_wider_than_the_screen(page: Page, server: str, name: str) -> None:
    page.goto(server + PAGES[name])
    _open_details(page)
    assert page.evaluate(_CUT_OFF) == []


def test_the_keyboard_reaches_the_content_first(page: Page, server: str) -> None:
    page.goto(server + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_nothing_is_asked_of_another_machine(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES.values():
        page.goto(server + path)
    assert asked and all(url.startswith(server) for url in asked)


def _open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")

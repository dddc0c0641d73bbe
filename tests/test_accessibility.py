"""No page has a fault that axe finds (WCAG 2.0 to 2.2, A and AA, and its best practices), on a
wide screen and on a phone; and nothing is cut off or wider than the screen."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGES = {
    "home": "/",
    "bill": "/bill/us-119-hr4323",
    "overtaken bill": "/bill/us-119-hr1379",
    "live bill": "/bill/us-119-hr4817",
    "bill with an open end": "/bill/ca-20252026-ab938",
    "campaign": "/campaign/tsra",
    "changes": "/changes",
    "session": "/session/us-119",
    "search": "/-/search?q=relief",
    "empty search": "/-/search",
    "about": "/about",
    "take the data": "/data",
    "keys": "/data/keys?list=HR+4323+(119th)%0Ahr+9999",
    "answer ready": "/billtrail/where-bills-stand?campaign=tsra",
    "view": "/billtrail/bills_today",
    "error": "/billtrail?sql=select+nothing",
    "versions": "/bill/us-119-hr4323/versions",
    "check a brief": "/check",
    "brief that stands": "/check/{stands}",
    "brief that has aged": "/check/{aged}",
    "brief not known": "/check/0123456789ab",
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
    e.innerText?.trim() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
    && getComputedStyle(e).display !== 'inline'
    && !e.closest('.vh, thead, .table-wrapper, textarea, pre, select'));
  const wide = document.documentElement.scrollWidth > window.innerWidth ? ['page'] : [];
  return wide.concat(cut.map(e => e.tagName + '.' + e.className + ' ' + e.innerText.slice(0, 60)));
}"""


@pytest.fixture(scope="module", params=SCREENS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def asked(page: Page) -> list[str]:
    """The addresses that the browser has asked for."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off_or_too_wide(
    page: Page, site_address: str, issued: dict[str, str], asked: list[str], name: str
) -> None:
    """And nothing is asked of another machine."""
    page.goto(site_address + PAGES[name].format(**issued))
    _open_details(page)
    assert asked and all(url.startswith(site_address) for url in asked)
    assert page.evaluate(_CUT_OFF) == []
    results = Axe().run(page, options=_RULES)
    assert results.violations_count == 0, results.generate_report()


def test_the_keyboard_reaches_the_content_first(page: Page, site_address: str) -> None:
    page.goto(site_address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def _open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")

"""No page has a fault that axe finds, on a wide screen and on a phone; and nothing is cut off or
wider than the screen (``screens.py``)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from screens import faults

PAGES = {
    "home": "/",
    "bill": "/bill/us-119-hr4323",
    "overtaken bill": "/bill/us-119-hr1379",
    "live bill": "/bill/us-119-hr4817",
    "bill with an open end": "/bill/ca-20252026-ab938",
    "campaign": "/campaign/tsra",
    "changes": "/changes",
    "law": "/law",
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
    "who voted how": "/bill/ca-20252026-ab938/vote/ab938-1",
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


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
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
    assert faults(page) == []
    assert asked and all(url.startswith(site_address) for url in asked)


def test_the_keyboard_reaches_the_content_first(page: Page, site_address: str) -> None:
    page.goto(site_address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))

"""What each user does first, by clicks in a real browser, without a script on any page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

SCREENS = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module", params=SCREENS)
def tab(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page, site_address: str) -> Page:
    tab.goto(site_address + "/")
    return tab


def heading(page: Page) -> Locator:
    """What ``expect`` waits for: after a click, the old page may still stand for a moment."""
    return page.locator("h1")


def test_staff_see_on_monday_what_changed_and_open_it(page: Page) -> None:
    expect(heading(page)).to_have_text("One bill changed since yesterday")
    page.get_by_role("link", name="H.R. 4817").first.click()
    expect(heading(page)).to_have_text(re.compile("^\\s*H.R.\\s4817"))
    expect(page.get_by_text("Next:")).to_be_visible()
    expect(page.get_by_role("heading", name="Changes as we saw them")).to_be_visible()


def test_staff_look_up_how_a_bill_ended(page: Page) -> None:
    link = page.get_by_role("link", name="official page of AB 938").first
    assert "leginfo.legislature.ca.gov" in (link.get_attribute("href") or "")
    page.get_by_role("link", name="AB 938", exact=True).first.click()
    expect(page.get_by_text("Outcome not recorded").first).to_be_visible()


def test_staff_find_a_bill_by_its_number_in_their_own_spelling(page: Page) -> None:
    page.get_by_label("Find a bill by number or words").fill("hr 4323")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile("/bill/us-119-hr4323$"))
    expect(page.get_by_text("Public Law 119-73").first).to_be_visible()


def test_an_advocate_takes_a_brief_from_a_campaign(page: Page) -> None:
    page.get_by_role("link", name="Trafficking Survivors Relief Act", exact=True).first.click()
    expect(heading(page)).to_have_text("Trafficking Survivors Relief Act")
    page.get_by_role("link", name="web brief, English").click()
    expect(page).to_have_url(re.compile("/-/brief/tsra.html$"))
    expect(page.locator("body")).to_contain_text("Public Law 119-73")


def test_an_advocate_takes_the_pdf(page: Page, site_address: str) -> None:
    link = page.get_by_role("link", name="PDF brief: Trafficking Survivors Relief Act").first
    answer = page.request.get(site_address + (link.get_attribute("href") or ""))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_an_office_checks_the_brief_it_was_handed(
    page: Page, site_address: str, issued: dict[str, str]
) -> None:
    page.goto(f"{site_address}/check/{issued['aged']}")
    expect(heading(page)).to_have_text("1 thing moved since this brief was made")
    expect(page.get_by_text("Public Law 119-73").first).to_be_visible()
    page.get_by_role("link", name="This campaign today").click()
    expect(page).to_have_url(re.compile("/campaign/tsra$"))


def test_a_partner_gets_an_answer_and_its_csv(page: Page, site_address: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Data").click()
    page.get_by_role("link", name="Every attempt of an effort, session by session").click()
    page.get_by_label("effort").fill("us-tsra")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("link", name="us-118-hr7137")).to_be_visible()
    address = page.get_by_role("link", name="CSV", exact=True).get_attribute("href")
    answer = page.request.get(site_address + (address or ""))
    assert answer.text().splitlines()[0].startswith("session,key,identifier")


def test_a_partner_turns_a_list_into_keys(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Data").click()
    page.get_by_role("link", name="Paste your list").click()
    page.get_by_label("Bill numbers").fill("H.R. 4323 (119th)\nAB 938")
    page.get_by_role("button", name="Find the keys").click()
    expect(page.get_by_role("link", name="ca-20252026-ab938")).to_be_visible()


def test_a_reader_asks_how_a_stage_is_made(page: Page) -> None:
    page.get_by_role("link", name="How a stage is made").click()
    expect(page.get_by_role("heading", name="How a stage is made")).to_be_visible()
    page.get_by_text("The table itself").click()
    expect(page.get_by_text("executive-veto", exact=True)).to_be_visible()


def test_the_keyboard_goes_through_a_page_in_reading_order(page: Page) -> None:
    """Every stop of the tab key lies in the order of the document and shows where it is."""
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        stops.append((focused.text_content() or focused.get_attribute("name") or "").strip())
    order = [
        "Skip to the content",
        "Billtrail",
        "Home",
        "Changes",
        "Data",
        "About",
        "Desk",
        "q",
        "Find",
    ]
    assert stops[: len(order)] == order
    assert len(set(stops)) == len(stops)

"""The desk as people see and click it: nothing that axe finds, nothing cut off or too wide, by
keyboard and without scripts; and its tasks counted in steps."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from screens import faults
from serving import served

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace import password
from billtrail.workspace.workspace import Workspace

BILL = "us-119-hr4817"
PAGES = {
    "desk": "/-/desk",
    "follow": "/-/desk/follow",
    "a bill to follow": "/-/desk/follow?bill=ab+999",
    "several bills": "/-/desk/follow?bill=hr+1",
    "a followed bill": f"/-/desk/follow?bill={BILL}",
    "suggestions": "/-/desk/suggestions",
    "digests": "/-/desk/digests",
    "history": "/-/desk/history",
    "call sheet": "/-/desk/week",
    "positions": "/-/desk/positions",
    "printed": "/-/desk/printed",
    "reports": "/-/desk/reports",
    "pages for survivors": "/-/desk/survivors",
    "a page for survivors": "/-/desk/survivors?page=tsra/es",
    "contact": "/-/desk/contact",
    "owners": "/-/desk/owners",
    "deadlines": "/-/desk/deadlines",
    "a deadline": "/-/desk/deadlines?ask=tsra/implement",
    "program counts": "/-/desk/figures",
    "a page": "/-/desk/page",
    "a pack": "/-/desk/pack",
    "a position": f"/-/desk/positions?bill={BILL}",
    "campaigns": "/-/desk/campaigns",
    "a campaign": "/-/desk/campaigns?campaign=tsra",
    "a new ask": "/-/desk/campaigns?campaign=tsra&new=ask",
    "a new ground": "/-/desk/campaigns?campaign=tsra&new=claim",
    "a new member": "/-/desk/campaigns?campaign=tsra&new=member&within=us-tsra",
    "a new date": "/-/desk/campaigns?campaign=tsra&new=date",
    "letters": "/-/desk/letters?about=us-119-hr4817",
    "appropriations": "/-/desk/appropriations",
    "report of a session": "/-/desk/session",
    "how the law compares": "/-/desk/law",
    "signers": "/-/desk/signers",
    "a roll": "/-/desk/signers?bill=us-119-hr4817",
    "a sentence": "/-/desk/texts?campaign=tsra&key=problem",
}


@pytest.fixture
def address(fresh: Workspace) -> Iterator[str]:
    with served(make_datasette(fresh.database)) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def _oppose(page: Page, address: str) -> None:
    page.goto(f"{address}/-/desk/positions?bill={BILL}")
    page.get_by_label("oppose pages ask").check()
    if page.get_by_label("Who are you?").is_visible():
        page.get_by_label("Who are you?").fill("A. Tester")
    page.get_by_role("button", name="Save the position").click()


def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, address: str) -> None:
    """Each page, after a change and with its flash, and a form that is refused."""
    _oppose(page, address)
    expect(page.get_by_role("status")).to_contain_text("oppose")
    assert faults(page) == []
    for path in PAGES.values():
        page.goto(address + path)
        assert faults(page) == []
    page.goto(f"{address}/-/desk/positions?bill={BILL}")
    page.get_by_label("Decided on").fill("2099-01-01")
    page.get_by_role("button", name="Save the position").click()
    expect(page.get_by_role("alert")).to_contain_text("has not come yet")
    assert faults(page) == []


def test_the_locked_desk(page: Page, address: str, fresh: Workspace) -> None:
    password.keep(fresh, "a long password")
    page.goto(f"{address}/-/desk")
    assert faults(page) == []
    page.get_by_label("Password").fill("a long password")
    page.keyboard.press("Enter")
    # A password is slow to look at by design, more so where all cores are busy.
    expect(page.get_by_role("heading", name="Last changes")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Lock this desk").click()
    expect(page.get_by_role("heading", name="The desk is locked")).to_be_visible()


def test_a_preview_two_editors_and_a_lone_button(
    page: Page, browser: Browser, address: str
) -> None:
    """What a save would change, what somebody else saved meanwhile, and who takes a change back."""
    page.goto(f"{address}/-/desk/positions?bill={BILL}")
    page.get_by_label("support", exact=True).check()
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_text("Sign on to H.R. 4817").first).to_be_visible()
    assert faults(page) == []
    other = browser.new_context()
    _oppose(other.new_page(), address)
    other.close()
    page.get_by_label("Who are you?").fill("B. Second")
    page.get_by_role("button", name="Save the position").click()
    expect(page.get_by_role("alert")).to_contain_text("A. Tester")
    assert faults(page) == []
    page.get_by_role("button", name="Save the position").click()
    expect(page.get_by_role("status")).to_contain_text("support")
    third = browser.new_context(bypass_csp=True)
    alone = third.new_page()
    alone.goto(f"{address}/-/desk")
    alone.get_by_role("button", name="Take back").first.click()
    assert faults(alone) == []
    alone.get_by_label("Your name").fill("C. Third")
    alone.keyboard.press("Enter")
    expect(alone.get_by_role("status")).to_contain_text("Taken back")
    third.close()


def test_oppose_and_take_back_in_five_steps(browser: Browser, address: str) -> None:
    """Without scripts, from the page of the bill that is spoken of."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/bill/{BILL}")
    page.get_by_role("link", name="Say where we stand").click()  # 1
    page.get_by_label("oppose pages ask").check()  # 2
    page.get_by_label("Who are you?").fill("A. Tester")  # 3
    page.get_by_role("button", name="Save the position").click()  # 4
    expect(page.get_by_role("status")).to_contain_text("H.R. 4817 (119th Congress): oppose")
    page.get_by_role("status").get_by_role("button", name="Take back").click()  # 5
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    context.close()


def test_a_position_is_decided_by_keys_alone(browser: Browser, address: str) -> None:
    """Tab, arrows, letters and Enter, without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/-/desk/positions?bill={BILL}")
    page.get_by_label("support", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "by":
            break
    page.keyboard.type("A. Tester")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("H.R. 4817 (119th Congress): oppose")
    context.close()


def test_a_campaign_with_two_bills_and_its_page_in_eight_steps(
    browser: Browser, address: str
) -> None:
    """Without scripts, from the desk's front page to the finished PDF."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/-/desk")
    page.get_by_role("link", name="Campaigns").click()  # 1
    page.get_by_label("Title").fill("Housing for survivors")  # 2
    page.get_by_label("Survivors can clear the records").check()  # 3
    page.get_by_label("Bills it follows").fill("HR 4817\nab 379")  # 4
    page.get_by_label("Who are you?").fill("A. Tester")  # 5
    page.get_by_role("button", name="Begin the campaign").click()  # 6
    expect(page.get_by_role("status")).to_contain_text(
        "The campaign Housing for survivors is there"
    )
    found = context.request.get(
        address + str(page.get_by_role("link", name="Its page (PDF)").get_attribute("href"))
    )  # 7: the link
    assert found.ok and found.body().startswith(b"%PDF")
    context.close()


def test_the_page_follows_the_words_of_a_sentence_as_they_are_typed(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/-/desk/texts?campaign=tsra&key=problem")
    before = page.locator("#preview img").get_attribute("src")
    said = page.locator("#preview-said").text_content()
    page.get_by_label("English", exact=True).fill("A record stays for years. Victims")
    page.get_by_label("English", exact=True).press_sequentially(" lose work.")
    expect(page.locator("#preview-said")).not_to_have_text(said or "")
    expect(page.locator("#of-en")).to_contain_text("survivor")
    assert page.locator("#preview img").get_attribute("src") != before
    context.close()

"""Any bill at the desk: found in any spelling, followed, moved, left, and what was suggested."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
import test_desk
from playwright.sync_api import Browser, expect
from serving import served
from test_desk import Office, changes
from test_suggestions import listed, run  # noqa: F401  # a fixture

from billtrail.campaigns.content import load_content
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace

FORM = "/-/desk/follow"
KEY, HERE = "ca-20252026-ab999", "us-119-hr1379"
HOME, OTHER = "t-visa-work", "tsra"

site, office = test_desk.site, test_desk.office


def text_of(office: Office, path: str) -> str:
    return unescape(office.get(path).text).replace("\N{NO-BREAK SPACE}", " ")


def sent(office: Office, do: str = "follow", **values: str):
    token = re.findall(r'name="csrftoken" value="([^"]*)"', office.get("/-/desk/reports").text)[0]
    told = {"csrftoken": token, "by": "A. Tester", "do": do, "key": KEY, "typed": KEY}
    if do == "follow":
        told |= {"campaign": OTHER, "aim": "pass", "why": ""}
    return office.send(FORM, told | values)


def followers(workspace: Workspace, key: str = KEY) -> dict[str, str]:
    found = load_content(workspace.root).campaigns
    return {one.id: bill.aim.value for one in found for bill in one.bills if bill.key == key}


@pytest.mark.parametrize(("typed", "says"), [
    ("ab 999", "Not here yet. Its record is fetched once it is followed."),
    ("https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202520260AB999",
     "Follow AB 999"),
    ("AB 379 (2023-24)", "AB 379 (2025\N{EN DASH}26 session) is another bill: Crimes"),
    ("HR 1", "HR 1 can be more than one bill. Which is it?"),
    ("hr4817", "Immigrant Witness and Victim Protection Act of 2025. In committee."),
    ("survivors relief", "'survivors relief' fits several titles."),
    ("TSRA", "Trafficking Survivors Relief Act is a campaign that is followed."),
    ("TX HB 12", "TX HB 12 (Texas, 89th Legislature)"),
    ("zz-2025-hb12", "no publisher is asked about 'zz'"),
    ("AB 999 (2024-25)", "Follow AB 999"),
    ("nonsense", "Nothing in this file is called 'nonsense'."),
    ("<script>alert(1)</script>", "Nothing in this file is called"),
    ("x" * 5000, "Nothing in this file is called"),
    ("", "Number, title or official address"),
])  # fmt: skip
def test_whatever_is_typed_there_is_a_way_on(office, typed, says):
    answer = office.get(f"{FORM}?bill={typed.replace('&', '%26').replace('#', '%23')}")
    assert answer.status_code == 200 and "<script>alert" not in answer.text
    assert says in unescape(answer.text).replace("\N{NO-BREAK SPACE}", " ")


def test_a_bill_that_is_not_here_is_followed_and_said_not_to_be_fetched(office, site):
    answer = sent(office)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{FORM}?bill={KEY}")
    page = text_of(office, f"{FORM}?bill={KEY}")
    assert "AB 999 (2025\N{EN DASH}26 session) is followed now." in page and "Take back" in page
    assert "It is followed, not yet fetched: the next update asks for it." in page
    assert followers(site[1]) == {OTHER: "pass"}
    assert f'href="/bill/{KEY}"' in office.get(FORM).text
    assert 'value="AB 999 (' in office.get(f"{FORM}?bill={KEY}").text


def test_it_is_followed_in_a_second_campaign_moved_and_left(office, site):
    sent(office)
    assert sent(office, campaign=HOME, aim="watch").status_code == 303
    assert followers(site[1]) == {OTHER: "pass", HOME: "watch"}
    assert sent(office, "stop", **{"from": HOME}).status_code == 303
    assert sent(office, "move", to="ca-vacatur", **{"from": OTHER}).status_code == 303
    assert followers(site[1]) == {"ca-vacatur": "pass"}
    assert "was moved" in text_of(office, f"{FORM}?bill={KEY}")
    assert sent(office, "stop", **{"from": "ca-vacatur"}).status_code == 303
    assert followers(site[1]) == {}


def test_another_number_takes_what_was_decided_with_it(office, site):
    sent(office)
    assert sent(office, "renumber", new="HR 1").status_code == 422
    assert sent(office, "renumber", new="").status_code == 422
    answer = sent(office, "renumber", new="AB 1111")
    assert answer.headers["location"] == f"{FORM}?bill=ca-20252026-ab1111"
    assert followers(site[1], "ca-20252026-ab1111") == {OTHER: "pass"}
    assert followers(site[1]) == {}
    page = text_of(office, f"{FORM}?bill=ab+999")
    assert "AB 999 of 2025-26 has another number now: AB 1111" in page


@pytest.mark.parametrize(("values", "says"), [
    ({"campaign": ""}, "Choose the campaign"),
    ({"campaign": "nobody"}, "There is no campaign"),
    ({"aim": "love"}, "Choose what you want of it"),
    ({"key": "zz-2025-hb12"}, "Choose which bill it is"),
    ({"key": "../../etc"}, "Choose which bill it is"),
    ({"key": "ca-20242025-ab1"}, "Choose which bill it is"),
    ({"why": "x" * 400}, "at most 300 letters"),
    ({"do": "move", "to": "tsra"}, "is not followed by any campaign"),
    ({"do": "stop"}, "is not followed by any campaign"),
])  # fmt: skip
def test_bad_values_are_told_and_nothing_is_followed(office, site, values, says):
    answer = sent(office, **values)
    assert answer.status_code == 422, answer.text
    assert says in unescape(answer.text) and changes(site[1]) == []


def test_the_same_again_is_told(office, site):
    sent(office)
    again = sent(office)
    assert again.status_code == 422 and "already followed" in again.text
    assert len(changes(site[1])) == 1


def test_the_campaign_of_the_last_bill_is_the_first_choice(office, site):
    sent(office, campaign="ca-vacatur")
    page = office.get(f"{FORM}?bill=ab+998").text
    assert re.search(r'<option value="ca-vacatur" selected>', page)


def test_words_of_why_are_words(office, site):
    sent(office, why='<b>"why"</b> = {{ 7*7 }}')
    found = {one.id: one for one in load_content(site[1].root).campaigns}[OTHER]
    assert next(b.why for b in found.bills if b.key == KEY) == '<b>"why"</b> = {{ 7*7 }}'


def test_every_page_of_an_unfollowed_bill_has_the_button_on_the_working_site(
    office, site, tmp_path
):
    button = f'href="{FORM}?bill={KEY}"'
    assert button in office.get("/-/search?q=AB+999").text
    assert button in office.get("/bill/AB999").text
    run(site[1], "unwatch", HERE)
    assert f'href="{FORM}?bill={HERE}"' in office.get(f"/bill/{HERE}").text
    assert f'href="{FORM}?bill={HERE}"' in office.get("/-/search?q=survivors+relief").text
    out = publish(site[1].database, tmp_path / "out", Edition.PUBLIC)
    with served(make_datasette(out.database)) as address:
        public = Office(address)
        for path in ("/-/search?q=AB+999", "/bill/AB999", f"/bill/{HERE}"):
            assert "/-/desk" not in public.get(path).text
        assert public.get(FORM).status_code == 404
        assert public.get("/-/desk/suggestions").status_code == 404


# -- suggestions -----------------------------------------------------------------------------------


@pytest.fixture
def suggested(listed) -> Iterator[tuple[Office, Workspace]]:  # noqa: F811
    workspace, table = listed
    run(workspace, "suggestions", "--all", str(table))
    with served(make_datasette(workspace.database)) as address:
        yield Office(address), workspace


@pytest.mark.parametrize(("do", "says", "state"), [
    ("accept", "H.R. 77 (119th Congress): part of Put Trafficking Victims First Act", "part of"),
    ("watch", "H.R. 77 (119th Congress): followed apart", "followed apart"),
    ("decline", "H.R. 77 (119th Congress): not ours", "not ours"),
])  # fmt: skip
def test_a_suggestion_is_decided_and_taken_back(suggested, do, says, state):
    office, workspace = suggested
    page = text_of(office, "/-/desk/suggestions")
    assert "Put Trafficking Victims First Act of 2026" in page and "It looks like" in page
    token = re.findall(r'name="csrftoken" value="([^"]*)"', page)[0]
    values = {"csrftoken": token, "by": "A. Tester", "id": "1", "kind": "reintroduced", "do": do}
    assert office.send("/-/desk/suggestions", values).status_code == 303
    page = text_of(office, "/-/desk/suggestions")
    assert says in page and "1 bill decided before" in page and f"{state}" in page
    again = office.send("/-/desk/suggestions", values)
    assert again.status_code == 422 and "is decided" in again.text
    (change,) = changes(workspace)
    taken = {"csrftoken": token, "by": "A. Tester", "do": f"undo {change.id}"}
    assert office.send("/-/desk/history", taken).status_code == 303
    assert "decided before" not in text_of(office, "/-/desk/suggestions")


@pytest.mark.parametrize("values", [{"id": "99"}, {"id": ""}, {"kind": "opposes"}, {"id": "<b>"}])
def test_a_wrong_suggestion_changes_nothing(suggested, values):
    office, workspace = suggested
    page = office.get("/-/desk/suggestions").text
    token = re.findall(r'name="csrftoken" value="([^"]*)"', page)[0]
    sent = {"csrftoken": token, "by": "A", "id": "1", "kind": "reintroduced", "do": "accept"}
    assert office.send("/-/desk/suggestions", sent | values).status_code == 422
    assert changes(workspace) == []


# -- by clicks and keys ----------------------------------------------------------------------------


def test_a_bill_heard_by_number_is_followed_in_four_steps(browser: Browser, site) -> None:
    """From any page, without scripts, by somebody who has said who they are."""
    address, workspace = site
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/-/desk")
    page.get_by_label("Number, title or address").fill("ab 999")  # 1
    page.keyboard.press("Enter")  # 2
    page.get_by_label("Who are you?").fill("A. Tester")  # 3
    page.get_by_role("button", name="Follow AB 999").click()  # 4
    expect(page.get_by_role("status")).to_contain_text("is followed now")
    assert list(followers(workspace).values()) == ["watch"]
    page.goto(f"{address}/")
    page.get_by_role("searchbox").first.fill("AB 998")  # 1
    page.keyboard.press("Enter")  # 2
    page.get_by_role("link", name="Follow AB 998").click()  # 3
    page.get_by_role("button", name="Follow AB 998").click()  # 4
    expect(page.get_by_role("status")).to_contain_text("AB 998")
    context.close()

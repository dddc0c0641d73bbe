"""Make a page, at the desk: what is chosen, shown, left out and printed; in clicks and keys too."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
import requests
from lxml import html
from playwright.sync_api import Browser, expect
from screens import faults
from serving import served
from test_desk import Office

from billtrail.datasette_plugins.desk.tasks import page as task
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace, prepare

PAGE = "/-/desk/page"
ORGANISATION = 'name = "Example Coalition"\nemail = "policy@example.org"\nphone = "555-0100"\n'


@pytest.fixture
def address(fresh: Workspace) -> Iterator[str]:
    (fresh.root / "organisation.toml").write_text(ORGANISATION, encoding="utf-8")
    with served(make_datasette(fresh.database)) as found:
        yield found


@pytest.fixture
def office(address: str) -> Office:
    return Office(address)


def shown(at: Office, **values: object) -> html.HtmlElement:
    """The page after its form was sent with these values."""
    sent = form_of(at) | {"do": "look"} | values
    return html.fromstring(at.send(PAGE, sent).text)  # type: ignore[arg-type]


def form_of(office: Office) -> dict[str, str]:
    token = re.search(r'name="csrftoken" value="([^"]*)"', office.get(PAGE).text)
    assert token
    return {"csrftoken": token[1]}


def said(page: html.HtmlElement, at: str) -> str:
    (part,) = page.xpath(f"//*[@id='{at}']")
    return " ".join(part.text_content().replace("\N{NO-BREAK SPACE}", " ").split())


def printed(at: Office, part: str = "pdf", **values: object) -> requests.Response:
    return at.send(f"{PAGE}/{part}", form_of(at) | values)  # type: ignore[arg-type]


def test_the_page_is_shown_at_once_with_its_words(office: Office) -> None:
    page = html.fromstring(office.get(PAGE).text)
    assert re.search(r"1 page, \d{3} of 450 words", said(page, "preview"))
    (address,) = page.xpath("//img[@class='sheet']/@src")
    picture = office.get(address)
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_what_is_chosen_is_on_the_page_and_in_the_name_of_its_file(office: Office) -> None:
    values = {
        "about": "tsra",
        "language": "es",
        "deadline": "2026-12-12",
        "contact": "Call 555-0199",
    }
    answer = printed(office, "text", **values)
    text = " ".join(answer.text.split())
    assert "12 de diciembre de 2026" in text and "Call 555-0199" in text
    name = answer.headers["content-disposition"]
    assert re.search(r'"tsra_2026-\d\d-\d\d_es_by-2026-12-12_own-[0-9a-f]{6}\.txt"', name)


@pytest.mark.parametrize(
    ("part", "begins"), [("pdf", b"%PDF"), ("word", b"PK"), ("web", b"<!DOCTYPE"), ("text", b"")]
)
def test_each_button_gives_its_file_and_it_is_noted(
    office: Office, part: str, begins: bytes
) -> None:
    answer = printed(office, part, bill="HR 4817")
    assert answer.status_code == 200 and answer.content.lower().startswith(begins.lower())
    if part == "pdf":
        with pikepdf.open(io.BytesIO(answer.content)) as document:
            id = str(document.docinfo["/Keywords"]).split()[-1]
        assert "This brief still stands" in office.get(f"/check/{id}").text


def test_a_figure_is_ticked_dropped_and_put_in_place_of_another(office: Office) -> None:
    page = shown(office, about="tsra")
    ticked = page.xpath("//input[@name='figures'][@checked]/@value")
    assert len(ticked) == 3
    fewer = shown(office, about="tsra", was="tsra", figures=ticked[:1])
    assert fewer.xpath("//input[@name='figures'][@checked]/@value") == ticked[:1]
    none = shown(office, about="tsra", was="tsra")
    assert none.xpath("//input[@name='figures'][@checked]") == []
    more = page.xpath("//button[text()='Print it in place of the last one']/@value")[0]
    swapped = shown(office, about="tsra", was="tsra", figures=ticked, do=more)
    now = swapped.xpath("//input[@name='figures'][@checked]/@value")
    assert len(now) == 3 and now != ticked


def test_what_cannot_be_printed_is_greyed_with_its_reason(office: Office) -> None:
    page = shown(office, about="tsra")
    greyed = page.xpath("//div[@class='choice off']")
    assert greyed and all("cannot be printed: " in row.text_content() for row in greyed)
    assert all(row.xpath(".//input[@disabled]") for row in greyed)


def test_figures_chosen_for_one_campaign_go_with_it(office: Office) -> None:
    ticked = shown(office, about="tsra").xpath("//input[@name='figures'][@checked]/@value")
    other = shown(office, about="t-visa-work", was="tsra", figures=ticked, deadline="2026-12-12")
    assert not set(other.xpath("//input[@name='figures'][@checked]/@value")) & set(ticked)
    assert other.xpath("//input[@id='deadline']/@value") == [""]


LEFT_OUT = {
    "a past day": ({"about": "tsra", "deadline": "2026-01-02"}, "is past", "Set a new day"),
    "no ask": ({"about": "tsra", "ask": "none"}, "you chose to ask nothing", "Ask again"),
    "funders": ({"about": "tsra", "audience": "funder"}, "are never asked", "page for offices"),
    "no position": ({"about": "t-visa-work"}, "nobody has decided where you stand on H.R. 4817",
                    "Decide the position"),
    "the public": ({"about": "tsra", "audience": "public"}, "is not public until", "for offices"),
    "no room": ({"about": "tsra"}, "it did not fit on the page", "Print one figure less"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_said_for_an_advocate_with_what_brings_it_back(
    office: Office, name: str
) -> None:
    values, why, way = LEFT_OUT[name]
    page = shown(office, **values)
    told = said(page, "left-out")
    assert why in told and way in told
    assert not re.search(r"billtrail |\[\[|\.toml|--|[{}]", told), told
    links = page.xpath("//*[@id='left-out']//a[starts-with(@href, '/')]/@href")
    assert all(office.get(link).status_code == 200 for link in set(links)), links


def test_the_button_brings_it_back(office: Office) -> None:
    values = {"about": "tsra", "was": "tsra", "audience": "funder"}
    page = shown(office, **values)
    (button,) = page.xpath("//button[text()='Make it a page for offices']/@value")
    again = shown(office, **values, do=button)
    assert again.xpath("//select[@id='audience']/option[@selected]/@value") == ["member"]
    assert "never asked" not in said(again, "left-out")


BAD = {
    "nobody": ({"office": "Nobody Atall"}, "names no member", "office"),
    "several": ({"office": "Johnson"}, "Add a first name", "office"),
    "no bill": ({"bill": "qqqq 99999"}, "qqqq", "bill"),
    "a day": ({"deadline": "next week"}, "Write the day", "deadline"),
    "huge": ({"contact": "x" * 5000}, "too long for a line", "contact"),
    "another language": ({"language": "xx"}, "Choose one of these", "language"),
    "a figure": ({"figures": "no-such-figure"}, "There is no figure", "preview"),
    "an ask": ({"ask": "no-such-ask"}, "There is no ask", "preview"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_value_is_said_at_its_field_and_kept(office: Office, name: str) -> None:
    values, words, field = BAD[name]
    page = shown(office, about="tsra", was="tsra", **values)
    at = f"{field}-wrong" if page.xpath(f"//*[@id='{field}-wrong']") else "preview"
    assert words in said(page, at)
    for kept, value in values.items():
        if page.xpath(f"//input[@id='{kept}']"):
            assert page.xpath(f"//input[@id='{kept}']/@value") == [value]
    answer = printed(office, "pdf", about="tsra", was="tsra", **values)
    assert answer.status_code == 422 and words in " ".join(answer.text.split())


def test_markup_is_text_in_the_form_and_on_the_page(office: Office) -> None:
    line = '<script>alert("x")</script> & {{ 7*7 }} #strong[x]'
    page = shown(office, about="tsra", contact=line)
    assert page.xpath("//input[@id='contact']/@value") == [line]
    assert not page.xpath("//script[not(@src)]")
    assert line in " ".join(printed(office, "text", about="tsra", contact=line).text.split())


def test_a_language_without_its_sentences_offers_english(office: Office, fresh: Workspace) -> None:
    folder = fresh.root / "campaigns"
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    prepare(fresh)
    page = shown(office, about="own", language="es")
    assert "have no es version" in said(page, "preview")
    (button,) = page.xpath("//button[text()='Make the page in English']/@value")
    again = shown(office, about="own", was="own", language="es", do=button)
    assert "1 page" in said(again, "preview")


OWN = """
title = "Our own"
summary = "One bill."
lead = "us-119-hr4817"
figures = []

[[bill]]
key = "us-119-hr4817"
aim = "pass"
why = "It is ours."

[[claim]]
id = "own"
kind = "fact"
holds_if = [{ from = "2020-01-01" }]
source = "Our own source"

[[text]]
key = "problem"
text = "A problem."
claims = ["own"]
"""


def test_no_picture_but_of_a_page_that_was_shown(office: Office) -> None:
    assert office.get(f"{PAGE}/picture?of=../../etc/passwd").status_code == 400
    assert office.get(f"{PAGE}/picture").status_code == 400
    assert office.get(f"{PAGE}/nothing").status_code == 404


# -- in the browser --------------------------------------------------------------------------------


FILLED_IN: tuple[dict[str, str], ...] = (
    {}, {"office": "Johnson", "audience": "funder"}, {"bill": "hr 99999"}
)  # fmt: skip


def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for values in FILLED_IN:
        page.goto(address + PAGE)
        for name, value in values.items():
            if name == "audience":
                page.locator(f"#{name}").select_option(value)
            else:
                page.locator(f"#{name}").fill(value)
        with page.expect_navigation():
            page.get_by_role("button", name="Show the page").click()
        page.wait_for_load_state("networkidle")
        assert faults(page) == []
    context.close()


def test_a_spanish_page_with_an_own_day_in_six_steps(browser: Browser, address: str) -> None:
    """By keyboard and without scripts."""
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/-/desk")
    page.get_by_role("link", name="Make a page").click()  # 1
    page.locator("#about").select_option("ca-vacatur")  # 2
    page.locator("#language").select_option("Español")  # 3
    page.get_by_role("button", name="Show the page").click()  # 4
    page.locator("#deadline").fill("2026-12-12")  # 5
    with page.expect_download() as download:
        page.get_by_role("button", name="Print (PDF)").click()  # 6
    assert re.search(r"_es_by-2026-12-12\.pdf$", download.value.suggested_filename)
    with pikepdf.open(download.value.path()) as document:
        assert len(document.pages) == 1 and str(document.Root.Lang) == "es-US"
    context.close()


def test_the_page_follows_the_keys(browser: Browser, address: str) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(address + PAGE)
    before = page.locator("img.sheet").get_attribute("src")
    page.get_by_role("textbox", name="Contact").press_sequentially("Call Ann")
    expect(page.locator("img.sheet")).not_to_have_attribute("src", before or "")
    page.locator("#about").select_option("t-visa-work")
    expect(page.locator("img.sheet")).to_have_attribute("alt", re.compile("H.R. 4817|work"))
    expect(page.locator("#choices")).to_contain_text("T visa")
    assert page.get_by_role("textbox", name="Contact").input_value() == "Call Ann"
    assert wrong == []
    page.close()


def test_the_form_remembers_few_pages() -> None:
    assert task.TASK.parts.keys() == {"picture", "pdf", "word", "text", "web"}

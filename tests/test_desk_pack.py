"""A pack at the desk: pasted offices, whom an unclear line means, the order, the files."""

import io
import re
import time
import zipfile
from collections.abc import Iterator

import pikepdf
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from screens import faults
from serving import served
from test_desk import Office

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace

PACK = "/-/desk/pack"
TWELVE = """1. Ted Lieu
2. Sen. Padilla
WY-AL
Norton
Linda Sanchez
CA-34
Jimmy Gomez
Sen. Schiff
Nanette Barragan
Judy Chu
Brad Sherman
Maxine Waters
Robert Garcia
"""


@pytest.fixture
def address(fresh: Workspace) -> Iterator[str]:
    with served(make_datasette(fresh.database)) as found:
        yield found


@pytest.fixture
def office(address: str) -> Office:
    return Office(address)


def sent(at: Office, do: str, **values: object) -> html.HtmlElement:
    """The page after the form was sent; of a pack, once it is made."""
    token = re.search(r'name="csrftoken" value="([^"]*)"', at.get(PACK).text)
    assert token
    form = {"csrftoken": token[1], "about": "tsra", "by": "A. Tester", "do": do} | values
    answer = at.send(PACK, form)  # type: ignore[arg-type]
    if answer.status_code != 303:
        return html.fromstring(answer.text)
    for _ in range(600):
        page = html.fromstring(at.get(answer.headers["location"]).text)
        if not page.xpath("//*[@data-waiting]"):
            return page
        time.sleep(0.1)
    raise AssertionError("the pack is never done")


def day(page: html.HtmlElement) -> list[str]:
    return [" ".join(row.text_content().split())
            for row in page.xpath("//ol[contains(@class, 'day')]/li/span[1]")]  # fmt: skip


def files(at: Office, page: html.HtmlElement) -> dict[str, bytes]:
    links = page.xpath("//ul[contains(@class, 'files')]//a/@href")
    return {re.split(r"[/?]", link)[4]: at.get(link).content for link in links}


def test_pasted_lines_become_the_day_in_their_order(office: Office) -> None:
    page = sent(office, "look", offices="1. Padilla\n- CA-36\nTed Lieu\n")
    assert day(page) == ["Sen. Alex Padilla (CA-Sen)", "Rep. Ted Lieu (CA-36)"]
    assert "'Ted Lieu' is visited once" in page.text_content()


def test_an_unclear_line_is_asked_and_its_answer_takes_its_place(office: Office) -> None:
    values = {"offices": "Padilla\nTed Leiu\nNobody Atall\nNorton"}
    refused = sent(office, "make", **values)
    assert "name nobody, or several: say below whom you mean" in refused.text_content()
    lieu, nobody = refused.xpath("//legend[contains(., '. Who is meant?')]/..")
    answers = {
        lieu.xpath(".//input/@name")[0]: lieu.xpath(
            ".//label[contains(., 'Lieu')]/preceding-sibling::input/@value"
        )[0],
        nobody.xpath(".//input/@name")[0]: "nobody",
    }
    page = sent(office, "look", **values, **answers)
    assert [name.split()[-2] for name in day(page)] == ["Padilla", "Lieu", "Norton"]


def test_a_number_moves_an_office_and_a_tick_leaves_one_out(office: Office) -> None:
    values = {"offices": "Padilla\nTed Lieu\nNorton"}
    page = sent(office, "look", **values)
    numbers = page.xpath("//input[@class='place']/@name")
    shown = {name: str(at) for at, name in enumerate(numbers, start=1)}
    shown |= {numbers[2]: "1", "list": page.xpath("//input[@name='list']/@value")[0]}
    moved = sent(office, "look", **values, **shown, skip=numbers[1].removeprefix("at-"))
    assert [name.split()[-2] for name in day(moved)] == ["Norton", "Padilla", "Lieu"]
    assert "The day: 2 offices" in moved.text_content().replace("\N{NO-BREAK SPACE}", " ")


def test_a_committee_is_added_as_a_line(office: Office) -> None:
    (group,) = [g for g in sent(office, "look").xpath("//select[@id='group']/option/text()")
                if "House Committee on the Judiciary" in g][:1]  # fmt: skip
    page = sent(office, "look", offices="Padilla", group=group)
    assert page.xpath("//textarea[@id='offices']/text()")[0].split("\n")[-1] == group
    assert len(day(page)) > 20


def test_offices_to_ask_are_ticked_and_become_lines(office: Office) -> None:
    page = sent(office, "look", about="t-visa-work", offices="Padilla")
    (summary,) = page.xpath("//details[@class='to-ask']/summary/text()")
    lines = page.xpath("//input[@name='also']/@value")
    assert " to ask: members of a committee that has " in summary and len(lines) > 20
    page = sent(office, "look", about="t-visa-work", offices="Padilla", also=lines[:2])
    assert day(page) == ["Sen. Alex Padilla (CA-Sen)", *lines[:2]]
    assert page.xpath("//input[@name='also']/@value") == lines[2:]
    enacted = sent(office, "look", about="tsra", offices="Padilla")
    assert not enacted.xpath("//input[@name='also']")  # nobody is asked for what is law


def test_enter_in_a_line_shows_the_offices(office: Office) -> None:
    form = html.fromstring(office.get(PACK).text).xpath("//form[.//textarea]")[0]
    first = form.xpath(".//button[@type='submit'] | .//input[@type='submit']")[0]
    assert (first.get("name"), first.get("value"), first.get("tabindex")) == ("do", "look", "-1")


def test_the_pack_is_made_with_its_files_and_none_is_written_over(office: Office) -> None:
    page = sent(office, "make", offices="Padilla\nTed Lieu", deadline="2026-12-12")
    assert "The pack is ready" in page.text_content()
    left_out = page.xpath("//ul[@class='lines']/li/text()")
    assert any("69% said" in line for line in left_out) and "nss-" not in str(left_out)
    found = files(office, page)
    with zipfile.ZipFile(io.BytesIO(found["zip"])) as packed:
        names = packed.namelist()
    assert len([name for name in names if re.search(r"_(Lieu|Padilla)_", name)]) == 2
    assert all("_by-2026-12-12" in name for name in names)
    with pikepdf.open(io.BytesIO(found["pages"])) as document:
        assert len(document.pages) == 2
    listed = page.xpath("//ol[@class='made']/li")
    assert [" ".join(one.text_content().split()).split(" ", 2)[1] for one in listed] == [
        "Padilla", "Lieu",
    ]  # fmt: skip
    out = page.xpath("//form[.//button[@value='to-member']]")[0]
    ids = out.xpath(".//input[@name='page']/@value")
    assert len(ids) == 2
    done = office.send(
        out.get("action"), dict(out.form_values()) | {"page": ids, "do": "to-member"}
    )
    assert done.status_code == 303
    told = office.get("/-/desk/printed").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "2 pages released: handed to offices." in told
    assert "for Alex Padilla, CA-Sen" in told and "for Ted Lieu, CA-36" in told
    again = sent(office, "make", offices="Padilla", deadline="2026-12-12")
    assert "-2 of your workspace" in " ".join(again.text_content().split())
    assert files(office, page) == found


BAD = {
    "empty": ("", "Name an office: one a line"),
    "huge": ("Lieu\n" * 900, "lines were pasted"),
    "markup": ("<script>alert(1)</script>", "say below whom you mean"),
    "a file": ("/etc/passwd", "say below whom you mean"),
    "a ZIP code": ("90012", "say below whom you mean"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_list_is_said_and_kept(office: Office, fresh: Workspace, name: str) -> None:
    offices, words = BAD[name]
    page = sent(office, "make", offices=offices)
    assert words in " ".join(page.text_content().split())
    assert page.xpath("//textarea[@id='offices']")[0].text_content().strip() == offices.strip()
    assert not (fresh.root / "packs").exists() and not page.xpath("//main//script")


@pytest.mark.parametrize("name", ["..", "../..", "nothing", "", "%2e%2e", "a/b"])
def test_no_file_but_of_a_pack(office: Office, name: str) -> None:
    assert office.get(f"{PACK}/zip?pack={name}").status_code == 400


def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address + PACK)
    _is_sound(page)
    page.get_by_label("Offices, one a line").fill("Padilla\nTed Leiu\nNorton")
    with page.expect_navigation():
        page.get_by_role("button", name="Show the offices").click()
    _is_sound(page)
    page.get_by_label("Nobody: leave").check()
    page.get_by_label("Who are you?").fill("A. Tester")
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("The pack is ready")).to_be_visible(timeout=60_000)
    _is_sound(page)
    context.close()


def _is_sound(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert faults(page) == []


def test_twelve_pasted_offices_in_six_steps(browser: Browser, address: str) -> None:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/-/desk")
    page.get_by_role("link", name="Pack for offices").click()  # 1
    page.get_by_label("Offices, one a line").fill(TWELVE)  # 2
    page.get_by_label("Who are you?").fill("A. Tester")  # 3
    page.get_by_role("button", name="Make the pack").click()  # 4
    expect(page.get_by_text("The pack is ready")).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="All pages to print").click()  # 5
    with pikepdf.open(download.value.path()) as document:
        assert len(document.pages) == 12
    context.close()

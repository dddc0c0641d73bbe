"""Positions at the desk: what a save would change is told in the very sentences, and is what it
then does change; printed pages are released and taken back."""

import html
import re
from collections.abc import Iterator

import pytest
from serving import served
from test_desk import BILL, FORM, Office, changes, decided

from billtrail.briefs import issued
from billtrail.briefs.build import Request, build
from billtrail.datasette_plugins.desk.preview import build_preview, surfaces_of_bill
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.decisions import as_if, decisions, release, view_of
from billtrail.legislatures import Position
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

CAMPAIGN = "t-visa-work"


@pytest.fixture
def ours(fresh: Workspace) -> Workspace:
    """A workspace whose pages may speak in somebody's name."""
    fresh.organisation.write_text('name = "Our Group"\nemail = "a@b.org"\n', encoding="utf-8")
    return fresh


@pytest.fixture
def office(ours: Workspace) -> Iterator[Office]:
    with served(make_datasette(ours.database)) as address:
        yield Office(address)


def shown(page: str) -> tuple[list[str], list[str]]:
    """What goes and what comes, in the preview of a page."""
    plain = html.unescape(page.replace("\N{NO-BREAK SPACE}", " "))
    return re.findall(r"<del>(.*?)</del>", plain), re.findall(r"<ins>(.*?)</ins>", plain)


def words(page: str) -> str:
    return page.replace("\N{NO-BREAK SPACE}", " ")


def look(office: Office, position: str, **more: str) -> str:
    values = office.form(f"{FORM}?bill={BILL}") | {"position": position, "on": "2026-11-20"}
    return office.send(FORM, values | {"do": "look"} | more).text


def test_the_preview_tells_which_asks_come_and_go_and_who_is_named(office, ours):
    gone, new = shown(look(office, "support"))
    assert "Sign on to H.R. 4817, the Immigrant Witness and Victim Protection Act of 2025." in new
    assert "Our Group supports H.R. 4817." in new
    assert "The coalition's file says H.R. 4817: support." in new
    assert not any("public file" in line for line in new)
    assert changes(ours) == []
    decided(office, "support")
    gone, new = shown(look(office, "oppose", share="public"))
    assert "Our Group opposes H.R. 4817." in new and "Our Group supports H.R. 4817." in gone
    assert any(line.startswith("Sign on to H.R. 4817") for line in gone)
    assert "The public file says H.R. 4817: oppose." in new
    assert "The coalition's file says H.R. 4817: support." in gone


def test_a_position_that_nobody_may_know_leaves_no_file(office, ours):
    _, new = shown(look(office, "oppose", share="no"))
    assert "Our Group opposes H.R. 4817." in new
    assert not any("file says" in line for line in new)


def test_what_could_not_be_saved_is_told_instead_of_a_preview(office, ours):
    page = look(office, "oppose unless amended")
    assert "Say what must be amended" in page and "<ins>" not in page
    assert "has not come yet" in look(office, "oppose", on="2999-01-01")


@pytest.mark.parametrize("position", list(Position)[:8])
def test_a_preview_is_what_the_save_then_does(ours, position):
    """The law of every preview: the surfaces as if it were saved are those after the save."""
    on = sessions.today()

    def decide() -> object:
        return decisions.decide(ours, BILL, position, by="A", on=on, say=[].append)

    def surfaces(view):
        found = surfaces_of_bill(view.snapshot.campaigns(), BILL)
        return [one.read(view) for one in found]

    with open_snapshot(ours.database, on) as before:
        was = surfaces(view_of(ours, before))
        build_preview(ours, before, decide, surfaces_of_bill(before.campaigns(), BILL))
    with as_if(ours, decide, on) as after:
        foretold = surfaces(after)
    with open_snapshot(ours.database, on) as snapshot:
        assert surfaces(view_of(ours, snapshot)) == was
    decide()
    with open_snapshot(ours.database, on) as snapshot:
        assert surfaces(view_of(ours, snapshot)) == foretold
        page = build(snapshot, Request(CAMPAIGN, on))
    assert bool(page.asks) == (position == Position.SUPPORT)


# -- printed pages ---------------------------------------------------------------------------------


def print_page(workspace: Workspace) -> str:
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        issued.record(workspace, [build(snapshot, Request(CAMPAIGN, snapshot.on))])
    (brief,) = release.printed(workspace)
    return brief.id


def test_a_printed_page_is_released_and_taken_back_by_buttons(office, ours):
    id = print_page(ours)
    assert "not released" in office.get("/-/desk/printed").text
    form = office.form("/-/desk/printed") | {"page": id, "by": "Ana"}
    assert office.send("/-/desk/printed", form | {"do": "to-coalition"}).status_code == 303
    page = words(office.get("/-/desk/printed").text)
    assert "1 page released: the coalition." in page and "released: the coalition" in page
    assert office.send("/-/desk/printed", form | {"do": "withdraw"}).status_code == 303
    assert release.printed(ours)[0].withdrawn
    assert [change.by for change in changes(ours)] == ["Ana", "Ana"]


@pytest.mark.parametrize("pages", ["", "/etc/hostname", "0" * 12, "<b>", "4"])
def test_only_pages_that_were_printed_here_are_released(office, ours, pages):
    print_page(ours)
    form = office.form("/-/desk/printed") | {"page": pages, "by": "Ana", "do": "to-public"}
    answer = office.send("/-/desk/printed", form)
    assert answer.status_code == 422 and changes(ours) == []
    assert ("Tick the pages first" in answer.text) or ("no printed page" in answer.text)


def test_a_position_that_changes_names_the_pages_that_say_the_old_one(office, ours):
    decided(office, "support")
    id = print_page(ours)
    assert "1 printed page may say the position of now" in words(look(office, "oppose"))
    decided(office, "oppose")
    told = words(office.get(f"{FORM}?bill={BILL}").text)
    assert "1 printed page may say the other position" in told
    assert id in office.get(f"/-/desk/printed?bill={BILL}").text


def test_a_button_alone_asks_who_it_is_first(office, ours):
    decided(office, "oppose")
    other = Office(office.address)
    token = re.findall(r'name="csrftoken" value="([^"]*)"', other.get("/-/desk").text)[0]
    asks = other.send("/-/desk/history", {"csrftoken": token, "do": "undo 1"})
    assert asks.status_code == 422 and "Who are you?" in asks.text and len(changes(ours)) == 1
    values = dict(re.findall(r'name="(\w+)" value="([^"]*)"', asks.text.partition("<main")[2]))
    assert values["do"] == "undo 1"
    assert other.send("/-/desk/history", values | {"by": "Eva"}).status_code == 303
    assert changes(ours)[-1].by == "Eva" and changes(ours)[-1].undoes == 1

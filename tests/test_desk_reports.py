"""What staff saw, noted at the desk: told before it is saved, and out only where they said so."""

import sqlite3
from collections.abc import Iterator

import pytest
from serving import served
from test_desk import BILL, Office, changes
from test_desk_positions import shown

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace

FORM = "/-/desk/reports"
SEEN = "The committee told us that a markup is planned."


@pytest.fixture
def office(fresh: Workspace) -> Iterator[Office]:
    with served(make_datasette(fresh.database)) as address:
        yield Office(address)


def note(office: Office, do: str = "save", **more: str):
    values = {"bill": "hr 4817", "text": SEEN, "on": "2026-11-20", "known": "room", "share": "no"}
    return office.send(FORM, office.form(FORM) | values | {"by": "Ana", "do": do} | more)


@pytest.mark.parametrize("share", ["no", "coalition", "public"])
def test_a_report_goes_where_the_preview_said(office, fresh, tmp_path, share):
    told = shown(note(office, "look", share=share).text)[1]
    assert f"Reported, not yet in the official record: {SEEN}" in told and changes(fresh) == []
    assert note(office, share=share).status_code == 303
    assert SEEN in office.get(f"/bill/{BILL}").text and SEEN in office.get(FORM).text
    for edition, name in ((Edition.COALITION, "coalition's"), (Edition.PUBLIC, "public")):
        file = publish(fresh.database, tmp_path / edition.value, edition).database
        with sqlite3.connect(file) as connection:
            out = connection.execute("SELECT text, by FROM staff_reports").fetchall()
        assert out == ([(SEEN, "staff")] if f"The {name} file has it, by staff: {SEEN}" in told
                       else [])  # fmt: skip


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"bill": ""}, "Say which bill"),
        ({"bill": "hr 99999"}, "99999"),
        ({"bill": "<b>x</b>"}, "&lt;b&gt;x"),
        ({"text": " "}, "Say what happened"),
        ({"text": "x" * 501}, "at most 500"),
        ({"on": "2999-01-01"}, "has not come yet"),
        ({"on": "20 Nov"}, "Write the day as"),
        ({"known": "link", "link": "javascript:alert(1)"}, "https://"),
        ({"known": ""}, "Say how you know"),
        ({"share": "friends"}, "Say who may have it"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_form_is_kept(office, fresh, values, says):
    for do in ("look", "save"):
        answer = note(office, do, **values)
        assert answer.status_code == 422 and says in answer.text
        assert 'aria-invalid="true"' in answer.text and "<b>x" not in answer.text
    assert changes(fresh) == []


def test_the_same_report_twice_is_told(office, fresh):
    note(office)
    again = note(office)
    assert again.status_code == 422 and "reported already, by Ana" in again.text
    assert len(changes(fresh)) == 1

"""The pages for survivors at the desk: two readers are noted, then one button lets a page out."""

from collections.abc import Iterator

import pytest
from serving import served
from test_desk import Office, changes
from test_releases import rows

from billtrail.campaigns.staff_files import load_readers
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace, prepare

FORM = "/-/desk/survivors"
PAGE = f"{FORM}?page=tsra/es"


@pytest.fixture
def office(fresh: Workspace) -> Iterator[Office]:
    fresh.organisation.write_text('name = "Coalition Alpha"\nemail = "desk@example.org"\n')
    with served(make_datasette(fresh.database)) as address:
        yield Office(address)


def note(office: Office, reader: str, do: str = "save", **more: str):
    values = {"reader": reader, "on": "2026-11-20", "by": "Ana", "do": do}
    return office.send(FORM, office.form(PAGE) | values | more)


def test_it_waits_for_two_readers_and_then_one_button_lets_it_out(office, fresh, tmp_path):
    assert office.get(FORM).text.count("DRAFT: it waits for two readers") == 6
    assert "Release to everybody" not in office.get(PAGE).text
    assert note(office, "A. B.").status_code == 303
    assert "one more reader, and for one who is survivor-led" in office.get(PAGE).text
    early = note(office, "", "release")
    assert early.status_code == 422 and "is a DRAFT" in early.text
    assert note(office, "A group", survivor_led="1").status_code == 303
    told = office.get(PAGE).text
    assert "Read by A group, survivor-led" in told and "Release to everybody" in told
    assert note(office, "", "release").status_code == 303
    assert "Everybody may have it" in office.get(PAGE).text
    assert "released to everybody" in office.get(FORM).text
    assert [change.file for change in changes(fresh)] == [
        "readers.toml", "readers.toml", "released.toml",
    ]  # fmt: skip
    readers = load_readers(fresh.root)
    file = publish(fresh.database, tmp_path, Edition.PUBLIC, readers=readers).database
    ((brief,),) = rows(file, "SELECT json_extract(brief, '$.audience') FROM released_briefs")
    assert brief == "survivors"


def test_the_page_is_shown_as_it_prints(office):
    picture = office.get(f"{FORM}/picture?page=ca-vacatur/plain")
    assert picture.headers["content-type"].startswith("image/png") and b"PNG" in picture.content[:8]
    assert office.get(f"{FORM}/picture?page=tvpra/en").status_code in (400, 404, 422)
    assert office.get(f"{FORM}?page=tsra/xx").status_code in (400, 404, 422)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"reader": " "}, "Say who read it"),
        ({"reader": "x" * 101}, "At most 100"),
        ({"on": "2999-01-01"}, "has not come yet"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office, fresh, values, says):
    answer = note(office, **({"reader": "A. B."} | values))
    assert answer.status_code == 422 and says in answer.text and changes(fresh) == []


def test_the_same_reader_twice_is_told(office, fresh):
    note(office, "A. B.")
    again = note(office, "a. b.")
    assert again.status_code == 422 and "has read this page" in again.text


def test_who_read_it_leaves_no_published_file(office, fresh, tmp_path):
    note(office, "Quagmire Reader")
    prepare(fresh)
    for edition in (Edition.PUBLIC, Edition.COALITION):
        file = publish(fresh.database, tmp_path / edition.value, edition).database
        assert b"Quagmire" not in file.read_bytes()

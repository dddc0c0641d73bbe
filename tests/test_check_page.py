"""``/check/<brief id>``: whether what an issued brief said still stands."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from issued import issue, issue_aged, release
from site_values import ON, write_site

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("issued") / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture
def site(database: Path) -> Datasette:
    return make_datasette(database, today=lambda: ON)


@pytest.mark.asyncio
async def test_a_brief_that_still_stands_says_what_was_compared(
    site: Datasette, database: Path
) -> None:
    id = issue(database, "tsra", ON)
    text = (await site.client.get(f"/check/{id}")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "What this brief says still stands" in text and id in text
    assert "4 stages, 0 figures" in text and 'href="/campaign/tsra"' in text
    answer = (await site.client.get(f"/check/{id}.json")).json()
    assert (answer["id"], answer["subject"], answer["moved"]) == (id, "tsra", [])


@pytest.mark.asyncio
async def test_a_brief_that_has_aged_says_what_moved(site: Datasette, database: Path) -> None:
    id = issue_aged(database, "tsra", ON)
    text = (await site.client.get(f"/check/{id}")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 thing moved since this brief was made" in text
    assert "in committee (February 14, 2025)" in text and "enacted (January 23, 2026)" in text
    assert 'href="/-/brief/tsra.pdf"' in text
    (moved,) = (await site.client.get(f"/check/{id}.json")).json()["moved"]
    assert moved["kind"] == "stage" and moved["new"].startswith("enacted")


@pytest.mark.asyncio
async def test_a_brief_taken_from_the_site_is_known_by_the_id_on_its_page(site: Datasette) -> None:
    brief = await site.client.get("/-/brief/us-119-hr4817.html")
    id = brief.headers["etag"].strip('"')
    assert id in brief.text
    assert "still stands" in (await site.client.get(f"/check/{id}")).text


@pytest.mark.asyncio
async def test_a_published_file_answers_for_the_briefs_released_before(
    database: Path, tmp_path: Path
) -> None:
    id = issue(database, "us-119-hr1379", ON)
    release(database, id)
    published = publish(database, tmp_path, Edition.PUBLIC).database
    client = make_datasette(published, today=lambda: ON).client
    assert "still stands" in (await client.get(f"/check/{id}")).text


@pytest.mark.asyncio
async def test_a_position_kept_at_home_ages_no_released_brief_until_it_is_given_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    id = issue(path, "us-119-hr1379", ON)
    release(path, id)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE positions SET position = 'oppose' WHERE bill = 'us-119-hr4323'")
    published = publish(path, tmp_path / "out", Edition.PUBLIC).database
    client = make_datasette(published, today=lambda: ON).client
    page = (await client.get(f"/check/{id}")).text
    assert "something else" in page and "oppose" not in page


@pytest.mark.asyncio
async def test_an_unknown_brief_is_answered_with_what_to_do(site: Datasette) -> None:
    answer = await site.client.get("/check/0123456789ab")
    assert answer.status_code == 404 and "can be checked at /check" in answer.text
    assert (await site.client.get("/check/0123456789ab.json")).json()["ok"] is False


# -- the form --------------------------------------------------------------------------------------


def sent(site: Datasette, name: str, content: bytes) -> Any:
    headers = {"origin": "http://localhost"}
    return site.client.post("/check", files={"file": (name, content)}, headers=headers)


@pytest.mark.asyncio
async def test_an_id_is_asked_and_goes_to_its_page(site: Datasette, database: Path) -> None:
    id = issue(database, "tsra", ON)
    form = (await site.client.get("/check")).text
    assert 'name="id"' in form and 'type="file"' in form
    for typed in (id, f"  {id.upper()} ", f"Brief id {id}", id[:6],
                  f"{id[:4]} {id[4:8]} {id[8:]}"):  # fmt: skip
        answer = await site.client.get("/check", params={"id": typed}, follow_redirects=True)
        assert "still stands" in answer.text, typed
    for typed in ("<b>no id</b>", "1 2 3"):
        odd = await site.client.get("/check", params={"id": typed})
        assert odd.status_code == 422 and "twelve letters" in odd.text and "<b>no" not in odd.text
    assert (await site.client.get("/check/000000000000")).status_code == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("format_", ["pdf", "html", "docx", "json"])
async def test_a_file_is_read_and_compared(site: Datasette, format_: str) -> None:
    brief = (await site.client.get(f"/-/brief/tsra.{format_}")).content
    answer = await sent(site, f"tsra.{format_}", brief)
    assert answer.status_code == 200 and "What this brief says still stands" in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7 nothing"), ("a.pdf", b""), ("a.zip", b"PK\x03\x04zip"),
     ("<script>.html", b"<html></html>"), ("a.json", b'{"a": 1}'), ("a.txt", b"no id here"),
     ("a.bin", bytes(range(256)))],
)  # fmt: skip
async def test_what_is_no_brief_is_said_to_be_none(
    site: Datasette, name: str, content: bytes
) -> None:
    answer = await sent(site, name, content)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert "<script>.html" not in answer.text


@pytest.mark.asyncio
async def test_what_is_larger_than_any_brief_is_not_read(site: Datasette) -> None:
    answer = await sent(site, "a.pdf", b"%PDF" + b"0" * 9_000_000)
    assert answer.status_code == 413
    other = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    posted = await site.client.post("/check", files={"file": ("a", b"x")}, headers=other)
    assert posted.status_code == 403

"""A new file takes the place of the one that is served: no request fails, no old row is read."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import requests
from serving import served as served_at
from site_values import ON, RANKS, write_site

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.store.writer import open_writer

pytestmark = pytest.mark.slow

#: (path, what of its JSON must be of the file that stands there): our page, Datasette's pages.
PATHS = {
    "/bill/us-119-hr4817.json": lambda answer: answer["title"],
    "/billtrail/bills/us-119-hr4817.json?_shape=array": lambda answer: answer[0]["title"],
    "/billtrail.json?sql=select+title+from+bills+where+key='us-119-hr4817'&_shape=arrayfirst": (
        lambda answer: answer[0]
    ),
}


def publish_titled(working: Path, folder: Path, title: str) -> None:
    """Publish the working file with another title for one bill."""
    with open_writer(working, "test", RANKS, today=ON, now="2026-11-23T16:00:00Z") as writer:
        writer.connection.execute(
            "UPDATE bills SET title = ?, short_title = NULL WHERE key = 'us-119-hr4817'", (title,)
        )
    publish(working, folder, Edition.PUBLIC)


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("working") / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture
def served(working: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """(address, folder) of a running server over a published file."""
    publish_titled(working, tmp_path, "Title 0")
    with served_at(make_datasette(tmp_path / "billtrail.db", today=lambda: ON)) as address:
        yield address, tmp_path


def test_a_file_put_in_place_is_read_at_once_and_nothing_fails(
    served: tuple[str, Path], working: Path
) -> None:
    url, folder = served
    stands = ["Title 0"]  # titles in the order they were put in place
    wrong: list[object] = []
    done = threading.Event()

    def ask(path: str) -> int:
        asked = 0
        with requests.Session() as session:
            while not done.is_set():
                oldest = len(stands) - 1  # what stood before the request may not come after it
                answer = session.get(url + path, timeout=20)
                asked += 1
                if answer.status_code != 200:
                    wrong.append((path, answer.status_code))
                elif (title := PATHS[path](answer.json())) not in [*stands[oldest:], *coming]:
                    wrong.append((path, title, stands[oldest:]))
        return asked

    coming: list[str] = []
    with ThreadPoolExecutor(6) as pool:
        asking = [pool.submit(ask, path) for path in (*PATHS, *PATHS)]
        for number in range(1, 6):
            time.sleep(0.2)
            coming[:] = [f"Title {number}"]
            publish_titled(working, folder, f"Title {number}")
            stands.append(f"Title {number}")
        time.sleep(0.3)
        done.set()
        counts = [future.result() for future in asking]
    assert wrong == [] and min(counts) > 0


def test_a_page_that_did_not_change_is_not_sent_again(
    served: tuple[str, Path], working: Path
) -> None:
    url, folder = served
    first = requests.get(url + "/bill/us-119-hr4817", timeout=20)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=300"
    same = requests.get(url + "/bill/us-119-hr4817", headers={"If-None-Match": tag}, timeout=20)
    assert (same.status_code, same.content) == (304, b"")
    time.sleep(1.1)  # a file's instant is told to the second
    publish_titled(working, folder, "Another title")
    other = requests.get(url + "/bill/us-119-hr4817", headers={"If-None-Match": tag}, timeout=20)
    assert other.status_code == 200 and other.headers["ETag"] != tag
    assert "Another title" in other.text


def test_copies_of_one_file_agree_on_their_tag(served: tuple[str, Path], tmp_path: Path) -> None:
    from billtrail.datasette_plugins.server.etags import page_tag
    from billtrail.datasette_plugins.server.site import site_of

    other = tmp_path / "elsewhere"
    other.mkdir()
    copy = other / "billtrail.db"
    copy.write_bytes((served[1] / "billtrail.db").read_bytes())
    tags = {
        page_tag(site_of(make_datasette(path, today=lambda: ON)))
        for path in (served[1] / "billtrail.db", copy)
    }
    assert len(tags) == 1


def test_a_changed_template_is_another_program(tmp_path: Path, monkeypatch) -> None:
    from billtrail.datasette_plugins.server.etags import program_hash

    monkeypatch.syspath_prepend(tmp_path)
    page = tmp_path / "a_program_of_one_page" / "page.html"
    page.parent.mkdir()
    said = []
    for words in ("One", "Two", "One"):
        page.write_text(words, encoding="utf-8")
        program_hash.cache_clear()
        said.append(program_hash((page.parent.name,)))
    assert said[0] == said[2] != said[1]


def test_pages_of_a_working_file_are_never_kept(working: Path) -> None:
    import asyncio

    response = asyncio.run(make_datasette(working, today=lambda: ON).client.get("/"))
    assert "etag" not in response.headers


def test_the_served_file_is_only_read(served: tuple[str, Path]) -> None:
    url, folder = served
    before = (folder / "billtrail.db").read_bytes()
    for statement in ("delete from bills", "attach 'x.db' as x", "pragma user_version = 5"):
        answer = requests.get(url + "/billtrail.json", params={"sql": statement}, timeout=20)
        assert answer.status_code == 400
    assert (folder / "billtrail.db").read_bytes() == before
    with closing(sqlite3.connect(folder / "billtrail.db")) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"

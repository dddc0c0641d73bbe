"""What the archives' server answered, replayed from recordings without a network.

Recorded from the server of ``test_pubinfo_update`` with a small archive built by hand:
``pytest tests/test_pubinfo_recorded.py --record-mode=rewrite``. The addresses are the publisher's.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from test_pubinfo_update import NEWS, Site, served

from billtrail.errors import SourceError
from billtrail.scrapers.ca_pubinfo import downloads as pubinfo_downloads
from billtrail.scrapers.ca_pubinfo.downloads import HOST, Downloads, Remote

CASSETTES = Path(__file__).parent / "cassettes" / "ca_pubinfo"
NAME, WRITTEN = "pubinfo_Tue.zip", "Tue, 02 Sep 2025 04:30:00 GMT"
#: Headers of an answer that matter to us; the others would tell of the machine it was made on.
KEPT = {"content-length", "content-range", "last-modified", "retry-after"}


def as_published(request: Any) -> Any:
    """The request as the publisher would have been asked it."""
    request.uri = f"{HOST}{urlsplit(request.uri).path}"
    return request


def bare(response: dict[str, Any]) -> dict[str, Any]:
    headers = response["headers"]
    response["headers"] = {name: headers[name] for name in headers if name.lower() in KEPT}
    return response


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "filter_headers": ["User-Agent"],
        "before_record_request": as_published,
        "before_record_response": bare,
        "match_on": ["method", "uri"],
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def site(record_mode: str) -> Iterator[Site]:
    """Recording asks the server here; replaying asks the publisher's address."""
    with served() as found:
        if record_mode == "none":
            found.url = ""
        found.archives = {NAME: (NEWS, WRITTEN)}
        yield found


@pytest.fixture
def downloads(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Downloads]:
    monkeypatch.setattr(pubinfo_downloads, "PAUSE", 0.0)
    with Downloads(tmp_path, base_url=site.url or None) as found:
        yield found


@pytest.mark.vcr
def test_an_archive_as_the_server_describes_it(downloads: Downloads) -> None:
    """There, not changed since, and not there: 200, 304, 404."""
    found = downloads.look(NAME)
    assert found and (found.modified, found.at) == (WRITTEN, "2025-09-02T04:30:00Z")
    assert downloads.look(NAME, WRITTEN) == Remote(NAME, WRITTEN, 0)
    assert downloads.look("pubinfo_Sun.zip") is None
    assert downloads.requests == 4  # robots.txt first


@pytest.mark.vcr
def test_an_archive_comes_whole(downloads: Downloads) -> None:
    found = downloads.look(NAME)
    assert found
    path = downloads.fetch(found)
    assert path.stat().st_size == found.size
    with zipfile.ZipFile(path) as archive:
        assert "BILL_HISTORY_TBL.dat" in archive.namelist()


@pytest.mark.vcr
def test_an_answer_that_was_cut_off_is_gone_on_with(downloads: Downloads, site: Site) -> None:
    site.faults = ["cut at 500"]
    found = downloads.look(NAME)
    assert found
    path = downloads.fetch(found)
    assert zipfile.is_zipfile(path) and path.stat().st_size == found.size
    assert downloads.requests == 4  # robots.txt, a look, 500 bytes, the rest


@pytest.mark.vcr
def test_a_server_that_asks_for_a_long_pause_is_left_alone(
    downloads: Downloads, site: Site
) -> None:
    site.faults = [(503, b"", [("Retry-After", "600")])]
    found = downloads.look(NAME)
    assert found
    with pytest.raises(SourceError, match="asks to be left alone for 600 seconds"):
        downloads.fetch(found)


#: Nothing of the machine that recorded, nor of who asked.
TELLING = re.compile(r"127\.0\.0\.1|localhost|billtrail|python|contact|@|/home/|/root|/tmp", re.I)


def test_no_cassette_tells_of_a_machine_or_a_person() -> None:
    files = sorted(CASSETTES.glob("*.yaml"))
    assert len(files) == 4
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not TELLING.search(text), file.name
        assert set(re.findall(r"uri: (https?://[^/\s]+)", text)) == {HOST}


def test_the_cut_answer_was_cut_and_the_rest_was_asked_for() -> None:
    (file,) = CASSETTES.glob("*cut_off*.yaml")
    text = file.read_text(encoding="utf-8")
    assert "bytes=500-" in text and "Content-Range" in text and "code: 206" in text

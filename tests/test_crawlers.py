"""What programs that fetch whole sites and whole files are told: search engines, curl -C, Excel."""

import asyncio
import csv
import io
import urllib.robotparser
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from lxml import etree, html

from billtrail.campaigns import load_organisation
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures import Edition
from billtrail.publish import publish as publishing
from billtrail.workspace import Workspace

ON = date(2026, 11, 26)
_SITE = "http://bills.example.org"


@pytest.fixture(scope="module")
def published(prepared: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder = tmp_path_factory.mktemp("site")
    ours = load_organisation(prepared.organisation)
    publishing.publish(prepared.database, folder, Edition.PUBLIC, ours)
    return make_datasette(folder / "billtrail.db", today=lambda: ON)


def get(site: Datasette, path: str, **headers: str) -> Any:
    named = {"host": "bills.example.org", **headers}
    return asyncio.run(site.client.get(path, headers=named))


def test_a_search_engine_reads_pages_and_nothing_that_is_made_on_request(
    published: Datasette,
) -> None:
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(get(published, "/robots.txt").text.splitlines())
    for path in ("/", "/campaign/tsra", "/bill/us-119-hr4323", "/about"):
        assert rules.can_fetch("AnyBot", path), path
    for path in (
        "/-/brief/tsra.pdf",
        "/-/search?q=x",
        "/billtrail/bills?_sort=key",
        "/latest/a.csv",
    ):
        assert not rules.can_fetch("AnyBot", path), path
    assert rules.site_maps() == [f"{_SITE}/sitemap.xml"]


def test_the_working_site_is_closed_to_all(prepared: Workspace) -> None:
    site = make_datasette(prepared.database, today=lambda: ON)
    answer = asyncio.run(site.client.get("/robots.txt"))
    assert answer.text == "User-agent: *\nDisallow: /\n"
    assert asyncio.run(site.client.get("/sitemap.xml")).status_code == 404


def test_every_page_of_the_sitemap_is_there_once_with_a_day(published: Datasette) -> None:
    tree = etree.fromstring(get(published, "/sitemap.xml").content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = tree.xpath("//s:loc/text()", namespaces=names)
    assert len(found) == len(set(found)) > 80
    assert len(tree.xpath("//s:lastmod", namespaces=names)) == len(found)
    for address in (*found[:14], found[-1]):
        assert get(published, str(address).removeprefix(_SITE)).status_code == 200, address


@pytest.mark.parametrize(
    ("path", "canonical", "says"),
    [("/bill/us-119-hr4323", "/bill/us-119-hr4323", "law, Public Law 119-73, Jan 23, 2026."),
     ("/campaign/tsra", "/campaign/tsra", "Public Law 119-73, Jan 23, 2026."),
     ("/", "/", "where each stands")],
)  # fmt: skip
def test_a_page_says_what_it_is_in_a_line(
    published: Datasette, path: str, canonical: str, says: str
) -> None:
    page = html.fromstring(get(published, path).content)
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{_SITE}{canonical}"]
    (described,) = page.xpath("//meta[@name='description']/@content")
    assert says in str(described).replace("\N{NO-BREAK SPACE}", " ")


def test_behind_a_proxy_with_tls_every_address_is_https(published: Datasette) -> None:
    """As nginx.conf asks, and uvicorn takes it from a proxy of this machine."""
    import httpx
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    transport = httpx.ASGITransport(app=ProxyHeadersMiddleware(published.app()))
    headers = {"host": "bills.example.org", "x-forwarded-proto": "https"}

    async def asked(path: str) -> str:
        async with httpx.AsyncClient(transport=transport, base_url=_SITE) as client:
            return str((await client.get(path, headers=headers)).text)

    for path in ("/sitemap.xml", "/robots.txt", "/changes.atom", "/bill/us-119-hr4323"):
        assert "http://bills.example.org" not in asyncio.run(asked(path)), path


def test_a_download_that_broke_off_goes_on(published: Datasette, tmp_path: Path) -> None:
    whole = get(published, "/billtrail.db")
    assert whole.headers["accept-ranges"] == "bytes"
    size, tag = len(whole.content), whole.headers.get("etag", "")
    rest = get(published, "/billtrail.db", range=f"bytes={size - 100}-")
    assert (rest.status_code, rest.content) == (206, whole.content[-100:])
    assert rest.headers["content-range"] == f"bytes {size - 100}-{size - 1}/{size}"
    for asked, part in (("bytes=0-15", slice(0, 16)), ("bytes=-7", slice(-7, None))):
        assert get(published, "/billtrail.db", range=asked).content == whole.content[part]
    beyond = get(published, "/billtrail.db", range=f"bytes={size}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=0-1,5-6", "lines=0-1", "bytes=-", "bytes=5-2"):
        assert get(published, "/billtrail.db", range=odd).status_code in (200, 416), odd
    other = get(published, "/billtrail.db", range="bytes=0-1", **{"if-range": '"another"'})
    assert (other.status_code, len(other.content)) == (200, size)
    same = get(published, "/billtrail.db", range="bytes=0-1", **{"if-range": tag})
    assert same.status_code == 206


def test_a_table_is_there_as_json_with_the_rows_of_the_csv(published: Datasette) -> None:
    told = get(published, "/latest/bills_today.json")
    assert told.headers["content-type"].startswith("application/json")
    rows = csv.DictReader(io.StringIO(get(published, "/latest/bills_today.csv").text))
    assert [row["key"] for row in told.json()] == [row["key"] for row in rows]
    assert get(published, "/latest/nothing.json").status_code == 404


def test_excel_is_told_that_a_csv_is_utf_8(published: Datasette) -> None:
    marked = get(published, "/latest/people.csv?bom=1").content
    assert marked == b"\xef\xbb\xbf" + get(published, "/latest/people.csv").content
    keys = get(published, "/data/keys.csv?list=AB%20938&bom=1").content
    assert keys.startswith(b"\xef\xbb\xbfasked,key")


def test_two_sites_do_not_give_their_feed_one_id(published: Datasette) -> None:
    ids = {
        etree.fromstring(get(published, "/changes.atom", host=host).content).findtext("{*}id")
        for host in ("a.example.org", "b.example.org")
    }
    assert len(ids) == 2

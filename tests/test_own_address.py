"""The working site is nobody else's: other host names, other sites, pages about the machine."""

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from conftest import CHROMIUM
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st
from serving import served
from site_values import ON, write_site

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette, serve
from billtrail.datasette_plugins.server.own_address import RequestAddress, refusal
from billtrail.datasette_plugins.server.site import Site
from billtrail.errors import StoreError
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.updates import background

PAGES = ("/", "/bill/us-119-hr4817", "/bill/us-119-hr4817.json", "/billtrail/bills.json",
         "/billtrail/bills.csv", "/billtrail.json?sql=select+1", "/dates.ics", "/changes.atom",
         "/-/update", "/-/brief/tsra.json", "/data/keys.csv?list=HR+4817")  # fmt: skip


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("working") / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture(scope="module")
def published(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(working, tmp_path_factory.mktemp("published"), Edition.PUBLIC).database


@pytest.fixture(scope="module")
def address(working: Path) -> Iterator[str]:
    with served(make_datasette(working, today=lambda: ON)) as found:
        yield found


def port_of(address: str) -> int:
    return int(address.rpartition(":")[2])


@pytest.mark.parametrize("page", PAGES)
def test_another_host_name_gets_one_plain_line(address: str, page: str) -> None:
    port = port_of(address)
    for host in ("evil.test", f"evil.test:{port}", f"127.0.0.1.evil.test:{port}", "127.0.0.1",
                 f"127.0.0.1:{port + 1}", f"localhost.:{port}", f"[::2]:{port}",
                 f"a@127.0.0.1:{port}", ""):  # fmt: skip
        answer = requests.get(address + page, headers={"Host": host}, timeout=20)
        assert (answer.status_code, answer.text.count("\n")) in ((421, 1), (400, 0)), host
        assert "4817" not in answer.text and "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
def test_its_own_names_are_answered(address: str, name: str) -> None:
    headers = {"Host": f"{name}:{port_of(address)}"}
    answer = requests.get(address + "/bill/us-119-hr4817", headers=headers, timeout=20)
    assert answer.status_code == 200 and "H.R. 4817" in answer.text


def test_two_host_names_are_none(address: str) -> None:
    port = port_of(address)
    with socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.test\r\n\r\n".encode()
        )
        asking.settimeout(10)
        assert asking.recv(100).split()[1] in (b"400", b"421")


@given(st.text(max_size=40) | st.from_regex(r"[a-z0-9.\[\]:]{1,30}", fullmatch=True))
def test_only_our_own_names_ever_pass(host: str) -> None:
    site = Site(Path("billtrail.db"), lambda: ON, Edition.WORKING)
    asked = RequestAddress("GET", "/", "http", 8001, host, None, {})
    ours = {f"{name}:8001" for name in ("127.0.0.1", "localhost", "[::1]")}
    assert (refusal(site, asked) is None) == (host.lower() in ours)


@pytest.mark.parametrize("page", PAGES)
def test_what_the_working_site_says_is_kept_by_nobody(address: str, page: str) -> None:
    joint = "&" if "?" in page else "?"
    answer = requests.get(f"{address}{page}{joint}_ttl=86400", timeout=60)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "OURS", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "OURS"}, 302),
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "OURS", "Sec-Fetch-Site": "same-origin"}, 302),
    ],
)
def test_what_writes_comes_from_a_page_of_ours(
    address: str, started: list[object], headers: dict[str, str], status: int
) -> None:
    said = {name: value.replace("OURS", address) for name, value in headers.items()}
    answer = requests.post(f"{address}/-/update", headers=said, timeout=20, allow_redirects=False)
    assert answer.status_code == status
    assert len(started) == (status == 302)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What would be updated; a process that has ended stands for the update."""
    found: list[object] = []

    def start(workspace: object) -> subprocess.Popen[bytes]:
        found.append(workspace)
        return subprocess.Popen([sys.executable, "-c", ""])

    monkeypatch.setattr(background, "update_in_background", start)
    return found


#: Datasette's own pages about itself, as 0.65 has them, and what a later one might add.
MACHINE = (
    "settings", "config", "versions", "plugins", "threads", "databases", "metadata", "actor",
    "permissions", "allow-debug", "messages", "logout", "patterns", "auth-token", "api", "tables",
)  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize("edition", ["working", "published"])
async def test_pages_about_the_machine_are_off(
    edition: str, request: pytest.FixtureRequest
) -> None:
    site: Datasette = make_datasette(request.getfixturevalue(edition), today=lambda: ON)
    for name in MACHINE:
        for path in (f"/-/{name}", f"/-/{name}.json"):
            answer = await site.client.get(path, follow_redirects=True)
            assert answer.status_code == 404, path
    assert (await site.client.get("/.json")).status_code == 404
    for path in ("/-/search?q=witness", "/-/brief/tsra.md", "/favicon.ico",
                 "/-/static-plugins/billtrail/site.css"):  # fmt: skip
        assert (await site.client.get(path, follow_redirects=True)).status_code == 200, path


def test_a_site_shows_no_other_kind_of_file_than_it_was_started_for(
    working: Path, published: Path, tmp_path: Path
) -> None:
    """A working file that takes an edition's place would be public; the other way round, and where
    none was there, the pages would take an edition for one's own."""
    file = tmp_path / "billtrail.db"
    for before, after in ((published, working), (working, published), (None, published)):
        if before is not None:
            put(before, file)
        with served(make_datasette(file, today=lambda: ON)) as site:
            assert requests.get(f"{site}/", timeout=20).status_code == (200 if before else 503)
            put(after, file)
            for page in ("/", "/billtrail/bills.json", "/latest/billtrail.db"):
                answer = requests.get(site + page, timeout=20)
                assert answer.status_code == 503, page
                assert answer.text.startswith("billtrail.db is another kind of file than when")
            if before is not None:
                put(before, file)
                assert requests.get(f"{site}/", timeout=20).status_code == 200
        file.unlink()


def put(file: Path, place: Path) -> None:
    """In one step, as ``publish`` and ``mv`` do."""
    shutil.copyfile(file, place.with_name("new"))
    place.with_name("new").replace(place)


def test_a_file_that_was_named_and_is_not_there_is_not_made(tmp_path: Path) -> None:
    site = tmp_path / "site" / "billtrail.db"
    home = ("--workspace", str(tmp_path / "home"), "--db", str(site))
    result = CliRunner().invoke(main, [*home, "serve"])
    assert result.exit_code == 2 and f"There is no file {site}." in result.output
    assert not site.parent.exists()
    with pytest.raises(StoreError, match="There is no database"):
        serve(site, port=0)


def test_a_published_file_answers_to_any_name_or_to_those_given(published: Path) -> None:
    with served(make_datasette(published, today=lambda: ON)) as found:
        answer = requests.get(found, headers={"Host": "bills.example.org"}, timeout=20)
        assert answer.status_code == 200
    named = make_datasette(published, today=lambda: ON, hosts=["Bills.example.org"])
    with served(named) as found:
        for host, status in (("bills.example.org", 200), ("BILLS.example.org:443", 200),
                             ("evil.test", 421), ("bills.example.org.evil.test", 421)):  # fmt: skip
            answer = requests.get(found, headers={"Host": host}, timeout=20)
            assert answer.status_code == status, host
        assert requests.get(found, timeout=20).status_code == 200  # the machine asks for itself


# -- as a browser does it ------------------------------------------------------------------------

#: What another site's page tries: to read, to embed and to send.
_TRIES = """
async (ours) => {
  const told = {};
  const keep = (name, value) => { told[name] = value; };
  for (const path of ['/billtrail/bills.json', '/billtrail/bills.csv', '/']) {
    keep('read ' + path, await fetch(ours + path).then(a => a.text()).catch(() => ''));
    keep('peek ' + path, await fetch(ours + path, {mode: 'no-cors'}).then(a => a.text())
      .catch(() => ''));
  }
  keep('send', await fetch(ours + '/-/update', {method: 'POST', mode: 'no-cors'})
    .then(() => 'sent').catch(() => ''));
  keep('script', await new Promise(done => {
    const script = document.createElement('script');
    script.onload = () => done('ran'); script.onerror = () => done('');
    script.src = ours + '/billtrail/bills.json'; document.head.append(script);
  }));
  keep('frame', await new Promise(done => {
    const frame = document.createElement('iframe');
    frame.onload = () => { try { done(frame.contentDocument.body.innerText); }
      catch { done(''); } };
    frame.src = ours + '/'; document.body.append(frame);
  }));
  return told;
}
"""


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><p>Another site's page")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """The port of another site's page on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def mapped() -> Iterator[object]:
    """A browser to which two other host names are this machine."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.is_file():
        pytest.skip(f"there is no browser at {CHROMIUM}; install Debian's chromium")
    rules = "MAP evil.test 127.0.0.1,MAP attacker.test 127.0.0.1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", f"--host-resolver-rules={rules}"],
        )
        yield chromium
        chromium.close()


def test_a_page_under_another_name_shows_nothing(mapped, address: str) -> None:  # type: ignore[no-untyped-def]
    page = mapped.new_page()
    for path in PAGES[:6]:
        answer = page.goto(f"http://evil.test:{port_of(address)}{path}")
        assert answer is not None and answer.status == 421
        assert "4817" not in page.content()
        again = page.evaluate("fetch(location.href).then(a => a.text()).catch(() => '')")
        assert "4817" not in again
    page.close()


def test_another_sites_page_reads_embeds_and_sends_nothing(  # type: ignore[no-untyped-def]
    mapped, address: str, elsewhere: int, started: list[object]
) -> None:
    for origin in (f"http://attacker.test:{elsewhere}", f"http://localhost:{elsewhere}"):
        page = mapped.new_page()
        page.goto(origin)
        refused: dict[str, int] = {}
        page.on("response", lambda answer, seen=refused: seen.update({answer.url: answer.status}))
        told = page.evaluate(_TRIES, address)
        assert {name: said for name, said in told.items() if said not in ("", "sent")} == {}
        assert {status for url, status in refused.items() if url.startswith(address)} <= {403}
        assert started == []
        page.close()


def test_a_link_from_elsewhere_still_opens_a_page(mapped, address: str, elsewhere: int) -> None:  # type: ignore[no-untyped-def]
    page = mapped.new_page()
    page.goto(f"http://attacker.test:{elsewhere}")
    with page.expect_navigation():
        page.evaluate("url => { location.href = url }", f"{address}/bill/us-119-hr4817")
    assert "H.R. 4817" in page.content()
    page.close()

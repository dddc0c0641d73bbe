"""A publisher's site on this machine: files under their own addresses (BILLSTATUS by their names).

    python -m tests.replay FOLDER --port 8800 [--crawl-delay 2] [--disallow /bulkdata]

It answers conditional requests, makes the sitemaps, the folder listings and the feed of batches
from its files, can fail in the ways a real server does (``hidden`` files are left out of its
lists), and remembers every request with its time.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from struct import pack
from threading import Lock, Thread
from urllib.parse import parse_qsl

HOST = "https://www.govinfo.gov"
FEED = "/rss/billstatus-batch.xml"
_NAME = re.compile(r"BILLSTATUS-(\d{2,3})([a-z]+)\d+\.xml")
_START = datetime(2026, 11, 20, 8, tzinfo=UTC)


@dataclass(frozen=True)
class File:
    """A file on the site. ``modified`` is also its lastmod in a sitemap."""

    body: bytes
    modified: datetime = _START
    kind: str = "application/xml"

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @property
    def last_modified(self) -> str:
        return format_datetime(self.modified, usegmt=True)


@dataclass(frozen=True)
class Fault:
    """One answer that goes wrong: a status, a body of its own, or one cut short of its promised
    length. ``pieces`` makes a body while it is sent, with no length before it. ``reset``: the
    connection is broken after half of it."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    body: bytes = b""
    pieces: Callable[[], Iterable[bytes]] | None = None
    reset: bool = False


@dataclass(frozen=True)
class Seen:
    """A request as it came: seconds on a steady clock, and the status it got."""

    path: str
    headers: Mapping[str, str]
    at: float
    status: int
    sent: int


def _path(name: str) -> str:
    """Where the publisher keeps a status file."""
    match = _NAME.fullmatch(name)
    assert match, name
    return f"/bulkdata/BILLSTATUS/{match[1]}/{match[2]}/{name}"


class Publisher:
    """The site's contents and memory. ``faults`` are used up, path by path, before the file."""

    def __init__(self, files: Mapping[str, File] | None = None) -> None:
        self.files = dict(files or {})
        self.listed: dict[str, datetime] = {}
        self.robots: tuple[int, str] | None = (200, "User-agent: *\nAllow: /\n")
        self.batches: list[tuple[datetime, tuple[str, ...]]] = []
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.requests: list[Seen] = []
        self.hidden: set[str] = set()
        self.validators = frozenset({"ETag", "Last-Modified"})
        self._lock = Lock()

    def add(self, name: str, body: bytes, modified: datetime = _START) -> str:
        """Add or replace a status file by its name; returns its path."""
        path = _path(name)
        self.files[path] = File(body, modified)
        return path

    def list_only(self, names: Iterable[tuple[str, datetime]]) -> None:
        """Name files in the lists that are not here."""
        self.listed |= {_path(name): at for name, at in names}

    def add_folder(self, folder: Path) -> list[str]:
        """Add every BILLSTATUS file below a folder; returns their paths."""
        found = sorted(folder.rglob("BILLSTATUS-*.xml"))
        return [self.add(path.name, path.read_bytes()) for path in found]

    def publish(self, at: datetime, *paths: str) -> None:
        """Announce a batch; it may name nothing."""
        self.batches.append((at, paths))

    def fail(self, path: str, *faults: Fault) -> None:
        self.faults[path].extend(faults)

    def asked(self, text: str = "/bulkdata/") -> list[Seen]:
        """The requests whose path starts with a text."""
        return [seen for seen in self.requests if seen.path.startswith(text)]

    def forget(self) -> None:
        self.requests.clear()

    def place(self, address: str) -> str:
        """A path; with its query where a file has that very address (pages of a query)."""
        return address if address in self.files else address.partition("?")[0]

    def press(self, path: str, form: Mapping[str, str]) -> File | int:
        """The answer to a form that was sent."""
        return 405

    def answer(self, path: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for a request."""
        file = self._file(path)
        if isinstance(file, int):
            return file, {}, b""
        marks = {"ETag": file.etag, "Last-Modified": file.last_modified}
        shown = {name: value for name, value in marks.items() if name in self.validators}
        if _is_same(headers, shown):
            return 304, shown, b""
        return 200, {**shown, "Content-Type": file.kind}, file.body

    def _file(self, path: str) -> File | int:
        if path == "/robots.txt":
            if self.robots is None:
                return 404
            status, text = self.robots
            return File(text.encode(), kind="text/plain") if status == 200 else status
        made = {FEED: self._feed, "/sitemap/bulkdata/BILLSTATUS/sitemapindex.xml": self._index}
        if path in made:
            return made[path]()
        if match := re.fullmatch(r"/sitemap/bulkdata/BILLSTATUS/(\d+)([a-z]+)/sitemap\.xml", path):
            return self._sitemap(match[1], match[2])
        if match := re.fullmatch(r"/bulkdata/json/BILLSTATUS/(\d+)/([a-z]+)", path):
            return self._folder(match[1], match[2])
        return self.files.get(path, 404)

    def _feed(self) -> File:
        newest = max((at for at, _ in self.batches), default=_START)
        items = "".join(_batch_item(at, paths) for at, paths in reversed(self.batches))
        text = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
        return File(text.encode(), newest)

    def _sitemap(self, congress: str, type_: str) -> File | int:
        named = self._named(congress, type_)
        rows = "".join(
            f"<url><loc>{HOST}{path}</loc><lastmod>{at:%Y-%m-%dT%H:%M:%S.000Z}</lastmod>"
            "<changefreq>monthly</changefreq><priority>1.0</priority></url>"
            for path, at in named.items()
            if path not in self.hidden
        )
        return File(_sitemap_xml("urlset", rows)) if named else 404

    def _named(self, congress: str, type_: str) -> dict[str, datetime]:
        """What the lists of a type name, with its time: files, and what is only listed."""
        start = f"/bulkdata/BILLSTATUS/{congress}/{type_}/"
        times = self.listed | {path: file.modified for path, file in self.files.items()}
        return {path: at for path, at in times.items() if path.startswith(start)}

    def _folder(self, congress: str, type_: str) -> File | int:
        """The folder as JSON, in the form of the publisher's (seen 2026-09)."""
        named = self._named(congress, type_)
        rows = [
            {"name": path.rpartition("/")[2], "link": f"{HOST}{path}", "folder": False,
             "fileExtension": "xml", "mimeType": "application/xml",
             "formattedLastModifiedTime": f"{at:%d-%b-%Y %H:%M}"}
            for path, at in named.items()
        ]  # fmt: skip
        return File(json.dumps({"files": rows}).encode(), kind="application/json") if rows else 404

    def _index(self) -> File:
        groups = sorted({tuple(path.split("/")[3:5]) for path in (*self.files, *self.listed)})
        rows = "".join(
            f"<sitemap><loc>{HOST}/sitemap/bulkdata/BILLSTATUS/{congress}{type_}/sitemap.xml</loc>"
            "</sitemap>"
            for congress, type_ in groups
        )
        return File(_sitemap_xml("sitemapindex", rows))

    def take_fault(self, path: str) -> Fault | None:
        with self._lock:
            queue = self.faults[path]
            return queue.popleft() if queue else None

    def remember(self, seen: Seen) -> None:
        with self._lock:
            self.requests.append(seen)


def _is_same(headers: Mapping[str, str], shown: Mapping[str, str]) -> bool:
    """RFC 9110: If-None-Match decides where it is sent."""
    if tag := headers.get("If-None-Match"):
        return tag == shown.get("ETag")
    since = headers.get("If-Modified-Since")
    return since is not None and since == shown.get("Last-Modified")


def _batch_item(at: datetime, paths: Iterable[str]) -> str:
    stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    named = "<br/>".join(f"<a href={HOST}{path}>{path}</a>" for path in paths)
    return (
        f"<item><title>BILLSTATUS batch update complete {stamp}</title>"
        f'<guid isPermaLink="false">BILLSTATUS-{stamp}</guid>'
        f"<pubDate>{format_datetime(at, usegmt=True)}</pubDate>"
        f"<description>{escape(named)}</description></item>"
    )


def _sitemap_xml(root: str, rows: str) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{space}">{rows}</{root}>'.encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        path = self.publisher.place(self.path)
        self._give(path, lambda: self.publisher.answer(path, self.headers))

    def do_HEAD(self) -> None:
        """As ``do_GET``, without the body; its path marked."""
        self._give(f"HEAD {self.path}", lambda: self.publisher.answer(self.path, self.headers))

    def do_POST(self) -> None:
        """A form: remembered as any request, its path marked."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = dict(parse_qsl(body, keep_blank_values=True))
        self._give(f"POST {self.path}", lambda: _answered(self.publisher.press(self.path, form)))

    def _give(self, path: str, answer: Callable[[], tuple[int, dict[str, str], bytes]]) -> None:
        """The answer, or what goes wrong instead."""
        at, fault = time.monotonic(), self.publisher.take_fault(path) or Fault(-1)
        broken = fault.cut or fault.reset
        status, headers, body = fault.status, dict(fault.headers), fault.body
        if fault.status < 0 or (broken and not body):
            status, headers, body = answer()
        sent = body[: len(body) // 2] if broken else body
        self.publisher.remember(Seen(path, dict(self.headers.items()), at, status, len(sent)))
        self.send_response(status)
        pieces = fault.pieces
        length = {} if pieces else {"Content-Length": str(len(body))}
        for name, value in {**length, **headers}.items():
            self.send_header(name, value)
        self.close_connection = broken or pieces is not None
        try:
            self.end_headers()
            for piece in pieces() if pieces else (sent,):
                self.wfile.write(piece if self.command != "HEAD" else b"")
        except OSError:  # whoever asked has heard enough
            self.close_connection = True
        if fault.reset:
            self.connection.setsockopt(SOL_SOCKET, SO_LINGER, pack("ii", 1, 0))
            os.close(self.connection.detach())

    def log_message(self, format: str, *args: object) -> None:
        pass


def _answered(made: File | int) -> tuple[int, dict[str, str], bytes]:
    """What comes of a form: a file without validators, or a status."""
    return (
        (made, {}, b"") if isinstance(made, int) else (200, {"Content-Type": made.kind}, made.body)
    )


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that is broken off says nothing; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def server_for(publisher: Publisher, port: int = 0) -> ThreadingHTTPServer:
    """A server on 127.0.0.1; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"publisher": publisher})
    return _Server(("127.0.0.1", port), handler)


@contextmanager
def serving(publisher: Publisher) -> Iterator[str]:
    """The site's base address while it is up."""
    server = server_for(publisher)
    # How often it looks whether it should end: half a second, where nobody says.
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def built_status(key: str, title: str = "A bill built by hand") -> tuple[str, bytes]:
    """Name and bytes of a small status file, built by hand in GovInfo's 3.0.0 layout."""
    _, congress, rest = key.split("-")
    type_, number = re.fullmatch(r"([a-z]+)(\d+)", rest).groups()  # type: ignore[union-attr]
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- built by hand -->
<billStatus><version>3.0.0</version><bill><number>{number}</number>
<updateDate>2026-11-20T08:00:00Z</updateDate><originChamber>House</originChamber>
<type>{type_.upper()}</type><introducedDate>2025-02-14</introducedDate>
<congress>{congress}</congress><title>{title}</title>
<latestAction><actionDate>2025-02-14</actionDate><text>Introduced in House</text></latestAction>
<actions><item><actionDate>2025-02-14</actionDate><text>Introduced in House</text>
<type>IntroReferral</type><actionCode>1000</actionCode><sourceSystem><code>9</code>
<name>Library of Congress</name></sourceSystem></item></actions></bill></billStatus>
"""
    return f"BILLSTATUS-{congress}{type_}{number}.xml", text.encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--crawl-delay", type=float)
    parser.add_argument("--disallow")
    options = parser.parse_args()
    publisher = Publisher()
    count = len(publisher.add_folder(options.folder))
    publisher.publish(_START)
    lines = ["User-agent: *", f"Disallow: {options.disallow or ''}"]
    if options.crawl_delay:
        lines.append(f"Crawl-delay: {options.crawl_delay:g}")
    publisher.robots = (200, "\n".join(lines) + "\n")
    server = server_for(publisher, options.port)
    print(f"{count} files at http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

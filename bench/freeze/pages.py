"""Every page of a site: those that lead nowhere else first, then all that they name.

The site is served by ``billtrail serve`` and asked over a socket. Links are followed from our own
pages; of Datasette's each table is asked for once, because they name each other without end.
"""

import http.client
import re
import subprocess
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bench.site.processes import free_port

#: What is written instead of the address with this run's port.
_PLAIN = "127.0.0.1:8001"
_LINK = re.compile(rb'(?:href|src|action)="([^"]*)"')
#: What is told of an answer beside its body.
_HEADERS = ("content-type", "cache-control", "content-disposition", "location",
            "content-security-policy", "x-robots-tag", "link", "vary")  # fmt: skip
#: Datasette's own pages, and files that are told elsewhere.
_TABLES = re.compile(r"/billtrail(?:/|$)")
_SKIPPED = re.compile(r".*\.db$")
#: How long a query took, and what guards a form.
_PASSING = re.compile(rb'("query_ms": |Queries took |name="csrftoken" value=")[\w.-]+')
#: Pages of a bill, and briefs of a subject: there are thousands, which say little that is new.
_OF = re.compile(r"/(bill|-(?=/brief))/(?:brief/)?([^/.]+)")
_MOST = 5000
_NAME = 120


@contextmanager
def served(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[int]:
    """The port of ``command`` with ``serve``."""
    port = free_port()
    with subprocess.Popen(
        [*command, "serve", "--port", str(port)], env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            _Client(port).ask("/about")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def crawl(
    port: int, first: Iterable[str], bills: Collection[str], briefs: Collection[str], folder: Path
) -> None:
    """Write the answer to each address, and of all that these name: of ``bills`` and no others,
    with briefs of ``briefs``."""
    wanted = {"bill": bills, "-": briefs}
    client = _Client(port)
    waiting = deque(first)
    seen = set(waiting)
    while waiting:
        path = waiting.popleft()
        head, body = client.ask(path)
        _write(folder / _name(path), head, body)
        for link in _links(path, body) if _is_followed(path, head) else ():
            one = _OF.match(link)
            if link not in seen and (not one or one[2] in wanted[one[1]]):
                seen.add(link)
                waiting.append(link)
        if len(seen) > _MOST:
            raise SystemExit(f"The site has more than {_MOST} pages: {path} names more and more.")


class _Client:
    """Asks a server of this machine; what it answers names no port."""

    def __init__(self, port: int) -> None:
        self._address = f"127.0.0.1:{port}"
        self._connection = http.client.HTTPConnection(self._address, timeout=60)

    def ask(self, path: str) -> tuple[list[str], bytes]:
        """Status and headers, and the body, as far as it came."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        told = [f"{name}: {value}" for name in _HEADERS if (value := answer.getheader(name))]
        status = f"{answer.status}"
        try:
            body = answer.read()
        except http.client.IncompleteRead as cut:
            self._connection.close()
            status, body = f"{status}, cut off", cut.partial
        head = [line.replace(self._address, _PLAIN) for line in (status, *told)]
        return head, _PASSING.sub(rb"\g<1>0", body.replace(self._address.encode(), _PLAIN.encode()))


def _is_followed(path: str, head: list[str]) -> bool:
    return not _TABLES.match(path) and any("text/html" in line for line in head)


def _links(path: str, body: bytes) -> Iterator[str]:
    for found in _LINK.findall(body):
        parts = urlsplit(urljoin(f"http://{_PLAIN}{path}", unescape(found.decode())))
        if parts.netloc != _PLAIN or parts.scheme != "http" or _SKIPPED.match(parts.path):
            continue
        if _TABLES.match(parts.path):
            yield from (parts.path, f"{parts.path}.json") if parts.path.count("/") < 3 else ()
        else:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _name(path: str) -> str:
    name = re.sub(r"[^\w.+=%~-]", "_", path.strip("/").replace("/", "~")) or "home"
    return name if len(name) <= _NAME else f"{name[:_NAME]}_{sha256(path.encode()).hexdigest()[:8]}"


def _write(file: Path, head: list[str], body: bytes) -> None:
    """The head stands before a text, and in a file of its own beside other bytes."""
    text = "\n".join(head) + "\n\n"
    if any(kind in text for kind in ("text/", "json", "xml")):
        file.write_bytes(text.encode() + body)
    else:
        file.write_bytes(body)
        file.with_name(f"{file.name}.head").write_text(text)

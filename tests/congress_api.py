"""The Congress.gov API on this machine: answers of the built visits, under its own addresses.

It cuts lists into pages, counts requests down in its rate headers, asks for the key, can be told
to go wrong, and remembers what it was asked.
"""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

FOLDER = Path(__file__).parent / "sources" / "us_congress_api"
#: As long as a real one; no cassette may hold it.
KEY = "TestKeyOfNobody0123456789abcdefghijklmno"
HOST = "https://api.congress.gov"


def read_visit(name: str) -> dict[str, Any]:
    """A built visit by the key in its file name: ``bill-us-119-hr1379``."""
    return dict(json.loads((FOLDER / f"CONGRESS-{name}.json").read_text(encoding="utf-8")))


def list_of(name: str, rows: list[Any]) -> list[dict[str, Any]]:
    """A list as one page."""
    return [{name: rows, "pagination": {"count": len(rows)}}]


@dataclass(frozen=True)
class Fault:
    """One answer that goes wrong: a status, its headers and its body."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    line: str


class Api:
    """Answers by path; a list is a pair of its name and all its rows."""

    def __init__(self, *visits: Mapping[str, Any]) -> None:
        self.answers: dict[str, dict[str, Any]] = {}
        self.lists: dict[str, tuple[str, list[Any]]] = {}
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.asked: list[Asked] = []
        self.remaining = 5000
        self.echoes_key = False
        for visit in visits:
            self.add(visit)

    def add(self, visit: Mapping[str, Any]) -> None:
        """Serve a bill's or a meeting's answers, instead of older ones."""
        path = _path(visit["key"])
        for name, pages in visit["answers"].items():
            if name in ("bill", "committeeMeeting"):
                chamber = pages[0][name].get("chamber", "").lower()
                self.answers[path.replace("CHAMBER", chamber)] = pages[0]
            else:
                self.lists[f"{path}/{name}"] = name, [row for page in pages for row in page[name]]

    def list_meetings(self, congress: str, *events: tuple[str, str]) -> None:
        """The list of meetings: pairs of chamber and event."""
        rows = [{"chamber": chamber, "eventId": event, "congress": int(congress)}
                for chamber, event in events]  # fmt: skip
        self.lists[f"/v3/committee-meeting/{congress}"] = "committeeMeetings", rows

    def fail(self, path: str, *faults: Fault) -> None:
        self.faults[path].extend(faults)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def answer(self, asked: Asked) -> Fault:
        """What to send back, as a status, a body and headers."""
        self.asked.append(asked)
        self.remaining -= 1
        if self.faults[asked.path]:
            return self.faults[asked.path].popleft()
        key = asked.headers.get("X-Api-Key")
        if key != KEY:
            code = "API_KEY_INVALID" if key else "API_KEY_MISSING"
            message = f"Words of ours about the key {key}." if self.echoes_key else "Words of ours."
            return _json(403, {"error": {"code": code, "message": message}})
        body = self._body(asked)
        if body is None:
            return _json(404, {"error": f"Unknown resource: {asked.path}"})
        if self.echoes_key:
            body["request"] = {**body.get("request", {}), "api_key": key}
        limits = {"X-Ratelimit-Limit": "5000", "X-Ratelimit-Remaining": str(self.remaining)}
        return _json(200, body, limits)

    def _body(self, asked: Asked) -> dict[str, Any] | None:
        if asked.path in self.answers:
            return dict(self.answers[asked.path])
        if asked.path not in self.lists:
            return None
        name, rows = self.lists[asked.path]
        start, size = int(asked.query.get("offset", 0)), min(int(asked.query["limit"]), 250)
        pagination: dict[str, Any] = {"count": len(rows)}
        if start + size < len(rows):
            pagination["next"] = f"{HOST}{asked.path}?sort=a b&offset={start + size}"
        return {name: rows[start : start + size], "pagination": pagination}


def _path(key: str) -> str:
    """``us-119-hr1379`` or, for a meeting, ``119-900001``."""
    parts = key.split("-")
    if parts[0] != "us":
        return f"/v3/committee-meeting/{parts[0]}/CHAMBER/{parts[1]}"
    type_ = parts[2].rstrip("0123456789")
    return f"/v3/bill/{parts[1]}/{type_}/{parts[2].removeprefix(type_)}"


def _json(status: int, body: object, headers: Mapping[str, str] | None = None) -> Fault:
    return Fault(status, json.dumps(body, ensure_ascii=False).encode(),
                 {"Content-Type": "application/json", **(headers or {})})  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    api: Api

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = self.api.answer(Asked(parts.path, query, dict(self.headers.items()), self.path))
        self.send_response(found.status)
        for name, value in {**found.headers, "Content-Length": str(len(found.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(found.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def server_for(api: Api, port: int = 0) -> ThreadingHTTPServer:
    """A server on 127.0.0.1; port 0 takes a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"api": api}))


@contextmanager
def serving(api: Api) -> Iterator[str]:
    """The API's base address while it is up."""
    server = server_for(api)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# Cassettes -------------------------------------------------------------------------------------


def as_published(request: Any) -> Any:
    """A recorded request under the API's own address, whichever port this machine gave."""
    parts = urlsplit(request.uri)
    if parts.hostname == "127.0.0.1":
        request.uri = f"{HOST}{parts.path}?{parts.query}"
    return request


#: Keys of this service are forty letters and digits.
_KEY_LIKE = re.compile(r"\b[A-Za-z0-9]{40}\b")


def without_key(response: dict[str, Any]) -> dict[str, Any]:
    """A recorded answer whose body and headers hold nothing like a key."""
    body = response["body"]["string"]
    text = _KEY_LIKE.sub("SCRUBBED", body if isinstance(body, str) else body.decode())
    headers = {
        name: [_KEY_LIKE.sub("SCRUBBED", value) for value in values]
        for name, values in response["headers"].items()
        if name.lower() != "content-length"
    }
    headers["Content-Length"] = [str(len(text.encode()))]
    return {**response, "headers": headers, "body": {"string": text.encode()}}


VCR = {
    "filter_headers": ["X-Api-Key", "User-Agent"],
    "filter_query_parameters": ["api_key"],
    "before_record_request": as_published,
    "before_record_response": without_key,
    "match_on": ["method", "uri"],
}

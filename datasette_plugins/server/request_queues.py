"""Answers that take long wait for one another, so that other readers wait for none of them.

A reader's own SQL, a whole table and the whole file have so many turns at a time each, and a short
queue; a reader who does not take what was sent, or went away, loses the turn.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

from billtrail.editions import NAME
from billtrail.errors import BilltrailError

from .own_address import ASSISTANT
from .served_file import ENDING, OWN_SQL
from .site import DATABASE

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[Any, Any, _Send], Awaitable[None]]

#: Seconds in which a part must be taken, and the bytes of one.
STALLED = 30.0
_PART = 256_000
#: The longest address and body that are read, in bytes; the longest is a list of bill numbers.
_ADDRESS, _BODY = 64_000, 64_000
#: What staff send from their desk: workbooks, and the words of a whole campaign.
_DESK, _DESK_BODY = "/-/desk/", 25_000_000
#: A printed brief, or a pack's pages joined, that is handed in to be checked.
_CHECK, _CHECK_BODY = "/check", 8_000_000
#: Rows of a page as HTML, where an address asks for more.
_PAGE_ROWS = 200
_NUMBER = re.compile(r"[0-9]{1,9}")
_DATABASES = re.compile(rf"{DATABASE}|{NAME}")


class Busy(BilltrailError):
    """More readers ask for the same slow thing than can be answered now."""


@dataclass(slots=True)
class RequestQueue:
    """``at_once`` have a turn, ``waiting`` more wait for one."""

    at_once: int
    waiting: int
    says: str
    _free: asyncio.Semaphore = field(init=False)
    _asked: int = 0

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One of the turns, after those who asked before; raises ``Busy`` where too many wait."""
        if self._asked >= self.at_once + self.waiting:
            raise Busy(self.says)
        self._asked += 1
        try:
            async with self._free:
                yield
        finally:
            self._asked -= 1


def _slow_kind(method: str, path: str, query: str) -> str | None:
    """``check``, ``file``, ``table`` or ``sql`` for an answer that takes long, else ``None``."""
    if path == _CHECK and method == "POST":
        return "check"
    if path == ASSISTANT:
        return "sql"
    if path.endswith(".db"):
        return "file"
    if path.endswith(".csv") and (path.startswith("/latest/") or "_stream" in query):
        return "table"
    parts = path.split("/")[1:]
    if not _is_database(parts[0]):
        return None
    return "sql" if ("sql" if len(parts) == 1 else "_where") in parse_qs(query) else None


def _is_database(first: str) -> bool:
    """Whether the first part of an address names the front or a file beside it."""
    return _DATABASES.fullmatch(first.partition(".")[0]) is not None


def with_queues(app: _App, working: Callable[[], bool] = lambda: False) -> _App:
    """``working`` says whether the site is the staff's own, which has a desk."""
    queues = {
        "check": RequestQueue(2, 10, "Many have files checked just now. Please try again shortly."),
        "file": RequestQueue(
            8, 60, "Many are taking the whole file just now. Please try again shortly."
        ),
        "table": RequestQueue(
            3, 60, "Many are taking whole tables just now. Please try again shortly."
        ),
        "sql": RequestQueue(
            4, 40, "Many ask questions of their own just now. Please try again shortly."
        ),
    }

    async def wrapped(scope: Any, receive: Any, send: _Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if (status := _too_long(scope, working)) is not None:
            await _say(send, *status)
            return
        scope = _with_fewer_rows(scope)
        kind = _slow_kind(scope["method"], scope["path"], scope["query_string"].decode("latin-1"))
        if kind is None:
            await app(scope, receive, send)
            return
        try:
            async with queues[kind].turn():
                OWN_SQL.set(kind == "sql")
                if scope["method"] == "POST":  # its body is still to come
                    await app(scope, receive, send)
                else:
                    await _until_gone(app, scope, receive, send)
        except Busy as error:
            await _say(send, 503, str(error), (b"retry-after", b"10"))

    return wrapped


def _too_long(scope: Any, working: Callable[[], bool]) -> tuple[int, str] | None:
    if len(scope["path"]) + len(scope["query_string"]) > _ADDRESS:
        return 414, "This address is too long. Take a whole table at /data instead."
    if scope["method"] in ("GET", "HEAD"):
        return None
    said = [value for name, value in scope["headers"] if name == b"content-length"]
    if any(name == b"transfer-encoding" for name, _ in scope["headers"]):
        return 411, "Say how long the body is."
    most = _most(scope["path"], working)
    if said and not _is_number(said[0].decode("latin-1"), most):
        return 413, "That is more than any page of this site sends."
    return None


def _most(path: str, working: Callable[[], bool]) -> int:
    """Bytes of a body that this address takes."""
    if path == _CHECK:
        return _CHECK_BODY
    return _DESK_BODY if path.startswith(_DESK) and working() else _BODY


def _with_fewer_rows(scope: Any) -> Any:
    """A page as HTML takes as long to draw as it has cells; the next page is one link away."""
    ending = scope["path"].rpartition("/")[2].partition(".")[2]
    ENDING.set(ending if _is_database(scope["path"].split("/")[1]) else None)
    if ENDING.get() != "" or b"_size" not in scope["query_string"]:
        return scope
    asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    sizes = asked.get("_size", [""])
    if _is_number(sizes[0], _PAGE_ROWS) or not (sizes == ["max"] or _is_number(sizes[0], 2000)):
        return scope
    query = urlencode({**asked, "_size": str(_PAGE_ROWS)}, doseq=True, encoding="latin-1")
    return {**scope, "query_string": query.encode("latin-1")}


def _is_number(text: str, most: int) -> bool:
    """Whether it is a number up to ``most``. Not every digit of Unicode is one to ``int``, and how
    many it reads is a limit of the process."""
    return bool(_NUMBER.fullmatch(text)) and int(text) <= most


async def _until_gone(app: _App, scope: Any, receive: Any, send: _Send) -> None:
    """The answer, until it is there or nobody is."""
    answer = asyncio.ensure_future(app(scope, _nothing_more, _in_parts(send)))
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (answer, gone):
            task.cancel()
        await asyncio.wait({answer, gone})
    if not answer.cancelled():
        answer.result()


async def _nothing_more() -> _Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _in_parts(send: _Send) -> _Send:
    """Each part once the one before was taken; who does not take it in time is left alone."""

    async def sent(message: _Message) -> None:
        body = message.get("body", b"")
        more = message.get("more_body", False)
        for start in range(0, max(len(body), 1), _PART):
            part = body[start : start + _PART]
            rest = more or start + _PART < len(body)
            whole = message if part == body else {**message, "body": part, "more_body": rest}
            try:
                async with asyncio.timeout(STALLED):
                    await send(whole)
            except TimeoutError:
                raise asyncio.CancelledError from None

    return sent


async def _say(send: _Send, status: int, says: str, *headers: tuple[bytes, bytes]) -> None:
    start = [(b"content-type", b"text/plain; charset=utf-8"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": f"{says}\n".encode()})

"""Who is answered: requests that name the site by a name of its own, and writes from its own pages.

Any web page can let its own host name point to this machine for a while ("DNS rebinding"); to the
browser the working site would then be a part of that page, and all of it could be read. Such a
request still names the other host, and is refused for it. What another site's page may do is link
to a page here; it embeds, reads and sends nothing.

And by whom: a site answers while its file is of the kind that it was started for. What it checks of
a request, and what it may show, hangs on that.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from billtrail.editions import edition_of
from billtrail.errors import StoreError
from billtrail.legislatures import Edition

from .site import Site, file_state

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[Any, Any, _Send], Awaitable[None]]

#: How this machine calls itself.
LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s:/@\[\]]+)(?::([0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}
#: Methods that change nothing.
_READS = ("GET", "HEAD", "OPTIONS")
#: Where programs that read for a person ask, on a published site that was told to answer them.
ASSISTANT = "/-/mcp"
#: The style sheet and pictures are the same for everybody and may be kept.
_STATIC = "/-/static"
#: What another site may not take from the working site, whatever it asks with.
_PRIVATE: tuple[tuple[bytes, bytes], ...] = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status and one plain line."""

    status: int
    says: str


@dataclass(frozen=True, slots=True)
class RequestAddress:
    """What a request says of where it was sent to and from; ``None`` where it does not say."""

    method: str
    path: str
    scheme: str
    server_port: int | None
    host: str | None
    origin: str | None
    fetch: Mapping[str, str]

    @property
    def named(self) -> tuple[str | None, int | None]:
        """The host it names, in small letters, and the port."""
        found = _HOST.fullmatch((self.host or "").lower())
        if found is None:
            return None, None
        return found[1], int(found[2]) if found[2] else _PORTS.get(self.scheme)

    @property
    def own_port(self) -> int | None:
        """The port it came in at."""
        return self.server_port or _PORTS.get(self.scheme)


def _read_asked(scope: Mapping[str, Any]) -> RequestAddress:
    """A header given twice is as good as none: two readers could believe different ones."""
    found: dict[str, list[str]] = {}
    for name, value in scope.get("headers", ()):
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    said = {name: values[0] for name, values in found.items() if len(values) == 1}
    server = scope.get("server") or (None, None)
    fetch = {name: said[f"sec-fetch-{name}"] for name in ("site", "mode", "dest")
             if f"sec-fetch-{name}" in said}  # fmt: skip
    return RequestAddress(scope["method"], scope["path"], scope.get("scheme", "http"), server[1],
                 said.get("host"), said.get("origin"), fetch)  # fmt: skip


def refusal(site: Site, asked: RequestAddress) -> Refusal | None:
    """Why a request is not answered; ``None`` where it is."""
    checks = (_wrong_name, _wrong_sender, _wrong_reader, _wrong_file) if site.working else (
        _wrong_name, _wrong_program, _wrong_sender, _wrong_file)  # fmt: skip
    return next((found for check in checks if (found := check(site, asked))), None)


def _wrong_name(site: Site, asked: RequestAddress) -> Refusal | None:
    name, port = asked.named
    if site.working:
        if name in LOCAL and port == asked.own_port:
            return None
        return Refusal(421, f"This site answers only at http://127.0.0.1:{asked.own_port}/.")
    if not site.hosts or name in site.hosts | LOCAL:
        return None
    return Refusal(
        421, f"This site answers only to its own names: {', '.join(sorted(site.hosts))}."
    )


def _wrong_program(site: Site, asked: RequestAddress) -> Refusal | None:
    """Each question of a program is answered by itself: no line is kept open for it."""
    if not site.assistants or asked.path != ASSISTANT or asked.method in ("POST", "DELETE"):
        return None
    return Refusal(405, "Programs ask here, by MCP. A browser finds everything from / on.")


def _wrong_sender(site: Site, asked: RequestAddress) -> Refusal | None:
    """What writes must say that it comes from a page of this site: every browser says so. A program
    that asks by MCP is none, and says nothing of it; what it asks is only read."""
    if asked.method in _READS:
        return None
    if site.assistants and asked.path == ASSISTANT and asked.origin is None and not asked.fetch:
        return None
    origin = None if asked.origin is None else urlsplit(asked.origin).netloc.lower()
    says = [fits for said, fits in (
        (asked.origin, origin == (asked.host or "").lower()),
        (asked.fetch.get("site"), asked.fetch.get("site") == "same-origin"),
    ) if said is not None]  # fmt: skip
    if says and all(says):
        return None
    return Refusal(403, "This was not sent from a page of this site. Open its page and try there.")


def _wrong_reader(site: Site, asked: RequestAddress) -> Refusal | None:
    """Another site's page may link to a page, and to nothing under ``/-/``, where briefs are made.
    A program that is no browser says nothing of all this."""
    if asked.fetch.get("site", "none") in ("same-origin", "none"):
        return None
    followed = asked.fetch.get("mode") == "navigate" and asked.fetch.get("dest") == "document"
    if followed and not asked.path.startswith("/-/"):
        return None
    return Refusal(403, "Another site asked for this. Open it from a page of this site.")


def _wrong_file(site: Site, asked: RequestAddress) -> Refusal | None:
    """A working file that takes an edition's place would be shown to everybody, notes and all."""
    state = file_state(site.path)
    if state is None or _kind_of(site.path, state) in (site.edition, None):
        return None
    return Refusal(
        503, f"{site.path.name} is another kind of file than when this site was started. "
        "Stop the site and start it again."
    )  # fmt: skip


@lru_cache(maxsize=4)
def _kind_of(path: Path, _state: object) -> Edition | None:
    """Asked again when the file is another; ``None`` where it cannot be read, which pages say."""
    try:
        return edition_of(path)
    except StoreError:
        return None


def with_own_address(app: _App, site: Callable[[], Site]) -> _App:
    """The application, which answers those only who may ask."""

    async def wrapped(scope: Any, receive: Any, send: _Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        found = refusal(site(), _read_asked(scope))
        if found is not None:
            await _refuse(send, found)
        elif site().working and not scope["path"].startswith(_STATIC):
            await app(scope, receive, _sent_privately(send))
        else:
            await app(scope, receive, send)

    return wrapped


async def _refuse(send: _Send, found: Refusal) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"),
               (b"x-content-type-options", b"nosniff"),
               (b"content-security-policy", b"default-src 'none'")]  # fmt: skip
    await send({"type": "http.response.start", "status": found.status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{found.says}\n".encode()})


def _sent_privately(send: _Send) -> _Send:
    """Kept by no browser and readable by no other site, whatever the page or a plugin said."""
    ours = {name for name, _ in _PRIVATE}

    async def sent(message: _Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message.get("headers", ())
                if name.lower() not in ours and not name.lower().startswith(b"access-control-")
            ]
            message = {**message, "headers": [*kept, *_PRIVATE]}
        await send(message)

    return sent

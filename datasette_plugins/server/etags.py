"""A page that has not changed is not sent again: an ETag from the content, program and day.

The tag of a published file is made from what the file says of itself, so that every copy of it
gives the same one, and caches of many readers agree. The pages of a working file are made anew
each time, since an update may run.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from billtrail import __version__
from billtrail.editions import published_at
from billtrail.errors import StoreError

from .site import Site, file_state, site_of

if TYPE_CHECKING:
    from datasette.app import Datasette

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[Any, Any, _Send], Awaitable[None]]

#: How long a reader and a cache may keep a page of a published file, in seconds.
_KEEP = b"public, max-age=300"
#: The folders that the program lies in; in a checkout they are not inside each other.
_PACKAGES = ("billtrail", *(f"billtrail.{name}" for name in
                            ("briefs", "data", "datasette_plugins", "scrapers")))  # fmt: skip


def page_tag(site: Site) -> str:
    """Equal while every page says the same: one tag for all, as each page has its own address."""
    content = _content(site.path, file_state(site.path))
    parts = (content, program_hash(), site.today(), file_state(site.organisation))
    return sha256(repr(parts).encode()).hexdigest()[:24]


@cache
def program_hash(packages: tuple[str, ...] = _PACKAGES) -> str:
    """The program's own files, by what is in them: a page of a changed program is another page,
    whatever both are called, and two servers with the same program agree."""
    found = {
        (file.name, sha256(file.read_bytes()).hexdigest())
        for package in packages
        for folder in import_module(package).__path__
        for file in Path(folder).rglob("*")
        if file.suffix != ".pyc" and file.is_file()
    }
    return sha256(repr((__version__, sorted(found))).encode()).hexdigest()


@lru_cache(maxsize=4)
def _content(path: Path, state: object) -> tuple[str | None, int]:
    """What the file says of itself; asked again when its state on the disk is another."""
    return published_at(path), path.stat().st_size


def _with_tags(app: _App, site: Callable[[], Site]) -> _App:
    async def wrapped(scope: Any, receive: Any, send: _Send) -> None:
        asks = scope["type"] == "http" and scope["method"] == "GET" and not site().working
        tag = _tag_now(site()) if asks else None
        if tag is None:
            await app(scope, receive, send)
            return
        asked = dict(scope["headers"]).get(b"if-none-match", b"")
        if tag in [part.strip().removeprefix(b"W/") for part in asked.split(b",")]:
            headers = [(b"etag", tag), (b"cache-control", _KEEP)]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_tagged(message: _Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message = {**message, "headers": _tagged(list(message["headers"]), tag)}
            await send(message)

        await app(scope, receive, send_tagged)

    return wrapped


def _tag_now(site: Site) -> bytes | None:
    """``None`` where there is no file, or none that can be read: the page says so."""
    try:
        return f'"{page_tag(site)}"'.encode() if site.path.is_file() else None
    except (StoreError, OSError):
        return None


def _tagged(headers: list[tuple[bytes, bytes]], tag: bytes) -> list[tuple[bytes, bytes]]:
    """A page that names its own tag (a brief) keeps it, and one that nobody may store has none."""
    named = {name.lower(): value for name, value in headers}
    if b"etag" in named or named.get(b"cache-control") == b"no-store":
        return headers
    kept = [(name, value) for name, value in headers if name.lower() != b"cache-control"]
    return [*kept, (b"etag", tag), (b"cache-control", _KEEP)]


@hookimpl
def asgi_wrapper(datasette: "Datasette") -> Callable[[_App], _App]:
    return lambda app: _with_tags(app, lambda: site_of(datasette))

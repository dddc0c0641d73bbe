"""Each file beside an edition as a database of Datasette's, by the file's name: it is opened never
to change, and its tables are not counted anew. A new edition may bring files and take some away
while the server runs."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Request, Response

from billtrail.editions import FactFile, fact_path, front_facts
from billtrail.errors import StoreError
from billtrail.publish import describe_databases

from ..served_file import ServedFile
from ..site import Site, answer_error, file_state, site_of

if TYPE_CHECKING:
    from datasette.app import Datasette

_App = Callable[[Any, Any, Any], Awaitable[None]]


@lru_cache(maxsize=4)
def _named_in(front: Path, _state: object) -> tuple[FactFile, ...]:
    """Asked again when the front's state on the disk is another."""
    try:
        return front_facts(front)
    except (sqlite3.Error, OSError):
        return ()  # the pages say what is wrong with the front


def fact_files(site: Site) -> tuple[FactFile, ...]:
    """Those that the edition names; a working file has none."""
    state = None if site.working else file_state(site.path)
    return _named_in(site.path, state) if state else ()


def _at_hand(site: Site) -> tuple[FactFile, ...]:
    """Those that lie there and can be opened: Datasette asks each of its databases what tables it
    has before it shows any of them, so one that fails would take all its pages with it."""
    paths = ((file, fact_path(site.path, file.name)) for file in fact_files(site))
    return tuple(file for file, path in paths if _opens(path, file_state(path)))


@lru_cache(maxsize=128)
def _opens(path: Path, state: object) -> bool:
    if state is None:
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as file:
            return bool(file.execute("SELECT sql FROM sqlite_master").fetchall())
    except sqlite3.Error:
        return False


def keep_databases(datasette: "Datasette") -> None:
    """Give Datasette the files that the front names and that are there, and no others; nothing
    where it was opened with plain ``datasette``, which was given files and words for them."""
    site = site_of(datasette)
    files = _at_hand(site)
    before: tuple[FactFile, ...] = getattr(datasette, "billtrail_facts", ())
    if before == files or not hasattr(datasette, "billtrail_metadata"):
        return
    datasette.billtrail_facts = files
    datasette.billtrail_metadata["databases"] = describe_databases(file.name for file in files)
    named = {file.name: file for file in files}
    for gone in {file.name for file in before} - set(named):
        datasette.remove_database(gone)
    for name, file in named.items():
        datasette.inspect_data = {**(datasette.inspect_data or {}), name: _counted(file)}
        if name not in datasette.databases:
            path = str(fact_path(site.path, name))
            datasette.add_database(ServedFile(datasette, path=path, is_mutable=False), name=name)


def _counted(file: FactFile) -> dict[str, Any]:
    """As ``datasette inspect`` would have counted it."""
    tables = {table: {"count": rows} for table, rows in file.tables.items()}
    return {"tables": {**tables, "fact_file": {"count": 1}}, "size": file.bytes}


def _with_databases(app: _App, datasette: "Datasette") -> _App:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not site_of(datasette).working:
            await asyncio.to_thread(keep_databases, datasette)
        await app(scope, receive, send)

    return wrapped


@hookimpl
def asgi_wrapper(datasette: "Datasette") -> Callable[[_App], _App]:
    return lambda app: _with_databases(app, datasette)


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: "Datasette", request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]] | None:
    """Of a file that is away nothing is known to be missing: it is asked for again later."""
    name = request.path.split("/")[1]
    named = {file.name for file in fact_files(site_of(datasette))} - set(datasette.databases)
    if not isinstance(exception, NotFound) or name not in named:
        return None
    error = StoreError(f"{name}.db cannot be read here just now. The other files can.")
    return lambda: answer_error(datasette, request, error, request.path.endswith(".json"))

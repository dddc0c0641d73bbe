"""Builds the site: the one place where Datasette is made, configured and served."""

import gc
import re
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from billtrail.editions import edition_of
from billtrail.errors import StoreError, UsageError
from billtrail.files import is_fixed, platforms
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import sessions
from billtrail.publish import read_metadata, read_plugins

from . import limits
from .own_address import LOCAL
from .request_log import logged, open_log
from .served_file import ServedFile
from .site import DATABASE, Site

#: Suggested facets cost most of a table page's time and are seldom read; the limits keep one
#: reader's query from holding up the others. A page of the working file is never kept by a
#: browser, since an update may have moved a status the minute before.
SETTINGS: Mapping[str, Any] = {
    "suggest_facets": False,
    "default_facet_size": 15,
    "facet_time_limit_ms": 300,
    "sql_time_limit_ms": 1000,
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "max_csv_mb": 200,
    "allow_download": True,
    "truncate_cells_html": 400,
}
#: Python's own thresholds: what a command may leave lying until it ends, a server may not.
_LOOKED_FOR = (700, 10, 10)
#: A plugin of Datasette's, and the name it is registered under.
_MCP, _MCP_NAME = "datasette-mcp", "mcp"
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_CACHE_SECONDS = {True: 0, False: 300}


def make_datasette(
    db_path: str | Path,
    *,
    today: Callable[[], date] = sessions.today,
    hosts: Iterable[str] = (),
    folder: Path | None = None,
    assistants: bool = False,
) -> Datasette:
    """The application over one file, read-only, under the name ``billtrail``.

    A published file can also be taken whole, since nothing writes to it any more; it answers to
    the names in ``hosts``, or to any where there are none. ``folder`` is the workspace of a working
    file that lies elsewhere. ``assistants``: a published file is offered to programs by MCP too, in
    the one process that does so from its start.
    """
    edition = edition_of(Path(db_path))
    working = edition == Edition.WORKING
    metadata = read_metadata() | {"plugins": {} if working else read_plugins(Path(db_path))}
    datasette = Datasette(
        files=[],
        immutables=(),
        metadata=metadata,
        settings={**SETTINGS, "default_cache_ttl": _CACHE_SECONDS[working]},
        template_dir=str(resources.files("billtrail.datasette_plugins.theme") / "templates"),
        crossdb=False,
    )
    _print_no_variables()
    _offer_to_assistants(assistants)
    datasette.remove_database("_memory")
    moves = working and not is_fixed(Path(db_path))
    file = ServedFile(datasette, path=str(db_path), is_mutable=moves)
    datasette.add_database(file, name=DATABASE)
    names = frozenset(map(str.lower, hosts))
    datasette.billtrail_metadata = metadata
    datasette.billtrail_site = Site(Path(db_path), today, edition, names, folder, assistants)
    return datasette


def _offer_to_assistants(asked: bool) -> None:
    """Where ``datasette-mcp`` is installed it would open its address on every site, the working one
    too; it is left out unless it was asked for."""
    plugin = pm.get_plugin(_MCP_NAME)
    if asked and plugin is None:
        raise UsageError(
            f"--mcp needs {_MCP}, which is not installed. "
            "Install it with: python -m pip install 'billtrail[mcp]'"
        )
    if not asked and plugin is not None:
        pm.unregister(plugin)


def _print_no_variables() -> None:
    """With Rich installed, Datasette prints each page not found with all local variables.

    Imported here: before the plugins are loaded this module would lose its own hook.
    """
    from datasette import handle_exception

    handle_exception.rich = None


def serve(
    db_path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    *,
    host_names: Sequence[str] = (),
    listener: socket.socket | None = None,
    ready: Callable[[str], None] | None = None,
    log: Path | None = None,
    all_requests: bool = False,
    folder: Path | None = None,
    assistants: bool = False,
) -> None:
    """Serve until Ctrl-C, then return. ``ready`` is called with the address once connections
    are taken; ``listener`` is a socket that ``listen`` made before; ``log`` and ``all_requests``
    are those of ``request_log``, ``folder`` and ``assistants`` those of ``make_datasette``.

    Raises ``StoreError`` where there is no file, ``UsageError`` where the port is taken, a name is
    none, the log cannot be written, or a working file would be reachable from another machine: it
    holds notes and undecided positions.
    """
    if not Path(db_path).is_file():
        raise StoreError(f"There is no database {db_path}.")
    _check_names(edition_of(Path(db_path)), host, host_names)
    _check_assistants(edition_of(Path(db_path)), assistants)
    lines = open_log(log)
    with listener or listen(host, port) as taken:
        made = make_datasette(db_path, hosts=host_names, folder=folder, assistants=assistants)
        site = made.app()
        application = logged(site, lines, all_requests=all_requests)
        server = uvicorn.Server(
            uvicorn.Config(
                application, log_level="warning", lifespan="on", access_log=False, ws="none"
            )
        )
        limits.keep_caches_small()
        # What is loaded by now stays: a collection that looks through it holds a page up.
        gc.freeze()
        gc.set_threshold(*_LOOKED_FOR)
        if ready is not None:
            ready(address(host, taken))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[taken])


def _check_names(edition: Edition, host: str, host_names: Sequence[str]) -> None:
    if edition == Edition.WORKING and (host_names or _in_address(host) not in LOCAL):
        raise UsageError(
            f"The working file is served to this machine only, not on {(*host_names, host)[0]}. "
            "Use 127.0.0.1, or make a file for others with 'billtrail publish DIR' and serve that: "
            "billtrail --db DIR/billtrail.db serve."
        )
    if wrong := [name for name in host_names if not _HOST_NAME.fullmatch(name)]:
        raise UsageError(
            f"{wrong[0]!r} is no host name. Expected one such as bills.example.org, "
            "without https:// and without a port."
        )


def _check_assistants(edition: Edition, asked: bool) -> None:
    if asked and edition == Edition.WORKING:
        raise UsageError(
            "The working file is not offered to assistants: it holds notes and undecided "
            "positions. Make a file for others with 'billtrail publish DIR' and serve that: "
            "billtrail --db DIR/billtrail.db serve --mcp."
        )


def address(host: str, listener: socket.socket) -> str:
    """``http://127.0.0.1:8001/``: the port is the one the socket really has."""
    return f"http://{_in_address(host)}:{listener.getsockname()[1]}/"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; they wait until the server answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only where a socket names its protocol; else each answer
    # on a connection that is kept waits 40 ms for the other side.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    platforms.reuse_address(listener)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise UsageError(
            f"Port {port} cannot be used ({error.strerror}). Try another with --port {port + 1}."
        ) from None
    return listener

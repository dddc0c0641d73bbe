"""What every page plugin needs: the file, the day, and answers as HTML or JSON.

A page is made in three steps: ``read_*`` inside one snapshot, in a thread, so that the server
stays free; ``build_*``, pure; then a template, or JSON of the same facts.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.utils.asgi import NotFound, Request, Response

from billtrail.campaigns import Organisation, load_organisation, public_face
from billtrail.editions import (
    connect_facts,
    edition_of,
    fact_path,
    published_by,
    refuse_older,
)
from billtrail.errors import AmbiguousKey, BilltrailError, StoreError, UnknownKey, UsageError
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Memory, Snapshot, begin_snapshot
from billtrail.store import connect_reader
from billtrail.workspace import Workspace

from .connections import KeptConnection, KeptFacts
from .limits import timed
from .not_stored import build_offers

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Seconds in which a page must have read what it shows.
_LONGEST = 20.0

#: The name of the database in every address, whatever its file is called.
DATABASE = "billtrail"

Value = TypeVar("Value")


@dataclass(frozen=True)
class Site:
    """The file, the clock, and who the file is made for: what a published file may not show is
    not in it. ``hosts`` are the names that a published site answers to; none named, to any.
    ``folder`` is the workspace of a working file, where it lies elsewhere; ``assistants``: programs
    may ask by MCP."""

    path: Path
    today: Callable[[], date]
    edition: Edition
    hosts: frozenset[str] = frozenset()
    folder: Path | None = None
    assistants: bool = False

    @property
    def working(self) -> bool:
        """Whether this is the staff's own machine, where they decide and print in their name."""
        return self.edition == Edition.WORKING

    @cached_property
    def readers(self) -> KeptConnection:
        """The connections our pages read with; Datasette's queries have their own, so that slow
        ones keep no page waiting."""
        return KeptConnection(self.path, self._connect)

    @cached_property
    def facts(self) -> KeptFacts:
        """The same to the files with whole records that lie beside a published one."""
        return KeptFacts(self._facts_of)

    def _facts_of(self, name: str) -> KeptConnection:
        file = fact_path(self.path, name)
        return KeptConnection(file, lambda: connect_facts(file, self.path), self.path)

    def _connect(self) -> sqlite3.Connection:
        """A reader is not told in which folder the file should lie."""
        if not self.path.is_file():
            raise StoreError(f"There is no database {self.path.name} here.")
        refuse_older(self.path)
        return connect_reader(self.path)

    @property
    def organisation(self) -> Path:
        """Who prints the briefs."""
        return self.workspace.organisation

    @property
    def workspace(self) -> Workspace:
        """The folder with what is the staff's own; a published file has what lies beside it."""
        folder = self.folder if self.working else None
        return Workspace.at(folder or self.path.parent, self.path)

    def sender(self) -> Organisation | None:
        """Who speaks here: the organisation that a published file names, else the one beside the
        file. Of one beside a published file the public contact counts, where it has one."""
        named = published_by(self.path) if self.path.is_file() else None
        if named:
            return named
        beside = load_organisation(self.organisation)
        to_all = not self.working and beside is not None and beside.public_contact
        return public_face(beside) if to_all else beside


def site_of(datasette: "Datasette") -> Site:
    """The site this application was made for; ``make_datasette`` makes it, and for a file opened
    with plain ``datasette`` the first page does."""
    site = getattr(datasette, "billtrail_site", None)
    if not isinstance(site, Site):
        path = Path(datasette.get_database(DATABASE).path)
        site = datasette.billtrail_site = Site(path, today, edition_of(path))
    return site


def workspace_of(datasette: "Datasette") -> Workspace:
    """The workspace that the site shows; a published file has none, and no page that writes."""
    site = site_of(datasette)
    if not site.working:
        raise NotFound("A published file is not changed here.")
    return site.workspace


async def read_site(datasette: "Datasette", read: Callable[[Snapshot], Value]) -> Value:
    """What ``read`` makes of one snapshot of today, in a thread."""
    return await asyncio.to_thread(read_now, site_of(datasette), read)


def read_now(site: Site, read: Callable[[Snapshot], Value]) -> Value:
    """What ``read`` makes of one snapshot of today; raises StoreError where the file cannot be
    read."""
    on = site.today()
    before = _state(site.path, on)

    def remember() -> Memory:
        """The memory of this state; none where the file was written to just now, so that what
        the transaction sees could be either state."""
        return _memory(site.path, before) if _state(site.path, on) == before else Memory()

    try:
        connection = site.readers.connection()
        with (
            timed(connection, _LONGEST),
            begin_snapshot(connection, on, remember, site.facts.connection) as snapshot,
        ):
            return read(snapshot)
    except sqlite3.Error as error:
        raise unreadable(site.path, error) from error


def unreadable(path: Path, error: sqlite3.Error) -> StoreError:
    """What to say of a file that SQLite cannot read."""
    if "interrupted" in str(error):
        return StoreError("This page takes too long and was stopped. Try again shortly.")
    if "locked" in str(error):
        return StoreError(f"{path.name} is being written by another program. Try again shortly.")
    return StoreError(
        f"{path.name} cannot be read ({error}). It is damaged, or was made by an older or "
        "another program. 'billtrail doctor' says more."
    )


#: File -> its state and what was read of it in that state.
_MEMORIES: dict[Path, tuple[tuple[object, ...], Memory]] = {}


def _memory(path: Path, state: tuple[object, ...]) -> Memory:
    known, memory = _MEMORIES.get(path, ((), Memory()))
    if known != state:
        same_day = known[:1] == state[:1]
        memory = Memory(earlier=memory if same_day else Memory())
        _MEMORIES[path] = (state, memory)
    return memory


def _state(path: Path, on: date) -> tuple[object, ...]:
    return (on, *map(file_state, (path, Path(f"{path}-wal"))))


def file_state(path: Path) -> tuple[int, int, int] | None:
    """Which file it is, its last writing and size; SQLite appends every commit to the file or to
    its log, and a file put in its place is another."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


async def page(
    datasette: "Datasette", request: Request, template: str, context: Mapping[str, Any]
) -> Response:
    return Response.html(await datasette.render_template(template, context, request))


async def answer_error(
    datasette: "Datasette", request: Request, error: BilltrailError, as_json: bool
) -> Response:
    """What went wrong in one line, with the nearest matches where there are any."""
    status = next(code for kind, code in _STATUS if isinstance(error, kind))
    near = getattr(error, "nearest", ()) or getattr(error, "candidates", ())
    if as_json:
        says = _without_folder(site_of(datasette), str(error))
        body = {"ok": False, "error": says, "status": status, "nearest": list(near)}
        return Response.json(body, status=status)
    offers = build_offers(getattr(error, "offered", ()))
    context = {"status": status, "value": getattr(error, "value", ""), "nearest": near,
               "message": _without_folder(site_of(datasette), error.said), "offers": offers,
               "working": site_of(datasette).working}  # fmt: skip
    html = await datasette.render_template("not_found.html", context, request)
    return Response.html(html, status=status)


def _without_folder(site: Site, message: str) -> str:
    """What went wrong, without the folder in which the file lies on this machine."""
    for folder in {str(site.path.parent), str(site.path.parent.resolve())} - {"/", "."}:
        message = message.replace(f"{folder}/", "").replace(folder, "its folder")
    return message


#: Errors a page answers for, most particular first; anything else is a fault and rises.
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (UnknownKey, 404),
    (AmbiguousKey, 404),
    (UsageError, 400),
    (StoreError, 503),
    (BilltrailError, 409),
)
ANSWERED = (UsageError, StoreError)

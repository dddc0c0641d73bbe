"""The home page: ``/``. It stands where Datasette's list of databases would."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import (
    ANSWERED,
    Site,
    answer_error,
    page,
    read_site,
    site_of,
)
from billtrail.errors import UsageError
from billtrail.updates import Progress, read_progress

from .page import build_home, read_home

if TYPE_CHECKING:
    from datasette.app import Datasette


async def _home_page(datasette: "Datasette", request: Request) -> Response:
    site = site_of(datasette)
    try:
        values = await read_site(datasette, lambda snapshot: read_home(snapshot, site.working))
        update = await asyncio.to_thread(_progress, site)
        named = await asyncio.to_thread(_is_named, site)
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    context = {"page": build_home(values, site.working), "update": update, "named": named}
    return await page(datasette, request, "home.html", context)


def _progress(site: Site) -> Progress | None:
    """How far the newest update has come; a published file is not updated from its page."""
    return read_progress(site.workspace) if site.working else None


def _is_named(site: Site) -> bool:
    """Whether pages carry a contact; not while the file that has it is faulty."""
    with suppress(UsageError):
        sender = site.sender()
        return sender is not None and sender.is_complete
    return False


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/$", _home_page)]

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
from billtrail.errors import BilltrailError, UsageError
from billtrail.mail import MailStanding, read_standing
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
        digests = await asyncio.to_thread(_digests, site)
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    context = {"page": build_home(values, site.working), "update": update, "named": named,
               "digests": digests}  # fmt: skip
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


def _digests(site: Site) -> MailStanding | None:
    """When digests are due, and which could not be delivered: for who works here alone. An outbox
    that cannot be read is the doctor's to tell."""
    with suppress(BilltrailError):
        return read_standing(site.workspace, site.today()) if site.working else None
    return None


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/$", _home_page)]

"""Feeds for readers and calendars, beside the pages that say the same.

Atom: ``/changes.atom``, ``/campaign/<id>.atom``, ``/bill/<key>.atom``. iCalendar: ``/dates.ics``,
``/campaign/<id>.ics``, ``/bill/<key>.ics``. For search engines: ``/robots.txt``, ``/sitemap.xml``.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, read_site, site_of
from billtrail.datasette_plugins.server.facts import fact_files
from billtrail.events import read_bill_dates, read_campaign_dates, read_dates, render_ics
from billtrail.snapshot import Snapshot

from . import atom, crawlers

if TYPE_CHECKING:
    from datasette.app import Datasette

_Read = Callable[[Snapshot, str], Any]

#: (ending, what it is of) -> what reads it; ``None`` is the whole site.
_READ: Mapping[tuple[str, str | None], _Read] = {
    ("atom", None): lambda snapshot, _: atom.read_feed(snapshot),
    ("atom", "campaign"): atom.read_campaign_feed,
    ("atom", "bill"): lambda snapshot, name: atom.read_bill_feed(
        snapshot, snapshot.resolve_bill(name)
    ),
    ("ics", None): lambda snapshot, _: read_dates(snapshot),
    ("ics", "campaign"): read_campaign_dates,
    ("ics", "bill"): lambda snapshot, name: read_bill_dates(snapshot, snapshot.resolve_bill(name)),
}
#: Ending -> (what writes it, media type).
_WRITE: Mapping[str, tuple[Callable[[Any, atom.Absolute], bytes], str]] = {
    "atom": (atom.render_atom, "application/atom+xml; charset=utf-8"),
    "ics": (render_ics, "text/calendar; charset=utf-8"),
}


async def _feed_page(datasette: "Datasette", request: Request) -> Response:
    values = request.url_vars
    ending, name = values["ending"], values.get("name", "")
    read = _READ[ending, values.get("what")]
    try:
        value = await read_site(datasette, lambda snapshot: read(snapshot, name))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    write, media = _WRITE[ending]
    body = write(value, lambda path: datasette.absolute_url(request, path))
    return Response(body, content_type=media)


async def _robots(datasette: "Datasette", request: Request) -> Response:
    address = str(datasette.absolute_url(request, "/sitemap.xml"))
    site = site_of(datasette)
    beside = [file.name for file in fact_files(site)]
    return Response.text(crawlers.robots(site.working, address, beside))


async def _sitemap(datasette: "Datasette", request: Request) -> Response:
    if site_of(datasette).working:
        raise NotFound("A working site is not for search engines.")
    try:
        found = await read_site(datasette, lambda snapshot: list(crawlers.pages(snapshot)))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    body = crawlers.sitemap(iter(found), lambda path: str(datasette.absolute_url(request, path)))
    return Response(body, content_type="application/xml; charset=utf-8")


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/robots\.txt$", _robots),
        (r"^/sitemap\.xml$", _sitemap),
        (r"^/changes\.(?P<ending>atom)$", _feed_page),
        (r"^/dates\.(?P<ending>ics)$", _feed_page),
        (r"^/(?P<what>bill|campaign)/(?P<name>[^/]+)\.(?P<ending>atom|ics)$", _feed_page),
    ]

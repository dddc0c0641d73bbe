"""Whether what a brief said still stands: ``/check/<brief id>`` and ``/check/<brief id>.json``.

The id is printed on every brief. A brief is looked up among those that were issued, and every
stage, figure and claim in it is compared with today.
"""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.site import ANSWERED, answer_error, page, read_site, site_of
from billtrail.reading import Reading

if TYPE_CHECKING:
    from datasette.app import Datasette

    from billtrail.briefs.values import Brief
    from billtrail.briefs.verify import Moved


async def check_page(datasette: "Datasette", request: Request) -> Response:
    name, as_json = request.url_vars["brief"], bool(request.url_vars["json"])
    try:
        brief, moved = await read_site(datasette, lambda reading: _check(reading, name))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    if as_json:
        from billtrail.briefs.verify import Carried, describe_json

        return Response.json({"id": name, **describe_json(Carried(brief), moved)})
    context = {"id": name, "brief": brief, "moved": moved, "on": _today(datasette)}
    return await page(datasette, request, "check.html", context)


def _today(datasette: "Datasette") -> str:
    return site_of(datasette).today().isoformat()


def _check(reading: Reading, name: str) -> "tuple[Brief, tuple[Moved, ...]]":
    """Imported here, because what reads a brief is slow to load."""
    from billtrail.briefs.verify import find_moved
    from billtrail.issuing import read_issued

    brief = read_issued(reading, name)
    return brief, find_moved(brief, reading)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/check/(?P<brief>[\w-]{1,80})(?P<json>\.json)?$", check_page)]

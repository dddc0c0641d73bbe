"""Who voted how: ``/bill/<key>/vote/<id>``, the id its publisher's."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site

from .page import read_vote

if TYPE_CHECKING:
    from datasette.app import Datasette


async def _vote_page(datasette: "Datasette", request: Request) -> Response:
    key, identifier = request.url_vars["key"], request.url_vars["id"]
    try:
        found = await read_site(datasette, lambda snapshot: read_vote(snapshot, key, identifier))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    return await page(datasette, request, "vote.html", {"page": found})


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/bill/(?P<key>[^/]+)/vote/(?P<id>[^/]+)$", _vote_page)]

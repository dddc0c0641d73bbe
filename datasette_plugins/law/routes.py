"""How the law compares: ``/law`` and ``/law.json``."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of
from billtrail.snapshot.law import read_relief, relief_json
from billtrail.words import NOT_LEGAL_ADVICE

from .page import build_law

if TYPE_CHECKING:
    from datasette.app import Datasette


async def _law_page(datasette: "Datasette", request: Request) -> Response:
    as_json = bool(request.url_vars["json"])
    try:
        rows = await read_site(datasette, read_relief)
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    if as_json:
        return Response.json([relief_json(row) for row in rows])
    working = site_of(datasette).working
    context = {"page": build_law(rows), "advice": NOT_LEGAL_ADVICE, "working": working}
    return await page(datasette, request, "law.html", context)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/law(?P<json>\.json)?$", _law_page)]

"""What changed between two versions of a bill: ``/bill/<key>/versions?old=&new=``, with
``&with=HR1379`` between one of it and one of another bill; and the text of one:
``/bill/<key>/text/<code>``."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site

from .page import read_compared
from .text import read_text

if TYPE_CHECKING:
    from datasette.app import Datasette


async def _compare_page(datasette: "Datasette", request: Request) -> Response:
    key = request.url_vars["key"]
    asked = [request.args.get(name) for name in ("old", "new", "with")]
    try:
        found = await read_site(datasette, lambda snapshot: read_compared(snapshot, key, *asked))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    return await page(datasette, request, "versions.html", {"page": found})


async def _text_page(datasette: "Datasette", request: Request) -> Response:
    key, code = request.url_vars["key"], request.url_vars["code"]
    try:
        found = await read_site(datasette, lambda snapshot: read_text(snapshot, key, code))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    return await page(datasette, request, "text.html", {"page": found})


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/bill/(?P<key>[^/]+)/versions$", _compare_page),
        (r"^/bill/(?P<key>[^/]+)/text/(?P<code>[^/]+)$", _text_page),
    ]

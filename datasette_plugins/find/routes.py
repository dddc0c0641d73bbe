"""Search for a bill by its number, in any spelling, or by words: ``/-/search?q=``."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of

from .page import read_search

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Longer than any title; more is no search.
_LONGEST = 300


async def _search_page(datasette: "Datasette", request: Request) -> Response:
    asked = request.args.get("q") or ""
    words = "".join(filter(str.isprintable, asked)).strip()[:_LONGEST]
    try:
        found = await read_site(datasette, lambda snapshot: read_search(snapshot, words))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    if found.exact:
        return Response.redirect(found.exact)
    return await page(
        datasette,
        request,
        "search.html",
        {"page": found, "search_words": words, "working": site_of(datasette).working},
    )


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/search$", _search_page)]

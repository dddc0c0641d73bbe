"""Search for a bill by its number, in any spelling, or by words: ``/-/search?q=``."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of
from billtrail.store import search_query

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


#: What ``_search`` finds rows in, by their ``key``. Datasette itself finds none: it asks for a row
#: of the index with the rowid of the table, and these are a table and a view without one.
_SEARCHED = frozenset({"bills", "bills_today"})


@hookimpl(trylast=True)
def filters_from_request(request: Request, table: str) -> FilterArguments | None:
    """``?_search=`` over tables of bills, with the words of the page above. Last, so that
    Datasette's own word on which tables have a search does not stand."""
    if table not in _SEARCHED:
        return None
    words = (request.args.get("_search") or "")[:_LONGEST].strip()
    context = {"supports_search": True, "search": words}
    if not words:
        return FilterArguments([], extra_context=context)
    query = search_query(words)
    found = "key IN (SELECT key FROM bill_search WHERE bill_search MATCH :search)" if query else "0"
    return FilterArguments([found], {"search": query}, [f'search matches "{words}"'], context)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/search$", _search_page)]

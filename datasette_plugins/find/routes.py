"""Search for a bill by its number, in any spelling, or by words: ``/-/search?q=``; ``&in=text``
looks in the texts alone, and ``/-/search.json`` gives the same as data."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils import Column, escape_sqlite
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of
from billtrail.legislatures.spelling import read_law
from billtrail.store import find_law, search_query

from .page import read_search, read_text_search, search_json

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Longer than any title; more is no search.
_LONGEST = 300


async def _search_page(datasette: "Datasette", request: Request) -> Response:
    asked = request.args.get("q") or ""
    words = "".join(filter(str.isprintable, asked)).strip()[:_LONGEST]
    read = read_text_search if request.args.get("in") == "text" else read_search
    as_json = request.path.endswith(".json")
    try:
        found = await read_site(datasette, lambda snapshot: read(snapshot, words))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=as_json)
    if as_json:
        return Response.json(search_json(found))
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


#: Words of a search that are looked for in rows; each is a condition.
_MOST_WORDS = 10


@hookimpl(trylast=True)
def filters_from_request(
    request: Request, database: str, table: str, datasette: "Datasette"
) -> Callable[[], Awaitable[FilterArguments | None]]:
    """``?_search=`` over every table: of bills with the words of the page above, of others the rows
    in which every word stands. Last, so that Datasette's own word on which tables have a search
    does not stand."""

    async def found() -> FilterArguments | None:
        file = datasette.get_database(database)
        if table not in _SEARCHED and await file.fts_table(table):
            return None  # Datasette searches it
        words = (request.args.get("_search") or "")[:_LONGEST].strip()
        context = {"supports_search": True, "search": words}
        if not words:
            return FilterArguments([], extra_context=context)
        if table in _SEARCHED:
            clauses, values = await file.execute_fn(lambda reader: _bills_with(reader, words))
        else:
            clauses, values = _rows_with(words, await file.table_column_details(table))
        return FilterArguments(clauses, values, [f'search matches "{words}"'], context)

    return found


_Filter = tuple[list[str], dict[str, str]]


def _bills_with(connection: Connection, words: str) -> _Filter:
    law = read_law(words)
    if law and (enacted := find_law(connection, law)):
        return ["key IN (SELECT value FROM json_each(:search))"], {"search": json.dumps(enacted)}
    query = search_query(words)
    found = "key IN (SELECT key FROM bill_search WHERE bill_search MATCH :search)" if query else "0"
    return [found], {"search": query}


def _rows_with(words: str, columns: Iterable[Column]) -> _Filter:
    """Rows that hold every word, each in any column of text; in any case, of letters A to Z."""
    texts = [f"coalesce({escape_sqlite(c.name)}, '')" for c in columns if c.type in _TEXTS]
    values = {
        f"search_{n}": f"%{_literal(word)}%" for n, word in enumerate(words.split()[:_MOST_WORDS])
    }
    row = " || ' ' || ".join(texts) or "''"
    return [rf"({row}) LIKE :{name} ESCAPE '\'" for name in values], values


#: Types of columns that may hold words; one that a view works out has none.
_TEXTS = ("TEXT", "")


def _literal(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/search(?:\.json)?$", _search_page)]

"""For those who take the data: ``/data`` says how, ``/data/keys`` turns a list of bill numbers
into keys, ``/latest/billtrail.db`` and ``/latest/<table>.csv`` or ``.json`` never move, and ready
questions take a bill in any spelling.
"""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Row
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.utils import path_from_row_pks
from datasette.utils.asgi import Forbidden, Request, Response

from billtrail.datasette_plugins.find import (
    COLUMNS,
    App,
    read_keys,
    render_csv,
    rows,
    with_ready_questions,
)
from billtrail.datasette_plugins.server import (
    ANSWERED,
    BYTE_ORDER_MARK,
    DATABASE,
    Download,
    answer_error,
    page,
    page_tag,
    read_site,
    site_of,
    whole_file,
    whole_table,
)
from billtrail.datasette_plugins.server.facts import fact_files, read_whole
from billtrail.editions import NAME, fact_path
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Longer than the longest list that is answered.
_LONGEST = 20_000


async def _data_page(datasette: "Datasette", request: Request) -> Response:
    tables = await _tables(datasette)
    described = datasette.metadata("tables", database=DATABASE) or {}
    context = {
        "tables": [(name, described.get(name, {})) for name in tables],
        "queries": await datasette.get_canned_queries(DATABASE, request.actor),
        "base": datasette.absolute_url(request, "/").rstrip("/"),
        "working": site_of(datasette).working,
        "facts": fact_files(site_of(datasette)),
    }
    return await page(datasette, request, "data.html", context)


async def _tables(datasette: "Datasette") -> list[str]:
    """The tables and views of this file that a reader sees, in the order of the schema."""
    database = datasette.get_database(DATABASE)
    hidden = set(await database.hidden_table_names())
    names = [*await database.table_names(), *await database.view_names()]
    return [name for name in names if name not in hidden and not name.startswith("_")]


async def _keys_page(datasette: "Datasette", request: Request) -> Response:
    ending = request.url_vars["ending"]
    text = request.args.get("list") or ""
    try:
        if len(text) > _LONGEST:
            raise UsageError(
                f"The list is longer than {_LONGEST:,} characters. Take the table bill_ids as a "
                "whole instead, at /latest/bill_ids.csv."
            )
        keys = await read_site(datasette, lambda snapshot: read_keys(snapshot, text))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=ending == ".json")
    if ending == ".csv":
        mark = BYTE_ORDER_MARK if _is_for_excel(request) else ""
        return Response(mark + render_csv(keys), content_type="text/csv; charset=utf-8")
    if ending == ".json":
        return Response.json([dict(zip(COLUMNS, row, strict=True)) for row in rows(keys)])
    query = f"?list={quote(text)}"
    context = {"keys": keys, "list": text, "query": query, "columns": COLUMNS}
    return await page(datasette, request, "keys.html", {**context, "rows": list(rows(keys))})


def _is_for_excel(request: Request) -> bool:
    """``bom=1``: with the mark by which Excel knows UTF-8, over which other programs stumble."""
    return bool(request.args.get("bom") == "1")


async def latest(datasette: "Datasette", request: Request) -> Response | Download:
    name, ending = request.url_vars["name"], request.url_vars["ending"]
    tables = [DATABASE] if ending == "db" else await _tables(datasette)
    if name not in tables:
        near = nearest(name, tables)
        error = UnknownKey("file" if ending == "db" else "table", name, near)
        return await answer_error(datasette, request, error, as_json=False)
    if ending == "db":
        return Response.redirect(f"/{DATABASE}.db")
    try:
        return await _table(datasette, request, name, ending)
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)


async def _table(datasette: "Datasette", request: Request, name: str, ending: str) -> Download:
    """The whole table, wherever its rows lie; a value that is bytes by its address, as in
    Datasette's own CSV."""
    database = datasette.get_database(DATABASE)
    keys = await database.primary_keys(name)

    def blob(row: Row, column: str) -> str:
        path = path_from_row_pks(row, keys, not keys)
        return str(
            datasette.absolute_url(request, datasette.urls.row_blob(DATABASE, name, path, column))
        )

    cursor, found, opened = read_whole(datasette, name, keys)

    def close() -> None:
        for connection in opened:
            connection.close()

    names = [column[0] for column in cursor.description]
    mark = _is_for_excel(request)
    return whole_table(names, found, close, blob, ending=ending, mark=mark)


def _range(datasette: "Datasette", request: Request) -> str | None:
    """The part that is asked for, where the reader's other parts are of this state of the file."""
    of = request.headers.get("if-range")
    same = of is None or of.strip('"') == page_tag(site_of(datasette))
    return request.headers.get("range") if same else None


def _path_of(datasette: "Datasette", request: Request) -> Path:
    """The front, or the file beside it that is named; raises UnknownKey where it names none."""
    front = site_of(datasette).path
    name = request.url_vars.get("facts")
    known = [file.name for file in fact_files(site_of(datasette))]
    if name and name not in known:
        raise UnknownKey("file", name, nearest(name, known))
    return fact_path(front, name) if name else front


async def _whole_database(datasette: "Datasette", request: Request) -> Response | Download:
    if site_of(datasette).working:
        raise Forbidden("The working file is not handed out.")
    try:
        answer = whole_file(_path_of(datasette, request), _range(datasette, request))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    return answer.without_body() if request.method == "HEAD" else answer


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/data$", _data_page),
        (r"^/data/keys(?P<ending>|\.csv|\.json)$", _keys_page),
        (rf"^/{DATABASE}\.db$", _whole_database),
        (rf"^/(?:latest/facts/)?(?P<facts>{NAME})\.db$", _whole_database),
        (r"^/latest/(?P<name>\w+)\.(?P<ending>db|csv|json)$", latest),
    ]


@hookimpl
def asgi_wrapper(datasette: "Datasette") -> Callable[[App], App]:
    return lambda app: with_ready_questions(app, datasette)

"""What Datasette calls a fault of its own, where the request was wrong: an unknown column to sort
by, a character no statement may hold, a facet that is no JSON. The reader is told so; real faults
rise as they are.
"""

import json
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from datasette.views.base import DatasetteError

from billtrail.errors import BilltrailError, StoreError, UsageError

from .site import answer_error, site_of, unreadable

if TYPE_CHECKING:
    from datasette.app import Datasette


_ANSWERED = (StoreError, UsageError, sqlite3.Error, json.JSONDecodeError, QueryInterrupted)
#: What SQLite says where the file is at fault and not the request.
_FILE = ("unable to open", "locked", "malformed", "not a database", "vtable constructor")


def _error(datasette: "Datasette", exception: Exception) -> BilltrailError:
    if isinstance(exception, StoreError | UsageError):
        return exception
    if isinstance(exception, QueryInterrupted):
        return UsageError("That took too long and was stopped. Ask for less, or take the file.")
    at_fault = any(words in str(exception) for words in _FILE)
    if at_fault and isinstance(exception, sqlite3.Error):
        return unreadable(site_of(datasette).path, exception)
    return UsageError(f"That cannot be read: {exception}.")


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: "Datasette", request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]] | None:
    """An answer for a wrong request; ``None`` leaves the exception to Datasette."""
    unnamed = isinstance(exception, DatasetteError) and exception.status == 500
    facet = isinstance(exception, KeyError) and any(n.startswith("_facet") for n in request.args)
    known = unnamed or facet or isinstance(exception, _ANSWERED)
    if not known:
        return None
    error = _error(datasette, exception)

    async def answer() -> Response:
        as_json = request.path.endswith(".json")
        return await answer_error(datasette, request, error, as_json)

    return answer

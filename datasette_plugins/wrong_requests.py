"""What Datasette calls a fault of its own, where the request was wrong: an unknown column to sort
by, a character no statement may hold, a facet that is no JSON. The reader is told so; real faults
rise as they are.
"""

import json
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import Request, Response
from datasette.views.base import DatasetteError

from billtrail.datasette_plugins.site import answer_error
from billtrail.errors import UsageError

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: "Datasette", request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]] | None:
    """An answer for a wrong request; ``None`` leaves the exception to Datasette."""
    unnamed = isinstance(exception, DatasetteError) and exception.status == 500
    if not unnamed and not isinstance(exception, sqlite3.Error | json.JSONDecodeError):
        return None
    error = UsageError(f"That cannot be read: {exception}.")

    async def answer() -> Response:
        as_json = request.path.endswith(".json")
        return await answer_error(datasette, request, error, as_json)

    return answer

"""What changed, newest first: ``/changes`` and ``/changes.json``, ``?since=DATE``."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site
from billtrail.errors import UsageError
from billtrail.snapshot import Newest, change_json

from .page import build_changes, read_changes, read_newest

if TYPE_CHECKING:
    from datasette.app import Datasette

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


async def _changes_page(datasette: "Datasette", request: Request) -> Response:
    as_json = bool(request.url_vars["json"])
    try:
        since = _since(request.args.get("since"))
        if as_json:
            return _json(await read_site(datasette, lambda snapshot: read_newest(snapshot, since)))
        values = await read_site(datasette, lambda snapshot: read_changes(snapshot, since))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    return await page(datasette, request, "changes.html", {"page": build_changes(values)})


def _json(found: Newest) -> Response:
    """A list, as it always was; what it leaves out stands in a header of its own."""
    told = [change_json(change) for change in found.changes]
    return Response.json(told, headers={"x-changes-left-out": str(found.left_out)})


def _since(value: str | None) -> str | None:
    if not value:
        return None
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(f"{value!r} is no date. Expected one such as 2026-11-23.")
    return value


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/changes(?P<json>\.json)?$", _changes_page)]

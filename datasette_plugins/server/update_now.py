"""``/-/update``: start an update of the working file (POST), and how far one has come (GET).

The button and its CSRF token are the page's; a published file knows no such address.
"""

import asyncio
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.updates import background, runs
from billtrail.workspace import Workspace

from .site import workspace_of

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Tenths of a second that a starting update is waited for.
_PATIENCE = 100


async def _update_now(datasette: "Datasette", request: Request) -> Response:
    """POST starts an update where none runs and goes back to the home page (or answers JSON where
    that is asked for); GET tells how far the newest one has come."""
    workspace = workspace_of(datasette)
    if request.method == "POST":
        await asyncio.to_thread(_start, workspace)
        if "application/json" not in request.headers.get("accept", ""):
            return Response.redirect("/")
        return Response.json({"ok": True}, status=202)
    if request.method != "GET":
        return Response.json({"ok": False, "error": "GET or POST"}, status=405)
    return Response.json(
        asdict(runs.read_progress(workspace)), headers={"Cache-Control": "no-store"}
    )


def _start(workspace: Workspace) -> None:
    """Start an update where none runs, and return once it does, so that the page that follows
    shows it; one that could not begin has ended by then."""
    if runs.is_running(workspace):
        return
    process = background.update_in_background(workspace)
    for _ in range(_PATIENCE):
        if process.poll() is not None or runs.is_running(workspace):
            return
        time.sleep(0.1)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/update(?:\.json)?$", _update_now)]

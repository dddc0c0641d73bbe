"""``/-/update``: start an update of the working file (POST), and how far one has come (GET).

The button and its CSRF token are the page's; a published file knows no such address.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Request, Response

from billtrail import starting, update_runs
from billtrail.datasette_plugins.site import site_of
from billtrail.workspace import Workspace

if TYPE_CHECKING:
    from datasette.app import Datasette


async def update_now(datasette: "Datasette", request: Request) -> Response:
    """POST starts an update where none runs and goes back to the home page (or answers JSON where
    that is asked for); GET tells how far the newest one has come."""
    workspace = _workspace(datasette)
    if request.method == "POST":
        if not update_runs.is_running(workspace):
            starting.update_in_background(workspace)
        if "application/json" not in request.headers.get("accept", ""):
            return Response.redirect("/")
        return Response.json({"ok": True}, status=202)
    if request.method != "GET":
        return Response.json({"ok": False, "error": "GET or POST"}, status=405)
    return Response.json(
        asdict(update_runs.read_progress(workspace)), headers={"Cache-Control": "no-store"}
    )


def _workspace(datasette: "Datasette") -> Workspace:
    site = site_of(datasette)
    if not site.working:
        raise NotFound("A published file is not updated here.")
    return Workspace.at(site.path.parent, site.path)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/update(?:\.json)?$", update_now)]

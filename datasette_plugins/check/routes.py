"""Whether what a brief said still stands: ``/check/<brief id>`` and ``/check/<brief id>.json``.

The id is printed on every brief. The working site knows all that were printed, and compares every
stage, figure and claim with today. A published one answers for those that were released: with
their text where it was released to its readers, else with the stages that the page states.
"""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of
from billtrail.snapshot import Snapshot

if TYPE_CHECKING:
    from datasette.app import Datasette

    from billtrail.briefs import Issued, Moved


async def _check_page(datasette: "Datasette", request: Request) -> Response:
    name, as_json = request.url_vars["brief"], bool(request.url_vars["json"])
    try:
        issued, moved = await read_site(datasette, lambda snapshot: _check(snapshot, name))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    if as_json:
        return Response.json(_as_json(issued, moved))
    context = {"id": name, "issued": issued, "brief": issued.brief, "moved": moved,
               "on": site_of(datasette).today().isoformat()}  # fmt: skip
    return await page(datasette, request, "check.html", context)


def _check(snapshot: Snapshot, name: str) -> "tuple[Issued, tuple[Moved, ...]]":
    """Imported here, because what reads a brief is slow to load."""
    from billtrail.briefs import find_moved, find_moved_stages, look_up

    issued = look_up(snapshot, name)
    if issued.brief is not None:
        return issued, find_moved(issued.brief, snapshot)
    return issued, find_moved_stages(issued.stages, snapshot)


def _as_json(issued: "Issued", moved: "tuple[Moved, ...]") -> dict[str, Any]:
    from billtrail.briefs import Carried, describe_json, describe_moved

    told: dict[str, Any] = {"id": issued.id, "withdrawn": issued.withdrawn}
    if issued.released_to:
        told["released_to"] = list(issued.released_to)
    if issued.brief is not None:
        return told | describe_json(Carried(issued.brief), moved)
    stages = [{"bill": s.bill, "stage": s.stage, "date": s.date} for s in issued.stages]
    return told | {"stages": stages, "moved": describe_moved(moved)}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/check/(?P<brief>[\w-]{1,80})(?P<json>\.json)?$", _check_page)]

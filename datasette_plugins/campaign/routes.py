"""A page for each campaign: ``/campaign/<id>``, and the same facts at ``.json``."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of

from .answers import campaign_json
from .page import build_campaign, read_campaign

if TYPE_CHECKING:
    from datasette.app import Datasette


async def _campaign_page(datasette: "Datasette", request: Request) -> Response:
    name, as_json = request.url_vars["campaign"], bool(request.url_vars["json"])
    try:
        values = await read_site(datasette, lambda snapshot: read_campaign(snapshot, name))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    built = build_campaign(values)
    if as_json:
        return Response.json(campaign_json(values.campaign, built))
    return await page(
        datasette, request, "campaign.html", {"page": built, "working": site_of(datasette).working}
    )


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/campaign/(?P<campaign>[^/]+?(?<!\.atom)(?<!\.ics))(?P<json>\.json)?$", _campaign_page)
    ]

"""Who runs the site, how stages and figures are made, corrections and licence: ``/about``."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail import __version__
from billtrail.datasette_plugins.server import ANSWERED, answer_error, page, read_site, site_of

from .page import build_about, read_about

if TYPE_CHECKING:
    from datasette.app import Datasette


async def _about_page(datasette: "Datasette", request: Request) -> Response:
    try:
        organisation = site_of(datasette).sender()
        values = await read_site(datasette, read_about)
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    context = {
        "page": build_about(values, organisation),
        "version": __version__,
        "metadata": datasette.metadata(),
    }
    return await page(datasette, request, "about.html", context)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/about$", _about_page)]

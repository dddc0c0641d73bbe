"""The home page: ``/``. It stands where Datasette's list of databases would."""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.pages.home import build_home, read_home
from billtrail.datasette_plugins.site import ANSWERED, answer_error, page, read_site, site_of

if TYPE_CHECKING:
    from datasette.app import Datasette


async def home_page(datasette: "Datasette", request: Request) -> Response:
    try:
        values = await read_site(datasette, read_home)
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    return await page(
        datasette, request, "home.html", {"page": build_home(values, site_of(datasette).working)}
    )


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/$", home_page)]

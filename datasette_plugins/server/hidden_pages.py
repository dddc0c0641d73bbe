"""What is the machine's own: Datasette's pages about itself are shown to nobody, requests that name
another host, or come from another site, are not answered, and slow ones wait their turn.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound

from .office_clock import with_office_zone
from .own_address import with_own_address
from .request_queues import with_queues
from .site import Site, site_of

if TYPE_CHECKING:
    from datasette.app import Datasette


async def nothing() -> None:
    """The answer to all of them."""
    raise NotFound("There is no such page.")


@hookimpl(trylast=True)
def register_routes() -> list[tuple[str, Any]]:
    """After the pages of all plugins and before Datasette's own: settings, versions, plugins,
    permissions and whatever a later version adds."""
    return [(r"^/-/(?!static/|static-plugins/)|^/\.json", nothing)]


@hookimpl(trylast=True)
def asgi_wrapper(datasette: "Datasette") -> Callable[[Any], Any]:
    """The outermost: nothing else sees a request that is not answered."""

    def site() -> Site:
        return site_of(datasette)

    return lambda app: with_own_address(
        with_office_zone(with_queues(app, lambda: site().working), site), site
    )

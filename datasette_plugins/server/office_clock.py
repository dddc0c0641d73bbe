"""Each request is answered in the time zone of the office whose site it is."""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

from billtrail.legislatures.calendar import in_zone
from billtrail.workspace import Workspace

from .site import Site, file_state

_App = Callable[[Any, Any, Any], Awaitable[None]]


def with_office_zone(app: _App, site: Callable[[], Site]) -> _App:
    """The application, which finds the zone as ``organisation.toml`` has it just now."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        workspace = site().workspace
        with in_zone(_zone(workspace, file_state(workspace.organisation))):
            await app(scope, receive, send)

    return wrapped


@lru_cache(maxsize=8)
def _zone(workspace: Workspace, state: object) -> str:
    """Asked again when the state of its file on the disk is another."""
    return workspace.zone

"""Datasette's pages about the machine itself, its folders and threads, are shown to nobody."""

from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound


async def nothing() -> None:
    raise NotFound("There is no such page.")


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/(?:databases|threads)(?:\.json)?$", nothing)]

"""Renders our own pages at once.

Datasette's own environment is asynchronous: every value and every step of a loop may have to be
awaited, which makes a page several times as slow. Ours await nothing, so a second environment
over the same templates, filters and globals renders them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from datasette.utils import await_me_maybe
from datasette.utils.asgi import Request
from jinja2 import Environment

if TYPE_CHECKING:
    from datasette.app import Datasette

_ENVIRONMENTS: WeakKeyDictionary[Environment, Environment] = WeakKeyDictionary()


async def render(
    datasette: "Datasette", request: Request, template: str, context: Mapping[str, Any]
) -> str:
    """The page, with what ``base.html`` asks for on every page."""
    links = await _menu_links(datasette, request)
    return (
        _environment(datasette)
        .get_template(template)
        .render(
            {
                "request": request,
                "menu_links": lambda: links,
                "csrftoken": request.scope["csrftoken"],
                **context,
            }
        )
    )


def _environment(datasette: "Datasette") -> Environment:
    shared = datasette.jinja_env
    if shared not in _ENVIRONMENTS:
        _ENVIRONMENTS[shared] = shared.overlay(enable_async=False)
    return _ENVIRONMENTS[shared]


async def _menu_links(datasette: "Datasette", request: Request) -> list[dict[str, str]]:
    """What installed plugins add to the menu.

    Imported here: loading the plugins loads the modules that import this one.
    """
    from datasette.plugins import pm

    found: list[dict[str, str]] = []
    for answer in pm.hook.menu_links(datasette=datasette, actor=request.actor, request=request):
        found.extend(await await_me_maybe(answer) or ())
    return found

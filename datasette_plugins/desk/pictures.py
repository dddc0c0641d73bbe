"""Pictures of pages that a form shows: drawn when the browser asks for one, of the page that was
built for the form, so that nothing of a form stands in an address."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from billtrail.datasette_plugins.server import Asked
from billtrail.errors import UsageError
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from .task import Part

if TYPE_CHECKING:
    from billtrail.briefs import Brief

#: Pages whose pictures may still be asked for.
_MOST = 32
_PAGES: "OrderedDict[str, Callable[[], bytes]]" = OrderedDict()
_LOCK = Lock()


def keep_picture(of: str, draw: Callable[[], bytes]) -> None:
    """The picture (PNG) named ``of`` can be asked for from now on."""
    with _LOCK:
        _PAGES[of] = draw
        _PAGES.move_to_end(of)
        while len(_PAGES) > _MOST:
            _PAGES.popitem(last=False)


def keep_page(page: "Brief") -> str:
    """The name of a fitted page's picture, which can be asked for from now on."""
    from billtrail.briefs.formats import draw_page
    from billtrail.briefs.typeset import brief_id

    of = brief_id(page)
    keep_picture(of, lambda: draw_page(page))
    return of


def draw_picture(_snapshot: Snapshot, _workspace: Workspace, asked: Asked) -> Part:
    """The part of a task that answers with a picture; raises ``UsageError`` where it is
    forgotten."""
    with _LOCK:
        draw = _PAGES.get(asked.get("of"))
    if draw is None:
        raise UsageError("This picture is no longer kept. Show the page again.")
    return Part(draw(), "image/png")

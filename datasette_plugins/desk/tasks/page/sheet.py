"""The page as it will print: its words counted, and a picture when the browser asks for it."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from billtrail.briefs import Brief
from billtrail.datasette_plugins.desk import Asked, Part
from billtrail.errors import UsageError
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

#: Words that a page carries besides its notes, at most, before it is hard to read.
MOST_WORDS = 450
#: Pages whose pictures may still be asked for.
_MOST = 32
_PAGES: "OrderedDict[str, Brief]" = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fitted page: ``of`` names its picture, ``words`` are those besides its notes."""

    of: str
    title: str
    words: int
    lobbying: str

    @property
    def said(self) -> str:
        """``1 page, 371 of 450 words``."""
        more = "; shorter is better" if self.words > MOST_WORDS else ""
        return f"1 page, {self.words} of {MOST_WORDS} words{more}"


def build_sheet(brief: Brief) -> Sheet:
    """Of a fitted page; its picture can be asked for from now on."""
    from billtrail.briefs.typeset import brief_id

    of = brief_id(brief)
    with _LOCK:
        _PAGES[of] = brief
        _PAGES.move_to_end(of)
        while len(_PAGES) > _MOST:
            _PAGES.popitem(last=False)
    return Sheet(of, brief.title, brief.words, brief.lobbying)


def draw(_snapshot: Snapshot, _workspace: Workspace, asked: Asked) -> Part:
    """The picture of a page that was built before; raises ``UsageError`` where it is forgotten."""
    from billtrail.briefs.formats import draw_page

    with _LOCK:
        brief = _PAGES.get(asked.get("of"))
    if brief is None:
        raise UsageError("This picture is no longer kept. Show the page again.")
    return Part(draw_page(brief), "image/png")

"""Ways out of what a page or a letter lacks: buttons, and links to other forms."""

from dataclasses import dataclass
from urllib.parse import urlencode

from .tasks import find_task


@dataclass(frozen=True, slots=True)
class Way:
    """A button that fills a field in (``fill``, as the form says) or a link."""

    words: str
    fill: str = ""
    href: str = ""


def way_to(words: str, task: str, **query: str) -> Way | None:
    """A link to another form of the desk, where there is one."""
    if not find_task(task):
        return None
    asked = urlencode({name: value for name, value in query.items() if value})
    return Way(words, href=f"/-/desk/{task}{'?' if asked else ''}{asked}")

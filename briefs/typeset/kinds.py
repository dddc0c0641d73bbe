"""The formats a brief comes in, named once: cheap to import for pages and commands."""

from collections.abc import Mapping
from typing import NamedTuple


class _Format(NamedTuple):
    """``words`` for a reader, the media type, and whether a browser shows it in place."""

    words: str
    media: str
    in_place: bool = True


#: File suffix -> format, in the order they are offered.
FORMATS: Mapping[str, _Format] = {
    "pdf": _Format("PDF", "application/pdf"),
    "html": _Format("web", "text/html; charset=utf-8"),
    "docx": _Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        in_place=False,
    ),
    "txt": _Format("e-mail text", "text/plain; charset=utf-8"),
    "md": _Format("Markdown", "text/markdown; charset=utf-8"),
    "json": _Format("JSON", "application/json; charset=utf-8"),
}

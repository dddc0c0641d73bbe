"""A CSV cell that a spreadsheet would run as a formula is written as text: ``'=1+1``.

Publishers' titles and steps are other people's words, and a partner opens them in a spreadsheet.
"""

import csv
import io
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[Any, Any, _Send], Awaitable[None]]

_SUSPECT = re.compile(r"""(?:^|[,\n])"?[=+\-@\t\r]""")
_MEDIA = (b"text/csv", b"text/plain")
_NUMBER = re.compile(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?")


def neutralise(text: str) -> str:
    """Whole CSV rows with every cell that starts a formula marked as text; numbers stay."""
    if not _SUSPECT.search(text):
        return text
    # A summary can be longer than the 131,072 characters that a cell may have unless told. It is
    # the whole process that is told; what reads people's files has a limit of its own.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows(map(_row, csv.reader(io.StringIO(text, newline=""))))
    return out.getvalue()


def _row(cells: list[str]) -> list[str]:
    return [f"'{cell}" if cell[:1] in "=+-@\t\r" and _is_text(cell) else cell for cell in cells]


def _is_text(cell: str) -> bool:
    return bool(cell) and not _NUMBER.fullmatch(cell)


def _with_safe_csv(app: _App) -> _App:
    """The application; Datasette sends a CSV one whole row at a time, as plain text unless it
    is to be saved."""

    async def wrapped(scope: Any, receive: Any, send: _Send) -> None:
        is_csv = False

        async def send_safe(message: _Message) -> None:
            nonlocal is_csv
            if message["type"] == "http.response.start":
                named = dict(message.get("headers", []))
                media = named.get(b"content-type", b"").partition(b";")[0]
                is_csv = media in _MEDIA and scope["path"].endswith(".csv")
            elif is_csv and message.get("body"):
                body = neutralise(message["body"].decode("utf-8")).encode("utf-8")
                message = {**message, "body": body}
            await send(message)

        await app(scope, receive, send_safe)

    return wrapped


@hookimpl
def asgi_wrapper(datasette: "Datasette") -> Callable[[_App], _App]:
    return _with_safe_csv

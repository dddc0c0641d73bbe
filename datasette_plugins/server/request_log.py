"""What the server writes down: each answer that is its own fault, or every request.

A line is the time, the status, the method and the address asked, and nothing of who asked: that is
in nginx's log, which is kept for days only. It goes to standard error, or to a file that another
program may move away, and that is begun anew then.
"""

import logging
import logging.handlers
import time
from pathlib import Path
from typing import Any

from billtrail.errors import UsageError

#: From here on an answer is a fault of the server.
_FAULT = 500
#: As much of an address as tells what was asked.
_LONGEST = 500

Application = Any


def open_log(file: Path | None) -> logging.Handler:
    """Where lines go: the end of ``file``, else standard error; UsageError where it cannot be."""
    try:
        handler = (
            logging.handlers.WatchedFileHandler(file, encoding="utf-8")
            if file
            else logging.StreamHandler()
        )
    except OSError as error:
        raise UsageError(f"{file} cannot be written to ({error.strerror}).") from error
    handler.setFormatter(_Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    return handler


class _Formatter(logging.Formatter):
    converter = staticmethod(time.gmtime)


def logged(
    application: Application, handler: logging.Handler, *, all_requests: bool
) -> Application:
    """The application, with a line for each request that it could not answer, or for each."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        status = _FAULT

        async def noted(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        try:
            await application(scope, receive, noted)
        finally:
            if all_requests or status >= _FAULT:
                handler.handle(_line(scope, status))

    return answer


def _line(scope: Any, status: int) -> logging.LogRecord:
    """``500 GET /bill/us-119-hr1?x=1``: in printable signs, so that an address is one line."""
    raw = scope.get("raw_path") or scope["path"].encode()
    query = scope.get("query_string") or b""
    asked = (raw + b"?" + query if query else raw).decode("latin-1")
    shown = "".join(c if c.isascii() and c.isprintable() else f"%{ord(c):02X}" for c in asked)
    level = logging.ERROR if status >= _FAULT else logging.INFO
    text = f"{status} {scope['method']} {shown[:_LONGEST]}"
    return logging.LogRecord("billtrail.server", level, "", 0, text, None, None)

"""What became of our bills: ``/session/us-119``, as a file ``/session/us-119.pdf`` and others.

The page shows all bills; the files are those of ``billtrail report-of-session``. What draws one is
slow to load, so it is imported by the first request for one.
"""

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.briefs.typeset import FORMATS
from billtrail.datasette_plugins.server import (
    ANSWERED,
    Busy,
    RequestQueue,
    answer_error,
    page,
    read_site,
    site_of,
)
from billtrail.errors import UsageError
from billtrail.snapshot import Snapshot
from billtrail.snapshot.sessions import SessionReport, build_session_report, find_session

if TYPE_CHECKING:
    from datasette.app import Datasette

#: How a file's name ends -> the name of its format.
_ENDINGS = {"pdf": "pdf", "docx": "docx", "html": "html", "txt": "text", "json": "json"}
#: A file carries its own style, and nothing that runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_QUEUE = RequestQueue(2, 18, "Many pages are being made just now. Please try again in a minute.")


async def _session_page(datasette: "Datasette", request: Request) -> Response:
    name, ending = unquote(request.url_vars["session"]), request.url_vars["format"]
    try:
        if ending not in (None, *_ENDINGS):
            known = ", ".join(_ENDINGS)
            raise UsageError(f"There is no format {ending!r}. Choose one of: {known}.")
        report = await read_site(datasette, lambda snapshot: _read(snapshot, name))
        if ending:
            return await _file(datasette, report, ending)
    except Busy as error:
        return Response.text(str(error), status=503, headers={"Retry-After": "60"})
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=ending == "json")
    address = f"/session/{report.jurisdiction}-{report.session}"
    context = {"page": report, "address": address, "endings": tuple(_ENDINGS)}
    return await page(datasette, request, "session.html", context)


def _read(snapshot: Snapshot, name: str) -> SessionReport:
    return build_session_report(snapshot, find_session(name))


async def _file(datasette: "Datasette", report: SessionReport, ending: str) -> Response:
    from billtrail.briefs.sheets import render_session

    sender, form = site_of(datasette).sender(), FORMATS[ending]
    async with _QUEUE.turn():
        body = await asyncio.to_thread(render_session, report, sender, _ENDINGS[ending])
    name = f"session_{report.jurisdiction}-{report.session}_{report.on}.{ending}"
    headers = {
        "Content-Disposition": f'{"inline" if form.in_place else "attachment"}; filename="{name}"',
        "Content-Security-Policy": _POLICY,
    }
    return Response(body, headers=headers, content_type=form.media)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/session/(?P<session>[^/.]{1,60})(?:\.(?P<format>\w+))?$", _session_page)]

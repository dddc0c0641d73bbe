"""A brief of a campaign or bill: ``/-/brief/<campaign or key>.<format>?language=&audience=``.

Built when it is asked for, two at a time, and kept by a hash of everything printed, so that an
equal brief is never rendered twice and a changed one never served from memory. What draws a
brief is slow to load, so it is imported by the first request for one.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.briefs.typeset import FORMATS
from billtrail.datasette_plugins.server import (
    Busy,
    RequestQueue,
    Site,
    answer_error,
    read_now,
    site_of,
)
from billtrail.errors import BilltrailError, UsageError
from billtrail.legislatures import Audience, Edition, Language
from billtrail.workspace import Workspace

if TYPE_CHECKING:
    from datasette.app import Datasette

    from billtrail.briefs import Brief
    from billtrail.briefs.build import Request as BriefRequest

#: A brief carries its own style and pictures, and nothing that runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


@dataclass(slots=True)
class _Rendered:
    """The last briefs rendered, by (hash of all that is printed, format), for several threads."""

    limit: int = 64
    files: "OrderedDict[tuple[str, str], bytes]" = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, brief: "Brief", format_: str) -> bytes:
        """The file; the one asked for longest ago is forgotten first."""
        from billtrail.briefs.formats import render

        key = (_printed_hash(brief), format_)
        with self.lock:
            body = self.files.pop(key, None)
        body = render(brief, format_) if body is None else body
        with self.lock:
            self.files[key] = body
            while len(self.files) > self.limit:
                self.files.popitem(last=False)
        return body


def _printed_hash(brief: "Brief") -> str:
    """Equal for equal briefs, whoever asks: what only the author is told is left out."""
    from billtrail.briefs.typeset import brief_id

    return brief_id(brief)


_RENDERED = _Rendered()
_QUEUE = RequestQueue(2, 18, "Many briefs are being made just now. Please try again in a minute.")


async def _brief_page(datasette: "Datasette", request: Request) -> Response:
    subject, format_ = request.url_vars["subject"], request.url_vars["format"]
    site = site_of(datasette)
    try:
        if format_ not in FORMATS:
            raise UsageError(
                f"There is no format {format_!r}. Choose one of: {', '.join(FORMATS)}."
            )
        async with _QUEUE.turn():
            brief, body = await asyncio.to_thread(
                _make, site, subject, format_, request.args.get("language"),
                request.args.get("audience"),
            )  # fmt: skip
    except Busy as error:
        return Response.text(str(error), status=503, headers={"Retry-After": "60"})
    except BilltrailError as error:
        return await answer_error(datasette, request, error, as_json=format_ == "json")
    return _answer(brief, format_, body)


def _make(
    site: Site, subject: str, format_: str, language: str | None, audience: str | None
) -> "tuple[Brief, bytes]":
    """In a thread: read, build, render."""
    from billtrail.briefs import issued
    from billtrail.briefs.build import build
    from billtrail.briefs.formats import fit
    from billtrail.briefs.typeset import templates

    templates.use(site.path.parent / "templates")
    brief = read_now(
        site,
        lambda snapshot: build(snapshot, _request(site, subject, snapshot.on, language, audience)),
    )
    body = _RENDERED.get(brief, format_)
    if site.working:
        issued.record(Workspace.at(site.path.parent, site.path), [fit(brief)])
    return brief, body


def _request(
    site: Site, subject: str, on: date, language: str | None, audience: str | None
) -> "BriefRequest":
    """A public site prints for the public only; each in the name of who made its file."""
    from billtrail.briefs.build import Request as BriefRequest

    asked = Audience(_known("audience", audience or "member", Audience))
    return BriefRequest(
        subject=subject,
        on=on,
        language=Language(_known("language", language or "en", Language)),
        audience=Audience.PUBLIC if site.edition == Edition.PUBLIC else asked,
        organisation=site.sender(),
    )


def _known(what: str, value: str, allowed: type[Language] | type[Audience]) -> str:
    names = [name.value for name in allowed]
    if value not in names:
        raise UsageError(f"{value!r} is no {what}. Choose one of: {', '.join(names)}.")
    return value


def _answer(brief: "Brief", format_: str, body: bytes) -> Response:
    form = FORMATS[format_]
    name = f"{brief.subject}_{brief.on}_{brief.language}.{format_}"
    headers = {
        "Content-Disposition": f'{"inline" if form.in_place else "attachment"}; filename="{name}"',
        "Content-Security-Policy": _POLICY,
        "ETag": f'"{_printed_hash(brief)}"',
        "Cache-Control": "no-cache",
    }
    return Response(body, headers=headers, content_type=form.media)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/brief/(?P<subject>[^/]+?)\.(?P<format>\w+)$", _brief_page)]

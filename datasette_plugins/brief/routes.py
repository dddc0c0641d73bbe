"""A brief of a campaign or bill: ``/-/brief/<campaign or key>.<format>?language=&audience=``, and
the page for survivors of a campaign: ``/-/information/<campaign>.<format>?language=``, an address
that tells no history whom it is for. A published site has only those that were released.

Built when it is asked for, two at a time, and kept by a hash of everything printed, so that an
equal brief is never rendered twice and a changed one never served from memory. What draws a
brief is slow to load, so it is imported by the first request for one.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.briefs.typeset import FORMATS
from billtrail.campaigns.staff_files import load_readers
from billtrail.datasette_plugins.server import (
    Busy,
    RequestQueue,
    Site,
    answer_error,
    read_now,
    site_of,
)
from billtrail.errors import BilltrailError, BriefRefused, UsageError
from billtrail.legislatures import Audience, Edition, Language
from billtrail.snapshot import Snapshot

if TYPE_CHECKING:
    from datasette.app import Datasette

    from billtrail.briefs import Brief
    from billtrail.briefs.build import Request as BriefRequest


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


async def _information(datasette: "Datasette", request: Request) -> Response:
    return await _answer_for(datasette, request, Audience.SURVIVORS.value)


async def _brief_page(datasette: "Datasette", request: Request) -> Response:
    return await _answer_for(datasette, request, request.args.get("audience"))


async def _answer_for(datasette: "Datasette", request: Request, audience: str | None) -> Response:
    subject, format_ = request.url_vars["subject"], request.url_vars["format"]
    site = site_of(datasette)
    try:
        if format_ not in FORMATS:
            raise UsageError(
                f"There is no format {format_!r}. Choose one of: {', '.join(FORMATS)}."
            )
        async with _QUEUE.turn():
            brief, body = await asyncio.to_thread(
                _make, site, subject, format_, request.args.get("language"), audience
            )
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
    from billtrail.briefs.formats import fit
    from billtrail.briefs.typeset import templates

    templates.use(site.workspace.templates)
    brief = read_now(
        site, lambda snapshot: _read(site, snapshot, subject, language or "en", audience)
    )
    body = _RENDERED.get(brief, format_)
    if site.working:
        issued.record(site.workspace, [fit(brief)])
    return brief, body


def _read(
    site: Site, snapshot: Snapshot, subject: str, language: str, audience: str | None
) -> "Brief":
    from billtrail.briefs import find_moved, issued
    from billtrail.briefs.build import build

    request = _request(site, subject, snapshot.on, language, audience)
    if site.working or request.audience != Audience.SURVIVORS:
        return build(snapshot, request)
    page = issued.released_page(snapshot, subject, request.language.value)
    if find_moved(page, snapshot):
        raise BriefRefused("This page is being read again, for the law it tells may have changed.")
    return page


def _request(
    site: Site, subject: str, on: date, language: str | None, audience: str | None
) -> "BriefRequest":
    """A public site prints for the public only, and gives the pages for survivors that it has;
    each in the name of who made its file."""
    from billtrail.briefs.build import Request as BriefRequest

    asked = Audience(_known("audience", audience or "member", Audience))
    return BriefRequest(
        subject=subject,
        on=on,
        language=Language(_known("language", language or "en", Language)),
        audience=_open_to(asked) if site.edition == Edition.PUBLIC else asked,
        organisation=site.sender(),
        readers=load_readers(site.workspace.root) if site.working else (),
    )


def _open_to(asked: Audience) -> Audience:
    return asked if asked == Audience.SURVIVORS else Audience.PUBLIC


def _known(what: str, value: str, allowed: type[Language] | type[Audience]) -> str:
    names = [name.value for name in allowed]
    if value not in names:
        raise UsageError(f"{value!r} is no {what}. Choose one of: {', '.join(names)}.")
    return value


def _answer(brief: "Brief", format_: str, body: bytes) -> Response:
    from billtrail.briefs import write
    from billtrail.briefs.formats import content_policy

    form = FORMATS[format_]
    where = "inline" if form.in_place else "attachment"
    headers = {
        "Content-Disposition": f'{where}; filename="{write.file_name(brief, "")}.{format_}"',
        "Content-Security-Policy": content_policy(brief),
        **_kept(brief),
    }
    return Response(body, headers=headers, content_type=form.media)


def _kept(brief: "Brief") -> Mapping[str, str]:
    """What a browser may keep of it, and tell others: of a page for survivors nothing."""
    if brief.audience == Audience.SURVIVORS:
        return {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return {"ETag": f'"{_printed_hash(brief)}"', "Cache-Control": "no-cache"}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/-/brief/(?P<subject>[^/]+?)\.(?P<format>\w+)$", _brief_page),
        (r"^/-/information/(?P<subject>[^/]+?)\.(?P<format>\w+)$", _information),
    ]

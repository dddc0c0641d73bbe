"""Whether what a brief said still stands: ``/check`` asks which one, by the id on it or a file that
is handed in; ``/check/<brief id>`` and ``/check/<brief id>.json`` answer.

The id is printed on every brief. The working site knows all that were printed, and compares every
stage, figure and claim with today. A published one answers for those that were released: with
their text where it was released to its readers, else with the stages that the page states. A file
that is handed in is read and compared, and kept nowhere.
"""

import re
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from billtrail.datasette_plugins.server import (
    ANSWERED,
    Upload,
    answer_error,
    asked_by_form,
    page,
    read_site,
    site_of,
)
from billtrail.errors import BilltrailError, UsageError
from billtrail.snapshot import Snapshot

if TYPE_CHECKING:
    from datasette.app import Datasette

    from billtrail.briefs import Checked

_WORD = re.compile(r"[\w-]{1,80}")
_ID = re.compile(r"[0-9a-f]{12}")
#: An id, or its first letters.
_BEGUN = re.compile(r"[0-9a-f]{4,12}")


async def _check_page(datasette: "Datasette", request: Request) -> Response:
    name, as_json = request.url_vars["brief"], bool(request.url_vars["json"])
    try:
        found = await read_site(datasette, lambda snapshot: _by_id(snapshot, name))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    if as_json:
        return Response.json(_as_json(found))
    return await _answer(datasette, request, found)


async def _ask_page(datasette: "Datasette", request: Request) -> Response:
    """The form; an id goes to its own page, a file is answered here."""
    if request.method in ("GET", "HEAD"):
        return await _form(datasette, request, request.args.get("id") or "")
    if request.method != "POST":
        return Response.text("GET or POST", status=405)
    try:
        upload = (await asked_by_form(request)).files.get("file")
        found = await read_site(datasette, lambda snapshot: _by_file(snapshot, upload))
    except BilltrailError as error:
        return await _form(datasette, request, "", str(error))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json=False)
    if len(found) == 1:
        return await _answer(datasette, request, found[0])
    name = upload.name if upload else ""
    return await page(datasette, request, "check_many.html", {"found": found, "name": name})


async def _form(datasette: "Datasette", request: Request, id: str, problem: str = "") -> Response:
    if id.strip() and not problem:
        if meant := _meant(id.lower()):
            return Response.redirect(f"/check/{meant}", status=303)
        problem = "An id has twelve letters and digits, such as 3f2a90c1d4e5."
    context = {"id": id, "problem": problem, "working": site_of(datasette).working}
    response = await page(datasette, request, "check_form.html", context)
    response.status = 422 if problem else 200
    return response


def _meant(typed: str) -> str | None:
    """The id in what people type: alone, in groups of letters as paper is read aloud, or behind
    the words that were copied with it ("Brief id 3f2a90c1d4e5"); ``None`` where there is none."""
    *before, last = typed.split()
    if _ID.fullmatch(joined := "".join((*before, last))):
        return joined
    looked_for = _BEGUN if before else _WORD
    return last if looked_for.fullmatch(last) else None


async def _answer(datasette: "Datasette", request: Request, found: "Checked") -> Response:
    issued = found.issued
    context = {"id": issued.id, "issued": issued, "brief": issued.brief, "moved": found.moved,
               "by_hand": found.by_hand, "on": site_of(datasette).today().isoformat()}  # fmt: skip
    return await page(datasette, request, "check.html", context)


# Imported where they are asked for, because what reads a brief is slow to load.


def _by_id(snapshot: Snapshot, id: str) -> "Checked":
    from billtrail.briefs import check_id

    return check_id(snapshot, id)


def _by_file(snapshot: Snapshot, file: Upload | None) -> "tuple[Checked, ...]":
    from billtrail.briefs import check_file

    if file is None or not file.content:
        raise UsageError(f"{file.name} is empty." if file else "Choose a file first.")
    return check_file(snapshot, file.name, file.content)


def _as_json(found: "Checked") -> dict[str, Any]:
    from billtrail.briefs import checked_json

    return checked_json(found)


@hookimpl
def skip_csrf(scope: Any) -> bool:
    """Nothing is changed, and nobody else's page may post here (``server.own_address``)."""
    return bool(scope["path"] == "/check")


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/check$", _ask_page),
        (r"^/check/(?P<brief>[\w-]{1,80})(?P<json>\.json)?$", _check_page),
    ]

"""A page for each bill: ``/bill/<key>``, and the same facts at ``/bill/<key>.json``.

Any other spelling of the number, and the old key of a renumbered bill, leads to the page.
Keys in Datasette's own tables become links to it.
"""

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from billtrail.datasette_plugins.server import (
    ANSWERED,
    answer_error,
    page,
    page_address,
    read_site,
    site_of,
)
from billtrail.legislatures import KEY
from billtrail.legislatures.spelling import Meaning
from billtrail.snapshot import Snapshot, bill_json, floor_json
from billtrail.snapshot.record import edit_json

from .page import BillValues, build_bill, read_bill

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Columns of our tables that hold bill keys.
_KEY_COLUMNS = frozenset({"bill", "key", "related", "enacted_via", "lead"})


async def _bill_page(datasette: "Datasette", request: Request) -> Response:
    name, as_json = request.url_vars["key"], bool(request.url_vars["json"])
    try:
        found = await read_site(datasette, lambda snapshot: _read(snapshot, name))
    except ANSWERED as error:
        return await answer_error(datasette, request, error, as_json)
    if isinstance(found, str):
        return Response.redirect(found)
    if isinstance(found, Meaning):
        # A number without its session means another bill once a newer one is there.
        status = 301 if found.settled else 302
        return Response.redirect(f"/bill/{found.id}{'.json' if as_json else ''}", status=status)
    if as_json:
        more = {"record_edits": [edit_json(one) for one in found.edits],
                "floor": [floor_json(one) for one in found.floor]}  # fmt: skip
        answer = Response.json(bill_json(found.status) | more)
    else:
        context = {"page": build_bill(found), "working": site_of(datasette).working}
        answer = await page(datasette, request, "bill.html", context)
    if found.status.away:  # its file may be back at any moment, of the same edition
        answer.headers["cache-control"] = "no-store"
    return answer


def _read(snapshot: Snapshot, name: str) -> BillValues | Meaning | str:
    """The bill, or what its name stands for; the page of what is no bill."""
    found = snapshot.meaning(name)
    if found.kind != "bill":
        return page_address(snapshot, found.kind, found.id)
    return read_bill(snapshot, name) if found.id == name else found


def _cell_link(value: object, column: str) -> Markup | None:
    if column in _KEY_COLUMNS and isinstance(value, str) and KEY.fullmatch(value):
        return Markup('<a href="/bill/{0}">{0}</a>').format(value)
    return None


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/bill/(?P<key>[^/]+?(?<!\.atom)(?<!\.ics))(?P<json>\.json)?$", _bill_page)]


@hookimpl
def render_cell(value: object, column: str) -> Markup | None:
    return _cell_link(value, column)

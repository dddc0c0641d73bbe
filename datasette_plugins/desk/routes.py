"""``/-/desk`` and ``/-/desk/<task>``: GET shows, POST saves; a published file has no such page.

A form that is not accepted is shown again as it was sent. Whose browser may post here at all is
held by ``server.own_address``; the token in each form is one more lock, and a form whose token is
of another session (the program was started again meanwhile) is shown again too, and saved by the
next click.
"""

import asyncio
import secrets
import sqlite3
from collections.abc import Mapping
from http.cookies import CookieError
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Request, Response

from billtrail.datasette_plugins.server import (
    Asked,
    answer_error,
    asked_by_address,
    asked_by_form,
    page,
    read_site,
    site_of,
    workspace_of,
)
from billtrail.decisions import read_history
from billtrail.errors import BilltrailError, CheckFailed, StoreError, UsageError
from billtrail.files import in_a_line
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace, password

from .access import Desk, Session, TooManyTries, cookie_of, desk_of, set_cookie
from .stale import conflict, seen_now
from .task import Saved, Task, WrongFields
from .tasks import find_task, front_tasks
from .view import Fault, build_view

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Changes on the front page.
_LAST = 6
#: What a page of the desk may load: as all pages, and our own script for the preview.
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}
#: A name is a line that fits a journal's.
_LONGEST_NAME = 100
_ANOTHER = (
    "This form was open since before Billtrail was started again, or since before this desk was "
    "locked. Nothing was changed. Look it over and save it again."
)


class _Visit:
    """One request to the desk: who, where, what; the task is none on the front page."""

    def __init__(self, datasette: "Datasette", request: Request, task: Task | None) -> None:
        self.datasette, self.request, self.task = datasette, request, task
        self.workspace: Workspace = workspace_of(datasette)
        self.desk: Desk = desk_of(datasette)
        self.asked = Asked()
        self.is_ours = False
        known = self.desk.session(_cookie(request))
        self.is_new = known is None
        self.session: Session = known or self.desk.start()

    @property
    def here(self) -> str:
        return f"/-/desk/{self.task.name}" if self.task else "/-/desk"

    def answer(self, response: Response) -> Response:
        if self.is_new:
            set_cookie(self.request, response, self.session)
        response.headers.update(_HEADERS)
        return response


def _cookie(request: Request) -> str | None:
    try:
        return cookie_of(request)
    except CookieError:
        return None


async def _answer(datasette: "Datasette", request: Request) -> Response:
    visit = _Visit(datasette, request, _task(request))
    if request.method not in ("GET", "HEAD", "POST"):
        return Response.text("GET or POST", status=405)
    try:
        posts = request.method == "POST"
        visit.asked = await asked_by_form(request) if posts else asked_by_address(request)
        visit.asked = _filled(visit.task, _without_control(visit, visit.asked))
        if not visit.desk.is_open(visit.workspace, visit.session):
            return await _locked(visit)
        if part := request.url_vars.get("part"):
            return await _part(visit, part)
        return await (_posted(visit) if posts else _shown(visit))
    except BilltrailError as error:
        return visit.answer(await answer_error(datasette, request, error, as_json=False))


def _task(request: Request) -> Task | None:
    name = request.url_vars.get("task")
    if not name:
        return None
    task = find_task(name)
    if task is None:
        raise NotFound("There is no such page of the desk.")
    return task


def _without_control(visit: _Visit, asked: Asked) -> Asked:
    """The values without the token, of which it is only kept whether it is this session's."""
    sent = asked.get("csrftoken").encode()
    visit.is_ours = not visit.is_new and secrets.compare_digest(sent, visit.session.token.encode())
    values = {name: value for name, value in asked.values.items() if name != "csrftoken"}
    return Asked(values, asked.files)


def _filled(task: Task | None, asked: Asked) -> Asked:
    return task.fill(asked) if task and task.fill else asked


# -- showing ---------------------------------------------------------------------------------------


async def _shown(visit: _Visit, fault: Fault | None = None) -> Response:
    """The page as it is, or the form as it was sent with what is wrong in it."""
    task = visit.task
    value = await read_site(visit.datasette, lambda snapshot: _read(visit, snapshot))
    seen, locks = await asyncio.to_thread(_seen, visit)
    told = visit.session.take_told()
    asked = task.shown_again(visit.asked) if task else visit.asked
    view = build_view(
        task, visit.session, asked, locks=locks, seen=seen, told=told, fault=fault,
        noted=getattr(value, "wrong", {}),
    )  # fmt: skip
    context = {"page": value, "desk": view, "tasks": front_tasks()}
    template = task.template if task else "desk_front.html"
    response = await page(visit.datasette, visit.request, template, context)
    response.status = fault.status if fault else 200
    return visit.answer(response)


def _read(visit: _Visit, snapshot: Snapshot) -> Any:
    if visit.task is None:
        return read_history(visit.workspace)[:_LAST]
    return visit.task.read(snapshot, visit.workspace, visit.asked)


def _seen(visit: _Visit) -> tuple[str, bool]:
    seen = seen_now(visit.workspace, visit.task, visit.asked) if visit.task else ""
    return seen, password.read_kept(visit.workspace) is not None


async def _part(visit: _Visit, name: str) -> Response:
    part = visit.task.parts.get(name) if visit.task else None
    if part is None:
        raise NotFound("There is no such page of the desk.")
    try:
        found = await read_site(
            visit.datasette, lambda snapshot: part(snapshot, visit.workspace, visit.asked)
        )
    except BilltrailError as error:
        if visit.request.method == "POST":
            return await _shown(visit, Fault.of(error, 422))
        raise
    response = Response(found.content, content_type=found.content_type)
    if found.filename:
        response.headers["content-disposition"] = f'attachment; filename="{found.filename}"'
    return visit.answer(response)


# -- saving ----------------------------------------------------------------------------------------


async def _posted(visit: _Visit) -> Response:
    do, task = visit.asked.get("do"), visit.task
    if not visit.is_ours:
        return await _shown(visit, Fault(403, problem=_ANOTHER))
    if do in _OF_THE_FRAME:
        return await _OF_THE_FRAME[do](visit)
    if task is None or do not in task.actions:
        return await _shown(visit, Fault(422, problem="That button is not known here."))
    if not (visit.session.by or visit.asked.has("by")):
        return await _ask(visit, "desk_who.html", visit.asked.values, 422)
    async with visit.desk.saving:
        found = await asyncio.to_thread(_save, visit, task, do)
    if isinstance(found, Fault):
        return await _shown(visit, found)
    visit.session.told = found
    return visit.answer(Response.redirect(found.go or visit.here, status=303))


async def _look(visit: _Visit) -> Response:
    """What a save would change; where it could not be made, why."""
    try:
        return await _shown(visit)
    except (UsageError, CheckFailed) as error:
        values = {name: value for name, value in visit.asked.values.items() if name != "do"}
        visit.asked = Asked(values, visit.asked.files)
        return await _shown(visit, Fault.of(error, 422))


async def _forget(visit: _Visit) -> Response:
    """Somebody else goes on at this form."""
    visit.session.by = ""
    return await _shown(visit)


async def _lock(visit: _Visit) -> Response:
    visit.desk.end(visit.session)
    return visit.answer(Response.redirect("/-/desk", status=303))


#: Buttons that every form may have.
_OF_THE_FRAME = {"look": _look, "forget": _forget, "lock": _lock}


def _save(visit: _Visit, task: Task, do: str) -> Saved | Fault:
    """What the button's action saved, or why the form is shown again."""
    try:
        by = visit.session.by or _name(visit, task)
        if meanwhile := conflict(visit.workspace, task, visit.asked):
            visit.session.by = by
            return Fault(409, conflict=meanwhile)
        found = task.actions[do](visit.workspace, visit.asked, by)
    except StoreError as error:
        return Fault.of(error, 503)
    except BilltrailError as error:
        return Fault.of(error, 422)
    except (OSError, sqlite3.Error) as error:
        told = in_a_line(error)
        if told is None:
            raise
        return Fault.of(told, 503)
    visit.session.by = by
    return found


def _name(visit: _Visit, task: Task) -> str:
    """Raises WrongFields where none is said, with what else is wrong in the form."""
    name = " ".join(visit.asked.get("by").split())
    if name and len(name) <= _LONGEST_NAME:
        return name
    others = task.faults(visit.workspace, visit.asked) if task.faults else {}
    says = f"A name has at most {_LONGEST_NAME} letters." if name else _WHO
    raise WrongFields({**others, "by": says})


_WHO = "Say who you are: it is noted beside the change."


# -- the password ----------------------------------------------------------------------------------


async def _locked(visit: _Visit) -> Response:
    """The password is asked; what a form had sent is kept on that page, files apart."""
    tried = visit.asked.get("desk_password")
    asked = visit.task.shown_again(visit.asked) if visit.task else visit.asked
    kept = {n: v for n, v in asked.values.items() if n != "desk_password"}
    if not (visit.request.method == "POST" and tried):
        return await _ask(
            visit, "desk_password.html", kept, 200 if visit.request.method == "GET" else 403
        )
    try:
        session = await asyncio.to_thread(visit.desk.unlock, visit.workspace, tried)
    except UsageError as error:
        status = 429 if isinstance(error, TooManyTries) else 403
        return await _ask(visit, "desk_password.html", kept, status, str(error))
    session.by = visit.session.by
    visit.desk.end(visit.session)
    visit.session, visit.is_new = session, True
    visit.asked = Asked(kept)
    return await _shown(visit, Fault(200, problem=_KEPT if kept else ""))


_KEPT = "The desk is open again. Nothing was changed yet: look the form over and save it."


async def _ask(
    visit: _Visit,
    template: str,
    kept: Mapping[str, tuple[str, ...]],
    status: int,
    problem: str = "",
) -> Response:
    """A page that asks for one thing first and keeps what a form had sent, files apart."""
    context = {"here": visit.here, "kept": kept, "problem": problem, "token": visit.session.token}
    response = await page(visit.datasette, visit.request, template, context)
    response.status = status
    return visit.answer(response)


# -- hooks -----------------------------------------------------------------------------------------


@hookimpl
def skip_csrf(scope: Any) -> bool:
    """The desk has a token of its own, of the session, so that a form that is refused is shown
    again with what was typed."""
    path: str = scope["path"]
    return path == "/-/desk" or path.startswith("/-/desk/")


@hookimpl
def menu_links(datasette: "Datasette") -> list[dict[str, str]]:
    return [{"href": "/-/desk", "label": "Desk"}] if site_of(datasette).working else []


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/desk(?:/(?P<task>[a-z-]+)(?:/(?P<part>[a-z-]+))?)?$", _answer)]

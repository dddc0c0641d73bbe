"""Who is at the desk: sessions, the name they give, the password where one is set.

A session is kept in this process alone and named by a cookie that no script and no other site can
send; it ends after ``HOURS``, when it is locked, and when the password is changed.
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from billtrail.errors import UsageError
from billtrail.workspace import Workspace, password

from .task import Saved

if TYPE_CHECKING:
    from datasette.app import Datasette

HOURS = 8
#: Wrong passwords, and the seconds to wait after them.
TRIES, WAIT = 10, 300
#: More sessions than an office has browsers; the oldest go first.
_MOST = 200
_PATH = "/-/desk"


class TooManyTries(UsageError):
    """Wrong passwords one after another."""


@dataclass(slots=True)
class Session:
    """One browser. ``token`` is in each form that it is shown; ``opened`` is the password (as it
    is kept) that opened it; ``told`` is what the next page says of the last save."""

    id: str
    token: str
    ends: float
    by: str = ""
    opened: str | None = None
    told: Saved | None = None

    def take_told(self) -> Saved | None:
        told, self.told = self.told, None
        return told


@dataclass(slots=True)
class Desk:
    """What the desk of one site remembers while it runs; ``saving`` puts saves in a row."""

    clock: Callable[[], float] = time.time
    saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sessions: dict[str, Session] = field(default_factory=dict)
    _wrong: list[float] = field(default_factory=list)

    def session(self, id: str | None) -> Session | None:
        """The session of a cookie, where it has not ended."""
        found = self._sessions.get(id or "")
        if found and found.ends <= self.clock():
            self.end(found)
            return None
        return found

    def start(self) -> Session:
        """A new session, open where no password is set."""
        while len(self._sessions) >= _MOST:
            del self._sessions[next(iter(self._sessions))]
        found = Session(
            secrets.token_urlsafe(32), secrets.token_urlsafe(32), self.clock() + HOURS * 3600
        )
        self._sessions[found.id] = found
        return found

    def end(self, session: Session) -> None:
        self._sessions.pop(session.id, None)

    def unlock(self, workspace: Workspace, tried: str) -> Session:
        """A session of its own for the right password.

        Raises UsageError for a wrong one, ``TooManyTries`` where too many were: then no password
        is looked at for ``WAIT`` seconds.
        """
        now = self.clock()
        self._wrong = [at for at in self._wrong if at > now - WAIT]
        if len(self._wrong) >= TRIES:
            raise TooManyTries(f"{TRIES} wrong passwords. Wait {WAIT // 60} minutes.")
        kept = password.read_kept(workspace)
        if kept is not None and not password.fits(kept, tried):
            self._wrong.append(now)
            raise UsageError("That is not the password of this desk.")
        self._wrong.clear()
        session = self.start()
        session.opened = kept
        return session

    def is_open(self, workspace: Workspace, session: Session) -> bool:
        """Whether the session may use the desk: there is no password, or it was opened by it."""
        return password.read_kept(workspace) in (None, session.opened)


def desk_of(datasette: "Datasette") -> Desk:
    found = getattr(datasette, "billtrail_desk", None)
    if not isinstance(found, Desk):
        found = datasette.billtrail_desk = Desk()
    return found


def cookie_of(request: Request) -> str | None:
    value: str | None = request.cookies.get(_cookie(request))
    return value


def set_cookie(request: Request, response: Response, session: Session) -> None:
    response.set_cookie(_cookie(request), session.id, path=_PATH, httponly=True, samesite="strict")


def _cookie(request: Request) -> str:
    """Browsers keep cookies by host, whatever the port: two sites here have one each."""
    port = (request.scope.get("server") or (None, None))[1]
    return f"billtrail_desk_{port or 80}"

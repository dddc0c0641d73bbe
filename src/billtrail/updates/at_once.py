"""A bill that somebody just began to follow is asked for at once; where that cannot be, it waits
for the next update, which asks for every followed bill."""

import os
from collections.abc import Callable, Mapping

from billtrail.errors import BilltrailError
from billtrail.legislatures.calendar import sessions
from billtrail.progress import Progress, untold
from billtrail.snapshot import open_snapshot
from billtrail.workspace import Workspace

from . import background

#: Set to anything, no bill is asked for by itself: for a machine without a network, and for tests.
OFFLINE = "BILLTRAIL_OFFLINE"

LATER = "It is followed, not yet fetched: the next update asks for it."


def is_offline() -> bool:
    return bool(os.environ.get(OFFLINE))


def stay_offline() -> None:
    """Ask for no bill by itself from here on; an update that somebody starts still asks."""
    os.environ[OFFLINE] = "1"


def fetch_followed(
    workspace: Workspace,
    key: str,
    *,
    source: str | None = None,
    base_urls: Mapping[str, str],
    say: Callable[[str], None],
    progress: Progress = untold,
) -> bool:
    """Ask the publishers for one bill and wait for the answer; says why where none came. Returns
    whether its record is here now."""
    from .update import update, why_not_asked

    if reason := why_not_asked(workspace, key):
        say(reason)
        say(LATER)
        return False
    try:
        report = update(
            workspace, source=source, bills=[key], base_urls=base_urls, say=say, progress=progress
        )
        why = [line.strip() for line in report.problem_lines()][1:-1]
    except BilltrailError as error:
        why = [str(error)]
    if not _is_unread(workspace, key):
        return True
    for line in why or ["No publisher keeps a record under this number yet."]:
        say(line)
    say(LATER)
    return False


def _is_unread(workspace: Workspace, key: str) -> bool:
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        return snapshot.bill(key).is_unread


def fetch_in_background(workspace: Workspace, key: str) -> str:
    """Start asking for a bill whose record is not here, after an update that runs; returns what is
    to be said of that."""
    if not _is_unread(workspace, key):
        return ""
    if is_offline():
        return LATER
    from .update import why_not_asked

    if reason := why_not_asked(workspace, key):
        return f"{LATER} {reason}"
    background.update_in_background(workspace, bills=(key,))
    return "Its record is being fetched: look again in a minute."

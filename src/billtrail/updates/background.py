"""An update that runs beside the site: whether one is due, and its start."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from billtrail.editions import edition_of
from billtrail.files import platforms
from billtrail.legislatures import Edition
from billtrail.store import open_reader
from billtrail.workspace import Workspace

#: ``start`` asks the publishers in the background when the last check is older than this.
_CHECK_HOURS = 12


def is_stale(workspace: Workspace) -> bool:
    """Whether the last check of the publishers is over 12 hours old; a published file is not
    ours to update."""
    if edition_of(workspace.database) != Edition.WORKING:
        return False
    limit = datetime.now(UTC) - timedelta(hours=_CHECK_HOURS)
    with open_reader(workspace.database) as connection:
        row = connection.execute(
            "SELECT max(started_at) FROM runs WHERE command = 'update'"
        ).fetchone()
    return row[0] is None or row[0] < limit.strftime("%Y-%m-%dT%H:%M:%SZ")


def update_in_background(
    workspace: Workspace, bills: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """``billtrail update`` in a process of its own; what it says goes to ``update.log``. One that
    is about ``bills`` alone waits for an update that runs."""
    command = [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root),
               "--db", str(workspace.database), "update"]  # fmt: skip
    command += [part for key in bills for part in ("--bill", key)] + ["--wait"] * bool(bills)
    with workspace.log.open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **platforms.detached()
        )

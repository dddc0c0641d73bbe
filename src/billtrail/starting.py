"""Starting the site and setting up: what happens between the command and the first page."""

import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from billtrail import calendars, platforms
from billtrail.briefing import default_briefs
from billtrail.database import open_reader
from billtrail.editions import edition_of
from billtrail.errors import BriefRefused, StoreError
from billtrail.organisation import Organisation, load_organisation, save_organisation
from billtrail.reading import open_reading
from billtrail.vocabulary import Edition
from billtrail.workspace import Workspace, prepare

Say = Callable[[str], None]

#: ``start`` asks the publishers in the background when the last check is older than this.
CHECK_HOURS = 12


def start(workspace: Workspace, *, port: int, offline: bool, open_browser: bool, say: Say) -> None:
    """Database, default briefs, site; returns when the site is stopped with Ctrl-C."""
    from billtrail.datasette_plugins.application import listen

    with listen("127.0.0.1", port) as listener:
        prepare(workspace, say)
        write_default_briefs(workspace, Path("out"), say)
        if not offline and is_stale(workspace):
            say("Asking the publishers for news in the background.")
            update_in_background(workspace)
        serve(workspace, listener=listener, open_browser=open_browser, say=say)


def serve(
    workspace: Workspace,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    host_names: Sequence[str] = (),
    listener: socket.socket | None = None,
    open_browser: bool = False,
    say: Say,
) -> None:
    """Show the site until Ctrl-C."""
    from billtrail.datasette_plugins import application

    def ready(address: str) -> None:
        say(f"Billtrail is at {address}  (stop with Ctrl-C)")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    application.serve(
        workspace.database, host, port, host_names=host_names, listener=listener, ready=ready
    )
    say("Stopped.")


def write_default_briefs(workspace: Workspace, folder: Path, say: Say) -> None:
    """The two default briefs into ``folder``; a brief that is refused is said, not fatal."""
    day = calendars.today()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_reading(workspace.database, day) as reading:
            paths = [w.path for w in default_briefs(reading, workspace, folder, day)]
    except OSError as error:
        raise StoreError(f"Briefs cannot be written to {folder.resolve()}: {error}") from error
    except BriefRefused as error:
        say(f"A default brief was refused: {error}")
        return
    say(f"Briefs: {', '.join(path.name for path in paths)} in {folder.resolve()}")


def is_stale(workspace: Workspace) -> bool:
    """Whether the last check of the publishers is over 12 hours old; a published file is not
    ours to update."""
    if edition_of(workspace.database) != Edition.WORKING:
        return False
    limit = datetime.now(UTC) - timedelta(hours=CHECK_HOURS)
    with open_reader(workspace.database) as connection:
        row = connection.execute(
            "SELECT max(started_at) FROM runs WHERE command = 'update'"
        ).fetchone()
    return row[0] is None or row[0] < limit.strftime("%Y-%m-%dT%H:%M:%SZ")


def update_in_background(workspace: Workspace) -> subprocess.Popen[bytes]:
    """``billtrail update`` in a process of its own; what it says goes to ``update.log``."""
    command = [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root),
               "--db", str(workspace.database), "update"]  # fmt: skip
    with workspace.log.open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **platforms.detached()
        )


#: The six questions of ``setup``: option, question.
QUESTIONS: Mapping[str, str] = {
    "name": "Your organisation's name",
    "contact_name": "Who answers questions about a brief",
    "email": "Their e-mail address",
    "phone": "Their telephone number",
    "site": "Your web site",
    "public_contact": "What a published file may name to reach you (e-mail, telephone or address)",
}


def setup(
    workspace: Workspace,
    answers: Mapping[str, str | None],
    *,
    ask: Callable[[str, str], str],
    say: Say,
) -> None:
    """Write organisation.toml from options, or from the answers where no option is given."""
    workspace.create()
    known = load_organisation(workspace.organisation)
    given = any(answers.values())
    values: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        before = str(getattr(known, name, "") or "") if known else ""
        values[name] = answers[name] or (before if given else ask(question, before))
    organisation = replace(known or Organisation(), **values)
    if not organisation.is_complete:
        raise StoreError(
            "An organisation needs a name, and an e-mail or a telephone. Nothing was written."
        )
    save_organisation(organisation, workspace.organisation)
    say(f"Written to {workspace.organisation}. New briefs carry {values['name']}.")

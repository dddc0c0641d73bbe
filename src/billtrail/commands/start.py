"""Starting the site and setting up: what happens between the command and the first page."""

import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from billtrail.briefs import default_briefs
from billtrail.campaigns import Organisation, load_organisation, save_organisation
from billtrail.errors import BriefRefused, StoreError
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import open_snapshot
from billtrail.updates import is_stale, update_in_background
from billtrail.workspace import Workspace, prepare

Say = Callable[[str], None]


def start(workspace: Workspace, *, port: int, offline: bool, open_browser: bool, say: Say) -> None:
    """Database, default briefs, site; returns when the site is stopped with Ctrl-C."""
    from billtrail.datasette_plugins.server import listen

    with listen("127.0.0.1", port) as listener:
        prepare(workspace, say)
        _write_default_briefs(workspace, Path("out"), say)
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
    log: Path | None = None,
    all_requests: bool = False,
    say: Say,
) -> None:
    """Show the site until Ctrl-C; ``log`` and ``all_requests`` are the server's."""
    from billtrail.datasette_plugins.server import application

    def ready(address: str) -> None:
        say(f"Billtrail is at {address}  (stop with Ctrl-C)")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    application.serve(
        workspace.database, host, port, host_names=host_names, listener=listener, ready=ready,
        log=log, all_requests=all_requests,
    )  # fmt: skip
    say("Stopped.")


def _write_default_briefs(workspace: Workspace, folder: Path, say: Say) -> None:
    """The two default briefs into ``folder``; a brief that is refused is said, not fatal."""
    day = sessions.today()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_snapshot(workspace.database, day) as snapshot:
            written = [*default_briefs(snapshot, workspace, folder, day)]
    except OSError as error:
        raise StoreError(f"Briefs cannot be written to {folder.resolve()}: {error}") from error
    except BriefRefused as error:
        say(f"A default brief was refused: {error}")
        return
    for line in (line for brief in written for line in brief.replaced):
        say(line)
    say(f"Briefs: {', '.join(brief.path.name for brief in written)} in {folder.resolve()}")


#: The six questions of ``setup``: option, question.
_QUESTIONS: Mapping[str, str] = {
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
    for name, question in _QUESTIONS.items():
        before = str(getattr(known, name, "") or "") if known else ""
        values[name] = answers[name] or (before if given else ask(question, before))
    organisation = replace(known or Organisation(), **values)
    if not organisation.is_complete:
        raise StoreError(
            "An organisation needs a name, and an e-mail or a telephone. Nothing was written."
        )
    save_organisation(organisation, workspace.organisation)
    say(f"Written to {workspace.organisation}. New briefs carry {values['name']}.")

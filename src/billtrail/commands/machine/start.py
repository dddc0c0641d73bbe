"""Starting the site and setting up: what happens between the command and the first page."""

import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from billtrail import rolls
from billtrail.briefs import default_briefs
from billtrail.errors import BriefRefused, StoreError, UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.mail import schedule
from billtrail.snapshot import open_snapshot
from billtrail.updates import is_stale, stay_offline, update_in_background
from billtrail.workspace import Workspace, prepare

Say = Callable[[str], None]


def start(workspace: Workspace, *, port: int, offline: bool, open_browser: bool, say: Say) -> None:
    """Database, default briefs, site; returns when the site is stopped with Ctrl-C."""
    from billtrail.datasette_plugins.server import listen

    with listen("127.0.0.1", port) as listener:
        prepare(workspace, say)
        for bill in rolls.delete_expired(workspace):
            say(f"The roll of {bill} was kept as long as [rolls] keep_days says, and is deleted.")
        _write_default_briefs(workspace, Path("out"), say)
        if offline:
            stay_offline()
        elif is_stale(workspace):
            say("Asking the publishers for news in the background.")
            update_in_background(workspace)
        if due := schedule.next_words(workspace):
            say(schedule.due_line(due))
        serve(workspace, listener=listener, open_browser=open_browser, say=say)


def refuse_missing(workspace: Workspace) -> None:
    """Where a file was named (--db) and is not there: a working file would be made, and shown, in
    the place of an edition that is yet to come."""
    database = workspace.database
    if database != Workspace.at(workspace.root).database and not database.is_file():
        raise UsageError(
            f"There is no file {database}. Make one for others with 'billtrail publish DIR', or "
            "leave out --db to show your own."
        )


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
    assistants: bool = False,
    say: Say,
) -> None:
    """Show the site until Ctrl-C; ``log``, ``all_requests`` and ``assistants`` are the server's."""
    from billtrail.datasette_plugins.server import application

    def ready(address: str) -> None:
        say(f"Billtrail is at {address}  (stop with Ctrl-C)")
        if assistants:
            say(f"Assistants ask it by MCP at {address}-/mcp")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    application.serve(
        workspace.database, host, port, host_names=host_names, listener=listener, ready=ready,
        log=log, all_requests=all_requests, folder=workspace.root, assistants=assistants,
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


#: The questions of ``setup``: option, question.
_QUESTIONS: Mapping[str, str] = {
    "name": "Your organization's name",
    "contact_name": "Who answers questions about a brief",
    "contact_title": "Their title, for letters",
    "about": "Who you are, in a sentence for letters (We are ...)",
    "email": "Their e-mail address",
    "phone": "Their telephone number",
    "address": "Your postal address",
    "site": "Your web site",
    "public_contact": "What a published file may name to reach you (e-mail, telephone or address)",
    "timezone": "Your time zone, such as America/New_York (Los Angeles where none is named)",
}


def setup(
    workspace: Workspace,
    answers: Mapping[str, str | None],
    *,
    ask: Callable[[str, str], str],
    say: Say,
) -> None:
    """Write organisation.toml from options, or from the answers where no option is given."""
    from billtrail.decisions import organisation

    workspace.create()
    known = organisation.contact(workspace)
    given = any(answers.values())
    values = {
        name: answers[name] or (known[name] if given else ask(question, known[name]))
        for name, question in _QUESTIONS.items()
    }
    if values == {name: known[name] for name in values} and not organisation.contact_faults(known):
        say("organisation.toml already says so. Nothing was changed.")
        return
    organisation.save_contact(workspace, values, by=None, say=say)
    say(f"Written to {workspace.organisation}. New briefs carry {values['name']}.")

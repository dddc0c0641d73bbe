"""Messages to Slack, Teams, a webhook, ntfy and the like, by apprise (the extra ``messages``).

The address of a channel opens its door: it is a line of secrets.env, the subscriber's record has
only the name of that line, and no error of ours repeats it.
"""

import logging
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from billtrail.errors import UsageError
from billtrail.workspace import Workspace, read_secret

from .outbox import OutboxRow, Outcome

#: Seconds until a channel has answered, in all; to connect, and between two pieces of an answer.
DEADLINE = 30.0
_CONNECT, _READ = 5.0, 10.0
_FORM = "such as slack://..., workflows://..., jsons://..., ntfys://..."


def send(workspace: Workspace, row: OutboxRow, deadline: float = DEADLINE) -> Outcome:
    """Send a row's text to the channel that it names. One that does not answer in time is left to
    itself, and holds up nobody."""
    try:
        service = _service(workspace, row.to)
    except UsageError as error:
        return Outcome(str(error))
    mail = message_from_bytes(row.message, EmailMessage, policy=default)
    part = mail.get_body(("plain",))
    body = str(part.get_content()) if part else ""
    found: list[bool] = []
    thread = threading.Thread(
        target=lambda: found.append(_notify(service, str(mail["Subject"]), body)), daemon=True
    )
    thread.start()
    thread.join(deadline)
    if not found:
        return Outcome(f"{row.to} did not answer within {deadline:.0f} seconds")
    return Outcome() if found[0] else Outcome(f"{row.to} did not take the message")


def _notify(service: Any, title: str, body: str) -> bool:
    try:
        return bool(service.notify(title=title, body=body, body_format="text"))
    except Exception:  # apprise and its many services raise what they like
        return False


def _service(workspace: Workspace, name: str) -> Any:
    """The channel of a line of secrets.env. Raises UsageError that says what is missing."""
    address = read_secret(workspace.root, name)
    if not address:
        raise UsageError(f"secrets.env has no line {name}=... with the channel's address")
    try:
        import apprise
    except ImportError:
        raise UsageError(
            "messages need one more package: pip install 'billtrail[messages]'"
        ) from None
    logging.getLogger("apprise").disabled = True  # it would repeat addresses
    service = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if service is None:
        raise UsageError(
            f"the address that {name} has in secrets.env is none that is known, {_FORM}"
        )
    service.socket_connect_timeout, service.socket_read_timeout = _CONNECT, _READ
    service.overflow_mode = apprise.OverflowMode.SPLIT
    return service

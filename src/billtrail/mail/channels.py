"""Messages to Slack, Teams, a webhook, ntfy and the like, by apprise (the extra ``messages``).

The address of a channel opens its door: it is a line of secrets.env, the subscriber's record has
only the name of that line, and no error of ours repeats it.
"""

import logging
import queue
import threading
import time
from collections.abc import Iterable, Iterator
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


def send_all(
    workspace: Workspace, rows: Iterable[OutboxRow], deadline: float = DEADLINE
) -> Iterator[tuple[OutboxRow, Outcome]]:
    """Send each row's text to the channel that it names, all at once, and say what became of each.
    One that does not answer in time is left to itself, and holds up nobody."""
    begun = [(row, _begin(workspace, row)) for row in rows]
    ends = time.monotonic() + deadline
    for row, found in begun:
        try:
            yield row, found.get(timeout=max(0, ends - time.monotonic()))
        except queue.Empty:
            yield row, Outcome(f"{row.to} did not answer within {deadline:.0f} seconds")


def _begin(workspace: Workspace, row: OutboxRow) -> "queue.SimpleQueue[Outcome]":
    """Where it will stand what became of a row; a thread is sending it."""
    found: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    try:
        channel = _channel(workspace, row.to)
    except UsageError as error:
        found.put(Outcome(str(error)))
        return found
    mail = message_from_bytes(row.message, EmailMessage, policy=default)
    part = mail.get_body(("plain",))
    title, body = str(mail["Subject"]), str(part.get_content()) if part else ""

    def send() -> None:
        sent = _notify(channel, title, body)
        found.put(Outcome() if sent else Outcome(f"{row.to} did not take the message"))

    threading.Thread(target=send, daemon=True).start()
    return found


def _notify(channel: Any, title: str, body: str) -> bool:
    try:
        return bool(channel.notify(title=title, body=body, body_format="text"))
    except Exception:  # apprise and its many services raise what they like
        return False


def _channel(workspace: Workspace, name: str) -> Any:
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
    channel = apprise.Apprise()
    channel.add(service)  # by itself it would not turn text into what the service takes
    return channel

"""Mails to a server (RFC 5321), by what secrets.env says of it.

``BILLTRAIL_SMTP_HOST`` names it; ``_PORT``, ``_USER``, ``_PASSWORD``, ``_FROM`` and ``_SECURITY``
(starttls, tls; none for a server on this machine alone) say the rest. A 4xx answer is tried again,
a 5xx answer about the reader is final; what a server says of the sender or of the account is
nobody's end, and is tried again once it is mended.
"""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import parseaddr

import certifi

from billtrail.errors import UsageError
from billtrail.workspace import Workspace, read_secret

from .outbox import OutboxRow, Outcome

#: The names of what secrets.env says begin so.
PREFIX = "BILLTRAIL_SMTP_"
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_HERE = ("localhost", "127.0.0.1", "::1")
#: Seconds that one answer of the server may take.
_TIMEOUT = 20
_PERMANENT = 500


@dataclass(frozen=True, slots=True)
class MailServer:
    """How the server is reached; ``sender`` is the account's own address, where one is set."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    sender: str = ""


def read_server(
    workspace: Workspace, say: Callable[[str], None] | None = None
) -> MailServer | None:
    """The server of secrets.env; ``None`` where none is named. Raises UsageError with what is wrong
    of it, never with a password."""

    def read(name: str) -> str:
        return read_secret(workspace.root, PREFIX + name, say or (lambda line: None)) or ""

    if not (host := read("HOST")):
        return None
    security = read("SECURITY") or "starttls"
    if security not in _PORTS:
        raise UsageError(f"{PREFIX}SECURITY is {security!r}: write starttls, tls or none.")
    if security == "none" and host not in _HERE:
        raise UsageError(f"{PREFIX}SECURITY=none is for a server on this machine alone: over a "
                         "network everybody on the way could read the mails.")  # fmt: skip
    port = read("PORT") or str(_PORTS[security])
    if not port.isdecimal() or not 0 < int(port) < 2**16:
        raise UsageError(f"{PREFIX}PORT is {port!r}: write a number such as 587.")
    user = read("USER")
    sender = read("FROM") or (user if "@" in user else "")
    return MailServer(host, int(port), security, user, read("PASSWORD"), sender)


class MailSession:
    """One connection for a round's mails, made with the first and again where it was lost."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._down = ""

    def send(self, row: OutboxRow) -> Outcome:
        """Send a message as it is stored. A server that cannot be reached is asked once a round."""
        if self._down:
            return Outcome(self._down)
        try:
            smtp = self._smtp or self._connect()
        except (OSError, smtplib.SMTPException) as error:
            self._down = f"the mail server {self._server.host} could not be used: {_said(error)}"
            return Outcome(self._down)
        self._smtp = smtp
        sender = parseaddr(str(message_from_bytes(row.message)["From"]))[1]
        try:
            smtp.sendmail(self._server.sender or sender, [row.to], row.message)
        except smtplib.SMTPRecipientsRefused as error:
            code, _ = error.recipients[row.to]
            return Outcome(f"the address was refused: {_said(error)}", code >= _PERMANENT)
        except smtplib.SMTPDataError as error:
            said = f"the mail was refused: {_said(error)}"
            return Outcome(said, error.smtp_code >= _PERMANENT)
        except (OSError, smtplib.SMTPException) as error:
            self.close()  # whatever was half said is not gone on with
            return Outcome(f"the mail server did not take it: {_said(error)}")
        return Outcome()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())  # where the machine has no list of its own
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_TIMEOUT, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
        try:
            if server.security == "starttls":
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def close(self) -> None:
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None


def _said(error: Exception) -> str:
    """What the server said, in a line."""
    code: int | str = ""
    words: bytes | str = str(error) or type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        ((code, words),) = error.recipients.values()
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split())

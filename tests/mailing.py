"""An office that sends digests, over the small database of the site, and a real mail server."""

import os
import signal
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from billtrail.mail import MailAudience, Subscriber, subscribing
from billtrail.workspace.secrets_file import write_stored
from billtrail.workspace.workspace import Workspace

ANA = Subscriber("Ana Quill", "ana@example.org", MailAudience.STAFF)
BEN = Subscriber("Ben Marsh", "ben@example.net", MailAudience.PARTNER)


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server on this machine proves itself with, and the file by which it is believed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, believed = folder / "key.pem", folder / "believed.pem"
    believed.write_bytes(certificate.public_bytes(Encoding.PEM))
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(believed, pem)
    return context, believed


def make_office(folder: Path, database: bytes, subscribers: Iterable[Subscriber] = ()) -> Workspace:
    office = Workspace.at(folder)
    office.create()
    office.database.write_bytes(database)
    office.organisation.write_text('name = "Coalition Alpha"\nemail = "policy@alpha.example"\n')
    for one in subscribers:
        subscribing.subscribe(office, one)
    return office


def use_server(office: Workspace, port: int) -> None:
    for name, value in (("HOST", "127.0.0.1"), ("PORT", str(port)), ("SECURITY", "none")):
        write_stored(office.root, f"BILLTRAIL_SMTP_{name}", value)


@dataclass
class Inbox:
    """What a server took, and what it answers instead: step of the protocol -> answer."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    at: Any = lambda step: None

    @property
    def mails(self) -> list[tuple[str, Any]]:
        return [(to, message_from_bytes(body, policy=default)) for to, body in self.taken]

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.at("mail")
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.at("rcpt")
        answer = self.answers.get(address) or self.answers.get("rcpt") or "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.get("data", "250 OK")
        self.at("data")
        if answer.startswith("250"):
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
        self.at("taken")
        return answer


class _Server(Controller):
    """On a port that is free."""

    def _create_server(self):
        listener = socket.create_server((self.hostname, 0))
        self.port = listener.getsockname()[1]
        return self.loop.create_server(self._factory_invoker, sock=listener)


@contextmanager
def mail_server(office: Workspace, **options: Any) -> Iterator[Inbox]:
    inbox = Inbox()
    server = _Server(inbox, hostname="127.0.0.1", **options)
    server.start()
    try:
        use_server(office, server.port)
        yield inbox
    finally:
        server.stop()


def in_child(work: Callable[[], object], inbox: Inbox, step: str = "") -> None:
    """Do the work in a child of this process, which may kill itself; or which is killed, truly, at
    a step of the server."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)

    def kill(reached: str) -> None:
        if reached == step:
            inbox.at = lambda step: None
            os.kill(child, signal.SIGKILL)

    inbox.at = kill
    os.waitpid(child, 0)
    inbox.at = lambda step: None

"""A digest as a mail: text and page as alternatives, and its days as a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from uuid import uuid4

from billtrail.campaigns import Organisation
from billtrail.errors import UsageError
from billtrail.events import Dates, render_ics
from billtrail.words import day_words

from .page import digest_html
from .subscribers import Subscriber
from .text import digest_text
from .values import Digest

#: Every server takes it: a line end of two signs, and seven bits.
_POLICY = SMTP.clone(cte_type="7bit")
#: Of a mail that nobody sends from an address of their own.
_NOWHERE = "billtrail@localhost"


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name mails go out, from which address, and where one asks to get no more."""

    name: str
    address: str

    @classmethod
    def of(cls, organisation: Organisation | None, address: str | None) -> "Sender":
        """``address`` is that of the mail server's account, where one is set."""
        name = organisation.name if organisation else ""
        own = organisation.email if organisation and "@" in organisation.email else ""
        return cls(name or "Billtrail", address or own or _NOWHERE)

    @property
    def header(self) -> Address:
        """Raises UsageError where the address is none."""
        try:
            self.address.encode("ascii")
            return Address(self.name, addr_spec=self.address)
        except (ValueError, IndexError) as error:
            raise UsageError(f"{self.address!r} is no mail address to send from.") from error


def signed(digest: Digest, one: Subscriber, sender: Sender) -> Digest:
    """The digest with who sends it, and for a partner how to get no more."""
    often = {"daily": "each day on which something changes, and once a week otherwise",
             "weekly": "once a week", "at-once": "when something changes"}[one.rhythm]  # fmt: skip
    sent = f"Sent by {sender.name} with Billtrail, {often}."
    if one.is_staff:
        return replace(digest, sender=f"{sent} For staff only: do not forward it.")
    how = f"write to {sender.address}" if sender.address != _NOWHERE else "tell us"
    ending = f"To get no more of these, {how} with the word: unsubscribe."
    return replace(digest, sender=sent, ending=ending)


def build_message(
    digest: Digest, one: Subscriber, sender: Sender, now: datetime, *, draft: bool = False
) -> EmailMessage:
    """The mail to a subscriber; ``now`` is the instant it is written. A ``draft`` is a file that a
    mail program opens to be sent. Raises UsageError."""
    found = signed(digest, one, sender)
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = f"Billtrail: {found.headline}".replace("\N{NO-BREAK SPACE}", " ")
    mail["From"] = sender.header
    mail["To"] = one.to if one.by_mail else "undisclosed-recipients:;"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{uuid4().hex}@{sender.address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if draft:
        mail["X-Unsent"] = "1"
    for name, value in _list_headers(one, sender):
        mail[name] = value
    mail.set_content(digest_text(found))
    mail.add_alternative(digest_html(found), subtype="html")
    if digest.entries:
        mail.add_attachment(
            calendar(digest), maintype="text", subtype="calendar", filename="billtrail.ics",
            params={"method": "PUBLISH", "charset": "utf-8"},
        )  # fmt: skip
    return mail


def _list_headers(one: Subscriber, sender: Sender) -> Iterator[tuple[str, str]]:
    if not one.is_staff and sender.address != _NOWHERE:
        yield "List-Unsubscribe", f"<mailto:{sender.address}?subject=unsubscribe>"


def calendar(digest: Digest) -> bytes:
    """Its days as iCalendar; they have the ids that the site's calendars give them."""
    on = date.fromisoformat(digest.on)
    dates = Dates(f"Billtrail, {day_words(digest.on)}", digest.entries, on)
    return render_ics(dates, lambda path: "")


def message_name(one: Subscriber, on: str) -> Path:
    """The name of its file: ``digest_2026-11-26_a-name.eml``."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in one.name.casefold()).split())
    return Path(f"digest_{on}_{plain or 'reader'}.eml")

from . import schedule, subscribing
from .follows import Followed, Follows
from .mail_server import MailServer, read_server
from .message import Sender, build_message, calendar, message_name, signed
from .outbox import (
    Outbox,
    OutboxRow,
    Outcome,
    State,
    open_outbox,
    outbox_path,
    read_rows,
    told_before,
)
from .page import digest_html
from .post import Prepared, Round, make_round, prepare_digests, read_follows, reader
from .reader import Before, DigestReader
from .standing import MailStanding, read_standing
from .subscribers import (
    FOLLOWS,
    MailAudience,
    Rhythm,
    Subscriber,
    Subscribers,
    load_subscribers,
    path_of,
)
from .text import digest_text
from .values import Digest, DigestBill, DigestDay

__all__ = [
    "FOLLOWS",
    "Before",
    "Digest",
    "DigestBill",
    "DigestDay",
    "DigestReader",
    "Followed",
    "Follows",
    "MailAudience",
    "MailServer",
    "MailStanding",
    "Outbox",
    "OutboxRow",
    "Outcome",
    "Prepared",
    "Rhythm",
    "Round",
    "Sender",
    "State",
    "Subscriber",
    "Subscribers",
    "build_message",
    "calendar",
    "digest_html",
    "digest_text",
    "load_subscribers",
    "make_round",
    "message_name",
    "open_outbox",
    "outbox_path",
    "path_of",
    "prepare_digests",
    "read_follows",
    "read_rows",
    "read_server",
    "read_standing",
    "reader",
    "schedule",
    "signed",
    "subscribing",
    "told_before",
]

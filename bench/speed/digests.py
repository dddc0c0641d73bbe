"""Digests for fifty subscribers, a third of them partners: read, written as mails, put aside.

Processor time of a process in which nothing was read yet, libraries apart; then once more.
"""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from billtrail.bills.models import Bill
from billtrail.legislatures.calendar import sessions
from billtrail.mail import (
    MailAudience,
    Sender,
    Subscriber,
    build_message,
    open_outbox,
    prepare_digests,
)
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

#: Seconds that digests for fifty may take.
BAR = 2.0
_READERS = 50
_SENDER = Sender("Coalition Alpha", "policy@alpha.example")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.at(folder)
        prepare(workspace)
        changed = _change(workspace)
        print(f"digests: {_READERS} subscribers, {changed} bills of theirs changed")
        readers = list(_readers(workspace))
        for which in ("first", "again"):
            took, size = _made(workspace, readers, which)
            print(
                f"digests: {which} {took:.2f} s of CPU, bar {BAR:.0f} s; {size // 1024} kB a mail"
            )


def _change(workspace: Workspace) -> int:
    """Have every followed bill say something new."""
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        bills = [b.status.bill for c in snapshot.campaigns() for b in c.bills if b.status]
    found: dict[str, Bill] = {bill.key: bill for bill in bills}
    sql = ("INSERT INTO bill_changes (bill, field, old, new, seen_at, kind) VALUES (?, 'location', "
           "NULL, '\"a committee, for the bench\"', ?, 'change')")  # fmt: skip
    with workspace.writer("bench") as writer, writer.transaction():
        writer.connection.executemany(sql, [(key, writer.now) for key in found])
    return len(found)


def _readers(workspace: Workspace) -> Iterator[Subscriber]:
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        ids = [id for id, _ in snapshot.campaign_titles()]
    for number in range(_READERS):
        audience = MailAudience.PARTNER if number % 3 == 0 else MailAudience.STAFF
        chosen = () if number % 5 == 0 else (ids[number % len(ids)], ids[(number + 3) % len(ids)])
        yield Subscriber(f"Reader {number}", f"r{number}@example.org", audience, campaigns=chosen)


def _made(workspace: Workspace, readers: list[Subscriber], period: str) -> tuple[float, int]:
    """CPU seconds, and the middle size of a mail in bytes."""
    started, sizes = time.process_time(), []
    now = datetime.now(UTC)
    with open_outbox(workspace) as outbox:
        for one in prepare_digests(workspace, readers, lambda _: None, sessions.today()):
            mail = build_message(one.digest, one.subscriber, _SENDER, now).as_bytes()
            outbox.put(one.subscriber, period, one.digest, mail, now)
            sizes.append(len(mail))
    return time.process_time() - started, sorted(sizes)[len(sizes) // 2]

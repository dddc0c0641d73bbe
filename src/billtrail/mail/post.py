"""A round: who is due gets a row in the outbox, and what waits there is sent.

Staff's digests are read from the working file, partners' from the same look with the coalition's
edition laid over it. What a round prints names nobody: a timer's log is kept by the machine.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from billtrail.campaigns import load_organisation
from billtrail.editions import edition_of
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import sessions
from billtrail.publish import lay_over, without_kept_home
from billtrail.snapshot import open_snapshot
from billtrail.words import count_words
from billtrail.workspace import Say, Workspace

from . import channels
from .follows import Follows
from .mail_server import PREFIX, MailServer, MailSession, read_server
from .message import Sender, build_message
from .outbox import Outbox, OutboxRow, Outcome, State, open_outbox, sending
from .reader import Before, DigestReader
from .subscribers import FILE, MailAudience, Rhythm, Subscriber, Subscribers, fold, load_subscribers
from .values import Digest

#: Who hears of nothing for so many days is told that nothing changed.
QUIET_DAYS = 7


@dataclass(frozen=True, slots=True)
class Prepared:
    """A digest for a subscriber: ``period`` is what it would be sent for, ``""`` where there is
    nothing to send. ``problems`` are what the record names and there is not."""

    subscriber: Subscriber
    digest: Digest
    period: str
    problems: tuple[str, ...]


@dataclass(slots=True)
class Round:
    """What a round did: how many digests were ``made``, ``sent``, are to be tried again (``later``)
    and were ``given_up``, how many had nothing to tell; how many subscribers are ``unreached`` for
    want of a server; ``lines`` say what is not in order."""

    made: int = 0
    quiet: int = 0
    sent: int = 0
    later: int = 0
    given_up: int = 0
    unreached: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        told = [
            f"Digests made: {self.made}",
            f"sent: {self.sent}",
            f"nothing to tell: {self.quiet}",
        ]
        told += [f"to be tried again: {self.later}"] if self.later else []
        told += [f"given up: {self.given_up}"] if self.given_up else []
        return f"{'; '.join(told)}."


def prepare_digests(
    workspace: Workspace,
    subscribers: Iterable[Subscriber],
    before: Callable[[Subscriber], Before | None],
    on: date,
) -> Iterator[Prepared]:
    """The digest of each, staff's first, each from its own look at the file."""
    for read, one in _looks(workspace, subscribers, on):
        yield _prepared(read, one, before(one))


def read_follows(
    workspace: Workspace, subscribers: Sequence[Subscriber], on: date
) -> list[tuple[Subscriber, Follows]]:
    """What each follows as their digest has it, in the order given."""
    found = {one: read.followed.of(one) for read, one in _looks(workspace, subscribers, on)}
    return [(one, found[one]) for one in subscribers]


def _looks(
    workspace: Workspace, subscribers: Iterable[Subscriber], on: date
) -> Iterator[tuple[DigestReader, Subscriber]]:
    """Each with the look that their audience may have, staff first."""
    found = list(subscribers)
    for audience in MailAudience:
        those = [one for one in found if one.audience == audience]
        if those:
            with reader(workspace, audience, on) as read:
                yield from ((read, one) for one in those)


@contextmanager
def reader(workspace: Workspace, audience: MailAudience, on: date) -> Iterator[DigestReader]:
    """A look at the file as an audience may have it."""
    staff = audience == MailAudience.STAFF
    ours = staff or edition_of(workspace.database) != Edition.WORKING
    with ExitStack() as opened:
        database = workspace.database
        if not ours:
            organisation = load_organisation(workspace.organisation)
            database = opened.enter_context(without_kept_home(database, organisation))
        snapshot = opened.enter_context(open_snapshot(database, on))
        if not ours:
            lay_over(snapshot.connection, Edition.COALITION)
        yield DigestReader(snapshot, staff=staff)


def _prepared(read: DigestReader, one: Subscriber, before: Before | None) -> Prepared:
    digest, follows = read.read(one, before)
    return Prepared(one, digest, _period(one, digest, before), follows.problems)


def _period(one: Subscriber, digest: Digest, before: Before | None) -> str:
    """What a digest is sent for: a day, a week, or this very news. A first one is always sent, and
    one a week."""
    on = date.fromisoformat(digest.on)
    if one.rhythm == Rhythm.WEEKLY:
        year, week, _ = on.isocalendar()
        return f"week {year}-{week:02}"
    silent = before is None or on - before.since >= timedelta(days=QUIET_DAYS)
    if one.rhythm == Rhythm.AT_ONCE and digest.has_news and before:
        new = "".join(sorted(digest.told - before.told))
        return f"news {digest.on} {sha256(new.encode()).hexdigest()[:16]}"
    return f"day {digest.on}" if digest.has_news or silent else ""


# -- a round ---------------------------------------------------------------------------------------


def make_round(workspace: Workspace, say: Say, now: datetime | None = None) -> Round:
    """Put what is due into the outbox, and send what waits there. ``now`` is an instant (UTC).

    Raises WriterBusy where another run sends, CheckFailed for a file of subscribers that cannot be
    read, UsageError for a mail server that is set up wrongly.
    """
    at = now or datetime.fromisoformat(sessions.utc_now())
    subscribers = load_subscribers(workspace)
    with sending(workspace), open_outbox(workspace) as outbox:
        found = Round()
        if faults := subscribers.faults:
            found.lines.append(f"{count_words(len(faults), 'fault')} in {FILE}, whose records are "
                               "left out: billtrail digest subscribers")  # fmt: skip
        _leave(outbox, subscribers, at)
        server = read_server(workspace, found.lines.append)
        reached = _reached(subscribers.sound, server, found)
        _queue(workspace, outbox, reached, server, at, found)
        _send(workspace, outbox, server, at, found)
        for line in dict.fromkeys(found.lines):
            say(line)
        outbox.tidy(at)
    return found


def _leave(outbox: Outbox, subscribers: Subscribers, now: datetime) -> None:
    """Nothing goes to who left the file, or to an address that was changed since."""
    if subscribers.faults:
        return  # whose record cannot be read has not left
    there = {fold(one.name): one.to for one in subscribers.sound}
    for row in outbox.all():
        if row.subscriber not in there:
            outbox.forget(row.subscriber)
        elif row.state == State.WAITING and row.to != there[row.subscriber]:
            outbox.note(row, Outcome("the address was changed", for_good=True), now)


def _queue(
    workspace: Workspace,
    outbox: Outbox,
    subscribers: Sequence[Subscriber],
    server: MailServer | None,
    now: datetime,
    found: Round,
) -> None:
    sender = Sender.of(load_organisation(workspace.organisation), server.sender if server else None)
    for one in prepare_digests(workspace, subscribers, outbox.before, sessions.today()):
        if one.problems:
            found.lines.append(
                "A subscriber follows what there is not: billtrail digest subscribers"
            )
        if not one.period:
            found.quiet += 1
        elif not outbox.has(one.subscriber, one.period):
            message = build_message(one.digest, one.subscriber, sender, now).as_bytes()
            found.made += outbox.put(one.subscriber, one.period, one.digest, message, now)


def _reached(
    subscribers: Sequence[Subscriber], server: MailServer | None, found: Round
) -> list[Subscriber]:
    """Those who can be sent anything: without a server no mails are made that would pile up."""
    mails = sum(one.by_mail for one in subscribers)
    if mails and server is None:
        found.unreached += mails
        found.lines.append(
            f"{count_words(mails, 'subscriber')} cannot be sent a mail: secrets.env names no mail "
            f"server ({PREFIX}HOST). 'billtrail digest --to FOLDER' writes mails as files."
        )
    return [one for one in subscribers if server or not one.by_mail]


def _send(
    workspace: Workspace, outbox: Outbox, server: MailServer | None, now: datetime, found: Round
) -> None:
    """Mails first, by one connection; then the channels, all at once."""
    rows = outbox.due(now)
    if server:
        with closing(MailSession(server)) as session:
            for row in rows:
                if "@" in row.to:
                    _note(outbox, row, session.send(row), now, found)
    for row, outcome in channels.send_all(workspace, [r for r in rows if "@" not in r.to]):
        _note(outbox, row, outcome, now, found)


def _note(outbox: Outbox, row: OutboxRow, outcome: Outcome, now: datetime, found: Round) -> None:
    state = outbox.note(row, outcome, now)
    found.sent += state == State.SENT
    found.later += state == State.WAITING
    found.given_up += state == State.GIVEN_UP

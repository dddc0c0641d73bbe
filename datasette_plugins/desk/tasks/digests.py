"""Who gets digests by mail or message: added, changed, shown as they would come, forgotten."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import starmap

from billtrail import mail
from billtrail.datasette_plugins.desk import Asked, Saved, Task, WrongField
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import full_name
from billtrail.legislatures.calendar import today
from billtrail.mail import MailAudience, Rhythm, Subscriber, subscribing
from billtrail.snapshot import Snapshot
from billtrail.words import day_words
from billtrail.workspace import Workspace

from ..fields import read_line

AUDIENCES = (
    (MailAudience.PARTNER, "A partner", "nothing that only staff may know"),
    (MailAudience.STAFF, "Staff", "also undecided positions, letters to renew, your own dates"),
)
RHYTHMS = (
    (Rhythm.DAILY, "Daily", "on days on which something changed"),
    (Rhythm.WEEKLY, "Weekly", ""),
    (Rhythm.AT_ONCE, "At once", "with every run that finds something new"),
)
#: What is followed by a line each: kind -> label, hint.
LINES = {
    "bills": ("Bills", "A number a line, such as HR 4817."),
    "sections": ("Sections of law", "Such as 18 USC 3771A or Penal Code 236.14, one a line."),
    "legislators": ("Legislators", "A name a line."),
    "committees": ("Committees", "Such as House Judiciary or Senate Public Safety, one a line."),
}
#: So many of the newest lines of the outbox are shown.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SubscriberRow:
    """``number`` is the place in the file, ``mark`` what a button names them by."""

    number: int
    mark: str
    name: str
    says: str
    follows: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowField:
    name: str
    label: str
    hint: str
    value: str


@dataclass(frozen=True, slots=True)
class DigestsPage:
    """``now`` is the subscriber whose form is shown, ``text`` the digest as it would come, where
    that was asked for; ``wrong`` says what keeps it from being made."""

    rows: tuple[SubscriberRow, ...]
    faults: tuple[str, ...]
    standing: mail.MailStanding
    by_mail: bool
    sent: tuple[str, ...]
    now: Subscriber | None
    campaigns: tuple[tuple[str, str, str, str], ...]
    fields: tuple[FollowField, ...]
    text: str = ""
    wrong: dict[str, str] | None = None
    audiences: tuple[tuple[str, str, str], ...] = AUDIENCES
    rhythms: tuple[tuple[str, str, str], ...] = RHYTHMS


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> DigestsPage:
    found = mail.load_subscribers(workspace)
    followed = mail.Followed(snapshot)
    number = asked.get("who")
    at = int(number) if number.isdecimal() and 0 < int(number) <= len(found.sound) else 0
    now = found.sound[at - 1] if at else None
    text, wrong = "", None
    if asked.get("do") == "look":
        try:
            text = _preview(workspace, _asked_for(followed, asked))
        except WrongField as error:
            wrong = error.wrong
    those = mail.read_follows(workspace, found.sound, snapshot.on)
    return DigestsPage(
        rows=tuple(starmap(_row, enumerate(those, start=1))),
        faults=found.faults,
        standing=mail.read_standing(workspace, snapshot.on),
        by_mail=mail.read_server(workspace) is not None,
        sent=tuple(_sent(row) for row in mail.read_rows(workspace)[:_SHOWN]),
        now=now,
        campaigns=tuple((one.id, one.title, "", "") for one in followed.campaigns),
        fields=tuple(_field(kind, now, snapshot) for kind in LINES),
        text=text,
        wrong=wrong,
    )


def _row(number: int, of: tuple[Subscriber, mail.Follows]) -> SubscriberRow:
    one, follows = of
    says = f"{one.to}, {one.audience}, {one.rhythm}"
    return SubscriberRow(number, _mark(one), one.name, says, follows.words, follows.problems)


def _field(kind: str, now: Subscriber | None, snapshot: Snapshot) -> FollowField:
    values = getattr(now, kind) if now else ()
    if kind == "bills":
        values = [full_name(key) for key in values]
    if kind == "legislators":
        values = [_called(snapshot, person) for person in values]
    return FollowField(kind, *LINES[kind], "\n".join(values))


def _called(snapshot: Snapshot, person: str) -> str:
    """A legislator's name, where it means nobody else."""
    name = snapshot.person_name(person)
    with suppress(UsageError):
        return name if snapshot.resolve_person(name) == person else person
    return person


def _sent(row: mail.OutboxRow) -> str:
    why = f": {row.problem}" if row.problem else ""
    return f"{day_words(row.made_at)}, {row.to}: {row.state}{why}"


def _mark(one: Subscriber) -> str:
    return sha256(one.name.encode()).hexdigest()[:12]


def _asked_for(followed: mail.Followed, asked: Asked) -> Subscriber:
    """The subscriber of the form. Raises WrongField."""
    name, to = read_line(asked, "name"), read_line(asked, "to")
    if not name:
        raise WrongField("name", "Say who it is.")
    follows = {"campaigns": list(asked.all("campaigns"))}
    for kind in LINES:
        follows[kind] = [line.strip() for line in asked.get(kind).splitlines() if line.strip()]
        for line in follows[kind]:
            try:
                followed.settle(kind, line)
            except UsageError as error:
                raise WrongField(kind, error.said) from None
    try:
        return subscribing.build_subscriber(
            followed.snapshot, name, to, asked.get("audience"), asked.get("rhythm"), follows
        )
    except UsageError as error:
        field, _, says = str(error).partition(": ")
        raise WrongField(field if field in ("audience", "rhythm") else "to", says) from None


def _preview(workspace: Workspace, one: Subscriber) -> str:
    (found,) = mail.prepare_digests(workspace, [one], mail.told_before(workspace), today())
    return mail.digest_text(found.digest)


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    from billtrail.snapshot import open_snapshot

    with open_snapshot(workspace.database, today()) as snapshot:
        one = _asked_for(mail.Followed(snapshot), asked)
    was = subscribing.subscribe(workspace, one)
    return Saved(f"{one.name} {'is changed' if was else 'gets digests'}.", go="/-/desk/digests")


def _forget(workspace: Workspace, asked: Asked, by: str) -> Saved:
    marks = {_mark(one): one.name for one in mail.load_subscribers(workspace).sound}
    if asked.get("which") not in marks:
        raise UnknownKey("subscriber", "of that button", said="The list has changed since.")
    lines = subscribing.forget(workspace, marks[asked.get("which")])
    return Saved(lines[0], go="/-/desk/digests", lines=lines[1:])


TASK = Task(
    name="digests",
    title="Digests",
    says="Who is told by mail or message what changed: add, change, look, forget.",
    template="desk_digests.html",
    read=_read,
    actions={"save": _save, "forget-subscriber": _forget},
    place=28,
)

"""Who gets mails, of what and how often: ``subscribers.toml`` of the workspace, its owner's alone.

Names and addresses stand in this file and in the outbox, and nowhere else: no table of the database
has them, nothing that is printed while mails are sent, and no line of the journal.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from billtrail.errors import CannotWrite, CheckFailed, UnknownKey, UsageError
from billtrail.files import read_text, read_toml, replace_file
from billtrail.legislatures import Language
from billtrail.records import (
    NAMES,
    Fault,
    FaultPlace,
    Read,
    record,
    repeats,
    tell,
    write_record,
    written,
)
from billtrail.records import one_of as one_of_these
from billtrail.workspace import Workspace

FILE = "subscribers.toml"
_TABLE = "subscriber"
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*\.[\w-]{2,}", re.ASCII)
_SECRET = re.compile(r"[A-Z][A-Z0-9_]{2,60}")
_LONGEST = 200


class MailAudience(StrEnum):
    """``staff`` may read what the coalition decides; a ``partner`` gets what an edition for the
    coalition holds of the record, and nothing of what we ask or have not decided."""

    STAFF = "staff"
    PARTNER = "partner"


class Rhythm(StrEnum):
    """``at-once`` is with every run that sends, where something happened."""

    DAILY = "daily"
    WEEKLY = "weekly"
    AT_ONCE = "at-once"


def _to(value: Any) -> str:
    words = value.strip() if isinstance(value, str) else ""
    if len(words) <= _LONGEST and (_MAIL.fullmatch(words) or _SECRET.fullmatch(words)):
        return words
    if "://" in words:
        raise ValueError(
            "the address of a service opens its door: put it into secrets.env, as "
            "POLICY_CHANNEL=..., and name that line here: POLICY_CHANNEL"
        )
    raise ValueError(f"{value!r} is neither a mail address nor the name of a line in secrets.env")


@dataclass(frozen=True, slots=True)
class Subscriber:
    """``to`` is a mail address, or the name of the line of secrets.env that has the address of a
    channel. Of whom nothing is said to follow gets what the coalition follows. ``bills`` are keys,
    ``sections`` keys of statutes, ``legislators`` ids, ``committees`` names."""

    name: str = field(metadata=NAMES)
    to: Annotated[str, Read(_to)]
    audience: MailAudience = MailAudience.PARTNER
    rhythm: Rhythm = Rhythm.WEEKLY
    language: Annotated[str, one_of_these(Language.EN.value)] = Language.EN.value
    campaigns: tuple[str, ...] = ()
    bills: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    legislators: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()

    @property
    def by_mail(self) -> bool:
        return "@" in self.to

    @property
    def is_staff(self) -> bool:
        return self.audience == MailAudience.STAFF


#: What a subscriber may follow.
FOLLOWS = ("campaigns", "bills", "sections", "legislators", "committees")


@dataclass(frozen=True, slots=True)
class _SubscribersFile:
    """``subscribers.toml``."""

    subscribers: tuple[Subscriber, ...] = field(default=(), metadata=written(_TABLE))


@dataclass(frozen=True, slots=True)
class Subscribers:
    """Those whose record is sound, in the file's order; ``faults`` are the others' in words."""

    sound: tuple[Subscriber, ...]
    faults: tuple[str, ...]

    def get(self, name: str) -> Subscriber | None:
        return next((one for one in self.sound if fold(one.name) == fold(name)), None)

    def named(self, name: str) -> Subscriber:
        """Raises UnknownKey with the nearest names."""
        found = self.get(name)
        if found is None:
            from billtrail.legislatures import nearest

            raise UnknownKey("subscriber", name, nearest(name, [one.name for one in self.sound]))
        return found


def path_of(workspace: Workspace) -> Path:
    return workspace.root / FILE


def load_subscribers(workspace: Workspace) -> Subscribers:
    """The workspace's; one record with a fault costs nobody else a mail. Raises CheckFailed where
    the file is no TOML."""
    return parse_subscribers(_text(workspace))


def _text(workspace: Workspace) -> str:
    return read_text(path_of(workspace))


def parse_subscribers(text: str) -> Subscribers:
    """Those of a file's text. Raises CheckFailed where it is no TOML, or has no such table."""
    from tomllib import TOMLDecodeError

    from billtrail.records import structure

    try:
        raw = read_toml(text)
    except TOMLDecodeError as error:
        raise CheckFailed(f"{FILE}: {error}") from error
    here, faults, sound = FaultPlace(FILE), list[Fault](), list[Subscriber]()
    faults += (here.unknown(name, (_TABLE,), "table") for name in sorted(raw) if name != _TABLE)
    faults += repeats(raw, _SubscribersFile, here)
    rows = raw.get(_TABLE, [])
    if not isinstance(rows, list):
        raise CheckFailed(f"{FILE}: write [[{_TABLE}]] in two brackets, once for each.")
    twice = {str(fault.place) for fault in faults}
    for row in rows:
        place = here.record(_TABLE, Subscriber, row)
        one = structure(row, Subscriber, place, faults) if str(place) not in twice else None
        sound += [one] if one else []
    return Subscribers(tuple(sound), tuple(tell(faults, {FILE: text})))


def add(workspace: Workspace, one: Subscriber) -> bool:
    """Write a subscriber into the file, in place of one of that name; whether there was one.

    Raises CheckFailed where the file has a fault elsewhere, which is mended first, CannotWrite.
    """
    text = _text(workspace)
    before = parse_subscribers(text)
    if before.faults:
        raise CheckFailed("\n".join((*before.faults, "Mend that first. Nothing was written.")))
    was = next((o.name for o in before.sound if fold(o.name) == fold(one.name)), None)
    if was and was != one.name:
        text = write_record(FILE, text, record(_TABLE, name=was), None)
    text = write_record(FILE, text, record(_TABLE, name=one.name), _written(one))
    if (now := parse_subscribers(text)).faults:
        raise UsageError("\n".join(now.faults))
    _write(workspace, text)
    return was is not None


def remove(workspace: Workspace, name: str) -> bool:
    """Take a subscriber out of the file, one whose record has a fault too; whether there was one.
    Raises CheckFailed where the file is no TOML."""
    text = before = _text(workspace)
    parse_subscribers(text)
    rows = read_toml(text).get(_TABLE, [])
    names = [row["name"] for row in rows if isinstance(row, Mapping) and _is(row, name)]
    for found in names:
        text = write_record(FILE, text, record(_TABLE, name=found), None)
    if text != before:
        _write(workspace, text)
    return text != before


def _is(row: Mapping[str, Any], name: str) -> bool:
    return isinstance(row.get("name"), str) and fold(row["name"]) == fold(name)


def fold(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def _written(one: Subscriber) -> dict[str, Any]:
    """What differs from what is taken where nothing is said; who and where to always."""
    values = {f.name: getattr(one, f.name) for f in fields(one)}
    said = {n: v for n, v in values.items() if v != () and n != "language"}
    return {n: list(v) if isinstance(v, tuple) else str(v) for n, v in said.items()}


def _write(workspace: Workspace, text: str) -> None:
    workspace.create()
    try:
        replace_file(path_of(workspace), text.encode(), private=True)
    except OSError as error:
        raise CannotWrite(f"{FILE} cannot be written: {error.strerror or error}.") from error

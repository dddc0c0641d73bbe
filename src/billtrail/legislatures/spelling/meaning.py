"""What people type, and what it means on a day: one function, ``resolve``.

It reads a campaign's or an effort's id, a key, an address, a number with or without its session.
A bare number means the newest session that has it, and says so, because after the turn of a session
every number means another bill. A number that is not held is offered to be followed, never denied:
a file holds the bills that somebody follows, and not all there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from billtrail.errors import AmbiguousKey, NotStored, UnknownKey, UsageError

from ..calendar import sessions as calendars
from ..keys import display, first_year, full_name, nearest, split_key
from ..registry import get
from . import identifiers
from .known_keys import KnownKeys
from .spellings import Guess, read_guesses


class Holdings(Protocol):
    """What a file holds."""

    @property
    def keys(self) -> KnownKeys:
        """Every key that is stored, in order."""

    @property
    def named_keys(self) -> KnownKeys:
        """Those too that are followed and not stored yet."""

    def kind_of(self, name: str) -> str | None:
        """``campaign`` or ``family`` where an id is one's."""

    def titled(self, text: str) -> tuple[str, str] | None:
        """``campaign`` or ``family`` and its id, where the text is the title of one."""

    def alias(self, name: str) -> str | None:
        """The key of a renumbered bill."""

    def holds(self, key: str) -> bool:
        """Whether it is one of ``named_keys``."""

    def names(self) -> list[str]:
        """The ids of campaigns and efforts."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means: ``kind`` is ``bill``, ``campaign`` or ``family``. ``notes`` say which
    choice was made, where there was one; ``older`` are the bills of that number of earlier
    sessions, ``missing`` that of the session of the day where it is not in the file.
    ``settled``: the text itself names the session."""

    kind: str
    id: str
    notes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    missing: str | None = None
    settled: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """``notes`` for a terminal: with the command that follows what is missing."""
        return (*self.notes, _follow(self.missing)) if self.missing else self.notes


def resolve(text: str, day: date, stored: Holdings) -> Meaning:
    """What a text means on a day.

    Raises NotStored for a number of a bill that is not in the file, AmbiguousKey where it fits
    bills of two legislatures or kinds that are, UnknownKey with the nearest names for anything
    else.
    """
    if kind := stored.kind_of(text):
        return Meaning(kind, text)
    if found := stored.titled(text):
        return Meaning(*found)
    if key := stored.alias(text) or _named(text):
        if stored.holds(key):
            return Meaning("bill", key)
        raise not_stored(text, [key], stored.keys)
    guesses = read_guesses(text)
    if not guesses:
        near = nearest(text, stored.names()) + stored.keys.nearest(text)
        raise UnknownKey("bill, campaign or effort", text, near[:5])
    numbered = _begun(identifiers.find_identifier(text, stored.named_keys), day)
    if not numbered:
        raise not_stored(text, list(offers(guesses, day)), stored.keys)
    if len({split_key(key)[::2] for key in numbered}) > 1:
        raise AmbiguousKey(text, numbered)
    newest, *older = numbered
    missing = _missing(newest, day)
    notes = tuple(_notes(newest, older, missing))
    return Meaning("bill", newest, notes, tuple(older), missing, settled=False)


def _named(text: str) -> str | None:
    """The key, where the text alone says which."""
    try:
        return identifiers.parse_identifier(text)
    except UsageError:
        return None


def _begun(keys: Sequence[str], day: date) -> Sequence[str]:
    """Those of sessions that had begun by the day, where there are any."""
    sessions = ((key, calendars.session_for(key)) for key in keys)
    begun = [key for key, session in sessions if not session or session.starts <= day.isoformat()]
    return begun or keys


def offers(guesses: Iterable[Guess], day: date) -> Iterator[str]:
    """The keys that a number could have that is not held: in its own session, else that of the
    day."""
    keys = dict.fromkeys(key for guess in guesses if (key := _offer(guess, day)))
    yield from list(keys)[:4]


def _offer(guess: Guess, day: date) -> str | None:
    try:
        session = guess.session or calendars.session_on(guess.type.jurisdiction, day)
    except UsageError:
        return None
    key = guess.in_session(session)
    return key.key if key else None


def not_stored(text: str, keys: Sequence[str], known: KnownKeys) -> NotStored:
    """The error for a number that is not in the file: how to follow it, and what reads like it."""
    near = [key for key in known.nearest(text) if key not in keys]
    if len(keys) == 1:
        return NotStored(
            text, f"{_of(keys[0])} is not in the file yet.", _follow(keys[0]), keys, near
        )
    could = " or ".join(f"{_of(key)} ({key})" for key in keys)
    means = f" It can be {could}." if keys else " Name its session."
    return NotStored(text, f"{text!r} is not in the file yet.{means}", _follow("KEY"), keys, near)


def not_followed(key: str, followed: KnownKeys) -> NotStored:
    """The error for a bill that no campaign follows, where only a followed one will do."""
    near = [other for other in followed.nearest(key) if other != key]
    return NotStored(key, f"{_of(key)} is not followed by any campaign.", _follow(key), [key], near)


def _follow(key: str) -> str:
    return f"Follow it: billtrail watch {key} --campaign ID, then billtrail update."


def _of(key: str) -> str:
    """``AB 999 of 2025-26``, ``H.R. 1 of the 120th Congress``."""
    parts = split_key(key)
    return f"{display(key)} of {get(parts.jurisdiction).sessions.spoken(parts.session)}"


def _missing(newest: str, day: date) -> str | None:
    """The bill of that number of the day's session, where the newest held is of an earlier one."""
    parts = split_key(newest)
    try:
        now = calendars.session_on(parts.jurisdiction, day)
    except UsageError:
        return None
    later = first_year(parts.jurisdiction, now) > first_year(parts.jurisdiction, parts.session)
    return parts._replace(session=now).key if later else None


def _notes(newest: str, older: Sequence[str], missing: str | None) -> Iterator[str]:
    """Which session was meant, where others have the number or may have it by now."""
    if older or missing:
        also = f"; older: {', '.join(map(full_name, older))}" if older else ""
        yield f"{_of(newest)} is meant, the newest session here that has the number{also}."
    if missing:
        yield f"{_of(missing)} is not in the file yet."

"""What people type, and what it means on a day: one function, ``resolve``.

It reads a campaign's or an effort's id, a title or words of one, a law's number, a key, an address,
a number with or without its session.
A bare number means the newest session that has it, and says so, because after the turn of a session
every number means another bill. A number that is not held is offered to be followed, never denied:
a file holds the bills that somebody follows, and not all there are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import NamedTuple, Protocol

from billtrail.errors import AmbiguousKey, NotStored, UnknownKey, UsageError

from ..calendar import calendars, session_for, session_on
from ..keys import display, first_year, full_name, nearest, session_of_year, split_key
from ..registry import get, is_known, known
from . import identifiers
from .known_keys import Keys, nearest_keys
from .law_names import LawName, read_law
from .spellings import Guess, read_guesses, read_without_session
from .state_words import take_state


class Named(NamedTuple):
    """Something that has a name: ``kind`` is ``bill``, ``campaign`` or ``family``."""

    kind: str
    id: str
    title: str


class Holdings(Protocol):
    """What a file holds."""

    @property
    def keys(self) -> Keys:
        """Every key that is stored, in order."""

    @property
    def named_keys(self) -> Keys:
        """Those too that are followed and not stored yet."""

    def named(self, text: str) -> Named | None:
        """The campaign or effort of that id, in small letters or large."""

    def titled(self, text: str) -> Sequence[Named]:
        """What has the text as its whole title or as its initials: an effort before a campaign,
        either before its bills."""

    def enacted(self, law: LawName) -> Sequence[str]:
        """The keys of the bills that became the law."""

    def worded(self, text: str) -> Sequence[Named]:
        """What has every word of the text in its title, the likeliest first; not all of many."""

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
    ``settled``: the text itself names the session; ``by_words``: by words of a title alone."""

    kind: str
    id: str
    notes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    missing: str | None = None
    settled: bool = True
    by_words: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """``notes`` for a terminal: with the command that follows what is missing."""
        return (*self.notes, _follow(self.missing)) if self.missing else self.notes


def resolve(text: str, day: date, stored: Holdings) -> Meaning:
    """What a text means on a day.

    Raises NotStored for a number of a bill that is not in the file, AmbiguousKey where it fits
    several (bills of two legislatures or kinds, or titles), UnknownKey with the nearest names for
    anything else.
    """
    if named := stored.named(text):
        return Meaning(named.kind, named.id)
    if titled := stored.titled(text):
        return _one_of(text, titled)
    if law := read_law(text):
        return _law(text, law, stored)
    if key := _named(text) or stored.alias(text):
        if (found := stored.alias(key) or key) != key:
            return Meaning("bill", found, (_renumbered(key, found),))
        if stored.holds(key):
            return Meaning("bill", key)
        raise not_stored(text, [key], stored.keys)
    guesses = read_guesses(text, stored.named_keys)
    return _numbered(text, guesses, day, stored) if guesses else _by_words(text, day, stored)


def _numbered(text: str, guesses: Sequence[Guess], day: date, stored: Holdings) -> Meaning:
    """The bill of a number that does not say its session, or says it as bills at hand have it;
    raises as ``resolve``."""
    found = _begun(identifiers.find_identifier(text, stored.named_keys), day)
    if not found:
        keys = list(offers(guesses, day))
        led = ((key, now) for key in keys if (now := stored.alias(key)))
        if renumbered := next(led, None):
            return Meaning("bill", renumbered[1], (_renumbered(*renumbered),), settled=False)
        raise not_stored(text, keys, stored.keys)
    if len({split_key(key)[::2] for key in found}) > 1:
        raise AmbiguousKey(text, found)
    newest, *older = found
    if all(guess.session for guess in guesses):
        return Meaning("bill", newest)
    missing = _missing(newest, day)
    notes = tuple(_notes(newest, older, missing))
    return Meaning("bill", newest, notes, tuple(older), missing, settled=False)


def _law(text: str, law: LawName, stored: Holdings) -> Meaning:
    """The bill that became a law; raises as ``resolve``."""
    found = stored.enacted(law)
    if len(found) > 1:
        raise AmbiguousKey(text, found)
    if not found:
        raise UnknownKey("", text, [], said=f"No bill in this file became {law.law}. {_BY_NUMBER}")
    return Meaning("bill", found[0])


_BY_NUMBER = "The bill that did can be followed by its own number or its official address."


def _renumbered(key: str, found: str) -> str:
    return f"{_of(key)} has another number now: {full_name(found)}."


def _one_of(text: str, found: Sequence[Named]) -> Meaning:
    """The one that is named; raises AmbiguousKey where there are several."""
    if len(found) == 1:
        return Meaning(found[0].kind, found[0].id)
    what = "bills" if all(one.kind == "bill" for one in found) else "titles"
    titles = {one.id: one.title for one in found}
    raise AmbiguousKey(text, list(titles), what, titles)


def _by_words(text: str, day: date, stored: Holdings) -> Meaning:
    """What has the words of a text, which is no number, in its title; raises as ``resolve``."""
    found = stored.worded(text)
    if found:
        one = _one_of(text, found)
        note = f"{found[0].title} is meant, the one title here that has these words."
        return replace(one, notes=(note,), settled=False, by_words=True)
    if guesses := read_without_session(text):
        raise _wrong_session(text, guesses, day, stored)
    near = nearest(text, stored.names()) + nearest_keys(stored.keys, text)
    raise UnknownKey("", text, near[:5], said=_unknown(text))


def _wrong_session(text: str, guesses: Sequence[Guess], day: date, stored: Holdings) -> UnknownKey:
    """The error for a number with a session that its legislature lacks."""
    said = f"No session of {_places(guesses)} is called as {text!r} says."
    keys = list(offers(guesses, day))
    same = (_same_number(key, stored.named_keys) for key in keys)
    if held := list(chain.from_iterable(same)):
        return UnknownKey("", text, sorted(held, reverse=True), said=said)
    return not_stored(text, keys, stored.keys, said)


def _places(guesses: Iterable[Guess]) -> str:
    return _either(dict.fromkeys(get(guess.type.jurisdiction).short for guess in guesses))


def _either(names: Iterable[str]) -> str:
    """``Congress, California or Virginia``"""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _unknown(text: str) -> str:
    """What is said of a text that is nobody's name: a number of another legislature is no number
    that can be read here, and may well be a bill."""
    state, number = take_state(text)
    if state and re.fullmatch(r"[A-Za-z]{1,6}[. -]*[0-9]{1,6}", number):
        kinds = ", ".join(row.type.upper() for row in state.types)
        return f"{text!r} is no number of {state.name}. Its measures are {kinds}, from 1 on."
    if re.fullmatch(r"(?:[A-Za-z]{2,} )?[A-Za-z]{1,6}[. -]*[0-9]{1,6}", text.strip()):
        places = _either(one.short for one in known())
        return (
            f"{text!r} is no number of {places}, nor of a bill at hand. A bill of any other state "
            "is found with the state before its number: Texas HB 2306."
        )
    if "://" in text:
        return (
            f"No bill's number could be read from the address {text!r}. Name the bill by its "
            "number, with the state before it where it is of one: Texas HB 2306."
        )
    if not text.strip():
        return _HOW_TO_NAME
    return f"Nothing in this file is called {text!r}. {_HOW_TO_NAME}"


_HOW_TO_NAME = (
    "Name a bill by its number (AB 999, H.R. 4323), by words of its title or by its official "
    "address; a bill that is not in the file yet, by its number or address."
)


def _named(text: str) -> str | None:
    """The key, where the text alone says which."""
    try:
        return identifiers.parse_identifier(text)
    except UsageError:
        return None


def _begun(keys: Sequence[str], day: date) -> Sequence[str]:
    """Those of sessions that had begun by the day, where there are any."""
    sessions = ((key, session_for(key)) for key in keys)
    begun = [key for key, session in sessions if not session or session.starts <= day.isoformat()]
    return begun or keys


def offers(guesses: Iterable[Guess], day: date) -> Iterator[str]:
    """The keys that a number could have that is not held: in its own session, else that of the
    day."""
    keys = dict.fromkeys(key for guess in guesses if (key := _offer(guess, day)))
    yield from list(keys)[:4]


def _offer(guess: Guess, day: date) -> str | None:
    session = guess.session or _session_of(guess.type.jurisdiction, day)
    key = guess.in_session(session) if session else None
    return key.key if key else None


def _session_of(jurisdiction: str, day: date) -> str | None:
    """The regular session of a day; of a legislature without a calendar, that of its year."""
    if jurisdiction not in calendars.jurisdictions():
        return session_of_year(jurisdiction, day.year)
    try:
        return session_on(jurisdiction, day)
    except UsageError:
        return None


def not_stored(text: str, keys: Sequence[str], stored: Keys, said: str = "") -> NotStored:
    """The error for a number that is not in the file: how to follow it, the same number of other
    sessions, and what reads like it. ``said`` stands before what it can be."""
    same = [other for key in keys for other in _same_number(key, stored) if other not in keys]
    places = {split_key(key).jurisdiction for key in keys}
    near = [
        *same,
        *(
            key
            for key in nearest_keys(stored, keys[0] if keys else text, places)
            if key not in (*keys, *same)
        ),
    ][:5]
    if len(keys) != 1:
        could = _either(f"{_whose(key)}{_of(key)} ({key})" for key in keys)
        means = f" It can be {could}." if keys else " Name its session."
        said = said or f"{text!r} is not in the file yet."
        return NotStored(text, f"{said}{means}", _follow("KEY"), keys, near)
    if not is_known(split_key(keys[0]).jurisdiction):
        return NotStored(text, _unknown_place(keys[0]), "", (), near)
    has = f" {', '.join(map(_of, same))} is." if same else ""
    told = f"{said} {_of(keys[0])} is not in the file yet.{has}".strip()
    return NotStored(text, told, _follow(keys[0]), keys, near)


def _same_number(key: str, stored: Keys) -> list[str]:
    """The bills of the number that other sessions of the same legislature have."""
    parts = split_key(key)
    return [*stored.numbered(parts.type, parts.number, parts.jurisdiction)]


def _unknown_place(key: str) -> str:
    places = " and ".join(f"{one.id} ({one.short})" for one in known())
    place = split_key(key).jurisdiction
    return f"{key} is not in the file, and no publisher is asked about {place!r}: {places} are."


def not_followed(key: str, followed: Keys) -> NotStored:
    """The error for a bill that no campaign follows, where only a followed one will do."""
    near = [other for other in nearest_keys(followed, key) if other != key]
    return NotStored(key, f"{_of(key)} is not followed by any campaign.", _follow(key), [key], near)


def _follow(key: str) -> str:
    return f"Follow it: billtrail watch {key} --campaign ID."


def _of(key: str) -> str:
    """``AB 999 of 2025-26``, ``H.R. 1 of the 120th Congress``."""
    parts = split_key(key)
    return f"{display(key)} of {get(parts.jurisdiction).sessions.spoken(parts.session)}"


def _whose(key: str) -> str:
    """``California's ``, which its session does not tell; nothing of Congress."""
    place = get(split_key(key).jurisdiction)
    return "" if place.national else f"{place.short}'s "


def _missing(newest: str, day: date) -> str | None:
    """The bill of that number of the day's session, where the newest held is of an earlier one."""
    parts = split_key(newest)
    now = _session_of(parts.jurisdiction, day)
    if now is None:
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

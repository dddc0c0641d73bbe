"""Every spelling of a bill <-> one key.

``parse_identifier`` reads one key from keys, printed numbers, file names and addresses;
``find_identifier`` finds what a number without its session could mean among known keys. Both
read a text into guesses (what it could mean) and narrow them by what is known; a spelling that
still fits several bills is refused with what was expected, never guessed.

California's extraordinary sessions: ``ABX1 1`` is bill 1 of the first one. LegiScan joins them,
``ABX11``: the digit after the X is the session. With a blank elsewhere (``AB X11``) it can also
be bill 11 of some extraordinary session, so that is ambiguous.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from billtrail.errors import AmbiguousKey, UsageError

from ..keys import KEY, called_in, display, first_year, mark_of, split_key
from ..legislature import BillKey
from ..measures import measure_type
from ..registry import get, kept
from .known_keys import Keys
from .spellings import Guess, read_guesses, read_session

_EXPECTED = (
    "Expected a key (us-119-hr4323, ca-20252026-ab379), a number with its session "
    "('H.R. 4323 (119th)', 'AB 379 (2025-26)', 'ABX1 1 (2023-24)') or the bill's official address"
)


def parse_identifier(
    text: str, *, jurisdiction: str | None = None, session: str | None = None
) -> str:
    """The one key that a spelling means, where needed with the jurisdiction or session given.

    ``session`` may have any form: ``119``, ``20252026``, ``2025-26``, ``20252026 Special
    Session 1``. Raises ``AmbiguousKey`` naming the keys, or ``UsageError`` saying what was
    expected, also where the text names another session than the one given.
    """
    given = read_session(session) if session else {}
    guesses = read_guesses(text)
    if not guesses and KEY.fullmatch(text):
        return split_key(text).key  # says what is wrong with the key
    if not guesses:
        raise UsageError(f"{text!r} is not a bill number. {_hint(text)}{_EXPECTED}.")
    fitting = [guess for guess in guesses if jurisdiction in (None, guess.type.jurisdiction)]
    keys = {key.key for key in (_settle(guess, given) for guess in fitting) if key}
    if len(keys) == 1:
        return keys.pop()
    if keys:
        raise AmbiguousKey(text, sorted(keys)[:4])
    raise UsageError(_no_session(text, fitting or guesses, jurisdiction, session))


def _settle(guess: Guess, given: dict[str, str]) -> BillKey | None:
    """A guess with its session, or None where that is not known or another one was asked for."""
    asked = given.get(guess.type.jurisdiction)
    if given and asked is None:
        return None
    if guess.session is None:
        return guess.in_session(asked) if asked else None
    regular = get(guess.type.jurisdiction).sessions.regular_of
    if asked and regular(asked) != regular(guess.session):
        return None
    return guess.in_session(guess.session)


def _no_session(
    text: str, guesses: list[Guess], jurisdiction: str | None, session: str | None
) -> str:
    asked = f"session {session}" if session else ""
    asked = " and ".join(
        filter(None, (asked, f"jurisdiction {jurisdiction}" if jurisdiction else ""))
    )
    examples = " or ".join(dict.fromkeys(repr(_example(guess)) for guess in guesses[:3]))
    if session or all(guess.session for guess in guesses):
        return f"{text!r} does not belong to {asked}. Expected something like {examples}."
    return f"{text!r} does not say its session. Expected {examples}."


def _example(guess: Guess) -> str:
    extra = f"X{guess.extra}" if guess.extra else ""
    legislature = get(guess.type.jurisdiction)
    session = legislature.sessions.short(guess.session or legislature.example)
    return f"{guess.type.label}{extra} {guess.number} ({session})"


def _hint(text: str) -> str:
    """One more sentence for spellings that are nearly right."""
    if re.search(r"\bAR[ -]?\d", text, re.I):
        return "'AR' is LegiScan's name for a California HR. "
    if re.search(r"\b[A-Z]{2,3} ?X ?\d(?![\d -]*\d)", text, re.I):
        return "After X and the session's digit the bill's number is missing. "
    if re.search(r"\d{4} ?[-/] ?\d\d", text):
        return "A California session begins in an odd year: 2023-24, 2025-26. "
    return ""


def find_identifier(text: str, known: Keys) -> list[str]:
    """The keys among ``known`` that a spelling could mean, newest session first.

    Of a number that several legislatures have, those that nobody follows are told by their newest
    bill and stand behind the others: many have had it in every session.

    Without an X in the text, a legislature's extraordinary sessions count only where no regular
    one of it fits.
    A text that is not a bill number finds nothing.
    """
    guesses = read_guesses(text, known)
    plain = any(not guess.extra and guess.session is None for guess in guesses)
    having = {name: known.having(*name) for name in {_name_of(guess) for guess in guesses}}
    guesses = [one for one in guesses if one.type.jurisdiction in having[_name_of(one)]]
    places = {guess.type.jurisdiction for guess in guesses}
    brief = places.difference(known.followed) if plain and len(places) > 1 else set[str]()
    held = {
        key
        for guess in guesses
        for key in _held(guess, known, guess.type.jurisdiction in brief)
        if _means(guess, key)
    }
    fitting = _without_called(held) if plain else held
    newest = sorted(fitting, key=lambda key: (key.jurisdiction in brief, *_newest_first(key)))
    last = {key.jurisdiction: key for key in reversed(newest) if key.jurisdiction in brief}
    return [key.key for key in newest if last.get(key.jurisdiction, key) == key]


def _name_of(guess: Guess) -> tuple[str, int]:
    return guess.type.type, guess.number


def _held(guess: Guess, known: Keys, brief: bool) -> Iterator[BillKey]:
    """A legislature's bills of a type and number; where it is to be ``brief``, the last of them."""
    of = guess.type.type, guess.number, guess.type.jurisdiction
    return map(split_key, known.numbered(*of, _LAST) if brief else known.numbered(*of))


#: One of a session that was called beside the newest, and that one's.
_LAST = 2


def _without_called(keys: set[BillKey]) -> set[BillKey]:
    """Without those of called sessions where the legislature has others."""
    regular = {key for key in keys if not called_in(key.jurisdiction, key.session)}
    places = {key.jurisdiction for key in regular}
    return regular | {key for key in keys if key.jurisdiction not in places}


def _newest_first(key: BillKey) -> tuple[int, str, tuple[int, ...], str]:
    """Of sessions called in one year the last one is the newest."""
    called_last = tuple(-ord(letter) for letter in key.session)
    return -first_year(key.jurisdiction, key.session), key.jurisdiction, called_last, key.key


def _means(guess: Guess, key: BillKey) -> bool:
    if guess.session is not None:
        return guess.in_session(guess.session) == key
    same = (guess.type.jurisdiction, guess.type.type, guess.number)
    named = not guess.extra or guess.extra == called_in(key.jurisdiction, key.session)
    return named and same == (key.jurisdiction, key.type, key.number)


#: Stands for a bill's number in words that all bills of a session and type share.
_NUMBER = "\0"


def spellings(key: str) -> str:
    """The words to index so that a number, however it is written, and its session find it.

    Each joined number is followed by the session, so that ``hr4323 119`` is found as a phrase.
    """
    parts = split_key(key)
    shared = _shared_spellings(parts.jurisdiction, parts.session, parts.type)
    return shared.replace(_NUMBER, str(parts.number))


@lru_cache(maxsize=1024)
def _shared_spellings(jurisdiction: str, session: str, type_: str) -> str:
    row = measure_type(jurisdiction, type_)
    one = f"{jurisdiction}-{session}-{type_}1"
    extra = mark_of(jurisdiction, session).lower()
    key, shown = (name.removesuffix("1") + _NUMBER for name in (one, display(one)))
    joined = [f"{spelling}{extra}{_NUMBER} {session}" for spelling in row.spellings]
    names = [shown, f"{row.type}{extra} {_NUMBER}", row.words]
    return " ".join([key, *joined, *names, *get(jurisdiction).sessions.spellings(session)])


@kept(256)
def search_words(query: str) -> str | None:
    """A query that looks like a bill number as one joined word (and its session): ``H.R. 4323
    (119th)`` -> ``hr4323 119``. None where it does not, so that it is searched as it is."""
    guesses = read_guesses(query)
    if not guesses:
        return None
    first = guesses[0]
    shared = set.intersection(*(set(guess.type.spellings) for guess in guesses))
    type_ = (
        first.type.type if first.type.type in shared else min(shared or {first.type.type}, key=len)
    )
    sessions = {guess.session and guess.in_session(guess.session) for guess in guesses}
    only = sessions.pop() if len(sessions) == 1 else None
    mark = mark_of(only.jurisdiction, only.session).lower() if only else ""
    extra = f"x{first.extra}" if first.extra else mark
    word = f"{type_}{extra}{first.number}"
    return f"{word} {only.session}" if only else word

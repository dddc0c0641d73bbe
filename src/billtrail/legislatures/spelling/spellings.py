"""Reading a text into what it could mean: type, number and, where it says so, session.

A text is read by the first form it contains (addresses, file names, the publishers' ids: each
legislature has its own), else as a number the way people print it. Each guess is one meaning; a
text that is no bill number has none. ``identifiers`` narrows guesses to one key.

A number alone can be one of those with a module, or of a state from data that has it among the
bills at hand; any state's where the text names it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from billtrail.errors import UsageError

from ..keys import KEY, is_session, session_label, session_of_year, split_key
from ..legislature import BillKey, Legislature, MeasureType, Named
from ..measures import measure_type, measure_types
from ..named_sessions import key_session
from ..registry import get, is_known, known
from .state_words import read_numbered, read_page, spelled_types, take_state


class Guess(NamedTuple):
    """What a text could mean. ``session`` is None where the text does not say it, and then
    ``extra`` is the number of the extraordinary session, if it names one."""

    type: MeasureType
    number: int
    session: str | None = None
    extra: str = ""

    def in_session(self, session: str) -> BillKey | None:
        """The key in a session; None where the text names another extraordinary session."""
        if self.extra:
            sessions = get(self.type.jurisdiction).sessions
            named = sessions.called_number(session)
            if named and named != self.extra:
                return None
            session = sessions.beside(session, self.extra)
        return BillKey(self.type.jurisdiction, session, self.type.type, self.number)


#: More sessions than any legislature has held.
MOST_SESSIONS = 1000


class AtHand(Protocol):
    """The bills at hand."""

    @property
    def places(self) -> Collection[str]:
        """The legislatures whose they are."""

    def having(self, type_: str, number: int) -> Sequence[str]:
        """The legislatures that have a type and number."""

    def numbered(
        self, type_: str, number: int, place: str, last: int = MOST_SESSIONS
    ) -> Sequence[str]:
        """A legislature's keys of a type and number, in order; the ``last`` of many."""


def read_guesses(text: str, at_hand: AtHand | None = None) -> list[Guess]:
    """Everything a text could mean: by its exact form first, else as printed words. A number
    without a place is one of those whose bills are at hand, where any are."""
    text = unquote(text).strip()
    if KEY.fullmatch(text.lower()):
        return _of_key(text.lower())
    for pattern, read in _forms(known()):
        if match := pattern.search(text):
            return read(match)
    if "/" in text and (paged := [Guess(*one) for one in read_page(text)]):
        return paged
    return [] if "://" in text else _printed(text, at_hand)


def _of_key(key: str) -> list[Guess]:
    try:
        parts = split_key(key)
        type_ = measure_type(parts.jurisdiction, parts.type)
    except UsageError:
        return []
    return [Guess(type_, parts.number, parts.session)]


def _named(jurisdiction: str, named: Named) -> list[Guess]:
    """A bill whose jurisdiction and session the form itself tells."""
    if not is_session(jurisdiction, named.session) or not named.number:
        return []
    types = [row for row in _types_named(named.type) if row.jurisdiction == jurisdiction]
    return [Guess(row, named.number, named.session) for row in types]


def _types_named(name: str, legiscan: bool = False) -> list[MeasureType]:
    joined = _joined(name)
    if legiscan:
        return [row for row in measure_types() if row.legiscan.lower() == joined]
    return [row for row in measure_types() if joined in row.spellings]


#: A form as it is looked for, and what its match could mean.
_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], list[Guess]]]


@lru_cache(maxsize=8)
def _forms(legislatures: tuple[Legislature, ...]) -> tuple[_Form, ...]:
    """Each legislature's own forms, then those of sites that have them all."""
    return (
        *(_own_form(one.id, *form) for one in legislatures for form in one.forms),
        *_shared_forms("|".join(one.id for one in legislatures)),
    )


def _own_form(
    jurisdiction: str, pattern: str, read: Callable[[re.Match[str]], Named | None]
) -> _Form:
    def guesses(match: re.Match[str]) -> list[Guess]:
        named = read(match)
        return _named(jurisdiction, named) if named else []

    return re.compile(pattern, re.IGNORECASE), guesses


def _shared_forms(ids: str) -> tuple[_Form, ...]:
    return (
        (re.compile(rf"legiscan\.com/({ids})/[a-z]+/([A-Z]+?)(?:X(\d))?(\d+)/(\d{{4}})", re.I),
         _of_legiscan),
        (re.compile(rf"(?:openstates\.org|pluralpolicy\.com)/({ids})/bills/([^/]+)/"
                    r"([A-Z]+?(?:X\d )?\d+)(?!\d)", re.I),
         _of_open_states),
        # pluralpolicy.com/app/legislative-tracking/bill/details/state-ca-20252026-ab379/1234
        (re.compile(rf"/state-({ids})-(\w+)-([a-z]+\d+)(?!\w)", re.I), _of_open_states),
    )  # fmt: skip


def _of_legiscan(match: re.Match[str]) -> list[Guess]:
    jurisdiction, name, extra, number, year = match.groups()
    jurisdiction = jurisdiction.lower()
    session, grammar = session_of_year(jurisdiction, int(year)), get(jurisdiction).sessions
    if extra and not grammar.mark:
        return []
    return [
        Guess(row, int(number), grammar.beside(session, extra) if extra else session)
        for row in _types_named(name, legiscan=True)
        if row.jurisdiction == jurisdiction
    ]


def _of_open_states(match: re.Match[str]) -> list[Guess]:
    jurisdiction, session, number = match.groups()
    return [g for g in _printed(f"{number} ({session})") if g.type.jurisdiction == jurisdiction]


_YEAR = r"(?:19|20)\d\d"


#: The session that a text names, of a legislature that has one of that name.
_SessionOf = Callable[[Legislature], str | None]


def read_session(session: str) -> dict[str, str]:
    """Jurisdiction -> session for a session given apart, in any form; ``UsageError`` if none."""
    bare = str(session).strip()
    named = _of_number(bare) if re.fullmatch(r"[1-9][0-9]{0,2}", bare) else _take_session(bare)[1]
    if re.fullmatch(_YEAR, bare):
        named = _of_year(bare)
    found = {one.id: its for one in known() if named and (its := named(one))}
    if not found or not all(is_session(*item) for item in found.items()):
        raise UsageError(f"{session!r} is not a session. Expected 119, 20252026 or 2025-26.")
    return found


def _of_year(year: str, *extras: str | None) -> _SessionOf:
    """The session of a year, or one that was called beside it."""
    called = _called(extras)

    def of(one: Legislature) -> str | None:
        session = one.sessions.of_year(int(year))
        return one.sessions.beside(session, called) if called else session

    return of


def _of_number(digits: str) -> _SessionOf:
    """A session of a legislature that counts them."""
    return lambda one: one.sessions.of_number(int(digits))


_WORDED = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
           "seventh": "7", "eighth": "8", "ninth": "9"}  # fmt: skip
_SPECIAL = (
    rf"(?:x([1-9])|\s+special\s+session\s+([1-9])|\s+({'|'.join(_WORDED)})\s+"
    r"(?:extraordinary|special|called))?"
)
_CONGRESS = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b(?:\s+congress\b)?", re.I)
_GLUED = re.compile(rf"(?<!\d)({_YEAR})({_YEAR})(?!\d){_SPECIAL}", re.I)
_RANGE = re.compile(rf"\b({_YEAR})\s*[-/\u2013\u2014]\s*((?:19|20)?\d\d)(?!\d){_SPECIAL}", re.I)
_IN_BRACKETS = re.compile(rf"\(\s*({_YEAR})(?:{_SPECIAL}\s+session)?\s*\)", re.I)
_LEADING = re.compile(r"^(\d{1,3})[\s/-]*(?=[A-Za-z])")
_TRAILING = re.compile(r"(?<=\d)[\s,-]*[\s,(-]\(?(\d{2,3})\)?$")
#: "Senate Bill 357 from 2021"; a number alone has no year after it.
_YEAR_LAST = re.compile(rf"(?<=\d)(?<!X\d)(?<!X[ -]\d)[\s,]+(?:(?:of|from|in)\s+)?({_YEAR})$", re.I)


def _take_session(text: str) -> tuple[str, _SessionOf | None]:
    """The text without its session, and which one that is; ``None`` where none is named."""
    for pattern in (_GLUED, _RANGE):
        if match := pattern.search(text):
            return _without(text, match), _of_years(*match.groups())
    if match := _IN_BRACKETS.search(text) or _YEAR_LAST.search(text):
        return _without(text, match), _of_year(*match.groups())
    patterns = (
        (_CONGRESS, _LEADING) if _EXTRA_EXACT.search(text) else (_CONGRESS, _LEADING, _TRAILING)
    )
    for pattern in patterns:
        if (match := pattern.search(text)) and int(match[1]):
            return _without(text, match), _of_number(match[1])
    return text, None


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _of_years(first: str, last: str, *extras: str | None) -> _SessionOf:
    """A session named for its years; an impossible pair stays, and fits no bill."""
    last = last if len(last) == 4 else str(int(first) + 1)[:2] + last
    return lambda one: one.sessions.of_years(first, last, _called(extras))


def _called(extras: Iterable[str | None]) -> str:
    """The number of a called session, from whichever way of naming it was found."""
    extra = next((extra.lower() for extra in extras if extra), "")
    return _WORDED.get(extra, extra)


_NOISE = re.compile(r"\b(?:legiscan|congress|session|regular|extraordinary|of|the|in|no)\b|#", re.I)
_PLAIN = re.compile(r"([A-Z][A-Z ]*?)[ /-]*(\d{1,6})")
#: The letter of a print is no part of a number: S674-A.
_PRINT = re.compile(r"(?<=\d)[ -]?[A-Z]$")
_EXTRA_EXACT = re.compile(r"([A-Z]{2,3})[ -]?X(\d)[ -]+(\d+)", re.I)
_EXTRA_JOINED = re.compile(r"([A-Z]{2,3})X(\d)(\d+)")
_EXTRA_LOOSE = re.compile(r"([A-Z]{2,3})(?:[ -]+X[ -]*|X[ -]+)(\d+)")


def read_without_session(text: str) -> list[Guess]:
    """What the number of a text could mean whose session no legislature has: ``AB 999 (2024-25)``,
    ``AB 379 (119th)``. Nothing where it names none."""
    rest, session = _take_session(unquote(text).strip())
    return _read(rest, None, "legiscan" in text.lower()) if session else []


#: What follows a number where its title is pasted with it: "AB 379: Human trafficking".
_TITLE = re.compile(r"(?<=[\d)])\s*(?:[,:;\N{EN DASH}\N{EM DASH}]|\s-)\s+(?=[^\W\d]).*", re.S)


def _printed(text: str, at_hand: AtHand | None = None) -> list[Guess]:
    """A number as people print it: ``H.R. 4323 (119th)``, ``AB 379``, ``ABX1 1``, and as they paste
    it, with its title behind and its state before: ``CA AB 379: Human trafficking``."""
    state, rest = take_state(text)
    if state and (written := [Guess(*one) for one in read_numbered(state, rest)]):
        return written
    rest, session = _take_session(rest)
    for plain in (rest, _TITLE.sub("", rest)):
        if state:
            found = _read_of(state, plain, session)
        else:
            found = _read(plain, session, "legiscan" in text.lower())
            found = found + _read_at_hand(plain, session, at_hand) if at_hand else found
            found = _of_places(found, at_hand.places) if at_hand else found
        if found:
            return [guess for guess in found if _is_dotted(guess, text)] or found
    return _as_we_print(text, at_hand) if at_hand else []


_WITH_LABEL = re.compile(r"([^()]+)\(([^()]+)\)")


def _as_we_print(text: str, at_hand: AtHand) -> list[Guess]:
    """A bill at hand by its number and its session's label, as pages print them: ``TX SB 18 (89th
    Legislature, second called session)``; or its publisher's name: ``AR HB 1044 (2012F)``."""
    match = _WITH_LABEL.fullmatch(text)
    if not match:
        return []
    return [
        guess._replace(session=session, extra="")
        for guess in _printed(match[1], at_hand)
        for key in at_hand.numbered(guess.type.type, guess.number, guess.type.jurisdiction)
        for place, session, *_ in (split_key(key),)
        if _plain_words(session_label(place, session)) == _plain_words(match[2])
        or key_session(match[2]) == session
    ]


def _of_places(found: list[Guess], places: Collection[str]) -> list[Guess]:
    """Those of legislatures at hand; all where there are none."""
    return [guess for guess in found if guess.type.jurisdiction in places] or found


def _is_dotted(guess: Guess, text: str) -> bool:
    """Whether a label with dots stands in the text as it is printed: ``H.R.`` is Congress's, and
    ``HR`` another one's too."""
    label = guess.type.label.lower()
    return "." in label and label in text.lower().replace(" ", "")


def _read(text: str, session: _SessionOf | None, legiscan: bool) -> list[Guess]:
    place, rest = _take_place(_plain_words(text))
    return [
        guess
        for name, extra, number in _split_printed(rest)
        for row in _types_named(name, legiscan)
        if int(number)
        and place in (None, row.jurisdiction)
        and (guess := _placed(row, int(number), extra, session))
    ]


def _plain_words(text: str) -> str:
    return re.sub(r"[.,():;\s]+", " ", _NOISE.sub(" ", text)).strip(" -").upper()


def _read_of(state: Legislature, text: str, session: _SessionOf | None) -> list[Guess]:
    """What a number means in a state that the text names."""
    match = _PLAIN.fullmatch(_PRINT.sub("", _plain_words(text)))
    named = [row for row in state.types if match and _joined(match[1]) in row.spellings]
    guesses = (_placed(row, int(match[2]), "", session) for row in named if match)
    return [guess for guess in guesses if guess and guess.number]


def _read_at_hand(text: str, session: _SessionOf | None, at_hand: AtHand) -> list[Guess]:
    """What a number means in the states from data that have it among the bills at hand."""
    match = _PLAIN.fullmatch(_PRINT.sub("", _plain_words(text)))
    if not match:
        return []
    own, number = {one.id for one in known()}, int(match[2])
    found = [
        (place, type_) for type_ in _types_of(match[1]) for place in at_hand.having(type_, number)
    ]
    rows = [measure_type(*one) for one in found if one[0] not in own and is_known(one[0])]
    guesses = (_placed(row, number, "", session) for row in rows)
    return [guess for guess in guesses if guess]


def _types_of(name: str) -> Iterator[str]:
    """The types that a name of a measure can be: its letters, or those that words are said for."""
    joined = _joined(name)
    yield joined
    if len(joined) > _MOST_LETTERS:
        yield from spelled_types().get(joined, ())


#: No type of measure has more.
_MOST_LETTERS = 5


def _joined(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _take_place(rest: str) -> tuple[str | None, str]:
    """The legislature named before a number, by its id or place, and what is left."""
    for one in known():
        for name in (one.id, one.short, one.name):
            if rest.startswith(f"{name.upper()} "):
                return one.id, rest[len(name) + 1 :]
    return None, rest


def _split_printed(rest: str) -> Iterator[tuple[str, str, str]]:
    """(type, extraordinary session or "", number) for each way to read the text."""
    if match := _EXTRA_EXACT.fullmatch(rest) or _EXTRA_JOINED.fullmatch(rest):
        yield match[1], match[2], match[3]
    elif match := _EXTRA_LOOSE.fullmatch(rest):
        name, digits = match.groups()
        if len(digits) > 1:
            yield name, digits[0], digits[1:]
        yield from ((name, str(extra), digits) for extra in range(1, 10))
    elif match := _PLAIN.fullmatch(rest):
        yield match[1], "", match[2]


def _placed(row: MeasureType, number: int, extra: str, session: _SessionOf | None) -> Guess | None:
    """A guess in the session the text names, if it is one of that jurisdiction."""
    legislature = get(row.jurisdiction)
    if (extra and not legislature.sessions.mark) or extra == "0":
        return None
    if session is None:
        return Guess(row, number, None, extra)
    named = session(legislature)
    if named is None or not is_session(row.jurisdiction, named):
        return None
    return Guess(row, number, named, extra)

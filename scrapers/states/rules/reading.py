"""How a state's rules are kept, found and asked.

A line means what the first row says that is found in it. Open States' classes are asked only where
no row knows the line, and then only for steps that end nothing, or an end that the line's words
tell too: they are given to officers' signatures (``passage``), to a line that names another bill's
veto, and to motions.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, MeasureKind, get, measure_kind, split_key
from billtrail.scrapers import load_sources

from .onward import Turns, goes_on

Acts = tuple[tuple[str, tuple[A, ...]], ...]


class Rules(NamedTuple):
    """``acts``: a pattern looked for in a line, and what it means; the first that is found decides.
    ``law``: a pattern whose named groups fill ``law_name`` (``year`` is the line's where it is not
    one of them, ``session`` the bill's in words, ``special`` a special session's in brackets, where
    its laws are counted apart). ``replaced``: patterns whose group ``bills`` holds the numbers
    of the bills that go on in its place, the most telling first. ``others``: how it is related
    to those that the group ``bills`` of a pattern holds, of any other bill.
    ``changes``: a line by which the chamber that has the bill makes another text of it; where none
    is known, a second chamber's passage is no agreement. ``kinds``: what a measure is that has such
    a line, where it is numbered as a bill. ``actor``: of a line that names the house that acted,
    which as ``house``, whoever enters it in its record. ``committee``: of a line that sends a bill
    to a committee, its name as the group ``name`` and whose it is as ``house``, where a line tells
    that. ``onward``: chambers in which what a committee reports is with another committee before
    the floor; ``turns``: how lines tell which committees come in turn. ``floor``: a motion by which
    a chamber votes on the measure itself; ``in_committee``: one of a committee, with its ``name``
    where it is told, on another question where it has the group ``other``. Where they are known any
    other vote is on another question.
    """

    acts: Acts
    law: str | None = None
    law_name: str = ""
    replaced: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    changes: str | None = None
    kinds: tuple[tuple[str, MeasureKind], ...] = ()
    actor: str | None = None
    committee: str | None = None
    onward: tuple[Chamber, ...] = ()
    turns: Turns | None = None
    floor: str | None = None
    in_committee: str | None = None


#: What Open States' own classes are believed to mean where no row knows a line.
HINTS = {
    "filing": A.FILING,
    "introduction": A.INTRODUCTION,
    "reading-1": A.READING_1,
    "reading-2": A.READING_2,
    "reading-3": A.READING_3,
    "referral-committee": A.REFERRAL_COMMITTEE,
    "amendment-introduction": A.AMENDMENT_INTRODUCTION,
    "amendment-passage": A.AMENDMENT_PASSAGE,
    "amendment-failure": A.AMENDMENT_FAILURE,
    "receipt": A.RECEIPT,
}


@cache
def rules_of(jurisdiction: str) -> Rules:
    """A state's rules, or the core that all have."""
    name = _own_module(jurisdiction) or f"{_PACKAGE}.common"
    rules: Rules = import_module(name).RULES
    return rules


_PACKAGE = __name__.rpartition(".")[0]


def reads_all(bill: Bill) -> bool:
    """Whether a record has all lines of a bill (it tells when it was introduced) and they are read
    by rules of its state's own, which know every step of whole sessions."""
    return bill.introduced_date is not None and _own_module(bill.jurisdiction) is not None


@cache
def _own_module(jurisdiction: str) -> str | None:
    found = find_spec(f"{_PACKAGE}.{jurisdiction}")
    return found.name if found else None


#: ``classify`` of a source: the classes of a bill's line.
_Classify = Callable[[Action, Bill], tuple[A, ...]]


@cache
def _of_its_record(jurisdiction: str) -> _Classify | None:
    """How the source of a legislature's own record reads its lines: a secondary source mostly has
    them word for word. It stands above the core, and below what is here for that state."""
    official = (one for one in load_sources().values() if one.official)
    return next((one.classify for one in official if one.jurisdiction == jurisdiction), None)


#: Classes that would tell an outcome: a line that has one says more than what is believed of it.
TELLING = frozenset((
    "passage", "failure", "withdrawal", "became-law", "executive-receipt", "executive-signature",
    "executive-veto", "executive-veto-line-item", "veto-override-passage", "veto-override-failure",
))  # fmt: skip
#: What is meant where the class that Open States gives and the line's own words say the same.
AGREED = (
    ("executive-signature", r"\b(?:signed|approved)\b.*\bgov", A.EXECUTIVE_SIGNATURE),
    ("executive-signature", r"\bgov.*\b(?:signed|approved)\b", A.EXECUTIVE_SIGNATURE),
    ("executive-veto", r"^(?!.*\b(?:items?|part|partial\w*|over)\b).*\bvetoed\b", A.EXECUTIVE_VETO),
    ("withdrawal", r"^(?:bill |measure )?withdrawn\b(?!.*\b(?:from|and|refer\w*)\b)", A.WITHDRAWAL),
    ("failure", r"\bdied (?:in|on)\b", A.DEATH),
)


class _Row(NamedTuple):
    pattern: re.Pattern[str]
    classes: tuple[A, ...]


@cache
def _rows(jurisdiction: str) -> tuple[_Row, ...]:
    acts = rules_of(jurisdiction).acts
    return tuple(_Row(re.compile(pattern, re.IGNORECASE), classes) for pattern, classes in acts)


def classify(action: Action, bill: Bill) -> tuple[A, ...]:
    """The classes of a line by the rules of the bill's legislature; none where no rule knows it."""
    classes = classes_of(bill.jurisdiction, action.description)
    as_recorded = _of_its_record(bill.jurisdiction)
    if as_recorded and (not classes or not _own_module(bill.jurisdiction)):
        classes = as_recorded(action, bill) or classes
    return _in_its_bill(action, bill, classes) if classes else tuple(_by_open_states(action))


def _in_its_bill(action: Action, bill: Bill, classes: tuple[A, ...]) -> tuple[A, ...]:
    """What a line means of a bill of this kind and after the lines before it."""
    simple = bill.kind == MeasureKind.SIMPLE
    if simple and not _NOT_OF_ONE_CHAMBER.isdisjoint(classes):
        return (A.PROCEDURE,)
    if A.BECAME_LAW in classes and bill.kind not in get(bill.jurisdiction).signed:
        return (A.ADOPTION,)  # an amendment of the constitution with a chapter waits for the voters
    if A.AGREEMENT in classes and A.PASSAGE not in classes and _changes_it_again(action, bill):
        return (A.AMENDMENT_EXCHANGE,)
    return (*classes, *_besides(action, bill, classes))


#: To what one chamber alone agrees to, a number is given by mistake.
_NOT_OF_ONE_CHAMBER = frozenset((A.ENROLLED, A.BECAME_LAW))


def _besides(action: Action, bill: Bill, classes: tuple[A, ...]) -> tuple[A, ...]:
    """What a line means besides its own words."""
    if A.PASSAGE in classes and A.AGREEMENT not in classes:
        return _of_second(action, bill)
    if A.COMMITTEE_PASSAGE in classes and A.REFERRAL_COMMITTEE not in classes:
        rules = rules_of(bill.jurisdiction)
        on = goes_on(rules.onward, rules.turns, action, bill)
        return (A.REFERRAL_COMMITTEE,) if on else ()
    if A.VETO_OVERRIDE_PASSAGE in classes and len(get(bill.jurisdiction).chambers) == 1:
        return (A.BECAME_LAW,)  # there is no other one that has to overturn the veto
    return ()


def _by_open_states(action: Action) -> Iterator[A]:
    """What Open States' own classes say of a line that no row knows."""
    names = (action.code or "").split()
    line = _plain(action.description)
    for name, pattern, class_ in AGREED:
        if name in names and re.search(pattern, line, re.IGNORECASE):
            yield class_
            return
    if TELLING.isdisjoint(names):
        yield from (HINTS[name] for name in names if name in HINTS)


@lru_cache(maxsize=1 << 14)
def classes_of(jurisdiction: str, text: str) -> tuple[A, ...]:
    """What a line means by its text alone."""
    line = _plain(text)
    return next((row.classes for row in _rows(jurisdiction) if row.pattern.search(line)), ())


def _plain(text: str) -> str:
    """A line in single blanks, without the letter of who acted before it: ``(H) Died``."""
    return _LETTER.sub("", " ".join(text.split()))


_LETTER = re.compile(r"^\([HSC]\) ")


def _of_second(action: Action, bill: Bill) -> tuple[A, ...]:
    """What a passage by the second chamber is besides: agreement to the text that came to it, or
    another text, where a line of its own up to here changes it."""
    pattern = _changes(bill.jurisdiction)
    if pattern is None or action.chamber in (None, bill.chamber, Chamber.EXECUTIVE):
        return ()
    before, _ = _around(action, bill)
    changed = any(pattern.search(one.description) for one in (*before, action))
    return (A.AMENDMENT_EXCHANGE,) if changed else (A.AGREEMENT,)


def _changes_it_again(action: Action, bill: Bill) -> bool:
    """Whether a chamber that gave way changes the text all the same, later that day."""
    pattern = _changes(bill.jurisdiction)
    _, after = _around(action, bill)
    same_day = (one.description for one in after if one.date == action.date)
    return pattern is not None and any(map(pattern.search, same_day))


def _around(action: Action, bill: Bill) -> tuple[list[Action], list[Action]]:
    """The lines of its chamber before and after it; what lapsed before counts no more."""
    before, after = bill.around(action)
    lapsed = (n for n, one in enumerate(before) if _lapses(bill.jurisdiction, one))
    since = max(lapsed, default=0)
    return ([one for one in before[since:] if one.chamber == action.chamber],
            [one for one in after if one.chamber == action.chamber])  # fmt: skip


def _lapses(jurisdiction: str, action: Action) -> bool:
    return A.PASSAGE_LAPSED in classes_of(jurisdiction, action.description)


@cache
def _changes(jurisdiction: str) -> re.Pattern[str] | None:
    pattern = rules_of(jurisdiction).changes
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def actor_of(jurisdiction: str, text: str) -> str | None:
    """The house that a line says acted, by name: ``House adopted HCC report``, which the Senate's
    record has too."""
    pattern = rules_of(jurisdiction).actor
    found = re.search(pattern, _plain(text), re.IGNORECASE) if pattern else None
    return found["house"] if found else None


def kind_of(key: str, actions: Iterable[Action], told: str | None = None) -> MeasureKind:
    """What a measure can become, by its number, or by what was done with it; where a number names
    the chamber alone (South Carolina's ``H 3021``), by what its publisher calls it."""
    jurisdiction, _, type_, _ = split_key(key)
    for pattern, kind in rules_of(jurisdiction).kinds:
        if any(re.search(pattern, action.description) for action in actions):
            return kind
    kind = measure_kind(key)
    return _TOLD.get(told or "", kind) if len(type_) == 1 else kind


#: A joint resolution is no less than a bill where both have one kind of number.
_TOLD = {"resolution": MeasureKind.SIMPLE, "concurrent resolution": MeasureKind.CONCURRENT}


_SPECIAL = re.compile(r"\bspecial session\b.*")


def law_of(key: str, actions: Sequence[Action], told: str | None = None) -> str | None:
    """The law that the history names, as its state has it; what is no bill becomes none."""
    jurisdiction, session, *_ = split_key(key)
    rules = rules_of(jurisdiction)
    if rules.law is None or kind_of(key, actions, told) not in get(jurisdiction).signed:
        return None
    pattern = re.compile(rules.law, re.IGNORECASE)
    for action in actions:
        if match := pattern.search(action.description):
            words = get(jurisdiction).sessions.label(session)
            special = _SPECIAL.search(words)
            known = {"year": action.date[:4], "session": words,
                     "special": f" ({special[0]})" if special else ""}  # fmt: skip
            return rules.law_name.format(**{**known, **match.groupdict()})
    return None


def is_replaced(jurisdiction: str, actions: Iterable[Action]) -> bool:
    """Whether another bill was taken in its place, and that was not taken back."""
    replaced = False
    for action in actions:
        classes = classes_of(jurisdiction, action.description)
        if A.REPLACED in classes or A.REPLACEMENT_VACATED in classes:
            replaced = A.REPLACED in classes
    return replaced


def replaced_by(jurisdiction: str, actions: Sequence[Action]) -> tuple[str, ...]:
    """The numbers of the bills that carry its text now, of one that was replaced: as the last line
    of the most telling pattern prints them."""
    if not is_replaced(jurisdiction, actions):
        return ()
    patterns = rules_of(jurisdiction).replaced
    return next(filter(None, (_last_named(pattern, actions) for pattern in patterns)), ())


def named_with(jurisdiction: str, actions: Sequence[Action]) -> Iterator[tuple[str, str]]:
    """The other bills that lines name: how they are related to it, and their numbers."""
    for relation, pattern in rules_of(jurisdiction).others:
        for number in _last_named(pattern, actions):
            yield relation, number


def _last_named(pattern: str, actions: Sequence[Action]) -> tuple[str, ...]:
    found = re.compile(pattern, re.IGNORECASE)
    lines = (found.search(action.description) for action in reversed(actions))
    match = next(filter(None, lines), None)
    return tuple(_NUMBER.findall(match["bills"])) if match else ()


#: ``CS/HB 441``; in the chapters behind them (``(Ch. 2026-44)``) there is none.
_NUMBER = re.compile(r"\b[A-Z]{1,4} ?\d+[A-Z]?\b")

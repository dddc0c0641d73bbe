"""How a state's rules are kept, found and asked."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import ActionClass


class Rules(NamedTuple):
    """``acts``: a pattern looked for in a line, and what it means; the first that is found decides,
    and no classes of ours mean that the line is known and says nothing of where a bill stands.
    ``law``: a pattern whose named groups fill ``law_name`` (``year`` is the line's where it is not
    one of them). ``replaced``: a pattern whose first group is the bill that goes on in its place.
    """

    acts: tuple[tuple[str, tuple[ActionClass, ...]], ...]
    law: str | None = None
    law_name: str = ""
    replaced: str | None = None


@cache
def rules_of(jurisdiction: str) -> Rules:
    """A state's rules, or the core that all have."""
    package = __name__.rpartition(".")[0]
    own = find_spec(f"{package}.{jurisdiction}")
    return import_module(own.name if own else f"{package}.common").RULES  # type: ignore[no-any-return]


@cache
def _compiled(jurisdiction: str) -> tuple[tuple[re.Pattern[str], tuple[ActionClass, ...]], ...]:
    rows = rules_of(jurisdiction).acts
    return tuple((re.compile(pattern, re.IGNORECASE), classes) for pattern, classes in rows)


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """The classes of a line by the rules of the bill's legislature; none where no rule knows it."""
    return _classes(bill.jurisdiction, action.description)


@lru_cache(maxsize=1 << 14)
def _classes(jurisdiction: str, text: str) -> tuple[ActionClass, ...]:
    for pattern, classes in _compiled(jurisdiction):
        if pattern.search(text):
            return classes
    return ()


def law_of(jurisdiction: str, actions: Iterable[Action]) -> str | None:
    """The law that the history names, as its state has it."""
    rules = rules_of(jurisdiction)
    if rules.law is None:
        return None
    pattern = re.compile(rules.law, re.IGNORECASE)
    for action in actions:
        if match := pattern.search(action.description):
            return rules.law_name.format(**{"year": action.date[:4], **match.groupdict()})
    return None


def replaced_by(jurisdiction: str, actions: Iterable[Action]) -> tuple[str, str] | None:
    """The number of the bill that carries this one's text now, as it is printed, and the day."""
    rules = rules_of(jurisdiction)
    if rules.replaced is None:
        return None
    pattern = re.compile(rules.replaced, re.IGNORECASE)
    found = [
        (match[1], action.date)
        for action in actions
        if (match := pattern.search(action.description))
    ]
    return found[-1] if found else None

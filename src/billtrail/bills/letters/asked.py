"""What a committee asks of a letter, in sentences for who writes it."""

from collections.abc import Iterator, Mapping

from billtrail.legislatures import Position

from .rules import LetterRule

#: Fields that are true or not, each with what it says.
_SAYS: Mapping[str, str] = {
    "lists_none": "Its analysis lists no positions.",
    "one_letter": "One letter a bill and organization.",
    "names_version": "The letter must name the bill's current version.",
    "renew": "After amendments it wants a new letter.",
}
_PARTS: Mapping[str, str] = {
    "letterhead": "letterhead",
    "signature": "a signature",
    "title": "the signer's title",
    "contact": "an address, telephone or e-mail",
    "date": "a date",
    "logo": "a logo",
    "name": "the organization's name",
    "signer": "a person's name",
}
_PLAIN = {Position.SUPPORT, Position.OPPOSE}


def listing_words(rule: LetterRule) -> Iterator[str]:
    """Which positions its analysis lists, and what makes it leave out a letter."""
    if set(rule.listed) == _PLAIN and not (rule.as_opposition or rule.unsettled):
        yield "Only support and opposition are listed."
    elif rule.not_listed:
        yield f"{_joined(rule.not_listed).capitalize()} is not listed."
    if rule.as_opposition:
        yield f"{_joined(rule.as_opposition).capitalize()} counts as opposition."
    if rule.unsettled:
        yield unsettled_words(rule)
    yield from _flags(rule)


def unsettled_words(rule: LetterRule) -> str:
    """Of which positions its pages disagree; empty where they do on none."""
    if not rule.unsettled:
        return ""
    return f"{_joined(rule.unsettled).capitalize()} may not be listed: ask the committee."


def _flags(rule: LetterRule) -> Iterator[str]:
    yield from (says for name, says in _SAYS.items() if getattr(rule, name))


def asked_words(rule: LetterRule) -> tuple[str, ...]:
    """What a committee asks of a letter whatever it says: which print, how often, what it must
    carry, how it is sent."""
    return (*_flags(rule), *_carried(rule))


def _carried(rule: LetterRule) -> Iterator[str]:
    if rule.needs:
        yield f"A letter needs {_named(rule.needs)}."
    if rule.joint:
        yield f"A letter of several organizations needs {_named(rule.joint)} for each of them."
    if rule.enter_signers:
        yield "Each organization is entered in the portal too, or it is not listed."
    if rule.ways:
        yield f"It takes letters by {_joined(rule.ways)}."


def age_words(rule: LetterRule, year: int) -> str:
    """That the page a rule is from is older than the year before, else nothing."""
    old = rule.as_of is not None and int(rule.as_of[:4]) < year - 1
    return f"The page that says so is of {rule.as_of}: ask the committee." if old else ""


def _named(parts: tuple[str, ...]) -> str:
    return _joined(tuple(_PARTS[part] for part in parts))


def _joined(words: tuple[str, ...]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))

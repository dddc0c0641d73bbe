"""Which positions a committee's analysis lists, and which word it counts another as."""

from dataclasses import dataclass

from billtrail.legislatures import Position

from .asked import age_words
from .rules import LetterRule, rule_of

_ASK = "Ask the committee."


@dataclass(frozen=True, slots=True)
class StanceRule:
    """What becomes of a position in a committee's analysis. ``allowed`` is ``None`` where it is not
    known; ``counted_as`` is the position under which it stands there. ``says`` is for who writes,
    ``source`` the page and ``read`` the day we read it."""

    allowed: bool | None
    counted_as: Position | None
    says: str
    source: str | None = None
    read: str | None = None


def stance_as(committee: str | None, position: Position, year: int | None = None) -> StanceRule:
    """What the committee of this id makes of a position; ``year`` is that of the letter, so that
    an old page says how old it is."""
    rule = rule_of(committee)
    if rule is None:
        return StanceRule(None, None, f"Which positions it lists is not on file. {_ASK}")
    allowed, counted, says = _answer(rule, position)
    age = age_words(rule, year) if year else ""
    return StanceRule(allowed, counted, " ".join(filter(None, (says, age))), rule.url, rule.read)


def _answer(rule: LetterRule, position: Position) -> tuple[bool | None, Position | None, str]:
    word = str(position).capitalize()
    if rule.lists_none:
        return (
            None,
            None,
            "Its analysis lists no positions; the letter goes into the bill's record.",
        )
    if position in rule.as_opposition:
        return True, Position.OPPOSE, f"{word} is counted as opposition."
    if position in rule.unsettled:
        return None, None, f"{word} may not be listed: its own pages disagree. {_ASK}"
    if position in rule.listed:
        return True, position, f"{word} is listed."
    if position in rule.not_listed or rule.listed:
        return False, None, f"{word} is not listed. The letter goes into the bill's file."
    return None, None, f"Whether {position} is listed, its page does not say. {_ASK}"

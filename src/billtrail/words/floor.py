"""What a chamber's list says, in words: on it, taken off, no longer on it. A list is no promise."""

from collections.abc import Iterator, Mapping

from billtrail.bills.models import FloorRule
from billtrail.bills.values import FloorSaid, FloorStatus

from .days_and_numbers import day_words
from .words import bill_words, chamber_words, in_sentence

#: Under which rules, where that says something.
_RULES: Mapping[FloorRule, str] = {
    FloorRule.SUSPENSION: ", under suspension of the rules (two thirds needed)",
    FloorRule.RULE: ", under a rule for its debate",
}
#: A category that says no more than that it is on the list.
_PLAIN = "items that may be considered"


def floor_list_words(said: FloorSaid) -> str:
    """ "the House's list for the week of Sep 14, 2026"."""
    return f"{_list(said)} for the week of {day_words(said.week)}"


def _list(said: FloorSaid) -> str:
    return f"the {_house(said)}'s list"


def _house(said: FloorSaid) -> str:
    return chamber_words(said.jurisdiction, said.chamber)


def floor_said_words(said: FloorSaid) -> str:
    """What a list says of an item, as a sentence without its stop."""
    if said.removed:
        on, week = day_words(said.removed), day_words(said.week)
        return f"Taken off {_list(said)} on {on}; it was for the week of {week}"
    if said.unlisted_since:
        return f"No longer on {floor_list_words(said)}, since {day_words(said.unlisted_since)}"
    return f"On {floor_list_words(said)}{floor_how_words(said)}"


def floor_how_words(said: FloorSaid) -> str:
    """ ", under suspension of the rules (two thirds needed), as amended"."""
    other = said.category and said.category.lower() != _PLAIN
    category = f", as “{said.category}”" if other else ""
    amended = ", as amended" if said.amended else ""
    about = f": {said.printed}" if said.about else ""
    return f"{_RULES.get(said.rule, category)}{amended}{about}"


def floor_words(status: FloorStatus) -> str:
    """The same of a bill on a day: another bill of its effort is named, and a week that is over is
    no expectation any more."""
    said = status.said
    words = floor_said_words(said)
    if not said.is_off and not status.is_on:
        words = f"Was on {floor_list_words(said)}{floor_how_words(said)}; {_since(status)}"
    if status.is_own:
        return words
    return f"{_other_words(said.bill or '', status.is_companion)}: {in_sentence(words)}"


def _since(status: FloorStatus) -> str:
    """Why a list expects nothing any more."""
    if status.voted_on:
        return f"the {_house(status.said)} voted on {day_words(status.voted_on)}"
    return "that week is over"


def floor_checked_words(status: FloorStatus) -> str:
    """ "the list of Nov 25, 2026, checked Nov 26, 2026"."""
    made, checked = day_words(status.as_of), day_words(status.checked_at)
    return f"the list of {made}" + (f", checked {checked}" if checked != made else "")


def _other_words(bill: str, is_companion: bool) -> str:
    kind = "its companion" if is_companion else "of the same effort"
    return f"{bill_words(bill)}, {kind}"


def floor_ahead_words(status: FloorStatus) -> str:
    """ "H.R. 1144: on the House's list ...; S. 2403, its companion, is not on it"."""
    told = floor_words(status)
    words = (in_sentence(told) if status.is_own else told, *floor_others_words(status))
    stale = f"; not checked since {day_words(status.checked_at)}" if status.is_stale else ""
    return f"{bill_words(status.bill)}: {'; '.join(words)}{stale}"


def floor_others_words(status: FloorStatus) -> Iterator[str]:
    """Of the effort's other bills, whether they are on the list, too; nothing once it is over."""
    if status.is_on and status.is_own:
        for other in status.others:
            where = "on it, too" if other.is_on else "not on it"
            yield f"{_other_words(other.bill, other.is_companion)}, is {where}"

"""Congress's gut and amend: a text that replaced the whole and has another name. Pure.

Its prints are told by their titles alone. A text that replaced the whole (a substitute, an
engrossed amendment) and has a short title that shares no word with any title before is another
bill under the same number: S. 1383 of the 119th was on access for veterans, and became the SAVE
America Act.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber
from billtrail.legislatures.calendar import last_day

from ..models import Action, Bill, Title
from .titles import PrintStage, chamber_of_print, is_official, is_short, print_of


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The print that made another bill of it, and what changed wholesale, in words. ``title`` is
    the short title of the new text, where it has one; ``before`` what it was introduced as.
    ``proposed``: a committee reported the text, and no chamber has agreed to it yet."""

    date: str | None
    code: str | None
    note: str
    changed: tuple[str, ...]
    title: str | None = None
    before: str | None = None
    proposed: bool = False

    def words(self) -> str:
        """``2025-06-27: subject, digest, sections of law``."""
        now = f", now {self.title}" if self.title else ""
        by = ", proposed by a committee" if self.proposed else ""
        return f"{self.date or 'day not known'}: {', '.join(self.changed)}{now}{by}"


#: By how many letters words of titles are compared: "protecting" is "protect".
_STEM = 4
_WORD = re.compile(r"[a-z]{3,}")
#: What many titles say.
_COMMON = frozenset(
    {
        "the", "and", "for", "act", "bill", "with", "other", "purposes", "from", "resolution",
        "joint", "that", "provide", "amend", "improve", "require", "united", "states", "national",
        "american", "certain", "their", "under", "which", "into", "establish", "authorize",
        "direct", "secretary", "code", "title", "relating", "section", "federal", "department",
        "reauthorization", "extension", "program", "house", "senate",
    }
)  # fmt: skip


class _Print(NamedTuple):
    """A print whose short titles share no word with any title before, and the titles of prints by
    their place in the order."""

    found: Title
    before: tuple[tuple[float, Title], ...]


def by_titles(bill: Bill) -> Rewriting | None:
    """The furthest print whose short titles share no word with any title of those before."""
    for found, before in _other_prints(bill):
        if act := _act(bill, found):
            proposed = print_of(found.kind) == PrintStage.REPORTED
            return Rewriting(act.date, None, found.kind, ("short title",), found.title,
                             _introduced_as(before), proposed)  # fmt: skip
    return None


def named_now(bill: Bill) -> Bill:
    """A bill that was rewritten under the short title of its text, where the Library of Congress
    still displays that of the text before."""
    found = by_titles(bill)
    return _called(bill, found.title) if found and found.title else bill


def named_then(bill: Bill) -> Bill:
    """The record of a bill that was rewritten, cut at a day, under the name it had on that day and
    without the titles of texts that came later. By then it can have the name it has in the record,
    which may be a person's."""
    for number, (found, before) in enumerate(_other_prints(bill)):
        if _act(bill, found):
            return _called(bill, found.title) if number else bill
        named = [title for _, title in before]
        known = [t for t in bill.titles or () if t in named or _step(t.kind, bill.chamber) is None]
        bill = replace(_called(bill, _name_of(before)), titles=tuple(known))
    return bill


def _called(bill: Bill, name: str | None) -> Bill:
    return replace(bill, title=name, short_title=name) if name else bill


def _other_prints(bill: Bill) -> Iterator[_Print]:
    """The furthest first, whether or not a text was replaced."""
    titles = [(_step(title.kind, bill.chamber), title) for title in bill.titles or ()]
    printed = [(step, title) for step, title in titles if step is not None]
    if len({step for step, _ in printed}) < 2:
        return  # as of most bills
    for step in sorted({at for at, title in printed if is_short(title.kind)}, reverse=True):
        found = [title for at, title in printed if at == step and is_short(title.kind)]
        before = tuple((at, title) for at, title in printed if at < step)
        if step and _is_other(found, [title for _, title in before], step):
            yield _Print(found[0], before)


def _introduced_as(printed: Iterable[tuple[float, Title]]) -> str | None:
    """The short title of the first print, else its official one."""
    first = [title for at, title in printed if at == PrintStage.INTRODUCED]
    return next((title.title.rstrip(".") for title in sorted(first, key=_official_last)), None)


def _name_of(printed: Iterable[tuple[float, Title]]) -> str | None:
    """The short title of the furthest print, else the official one."""
    furthest = sorted(printed, key=lambda pair: (_official_last(pair[1]), -pair[0]))
    return next((title.title for _, title in furthest), None)


def _official_last(title: Title) -> bool:
    return is_official(title.kind)


@lru_cache(maxsize=4096)
def _step(kind: str, origin: Chamber) -> float | None:
    """The place of titles of a kind in the order of prints: what the other chamber reports and
    passes comes after all that the first one does. ``None`` where they are of no whole print."""
    number = print_of(kind)
    if number is None or not (is_short(kind) or is_official(kind)):
        return None
    elsewhere = chamber_of_print(kind) not in (None, origin)
    second = elsewhere and number in (PrintStage.REPORTED, PrintStage.PASSED)
    return number + (1.5 if second else 0)


def _is_other(titles: list[Title], before: list[Title], step: float) -> bool:
    """A first short title of a committee's print is a name for what had none."""
    named = step > PrintStage.REPORTED or any(is_short(title.kind) for title in before)
    return bool(before) and named and not _stems(titles) & _stems(before)


def _stems(titles: list[Title]) -> frozenset[str]:
    words = {word for title in titles for word in _WORD.findall(title.title.lower())}
    return frozenset(word[:_STEM] for word in words - _COMMON)


#: That the whole text was replaced, by the actions; and the classes of the act from which a print's
#: text is the measure's.
_SUBSTITUTE = re.compile(r"nature of a substitute", re.IGNORECASE)
_AMENDED = re.compile(r"nature of a substitute|with an? (?:\w+ )?amendment", re.IGNORECASE)
_REPORTED = (ActionClass.COMMITTEE_PASSAGE,)
_PASSED = (
    ActionClass.PASSAGE, ActionClass.AGREEMENT, ActionClass.CONFERENCE_AGREEMENT,
    ActionClass.AMENDMENT_EXCHANGE,
)  # fmt: skip


def _act(bill: Bill, title: Title) -> Action | None:
    """The last act that made the print's text the measure's, by the chamber whose print it is;
    ``None`` where nothing says that a text was replaced."""
    number, actions = print_of(title.kind) or PrintStage.INTRODUCED, bill.actions or ()
    chamber = chamber_of_print(title.kind) if number < PrintStage.CONFERENCE else None
    classes = _REPORTED if number == PrintStage.REPORTED else _PASSED
    sign = _SUBSTITUTE if number == PrintStage.REPORTED else _AMENDED
    acts = [
        action for action in actions
        if any(one in classes for one in action.classification)
        and chamber in (None, action.chamber)
    ]  # fmt: skip
    whole = number == PrintStage.ENGROSSED_AMENDMENT
    replaced = whole or any(sign.search(action.description) for action in actions)
    return max(acts, key=lambda action: last_day(action.date), default=None) if replaced else None

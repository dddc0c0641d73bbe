"""The actions of a BILLSTATUS file, and the recorded votes they name.

The Senate's items get system ``0`` in every layout. Nothing is classified here; ``chamber`` says
who acted, because the publisher's system and code do. Raises only ``ParseError``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from billtrail.errors import ParseError
from billtrail.models import Action, Vote
from billtrail.scrapers.thawed import thawed
from billtrail.scrapers.us_govinfo_elements import CHAMBERS, Element, day_of, rows
from billtrail.scrapers.us_govinfo_rules import WORDS
from billtrail.vocabulary import Chamber

_SYSTEM_CHAMBERS = {"0": Chamber.UPPER, "1": Chamber.LOWER, "2": Chamber.LOWER}
#: How the Library of Congress numbers by chamber: (first, end, who). Conference is nobody's.
_LOC_RANGES = (
    (1000, 10000, Chamber.LOWER),
    (10000, 19000, Chamber.UPPER),
    (19000, 20000, Chamber.LOWER),
    (20000, 20600, Chamber.UPPER),
    (21000, 22000, Chamber.LOWER),
    (23000, 24000, Chamber.UPPER),
    (28000, 32000, Chamber.EXECUTIVE),
    (32000, 34000, Chamber.LOWER),
    (34000, 36000, Chamber.UPPER),
    (36000, 42000, Chamber.EXECUTIVE),
    (80000, 81000, Chamber.LOWER),
)
_LOC_LETTERS = {"H": Chamber.LOWER, "Intro-H": Chamber.LOWER, "Intro-S": Chamber.UPPER}


@lru_cache(maxsize=1024)
def chamber_of(system: str | None, code: str | None, origin: Chamber) -> Chamber | None:
    """Who acted. Codes with E are the President's, whichever system reports them."""
    if code and code[0] == "E":
        return Chamber.EXECUTIVE
    if system != "9" or not code:
        return _SYSTEM_CHAMBERS.get(system or "")
    if code[0] == "B":
        return origin
    if code.isdecimal():
        number = int(code)
        return next((who for first, end, who in _LOC_RANGES if first <= number < end), None)
    return _LOC_LETTERS.get(code) or _LOC_LETTERS.get(code[0])


_NewAction = thawed(Action)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_actions(part: Element, origin: Chamber) -> tuple[tuple[Action, ...], dict[str, Vote]]:
    """The actions, oldest first (the publisher's order reversed), and the votes they name, in
    the words of the chamber rather than of the Library."""
    actions: list[Action] = []
    votes: dict[str, Vote] = {}
    for item in () if part is None else part:
        if item.tag != "item":
            continue
        action, committees, recorded = _read_action(item)
        if not (action.system or action.code or action.description):
            continue
        _complete(action, origin)
        action.committee = committees[0] if committees else None
        action.__class__ = Action
        actions += [replace(action, committee=code) for code in committees[:0:-1]]
        actions.append(action)
        if recorded is not None:
            for vote in read_votes(recorded, action.description):
                if action.system != "9" or vote.identifier not in votes:
                    votes[vote.identifier] = vote
    return tuple(reversed(actions)), votes


def _read_action(item: Element) -> tuple[Any, list[str], Element]:
    """An action as far as the item says it, its committees, and the element of its votes."""
    action = _NewAction("", "")
    committees: list[str] = []
    recorded = None
    for child in item:
        tag = child.tag
        if tag == "text":
            action.description = child.text
        elif tag == "actionDate":
            action.date = child.text
        elif tag == "type":
            action.kind = child.text
        elif tag == "actionCode":
            action.code = child.text
        elif tag == "actionTime":
            action.time = child.text
        elif tag == "sourceSystem":
            action.system = _system(child)
        elif tag in ("committees", "committee") and len(child):
            committees = [element.text for element in child.iter("systemCode")]
        elif tag == "calendarNumber":
            action.calendar = next((row["calendar"] for row in rows(child, "calendar")), None)
        elif tag == "recordedVotes":
            recorded = child
    return action, committees, recorded


def _complete(action: Any, origin: Chamber) -> None:
    """What follows from the fields read: chamber, clock, and words where the text is missing."""
    if not action.date or not _DATE.fullmatch(action.date):
        raise ParseError(f"an action has no date: {action.date!r}")
    if action.description:
        action.description = action.description.strip()
    else:
        action.official = False
        action.description = WORDS.get(action.code) or action.kind or ""
    if action.time:
        action.time = _clock(action.time)
    action.chamber = chamber_of(action.system, action.code, origin)


def _clock(time: str) -> str:
    """``17:56:30`` as it is; ``05:47PM`` (2016) as ``17:47:00``."""
    if time[-1] == "M":
        hour = int(time[:2]) % 12 + (12 if time[-2] == "P" else 0)
        return f"{hour:02}:{time[3:5]}:00"
    return time


def _system(system: Element) -> str | None:
    """The code of the reporting system; the Senate has none in 3.0.0 and is ``0`` here."""
    for child in system:
        if child.tag == "code":
            return str(child.text)
    return "0" if len(system) else None


_NO_MOTION = re.compile(r"^Placeholder Text.*")


def read_votes(part: Element, motion: str | None = None) -> Iterator[Vote]:
    """Recorded votes: links only. 1.0.0 lists them at bill level with a name of the motion."""
    for element in () if part is None else part:
        row = {child.tag: child.text for child in element}
        try:
            year = 1786 + 2 * int(row["congress"]) + int(row["sessionNumber"])
            number = f"{row['chamber'][0]}{year}-{row['congress']}-{int(row['rollNumber'])}"
            chamber, date = CHAMBERS[row["chamber"]], day_of(row["date"])
        except (KeyError, TypeError, ValueError) as error:
            raise ParseError(f"a recorded vote is not complete: {row}") from error
        said = motion or _NO_MOTION.sub("", row.get("fullActionName") or "") or None
        yield Vote(number, date or "", chamber, motion=said, url=row.get("url"))

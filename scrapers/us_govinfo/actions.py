"""The actions of a BILLSTATUS file, and the recorded votes they name.

The Senate's items get system ``0`` in every layout. Nothing is classified here; ``chamber`` says
who acted, because the publisher's system and code do. Raises only ``ParseError``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from billtrail.bills.models import Action, Vote
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber

from .elements import CHAMBERS, Element, Parts, Row, day_of, items, plain_line
from .rules import WORDS

_SYSTEM_CHAMBERS = {"0": Chamber.UPPER, "1": Chamber.LOWER, "2": Chamber.LOWER}
#: The publisher's codes of its systems.
SYSTEMS = {"Senate": "0", "House committee actions": "1", "House floor actions": "2",
           "Library of Congress": "9"}  # fmt: skip
_SYSTEMS_OF_COMMITTEES = {"h": "1", "s": "0"}
#: How the Library of Congress numbers by chamber: (first, end, who). Conference is nobody's.
_LOC_RANGES = (
    (1000, 10000, Chamber.LOWER),
    (10000, 19000, Chamber.UPPER),
    (19000, 20000, Chamber.LOWER),
    (20000, 20600, Chamber.UPPER),
    (21000, 23000, Chamber.LOWER),
    (23000, 25000, Chamber.UPPER),
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


_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_actions(part: Element, origin: Chamber) -> tuple[tuple[Action, ...], dict[str, Vote]]:
    """The actions, oldest first (the publisher's order reversed), and the votes they name, in
    the words of the chamber rather than of the Library."""
    actions: list[Action] = []
    votes: dict[str, Vote] = {}
    for row, parts in items(part):
        committees = _committees(row, parts)
        action = _read_action(row, parts, origin, committees[0] if committees else None)
        if action is None:
            continue
        actions += [action._replace(committee=code) for code in committees[:0:-1]]
        actions.append(action)
        if "recordedVotes" in parts:
            for vote in read_votes(parts["recordedVotes"], action.description):
                if action.system != "9" or vote.identifier not in votes:
                    votes[vote.identifier] = vote
    return tuple(reversed(actions)), votes


def _read_action(row: Row, parts: Parts, origin: Chamber, committee: str | None) -> Action | None:
    """The action of an item and one of its committees; ``None`` where it says nothing."""
    said = row.get
    text, code = said("text"), said("actionCode")
    system = system_of(_system(parts), code, committee)
    kind, time = said("type"), said("actionTime")
    description = plain_line(text) if text else WORDS.get(code or "") or kind or ""
    if not (system or code or description):
        return None
    return Action(
        _date(said("actionDate")), description, (), chamber_of(system, code, origin),
        time and _clock(time), system, code, kind, committee, _calendar(parts), bool(text),
    )  # fmt: skip


def system_of(told: str | None, code: str | None, committee: str | None) -> str | None:
    """The reporting system of an item. Where it names none and has no code it is a committee's
    (118hr205, October 2023), and the committee's own code says in which chamber."""
    return told if told or code else _SYSTEMS_OF_COMMITTEES.get((committee or "")[:1])


def _committees(row: Row, parts: Parts) -> list[str]:
    """The codes of the committees that acted: one element in 2016, a list since."""
    found = parts.get("committees" if "committees" in row else "committee")
    return [] if found is None else [code.text for code in found.iter("systemCode")]


def _calendar(parts: Parts) -> str | None:
    if "calendarNumber" not in parts:
        return None
    return next((e.text for e in parts["calendarNumber"].iter("calendar")), None)


@lru_cache(maxsize=4096)
def _date(text: str | None) -> str:
    if not text or not _DATE.fullmatch(text):
        raise ParseError(f"an action has no date: {text!r}")
    return text


def _clock(time: str) -> str:
    """``17:56:30`` as it is; ``05:47PM`` (2016) as ``17:47:00``."""
    if time[-1] == "M":
        hour = int(time[:2]) % 12 + (12 if time[-2] == "P" else 0)
        return f"{hour:02}:{time[3:5]}:00"
    return time


def _system(parts: Parts) -> str | None:
    """The code of the reporting system; the Senate has none in 3.0.0 and is ``0`` here."""
    name = None
    for child in parts.get("sourceSystem", ()):
        if child.tag == "code":
            return str(child.text)
        name = child.text
    return SYSTEMS.get(name or "")


_NO_MOTION = re.compile(r"^Placeholder Text.*")


def read_votes(part: Element, motion: str | None = None) -> Iterator[Vote]:
    """Recorded votes: links only. 1.0.0 lists them at bill level with a name of the motion.

    One that lacks what tells it from others costs itself: its action says it in words.
    """
    for element in () if part is None else part:
        row = {child.tag: child.text for child in element}
        if vote := read_vote(row, motion):
            yield vote


def read_vote(row: Mapping[str, Any], motion: str | None = None) -> Vote | None:
    """``H2025-119-145``: chamber, year of the session and number of the roll call; ``None`` where
    one of them is missing or no number. The API's rows have the same names."""
    try:
        congress, roll = int(row["congress"]), int(row["rollNumber"])
        chamber, date = CHAMBERS[row["chamber"]], day_of(row.get("date"))
        year = _year(congress, date, row.get("sessionNumber"))
    except (KeyError, TypeError, ValueError, ParseError):
        return None
    said = motion or _NO_MOTION.sub("", row.get("fullActionName") or "") or None
    number = f"{row['chamber'][0]}{year}-{congress}-{roll}"
    return Vote(number, date or "", chamber, motion=said, url=row.get("url"))


def _year(congress: int, date: str | None, session: str | int | None) -> int:
    """The year whose roll calls are counted: that of the day, since session numbers were wrong
    (118hr8034, 2024-05). A session ends on January 3: votes before belong to the year before."""
    first = 1787 + 2 * congress
    year = int(date[:4]) - (date[5:] < "01-03") if date else 0
    if date and first - 1 <= year <= first + 2:
        return min(max(year, first), first + 1)
    return first - 1 + int(session or "")

"""What staff set right in the record: the fields and steps of a bill that a person corrected.

They live in one file of the workspace, ``corrections.toml``, so that copying the workspace keeps
them; the table ``corrections`` is filled from it. A correction stands above every publisher, until
a person takes it back. It names the day of the step it adds or takes back, so that a step which a
publisher tells of another day later counts as ever: nothing that is yet to happen is hidden.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from billtrail.bills.doubts import Correction
from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.bills.stages import PROVING_CLASSES
from billtrail.errors import CheckFailed
from billtrail.files import KeyedRows, read_text
from billtrail.legislatures import (
    PRIMARY_ROLES,
    ActionClass,
    Chamber,
    SponsorRole,
    get,
    nearest,
)
from billtrail.records import written

from ..content_files import CORRECTIONS

#: The source of a row that a person gave.
CORRECTION = "correction"
#: Instead of a value: there is none.
NONE = "none"
#: Instead of a value: what the publishers say stands again.
AS_PUBLISHED = "as-published"


@dataclass(frozen=True, slots=True)
class _CorrectionsFile:
    """``corrections.toml``."""

    corrections: tuple[Correction, ...] = field(default=(), metadata=written("correction"))


# The file -----------------------------------------------------------------------------------------


def load_corrections(root: Path) -> tuple[Correction, ...]:
    """The workspace's corrections, oldest first; raises CheckFailed with every fault."""
    return parse_corrections(read_text(root / CORRECTIONS))


def parse_corrections(text: str) -> tuple[Correction, ...]:
    """The corrections of a file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    found = structure_file(CORRECTIONS, text, _CorrectionsFile).corrections
    if faults := [*map(_unknown, filter(_is_unknown, found)), *_contradictions(found)]:
        raise CheckFailed("\n".join(f"{CORRECTIONS}: {fault}" for fault in faults))
    return found


def _is_unknown(one: Correction) -> bool:
    return one.field not in fields_of(one.bill.partition("-")[0])


def _unknown(one: Correction) -> str:
    near = ", ".join(nearest(one.field, fields_of(one.bill.partition("-")[0])))
    return f"{one.bill}: there is no field {one.field!r} to correct. Nearest: {near or 'none'}."


def _contradictions(found: Iterable[Correction]) -> Iterator[str]:
    """A field that two corrections set, or a step of one day that one adds and one takes back."""
    first: dict[tuple[str, str, str], Correction] = {}
    for one in found:
        known = first.setdefault((one.bill, one.field, "" if one.field in TEXTS else one.day), one)
        if known is not one:
            yield (
                f"{one.bill}: {one.field} is corrected already, {known.value!r} ({known.by}, "
                f"{known.date}). Take that back first: billtrail correct {one.bill} {one.field} "
                f"{AS_PUBLISHED} --by NAME --on DATE --why TEXT --link URL."
            )


# The table ----------------------------------------------------------------------------------------

_COLUMNS = ("bill", "field", "value", "reason", "by", "date", "entered_at", "link", "share")


def save_corrections(connection: sqlite3.Connection, found: Iterable[Correction]) -> set[str]:
    """Make the table say what the file says; returns the bills whose corrections are others now."""
    names = ", ".join(_COLUMNS)
    before = {tuple(row) for row in connection.execute(f"SELECT {names} FROM corrections")}
    after = [tuple(getattr(one, name) for name in _COLUMNS) for one in found]
    if before != set(after):
        connection.execute("DELETE FROM corrections")
        marks = ", ".join("?" * len(_COLUMNS))
        connection.executemany(f"INSERT INTO corrections ({names}) VALUES ({marks})", after)
    return {row[0] for row in before ^ set(after)}


def read_corrections(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """All, oldest first. A published file has not all that staff wrote."""
    return tuple(map(_correction, connection.execute("SELECT * FROM corrections ORDER BY id")))


def corrections_of(rows: KeyedRows, bill: str) -> tuple[Correction, ...]:
    """Those of a bill."""
    return tuple(map(_correction, rows.of(bill, _OF_BILLS)))


_OF_BILLS = "SELECT bill, * FROM corrections WHERE bill IN {keys} ORDER BY id"


def _correction(row: sqlite3.Row) -> Correction:
    nothing = dict.fromkeys(_COLUMNS, "")
    return Correction(**nothing | {k: v for k, v in dict(row).items() if k in nothing and v})


# What may be corrected ----------------------------------------------------------------------------


class Step(NamedTuple):
    """A step that can be added or taken back: its words, the classes that prove it, the one that is
    added leading, and whose act it is (``None``: whoever the publisher says)."""

    words: str
    classes: tuple[ActionClass, ...]
    chamber: Chamber | None


_A = ActionClass
_REPORTS = (_A.COMMITTEE_PASSAGE, _A.COMMITTEE_PASSAGE_FAVORABLE, _A.COMMITTEE_PASSAGE_UNFAVORABLE,
            _A.DISCHARGE)  # fmt: skip

#: Each chamber's own steps: name, words, classes.
_OF_A_CHAMBER = (
    ("passed-{}", "Passed the {}", (_A.PASSAGE, _A.AGREEMENT, _A.CONFERENCE_AGREEMENT)),
    ("agreed-{}", "The {} agreed to the other chamber's text", (_A.AGREEMENT,)),
)
_STEPS: Mapping[str, Step] = {
    "in-committee": Step("Sent to a committee", (_A.REFERRAL_COMMITTEE,), None),
    "reported": Step("Sent on by the committee", _REPORTS, None),
    "passed-both": Step("Both chambers agreed to one text", (_A.ENROLLED,), None),
    "sent-for-signature": Step("Sent for signature", (_A.EXECUTIVE_RECEIPT,), None),
    "signed": Step("Signed", (_A.EXECUTIVE_SIGNATURE,), Chamber.EXECUTIVE),
    "became-law": Step("Became law", (_A.BECAME_LAW,), None),
    "vetoed": Step("Vetoed", (_A.EXECUTIVE_VETO,), Chamber.EXECUTIVE),
    "adopted": Step("Adopted", (_A.ADOPTION,), None),
    "failed": Step("Failed a vote", (_A.FAILURE,), None),
    "withdrawn": Step("Withdrawn by its author", (_A.WITHDRAWAL,), None),
    "died": Step("Died in the chamber", (_A.DEATH,), None),
}


@lru_cache
def steps_of(jurisdiction: str) -> Mapping[str, Step]:
    """The steps of a legislature's measures that can be corrected, by the name that people type."""
    chambers = get(jurisdiction).chambers.items()
    own = {
        name.format(house.lower()): Step(words.format(house), classes, chamber)
        for name, words, classes in _OF_A_CHAMBER
        for chamber, house in chambers
    }
    return {**own, **_STEPS}


#: Fields that are a text, and what they are called.
TEXTS: Mapping[str, str] = {
    "title": "title",
    "short_title": "short title",
    "introduced_date": "day of introduction",
    "law": "law",
    "sponsor": "sponsor",
}


def fields_of(jurisdiction: str) -> tuple[str, ...]:
    """Everything that can be corrected there, by the name that people type."""
    return (*TEXTS, *steps_of(jurisdiction))


# The corrected bill -------------------------------------------------------------------------------


def corrected(bill: Bill, found: Iterable[Correction]) -> Bill:
    """The bill as its corrections have it."""
    for one in found:
        if step := steps_of(bill.jurisdiction).get(one.field):
            bill = _without_step(bill, step, one.day) if one.takes_back else _with_step(bill, one)
        elif one.field in TEXTS:
            bill = _WRITERS.get(one.field, _with_text)(bill, one)
    return bill


def proves(action: Action, step: Step) -> bool:
    """Whether the action is the step."""
    of_it = step.chamber is None or action.chamber in (None, step.chamber)
    return of_it and any(one in step.classes for one in action.classification)


def _with_step(bill: Bill, one: Correction) -> Bill:
    step, actions = steps_of(bill.jurisdiction)[one.field], bill.actions or ()
    if any(action.date == one.day and proves(action, step) for action in actions):
        return bill
    added = Action(one.day, step.words, step.classes[:1], step.chamber, official=False)
    return replace(bill, actions=(*actions, added))


def _without_step(bill: Bill, step: Step, day: str) -> Bill:
    """The bill without what proves the step that day, and a law without its name where nothing
    made it one any more."""
    kept = [
        left for action in bill.actions or ()
        if (left := _unproved(action, step) if action.date == day else action)
    ]  # fmt: skip
    law = bill.law if any(_LAW & set(action.classification) for action in kept) else None
    return replace(bill, actions=tuple(kept), law=law if _LAW & set(step.classes) else bill.law)


_LAW = {ActionClass.BECAME_LAW, ActionClass.EXECUTIVE_SIGNATURE}


def _unproved(action: Action, step: Step) -> Action | None:
    """The action without the step; nothing where it proves no other."""
    if not proves(action, step):
        return action
    left = tuple(one for one in action.classification if one not in step.classes)
    return action._replace(classification=left) if PROVING_CLASSES & set(left) else None


def _with_text(bill: Bill, one: Correction) -> Bill:
    values: dict[str, Any] = {one.field: None if one.value == NONE else one.value}
    return replace(bill, **values)


def _with_sponsor(bill: Bill, one: Correction) -> Bill:
    """Another first sponsor, in the place and role of the one before."""
    who = read_person(one.value)
    rows = [*(bill.sponsorships or ())]
    at = next((n for n, row in enumerate(rows) if row.role in PRIMARY_ROLES), None)
    role = rows.pop(at).role if at is not None else SponsorRole.SPONSOR
    first = Sponsorship(
        who["name"] or one.value, role, who["id"], bill.introduced_date, party=who["party"],
        state=who["state"], district=who["district"],
    )  # fmt: skip
    rows.insert(at or 0, first)
    only = bill.sponsors_only if bill.sponsorships is not None else True
    return replace(bill, sponsorships=tuple(rows), sponsors_only=only)


_WRITERS: Mapping[str, Callable[[Bill, Correction], Bill]] = {"sponsor": _with_sponsor}

_PERSON = re.compile(
    r"(?P<name>.+?)(?: \[(?P<party>\w+)(?:-(?P<state>[A-Z]{2}))?(?:-(?P<district>\w+))?\])?"
    r"(?: \((?P<id>\S+)\))?"
)


def read_person(value: str) -> Mapping[str, str | None]:
    """``Ted Lieu [D-CA-36] (L000582)`` by its parts: name, party, state, district and id, ``None``
    where one is not told."""
    found = _PERSON.fullmatch(value)
    return found.groupdict() if found else {}

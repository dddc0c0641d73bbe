"""Setting the record of a bill right: checked, written to ``corrections.toml``, taken back by
``undo``.

A correction stands above every publisher, so it is refused where it contradicts itself or what
stays in the record.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from billtrail.bills.doubts import NOT, Correction
from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, Milestone, ProvedMilestone, by_actions
from billtrail.bills.values import BillStatus
from billtrail.campaigns import CORRECTIONS
from billtrail.campaigns.staff_files import corrections
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import Stage, display, get, nearest
from billtrail.records import SHARES, is_iso_date, record, record_files
from billtrail.snapshot import Snapshot
from billtrail.words import day_words
from billtrail.workspace import Edit, Say, Workspace, edits

_LINK = re.compile(r"https?://[^\s/]+\S*")
_LONGEST = 500
#: A field's text may be as long as the longest official title.
_LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given, beside the bill, the field and its value."""

    by: str
    on: date
    why: str
    link: str
    share: str = SHARES[0]


def correct(
    workspace: Workspace, snapshot: Snapshot, key: str, name: str, value: str, asked: Asked,
    *, today: date, now: str, say: Say = lambda line: None,
) -> tuple[Correction, ...]:  # fmt: skip
    """Set a field or a step of a bill right; returns what was written (nothing where what the
    publishers say stands again).

    Raises UsageError that says what to write instead, CheckFailed where another correction of it
    stands.
    """
    status = snapshot.bill(key)
    name, value = _field(status, name), _plain(value)
    _refuse_words(asked, today)
    if value.lower() == corrections.AS_PUBLISHED:
        made: tuple[Correction, ...] = ()
        changes = [Edit(_path(one), None) for one in _standing(status, name)]
    else:
        made = tuple(_made(status.key, name, one, asked, now)
                     for one in _values(snapshot, status, name, value, today))  # fmt: skip
        _refuse_contradiction(status, made, today)
        changes = [_edit(one) for one in made]
    command = shlex.join(["correct", key, name, value, "--on", asked.on.isoformat()])
    edits.apply(
        workspace, CORRECTIONS, changes, command=command, by=asked.by, check=_check, say=say
    )
    return made


def _check(text: str) -> None:
    """Raises CheckFailed where the file would hold a faulty correction."""
    corrections.parse_corrections(text)


def _path(one: Correction) -> record_files.Path:
    return record("correction", bill=one.bill, field=one.field, value=one.value)


def _edit(one: Correction) -> Edit:
    named = ("bill", "field", "value")
    return Edit(_path(one), {n: v for n, v in asdict(one).items() if n not in named})


def _standing(status: BillStatus, name: str) -> Sequence[Correction]:
    """The corrections of a field that stand; raises UsageError where there is none."""
    found = [one for one in status.corrections if one.field == name]
    if not found:
        raise UsageError(f"{name} of {display(status.key)} is not corrected: it is as published.")
    return found


def _made(key: str, name: str, value: str, asked: Asked, now: str) -> Correction:
    return Correction(
        key, name, value, reason=_plain(asked.why), by=_plain(asked.by),
        date=asked.on.isoformat(), entered_at=now, link=_plain(asked.link), share=asked.share,
    )  # fmt: skip


def _plain(text: str) -> str:
    """One line without control characters, which no TOML file may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


# -- what is wrong with what was typed -------------------------------------------------------------


def _field(status: BillStatus, name: str) -> str:
    """The field by the name that people type; raises UnknownKey with the nearest."""
    known = corrections.fields_of(status.bill.jurisdiction)
    by_plain = {_letters(one): one for one in known}
    if _letters(name) not in by_plain:
        hint = f"What can be corrected: {', '.join(known)}."
        raise UnknownKey("field", name, nearest(name, known), hint=hint)
    return by_plain[_letters(name)]


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha())


def _refuse_words(asked: Asked, today: date) -> None:
    faults = (
        (asked.on > today, f"{asked.on} is still to come; give the day on which it was found."),
        (not _plain(asked.why), "Say why it is wrong: --why TEXT."),
        (len(asked.why) > _LONGEST, f"Say why in at most {_LONGEST} letters."),
        (not _LINK.fullmatch(_plain(asked.link)),
         f"{asked.link!r} is not a web address. Write it as https://..."),
        (not _plain(asked.by), "Say who corrects it: --by NAME."),
    )  # fmt: skip
    for wrong, message in faults:
        if wrong:
            raise UsageError(message)


def _values(
    snapshot: Snapshot, status: BillStatus, name: str, value: str, today: date
) -> tuple[str, ...]:
    """The value as it is kept; of a step that is taken back, one for each of its days."""
    if name not in corrections.TEXTS:
        return tuple(_days(status, name, value, today))
    if not value or len(value) > _LONGEST_VALUE:
        raise UsageError(f"Give the {corrections.TEXTS[name]}: 1 to {_LONGEST_VALUE:,} letters.")
    if name == "introduced_date":
        return (_day(value, today),)
    if name == "sponsor":
        return (_person(snapshot, status, value),)
    if name != "title" and value.lower() == corrections.NONE:
        return (corrections.NONE,)
    return (value,)


def _day(value: str, today: date) -> str:
    """A day that has come; raises UsageError."""
    if not is_iso_date(value) or len(value) < len("2026-01-23"):
        raise UsageError(f"{value!r} is not a day. Write it as 2026-11-23.")
    if value > today.isoformat():
        raise UsageError(f"{value} is still to come. What has not happened cannot be corrected.")
    return value


def _days(status: BillStatus, name: str, value: str, today: date) -> Iterator[str]:
    """``2026-01-23`` of a step that was taken; ``not`` and ``not 2026-01-23`` of one that was
    not, each day on record by itself."""
    said = value.lower()
    if said != "not" and not said.startswith(NOT):
        yield _day(value, today)
        return
    step = corrections.steps_of(status.bill.jurisdiction)[name]
    found = sorted({a.date for a in status.bill.actions or () if corrections.proves(a, step)})
    days = [_day(said.removeprefix(NOT), today)] if said != "not" else found
    if not days or not set(days) <= set(found):
        known = ", ".join(found) or "none"
        raise UsageError(
            f"{display(status.key)} has no step {name!r} to take back"
            f"{f' of {days[0]}' if days else ''}; on record: {known}."
        )
    yield from (f"{NOT}{day}" for day in days)


def _person(snapshot: Snapshot, status: BillStatus, value: str) -> str:
    """A legislator with the id by which votes and lists know them, where a list names any."""
    try:
        person = snapshot.resolve_person(value)
    except UnknownKey:
        if snapshot.roll_calls.knows_members(status.bill.jurisdiction):
            raise
        return value
    seat = snapshot.connection.execute(
        "SELECT party, state, district FROM people WHERE id = ? ORDER BY as_of DESC", (person,)
    ).fetchone()
    told = "-".join(filter(None, seat or ()))
    return f"{snapshot.person_name(person)}{f' [{told}]' if told else ''} ({person})"


# -- what contradicts itself -----------------------------------------------------------------------


def _refuse_contradiction(status: BillStatus, made: Sequence[Correction], today: date) -> None:
    """Raises UsageError where the corrected bill could not be."""
    bill, name = corrections.corrected(status.bill, made), display(status.key)
    if bill == status.bill:
        raise UsageError(f"The record of {name} says so already. Nothing was changed.")
    before, after = by_actions(status.bill, today), by_actions(bill, today)
    for wrong, message in _faults(bill, made[0], before, after):
        if wrong:
            raise UsageError(f"{name}: {message}")


def _faults(
    bill: Bill, one: Correction, before: BillProgress, after: BillProgress
) -> Iterator[tuple[bool, str]]:
    """What may be wrong with a corrected bill, and what is said then."""
    named = one.field == "law" and one.value != corrections.NONE
    yield (
        named and after.stage not in (Stage.ENACTED, Stage.ADOPTED),
        "it has not become law in the record, so no law can be named. First give the step: "
        f"billtrail correct {bill.key} became-law DATE.",
    )
    ends = [step for step in after.steps if step.milestone in _EXECUTIVE]
    has_new = any(step not in before.steps for step in ends)
    yield (
        has_new and bill.kind not in get(bill.jurisdiction).signed,
        f"a {bill.kind} measure is not sent for signature and cannot become law.",
    )
    lacks = bool(ends) and _lacks_passage(bill, after)
    yield (
        lacks and (has_new or not _lacks_passage(bill, before)),
        "passage of both chambers would not be in the record, and without it nothing is sent for "
        "signature or becomes law. Give or take back that first.",
    )
    introduced, first = bill.introduced_date or "", _first_day(after, _later)
    yield (
        introduced > first,
        f"it would have taken a step on {day_words(first)}, before it was introduced on "
        f"{day_words(introduced)}.",
    )
    passed = _first_day(after, _is_passage)
    if one.field in _AFTER_PASSAGE and not one.takes_back:
        yield (
            one.day < passed < _NEVER,
            f"the first passage is of {day_words(passed)}, after {day_words(one.day)}.",
        )


_NEVER = "9999"


def _first_day(progress: BillProgress, wanted: Callable[[ProvedMilestone], bool]) -> str:
    return min((step.day for step in progress.steps if wanted(step)), default=_NEVER)


def _later(step: ProvedMilestone) -> bool:
    return step.milestone != Milestone.INTRODUCED


def _is_passage(step: ProvedMilestone) -> bool:
    return step.milestone in _PASSAGE


_EXECUTIVE = (Milestone.TO_EXECUTIVE, Milestone.SIGNED, Milestone.ENACTED, Milestone.VETOED)
_AFTER_PASSAGE = ("sent-for-signature", "signed", "became-law", "vetoed", "passed-both")
_PASSAGE = (Milestone.PASSED, Milestone.AGREED, Milestone.CONFERENCE_AGREED, Milestone.PASSED_BOTH)


def _lacks_passage(bill: Bill, progress: BillProgress) -> bool:
    chambers = get(bill.jurisdiction).chambers
    agreed = any(step.milestone == Milestone.PASSED_BOTH for step in progress.steps)
    return not agreed and len(progress.reached_chambers) < len(chambers)

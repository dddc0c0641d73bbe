"""The steps of a California bill out of BILL_HISTORY_TBL, and what its steps tell.

``action_sequence`` repeats inside a bill, so ``bill_history_id`` breaks ties (2025-03-07); in 1999
those ids run backwards. Chaptered bills of 1989-1998 have no history at all.
"""

from functools import lru_cache

from billtrail.bills.models import Action, Activity, BillCommittee
from billtrail.legislatures import ActionClass, Chamber, MeasureKind
from billtrail.scrapers.california import (
    acting_house,
    chamber_of,
    classes_of,
    committee_named,
    is_code,
)

from .bill import BillRows, day, number, squeezed
from .prints import Print
from .tables import StepRow


def oldest_first(rows: list[StepRow]) -> list[StepRow]:
    """By day, then by the publisher's sequence and id; ids of the first years run backwards."""
    if len(rows) < 2:
        return rows
    placed = [
        (row.action_date, number(row.action_sequence), number(row.bill_history_id)) for row in rows
    ]
    by_id = [(when, id_) for when, _, id_ in placed]
    sign = -1 if min(by_id)[1] > max(by_id)[1] else 1
    order = sorted([(when, seq, sign * id_, n) for n, (when, seq, id_) in enumerate(placed)])
    return [rows[n] for *_, n in order]


def actions(history: list[StepRow], kind: MeasureKind, as_of: str) -> tuple[Action, ...] | None:
    """The steps with their classes; ``None`` where there is no history."""
    is_bill = kind == MeasureKind.BILL
    before = ["", *(row.primary_location for row in history)]
    return (
        tuple(
            [
                _action(row, house, is_bill, as_of)
                for row, house in zip(history, before, strict=False)
            ]
        )
        or None
    )


def _action(row: StepRow, before: str, is_bill: bool, as_of: str) -> Action:
    """``From committee: Do pass.  (Ayes 8. Noes 0.) (March 23).`` with its doubled blanks."""
    text, classes, chamber, committee = _told(
        row.action, before, row.primary_location, row.ternary_location, is_bill
    )
    day = row.action_date[:10] or as_of[:10]
    return Action(day, text, classes, chamber, code=row.action_code or None, committee=committee)


@lru_cache(maxsize=50_000)
def _told(
    action: str, before: str, after: str, where: str, is_bill: bool
) -> tuple[str, tuple[ActionClass, ...], Chamber | None, str | None]:
    """Text, classes, chamber and committee of a step; most are worded as a thousand others are."""
    text = squeezed(action)
    committee = where if is_code(where) else committee_named(text)
    classes = classes_of(text, is_bill)
    return text, classes, chamber_of(text, acting_house(classes, before, after)), committee


def final_step(
    kind: MeasureKind, law: str | None, prints: list[Print]
) -> tuple[Action, ...] | None:
    """The one step that a chaptered measure without history proves."""
    if not law or not prints or not prints[0].day:
        return None
    class_ = ActionClass.BECAME_LAW if kind == MeasureKind.BILL else ActionClass.ADOPTION
    text = f"Final print: {law}"
    return (Action(prints[0].day, text, (class_,), Chamber.EXECUTIVE, official=False),)


def committees(history: list[StepRow], rows: BillRows) -> tuple[BillCommittee, ...] | None:
    """Committees that had the bill, by the days its history places it there."""
    if not history:
        return None
    days: dict[str, dict[str, None]] = {}
    for row in history:
        if is_code(code := row.ternary_location) and (when := row.action_date[:10]):
            days.setdefault(code, {})[when] = None
    return tuple([_committee(code, rows.place(code), tuple(found)) for code, found in days.items()])


@lru_cache(maxsize=20_000)
def _committee(code: str, name: str | None, days: tuple[str, ...]) -> BillCommittee:
    """Many bills meet a committee on the same days."""
    chamber = Chamber.LOWER if code[1] == "X" else Chamber.UPPER
    met = tuple([Activity("action", when) for when in days])
    return BillCommittee(code, name or code, chamber, activities=met)


def introduced(prints: list[Print], history: list[StepRow]) -> str | None:
    """The day of the first print, else of the first action where the history is whole."""
    for one in prints:
        if one.row.bill_version_action == "Introduced":
            return one.day
    for row in history:
        if ActionClass.INTRODUCTION in classes_of(squeezed(row.action), is_bill=True):
            return day(row.action_date)
    return None

"""The vote that a chamber's list announces, as a bill's next step."""

from datetime import date

from billtrail.bills.next_steps import NextStep, StateOfPlay
from billtrail.bills.values import FloorStatus
from billtrail.files import KeyedRows
from billtrail.words import (
    chamber_words,
    day_words,
    floor_said_words,
    in_sentence,
)

from .floor import standing


def floor_step(rows: KeyedRows, bill: str, play: StateOfPlay, on: date) -> NextStep | None:
    """The vote that a list of the chamber that has the papers announces for a bill, until it was
    held, the bill was taken off or the week is over."""
    for status in standing(rows, bill, on):
        said = status.said
        if status.is_on and status.is_own and said.chamber == play.papers:
            return _step(status)
    return None


def _step(status: FloorStatus) -> NextStep:
    said = status.said
    house = chamber_words(said.jurisdiction, said.chamber)
    return NextStep(
        what=f"Vote by the full chamber: {in_sentence(floor_said_words(said))} "
        f"(checked {day_words(status.checked_at)})",
        date=said.ends,
        who=f"the {house}",
        certainty="expected",
        not_before=said.week,
        basis="the end of that week; a bill can be taken off a list",
        row="floor",
        chamber=said.chamber,
        on_list=True,
    )

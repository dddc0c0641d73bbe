"""What the record may have wrong, in words: what a person set right."""

from billtrail.bills import Correction
from billtrail.campaigns import corrections

from .days_and_numbers import day_words


def correction_words(one: Correction) -> str:
    """What a person set right: ``Passed the House, Mar 2, 2026``, ``not: Became law, ...``."""
    step = corrections.steps_of(one.bill.partition("-")[0]).get(one.field)
    if step is None:
        return f"{corrections.TEXTS.get(one.field, one.field)}: {one.value}"
    return f"{'not: ' if one.takes_back else ''}{step.words}, {day_words(one.day)}"


def corrector_words(one: Correction) -> str:
    """Who set it right: a person on the staff's own machine alone."""
    return one.by or "this organisation"

"""California action rules (being written)."""

from billtrail.models import Action, Bill
from billtrail.vocabulary import ActionClass, Chamber


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    return ()


def chamber_of(text: str, house: str | None, bill: Bill) -> Chamber | None:
    return None

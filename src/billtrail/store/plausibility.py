"""Whether a newer document may be believed.

Publishers lose rows by fault far more often than they take them back: a
document that loses much, or the step that proves a stage, is kept in quarantine.
"""

from billtrail.bills import PROVING_CLASSES, Bill
from billtrail.errors import ImplausibleDocument

from .rows import CHILD_TABLES

#: A list may shrink by this share and this many rows before the document is doubted.
LOSS_SHARE, LOSS_ROWS = 0.10, 3


def refuse_implausible(old: Bill, new: Bill) -> None:
    """A shrinking list is more often a fault than news; a newer document that loses
    more than a tenth (and more than three rows) of a list, or a proving step, is refused."""
    for table in CHILD_TABLES:
        before, after = getattr(old, table.part), getattr(new, table.part)
        lost = len(before or ()) - len(after) if after is not None else 0
        if lost > LOSS_ROWS and lost > LOSS_SHARE * len(before or ()):
            raise ImplausibleDocument(
                f"{new.key}: {lost} of {len(before)} {table.part} are gone from a newer document"
            )
    if new.actions is not None and (missing := _proofs(old) - _proofs(new)):
        raise ImplausibleDocument(
            f"{new.key}: the step that proves its stage is gone ({sorted(missing)[0]})"
        )


#: A committee's steps come and go; what a chamber or the executive did does not.
_NOT_DOUBTED = {"committee-passage", "committee-passage-favorable", "discharge",
                "committee-passage-unfavorable", "committee-passage-unrecommended",
                "original-measure", "report-vacated"}  # fmt: skip


def _proofs(bill: Bill) -> set[str]:
    return {
        class_.value
        for action in bill.actions or ()
        for class_ in action.classification
        if class_ in PROVING_CLASSES and class_.value not in _NOT_DOUBTED
    }

"""Whether the second chamber passed the very text that the first one had passed.

Read from the words of the action and, where these are silent, from what else the file holds.
"""

import re

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import Chamber, MeasureKind


def same_text(action: Action, text: str, bill: Bill) -> bool:
    """Whether this passage is of what the first chamber had passed, unchanged; ``text`` is what
    the action says outside its brackets."""
    if bill.kind == MeasureKind.SIMPLE or action.chamber in (None, bill.chamber):
        return False
    if action.chamber is Chamber.UPPER:
        if "deemed passed" in text and "amend" not in text:
            return True
        return "without amendment" in text and not _AMENDED_AFTER_ALL.search(text)
    if "following bills passed" in text:
        return _same_in_bloc(bill, text)
    if "as amended" in text or "Senate amendment" in text:
        return False
    return "suspend the rules" in text or _passed_unamended(bill)


#: "without amendment and with an amended preamble": the other chamber still has to agree.
_AMENDED_AFTER_ALL = re.compile(r"amended preamble|an? amendment to the|with amendments")


def _same_in_bloc(bill: Bill, text: str) -> bool:
    """Of many bills passed at once, this one's clause: "H.R. 9; S. 610, as amended; S. 7"."""
    name = re.escape(bill.identifier.replace(" ", "")).replace(r"\.", r"\. ?")
    clause = re.search(rf"(?<![\w.]){name}(?!\d)([^;]*)", text)
    return clause is not None and "as amended" not in clause[1]


def _passed_unamended(bill: Bill) -> bool:
    """For "On passage Passed ...", which the House also says of a bill that it amended.

    A House amendment shows soon after, as a text version and in the Senate's message. Without
    either, a concurrent resolution counts as agreed; a bill only when it is enrolled or presented.
    """
    notes = {version.note for version in bill.versions or ()}
    actions = bill.actions or ()
    if "Engrossed Amendment House" in notes:
        return False
    if any(a.system == "0" and "House amendment" in a.description for a in actions):
        return False
    done = "Enrolled Bill" in notes or any(a.code in ("E20000", "28000") for a in actions)
    return bill.kind == MeasureKind.CONCURRENT or done

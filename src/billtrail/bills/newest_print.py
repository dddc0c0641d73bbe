"""Which print of a bill is the newest on a day, and what its digest says it would do. Pure."""

import re
from typing import NamedTuple

from billtrail.legislatures import ActionClass
from billtrail.legislatures.calendar import last_day

from .values import BillStatus


class NewestPrint(NamedTuple):
    """``held``: the print is on record; else the bill's history alone tells of it."""

    note: str
    date: str
    code: str
    held: bool = True


def newest_print(status: BillStatus) -> NewestPrint | None:
    """The last print on record, or an amendment of which the history tells and whose print is not
    on record yet; ``None`` where neither is known. A print without a day is not placed."""
    dated = [v for v in status.bill.versions or () if v.date]
    newest = max(dated, key=lambda v: last_day(v.date or ""), default=None)
    amended = [a for a in status.bill.actions or () if ActionClass.AMENDED in a.classification]
    last = max(amended, key=lambda a: last_day(a.date), default=None)
    printed = last_day(newest.date) if newest and newest.date else ""
    if last and last_day(last.date) > printed:
        return NewestPrint("Amended", last.date, "", held=False)
    if newest is None:
        return None
    return NewestPrint(newest.note, newest.date or "", newest.code or "")


#: The sentence of a digest that says what the bill does: the rest is the law as it is.
_WOULD = re.compile(r"\bThis (?:bill|measure|act)\b.*?[a-z0-9)]\.(?=\s|$)", re.DOTALL)
#: A letter quotes no longer sentence.
_MOST_WORDS = 60


def would_do(status: BillStatus, found: NewestPrint | None) -> str:
    """The first sentence of the digest of that print, else of a summary that speaks for its day
    or a later one, that says what the bill does; empty where there is none that is short."""
    bill = status.bill
    digests = [v.digest for v in bill.versions or () if found and v.date == found.date and v.digest]
    digests += [s.text for s in bill.summaries or () if found and (s.date or "") >= found.date]
    for text in digests:
        match = _WOULD.search(text)
        if match and len(match[0].split()) <= _MOST_WORDS:
            return " ".join(match[0].split())
    return ""

"""What is law under another number: the publisher says that a law contains a bill's text. Pure.

Analysts of the Library of Congress relate bills: ``Contained in public law`` (119sjres3, 2026-06),
or ``Identical bill``, with the other bill's last action. Nobody should be asked to act on such a
bill, and whether it fulfils an effort is for a person to confirm (``enacted_via``).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from billtrail.legislatures import display
from billtrail.legislatures.calendar import last_day

from ..models import Bill, Relation


@dataclass(frozen=True, slots=True)
class Containment:
    """The bill that became law with this one's text. ``law`` is ``None`` until it has a number,
    ``date`` where the publisher gives no day. ``identical``: the publisher calls the two bills
    identical, and does not speak of the law's own text; ``companion``: it calls the law its
    companion, which may have been changed on its way."""

    bill: str
    law: str | None
    date: str | None
    identical: bool
    companion: bool = False

    def words(self) -> str:
        """``Public Law 119-5 as H.J.Res. 25``."""
        return f"{self.law or 'law'} as {display(self.bill)}"


#: What a relation is called where the law itself has the text.
_CONTAINED = re.compile(r"public law.*contain|contain.*public law", re.IGNORECASE)
#: Two bills are the same, and one is law, by the relation's name alone.
_BECAME_LAW = re.compile(r"identical.*became (?:public |private )?law", re.IGNORECASE)


def containment(bill: Bill, on: str = "9999") -> Containment | None:
    """The law that has the bill's text by the day ``on``, if its publisher says so; what says most
    goes first."""
    found = [one for relation in bill.relations or () if (one := _contained(relation))]
    by_then = [one for one in found if last_day(one.date or bill.data_as_of[:10]) <= on]
    return min(by_then, key=lambda one: (one.identical, one.law is None, one.bill), default=None)


@lru_cache(maxsize=1024)
def _says(kind: str) -> tuple[bool, bool]:
    """Whether a relation's name says that a law has the text, and that an identical bill is law."""
    return bool(_CONTAINED.search(kind)), bool(_BECAME_LAW.search(kind))


def _contained(relation: Relation) -> Containment | None:
    contains, became_law = _says(relation.kind)
    if contains or became_law or relation.law or relation.law_date:
        return Containment(relation.bill, relation.law, relation.law_date, not contains)
    return None

"""The effort that a bill belongs to, with its attempts over the years, and bills called related."""

from collections.abc import Mapping
from dataclasses import dataclass

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.words import MEMBERS, bill_words, relation_words, session_words
from billtrail.words.status import effort_law_words, effort_notes, effort_words, status_words

#: A bill of an attempt: (key, identifier, where it stands, is it this page's).
AttemptBill = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One session's try at an effort, with its bills and where each stands."""

    session: str
    first_introduced: str | None
    bills: tuple[AttemptBill, ...]


@dataclass(frozen=True, slots=True)
class EffortView:
    id: str
    title: str
    words: str
    notes: tuple[str, ...]
    date: str | None
    law: str | None
    enacted_bill: str | None
    role: str | None
    attempts: tuple[AttemptView, ...]


@dataclass(frozen=True, slots=True)
class RelatedView:
    bill: str
    identifier: str
    kind: str
    identified_by: str | None
    words: str | None
    #: It was taken up in the place of the page's bill.
    replaces: bool = False


#: Those by which another bill carries it on.
_IN_ITS_PLACE = ("replaced-by", "passed-companion", "Incorporated into")


def build_effort_view(effort: EffortStatus, key: str) -> EffortView:
    """The effort and its attempts, oldest first; the bill of this page is marked."""
    role = next((member.kind for member in effort.members if member.bill == key), None)
    statuses = {member.bill: member.status for member in effort.members}
    return EffortView(
        id=effort.id,
        title=effort.title,
        words=effort_words(effort),
        notes=effort_notes(effort),
        date=effort.told_date,
        law=effort_law_words(effort),
        enacted_bill=effort.enacted_bill,
        role=MEMBERS[role] if role else None,
        attempts=tuple(
            AttemptView(
                session=session_words(_jurisdiction(attempt.bills), attempt.session),
                first_introduced=attempt.first_introduced,
                bills=tuple(_attempt_bill(b, statuses.get(b), key) for b in attempt.bills),
            )
            for attempt in effort.attempts
        ),
    )


def _jurisdiction(bills: tuple[str, ...]) -> str:
    return bills[0].split("-", 1)[0] if bills else ""


def _attempt_bill(bill: str, status: BillStatus | None, key: str) -> AttemptBill:
    words = "not read yet" if status is None else status_words(status)
    return bill, bill_words(bill), words, bill == key


def build_related(
    status: BillStatus, known: Mapping[str, BillStatus]
) -> tuple[RelatedView, ...] | None:
    relations = status.bill.relations
    if relations is None:
        return None
    return tuple(
        RelatedView(
            bill=relation.bill,
            identifier=bill_words(relation.bill),
            kind=relation_words(relation.kind),
            identified_by=relation.identified_by,
            replaces=relation.bill in status.replaced_by and relation.kind in _IN_ITS_PLACE,
            words=status_words(other) if (other := known.get(relation.bill)) else None,
        )
        for relation in relations
    )

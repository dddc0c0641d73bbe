"""The portal card: what to enter into a legislature's portal beside the letter, field by field."""

from collections.abc import Callable, Iterator, Mapping

from billtrail.bills.letters import portal, stance_as
from billtrail.words import bill_title, day_words, time_words

from .draft import PaperDraft
from .signing import signing
from .values import CardRow


def build_card(draft: PaperDraft) -> tuple[CardRow, ...]:
    """Rows in the order in which a portal asks, then what else is to be known; none where the
    paper is for no committee."""
    return tuple(CardRow(field, value) for field, value in _rows(draft) if value)


def _rows(draft: PaperDraft) -> Iterator[tuple[str, str]]:
    if draft.committee is None or not draft.recipients:
        return
    rule = portal(draft.status.bill.jurisdiction)
    if rule:
        yield "Portal", f"{rule.name}, {rule.url}"
    for field in rule.fields if rule else _FIELDS:
        yield field.capitalize(), _FILLS[field](draft)
    yield "Contact", _contact(draft)
    yield "Signers", _signers(draft)
    yield "Send to", draft.recipients[0].email
    yield "Deadline", _deadline(draft)
    if rule:
        yield "Account", f"{rule.asks} {rule.unanswered}"


def _version(draft: PaperDraft) -> str:
    found = draft.print
    return f"{found.note}, {day_words(found.date)}" if found else "not on record: ask the committee"


def _stance(draft: PaperDraft) -> str:
    """The position, and the word that the committee counts it as where that is another."""
    if draft.stance is None or draft.committee is None:
        return "not decided"
    counted = stance_as(draft.committee.committee, draft.stance).counted_as
    other = f" (counted as {counted})" if counted and counted != draft.stance else ""
    return f"{draft.stance}{other}"


def _organisation(draft: PaperDraft) -> str:
    return draft.request.sender.name if draft.request.sender else "your organization"


#: Where no portal asks.
_FIELDS = ("bill", "version", "committee", "stance", "subject", "submit as")
#: A field of a portal -> what is entered.
_FILLS: Mapping[str, Callable[[PaperDraft], str]] = {
    "bill": lambda draft: draft.bill,
    "version": _version,
    "submit as": _organisation,
    "committee": lambda draft: draft.committee_name,
    "stance": _stance,
    "subject": lambda draft: bill_title(draft.status),
    "letter": lambda draft: "the PDF",
}


def _contact(draft: PaperDraft) -> str:
    sender = draft.request.sender
    if sender is None:
        return ""
    return ", ".join(filter(None, (sender.contact_name, sender.contact_title, sender.email,
                                   sender.phone)))  # fmt: skip


def _signers(draft: PaperDraft) -> str:
    number = sum(bool(one.shown_organisation or one.shown_person) for one in signing(draft).now)
    return f"{number}: billtrail signers {draft.status.key} list --portal" if number else ""


def _deadline(draft: PaperDraft) -> str:
    hearing = draft.hearing
    if hearing is None:
        was = f"; it was set for {day_words(draft.heard.date)}" if draft.heard else ""
        return f"no hearing is listed{was}"
    if hearing.letters_closed:
        return f"closed {day_words(hearing.letters_closed)}; heard {day_words(hearing.date)}"
    if hearing.letters is None:
        return f"none on record; heard {day_words(hearing.date)}"
    at = f", {time_words(hearing.letters.time)}" if hearing.letters.time else ""
    return f"{day_words(hearing.letters.on)}{at}; heard {day_words(hearing.date)}"


def card_text(rows: tuple[CardRow, ...]) -> str:
    """The card for a screen or a file beside the letter."""
    width = max((len(row.field) for row in rows), default=0)
    return "".join(f"{row.field:<{width}}  {row.value}\n" for row in rows)

"""The portal card: what to enter into a legislature's portal beside the letter, field by field."""

from collections.abc import Iterator

from billtrail.bills.letters import portal
from billtrail.words import bill_title, day_words

from .draft import PaperDraft
from .signing import signing
from .values import CardRow


def build_card(draft: PaperDraft) -> tuple[CardRow, ...]:
    """Rows in the order in which they are asked for; none where the paper is for no committee."""
    return tuple(CardRow(field, value) for field, value in _rows(draft) if value)


def _rows(draft: PaperDraft) -> Iterator[tuple[str, str]]:
    if not draft.recipients:
        return
    sender, first, found = draft.request.sender, draft.recipients[0], draft.print
    place = portal(draft.status.bill.jurisdiction)
    yield "Portal", f"{place.name}, {place.url}" if place else ""
    yield "Bill", draft.bill
    yield "Version", f"{found.note}, {found.date}" if found else "not on record: ask the committee"
    yield "Committee", first.committee
    yield "Position", str(draft.stance) if draft.stance else "not decided"
    yield "Subject", bill_title(draft.status)
    yield "Organization", sender.name if sender else ""
    yield "Contact", _contact(draft)
    yield "Signers", _signers(draft)
    yield "Send to", first.email
    yield "Deadline", _deadline(draft)
    if place:
        yield "Account", f"{place.asks} {place.unanswered}"


def _contact(draft: PaperDraft) -> str:
    sender = draft.request.sender
    if sender is None:
        return ""
    return ", ".join(filter(None, (sender.contact_name, sender.contact_title, sender.email,
                                   sender.phone)))  # fmt: skip


def _signers(draft: PaperDraft) -> str:
    number = len(signing(draft).all)
    return f"{number}: billtrail signers {draft.status.key} list --portal" if number else ""


def _deadline(draft: PaperDraft) -> str:
    hearing = draft.hearing
    if hearing is None:
        return "no hearing is listed"
    if hearing.letters_closed:
        return f"closed {day_words(hearing.letters_closed)}; heard {day_words(hearing.date)}"
    if hearing.letters is None:
        return f"none on record; heard {day_words(hearing.date)}"
    at = f", {hearing.letters.time}" if hearing.letters.time else ""
    return f"{day_words(hearing.letters.on)}{at}; heard {day_words(hearing.date)}"


def card_text(rows: tuple[CardRow, ...]) -> str:
    """The card for a screen or a file beside the letter."""
    width = max((len(row.field) for row in rows), default=0)
    return "".join(f"{row.field:<{width}}  {row.value}\n" for row in rows)

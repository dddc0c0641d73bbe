"""The head of a letter: who writes, when, to whom and about what."""

from billtrail.bills.people import surname_of
from billtrail.briefs.values import Block
from billtrail.snapshot.committees import Recipient

from ..draft import PaperDraft, block, lines, said
from ..prints import print_words


def letterhead(draft: PaperDraft) -> tuple[Block, ...]:
    """The organisation's name, then how to reach it."""
    sender = draft.request.sender
    if sender is None:
        draft.words.leave_out("no-organisation", "your organization and contact")
        name = draft.fill("letter-your-organisation", "letter-no-organisation")
        return lines("letterhead", (name,))
    contact = " \N{MIDDLE DOT} ".join(filter(None, (sender.email, sender.phone, sender.site)))
    return lines("letterhead", (sender.name, sender.address, contact))


def day(draft: PaperDraft) -> tuple[Block, ...]:
    return lines("date", (draft.labels.date(draft.request.on.isoformat()),))


def recipient(draft: PaperDraft) -> tuple[Block, ...]:
    """Each by name and role, then the committee and its address, once."""
    found = draft.recipients
    if not found:
        return ()
    named = [addressed(draft, one) for one in found]
    first = found[0]
    return lines("recipient", (*named, first.committee, *first.address_lines))


def addressed(draft: PaperDraft, one: Recipient) -> str:
    """By name and role; by the role alone where a name would be a guess."""
    labels = draft.labels
    if one.chair is None:
        draft.words.leave_out("no-chair", f"the name of the {one.role}", why=one.note)
        return labels(f"letter-only-{one.role}") if one.committee_id else ""
    return labels(f"letter-{one.role}", name=labels("letter-honorable", name=one.chair))


def re(draft: PaperDraft) -> tuple[Block, ...]:
    """The line by which an office files the letter: bill, author, print and position."""
    labels = draft.labels
    named = print_words(labels, draft.print) if draft.print else _some_print(draft)
    position = labels(f"stance-{draft.stance_key}") if draft.stance_key else your_position(draft)
    label = "letter-re" if draft.author else "letter-re-alone"
    text = labels(label, bill=draft.bill, author=draft.author, print=named, stance=position)
    return block("re", said(text))


def _some_print(draft: PaperDraft) -> str:
    draft.words.leave_out("no-print", "the print that the letter speaks of", key=draft.status.key)
    return draft.fill("letter-some-print", "letter-no-print", bill=draft.bill)


def your_position(draft: PaperDraft) -> str:
    """A place to fill."""
    key = draft.status.key
    case = "no-final-position" if draft.stance else "no-position"
    draft.words.leave_out(case, "your position", bill=draft.bill, key=key)
    return draft.fill("letter-your-position", draft.undecided).upper()


def salutation(draft: PaperDraft) -> tuple[Block, ...]:
    labels, found = draft.labels, draft.recipients
    if not found:
        return ()
    who = labels.list([_dear(draft, one) for one in found])
    return block("salutation", said(labels("letter-dear", who=who)))


def _dear(draft: PaperDraft, one: Recipient) -> str:
    if one.chair is None:
        return draft.labels(f"letter-dear-only-{one.role}")
    name = one.family_name or surname_of(one.chair)
    return draft.labels(f"letter-dear-{one.role}", name=name)


BLOCKS = {
    "letterhead": letterhead, "date": day, "recipient": recipient, "re": re,
    "salutation": salutation,
}  # fmt: skip

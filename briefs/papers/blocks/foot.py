"""The end of a letter: closing, signature and copies."""

from billtrail.bills.identity import author_words
from billtrail.briefs.values import Block

from ..draft import PaperDraft, block, lines, said


def closing(draft: PaperDraft) -> tuple[Block, ...]:
    return block("closing", said(draft.labels("letter-sincerely")))


def signature(draft: PaperDraft) -> tuple[Block, ...]:
    """Who signs: name, title and organisation, telephone and e-mail."""
    sender = draft.request.sender
    if sender is None:
        return lines("signature", (draft.labels("letter-your-name"),))
    if not sender.contact_name:
        draft.words.leave_out("no-signer", "who signs")
        name = draft.fill("letter-your-name", "letter-no-signer")
    else:
        name = sender.contact_name
        if not sender.contact_title:
            draft.words.leave_out("no-title", "the title of who signs")
    title = ", ".join(filter(None, (sender.contact_title, sender.name)))
    reach = " \N{MIDDLE DOT} ".join(filter(None, (sender.phone, sender.email)))
    return lines("signature", (name, title, reach))


def copies(draft: PaperDraft) -> tuple[Block, ...]:
    if not draft.committee_name:
        return ()
    words = author_words(draft.status.bill.jurisdiction).labels
    text = draft.labels(f"letter-copies-{words}", committee=draft.committee_name)
    return block("copies", said(text, "quiet"))


BLOCKS = {"closing": closing, "signature": signature, "copies": copies}

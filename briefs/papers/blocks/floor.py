"""A floor alert: the vote that is asked for, whom to ask, and what to say on the telephone."""

from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.legislatures import Position

from ..draft import PaperDraft, block, said
from ..prints import print_words
from .body import reasons
from .head import your_position

#: What a position asks of a vote; one with a condition says nothing of the text on the floor.
_VOTES = {Position.SUPPORT: "letter-vote-yes", Position.OPPOSE: "letter-vote-no"}


def title(draft: PaperDraft) -> tuple[Block, ...]:
    """``AYE on AB 938 (Bonta)``, then which print is voted on."""
    labels = draft.labels
    name = "floor-title" if draft.author else "floor-title-alone"
    text = labels(name, vote=_vote(draft), bill=draft.bill, author=draft.author)
    printed = print_words(labels, draft.print) if draft.print else ""
    found = [said(text)] + ([said(printed, "quiet")] if printed else [])
    return (*block("title", found[0]), *block("printed", *found[1:]))


def _vote(draft: PaperDraft) -> str:
    """As the legislature calls it; a place to fill where no plain position is decided."""
    label = _VOTES.get(draft.stance) if draft.stance else None
    if label is None:
        return your_position(draft)
    return draft.labels.of_or(draft.status.bill.jurisdiction, label)


def contact(draft: PaperDraft) -> tuple[Block, ...]:
    """Whom to ask."""
    sender = draft.request.sender
    if sender is None:
        return ()
    parts = (sender.contact_name, sender.name, sender.phone, sender.email)
    text = " \N{MIDDLE DOT} ".join(filter(None, parts))
    return block("contact", said(draft.labels("floor-contact", who=text), "quiet"))


def script(draft: PaperDraft) -> tuple[Block, ...]:
    """Four lines for a member of the coalition who calls an office."""
    labels, sender = draft.labels, draft.request.sender
    name = sender.name if sender else labels("letter-your-organisation")
    lines = (
        labels("script-who", name=name),
        labels("script-ask", vote=_vote(draft), bill=draft.bill),
        _first_reason(draft) or labels("script-why", bill=draft.bill),
        labels("script-thanks"),
    )
    numbered = (Paragraph((Sentence(tie(line)),), "number") for line in lines)
    return (Block("script", labels("script-title"), tuple(numbered)),)


def _first_reason(draft: PaperDraft) -> str:
    found = [p for b in reasons(draft) for p in b.paragraphs if p.style == "number"]
    return " ".join(sentence.text for sentence in found[0].sentences) if found else ""


BLOCKS = {"title": title, "contact": contact, "script": script}

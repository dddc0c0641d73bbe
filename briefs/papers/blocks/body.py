"""What a letter says: the position, who we are, what the bill does, why, and what is asked."""

from collections.abc import Iterator
from dataclasses import replace

from billtrail.bills import would_do
from billtrail.briefs.build import build_figures, official_page
from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.campaigns import Figure, Text
from billtrail.campaigns.positions import is_named, lead_keys
from billtrail.errors import UnknownKey
from billtrail.legislatures import Position, nearest
from billtrail.legislatures.calendar import last_day
from billtrail.records import is_iso_date
from billtrail.words import day_words

from ..draft import PaperDraft, block, said
from ..prints import print_words

_FOR = (Position.SUPPORT, Position.SUPPORT_IF_AMENDED)


def stance(draft: PaperDraft) -> tuple[Block, ...]:
    """The position, in the first sentence."""
    labels = draft.labels
    if not draft.stance_key:
        place = labels("letter-your-position")
        return block("stance", said(labels("letter-we", position=place, bill=draft.bill)))
    draft.strong = labels(f"stance-word-{draft.stance_key}")
    return block("stance", said(labels(f"letter-we-{draft.stance_key}", bill=draft.bill)))


def who(draft: PaperDraft) -> tuple[Block, ...]:
    """Who we are, as the organisation says it of itself."""
    sender = draft.request.sender
    if sender is None:
        return ()
    if not sender.about:
        draft.words.leave_out("no-about", "who you are")
        return ()
    return block("who", said(draft.words.own(sender.about), "run-on"))


# -- what the bill does ----------------------------------------------------------------------------


def does(draft: PaperDraft) -> tuple[Block, ...]:
    """The campaign's own sentences on the bill where it has any, else what the record says of it;
    the first has a note that names the print."""
    most = draft.request.paper.budget.does
    found = [p for n in range(1, 5) if (p := _text(draft, f"does-{n}"))][:most]
    paragraphs = found or list(_on_record(draft))
    if not paragraphs:
        return ()
    note = _print_note(draft)
    first = paragraphs[0].sentences[0]
    told = replace(first, notes=tuple(sorted({*first.notes, note})))
    paragraphs[0] = replace(paragraphs[0], sentences=(told, *paragraphs[0].sentences[1:]))
    others = [replace(p, style="run-on") for p in paragraphs[1:]]
    return block("does", paragraphs[0], *others)


def _print_note(draft: PaperDraft) -> int:
    labels = draft.labels
    named = print_words(labels, draft.print) if draft.print else labels("letter-some-print")
    text = labels("note-print", bill=draft.bill, print=named,
                  source=draft.source_of(draft.status))  # fmt: skip
    return draft.words.note(text, official_page(draft.status))


def _on_record(draft: PaperDraft) -> Iterator[Paragraph]:
    """Its title, and what its newest print's digest says it would do, each as such."""
    labels, bill = draft.labels, draft.status.bill
    if title := (bill.short_title or bill.title):
        quoted = draft.words.official(title.rstrip("."))
        yield said(labels("letter-title", title=quoted))
    if digest := would_do(draft.status, draft.print):
        source = labels.of_or(bill.jurisdiction, "letter-digest-source")
        text = draft.words.official(digest)
        yield said(labels("letter-digest", source=source, text=text), "run-on")
    draft.words.leave_out("no-does", "what the bill does in your words", key=draft.status.key)


def _text(draft: PaperDraft, key: str) -> Paragraph | None:
    """A text of the campaign on this bill: one whose key ends with the bill's, else, where the
    bill leads the campaign, the one of its briefs."""
    for name in _keys(draft, key):
        if name == key and not _is_on_the_bill(draft, key):
            continue
        if (text := draft.words.text(name)) and (sentence := draft.words.sentence(name)):
            _tell_older(draft, text)
            return Paragraph((sentence,))
    return None


def _is_on_the_bill(draft: PaperDraft, key: str) -> bool:
    """Whether a sentence that its campaign's briefs print is on this bill: it names it, or the
    campaign has one effort alone and it names no other bill."""
    text, campaign = draft.words.text(key), draft.words.subject.campaign
    if text is None or campaign is None or is_named(draft.status.key, text.text):
        return True
    others = any(is_named(bill.bill, text.text) for bill in campaign.bills)
    return len(campaign.families) < 2 and not others


def _tell_older(draft: PaperDraft, text: Text) -> None:
    """A sentence that was written for an earlier print may say what is no longer in the bill."""
    version, newest = text.version or "", draft.print
    if newest and is_iso_date(version) and last_day(version) < last_day(newest.date):
        draft.find(
            "version", "warn",
            f"Your text {text.key} was written for the print of {day_words(version)}.",
            f"Read the print of {day_words(newest.date)}, then change the text or its version.",
        )  # fmt: skip


def _keys(draft: PaperDraft, key: str) -> Iterator[str]:
    campaign, bill = draft.words.subject.campaign, draft.status.key
    yield f"{key}-{bill}"
    if campaign and bill in lead_keys(campaign):
        yield key


# -- why -------------------------------------------------------------------------------------------


def reasons(draft: PaperDraft) -> tuple[Block, ...]:
    """Up to so many reasons as the paper's budget has: the campaign's own, else its figures."""
    if not draft.stance_key:
        return block("reasons", said(draft.labels("letter-your-reasons")))
    most = draft.request.paper.budget.reasons
    found = [p for n in range(1, most + 1) if (p := _text(draft, f"reason-{n}"))]
    withheld = _why_no_figures(draft)
    if not found and withheld:
        draft.words.leave_out(withheld, "your reasons", key=draft.status.key)
    elif not found:
        found = list(_figures(draft, most))
    if not found:
        return ()
    numbered = (replace(paragraph, style="number") for paragraph in found)
    return block("reasons", said(draft.labels("letter-why"), "run-on"), *numbered)


def _why_no_figures(draft: PaperDraft) -> str:
    """The case for which the campaign's figures are no reasons: they speak for a bill and never
    against one, and for the bills of its efforts, which others it follows may not be like."""
    if draft.stance not in _FOR:
        return "no-reasons"
    if draft.request.figures is not None:
        return ""
    status, campaign = draft.status, draft.words.subject.campaign
    efforts = {family.id for family in campaign.families} if campaign else set()
    ours = campaign is not None and (status.family in efforts or campaign.lead == status.key)
    return "" if ours else "no-reasons-apart"


def _figures(draft: PaperDraft, most: int) -> Iterator[Paragraph]:
    for figure in build_figures(draft.words, _wanted(draft))[:most]:
        yield Paragraph((figure.sentence,))


def _wanted(draft: PaperDraft) -> tuple[Figure, ...]:
    """The author's, else the campaign's. Raises ``UnknownKey`` for one that is not on file."""
    campaign, chosen = draft.words.subject.campaign, draft.request.figures
    if chosen is None:
        return campaign.figures if campaign else ()
    known = {figure.id: figure for figure in draft.snapshot.figures()}
    for id in chosen:
        if id not in known:
            raise UnknownKey("figure", id, nearest(id, list(known)))
    return tuple(known[id] for id in chosen)


# -- what is asked ---------------------------------------------------------------------------------


def ask(draft: PaperDraft) -> tuple[Block, ...]:
    """What the position asks of the reader; a condition first, where it has one."""
    if not draft.stance_key:
        return block("ask", said(draft.labels("letter-your-ask")))
    sentences = [Sentence(tie(text)) for text in _asked(draft)]
    return block("ask", Paragraph(tuple(sentences))) if sentences else ()


def _asked(draft: PaperDraft) -> Iterator[str]:
    labels, stance = draft.labels, draft.stance_key
    if stance in (Position.SUPPORT_IF_AMENDED, Position.OPPOSE_UNLESS_AMENDED):
        yield labels("letter-ask-condition", condition=_condition(draft))
    if stance in _ASKS:
        yield _chamber_words(draft, _ASKS[stance])


def _condition(draft: PaperDraft) -> str:
    assert draft.position is not None
    if draft.position.condition:
        return draft.words.own(draft.position.condition).rstrip(".") + "."
    draft.words.leave_out(
        "no-condition", "what must be amended", key=draft.status.key, position=str(draft.stance)
    )
    return draft.fill("letter-your-condition", "letter-no-condition")


_ASKS = {
    Position.SUPPORT: "letter-ask-yes",
    Position.OPPOSE: "letter-ask-no",
    Position.SUPPORT_IF_AMENDED: "letter-ask-then",
    Position.OPPOSE_UNLESS_AMENDED: "letter-ask-unless",
    Position.NEUTRAL: "letter-ask-neutral",
    "sign": "letter-ask-sign",
    "veto": "letter-ask-veto",
}


def _chamber_words(draft: PaperDraft, label: str) -> str:
    """As the legislature itself says it, where it has words of its own."""
    return draft.labels.of_or(draft.status.bill.jurisdiction, label, bill=draft.bill)


BLOCKS = {"stance": stance, "who": who, "does": does, "reasons": reasons, "ask": ask}

"""Positions as a page says them: the organisation's own, in its name alone, and sourced ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, BriefPosition, Paragraph, Sentence
from billtrail.campaigns import FollowedBill
from billtrail.campaigns.positions import is_public
from billtrail.legislatures import Audience, Position, display
from billtrail.legislatures.calendar import last_day

from .draft import Draft
from .request import Request

#: Audiences that are told a position only once it is public.
_OUTSIDE = (Audience.PUBLIC, Audience.FUNDER)


def build_said(draft: Draft, request: Request) -> tuple[FollowedBill, ...]:
    """The organisation's own positions that this page says: on what it is about, where the
    organisation may speak and the audience may know."""
    campaign = draft.subject.decided_in
    own = tuple(bill for bill in draft.subject.stand().decided if bill.decided_by is None)
    if campaign is None or request.sender is None or not own:
        return ()
    if request.audience not in _OUTSIDE:
        return own
    public = tuple(bill for bill in own if is_public(bill.share, campaign.public_ask))
    if public != own:
        draft.leave_out("position-not-public", "your position")
    return public


def build_block(draft: Draft, request: Request, said: Iterable[FollowedBill]) -> tuple[Block, ...]:
    """The organisation's positions but for support, which stands under who stands behind it."""
    others = [bill for bill in said if bill.position != Position.SUPPORT]
    return draft.block("position", "heading-position", *_paragraphs(draft, request, others))


def build_support(
    draft: Draft, request: Request, said: Iterable[FollowedBill]
) -> tuple[Sentence, ...]:
    supported = [bill for bill in said if bill.position == Position.SUPPORT]
    return tuple(s for p in _paragraphs(draft, request, supported) for s in p.sentences)


def _paragraphs(
    draft: Draft, request: Request, bills: Iterable[FollowedBill]
) -> Iterator[Paragraph]:
    for bill in bills:
        assert request.sender is not None
        first, *more = position_sentences(draft, request.sender.name, bill)
        if (decided := bill.decided_on or "") > request.on.isoformat():
            day = draft.labels("position-later", date=draft.labels.date(decided))
            more.insert(0, Sentence(tie(day), first.key))
        yield Paragraph((_with_signers(draft, request, bill, first), *more))


def _with_signers(draft: Draft, request: Request, bill: FollowedBill, said: Sentence) -> Sentence:
    """A position, and how many organisations have signed our letter on a bill that can still move;
    who they are stands in the letter alone."""
    number = dict(request.signers).get(bill.bill, 0)
    if not number or not _is_present(bill) or request.sender is None:
        return said
    day = draft.labels.date(request.on.isoformat())
    note = draft.note(draft.labels("note-signers", by=request.sender.name, date=day))
    counted = draft.labels.counted("signed-our-letter", number, n=number)
    return replace(said, text=f"{said.text} {tie(counted)}", notes=(*said.notes, note))


def position_sentences(draft: Draft, by: str, bill: FollowedBill) -> Iterator[Sentence]:
    """A position in the present while it can still matter, else with its year; then what must
    change, where it has a condition."""
    labels, conditional = draft.labels, str(bill.position).endswith("amended")
    tense = "stands" if _is_present(bill) else "stood"
    date = (bill.decided_on or "")[:4]
    text = labels(f"{tense}-{bill.position}", by=by, bill=display(bill.bill), date=date)
    key = None if bill.decided_by else f"position-{bill.bill}"
    yield Sentence(tie(text), key)
    if bill.condition:
        yield Sentence(tie(labels("condition", condition=draft.own(bill.condition))), key)
    elif conditional:
        draft.leave_out(
            "no-condition", "the condition of your position",
            key=bill.bill, position=str(bill.position),
        )  # fmt: skip


def _is_present(bill: FollowedBill) -> bool:
    """Whether the position is on a bill that is alive, or was taken after it ended."""
    if bill.status is None:
        return False
    ended = bill.status.progress.date or ""
    return bill.status.progress.alive or last_day(bill.decided_on or "") > last_day(ended)


def build_facts(governing: Sequence[FollowedBill]) -> tuple[BriefPosition, ...]:
    """Positions as data, for ``verify``; each once."""
    return tuple(
        dict.fromkeys(
            BriefPosition(bill.bill, str(bill.position), bill.condition or "") for bill in governing
        )
    )

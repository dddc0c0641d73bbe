"""From a snapshot to a ``Brief``: ``build`` is the main path, one line a part.

Nothing here fetches, formats a page or knows a template. Where something may not be printed the
brief says less and its author is told; see ``rules`` for what is refused.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from billtrail.bills.stages import How, later_vote
from billtrail.briefs.language import Labels, tie
from billtrail.briefs.values import (
    Block,
    Brief,
    BriefFigure,
    LeftOut,
    PageMark,
    Paragraph,
    Sentence,
    Status,
)
from billtrail.campaigns import Ask, CampaignStatus, Figure, FollowedBill
from billtrail.campaigns.positions import USUAL, Stand, find_ask, named_by, objection_to
from billtrail.legislatures import Audience, Stage, full_name, get
from billtrail.legislatures.calendar import last_day

from . import behind, goals, positions, rules
from . import status as stage_parts
from .choices import NONE, Offers, offer_asks, offer_figures, pick
from .common_parts import (
    build_marks,
    in_order,
    official_page,
    status_note,
    with_common_parts,
)
from .draft import Draft
from .effect import effect_sentences
from .figures import build_chart, build_figures
from .in_doubt import correction_notes, status_texts
from .plain_bill import build_about, other_bills
from .relief import build_relief
from .request import Request
from .subject import FULFILLED, Lead, Reads, Subject, read_subject
from .survivors import build_survivors
from .voices import refuse_out_of_scope


def build(snapshot: Reads, request: Request, now: Reads | None = None) -> Brief:
    """The brief of ``request`` from a snapshot as of its day.

    ``now`` is a snapshot of today, for the line across a brief of a past day. Raises
    ``BriefRefused`` in the few cases of ``rules``, ``UnknownKey`` for an unknown subject.
    """
    if request.audience == Audience.SURVIVORS:
        return build_survivors(snapshot, request)
    if request.subject == goals.SUBJECT:
        return goals.build_goals(snapshot, request)
    subject = read_subject(snapshot, request.subject)
    for refuse in rules.REFUSALS:
        refuse(subject)
    draft = Draft(Labels(request.language), subject, request.audience)
    draft.require_translated()
    brief = _build(draft, request, snapshot, build_marks(draft, request, now))
    rules.refuse_false_ask(subject, [brief.title, *_asked(brief)])
    return replace(brief, lobbying=rules.lobbying_class(brief, request.audience).value)


def _build(draft: Draft, request: Request, snapshot: Reads, marks: tuple[PageMark, ...]) -> Brief:
    labels, lead = draft.labels, draft.subject.lead
    status = _status(draft, request.on)
    ask = _ask(draft, request)
    title = _title(draft, ask)
    tagline = draft.sentence("tagline", noted=False) if draft.text("tagline") else None
    asked = _ask_block(draft, request, ask)
    said = positions.build_said(draft, request)
    blocks = [*positions.build_block(draft, request, said), *_problem(draft), *_does(draft)]
    others = tuple(other_bills(snapshot, draft.subject))
    blocks += build_about(draft, others, request.on)
    figures = build_figures(draft, _chosen_figures(draft, request, snapshot))
    chart = build_chart(draft)
    blocks += _programs(draft, figures, has_chart=chart is not None)
    blocks += behind.build_behind(draft, 1, positions.build_support(draft, request, said))
    blocks += build_relief(draft, snapshot)
    blocks += _voice(draft, request)
    if lead.likely:
        bill = full_name(lead.likely[0])
        draft.leave_out("likely", "the bill that may go on with it", bill=bill)
    return with_common_parts(
        draft,
        request,
        subject=draft.subject.id,
        head_date=_head_date(draft, status.as_of, request),
        identity=_identity(draft, any(block.kind == "bill" for block in blocks)),
        title=title,
        tagline=tagline.text if tagline else "",
        status=status,
        bar=stage_parts.build_bar(labels, lead.proof),
        blocks=(*asked, *in_order(blocks, request)),
        chart=chart or behind.build_party_chart(draft),
        marks=marks,
        stages=stage_parts.build_stages(lead, others),
        positions=positions.build_facts((*said, *_governing(draft, ask if asked else None))),
        asks=(ask.id,) if ask and asked else (),
    )


# -- head ----------------------------------------------------------------------------------------


def _head_date(draft: Draft, as_of: str, request: Request) -> str:
    """A law stays one, so its page gives the day since which it is law; anything else is only as
    good as the day of its data."""
    labels, lead = draft.labels, draft.subject.lead
    is_past = request.today and request.on < request.today
    if lead.stage == Stage.ENACTED and lead.date and not (is_past or lead.proof.in_doubt):
        printed = labels.date(request.on.isoformat(), short=True)
        return labels("law-since", date=labels.date(lead.date), printed=printed)
    if lead.proof.progress.how == How.NOT_READ:  # of which no day is known to speak for
        return labels("bar-not read yet")
    return labels("status-as-of", date=labels.date(as_of))


#: A longer title is no headline, and a still longer one stands below alone, where the page has it.
_HEADLINE, _HEAD = 110, 220


def _identity(draft: Draft, is_told: bool) -> str:
    """What the page is about; ``is_told``: the bill's own title stands below."""
    labels, lead = draft.labels, draft.subject.lead
    is_below = is_told and _is_its_own(lead) and len(lead.title) > _HEAD
    parts = [
        "" if lead.title == lead.bill or is_below else draft.title(),
        labels.law(lead.law),
        f"{lead.bill} ({stage_parts.session_name(labels, lead.proof.key)})",
    ]
    return tie(" · ".join(part for part in parts if part))


def _title(draft: Draft, ask: Ask | None) -> str:
    """The ask's headline; without an ask, what happened."""
    headline = draft.sentence(ask.headline, noted=False) if ask else None
    if headline:
        return headline.text
    lead = draft.subject.lead
    other = "headline-alive" if lead.alive else "headline-ended"
    key = "headline-contained" if lead.proof.containment else _HEADLINES.get(lead.stage, other)
    key = _BY_HOW.get(lead.proof.progress.how, key) if lead.stage in _HEADLINES else key
    if lead.proof.is_unread:
        key = "headline-not-read"
    if key == "headline-ended":  # unless a new bill carries it on, or a vote says otherwise
        key = "headline-likely" if lead.likely else key
        key = "headline-unknown" if later_vote(lead.proof.bill) else key
    if key == "headline-ended" and not _is_signed(lead):
        key = "headline-not-adopted"
    return tie(draft.labels(key, title=lead.bill if _is_phrase(lead) else draft.title()))


def _is_signed(lead: Lead) -> bool:
    """Whether a measure of its kind becomes law at all."""
    bill = lead.proof.bill
    return bill.kind in get(bill.jurisdiction).signed


def _is_phrase(lead: Lead) -> bool:
    """Whether the title stands in no sentence: a phrase ("Relating to ... is now law"), or what
    fills a paragraph by itself."""
    names = get(lead.proof.bill.jurisdiction).titles_are_names
    return _is_its_own(lead) and (not names or len(lead.title) > _HEADLINE)


def _is_its_own(lead: Lead) -> bool:
    """Whether the title is the bill's whole one, since it has no short one."""
    bill = lead.proof.bill
    return not bill.short_title and lead.title == (bill.title or "").rstrip(".")


_HEADLINES = {
    Stage.ENACTED: "headline-law",
    Stage.ADOPTED: "headline-adopted",
    Stage.REPLACED: "headline-replaced",
    Stage.OUTCOME_NOT_RECORDED: "headline-unknown",
}
#: Of a stage that has a headline: how it was reached, where that has one of its own.
_BY_HOW = {
    How.LAW_IN_PART: "headline-part", How.CONFIRMED: "headline-confirmed",
    How.CONTINUED: "headline-continued",
}  # fmt: skip

# -- status --------------------------------------------------------------------------------------


def _status(draft: Draft, on: date) -> Status:
    lead = draft.subject.lead
    proof = lead.proof
    # A page about a past day speaks for that day, however new the data is.
    as_of = min(proof.fresh_as_of, on.isoformat())
    notes = (status_note(draft, lead, as_of), *correction_notes(draft, proof))
    texts = _status_texts(draft, on)
    first, *others = [Sentence(tie(text)) for text in texts]
    return Status(
        stage=lead.stage.value, date=lead.date, law=lead.law, bill=proof.key, source=proof.source,
        as_of=as_of, url=official_page(proof),
        sentences=(replace(first, notes=notes), *others),
    )  # fmt: skip


def _status_texts(draft: Draft, on: date) -> Iterator[str]:
    labels, subject = draft.labels, draft.subject
    yield from status_texts(draft, subject.lead.proof, subject.lead.law)
    yield from effect_sentences(labels, subject.lead.proof)
    if subject.own and subject.own.enacted_via is None:
        yield from status_texts(draft, subject.own, subject.own.law)
    yield from stage_parts.effort_sentences(labels, subject.lead)
    step = stage_parts.next_sentence(labels, subject.lead, subject.campaign, on)
    if step:
        yield step


# -- blocks --------------------------------------------------------------------------------------


def _problem(draft: Draft) -> tuple[Block, ...]:
    return draft.block("problem", "heading-problem", *draft.paragraphs(("problem",)))


def _does(draft: Draft) -> tuple[Block, ...]:
    lead = draft.subject.lead
    keys = tuple(f"does-{number}" for number in range(1, 5))
    parts = [*draft.paragraphs(keys, "bullet"), *draft.paragraphs(("limits",))]
    heading = "heading-does-law" if lead.stage in FULFILLED else "heading-does-bill"
    if not (lead.alive or lead.proof.containment) and lead.stage not in FULFILLED:
        heading = "heading-did-bill"
    return draft.block("does", heading, *parts)


def read_offers(snapshot: Reads, subject: Subject) -> Offers:
    """What the author of a page may choose, and what not and why."""
    campaign = subject.campaign
    own = campaign.figures if campaign else ()
    lead = subject.lead
    place = lead.proof.bill.jurisdiction
    asks = offer_asks(campaign, lead.stage_to_ask, subject.stand(), place)
    return Offers(tuple(offer_figures(own, snapshot.figures())), tuple(asks))


def _chosen_figures(draft: Draft, request: Request, snapshot: Reads) -> tuple[Figure, ...]:
    """The author's figures, else the campaign's."""
    campaign, chosen = draft.subject.campaign, request.choices.figures
    own = campaign.figures if campaign else ()
    if chosen is None:
        return own
    known = {figure.id: figure for figure in (*snapshot.figures(), *own)}
    wanted = [id for id in chosen if id != NONE]
    for id in wanted:
        pick("figure", id, offer_figures(own, tuple(known.values())))
    return tuple(known[id] for id in wanted)


def _programs(
    draft: Draft, figures: tuple[BriefFigure, ...], *, has_chart: bool
) -> tuple[Block, ...]:
    """The block that holds the figures; a leading text without any figure is not printed."""
    if not figures and not has_chart:
        return ()
    parts = draft.paragraphs(("programs",))
    return (Block("programs", draft.labels("heading-programs"), parts, figures),)


def _voice(draft: Draft, request: Request) -> tuple[Block, ...]:
    """A survivor's own words, exactly, inside what they agreed to."""
    voice, labels = request.voice, draft.labels
    if voice is None:
        return ()
    campaign = draft.subject.campaign
    refuse_out_of_scope(
        voice,
        campaign=campaign.id if campaign else draft.subject.id,
        audience=request.audience.value,
        language=labels.language.value,
        on=request.today or request.on,
    )
    said = Sentence(labels("voice", words=voice.words), f"voice-{voice.id}")
    name = Sentence(labels("voice-name", name=voice.name))
    parts = (Paragraph((said,)), Paragraph((name,)))
    return (Block("voice", labels("heading-voice"), parts),)


# -- ask -----------------------------------------------------------------------------------------


def _ask(draft: Draft, request: Request) -> Ask | None:
    """The author's ask, else the campaign's for the lead's stage, where the page may ask."""
    lead, campaign = draft.subject.lead, draft.subject.campaign
    stand, chosen = draft.subject.stand(), request.choices.ask
    if chosen and chosen != NONE:
        place = lead.proof.bill.jurisdiction
        pick("ask", chosen, offer_asks(campaign, lead.stage_to_ask, stand, place))
    withheld = rules.ask_withheld(draft.subject, request.audience)
    if withheld or campaign is None:
        draft.left_out += [withheld] if withheld else []
        return None
    if chosen == NONE:
        draft.leave_out("ask-chosen", "what we ask")
        return None
    found = find_ask(campaign, lead.stage_to_ask, stand, chosen)
    if found is None:
        draft.left_out.append(_no_ask(campaign, lead, stand))
    return found


def _no_ask(campaign: CampaignStatus, lead: Lead, stand: Stand) -> LeftOut:
    """Why no ask was found: it is law under another number, all that fit the stage are for another
    position, or none fits it."""
    stage = lead.stage
    if law := lead.proof.containment:
        return rules.left_out("contained", "what we ask", law=law.words())
    others = (objection_to(campaign, ask, stand) for ask in campaign.asks if stage in ask.stages)
    other = next(filter(None, others), stand.other(USUAL))
    if other:
        return rules.position_withheld("what we ask", other)
    return rules.left_out("no-ask", "what we ask", stage=stage.value, campaign=campaign.id)


def _ask_block(draft: Draft, request: Request, ask: Ask | None) -> tuple[Block, ...]:
    chosen = request.choices.deadline
    if ask is None:
        if chosen and chosen != NONE:
            draft.leave_out("deadline-alone", "deadline")
        return ()
    parts = [*draft.paragraphs(ask.texts, "number")]
    due = None if chosen == NONE else chosen or ask.deadline
    if parts and due:
        parts += _deadline(draft, due, request.on)
    heading = "heading-ask" if request.sender else "heading-ask-open"
    return draft.block("ask", heading, *parts)


def _governing(draft: Draft, ask: Ask | None) -> tuple[FollowedBill, ...]:
    """The positions that the printed ask was written for."""
    campaign = draft.subject.campaign
    if ask is None or campaign is None:
        return ()
    return (*draft.subject.stand().decided, *named_by(campaign, ask))


def _deadline(draft: Draft, due: str, on: date) -> tuple[Paragraph, ...]:
    if last_day(due) < on.isoformat():
        draft.leave_out("past-deadline", "deadline", date=due)
        return ()
    return (Paragraph((Sentence(draft.labels("deadline", date=draft.labels.date(due))),)),)


def _asked(brief: Brief) -> list[str]:
    """Every sentence that may ask for something."""
    blocks = [block for kind in ("office", "ask") if (block := brief.block(kind))]
    return [s.text for b in blocks for p in b.paragraphs for s in p.sentences]

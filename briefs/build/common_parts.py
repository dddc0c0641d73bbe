"""What stands on every brief: whom it is for, warnings, contact, closing lines."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from billtrail import __version__
from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels, printed, tie
from billtrail.briefs.values import Block, Brief, PageMark
from billtrail.errors import UsageError
from billtrail.legislatures import official_url
from billtrail.words import source_words

from . import status as stage_parts
from .choices import NONE
from .draft import Draft
from .request import Request
from .subject import Lead, Reads, Subject, effort_lead, read_subject, stale_after

DEFAULT_ACCENT = "#8a2b3d"


def with_common_parts(draft: Draft, request: Request, **parts: Any) -> Brief:
    """The page of ``parts`` with what stands on all: who speaks, language, closing, notes."""
    labels, sender = draft.labels, request.sender
    if sender is None:
        draft.leave_out("no-organisation", "your organization and contact")
    brief = Brief(
        language=labels.language.value,
        locale=labels.locale,
        audience=request.audience.value,
        on=request.on.isoformat(),
        version=__version__,
        organisation=sender.name if sender else None,
        head=_for_whom(labels, request),
        accent=(sender.accent if sender else "") or DEFAULT_ACCENT,
        bar_title=labels("heading-bar"),
        contact=_contact_lines(request),
        contact_heading=labels("heading-contact"),
        notes_heading=labels("heading-notes"),
        notes=tuple(draft.notes),
        closing=_closing_lines(draft, request),
        id_label=labels("brief-id"),
        check_label=labels("check"),
        check_at=sender.published_at if sender else "",
        left_out=tuple(dict.fromkeys(draft.left_out)),
        **parts,
    )
    return replace(brief, english=printed(brief, _names(draft) | draft.english))


def _names(draft: Draft) -> set[str]:
    """Official names that the campaign's own texts may use."""
    campaign = draft.subject.campaign
    if campaign is None or draft.labels.code == "en":
        return set()
    shorts = {b.status.bill.short_title for b in campaign.bills if b.status}
    efforts = {f.title for f in campaign.families if f.proof and effort_lead(f).is_official}
    publishers = {part for f in campaign.figures for part in f.publisher.split(", ")[:1]}
    return {name for name in (*shorts, *efforts, *publishers) if name and " " in name}


def in_order(blocks: Iterable[Block], request: Request) -> tuple[Block, ...]:
    """The blocks in the organisation's own order; those it does not name keep theirs, after."""
    wanted = request.organisation.blocks if request.organisation else ()
    places = {kind: place for place, kind in enumerate(wanted)}
    return tuple(sorted(blocks, key=lambda block: places.get(block.kind, len(places))))


def status_note(draft: Draft, lead: Lead, as_of: str) -> int:
    """The note that says whose word the status is, and of which day."""
    labels, proof = draft.labels, lead.proof
    if proof.is_unread:
        named = labels(
            "note-not-read", bill=lead.bill, session=stage_parts.session_name(labels, proof.key)
        )
        return draft.note(named, official_page(proof))
    label = f"source-{proof.source}"
    text = labels(
        "note-status",
        source=labels(label) if labels.has(label) else source_words(proof.source),
        bill=lead.bill,
        session=stage_parts.session_name(labels, proof.key),
        date=labels.date(as_of),
    )
    if proof.bill.credit:
        text = labels("note-credit", note=text, credit=draft.official(proof.bill.credit))
    return draft.note(text, official_page(proof))


def official_page(status: BillStatus) -> str | None:
    """The bill's page; ``None`` where neither its source nor its legislature tells one."""
    try:
        return status.bill.source_url or official_url(status.key)
    except UsageError:
        return None


def _for_whom(labels: Labels, request: Request) -> str:
    return labels(f"for-{request.audience.value}")


def build_marks(draft: Draft, request: Request, now: Reads | None) -> tuple[PageMark, ...]:
    """The warnings across the head: sample, a past day, not checked for long."""
    labels, lead = draft.labels, draft.subject.lead
    marks = []
    if request.sender is None:
        marks.append(PageMark("sample", labels("sample")))
    if request.today and request.on < request.today:
        marks.append(PageMark("past", _past(draft, request, now)))
    if is_stale(draft.subject, request):
        marks.append(PageMark("stale", labels("stale", date=labels.date(lead.proof.fresh_as_of))))
    return tuple(marks)


def is_stale(subject: Subject, request: Request) -> bool:
    """Whether the lead was not checked for too long; an end that is final never ages."""
    lead = subject.lead
    if lead.proof.progress.final and not lead.alive:
        return False
    age = request.on - date.fromisoformat(lead.proof.fresh_as_of)
    return age > timedelta(stale_after(subject))


def _past(draft: Draft, request: Request, now: Reads | None) -> str:
    labels, day = draft.labels, draft.labels.date(request.on.isoformat())
    if now is None:
        return labels("past", date=day)
    lead = read_subject(now, request.subject).lead
    stage = labels.law(lead.law) or stage_parts.build_bar(labels, lead.proof)[-1].label
    if lead.alive:
        current = [step for step in stage_parts.build_bar(labels, lead.proof) if step.date]
        stage = current[-1].label
    return labels("past-now", date=day, now=tie(f"{stage}, {labels.date(lead.date)}"))


def _contact_lines(request: Request) -> tuple[str, ...]:
    """How to reach the sender; the author's own line instead where one is chosen."""
    sender, chosen = request.sender, request.choices.contact
    if sender is None or chosen == NONE:
        return ()
    if chosen:
        return (sender.name, chosen)
    lines = (sender.name, sender.contact_name, sender.email, sender.phone, sender.site)
    return tuple(line for line in lines if line)


def _closing_lines(draft: Draft, request: Request) -> tuple[str, ...]:
    labels, sender = draft.labels, request.sender
    lines = []
    if draft.unreviewed:
        name = sender.name if sender else labels("your-coalition")
        lines.append(labels("unreviewed", name=name))
    if sender and sender.funding_line:
        lines.append(sender.funding_line)
    lines.append(labels("brief-of", date=labels.date(request.on.isoformat())))
    return tuple(lines)

"""The policy goals on one page: for each its lead bill's status and one figure.

A page of information: it asks for nothing, so it may go to anybody.
"""

from collections.abc import Iterator
from dataclasses import replace

from billtrail.briefs.language import Labels, capitalised, tie, translations
from billtrail.briefs.values import Block, Brief, BriefFigure, PageMark, Paragraph, Sentence, Status
from billtrail.campaigns import Goal
from billtrail.campaigns.content import is_easy
from billtrail.errors import BriefRefused
from billtrail.legislatures import Language, LobbyingClass

from . import rules, status
from .common_parts import is_stale, status_note, with_common_parts
from .draft import Draft
from .figures import build_figures
from .in_doubt import correction_notes, status_texts
from .request import Request
from .subject import FULFILLED, Lead, Reads, read_subject

#: The subject that asks for this page; no campaign may take it.
SUBJECT = "goals"


def build_goals(snapshot: Reads, request: Request) -> Brief:
    """The goals as of the request's day.

    A goal whose status may not be printed says so on the page, and its author why. Raises
    ``BriefRefused`` where the language lacks a goal's words.
    """
    labels, goals = Labels(request.language), snapshot.goals()
    drafts = {goal.id: _draft(labels, snapshot, goal, request) for goal in goals if goal.lead}
    shared = next(iter(drafts.values()), None)
    if shared is None:
        raise BriefRefused("No goal has a campaign. Write goals.toml in your workspace.")
    blocks = []
    for goal in goals:
        draft = drafts.get(goal.id)
        if draft:
            draft.notes, draft.left_out, draft.of_figures, draft.english = (
                shared.notes, shared.left_out, shared.of_figures, shared.english,
            )  # fmt: skip
        blocks.append(_block(labels, goal, draft, request))
    shared.unreviewed = any(draft.unreviewed for draft in drafts.values())
    leads = [draft.subject.lead for draft in drafts.values()]
    brief = with_common_parts(
        shared,
        request,
        subject=SUBJECT,
        head_date=labels("status-as-of", date=labels.date(_as_of(leads, request))),
        identity=labels("goals-identity"),
        title=capitalised(labels("goals-title", n=labels.count(len(goals)))),
        tagline="",
        status=_summary(labels, goals, leads, request),
        bar=(),
        blocks=tuple(blocks),
        chart=None,
        marks=_marks(labels, request),
        stages=tuple(stage for lead in leads for stage in status.build_stages(lead)),
    )
    return replace(brief, lobbying=LobbyingClass.EDUCATION.value)


def _draft(labels: Labels, snapshot: Reads, goal: Goal, request: Request) -> Draft:
    assert goal.lead is not None
    return Draft(labels, read_subject(snapshot, goal.lead), request.audience)


def _marks(labels: Labels, request: Request) -> tuple[PageMark, ...]:
    marks = [] if request.sender else [PageMark("sample", labels("sample"))]
    if request.today and request.on < request.today:
        marks.append(PageMark("past", labels("past", date=labels.date(request.on.isoformat()))))
    return tuple(marks)


def _as_of(leads: list[Lead], request: Request) -> str:
    """The oldest day that a status which can still move speaks for."""
    days = [lead.proof.fresh_as_of for lead in leads if lead.alive]
    newest = max(lead.proof.fresh_as_of for lead in leads)
    return min(min(days, default=newest), request.on.isoformat())


def _summary(
    labels: Labels, goals: tuple[Goal, ...], leads: list[Lead], request: Request
) -> Status:
    """How many goals have a law, a bill in play, an ended bill, or no bill."""
    counts = {
        "goals-law": sum(lead.stage in FULFILLED for lead in leads),
        "goals-open": sum(lead.alive and lead.stage not in FULFILLED for lead in leads),
        "goals-ended": sum(not lead.alive and lead.stage not in FULFILLED for lead in leads),
        "goals-none": len(goals) - len(leads),
    }
    text = " ".join(labels(key, n=count) for key, count in counts.items() if count)
    return Status(
        stage="", date=None, law=None, bill="", source="", as_of=_as_of(leads, request), url=None,
        sentences=(Sentence(text),),
    )  # fmt: skip


# -- one goal ------------------------------------------------------------------------------------


def _block(labels: Labels, goal: Goal, draft: Draft | None, request: Request) -> Block:
    heading = _in_language(labels, goal.title, translations.goal_title(goal.id, labels.language))
    kind = f"goal-{goal.id}"
    if draft is None:
        given = translations.goal_without_bill(goal.id, labels.language)
        text = _in_language(labels, goal.no_bill or "", given)
        return Block(kind, heading, (Paragraph((Sentence(tie(text)),)),))
    try:
        for refuse in rules.REFUSALS:
            refuse(draft.subject)
    except BriefRefused as error:
        draft.leave_out("goal-refused", heading, because=str(error))
        return Block(kind, heading, (Paragraph((Sentence(labels("goal-refused")),)),))
    sentences = tuple(_sentences(draft, request))
    return Block(kind, heading, (Paragraph(sentences),), _figure(draft))


def _in_language(labels: Labels, english: str, given: str | None) -> str:
    if labels.language == Language.EN:
        return english
    if given is None and labels.language == Language.PLAIN and is_easy(english):
        return english
    if given is None:
        raise BriefRefused(
            f"The goal {english!r} has no {labels.language.value} words. "
            "Add them to data/words.toml, or print the goals in English."
        )
    return given


def _sentences(draft: Draft, request: Request) -> Iterator[Sentence]:
    labels, subject = draft.labels, draft.subject
    lead = subject.lead
    as_of = min(lead.proof.fresh_as_of, request.on.isoformat())
    notes = (status_note(draft, lead, as_of), *correction_notes(draft, lead.proof))
    title = "" if lead.bill in lead.title else f"{draft.title()}: "
    yield Sentence(tie(title + " ".join(status_texts(draft, lead.proof, lead.law))), notes=notes)
    step = status.next_sentence(labels, lead, subject.campaign, request.on)
    if step:
        yield Sentence(tie(step))
    if is_stale(subject, request):
        yield Sentence(labels("stale", date=labels.date(as_of)))


def _figure(draft: Draft) -> tuple[BriefFigure, ...]:
    """The first of the campaign's figures that may be printed."""
    subject = draft.subject
    figures = subject.campaign.figures if subject.campaign else ()
    for figure in figures:
        found = build_figures(draft, (figure,))
        if found:
            return found
    return ()

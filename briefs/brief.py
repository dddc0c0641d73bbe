"""From a reading to a ``Brief``: ``build`` is the main path, one line a part.

Nothing here fetches, formats a page or knows a template. Where something may not be printed the
brief says less and its author is told; see ``rules`` for what is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.metadata import version

from billtrail.briefs import office, rules, standing, support
from billtrail.briefs.choices import AS_WRITTEN, Choices
from billtrail.briefs.draft import Draft
from billtrail.briefs.evidence import build_chart, build_figures
from billtrail.briefs.language import Words, tie
from billtrail.briefs.material import (
    FULFILLED,
    Lead,
    Reads,
    read_material,
    session_of,
    stale_after,
)
from billtrail.briefs.values import (
    Block,
    Brief,
    BriefFigure,
    Mark,
    Paragraph,
    Sentence,
    Status,
)
from billtrail.calendars import last_day
from billtrail.identifiers import official_url
from billtrail.models import Person
from billtrail.organisation import Organisation
from billtrail.reading import Ask, BillStatus
from billtrail.vocabulary import Audience, Language, Stage

DEFAULT_ACCENT = "#8a2b3d"
_LATEST_ACTIONS = 8


@dataclass(frozen=True, slots=True)
class Request:
    """What to print: a campaign id, effort id or any spelling of a bill, for whom, as of ``on``.

    ``today`` is the real day; where it is later than ``on`` the page says that it is not current.
    ``legislator`` makes it the leave-behind for one office. ``choices`` are the author's.
    """

    subject: str
    on: date
    language: Language = Language.EN
    audience: Audience = Audience.MEMBER
    organisation: Organisation | None = None
    legislator: Person | None = None
    today: date | None = None
    choices: Choices = AS_WRITTEN

    @property
    def sender(self) -> Organisation | None:
        """The organisation, once a brief may speak in its name."""
        ours = self.organisation
        return ours if ours and ours.is_complete else None


def build(reading: Reads, request: Request, now: Reads | None = None) -> Brief:
    """The brief of ``request`` from a reading as of its day.

    ``now`` is a reading of today, for the line across a brief of a past day. Raises
    ``BriefRefused`` in the few cases of ``rules``, ``UnknownKey`` for an unknown subject.
    """
    material = read_material(reading, request.subject)
    for refuse in rules.REFUSALS:
        refuse(material)
    draft = Draft(Words(request.language), material)
    draft.require_translated()
    brief = _build(draft, request, _marks(draft, request, now))
    rules.refuse_false_ask(material, [brief.title, *_asked(brief)])
    return replace(brief, lobbying=rules.lobbying_class(brief, request.audience).value)


def _build(draft: Draft, request: Request, marks: tuple[Mark, ...]) -> Brief:
    words, lead = draft.words, draft.material.lead
    status = _status(draft, request.on)
    ask = _ask(draft, request.audience)
    title = _title(draft, ask)
    tagline = draft.sentence("tagline", noted=False) if draft.text("tagline") else None
    person = request.legislator
    blocks = [*office.build_office(draft, person)] if person else []
    blocks += [*_problem(draft), *_does(draft), *_about(draft)]
    figures = build_figures(draft)
    chart = build_chart(draft)
    blocks += [*_programs(draft, figures, has_chart=chart is not None)]
    blocks += support.build_behind(draft, 1)
    blocks += _ask_block(draft, request, ask)
    if request.sender is None:
        draft.leave_out("no-organisation", "your organisation and contact")
    return Brief(
        subject=draft.material.subject,
        language=words.language.value,
        locale=words.locale,
        audience=request.audience.value,
        on=request.on.isoformat(),
        version=version("billtrail"),
        organisation=request.sender.name if request.sender else None,
        head=_for_whom(words, request),
        head_date=words("status-as-of", date=words.date(status.as_of)),
        accent=(request.sender.accent if request.sender else "") or DEFAULT_ACCENT,
        identity=_identity(words, lead),
        title=title,
        tagline=tagline.text if tagline else "",
        status=status,
        bar_title=words("heading-bar"),
        bar=standing.build_bar(words, lead.proof),
        blocks=tuple(blocks),
        figures=figures,
        chart=chart or support.build_party_chart(draft),
        contact=_contact(request.sender),
        contact_heading=words("heading-contact"),
        notes_heading=words("heading-notes"),
        notes=tuple(draft.notes),
        closing=_closing(draft, request),
        id_label=words("brief-id"),
        marks=marks,
        stages=standing.build_stages(lead),
        addressee=office.build_addressee(draft, person) if person else None,
        left_out=tuple(draft.left_out),
    )


# -- head ----------------------------------------------------------------------------------------


def _for_whom(words: Words, request: Request) -> str:
    if request.legislator:
        return words("for-legislator", name=request.legislator.name)
    return words(f"for-{request.audience.value}")


def _identity(words: Words, lead: Lead) -> str:
    parts = [lead.title, words.law(lead.law), f"{lead.bill} ({_session(words, lead.proof)})"]
    return tie(" · ".join(part for part in parts if part))


def _session(words: Words, status: BillStatus) -> str:
    number = status.bill.session
    if len(number) == 8:
        number = f"{number[:4]}\N{EN DASH}{number[6:]}"
    return words(f"session-name-{status.bill.jurisdiction}", name=session_of(status), number=number)


def _marks(draft: Draft, request: Request, now: Reads | None) -> tuple[Mark, ...]:
    """The warnings across the head: sample, a past day, not checked for long."""
    words, lead = draft.words, draft.material.lead
    marks = []
    if request.sender is None:
        marks.append(Mark("sample", words("sample")))
    if request.today and request.on < request.today:
        marks.append(Mark("past", _past(draft, request, now)))
    age = request.on - date.fromisoformat(lead.proof.fresh_as_of)
    if age > timedelta(stale_after(draft.material)) and not _cannot_move(lead):
        marks.append(Mark("stale", words("stale", date=words.date(lead.proof.fresh_as_of))))
    return tuple(marks)


def _cannot_move(lead: Lead) -> bool:
    """An end that is final never ages."""
    return lead.proof.standing.final and not lead.alive


def _past(draft: Draft, request: Request, now: Reads | None) -> str:
    words, day = draft.words, draft.words.date(request.on.isoformat())
    if now is None:
        return words("past", date=day)
    lead = read_material(now, request.subject).lead
    stage = words.law(lead.law) or standing.build_bar(words, lead.proof)[-1].label
    if lead.alive:
        current = [step for step in standing.build_bar(words, lead.proof) if step.date]
        stage = current[-1].label
    return words("past-now", date=day, now=tie(f"{stage}, {words.date(lead.date)}"))


def _title(draft: Draft, ask: Ask | None) -> str:
    """The ask's headline; without an ask, what happened."""
    headline = draft.sentence(ask.headline, noted=False) if ask else None
    if headline:
        return headline.text
    lead = draft.material.lead
    key = _HEADLINES.get(lead.stage, "headline-alive" if lead.alive else "headline-ended")
    return tie(draft.words(key, title=lead.title))


_HEADLINES = {
    Stage.ENACTED: "headline-law",
    Stage.ADOPTED: "headline-adopted",
    Stage.OUTCOME_NOT_RECORDED: "headline-unknown",
}

# -- status --------------------------------------------------------------------------------------


def _status(draft: Draft, on: date) -> Status:
    words, lead = draft.words, draft.material.lead
    proof = lead.proof
    # A page about a past day speaks for that day, however new the data is.
    as_of = min(proof.fresh_as_of, on.isoformat())
    source = (
        words(f"source-{proof.source}") if words.has(f"source-{proof.source}") else proof.source
    )
    note = draft.note(
        words(
            "note-status", source=source, bill=lead.bill, session=_session(words, proof),
            date=words.date(as_of),
        ),
        proof.bill.source_url or official_url(proof.key),
    )  # fmt: skip
    texts = _status_texts(draft, on)
    first, *others = [Sentence(tie(text)) for text in texts]
    return Status(
        stage=lead.stage.value, date=lead.date, law=lead.law, bill=proof.key, source=source,
        as_of=as_of, url=proof.bill.source_url or official_url(proof.key),
        sentences=(replace(first, notes=(note,)), *others),
    )  # fmt: skip


def _status_texts(draft: Draft, on: date) -> Iterator[str]:
    words, material = draft.words, draft.material
    yield standing.status_sentence(words, material.lead.proof, material.lead.law)
    if material.own and material.own.enacted_via is None:
        yield standing.status_sentence(words, material.own, material.own.law)
    yield from standing.effort_sentences(words, material.lead)
    step = standing.next_sentence(words, material.lead, material.campaign, on)
    if step:
        yield step


# -- blocks --------------------------------------------------------------------------------------


def _problem(draft: Draft) -> tuple[Block, ...]:
    return draft.block("problem", "heading-problem", *draft.paragraphs(("problem",)))


def _does(draft: Draft) -> tuple[Block, ...]:
    lead = draft.material.lead
    keys = tuple(f"does-{number}" for number in range(1, 5))
    parts = [*draft.paragraphs(keys, "bullet"), *draft.paragraphs(("limits",))]
    heading = "heading-does-law" if lead.stage in FULFILLED else "heading-does-bill"
    if not lead.alive and lead.stage not in FULFILLED:
        heading = "heading-did-bill"
    return draft.block("does", heading, *parts)


def _programs(
    draft: Draft, figures: tuple[BriefFigure, ...], *, has_chart: bool
) -> tuple[Block, ...]:
    """The block that holds the figures; a leading text without any figure is not printed."""
    if not figures and not has_chart:
        return ()
    parts = draft.paragraphs(("programs",))
    return (Block("programs", draft.words("heading-programs"), parts),)


def _about(draft: Draft) -> tuple[Block, ...]:
    """What a status brief says of its bill, where no campaign has texts about it."""
    if draft.material.campaign is not None:
        return ()
    facts = tuple(Paragraph((Sentence(tie(text)),)) for text in _facts(draft))
    latest = tuple(Paragraph((Sentence(text),), "bullet") for text in _latest(draft))
    return (
        *draft.block("bill", "heading-bill", *facts),
        *draft.block("latest", "heading-latest", *latest),
    )


def _facts(draft: Draft) -> Iterator[str]:
    words, status = draft.words, draft.material.lead.proof
    bill = status.bill
    if bill.title:
        yield words("bill-title", title=bill.title.rstrip(".") + ".")
    if status.sponsor:
        yield words("bill-sponsor", name=_named(status))
    if bill.introduced_date:
        yield words("bill-introduced", date=words.date(bill.introduced_date))
    # Both chambers can have a committee of one name; it is said once.
    names = dict.fromkeys(c.name for c in bill.committees or () if c.parent is None)
    if names:
        yield words("bill-committees", names=words.list(names))


def _named(status: BillStatus) -> str:
    sponsor = status.sponsor
    assert sponsor is not None
    place = "-".join(part for part in (sponsor.party, sponsor.state) if part)
    return f"{sponsor.name} ({place})" if place and "[" not in sponsor.name else sponsor.name


def _latest(draft: Draft) -> Iterator[str]:
    words, actions = draft.words, draft.material.lead.proof.bill.actions or ()
    newest = sorted(actions, key=lambda action: last_day(action.date), reverse=True)
    seen: set[str] = set()
    for action in newest:
        text = words("latest", date=words.date(action.date), text=action.description)
        if text not in seen and len(seen) < _LATEST_ACTIONS:
            seen.add(text)
            yield text


# -- ask -----------------------------------------------------------------------------------------


def _ask(draft: Draft, audience: Audience) -> Ask | None:
    """The campaign's ask for the lead's stage, where the page may ask at all."""
    withheld = rules.ask_withheld(draft.material, audience)
    if withheld:
        draft.left_out.append(withheld)
        return None
    lead, campaign = draft.material.lead, draft.material.campaign
    asks = campaign.asks if campaign else ()
    found = next((ask for ask in asks if lead.stage in ask.stages), None)
    if found is None:
        draft.leave_out("no-ask", "what we ask", stage=lead.stage.value)
    return found


def _ask_block(draft: Draft, request: Request, ask: Ask | None) -> tuple[Block, ...]:
    if ask is None:
        return ()
    parts = [*draft.paragraphs(ask.texts, "number")]
    if parts and ask.deadline:
        if last_day(ask.deadline) < request.on.isoformat():
            draft.leave_out("past-deadline", "deadline", date=ask.deadline)
        else:
            line = draft.words("deadline", date=draft.words.date(ask.deadline))
            parts.append(Paragraph((Sentence(line),)))
    heading = "heading-ask" if request.sender else "heading-ask-open"
    return draft.block("ask", heading, *parts)


def _asked(brief: Brief) -> list[str]:
    """Every sentence that may ask for something."""
    blocks = [block for kind in ("office", "ask") if (block := brief.block(kind))]
    return [s.text for b in blocks for p in b.paragraphs for s in p.sentences]


# -- foot ----------------------------------------------------------------------------------------


def _contact(sender: Organisation | None) -> tuple[str, ...]:
    if sender is None:
        return ()
    lines = (sender.name, sender.contact_name, sender.email, sender.phone, sender.site)
    return tuple(line for line in lines if line)


def _closing(draft: Draft, request: Request) -> tuple[str, ...]:
    words, sender = draft.words, request.sender
    lines = []
    if draft.unreviewed:
        name = sender.name if sender else words("your-coalition")
        lines.append(words("unreviewed", name=name))
    if sender and sender.funding_line:
        lines.append(sender.funding_line)
    lines.append(words("brief-of", date=words.date(request.on.isoformat())))
    return tuple(lines)

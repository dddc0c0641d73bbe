"""From a snapshot and a request to a ``Paper``: checks first, then block after block.

Nothing here knows a page. What may not be printed is left out and its author told; what is
missing is a place to fill, under a line that says DRAFT.
"""

from dataclasses import replace

from billtrail import __version__
from billtrail.briefs.build import DEFAULT_ACCENT, bill_stage, build_facts, rules
from billtrail.briefs.language import english_in
from billtrail.briefs.values import Block
from billtrail.errors import BriefRefused, UsageError
from billtrail.snapshot import Snapshot

from .blocks import BLOCKS
from .card import build_card
from .checks import CHECKS
from .draft import PaperDraft, open_draft
from .request import PaperRequest
from .signing import signing
from .values import Paper, PaperFacts


def build_paper(snapshot: Snapshot, request: PaperRequest) -> Paper:
    """The paper of ``request`` from a snapshot as of its day.

    Raises ``BriefRefused`` where it may not be sent, with what helps; ``UnknownKey`` for a bill
    that is not on file, ``UsageError`` for a language it does not come in, or where several
    committees have the bill and none is named.
    """
    definition = request.paper
    if request.language not in definition.languages:
        raise UsageError(f"{definition.title} comes in {', '.join(definition.languages)}.")
    draft = open_draft(snapshot, request)
    for refuse in rules.REFUSALS:
        refuse(draft.words.subject)
    for name in definition.checks:
        CHECKS[name](draft)
    _refuse_stopped(draft)
    blocks = tuple(one for name in definition.blocks for one in BLOCKS[name](draft))
    return _paper(draft, blocks)


def _refuse_stopped(draft: PaperDraft) -> None:
    """By the first check that stops it: what helps with a later one would be refused as well."""
    stop = next((found for found in draft.findings if found.level == "stop"), None)
    if stop:
        raise BriefRefused(f"{stop.says} {stop.action}".strip())


def _paper(draft: PaperDraft, blocks: tuple[Block, ...]) -> Paper:
    request, labels, sender = draft.request, draft.labels, draft.request.sender
    paper = Paper(
        paper=request.paper.id,
        title=f"{draft.bill}: {request.paper.title}",
        on=request.on.isoformat(),
        language=labels.language.value,
        locale=labels.locale,
        version=__version__,
        organisation=sender.name if sender else None,
        accent=(sender.accent if sender else "") or DEFAULT_ACCENT,
        pages=request.paper.pages,
        sheet=request.paper.sheet,
        strong=draft.strong,
        blocks=blocks,
        notes=tuple(draft.words.notes),
        closing=_closing(draft),
        id_label=labels(f"{_sort(draft)}-id"),
        marks=draft.marks(),
        facts=_facts(draft),
        left_out=tuple(dict.fromkeys(draft.words.left_out)),
        findings=tuple(draft.findings),
        card=build_card(draft) if _sort(draft) == "letter" else (),
    )
    return replace(paper, english=english_in(paper.texts, draft.words.english))


def _sort(draft: PaperDraft) -> str:
    """What is signed is a letter."""
    return "letter" if "signature" in draft.request.paper.blocks else "paper"


def _closing(draft: PaperDraft) -> str:
    """What day the letter is of, which print it speaks of, and whose texts nobody reviewed."""
    labels, day = draft.labels, draft.labels.date(draft.request.on.isoformat())
    of_one = draft.request.paper.about == "bill"
    named = labels.date(draft.print.date) if draft.print and of_one else ""
    said = [labels(f"{_sort(draft)}-of{'-print' if named else ''}", date=day, print=named)]
    sender = draft.request.sender
    if draft.words.unreviewed:
        said.append(labels("unreviewed", name=sender.name if sender else labels("your-coalition")))
        says = "Nobody has reviewed your texts on it, and its foot says so."
        draft.find("reviewed", "warn", says, "billtrail text review ID --by NAME")
    return " ".join((*said, sender.funding_line if sender else "")).strip()


def _facts(draft: PaperDraft) -> PaperFacts:
    found, hearing = draft.print, draft.hearing
    positions = (draft.position,) if draft.position else ()
    return PaperFacts(
        bill=draft.status.key,
        committee=draft.committee.committee if draft.committee else "",
        committee_name=draft.committee_name,
        print_note=found.note if found else "",
        print_date=found.date if found else "",
        print_code=found.code if found else "",
        hearing=hearing.date if hearing else "",
        stages=(bill_stage(draft.status),),
        positions=build_facts(positions),
        signers=tuple(one.number for one in signing(draft).all),
    )

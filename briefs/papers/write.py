"""Letter files: from a bill in any spelling to a file, its portal card, and what its author should
know."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from billtrail.briefs.typeset import templates
from billtrail.campaigns import load_organisation
from billtrail.files import STDOUT, format_of, one_of, place, write_file
from billtrail.legislatures import Language
from billtrail.legislatures.calendar import sessions
from billtrail.rolls import build_overview
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from .build import build_paper
from .card import card_text
from .definitions import find_paper, load_papers
from .formats import FORMATS, fit, render
from .request import PaperRequest
from .values import Paper


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """The file, the card's file beside it (``None`` without one), and lines for the author."""

    path: Path
    card: Path | None
    notes: tuple[str, ...]
    paper: Paper


def read_request(
    snapshot: Snapshot,
    workspace: Workspace,
    bill: str,
    *,
    paper: str = "position-letter",
    committee: str | None = None,
    chair: str = "",
    language: str = "en",
) -> PaperRequest:
    """What is asked for, in the workspace's own organisation, papers and look; ``bill`` in any
    spelling."""
    templates.use(workspace.templates)
    languages = [v.value for v in Language if v != Language.PLAIN]
    definition, key = find_paper(load_papers(workspace.root), paper), snapshot.resolve_bill(bill)
    return PaperRequest(
        paper=definition,
        bill=key,
        on=snapshot.on,
        today=sessions.today(),
        committee=committee,
        chair=chair,
        language=Language(one_of("language", language, languages)),
        organisation=load_organisation(workspace.organisation),
        roll=build_overview(workspace, snapshot, key) if "signers" in definition.blocks else None,
    )


def make_paper(snapshot: Snapshot, request: PaperRequest) -> Paper:
    """The paper, fitted to its pages; raises as ``build_paper`` and ``fit`` do."""
    return fit(build_paper(snapshot, request), request.paper.drops)


def write_paper(
    snapshot: Snapshot, request: PaperRequest, *, format_: str | None, output: Path | None
) -> WrittenPaper:
    """Build and write one paper, and its portal card beside it."""
    suffix = format_of(output, format_, FORMATS)
    paper = make_paper(snapshot, request)
    path = place(output, f"{file_name(paper)}.{suffix}")
    write_file(path, render(paper, suffix))
    card = path.with_name(f"{path.stem}_card.txt") if paper.card and path != STDOUT else None
    if card:
        write_file(card, card_text(paper.card).encode())
    return WrittenPaper(path, card, tuple(author_notes(paper)), paper)


def file_name(paper: Paper) -> str:
    """``ca-20252026-ab938_position-letter_CS61_2025-08-18_en``, without an ending."""
    facts = paper.facts
    parts = (facts.bill, paper.paper, facts.committee, paper.on, paper.language)
    return "_".join(filter(None, parts))


def author_notes(paper: Paper) -> Iterator[str]:
    """What the checks found, then what the page does not say and how it comes back."""
    for found in paper.findings:
        yield f"{found.level}: {found.says} {found.action}".rstrip()
    for item in paper.left_out:
        yield f"left out: {item.what}: {item.why}. {item.action}"

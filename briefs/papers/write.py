"""Letter files: from a bill in any spelling to a file, its portal card, and what its author should
know; or the letters on many bills as one ZIP."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from billtrail.briefs.build import find_voice
from billtrail.briefs.typeset import templates, with_fixed_times
from billtrail.campaigns import load_organisation
from billtrail.errors import BilltrailError, UsageError
from billtrail.files import STDOUT, format_of, one_of, place, write_file
from billtrail.legislatures import Language, display
from billtrail.legislatures.calendar import sessions
from billtrail.rolls import build_overview
from billtrail.snapshot import Snapshot
from billtrail.snapshot.committees import committees_having
from billtrail.workspace import Workspace

from .build import build_paper
from .card import card_text
from .definition import PaperDefinition
from .definitions import find_paper, load_papers
from .formats import FORMATS, fit, paper_id, render
from .funding import FundingRequest, find_funding
from .issued import record
from .request import PaperRequest
from .values import Paper

#: So many bills stand beside the first.
_MOST_BESIDE = 2
#: Asked for instead of a committee: each that has the bill.
ALL = "all"


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
    beside: Sequence[str] = (),
    committee: str | None = None,
    chair: str = "",
    figures: tuple[str, ...] | None = None,
    voice: str | None = None,
    language: str = "en",
    funding: FundingRequest | None = None,
) -> PaperRequest:
    """What is asked for, in the workspace's own organisation, papers and look; ``bill`` and those
    ``beside`` it in any spelling, or the id of a request of ``appropriations.toml``, unless a
    ``funding`` that is not written there yet is given."""
    templates.use(workspace.templates)
    languages = [v.value for v in Language if v != Language.PLAIN]
    definition = find_paper(load_papers(workspace.root), paper)
    if definition.about == "request" and funding is None:
        funding = find_funding(workspace.root, bill)
    key = snapshot.resolve_bill(funding.bill if funding else bill)
    return PaperRequest(
        paper=definition,
        bill=key,
        funding=funding,
        on=snapshot.on,
        today=sessions.today(),
        others=_others(snapshot, definition, key, beside),
        committee=committee,
        chair=" ".join(chair.split()),
        figures=figures,
        voice=find_voice(workspace.voices, voice) if voice else None,
        language=Language(one_of("language", language, languages)),
        organisation=load_organisation(workspace.organisation),
        roll=build_overview(workspace, snapshot, key) if "signers" in definition.blocks else None,
    )


def _others(
    snapshot: Snapshot, paper: PaperDefinition, bill: str, beside: Sequence[str]
) -> tuple[str, ...]:
    """The bills to set beside it, each once. Raises ``UsageError`` where the paper is of one bill,
    or has no room for so many."""
    keys = dict.fromkeys(snapshot.resolve_bill(name) for name in beside)
    others = tuple(key for key in keys if key != bill)
    if others and paper.about != "bills":
        raise UsageError(f"A {paper.title.lower()} is about one bill: leave --beside out.")
    if len(others) > _MOST_BESIDE:
        raise UsageError(f"A page has room for {_MOST_BESIDE + 1} bills side by side.")
    return others


def to_each_committee(snapshot: Snapshot, request: PaperRequest) -> tuple[PaperRequest, ...]:
    """A request for each committee that has the bill; the one that was asked for where none has
    it, so that it is refused in its own words."""
    having = committees_having(snapshot.bill(request.bill), request.on)
    alone = replace(request, committee=None)
    return tuple(replace(request, committee=one.committee) for one in having) or (alone,)


def make_paper(snapshot: Snapshot, request: PaperRequest) -> Paper:
    """The paper, fitted to its pages; raises as ``build_paper`` and ``fit`` do."""
    return fit(build_paper(snapshot, request), request.paper.drops)


def write_paper(
    snapshot: Snapshot,
    workspace: Workspace,
    request: PaperRequest,
    *,
    format_: str | None = None,
    output: Path | None = None,
) -> WrittenPaper:
    """Build, write and record one paper, and write its portal card beside it."""
    suffix = format_of(output, format_, FORMATS)
    paper = make_paper(snapshot, request)
    path = place(output, f"{file_name(paper)}.{suffix}")
    write_file(path, render(paper, suffix))
    card = path.with_name(f"{path.stem}_card.txt") if paper.card and path != STDOUT else None
    if card:
        write_file(card, card_text(paper.card).encode())
    notes = (*author_notes(paper), *record(workspace, [paper]))
    return WrittenPaper(path, card, notes, paper)


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


# -- many at once ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """The ZIP, its letters, and a line for each bill on which none could be written."""

    path: Path
    papers: tuple[Paper, ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]


def write_pack(
    snapshot: Snapshot, workspace: Workspace, bills: Iterable[str], output: Path, *, paper: str
) -> WrittenPack:
    """One ZIP of the letters to each committee that has the bills, in any spelling: PDF, portal
    card, and what to know of all in ``README.txt``. A letter that is refused, and a bill that is
    not known, is told and stops no other. Raises as ``find_paper`` does."""
    find_paper(load_papers(workspace.root), paper)
    papers, refused, requests = list[Paper](), list[str](), dict[str, PaperRequest]()
    for bill in bills:
        try:
            request = read_request(snapshot, workspace, bill, paper=paper)
        except BilltrailError as error:
            refused.append(f"{bill}: {error}")
        else:
            requests[request.bill] = request
    for request in (to for one in requests.values() for to in to_each_committee(snapshot, one)):
        try:
            papers.append(make_paper(snapshot, request))
        except BilltrailError as error:
            refused.append(f"{display(request.bill)}: {error}")
    write_file(output, _zip(papers, refused))
    return WrittenPack(output, tuple(papers), tuple(refused), record(workspace, papers))


def _zip(papers: list[Paper], refused: list[str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as pack:
        for paper in papers:
            pack.writestr(f"{file_name(paper)}.pdf", render(paper, "pdf"))
            pack.writestr(f"{file_name(paper)}_card.txt", card_text(paper.card))
        pack.writestr("README.txt", "\n".join(_told(papers, refused)) + "\n")
    return with_fixed_times(content.getvalue())


def _told(papers: list[Paper], refused: list[str]) -> Iterator[str]:
    for paper in papers:
        yield f"{paper.title}, {paper.facts.committee_name} ({paper_id(paper)})"
        yield from (f"  {line}" for line in author_notes(paper))
    yield from (f"Not written: {line}" for line in refused)

"""Briefs: how long one takes, warm; and the census of every campaign, language and audience.

Warm: Typst, fonts and templates are loaded. Each brief timed is a new one (another telephone
number), so no page is served from memory; Typst lays out again what has changed. The first prints
are of pages it has seen nothing of: every campaign in every language, once. The database is the
shipped seed, filled anew.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from billtrail.briefs.build.brief import build
from billtrail.briefs.build.goals import SUBJECT
from billtrail.briefs.build.request import Request
from billtrail.briefs.formats.as_bytes import render
from billtrail.briefs.formats.one_page import fit
from billtrail.briefs.formats.pdf import count_pages
from billtrail.briefs.typeset.kinds import FORMATS
from billtrail.briefs.values import Brief
from billtrail.campaigns.organisation import Organisation
from billtrail.errors import BriefRefused
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import Audience, Language
from billtrail.snapshot.snapshot import Snapshot, open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

#: Milliseconds that one brief as PDF may take, warm.
BAR_MS = 25
_ROUNDS = 20

_SENDER = Organisation(name="Example Coalition", email="policy@example.org", phone="555-0100")


#: Milliseconds by the clock, and of the processor.
Took = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counted:
    """One brief of the census: whole, degraded (why) or refused (why)."""

    subject: str
    language: str
    audience: str
    outcome: str
    why: tuple[str, ...]
    one_page: bool
    tagged: bool


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.at(folder)
        prepare(workspace)
        with open_snapshot(workspace.database, sessions.today()) as snapshot:
            for lines in (first_lines, time_lines):
                for line in lines(snapshot):
                    print(line)
            for line in census_lines([*take_census(snapshot)]):
                print(line)


# -- time ------------------------------------------------------------------------------------------


def time_lines(snapshot: Snapshot) -> Iterator[str]:
    for subject in ("tsra", "ca-vacatur", "t-visa-work", SUBJECT):
        for format_ in ("pdf", "docx") if subject == "tsra" else ("pdf",):
            bar = f", bar {BAR_MS} ms" if format_ == "pdf" else ""
            yield f"brief {subject} as {format_}: {_said(_times(snapshot, subject, format_))}{bar}"


def first_lines(snapshot: Snapshot) -> Iterator[str]:
    """The first print of every campaign in every language; a goals page before loads Typst."""
    _timed(snapshot, Request(SUBJECT, snapshot.on, organisation=_SENDER), "pdf")
    took = []
    for campaign in snapshot.campaigns():
        for language in Language:
            request = Request(campaign.id, snapshot.on, language, organisation=_SENDER)
            took.append(_timed(snapshot, request, "pdf"))
    yield f"first prints of {len(took)} pages: {_said(took)}, bar {BAR_MS} ms"


def _times(snapshot: Snapshot, subject: str, format_: str) -> Iterator[Took]:
    """Each new brief from the open snapshot to bytes, after a first that warms up."""
    request = Request(subject, snapshot.on, organisation=_SENDER)
    _timed(snapshot, request, format_)
    for number in range(_ROUNDS):
        sender = replace(_SENDER, phone=f"555-01{number + 1:02}")
        yield _timed(snapshot, replace(request, organisation=sender), format_)


def _timed(snapshot: Snapshot, request: Request, format_: str) -> Took:
    clocks = (time.perf_counter, time.process_time)
    started = [clock() for clock in clocks]
    render(build(snapshot, request), format_)
    wall, cpu = ((clock() - start) * 1000 for clock, start in zip(clocks, started, strict=True))
    return wall, cpu


def _said(took: Iterable[Took]) -> str:
    wall, cpu = ([*column] for column in zip(*took, strict=True))
    return (
        f"{statistics.median(wall):.1f} ms median, {min(wall):.1f} best "
        f"({statistics.median(cpu):.1f} and {min(cpu):.1f} of CPU)"
    )


# -- census ----------------------------------------------------------------------------------------


#: Those that a brief is for; a page for survivors is another page, of some campaigns alone.
_AUDIENCES = [audience for audience in Audience if audience != Audience.SURVIVORS]


def take_census(snapshot: Snapshot) -> Iterator[Counted]:
    """Every campaign and the goals, in every language, for every audience."""
    subjects = [*(campaign.id for campaign in snapshot.campaigns()), SUBJECT]
    for subject in subjects:
        for language in Language:
            for audience in _AUDIENCES:
                yield _count(snapshot, Request(subject, snapshot.on, language, audience, _SENDER))


def _count(snapshot: Snapshot, request: Request) -> Counted:
    named = (request.subject, request.language.value, request.audience.value)
    try:
        brief = fit(build(snapshot, request))
        pdf = render(brief, "pdf")
        for format_ in FORMATS:
            render(brief, format_)
    except BriefRefused as error:
        return Counted(*named, "refused", (str(error),), True, True)
    why = tuple(_because(brief))
    return Counted(
        *named, "degraded" if why else "whole", why, count_pages(pdf) == 1, is_tagged(pdf)
    )


def _because(brief: Brief) -> Iterator[str]:
    """What the page lacks, without the parts that an audience never gets."""
    for item in brief.left_out:
        if item.why not in ("this audience gets no ask",):
            yield f"{item.what}: {item.why}"
    yield from (f"warned: {mark.text}" for mark in brief.marks if mark.kind == "stale")


def is_tagged(pdf: bytes) -> bool:
    """Whether a checker of PDF/UA-1 finds no fault."""
    import page

    return bool(page.validate_pdf_bytes(pdf, profile="ua1").is_compliant)


def census_lines(counted: list[Counted]) -> Iterator[str]:
    for language in Language:
        mine = [row for row in counted if row.language == language.value]
        counts = Counter(row.outcome for row in mine)
        said = ", ".join(f"{counts[name]} {name}" for name in ("whole", "degraded", "refused"))
        yield f"census {language.value}: {len(mine)} briefs, {said}"
    printed = [row for row in counted if row.outcome != "refused"]
    yield (
        f"one page: {sum(row.one_page for row in printed)} of {len(printed)}; "
        f"PDF/UA-1: {sum(row.tagged for row in printed)} of {len(printed)}"
    )
    reasons = Counter(
        (row.language, row.subject, why) for row in counted if row.outcome != "whole"
        for why in row.why
    )  # fmt: skip
    for (language, subject, why), times in sorted(reasons.items()):
        yield f"  {language} {subject} ({times} audiences): {why[:160]}"

"""Briefs: how long one takes, warm; and the census of every campaign, language and audience.

Warm: Typst, fonts and templates are loaded. Each brief timed is a new one (another telephone
number), so nothing is served from memory. The database is the shipped seed, filled anew.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from billtrail import calendars
from billtrail.briefs.brief import Request, build
from billtrail.briefs.formats import FORMATS
from billtrail.briefs.goals import SUBJECT
from billtrail.briefs.pdf import count_pages
from billtrail.briefs.render import fit, render
from billtrail.briefs.values import Brief
from billtrail.errors import BriefRefused
from billtrail.organisation import Organisation
from billtrail.reading import Reading, open_reading
from billtrail.vocabulary import Audience, Language
from billtrail.workspace import Workspace, prepare

#: Milliseconds that one brief as PDF may take, warm.
BAR_MS = 25
_ROUNDS = 20

_SENDER = Organisation(name="Example Coalition", email="policy@example.org", phone="555-0100")


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
        with open_reading(workspace.database, calendars.today()) as reading:
            for line in (*time_lines(reading), *census_lines([*take_census(reading)])):
                print(line)


# -- time ------------------------------------------------------------------------------------------


def time_lines(reading: Reading) -> Iterator[str]:
    for subject in ("tsra", "ca-vacatur", "t-visa-work", SUBJECT):
        for format_ in ("pdf", "docx") if subject == "tsra" else ("pdf",):
            took = sorted(_times(reading, subject, format_))
            middle, best = statistics.median(took) * 1000, took[0] * 1000
            bar = f", bar {BAR_MS} ms" if format_ == "pdf" else ""
            yield f"brief {subject} as {format_}: {middle:.1f} ms median, {best:.1f} best{bar}"


def _times(reading: Reading, subject: str, format_: str) -> Iterator[float]:
    """Seconds of each new brief from the open reading to bytes, after a first that warms up."""
    request = Request(subject, reading.on, organisation=_SENDER)
    render(build(reading, request), format_)
    for number in range(_ROUNDS):
        sender = replace(_SENDER, phone=f"555-01{number:02}")
        started = time.perf_counter()
        render(build(reading, replace(request, organisation=sender)), format_)
        yield time.perf_counter() - started


# -- census ----------------------------------------------------------------------------------------


def take_census(reading: Reading) -> Iterator[Counted]:
    """Every campaign and the goals, in every language, for every audience."""
    subjects = [*(campaign.id for campaign in reading.campaigns()), SUBJECT]
    for subject in subjects:
        for language in Language:
            for audience in Audience:
                yield _count(reading, Request(subject, reading.on, language, audience, _SENDER))


def _count(reading: Reading, request: Request) -> Counted:
    named = (request.subject, request.language.value, request.audience.value)
    try:
        brief = fit(build(reading, request))
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

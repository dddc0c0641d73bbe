"""Leave-behinds for all members of Congress: time by number of workers, pages and tags counted.

The workers are processes that start with Python, so their start is in the time. The last line
gives the measure that does not depend on the machine: how many times the setting of one such page
by Typst alone, which has laid out others like it, each page took.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace

from billtrail.briefs.formats.pdf import count_pages, set_page
from billtrail.briefs.pack import PrintedPage, print_pages
from billtrail.briefs.page.layout import plan_page
from billtrail.briefs.visits.offices import VisitPlan, read_plan
from billtrail.briefs.write import build_request
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace, prepare

from .briefs import is_tagged

#: Seconds that a page for each of the 537 members may take on two cores.
BAR = 12
_ROUNDS = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.at(folder)
        prepare(workspace)
        for line in _lines(workspace):
            print(line)


def _lines(workspace: Workspace) -> Iterator[str]:
    started = time.perf_counter()
    with open_snapshot(workspace.database, sessions.today()) as snapshot:
        plan = read_plan(snapshot, workspace, build_request(snapshot, workspace, "tsra"), "all")
    read = time.perf_counter() - started
    yield f"leave-behinds: {len(plan.briefs)} built from one snapshot in {read:.2f} s"
    pages, took, _ = _print(plan, 2)
    yield f"leave-behinds: printed by 2 workers in {took:.1f} s, bar {BAR} s on 2 idle cores"
    alone, took_alone, cpu = _print(plan, 1)
    same = [p.content for p in pages] == [p.content for p in alone]
    yield (
        f"leave-behinds: by 1 in {took_alone:.1f} s ({cpu:.1f} of CPU), "
        + ("the same bytes" if same else "OTHER bytes")
    )
    yield (
        f"leave-behinds: one page {sum(count_pages(p.content) == 1 for p in pages)}, PDF/UA-1 "
        + (f"{sum(is_tagged(p.content) for p in pages)} of {len(pages)}")
    )
    ratio = cpu / len(pages) / _setting(pages[0])
    yield f"leave-behinds: {ratio:.2f} x Typst alone, {os.cpu_count()} cores here"


def _print(plan: VisitPlan, workers: int) -> tuple[list[PrintedPage], float, float]:
    """The pages, the seconds by the clock, and those of this process's own work."""
    started, worked = time.perf_counter(), time.process_time()
    pages = list(print_pages(plan, "pdf", workers))
    return pages, time.perf_counter() - started, time.process_time() - worked


def _setting(page: PrintedPage) -> float:
    """Seconds that Typst takes to set one new page, warm: the middle of some."""
    plan, times = plan_page(page.brief), []
    for number in range(_ROUNDS):
        brief = replace(page.brief, head=f"For office {number}")
        started = time.process_time()
        set_page(brief, plan)
        times.append(time.process_time() - started)
    return statistics.median(times)

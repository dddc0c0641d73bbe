"""Letters and other papers: how long one takes, warm, as PDF and as Word.

Warm: Typst, fonts and Word's blank sheet are loaded, and the campaign is read, as at the desk. Each
paper timed is a new one (another name). The database is the shipped seed, filled anew.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from billtrail.briefs.papers import find_paper, load_papers, make_paper, render
from billtrail.briefs.papers.request import PaperRequest
from billtrail.campaigns import Organisation
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.workspace import Workspace, prepare

#: Milliseconds of processor time that a paper may take, warm.
BAR_MS = 30
_ROUNDS = 9
_SENDER = Organisation(name="Example Coalition", email="policy@example.org", phone="555-0100")
#: A day on which each paper applies; the last is of one of the largest committees that ship.
_PAPERS = (
    ("position-letter", "ca-20252026-ab938", date(2025, 8, 18)),
    ("governor-letter", "ca-20212022-ab262", date(2021, 9, 18)),
    ("floor-alert", "ca-20252026-ab938", date(2025, 6, 1)),
    ("testimony", "ca-20252026-ab938", date(2025, 6, 20)),
    ("side-by-side", "ca-20252026-ab379", date(2026, 11, 26)),
    ("hearing-day", "us-119-hr9043", date(2026, 11, 26)),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.at(folder)
        prepare(workspace)
        for paper, bill, on in _PAPERS:
            with open_snapshot(workspace.database, on) as snapshot:
                said = ", ".join(
                    f"{min(_times(snapshot, paper, bill, ending)):.1f} ms as {ending}"
                    for ending in ("pdf", "docx")
                )
            print(f"{paper} on {bill}: {said} (of the processor, best of {_ROUNDS}; bar {BAR_MS})")


def _times(snapshot: Snapshot, paper: str, bill: str, ending: str) -> Iterator[float]:
    """Each new paper from the open snapshot to bytes."""
    request = PaperRequest(find_paper(load_papers(), paper), bill, snapshot.on, snapshot.on)
    for number in range(_ROUNDS):
        sender = replace(_SENDER, name=f"Example Coalition {ending} {number}")
        started = time.process_time()
        render(make_paper(snapshot, replace(request, organisation=sender)), ending)
        yield (time.process_time() - started) * 1000

"""Who is visited about what: everything read for a list of offices, in one snapshot."""

import re
import unicodedata
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from billtrail.bills.models import Person
from billtrail.bills.people import (
    ALL,
    CommitteeSeat,
    Directory,
    Pasted,
    VisitList,
    family_name,
    find_visits,
    seat,
)
from billtrail.briefs.build import Request, Subject, read_subject
from billtrail.briefs.values import Brief
from billtrail.errors import UsageError
from billtrail.snapshot import Snapshot, open_snapshot, read_roster, read_seats
from billtrail.workspace import Workspace

from .effort import Effort
from .leave_behind import build_leave_behinds


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """Who is visited, on what, and everything read for it."""

    request: Request
    effort: Effort
    visits: VisitList
    seats: dict[str, tuple[CommitteeSeat, ...]]
    briefs: tuple[Brief, ...]
    is_all: bool
    templates: Path


def read_plan(
    snapshot: Snapshot, workspace: Workspace, request: Request, legislators: str | Pasted
) -> VisitPlan:
    """Everything that is read for the offices; ``legislators`` is ``all``, a file, a spelling, or
    a list that was pasted.

    Raises ``UsageError`` where the roster on record is of another session.
    """
    subject = read_subject(snapshot, request.subject)
    directory, seats = read_directory(snapshot, subject)
    visits = find_visits(directory, legislators)
    effort = Effort(subject, request, directory.roster, snapshot.roll_calls.who)
    briefs = _built(snapshot, workspace, effort, visits)
    is_all = isinstance(legislators, str) and legislators.strip().casefold() == ALL
    return VisitPlan(request, effort, visits, seats, briefs, is_all, workspace.templates)


def read_directory(
    snapshot: Snapshot, subject: Subject
) -> tuple[Directory, dict[str, tuple[CommitteeSeat, ...]]]:
    """Everybody whose office may be visited about the subject, and their committees by person.

    Raises ``UsageError`` where the roster on record is of another session.
    """
    jurisdiction = subject.lead.proof.bill.jurisdiction
    roster = read_roster(snapshot.connection, jurisdiction, snapshot.on)
    seats = dict(read_seats(snapshot.connection, roster))
    return Directory(roster, seats), seats


def _built(
    snapshot: Snapshot, workspace: Workspace, effort: Effort, visits: VisitList
) -> tuple[Brief, ...]:
    """The briefs; those of a past day also say how things stand now."""
    request = effort.request
    past = request.today is not None and request.on != request.today
    today = request.today or request.on
    with open_snapshot(workspace.database, today) if past else nullcontext() as now:
        return tuple(build_leave_behinds(snapshot, effort, visits.people, now))


def build_page(
    snapshot: Snapshot, workspace: Workspace, request: Request, legislator: str
) -> tuple[Person, Brief]:
    """The page for the one legislator that a spelling names, not yet fitted.

    Raises ``UsageError`` where it names nobody, or several.
    """
    plan = read_plan(snapshot, workspace, request, legislator)
    for problem in plan.visits.problems:
        raise UsageError(problem.said)
    if len(plan.visits.people) != 1:
        raise UsageError(
            f"{legislator!r} names {len(plan.visits.people)} members, and a page is for one. For "
            "several: billtrail briefs."
        )
    return plan.visits.people[0], plan.briefs[0]


def page_name(person: Person, brief: Brief, tag: str) -> str:
    """``TSRA_Lieu_CA-36_2026-11-23_en``: a name a person can find; ``tag`` is the request's."""
    name, subject = _plain(family_name(person)), brief.subject.upper()
    return f"{subject}_{name}_{seat(person)}_{brief.on}_{brief.language}{tag}"


def _plain(name: str) -> str:
    """A name that every file system takes: no accents, blanks or signs."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-") or "member"

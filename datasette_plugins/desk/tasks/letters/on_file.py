"""The letters on file: what each says, whether it was sent, and whether a new one is due."""

from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.briefs import papers
from billtrail.briefs.papers import IssuedPaper
from billtrail.datasette_plugins.desk import Asked, Saved
from billtrail.legislatures import full_name
from billtrail.snapshot import Snapshot, stale_letters
from billtrail.words import day_words
from billtrail.words.status import is_alive
from billtrail.workspace import Workspace

from ...fields import read_past_day

#: Letters that a page lists.
_MOST = 40


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter on file; ``stale`` says why a new one is due."""

    id: str
    bill: str
    title: str
    about: str
    state: str
    is_sent: bool
    stale: str


@dataclass(frozen=True, slots=True)
class OnFile:
    """Those first for which a new one is due, then the newest; ``past`` are on bills that can
    move no more, ``more`` are not listed."""

    rows: tuple[LetterRow, ...] = ()
    past: tuple[LetterRow, ...] = ()
    more: int = 0


def read_on_file(snapshot: Snapshot, workspace: Workspace, about: str = "bill") -> OnFile:
    """The letters on file about bills, or (``request``) those to appropriators."""
    asks = {one.id for one in papers.load_papers(workspace.root).values() if one.about == "request"}
    issued = [one for one in papers.read_issued(snapshot.connection)[::-1]
              if (one.paper.paper in asks) == (about == "request")]  # fmt: skip
    stale = {one.id: one.words for one in stale_letters(snapshot)}
    rows = [_row(one, stale.get(one.id, "")) for one in issued]
    ended = _ended(snapshot, issued) if about == "bill" else frozenset()
    now = sorted((row for row in rows if row.bill not in ended), key=lambda row: not row.stale)
    past = [row for row in rows if row.bill in ended]
    return OnFile(tuple(now[:_MOST]), tuple(past[:_MOST]), len([*now[_MOST:], *past[_MOST:]]))


def _ended(snapshot: Snapshot, issued: list[IssuedPaper]) -> frozenset[str]:
    """The bills of letters that can move no more."""
    statuses = snapshot.bills({one.paper.facts.bill: None for one in issued})
    return frozenset(key for key, status in statuses.items() if not is_alive(status))


def _row(one: IssuedPaper, stale: str) -> LetterRow:
    facts = one.paper.facts
    name = full_name(facts.bill) if facts.bill else one.paper.title
    kind = one.paper.title.partition(": ")[2] or one.paper.title
    about = ", ".join(filter(None, _about(one)))
    state = f"sent {day_words(one.sent_on)}, noted by {one.sent_by}" if one.sent_on else "not sent"
    draft = "draft, " if one.paper.is_draft else ""
    return LetterRow(one.id, facts.bill, f"{name}: {kind}", about, f"{draft}{state}",
                     bool(one.sent_on), stale)  # fmt: skip


def _about(one: IssuedPaper) -> Iterator[str]:
    facts = one.paper.facts
    yield facts.committee_name
    yield from (said.position for said in facts.positions)
    yield f"print of {day_words(facts.print_date)}" if facts.print_date else ""
    yield f"as of {day_words(one.paper.on)}"


def note_sent(workspace: Workspace, asked: Asked, by: str) -> Saved:
    """What the button of a row does: that its letter was sent on the day beside it."""
    day, lines = read_past_day(asked, "on", "give the day it was sent."), list[str]()
    found, entry = papers.mark_sent(workspace, asked.get("which"), on=day, by=by, say=lines.append)
    name = full_name(found.paper.facts.bill)
    says = f"The letter on {name} was sent on {day_words(day.isoformat())}."
    return Saved(says, entry, lines=tuple(lines))

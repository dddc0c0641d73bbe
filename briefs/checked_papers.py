"""What is answered to whoever holds a letter: which print, committee, hearing, stage and position
it speaks of, and what of that has moved since."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from billtrail.bills import newest_print
from billtrail.bills.values import BillStatus
from billtrail.briefs.papers import IssuedPaper, Paper, find_issued, read_paper
from billtrail.errors import UnknownKey
from billtrail.legislatures import display
from billtrail.rolls import Roll
from billtrail.snapshot import Snapshot
from billtrail.snapshot.committees import committees_having, full_committee
from billtrail.words import count_words, day_words

from .verify import Moved, find_moved_stages, moved_positions, moved_words, named_ids


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A letter and what has moved since; ``by_hand``: its Word file's words were changed.
    ``issued`` is its record here, where there is one."""

    id: str
    paper: Paper
    moved: tuple[Moved, ...]
    by_hand: bool = False
    issued: IssuedPaper | None = None

    @property
    def stands(self) -> bool:
        return not self.moved


def check_paper(snapshot: Snapshot, id: str) -> CheckedPaper:
    """A letter by its id or the first letters of it. Raises as ``find_issued``."""
    found = find_issued(snapshot.connection, id)
    return CheckedPaper(found.id, found.paper, moved_since(found.paper, snapshot), issued=found)


def check_paper_file(snapshot: Snapshot, content: bytes) -> CheckedPaper | None:
    """The letter that a file carries, or that is on record here and a text names; ``None`` where
    there is none."""
    carried = read_paper(content)
    if carried is None:
        named = (_recorded(snapshot, id) for id in named_ids(content))
        return next((check_paper(snapshot, one.id) for one in named if one), None)
    paper, id = carried.paper, carried.id
    moved = moved_since(paper, snapshot)
    return CheckedPaper(id, paper, moved, carried.by_hand, _recorded(snapshot, id))


def _recorded(snapshot: Snapshot, id: str) -> IssuedPaper | None:
    try:
        return find_issued(snapshot.connection, id)
    except UnknownKey:
        return None


# -- what moved ------------------------------------------------------------------------------------


def moved_since(paper: Paper, snapshot: Snapshot) -> tuple[Moved, ...]:
    """Everything that the letter rests on and that is otherwise on the snapshot's day."""
    status = snapshot.bill(paper.facts.bill)
    campaign = snapshot.campaign(status.campaign) if status.campaign else None
    found = [
        *moved_positions(paper.facts.positions, campaign),
        *_print(paper, status),
        *_committee(paper, status, snapshot.on),
        *_hearing(paper, snapshot),
        *find_moved_stages(paper.facts.stages, snapshot),
        *(moved_words(paper.sentences, paper.language, campaign) if campaign else ()),
    ]
    return tuple(dict.fromkeys(found))


def _print(paper: Paper, status: BillStatus) -> Iterator[Moved]:
    now, then = newest_print(status), paper.facts.print_date
    if now and now.date > then:
        old = f"{paper.facts.print_note} ({day_words(then)})" if then else "no print"
        yield Moved("print", display(status.key), old, f"{now.note} ({day_words(now.date)})")


def _committee(paper: Paper, status: BillStatus, on: date) -> Iterator[Moved]:
    having = committees_having(status, on)
    if paper.facts.committee and paper.facts.committee not in {c.committee for c in having}:
        now = ", ".join(full_committee(status, one) for one in having) or "no committee"
        yield Moved("committee", display(status.key), paper.facts.committee_name, now)


def _hearing(paper: Paper, snapshot: Snapshot) -> Iterator[Moved]:
    """The hearing that the letter was written for, while it was to come."""
    facts = paper.facts
    if not facts.hearing:
        return
    on = date.fromisoformat(paper.on)
    heard = [
        h.date for h in snapshot.hearings([facts.bill], since=on)
        if h.is_on and h.committee in (None, facts.committee)
    ]  # fmt: skip
    if facts.hearing not in heard:
        now = ", ".join(map(day_words, heard)) or "none is listed"
        yield Moved("hearing", display(facts.bill), day_words(facts.hearing), now)


def with_signers(checked: CheckedPaper, roll: Roll, on: date) -> CheckedPaper:
    """The letter as its workspace knows it: who stands on it and has withdrawn by a day moved too.
    The roll alone knows, and is in no edition."""
    paper, day = checked.paper, on.isoformat()
    gone = sum(
        signer.number in paper.facts.signers and signer.signed_on <= paper.on
        and not signer.has_signed and signer.withdrawn_on <= day
        for signer in roll.signers
    )  # fmt: skip
    if not gone:
        return checked
    had = count_words(len(paper.facts.signers), "signer")
    moved = Moved("signers", display(paper.facts.bill), had, f"{gone} withdrew since")
    return replace(checked, moved=(*checked.moved, moved))


# -- said ------------------------------------------------------------------------------------------


def paper_lines(checked: CheckedPaper, today: date) -> Iterator[str]:
    paper, issued = checked.paper, checked.issued
    for item in checked.moved:
        if item.reversed:
            yield f"REVERSED: this letter says {item.old} on {item.what}; now {item.new}."
    to = f", to {paper.facts.committee_name}" if paper.facts.committee_name else ""
    yield f"{paper.title}{to}, {paper.language}, as of {day_words(paper.on)} ({checked.id})"
    if issued and issued.sent_on:
        yield f"Sent on {day_words(issued.sent_on)}, says {issued.sent_by}."
    if checked.by_hand:
        yield "The words of this Word file were changed by hand; what follows is as it was written."
    if not checked.moved:
        yield f"Nothing it says has moved by {today.isoformat()}."
    yield from (f"{one.kind} {one.what}: {one.old} -> {one.new}" for one in checked.moved)


def paper_json(checked: CheckedPaper) -> dict[str, Any]:
    paper, issued = checked.paper, checked.issued
    return {
        "id": checked.id,
        "paper": paper.paper,
        "bill": paper.facts.bill,
        "committee": paper.facts.committee or None,
        "print": paper.facts.print_date or None,
        "as_of": paper.on,
        "language": paper.language,
        "sent_on": issued.sent_on if issued else None,
        "changed_by_hand": checked.by_hand,
        "moved": [asdict(one) for one in checked.moved],
    }

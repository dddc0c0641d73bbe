"""What is answered to whoever holds a brief: by its id, or by a file that has one or many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from billtrail.briefs.papers import read_paper
from billtrail.errors import UnknownKey, UsageError
from billtrail.files import has_table
from billtrail.snapshot import Snapshot
from billtrail.words import day_words

from .issued import Issued, full_id, id_of, look_up
from .verify import (
    Carried,
    Moved,
    describe_json,
    describe_lines,
    describe_moved,
    find_moved,
    find_moved_stages,
    named_ids,
    read_content,
)

#: What a letter at ``/check`` is told; in its office's workspace it is compared whole.
_LETTER = (
    "{name} is a letter: 'billtrail verify FILE' compares it in the workspace in which it was "
    "written."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A brief and what has moved since; ``by_hand``: its Word file's words were changed."""

    issued: Issued
    moved: tuple[Moved, ...]
    by_hand: bool = False

    def with_contact(self, former: Mapping[str, str]) -> "Checked":
        """With the lines of its contact that are ``former``: what stands in their place."""
        lines = self.issued.brief.contact if self.issued.brief else ()
        moved = (Moved("contact", "how to reach us", line, former[line] or "taken out")
                 for line in lines if line in former)  # fmt: skip
        return replace(self, moved=(*self.moved, *moved))

    @property
    def stands(self) -> bool:
        return not (self.moved or self.issued.withdrawn)


def check_id(snapshot: Snapshot, id: str) -> Checked:
    """By its id, or where it was printed the first letters of it. Raises ``UnknownKey`` where this
    file knows no such brief, ``AmbiguousKey`` where several begin so."""
    issued = look_up(snapshot, full_id(snapshot.connection, id.strip().lower()))
    if issued.brief is not None:
        return Checked(issued, find_moved(issued.brief, snapshot, whole=_is_whole(snapshot)))
    return Checked(issued, find_moved_stages(issued.stages, snapshot))


def check_file(snapshot: Snapshot, name: str, content: bytes) -> tuple[Checked, ...]:
    """Every brief that a file carries, in order; of a file that only names them (the text for an
    e-mail, the visit sheets of a pack) those that are known here. Raises ``UsageError`` where
    there is none."""
    try:
        return tuple(_checked(snapshot, carried) for carried in read_content(name, content))
    except UsageError:
        known = [found for id in named_ids(content) if (found := _known(snapshot, id))]
        if not known and read_paper(content):
            raise UsageError(_LETTER.format(name=name)) from None
        if not known:
            raise
        return tuple(known)


def _checked(snapshot: Snapshot, carried: Carried) -> Checked:
    id = id_of(snapshot.connection, carried)
    known = _known(snapshot, id)
    withdrawn = known is not None and known.issued.withdrawn
    released_to = known.issued.released_to if known else ()
    issued = Issued(id, carried.brief, carried.brief.stages, withdrawn, released_to)
    ours = known is not None and _is_whole(snapshot)  # another office has texts of its own
    moved = find_moved(carried.brief, snapshot, whole=ours)
    return Checked(issued, moved, carried.by_hand)


def _is_whole(snapshot: Snapshot) -> bool:
    """Whether it is a working file; in a published one asks and texts may be left out."""
    return has_table(snapshot.connection, "issued_briefs")


def _known(snapshot: Snapshot, id: str) -> Checked | None:
    try:
        return check_id(snapshot, id)
    except UnknownKey:
        return None


# -- said ------------------------------------------------------------------------------------------


def checked_lines(checked: Checked, today: date) -> Iterator[str]:
    """For a terminal, the gravest first."""
    issued = checked.issued
    if issued.withdrawn:
        yield "This brief was withdrawn: please do not use it or hand it on."
    if issued.brief is not None:
        yield from describe_lines(Carried(issued.brief, checked.by_hand), checked.moved, today)
        return
    yield f"{issued.id}: handed over on paper; its words are not kept here, only what it states."
    if not checked.moved:
        yield f"No stage it states has moved by {day_words(today.isoformat())}."
    yield from (f"{one.kind} {one.what}: {one.old} -> {one.new}" for one in checked.moved)


def checked_json(checked: Checked) -> dict[str, Any]:
    issued = checked.issued
    told: dict[str, Any] = {"id": issued.id, "withdrawn": issued.withdrawn}
    if issued.released_to:
        told["released_to"] = list(issued.released_to)
    if issued.brief is not None:
        return told | describe_json(Carried(issued.brief, checked.by_hand), checked.moved)
    stages = [{"bill": s.bill, "stage": s.stage, "date": s.date} for s in issued.stages]
    return told | {"stages": stages, "moved": describe_moved(checked.moved)}

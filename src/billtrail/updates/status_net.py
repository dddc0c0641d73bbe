"""A publisher's own word for where its bills stand, held against ours: a net under all rules.

A word that goes with none of a bill's stages means that a rule misread a step, or that the
publisher's columns lag; each is counted and named until somebody has explained it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from billtrail.bills import Source
from billtrail.legislatures import Stage

#: What the calendar alone decided, no row of the publisher says: there it is how far the bill came.
_OURS = (
    "CASE WHEN stage_action IS NULL AND stage IN ('died', 'outcome_not_recorded') "
    "AND status_text IS NOT 'Died' THEN reached ELSE stage END"
)
#: So many bills of a class are named.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class StatusClass:
    """Bills that stand alike: the publisher's ``status`` (``None`` where it has none), our
    ``stage``, how many and the first of them by key. ``alike``: the two go together; ``why`` says
    why not, where that is understood."""

    status: str | None
    stage: Stage
    bills: int
    first: tuple[str, ...]
    alike: bool
    why: str | None = None


def read_status_net(connection: sqlite3.Connection, source: Source) -> Iterator[StatusClass]:
    """The classes of all bills that are stored from a source, most bills first; none where it
    has no such word."""
    if not source.statuses:
        return
    rows = connection.execute(
        "SELECT status_text, ours, count(*), group_concat(key) FROM (SELECT key, status_text, "
        f"{_OURS} AS ours FROM bills WHERE source = ? ORDER BY key) GROUP BY status_text, ours "
        "ORDER BY count(*) DESC, 1, 2",
        (source.name,),
    )
    for status, stage, bills, keys in rows:
        yield _class(source, status, Stage(stage), bills, tuple(keys.split(",")[:_NAMED]))


def _class(
    source: Source, status: str | None, stage: Stage, bills: int, first: tuple[str, ...]
) -> StatusClass:
    alike = stage in source.statuses.get(status or "", ())
    why = None if alike or status is None else source.explained.get((status, stage))
    return StatusClass(status, stage, bills, first, alike, why)


def unexplained(classes: Sequence[StatusClass]) -> list[StatusClass]:
    """Those with a word of the publisher that nobody has explained beside our stage."""
    return [one for one in classes if one.status and not one.alike and not one.why]


def net_line(classes: Sequence[StatusClass]) -> str:
    """``1,203 bills held against the publisher's own status: 1,201 go together, 2 differ and are
    explained; 12 without a status.``"""
    told = [one for one in classes if one.status]
    alike = sum(one.bills for one in told if one.alike)
    parts = [f"{alike:,} go together"]
    if known := sum(one.bills for one in told if one.why):
        parts.append(f"{known:,} differ and are explained")
    if open_ := sum(one.bills for one in unexplained(classes)):
        parts.append(f"{open_:,} differ and are not explained")
    bare = sum(one.bills for one in classes if not one.status)
    without = f"; {bare:,} without a status are not compared" if bare else ""
    count = sum(one.bills for one in told)
    return f"{count:,} bills held against the publisher's own status: {', '.join(parts)}{without}"


def net_lines(connection: sqlite3.Connection, sources: Iterable[Source]) -> list[str]:
    """The line of each source that has bills with such a word, and below it one for each class that
    nobody has explained."""
    lines = []
    for source in sources:
        classes = list(read_status_net(connection, source))
        if any(one.status for one in classes):
            lines.append(f"{source.title}: {net_line(classes)}")
            lines += [f"  {class_line(one)}" for one in unexplained(classes)]
    return lines


def class_line(one: StatusClass) -> str:
    """``"In Floor Process" there, in_committee here: 1 (ca-20252026-sb49)``."""
    more = ", ..." if one.bills > len(one.first) else ""
    return f'"{one.status}" there, {one.stage} here: {one.bills:,} ({", ".join(one.first)}{more})'

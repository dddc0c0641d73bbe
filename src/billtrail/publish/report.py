"""What a publication lets out, beside what stays and what is new since the last edition there."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from billtrail.editions import edition as editions
from billtrail.errors import StoreError
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import day_of


@dataclass(frozen=True, slots=True)
class Counted:
    """Things of one kind. ``sql`` gives the name of each, in an edition and, unless ``at_home`` is
    given, in the working file. Those of a kind that is ``listed`` are named where they are new.
    ``lets_out`` is how one that stays is let out, to be said of the public edition."""

    what: str
    sql: str
    at_home: str | None = None
    listed: bool = True
    lets_out: str = ""


_RELEASED = "SELECT id FROM released_briefs WHERE NOT withdrawn"

KINDS = (
    Counted("bills", "SELECT key FROM bills", listed=False),
    Counted("positions", "SELECT bill || ': ' || position FROM positions",
            lets_out="billtrail position ... --share public"),
    Counted("asks", "SELECT c.id || '/' || json_extract(a.value, '$.id') FROM campaigns c, "
            "json_each(c.asks) a"),
    Counted("texts", "SELECT campaign || '/' || key || '/' || language FROM texts"),
    Counted("figures", "SELECT id FROM statistics"),
    Counted("notes on bills", "SELECT bill FROM campaign_bills WHERE why <> ''"),
    Counted("dates", "SELECT date || ' ' || what FROM dates"),
    Counted("endorsements", "SELECT organisation || ', ' || bill FROM endorsements"),
    Counted("reports by staff", "SELECT bill || ', ' || date || ': ' || text FROM staff_reports"),
    Counted("suggestions", "SELECT bill FROM suggestions"),
    Counted("briefs printed here", _RELEASED, "SELECT id FROM issued_briefs", listed=False),
    Counted("- with their text", f"{_RELEASED} AND brief IS NOT NULL", ""),
    Counted("- only the stages they state", f"{_RELEASED} AND brief IS NULL", "", listed=False),
    Counted("- taken back: the bare id", "SELECT id FROM released_briefs WHERE withdrawn", ""),
)  # fmt: skip

Names = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """``stays`` is ``None`` where nothing is counted at home; ``new`` and ``gone`` where there was
    no earlier edition."""

    kind: Counted
    out: int
    stays: int | None
    new: tuple[str, ...] | None
    gone: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Before:
    """The edition that lay in the folder: which, when it was made, and what was in it."""

    edition: Edition
    at: str
    names: Names


def read_before(path: Path) -> Before | None:
    """What an earlier edition at ``path`` holds; ``None`` where there is none."""
    try:
        edition, at = editions.edition_of(path), editions.published_at(path)
    except StoreError:
        return None  # not a database: it is about to be replaced
    return Before(edition, at, _names(path)) if at else None


def build_report(home: Path, edition: Path, before: Before | None) -> tuple[ReportLine, ...]:
    ours, out = _names(home, at_home=True), _names(edition)
    return tuple(_line(kind, ours, out, before.names if before else None) for kind in KINDS)


def _line(kind: Counted, home: Names, out: Names, before: Names | None) -> ReportLine:
    now, then = out[kind.what], before[kind.what] if before is not None else None
    return ReportLine(
        kind,
        len(now),
        len(home[kind.what] - now) if kind.at_home != "" else None,
        tuple(sorted(now - then)) if then is not None else None,
        tuple(sorted(then - now)) if then is not None else None,
    )


def _names(path: Path, at_home: bool = False) -> Names:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return {
            kind.what: frozenset(_rows(connection, kind.sql if not at_home or kind.at_home is None
                                       else kind.at_home))
            for kind in KINDS
        }  # fmt: skip


def _rows(connection: sqlite3.Connection, sql: str) -> Iterable[str]:
    """Nothing where the file has no such table: an older Billtrail made it."""
    try:
        return [str(row[0]) for row in connection.execute(sql)] if sql else []
    except sqlite3.OperationalError:
        return []


# -- said ------------------------------------------------------------------------------------------

#: So many new names of one kind are written out; the others are counted.
_NAMED = 10


def report_lines(
    lines: tuple[ReportLine, ...], before: Before | None, edition: Edition
) -> Iterator[str]:
    """A table, then what is new by name, and how what stays is let out."""
    since = f"since {day_of(before.at)}" if before else ""
    yield f"{'':30} {'goes out':>9} {'stays here':>11}   {since}".rstrip()
    for line in lines:
        stays = "" if line.stays is None else f"{line.stays:,}"
        moved = f"+{len(line.new)} -{len(line.gone or ())}" if line.new is not None else ""
        moved = "" if moved == "+0 -0" else moved
        yield f"{line.kind.what:30} {line.out:>9,} {stays:>11}   {moved}".rstrip()
    for line in lines:
        if line.kind.listed:
            yield from _named(line, "new", line.new)
            yield from _named(line, "no longer in it", line.gone)
        if line.kind.lets_out and line.stays and edition == Edition.PUBLIC:
            yield f"{line.kind.what} that stay here and are decided: {line.kind.lets_out}"


def _named(line: ReportLine, how: str, names: tuple[str, ...] | None) -> Iterator[str]:
    for name in (names or ())[:_NAMED]:
        yield f"{how}: {line.kind.what.lstrip('- ')}: {name}"
    if names and len(names) > _NAMED:
        yield f"{how}: {line.kind.what.lstrip('- ')}: and {len(names) - _NAMED:,} more"

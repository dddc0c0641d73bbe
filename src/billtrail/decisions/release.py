"""Releasing printed briefs and taking them back: ``released.toml``, through the journal."""

import shlex
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from billtrail.campaigns import RELEASES
from billtrail.campaigns.staff_files import (
    NOBODY,
    lacking_readers,
    load_readers,
    load_releases,
    parse_releases,
)
from billtrail.editions import refuse_published
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.legislatures import Audience, ReleasedTo
from billtrail.legislatures.calendar import sessions
from billtrail.records import record
from billtrail.store import open_reader
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, login, prepare
from billtrail.workspace import edits as workspace_edits

#: A longer list of ids is counted in the journal's command, not written out.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class PrintedBrief:
    """A brief that was printed here; ``released_to`` names who may still have it, ``withdrawn``
    says that it was taken back, ``sent_on`` is the day (ISO) on which a letter was sent."""

    id: str
    subject: str
    as_of: str
    language: str
    audience: str
    released_to: tuple[str, ...]
    issued_at: str = ""
    withdrawn: bool = False
    sent_on: str | None = None

    @property
    def words(self) -> str:
        return f"{self.id}: {self.subject} of {self.as_of}, {self.language}, for {self.audience}"


def release(
    workspace: Workspace, briefs: Sequence[str], to: ReleasedTo, *, by: str, say: Say
) -> tuple[tuple[PrintedBrief, ...], JournalEntry]:
    """Release briefs (ids, their beginnings, or printed files) to somebody, all in one act.

    Raises UnknownKey or AmbiguousKey where one is not known here, UsageError where all are
    released to them already, or where a page for survivors is for others than the public, or a
    draft.
    """
    if not by.strip():
        raise UsageError("Say who releases it: --by NAME.")
    found = _find_printed(workspace, briefs)
    for brief in found:
        if brief.audience == Audience.SURVIVORS:
            _refuse_unread(workspace, brief, to)
    new = [brief for brief in found if to.value not in brief.released_to]
    if not new:
        raise UsageError(f"Released to {to.value} already. Nothing was changed.")
    return found, _act(workspace, new, to.value, by=by, say=say)


def _refuse_unread(workspace: Workspace, brief: PrintedBrief, to: ReleasedTo) -> None:
    """A page for survivors goes out as its readers read it, and to everybody or nobody."""
    from billtrail.briefs import from_json, words_hash

    if to != ReleasedTo.PUBLIC:
        raise UsageError(f"{brief.id} is a page for survivors: it goes out --to public or not.")
    with open_reader(workspace.database) as reader:
        row = reader.execute("SELECT brief FROM issued_briefs WHERE id = ?", (brief.id,)).fetchone()
    page = from_json(row["brief"])
    readers = load_readers(workspace.root)
    if missing := lacking_readers(readers, page.subject, page.language, words_hash(page)):
        raise UsageError(
            f"{brief.id} is a DRAFT: it waits for {', and for '.join(missing)}. Write down who "
            f"read it: billtrail text read {page.subject} --language {page.language}"
        )
    if page.marks:
        raise UsageError(
            f"{brief.id} says {page.marks[0].text!r} across its top. Print it again, and release "
            "that."
        )


def withdraw(
    workspace: Workspace, briefs: Sequence[str], *, by: str | None, say: Say
) -> tuple[tuple[PrintedBrief, ...], JournalEntry]:
    """Take released briefs back from everybody; raises UsageError where none was released."""
    found = _find_printed(workspace, briefs)
    released = [brief for brief in found if brief.released_to]
    if not released:
        it_is = "It is" if len(found) == 1 else "They are"
        raise UsageError(f"{it_is} not released to anybody. Nothing was changed.")
    done = _act(workspace, released, NOBODY, by=by or login(), say=say)
    return tuple(released), done


def _act(
    workspace: Workspace, briefs: Sequence[PrintedBrief], to: str, *, by: str, say: Say
) -> JournalEntry:
    ids = [brief.id for brief in briefs]
    number = max((int(act.id) for act in load_releases(workspace.root)), default=0) + 1
    named = ids if len(ids) <= _NAMED else [f"{len(ids)} briefs"]
    command = ["withdraw", *named] if to == NOBODY else ["release", *named, "--to", to]
    fields = {"to": to, "by": by, "at": sessions.utc_now(), "briefs": ids}
    edits = [Edit(record("release", id=str(number)), fields)]
    return workspace_edits.apply(
        workspace, RELEASES, edits, command=shlex.join(command), by=by, check=_check, say=say
    )


def _check(text: str) -> None:
    """Raises CheckFailed where the file would hold a faulty release."""
    for act in parse_releases(text):
        if not act.id.isdecimal():
            raise CheckFailed(f"{RELEASES}: a release's id is a number in quotes, not {act.id!r}")


# -- which brief is meant --------------------------------------------------------------------------


def _find_printed(workspace: Workspace, names: Iterable[str]) -> tuple[PrintedBrief, ...]:
    """The briefs of ids, of their beginnings, or of printed files, each once; raises StoreError
    where the database is a published file, which knows none."""
    refuse_published(workspace.database)
    prepare(workspace)
    with open_reader(workspace.database) as reader:
        found = [_named(reader, name) for name in names]
    return tuple(dict.fromkeys(found))


def _named(reader: sqlite3.Connection, name: str) -> PrintedBrief:
    file = Path(name).expanduser()
    return _of_file(reader, file) if file.is_file() else _of_id(reader, name.strip().lower())


def _of_id(reader: sqlite3.Connection, start: str) -> PrintedBrief:
    from billtrail.briefs import issued

    found = _select(reader, "i.id = ?", issued.full_id(reader, start))
    if not found:
        raise UnknownKey("brief", start, hint=_UNKNOWN)
    return found[0]


def _of_file(reader: sqlite3.Connection, file: Path) -> PrintedBrief:
    from billtrail.briefs import id_of, read_file
    from billtrail.briefs.papers import read_paper

    carried = read_paper(file.read_bytes())
    id = carried.id if carried else id_of(reader, read_file(file))
    found = _select(reader, "i.id = ?", id)
    if not found:
        raise UnknownKey("brief", file.name, hint=_UNKNOWN)
    return found[0]


_UNKNOWN = (
    "Give the id on the page, its first letters, or the printed file. Known are the briefs "
    "that were printed from this workspace."
)


#: Briefs, and letters as what a letter is for is said of a brief.
_PRINTED = (
    "SELECT id, subject, as_of, language, audience, issued_at, "
    "json_extract(brief, '$.stages') AS stages, NULL AS sent_on FROM issued_briefs UNION ALL "
    "SELECT id, bill, as_of, language, paper, issued_at, "
    "json_extract(value, '$.facts.stages'), sent_on FROM issued_papers"
)


def _select(reader: sqlite3.Connection, where: str, *values: str) -> tuple[PrintedBrief, ...]:
    rows = reader.execute(
        "SELECT i.id, i.subject, i.as_of, i.language, i.audience, "
        "(SELECT group_concat(released_to, ' ') FROM releases r WHERE r.brief = i.id "
        "AND NOT r.withdrawn), i.issued_at, EXISTS (SELECT 1 FROM releases r WHERE r.brief = i.id "
        f"AND r.withdrawn), i.sent_on FROM ({_PRINTED}) i WHERE {where} ORDER BY i.issued_at, i.id",
        values,
    )
    return tuple(
        PrintedBrief(
            row[0], row[1], row[2], row[3], row[4], tuple(sorted((row[5] or "").split())),
            issued_at=row[6], withdrawn=bool(row[7]) and not row[5], sent_on=row[8],
        )
        for row in rows
    )  # fmt: skip


# -- what may say a position that no longer holds --------------------------------------------------


def decided_position(workspace: Workspace, bill: str) -> tuple[str, str] | None:
    """The decided position on a bill, in words, and its condition; ``None`` without one."""
    with open_reader(workspace.database) as reader:
        row = reader.execute(
            "SELECT position, ifnull(condition, '') FROM positions WHERE bill = ? "
            "AND position NOT LIKE 'needs%'", (bill,),
        ).fetchone()  # fmt: skip
    return (row[0], row[1]) if row else None


def speaking_of(workspace: Workspace, bill: str, since: str = "") -> tuple[PrintedBrief, ...]:
    """The printed briefs, not taken back, that say where ``bill`` stands, printed at ``since``
    (an instant) or later: a position on it may be on each of them."""
    with open_reader(workspace.database) as reader:
        return _select(
            reader,
            "i.issued_at >= ? AND EXISTS (SELECT 1 FROM json_each(i.stages) s "
            "WHERE json_extract(s.value, '$.bill') = ?) "
            "AND NOT EXISTS (SELECT 1 FROM releases r WHERE r.brief = i.id AND r.withdrawn)",
            since,
            bill,
        )


def printed(workspace: Workspace) -> tuple[PrintedBrief, ...]:
    """Every brief that was printed here, oldest first."""
    with open_reader(workspace.database) as reader:
        return _select(reader, "1")


def position_undone(change: JournalEntry) -> tuple[str, str] | None:
    """(bill, the instant since which briefs may say it) where taking ``change`` back took a
    position back; else ``None``."""
    for one in change.records:
        before, after = one.before or {}, one.after or {}
        is_bill = [step.table for step in one.path[-1:]] == ["bill"]
        moved = any(after.get(name) != before.get(name) for name in ("position", "condition"))
        if is_bill and after.get("position") and moved:
            return str(one.path[-1].identity["key"]), change.at
    return None

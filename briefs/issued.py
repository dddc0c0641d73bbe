"""Issued briefs: what each said, without its private parts, kept so that it can be checked.

A brief is recorded under its id when its file is written. Its asks, the office it is for, a
survivor's words and the contact are not kept. The record stays in the working file: a published
one has only what was released (``publish.briefs``).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from billtrail.briefs.typeset import brief_id
from billtrail.editions import edition_of
from billtrail.errors import AmbiguousKey, BilltrailError, UnknownKey
from billtrail.files import has_table, in_a_line, read_only_uri
from billtrail.legislatures import Audience, Edition
from billtrail.legislatures.calendar import day_of, sessions
from billtrail.snapshot import Snapshot
from billtrail.store import open_reader
from billtrail.workspace import Workspace

from .values import BillStage, Brief, from_json, to_json, without_private

if TYPE_CHECKING:
    from .verify import Carried

#: Printing waits no longer than this for another command that writes.
_WAIT = 2.0
_NOT_RECORDED = "not recorded, so /check will not know it"
#: A shorter beginning of an id is more likely a slip than a name.
_SHORTEST = 4


def record(workspace: Workspace, briefs: Iterable[Brief]) -> tuple[str, ...]:
    """Keep the briefs; a line where that was not possible, because the file is printed anyway."""
    rows = {brief_id(brief): brief for brief in briefs}
    try:
        if edition_of(workspace.database) != Edition.WORKING:
            return (f"{_NOT_RECORDED}: a published file keeps what was released alone",)
        known = _known(workspace.database, rows)
        if new := [row for row in rows.items() if row[0] not in known]:
            _save(workspace.database, new)
    except (BilltrailError, sqlite3.Error, OSError) as error:
        return (f"{_NOT_RECORDED}: {in_a_line(error) or error}",)
    return ()


def _known(database: Path, ids: Iterable[str]) -> set[str]:
    with closing(sqlite3.connect(read_only_uri(database), uri=True)) as reader:
        return {
            id for id in ids
            if reader.execute("SELECT 1 FROM issued_briefs WHERE id = ?", (id,)).fetchone()
        }  # fmt: skip


def _save(database: Path, briefs: list[tuple[str, Brief]]) -> None:
    from billtrail.store import open_writer

    with open_writer(database, "brief", {}, wait=_WAIT) as writer, writer.transaction():
        writer.connection.executemany(
            "INSERT OR IGNORE INTO issued_briefs VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (id, b.subject, b.on, b.language, b.audience, sessions.utc_now(),
                 to_json(without_private(b)))
                for id, b in briefs
            ],
        )  # fmt: skip
        writer.connection.executemany(
            "INSERT OR IGNORE INTO voice_uses VALUES (?, ?)",
            [(voice, id) for id, brief in briefs for voice in _voices(brief)],
        )
        writer.runs.finish("done", {"briefs": len(briefs)})


def _voices(brief: Brief) -> Iterator[str]:
    block = brief.block("voice")
    keys = [s.key or "" for p in block.paragraphs for s in p.sentences] if block else []
    return (key.removeprefix("voice-") for key in keys if key.startswith("voice-"))


def holders(workspace: Workspace, voice: str) -> Iterator[str]:
    """A line for every issued brief that holds the voice, so that it can be called back."""
    with open_reader(workspace.database) as reader:
        rows = reader.execute(
            "SELECT i.*, EXISTS (SELECT 1 FROM releases r WHERE r.brief = i.id "
            "AND NOT r.withdrawn) AS released "
            "FROM voice_uses u JOIN issued_briefs i ON i.id = u.brief "
            "WHERE u.voice = ? ORDER BY i.issued_at",
            (voice,),
        ).fetchall()
    yield f"Issued briefs that hold them: {len(rows)}." + (" Call them back:" if rows else "")
    for row in rows:
        yield (
            f"  {row['id']}: {row['subject']} of {row['as_of']}, {row['language']}, for "
            f"{row['audience']}, issued {day_of(row['issued_at'])}"
        )
    if released := [row["id"] for row in rows if row["released"]]:
        yield f"Released: take them back with billtrail withdraw {' '.join(released)}"


# -- what is known of one --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Issued:
    """What a file knows of a printed brief. ``brief`` is ``None`` where it was handed over on
    paper, or taken back: then only ``stages`` are told, or nothing. ``released_to`` is known in
    the working file alone."""

    id: str
    brief: Brief | None
    stages: tuple[BillStage, ...]
    withdrawn: bool
    released_to: tuple[str, ...] = ()


_NOT_RELEASED = (
    "It was not released here: ask who gave it to you. The file itself can be compared "
    "with the record at /check, or with 'billtrail verify FILE'."
)
_NOT_PRINTED = (
    "Known here are the briefs that were printed from this workspace; one that a reader took from "
    "a published site is not kept. The file of any of them can be checked at "
    "/check, or with 'billtrail verify FILE'."
)


def look_up(snapshot: Snapshot, id: str) -> Issued:
    """What may be said of the brief ``id`` in this file. Raises ``UnknownKey`` where nothing."""
    if has_table(snapshot.connection, "issued_briefs"):
        return _in_working(snapshot.connection, id)
    row = snapshot.connection.execute(
        "SELECT withdrawn, stages, brief FROM released_briefs WHERE id = ?", (id,)
    ).fetchone()
    if row is None:
        raise UnknownKey("released brief", id, hint=_NOT_RELEASED)
    brief = from_json(row["brief"]) if row["brief"] else None
    return Issued(id, brief, read_stages(row["stages"] or "[]"), bool(row["withdrawn"]))


def released_page(snapshot: Snapshot, campaign: str, language: str) -> Brief:
    """The newest page for survivors that a published file has, as its readers read it. Raises
    ``UnknownKey`` where none was released."""
    row = snapshot.connection.execute(
        "SELECT brief FROM released_briefs WHERE NOT withdrawn AND brief IS NOT NULL "
        "AND json_extract(brief, '$.audience') = ? AND json_extract(brief, '$.subject') = ? "
        "AND json_extract(brief, '$.language') = ? ORDER BY json_extract(brief, '$.on') DESC",
        (Audience.SURVIVORS, campaign, language),
    ).fetchone()
    if row is None:
        raise UnknownKey("information page", campaign, hint="None was released in this language.")
    return from_json(row["brief"])


def full_id(connection: sqlite3.Connection, start: str) -> str:
    """The id of the one printed brief or letter whose id begins so; ``start`` itself where none
    does. Raises ``AmbiguousKey`` where several do."""
    if len(start) < _SHORTEST or not has_table(connection, "issued_briefs"):
        return start
    rows = connection.execute(
        "SELECT id FROM (SELECT id, issued_at FROM issued_briefs UNION ALL SELECT id, issued_at "
        "FROM issued_papers) WHERE substr(id, 1, length(?1)) = ?1 ORDER BY issued_at, id LIMIT 11",
        (start,),
    )
    found = [row["id"] for row in rows]
    if len(found) > 1 and start not in found:
        raise AmbiguousKey(start, found[:10], "briefs")
    return found[0] if len(found) == 1 else start


def id_of(connection: sqlite3.Connection, carried: "Carried") -> str:
    """The id under which a printed file's brief is known: the one it shows; else that of the
    recorded brief that says the same, whatever templates and fields an upgrade changed since."""
    if carried.id:
        return carried.id
    same = without_private(carried.brief)
    rows = connection.execute(
        "SELECT id, brief FROM issued_briefs WHERE subject = ? AND as_of = ? AND language = ?",
        (same.subject, same.on, same.language),
    ).fetchall() if has_table(connection, "issued_briefs") else []  # fmt: skip
    found = (row["id"] for row in rows if from_json(row["brief"]) == same)
    return next(found, brief_id(carried.brief))


def _in_working(connection: sqlite3.Connection, id: str) -> Issued:
    row = connection.execute("SELECT brief FROM issued_briefs WHERE id = ?", (id,)).fetchone()
    brief = from_json(row[0]) if row else None
    acts = connection.execute(
        "SELECT released_to, withdrawn FROM releases WHERE brief = ? ORDER BY released_to", (id,)
    ).fetchall() if has_table(connection, "releases") else []  # fmt: skip
    if brief is None and not acts:
        raise UnknownKey("brief", id, hint=_NOT_PRINTED)
    stages = brief.stages if brief else _letter_stages(connection, id)
    released_to = tuple(act["released_to"] for act in acts if not act["withdrawn"])
    return Issued(id, brief, stages, bool(acts) and not released_to, released_to)


def _letter_stages(connection: sqlite3.Connection, id: str) -> tuple[BillStage, ...]:
    """What a released letter states; of its words nothing is told."""
    from billtrail.briefs.papers import find_issued

    return find_issued(connection, id).paper.facts.stages


def stages_json(stages: Iterable[BillStage]) -> str:
    """Bills and efforts with the stages stated of them: public facts."""
    told = [
        {"bill": s.bill, "stage": s.stage, "date": s.date}
        | ({"in_doubt": True} if s.in_doubt else {})
        | ({"listed_for": s.listed_for} if s.listed_for else {})
        | ({"heard_on": s.heard_on} if s.heard_on else {})
        for s in stages
    ]
    return json.dumps(told, ensure_ascii=False)


def read_stages(text: str) -> tuple[BillStage, ...]:
    """What ``stages_json`` wrote, or the stages of a page's own JSON."""
    return tuple(
        BillStage(
            s["bill"],
            s["stage"],
            s["date"],
            None,
            s.get("in_doubt", False),
            s.get("listed_for"),
            s.get("heard_on"),
        )
        for s in json.loads(text)
    )

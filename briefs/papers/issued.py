"""Letters that were written here: what each said, and when it was sent.

A letter is recorded under its id when its file is written. Names of people on a roll are not kept.
The record stays in the working file; no edition has the table.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from billtrail.editions import edition_of
from billtrail.errors import AmbiguousKey, BilltrailError, UnknownKey
from billtrail.files import has_table, in_a_line, read_only_uri
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import sessions
from billtrail.rolls import Signer
from billtrail.workspace import Workspace

from .definitions import load_papers
from .formats import paper_id
from .values import Paper, from_json, published, to_json

#: Writing waits no longer than this for another command that writes.
_WAIT = 2.0
#: A shorter beginning of an id is more likely a slip than a name.
_SHORTEST = 4
#: Blocks that name people who agreed to one letter and to no record of it.
_PEOPLE = ("signers",)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A letter as it was recorded; ``sent_on`` is the day (ISO) on which it was sent."""

    id: str
    paper: Paper
    issued_at: str
    sent_on: str | None = None
    sent_by: str | None = None


def without_people(paper: Paper) -> Paper:
    """What may be kept of a letter."""
    kept = tuple(block for block in paper.blocks if block.kind not in _PEOPLE)
    return replace(published(paper), blocks=kept)


def record(workspace: Workspace, papers: Iterable[Paper]) -> tuple[str, ...]:
    """Keep the letters, and no paper whose definition says that it is not kept; a line where that
    was not possible, because the file is written anyway."""
    kept = {one.id for one in load_papers(workspace.root).values() if one.kept}
    rows = {paper_id(paper): paper for paper in papers if paper.paper in kept}
    try:
        new = [row for row in rows.items() if row[0] not in _known(workspace.database, rows)]
        if new and edition_of(workspace.database) == Edition.WORKING:
            _save(workspace.database, new)
    except (BilltrailError, sqlite3.Error, OSError) as error:
        return (f"not recorded, so it is not listed by 'letters': {in_a_line(error) or error}",)
    return ()


def _known(database: Path, ids: Iterable[str]) -> set[str]:
    with closing(sqlite3.connect(read_only_uri(database), uri=True)) as reader:
        marks = list(ids)
        rows = reader.execute(
            f"SELECT id FROM issued_papers WHERE id IN ({', '.join('?' * len(marks))})", marks
        )
        return {row[0] for row in rows}


def _save(database: Path, papers: list[tuple[str, Paper]]) -> None:
    from billtrail.store import open_writer

    with open_writer(database, "letter", {}, wait=_WAIT) as writer, writer.transaction():
        writer.connection.executemany(
            "INSERT OR IGNORE INTO issued_papers VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)",
            [
                (id, p.paper, p.facts.bill, p.facts.committee, p.facts.print_date, p.on,
                 p.language, sessions.utc_now(), to_json(without_people(p)))
                for id, p in papers
            ],
        )  # fmt: skip
        writer.runs.finish("done", {"papers": len(papers)})


def read_issued(connection: sqlite3.Connection, bill: str | None = None) -> tuple[IssuedPaper, ...]:
    """The letters on record, of one bill (a key) or of all, oldest first."""
    if not has_table(connection, "issued_papers"):
        return ()
    rows = connection.execute(
        "SELECT * FROM issued_papers WHERE ?1 IS NULL OR bill = ?1 ORDER BY issued_at, id", (bill,)
    )
    return tuple(map(_issued, rows))


def letters_with(
    connection: sqlite3.Connection, bill: str, signers: Iterable[Signer]
) -> tuple[IssuedPaper, ...]:
    """The letters on record that any of these signers of the bill's roll stands on."""
    since = {signer.number: signer.signed_on for signer in signers}

    def stands_on(paper: Paper) -> bool:
        """A number that was given anew belongs to who signed later."""
        return any(n in since and since[n] <= paper.on for n in paper.facts.signers)

    return tuple(one for one in read_issued(connection, bill) if stands_on(one.paper))


def signature_lines(letters: Iterable[IssuedPaper]) -> Iterator[str]:
    """The letters that have a signature which ended, for who may have to send a new one."""
    for one in letters:
        sent = f"sent on {one.sent_on}: tell the committee" if one.sent_on else "not sent"
        to = one.paper.facts.committee_name or one.paper.title
        yield f"Letter {one.id} of {one.paper.on}, {to}, has this signature ({sent})."


def find_issued(connection: sqlite3.Connection, start: str) -> IssuedPaper:
    """The letter of an id, or of its first letters. Raises ``UnknownKey`` where there is none,
    ``AmbiguousKey`` where several begin so."""
    if not has_table(connection, "issued_papers") or len(start) < _SHORTEST:
        raise UnknownKey("letter", start, hint=_HINT)
    rows = connection.execute(
        "SELECT * FROM issued_papers WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 11",
        (start.lower(),),
    ).fetchall()
    if len(rows) > 1:
        raise AmbiguousKey(start, [row["id"] for row in rows[:10]], "letters")
    if not rows:
        raise UnknownKey("letter", start, hint=_HINT)
    return _issued(rows[0])


_HINT = "Known are the letters written from this workspace: billtrail letters lists them."


def _issued(row: sqlite3.Row) -> IssuedPaper:
    return IssuedPaper(
        row["id"], from_json(row["value"]), row["issued_at"], row["sent_on"], row["sent_by"]
    )

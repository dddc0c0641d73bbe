"""Publishing: an empty database, filled row by row from allow-lists, for others to serve.

``data/published.toml`` names every table and column that goes out. The file's schema is today's
schema less what is not named there, so that a new column stays at home until someone lets it out.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from billtrail import __version__
from billtrail.campaigns import Organisation, positions, public_face
from billtrail.campaigns.content import ROWS, load
from billtrail.campaigns.staff_files import PageReader
from billtrail.editions import TABLE, FactFile, fact_path, read_list, refuse_published
from billtrail.errors import StoreError, UsageError
from billtrail.files import beside, in_a_line
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import sessions
from billtrail.store import make_plain, migrate, open_reader

from . import briefs
from .asks import said_in_rows
from .fact_files import ALONE, FactFolder, lay_out, name_files, read_shape
from .kept_home import without_kept_home
from .metadata import build_metadata
from .report import Before, ReportLine, build_report, read_before

#: What a reader of the file is told that it holds.
HOLDS: Mapping[Edition, str] = {
    Edition.PUBLIC: (
        "Bills, efforts, figures and the positions that were made public, for everybody. Asks are "
        "in it only where their campaign says who made them public, and briefs only where they "
        "were released."
    ),
    Edition.COALITION: (
        "For the coalition only: beside the public facts also asks, positions still to be decided, "
        "and the notes, dates and briefs that were shared with it. Do not put it on an open server."
    ),
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What of one table goes out: ``columns``, rows where ``where`` holds, and ``values``: SQL
    that is written instead of a stored value."""

    columns: tuple[str, ...]
    where: str = "1"
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def written(self) -> dict[str, str]:
        """Each column with the SQL of what is written in it."""
        return {column: self.values.get(column, f'"{column}"') for column in self.columns}


@dataclass(frozen=True, slots=True)
class Published:
    """The files written, how many rows each table has, and what of ours went out beside what
    stays; ``before`` is the edition that lay there. ``facts`` are the files with whole records
    beside the database, of which those named ``written`` were written anew."""

    database: Path
    metadata: Path
    rows: Mapping[str, int]
    report: tuple[ReportLine, ...] = ()
    before: Before | None = None
    facts: tuple[FactFile, ...] = ()
    written: tuple[str, ...] = ()


def publish(
    database: Path,
    folder: Path,
    edition: Edition,
    organisation: Organisation | None = None,
    readers: Iterable[PageReader] = (),
    alone: int = ALONE,
) -> Published:
    """Write ``billtrail.db`` and ``metadata.json`` of an edition into ``folder``, in place of
    an earlier edition, which stays whole until the new one is. One of more bills than ``alone`` is
    a front with files beside it, of which only those are written that would say something else;
    they are put in place one by one, and the front last. Of ``organisation`` it carries the
    name, the public contact and the site. A released page for survivors goes out while those who
    read it still stand among the ``readers``. What its source's terms keep at home is not in it,
    but where ``organisation`` has a licence (``kept_home``).

    Raises StoreError where ``database`` is itself published or the folder cannot be written.
    """
    refuse_published(database)
    target = folder / "billtrail.db"
    if target.resolve() == database.resolve():
        raise StoreError(f"{folder} holds the working database. Publish into another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = read_before(target)
        _refuse_over_public(folder, before, edition)
        with (
            without_kept_home(database, organisation) as ours,
            _replacing(target) as new,
            ExitStack() as placing,
        ):
            facts = FactFolder(target, lambda file: placing.enter_context(_replacing(file)))
            face = public_face(organisation)
            rows = _write_database(ours, new, edition, face, tuple(readers), facts, alone)
            metadata = build_metadata(new, HOLDS[edition])
            report = build_report(database, new, before)
        facts.clear()
        with _replacing(folder / "metadata.json") as new:
            text = json.dumps(metadata, ensure_ascii=False, indent=2)
            new.write_text(text + "\n", encoding="utf-8")
    except (OSError, sqlite3.OperationalError) as error:
        told = in_a_line(error)
        if told is None:
            raise
        raise type(told)(f"Nothing can be published to {folder}: {told}") from error
    return Published(
        target, folder / "metadata.json", rows, report, before, facts.files, tuple(facts.places)
    )


def _refuse_over_public(folder: Path, before: Before | None, edition: Edition) -> None:
    """Whoever serves the public edition from the folder serves the next one that lies in it."""
    if before and before.edition == Edition.PUBLIC and edition == Edition.COALITION:
        raise UsageError(
            f"{folder} holds the public edition, and a server may be giving it to everybody. "
            "Publish the coalition's into another folder."
        )


def fact_lines(published: Published) -> Iterator[str]:
    """Which files with whole records lie beside the database, and which of them are new."""
    if not published.facts:
        return
    for file in published.facts:
        if file.name in published.written:
            path = fact_path(published.database, file.name)
            yield f"{path} ({file.bills:,} bills, {file.bytes / 1e6:,.1f} MB): written anew"
    if same := len(published.facts) - len(published.written):
        yield f"{same} of {len(published.facts)} files beside it stay as they were"


def who_lines(organisation: Organisation | None) -> Iterator[str]:
    """In whose name the edition speaks, and what is missing for that."""
    face = public_face(organisation)
    if face is None:
        yield (
            "Nobody is named as its publisher, and briefs made from it say SAMPLE. A site must say "
            "who it is: billtrail setup."
        )
    elif not face.public_contact:
        yield (
            f"In the name of {face.name}, without a way to write to you: briefs made from it say "
            'SAMPLE until organisation.toml has public_contact = "..." (an e-mail address, a '
            "telephone number or a web address). The contact printed on your own briefs stays here."
        )
    else:
        yield f"In the name of {face.name}, {face.public_contact}."


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A new file in the same folder, put in the old one's place in one step at the end."""
    new = beside(target)
    new.touch(exist_ok=False)
    try:
        yield new
        new.chmod(0o644)
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _write_database(
    database: Path,
    new: Path,
    edition: Edition,
    face: Organisation | None,
    readers: tuple[PageReader, ...],
    facts: FactFolder,
    alone: int,
) -> dict[str, int]:
    allowed = allow_list(edition)
    with open_reader(database) as source, closing(_connect(new)) as target:
        source.execute("BEGIN")  # one state of the working file, whatever is written meanwhile
        add_functions(source, allowed)
        out = briefs.read_released(source, edition, readers)
        layout = lay_out(source, sessions.today().isoformat(), briefs.stated(out), alone)
        facts.write(source, layout, lambda name: allowed[name].written, read_shape(_empty()))
        _empty().backup(target)
        with _transaction(target):
            rows = {
                name: _fill(source, target, name, table, layout.in_front(name))
                for name, table in allowed.items()
            }
            name_files(source, target, layout, facts.files)
            _mark(target, edition, face)
        with _transaction(target):
            briefs.save_released(new, target, out, edition, face, facts.places)
        rows["released_briefs"] = len(out)
        target.execute("INSERT INTO bill_search (bill_search) VALUES ('optimize')")
        target.execute("VACUUM")
    return rows


def add_functions(source: sqlite3.Connection, allowed: Mapping[str, Allowed]) -> None:
    """The functions that the SQL of ``data/published.toml`` names, on a connection to the working
    file."""
    text_said, asks_said = said_in_rows(source, allowed["positions"].where)
    ships = _ships()
    source.create_function("ships", -1, ships)
    source.create_function("is_public", 5, _is_public(source, ships))
    source.create_function("text_said", 3, text_said)
    source.create_function("asks_said", 2, asks_said)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Nobody reads the file yet, so a failure needs no rollback: the file is thrown away."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _fill(
    source: sqlite3.Connection, target: sqlite3.Connection, name: str, table: Allowed, kept: str
) -> int:
    """Copy the allowed rows one by one, of them those for which the SQL ``kept`` holds; returns
    how many."""
    values = ", ".join(table.written.values())
    columns = ", ".join(f'"{column}"' for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    rows = source.execute(f"SELECT {values} FROM {name} WHERE {table.where} AND ({kept})")
    statement = f"INSERT INTO {name} ({columns}) VALUES ({marks})"
    return target.executemany(statement, map(tuple, rows)).rowcount


def _mark(target: sqlite3.Connection, edition: Edition, face: Organisation | None) -> None:
    who = (face.name, face.public_contact, face.site) if face else (None, None, None)
    target.execute(
        "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?, ?)",
        (edition.value, sessions.utc_now(), __version__, HOLDS[edition], *who),
    )


def _ships() -> Callable[..., bool]:
    """``ships(table, ...)``: whether a row stands in the shipped content, whole or in the columns
    named. What staff changed or added does not."""
    shipped = load.load_shipped()
    known = {(table, *map(row.get, columns)) for table, columns in _SHIPPED.items()
             for row in ROWS[table](shipped)}  # fmt: skip
    known |= {("statistics", figure.id, figure.note) for figure in shipped.figures}
    return lambda *row: row in known


def _is_public(source: sqlite3.Connection, ships: Callable[..., bool]) -> Callable[..., bool]:
    """``is_public(campaign, bill, position, decided_by, share)``: whether everybody may have a
    position. A shipped one everybody has; where its record says something, that counts."""
    public_asks = dict(source.execute("SELECT id, public_ask FROM campaigns").fetchall())

    def is_public(campaign: str, *position: str | None) -> bool:
        *row, share = position
        shipped = share is None and ships("positions", campaign, *row)
        return shipped or positions.is_public(share, public_asks.get(campaign))

    return is_public


#: Tables of which a row ships -> by these columns.
_SHIPPED = {
    "dates": ("campaign", "date", "what", "who", "certainty", "source", "url"),
    "endorsements": ("campaign", "organisation", "bill", "date", "proof"),
    "family_members": ("family", "bill", "kind", "basis"),
    "campaign_bills": ("campaign", "bill", "why"),
    "positions": ("campaign", "bill", "position", "decided_by"),
}


# -- what goes out -------------------------------------------------------------------------------


def allow_list(edition: Edition) -> dict[str, Allowed]:
    """What of each table goes out in an edition."""
    found = {}
    for name, table in read_list()["tables"].items():
        public = table.get("public", {}) if edition == Edition.PUBLIC else {}
        values = table.get("values", {}) | public.get("values", {})
        where = " AND ".join(f"({part.get('where', '1')})" for part in (table, public))
        found[name] = Allowed(tuple(table["columns"]), where, values)
    return found


def published_views() -> frozenset[str]:
    """The views that a published file has."""
    return frozenset(read_list()["views"])


@cache
def _empty() -> sqlite3.Connection:
    """An empty database with the published schema: today's, less what is not allowed out. It is
    the same for both editions, so that a query written for one runs on the other. In memory, where
    its many small steps cost least."""
    from .metadata import read_metadata

    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(connection)
    views = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    for name in views:  # a column that a view names cannot be dropped
        connection.execute(f"DROP VIEW {name}")
    make_plain(connection)
    allowed = allow_list(Edition.COALITION)
    for name in _tables(connection):
        if name not in allowed:
            connection.execute(f"DROP TABLE {name}")
    for name, table in allowed.items():
        connection.execute(f"DELETE FROM {name}")  # a migration may have put rows of its own
        _drop_columns(connection, name, table)
    about = read_metadata()["databases"]["billtrail"]["tables"]
    for name in read_list()["views"]:  # what it is, for programs that read the schema alone
        said = about[name]["description"].replace("\n", " ")
        connection.execute(views[name].replace(" AS\n", f" AS\n-- {said}\n", 1))
    connection.execute(TABLE)
    return connection


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("PRAGMA table_list").fetchall()
    return [r[1] for r in rows if r[2] in ("table", "virtual") and not r[1].startswith("sqlite_")]


def _drop_columns(connection: sqlite3.Connection, name: str, table: Allowed) -> None:
    stored = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    if unknown := set(table.columns) - {*stored, "rowid"}:
        raise StoreError(f"published.toml: {name} has no column {', '.join(sorted(unknown))}.")
    for column in stored:
        if column not in table.columns:
            connection.execute(f'ALTER TABLE {name} DROP COLUMN "{column}"')

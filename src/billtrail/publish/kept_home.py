"""What only a source says whose terms keep it at home: an edition is made as if it had never been
asked.

The working file is copied beside itself, the source is forgotten in the copy by the one writer, and
the edition is filled from that, so that no table has to know of it. A bill that another source
tells of too is saved anew from what that says: its history in the edition begins with that.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from pathlib import Path

from billtrail.campaigns import Organisation
from billtrail.files import beside
from billtrail.legislatures import ChangeKind, known
from billtrail.scrapers import continuing, load_sources, ranks
from billtrail.store import Writer, open_reader, open_writer, settle_texts
from billtrail.store.bill_rows import FIRST_STATEMENTS, StoredRecord, read_records
from billtrail.words import count_words

#: Tables of what follows from a bill's records, beside those that its first save fills.
_DERIVED = ("disagreements", "suggestions")
#: Those whose column for the bill is its ``key``.
_KEYED = ("bills", "bill_search")
_KEY = re.compile(r"\b[a-z]{2}-[a-z0-9]+-[a-z]+[0-9]+\b")


def kept_home(organisation: Organisation | None) -> Mapping[str, str]:
    """The sources that stay at home, each with its title: those whose terms ask for it, without
    those for which ``organisation`` says that its licence lets it publish."""
    licensed = organisation.licensed_to_publish if organisation else ()
    return {
        name: source.title
        for name, source in load_sources().items()
        if source.kept_home and name not in licensed
    }


@contextmanager
def without_kept_home(database: Path, organisation: Organisation | None) -> Iterator[Path]:
    """A working file that says nothing which has to stay at home: itself, or a copy of it that
    lies beside it for as long."""
    sources = kept_home(organisation)
    if not _asked(database, sources):
        yield database
        return
    copy = beside(database)
    try:
        with open_reader(database) as stored, closing(sqlite3.connect(copy)) as made:
            stored.backup(made)
        _forget(copy, frozenset(sources))
        yield copy
    finally:
        for ending in ("", "-wal", "-shm", ".lock"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)


def home_lines(database: Path, organisation: Organisation | None) -> Iterator[str]:
    """How many bills stay at home for a source's terms, and what would let them out."""
    for name, title in kept_home(organisation).items():
        with open_reader(database) as stored:
            (count,) = stored.execute(
                "SELECT count(*) FROM source_records WHERE source = ?", (name,)
            ).fetchone()
        if count:
            yield (
                f"What {title} says of {count_words(count, 'bill')} stays here, as its terms ask. "
                "If your licence lets you publish it, say so in organisation.toml: "
                f'licensed_to_publish = ["{name}"].'
            )


def _asked(database: Path, sources: Collection[str]) -> bool:
    with open_reader(database) as stored:
        found = stored.execute(
            f"SELECT 1 FROM documents WHERE source IN ({_marks(sources)}) UNION ALL "
            f"SELECT 1 FROM source_records WHERE source IN ({_marks(sources)}) LIMIT 1",
            (*sources, *sources),
        )
        return found.fetchone() is not None


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


# -- forgotten -------------------------------------------------------------------------------------


def _forget(copy: Path, sources: frozenset[str]) -> None:
    with open_writer(copy, "publish", ranks(), continuing=continuing()) as writer:
        connection = writer.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        with writer.transaction():
            left = _records_left(connection, sources)
            _drop_bills(connection, left)
            _drop_sources(connection, sources)
            _drop_briefs(connection, {key for key, records in left.items() if not records}, sources)
        for now, records in _by_instant(connection, left).items():
            _save_again(connection, now, records)
        settle_texts(writer)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _records_left(
    connection: sqlite3.Connection, sources: Collection[str]
) -> Mapping[str, Sequence[StoredRecord]]:
    """Each bill of which a source told, and what the others say of it, the best first."""
    told = f"SELECT bill FROM source_records WHERE source IN ({_marks(sources)})"
    left: dict[str, list[StoredRecord]] = {
        row[0]: [] for row in connection.execute(told, (*sources,))
    }
    rank = ranks()
    others = read_records(
        connection, f"bill IN ({told}) AND source NOT IN ({_marks(sources)})", (*sources, *sources)
    )
    for record in sorted(others, key=lambda one: -rank.get(one.source, 0)):
        left[record.bill].append(record)
    return left


def _drop_bills(connection: sqlite3.Connection, bills: Collection[str]) -> None:
    connection.execute("CREATE TEMP TABLE forgotten (bill TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO forgotten VALUES (?)", ((bill,) for bill in bills))
    for name in (*FIRST_STATEMENTS, *_DERIVED):
        column = "key" if name in _KEYED else "bill"
        connection.execute(
            f"DELETE FROM {name} WHERE {column} IN (SELECT bill FROM temp.forgotten)"
        )
    connection.execute(
        "DELETE FROM statute_changes WHERE origin <> 'hand' AND bill IN "
        "(SELECT bill FROM temp.forgotten)"
    )


def _drop_sources(connection: sqlite3.Connection, sources: Collection[str]) -> None:
    """Every row that names one of them as its source, and legislatures that they alone told of."""
    for name, columns in _tables(connection).items():
        for column in {"source", "other_source"} & columns:
            connection.execute(
                f"DELETE FROM {name} WHERE {column} IN ({_marks(sources)})", (*sources,)
            )
    ids = [one.id for one in known()]
    for name, column in (("sessions", "jurisdiction"), ("jurisdictions", "id")):
        connection.execute(
            f"DELETE FROM {name} WHERE {column} NOT IN ({_marks(ids)}) AND {column} NOT IN "
            "(SELECT jurisdiction FROM bills)",
            ids,
        )


def _drop_briefs(connection: sqlite3.Connection, bills: Set[str], sources: Collection[str]) -> None:
    """Those that state where such a bill stands, and those that credit such a source."""
    titles = [load_sources()[name].title for name in sources]
    rows = connection.execute(
        "SELECT id, brief FROM issued_briefs UNION ALL SELECT id, value FROM issued_papers"
    )
    for id, text in rows.fetchall():
        if not bills & {*_KEY.findall(text)} and not any(title in text for title in titles):
            continue
        for statement in (
            "DELETE FROM releases WHERE brief = ?",
            "DELETE FROM issued_briefs WHERE id = ?",
            "DELETE FROM issued_papers WHERE id = ?",
        ):
            connection.execute(statement, (id,))


def _tables(connection: sqlite3.Connection) -> Mapping[str, frozenset[str]]:
    """The columns of each plain table."""
    rows = connection.execute("PRAGMA main.table_list").fetchall()
    names = [row["name"] for row in rows if row["type"] == "table"]
    return {
        name: frozenset(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        for name in names
        if not name.startswith("sqlite_")
    }


def _by_instant(
    connection: sqlite3.Connection, left: Mapping[str, Sequence[StoredRecord]]
) -> Mapping[str, list[Sequence[StoredRecord]]]:
    """The records by when the newest of a bill was fetched, so that an edition made again has the
    same rows."""
    fetched = dict(connection.execute("SELECT id, fetched_at FROM documents").fetchall())
    found: defaultdict[str, list[Sequence[StoredRecord]]] = defaultdict(list)
    for records in left.values():
        if records:
            days = (fetched.get(one.document) or one.data_as_of for one in records)
            found[max(days)].append(records)
    return found


def _save_again(
    connection: sqlite3.Connection, now: str, bills: Sequence[Sequence[StoredRecord]]
) -> None:
    writer = Writer(connection, "publish", ranks(), continuing=continuing(), now=now)
    writer.news = ChangeKind.BASELINE
    with writer.transaction():
        for records in bills:
            for record in records:
                writer.save_bill(record.told(), record.source, record.document)

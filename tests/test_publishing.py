"""Published files: nothing private in their bytes, whole in place of the last, and servable."""

import json
import random
import sqlite3
import string
import tomllib
from contextlib import closing
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette, serve
from billtrail.editions.edition import edition_of
from billtrail.errors import BilltrailError, StoreError, UsageError
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import allow_list, publish
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.schema import LISTED, migrate
from billtrail.store.writer import open_writer
from billtrail.workspace.workspace import Workspace, prepare

PUBLIC, COALITION = Edition.PUBLIC, Edition.COALITION
DAY = date(2026, 11, 23)


def tables_of(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("PRAGMA table_list").fetchall()
    names = [r[1] for r in rows if r[2] in ("table", "virtual")]
    return sorted(name for name in names if not name.startswith("sqlite_"))


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


# -- the leak test -------------------------------------------------------------------------------


class Markers:
    """One word for each column, that stands nowhere else. They share no beginning, because a
    search index keeps only where a word differs from the one before."""

    def __init__(self) -> None:
        self._random = random.Random(5)
        self.of: dict[tuple[str, str], str] = {}

    def __getitem__(self, place: tuple[str, str]) -> str:
        if place not in self.of:
            letters = self._random.choices(string.ascii_lowercase, k=24)
            self.of[place] = "".join(letters)
        return self.of[place]


#: What the filters of the public edition look at; every other column holds only its marker.
#: ``{}`` is the marker: it stands in a value of the shape that the program itself writes.
SHAPES: dict[tuple[str, str], str] = {
    ("positions", "position"): "needs decision - {}",
    ("campaigns", "asks"): '[{{"id": "{}", "headline": "the-{}", "texts": []}}]',
    ("texts", "key"): "ask-{}",
    ("claims", "holds_if"): '[{{"until": "{}"}}]',
    ("texts", "claims"): '["{}"]',
    ("campaigns", "figures"): '["{}"]',
    ("campaigns", "chart"): '["{}"]',
}
#: Columns of fixed values: staff said that the coalition may have the row's notes, and for which
#: position the words were written.
SAID = {
    (table, "share"): "coalition"
    for table in ("campaign_bills", "dates", "endorsements", "staff_reports")
} | {("texts", "positions"): '["support"]'}
#: Columns that a marker cannot stand in: no ask is public, no address proves a date.
EMPTY = {("campaigns", "public_ask"), ("dates", "url")}


@pytest.fixture
def marked(tmp_path: Path) -> tuple[Path, Markers]:
    """A working file with one row in each table and a marker in each column of text."""
    path, markers = tmp_path / "work" / "billtrail.db", Markers()
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection)
        for table in tables_of(connection):
            if not table.startswith(("_", "bill_search_", "print_search")):  # an index of words
                _mark_row(connection, table, markers)
    return path, markers


def _mark_row(connection: sqlite3.Connection, table: str, markers: Markers) -> None:
    info = connection.execute(f"PRAGMA table_info({table})").fetchall()
    if table == "bill_lists":
        row = [_value(markers, "sponsorships", column, "TEXT") for column in ("bill", "source")]
        row += [_list(connection, markers, name) for name in LISTED]
    else:
        row = [_value(markers, table, column, kind) for _, column, kind, *_ in info]
    connection.execute(f"DELETE FROM {table}")
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _list(connection: sqlite3.Connection, markers: Markers, view: str) -> str:
    """A list of one row, as it lies in ``bill_lists``."""
    _bill, key, *columns, _position, source, unlisted = (
        (name, "INTEGER" if name in ("original", "by_request") else "TEXT")
        for _, name, *_ in connection.execute(f"PRAGMA table_info({view})").fetchall()
    )
    kept = [*columns, *([key] if view == "sponsorships" else []), source, unlisted]
    values = [_value(markers, view, *one) for one in kept]
    return json.dumps([values if view == "sponsorships" else [*values[:-2], None, *values[-2:]]])


def _value(markers: Markers, table: str, column: str, kind: str) -> Any:
    if (table, column) in EMPTY:
        return None
    if (table, column) in SAID:
        return SAID[table, column]
    if kind in ("INTEGER", "REAL"):
        return 1
    marker = markers[table, column]
    text = SHAPES.get((table, column), "{}").format(*[marker] * 2)
    return text.encode() if kind == "BLOB" else text


def everything_in(path: Path) -> str:
    """A file's bytes and, because an index shortens its words, all that queries can read."""
    found = [path.read_bytes().decode("latin-1")]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, bill_search, row)"
        )
        for table in [*tables_of(connection), "temp.terms"]:
            found += [repr(row) for row in connection.execute(f"SELECT * FROM {table}")]
    return "\n".join(found)


#: Columns that the public edition has with another value, or whose row it has not.
WITHHELD_FROM_PUBLIC = {
    ("campaigns", "asks"), ("campaign_bills", "why"), ("endorsements", "proof"),
}  # fmt: skip
ROWS_WITHHELD_FROM_PUBLIC = {
    "positions", "texts", "dates", "suggestions", "staff_reports", "statistics",
}  # fmt: skip
#: Who did something, and how staff came to know it, of rows that do not ship.
WITHHELD = {
    ("source_health", "problem"), ("staff_reports", "by"), ("positions", "decided_by"),
    ("texts", "reviewed_by"), ("corrections", "reason"), ("family_members", "basis"),
    ("statistics", "note"), ("statutes", "reviewed_by"),
}  # fmt: skip
#: Tables that are made anew from the edition's own rows, and never copied.
MADE_ANEW = {"released_briefs"}


def is_private(edition: Edition, table: str, column: str) -> bool:
    allowed = allow_list(COALITION)
    if (
        table in MADE_ANEW
        or table not in allowed
        or column not in allowed[table].columns
        or (table, column) in WITHHELD
    ):
        return True
    hidden = table in ROWS_WITHHELD_FROM_PUBLIC or (table, column) in WITHHELD_FROM_PUBLIC
    return edition == PUBLIC and hidden


@pytest.mark.parametrize("edition", [PUBLIC, COALITION])
def test_no_private_column_is_in_the_published_bytes(
    marked: tuple[Path, Markers], tmp_path: Path, edition: Edition
) -> None:
    path, markers = marked
    written = publish(path, tmp_path / "out", edition)
    found = everything_in(written.database)
    found += written.metadata.read_text(encoding="utf-8")
    for (table, column), marker in markers.of.items():
        private = is_private(edition, table, column)
        assert (marker in found) != private, f"{table}.{column} is {private=}"


def test_the_leak_test_sees_a_leak(marked: tuple[Path, Markers]) -> None:
    """The same look at the working file finds every marker, so it would find one that leaks."""
    path, markers = marked
    found = everything_in(path)
    assert all(marker in found for marker in markers.of.values())


def test_every_table_and_column_is_let_out_or_kept_at_home() -> None:
    """A new one needs a line in data/published.toml: under its table, or under at_home."""
    text = (resources.files("billtrail.data") / "published.toml").read_text(encoding="utf-8")
    at_home = tomllib.loads(text)["at_home"]
    let_out = {
        f"{name}.{column}"
        for name, table in allow_list(COALITION).items()
        for column in table.columns
        if column != "rowid"
    }
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        names = [
            t for t in tables_of(connection) if not t.startswith(("bill_search_", "print_search_"))
        ]
        stored = {f"{t}.{c}" for t in (*names, *LISTED) if t not in at_home["tables"]
                  for c in columns_of(connection, t)}  # fmt: skip
    assert stored - let_out - set(at_home["columns"]) == set()
    assert not let_out & set(at_home["columns"]) and let_out <= stored


def test_published_columns_only_grow() -> None:
    """Partners' queries rest on these; taking one away needs a new major version."""
    kept = (Path(__file__).parent / "published-columns.txt").read_text(encoding="utf-8").split()
    let_out = {f"{name}.{c}" for name, table in allow_list(PUBLIC).items() for c in table.columns}
    assert len(kept) > 200 and set(kept) - let_out == set()


def test_the_lists_keep_private_tables_and_columns_at_home() -> None:
    """What this test names must never be let out by an edit of the list."""
    allowed = allow_list(COALITION)
    assert not {"quarantine", "runs", "links", "prepared", "content_state"} & set(allowed)
    never = {
        "source_records": {"record"},
        "documents": {"location", "member"},
        "corrections": {"by"},
        "suggestions": {"decided_by"},
    }
    assert all(not columns & set(allowed[table].columns) for table, columns in never.items())


# -- rows of the public edition ------------------------------------------------------------------


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


OWN = """
[[bill]]
key = "us-119-hr4323"
why = "Talk to the chief of staff first."
[[bill]]
key = "us-119-hr1379"
aim = "pass"
position = "needs decision"
[[bill]]
key = "us-118-hr7137"
aim = "pass"
position = "support"
decided_by = "A Person"
decided_on = "2026-10-01"
share = "public"
[[date]]
on = "2027-01-05"
what = "Meeting at the office"
who = "Staff"
certainty = "sure"
source = "our own calendar"
"""


@pytest.fixture
def own(fresh: Any) -> Path:
    """A workspace with choices of its own."""
    (fresh.root / "campaigns").mkdir()
    (fresh.root / "campaigns" / "tsra.toml").write_text(OWN, encoding="utf-8")
    prepare(fresh)
    return Path(fresh.database)


def test_the_public_edition_holds_decisions_and_no_deliberation(own: Path, tmp_path: Path) -> None:
    path = publish(own, tmp_path / "out", PUBLIC).database
    positions = rows(path, "SELECT bill, position, decided_by FROM positions ORDER BY bill")
    assert ("us-118-hr7137", "support", None) in positions
    assert ("us-117-hr8672", "support", "Cast with ATEST") in positions
    assert "us-119-hr1379" not in {bill for bill, _, _ in positions}
    aims = dict(rows(path, "SELECT bill, aim FROM campaign_bills WHERE campaign = 'tsra'"))
    assert (aims["us-119-hr1379"], aims["us-118-hr7137"]) == ("watch", "pass")
    assert rows(path, "SELECT why FROM campaign_bills WHERE bill = 'us-119-hr4323'") == [("",)]
    assert rows(path, "SELECT count(*) FROM campaign_bills WHERE why = ''") == [(1,)]
    assert rows(path, "SELECT count(*) FROM texts WHERE key LIKE 'ask-%'") == [(0,)]
    assert rows(path, "SELECT DISTINCT asks FROM campaigns") == [("[]",)]
    assert rows(path, "SELECT count(*) FROM statistics WHERE form = 'blocked'") == [(0,)]
    assert rows(path, "SELECT count(*) FROM dates WHERE date = '2027-01-05'") == [(0,)]
    assert rows(path, "SELECT count(*) FROM dates WHERE date = '2029-01-23'")[0][0] > 0


def test_the_coalition_edition_holds_them(own: Path, tmp_path: Path) -> None:
    path = publish(own, tmp_path / "out", COALITION).database
    positions = rows(path, "SELECT bill, position, decided_by FROM positions")
    assert ("us-119-hr1379", "needs decision", None) in positions
    assert ("us-118-hr7137", "support", None) in positions
    assert rows(path, "SELECT count(*) FROM texts WHERE key LIKE 'ask-%'")[0][0] > 0
    assert rows(path, "SELECT count(*) FROM statistics WHERE form = 'blocked'")[0][0] > 0


def test_an_ask_is_public_once_somebody_made_it_so(own: Path, tmp_path: Path) -> None:
    file = own.parent / "campaigns" / "tsra.toml"
    made_public = 'public_ask = { by = "A Person", on = "2026-11-01" }\n'
    file.write_text(made_public + OWN, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["--workspace", str(own.parent), "publish", str(tmp_path / "out")]
    )
    assert result.exit_code == 0, result.output
    asks = rows(tmp_path / "out" / "billtrail.db", "SELECT id FROM campaigns WHERE asks <> '[]'")
    texts = rows(tmp_path / "out" / "billtrail.db",
                 "SELECT DISTINCT campaign FROM texts WHERE key LIKE 'ask-%'")  # fmt: skip
    assert asks == texts == [("tsra",)]


@pytest.mark.usefixtures("sitting")
@pytest.mark.parametrize("edition", [PUBLIC, COALITION])
def test_what_was_written_for_another_position_is_in_no_edition(
    own: Path, tmp_path: Path, edition: Edition
) -> None:
    file = own.parent / "campaigns" / "t-visa-work.toml"
    file.write_text(
        'public_ask = { by = "A Person", on = "2026-11-01" }\n[[bill]]\nkey = "us-119-hr4817"\n'
        'position = "oppose"\ndecided_on = "2026-11-20"\nshare = "public"\n',
        encoding="utf-8",
    )
    prepare(Workspace.at(own.parent))
    path = publish(own, tmp_path / "out", edition).database
    of = "WHERE campaign = 't-visa-work'"
    keys = {key for (key,) in rows(path, f"SELECT DISTINCT key FROM texts {of}")}
    assert {"does-1", "limits"} <= keys
    assert not [key for key in keys if key.startswith(("ask-", "headline-", "problem", "behind"))]
    assert rows(path, "SELECT asks FROM campaigns WHERE id = 't-visa-work'") == [("[]",)]


# -- the file ------------------------------------------------------------------------------------


def test_equal_content_gives_equal_schema_and_rows(prepared: Any, tmp_path: Path) -> None:
    dumps = set()
    for name in ("one", "two"):
        path = publish(prepared.database, tmp_path / name, PUBLIC).database
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM edition")
            dumps.add("\n".join(connection.iterdump()))
    assert len(dumps) == 1
    schemas = []
    for edition in (PUBLIC, COALITION):
        path = publish(prepared.database, tmp_path / edition, edition).database
        schemas.append(rows(path, "SELECT type, name, sql FROM sqlite_master ORDER BY name"))
    assert schemas[0] == schemas[1]


def test_a_published_file_reads_like_the_working_one(prepared: Any, tmp_path: Path) -> None:
    path = publish(prepared.database, tmp_path / "out", PUBLIC).database
    with open_snapshot(prepared.database, DAY) as working, open_snapshot(path, DAY) as published:
        keys = list(working.keys)
        assert list(published.keys) == keys
        assert published.bill("us-119-hr4323") == working.bill("us-119-hr4323")
        assert published.family("us-tsra") == working.family("us-tsra")
        assert [h.key for h in published.search("hr 4323")] == ["us-119-hr4323"]
        assert published.search("trafficking")[:5] == working.search("trafficking")[:5]
        assert published.freshness() == working.freshness()
        assert published.campaign("tsra").title == working.campaign("tsra").title
        assert published.changes() == working.changes()
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "SELECT count(*) FROM bills_today") == [(len(keys),)]


def test_an_earlier_edition_stays_until_the_new_one_is_whole(
    prepared: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    first = publish(prepared.database, out, COALITION).database.read_bytes()
    monkeypatch.setattr("billtrail.publish.publish._mark", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(prepared.database, out, PUBLIC)
    assert (out / "billtrail.db").read_bytes() == first
    monkeypatch.undo()
    publish(prepared.database, out, PUBLIC)
    assert edition_of(out / "billtrail.db") == PUBLIC
    assert sorted(p.name for p in out.iterdir()) == ["billtrail.db", "metadata.json"]


def test_metadata_speaks_of_what_is_there(prepared: Any, tmp_path: Path) -> None:
    written = publish(prepared.database, tmp_path / "out", PUBLIC)
    about = json.loads(written.metadata.read_text(encoding="utf-8"))["databases"]["billtrail"]
    with closing(sqlite3.connect(written.database)) as connection:
        views = [r[0] for r in connection.execute("SELECT name FROM sqlite_master "
                                                  "WHERE type = 'view'")]  # fmt: skip
        tables = [
            t for t in tables_of(connection) if not t.startswith(("bill_search_", "print_search_"))
        ]
        assert set(about["tables"]) == {*views, *tables}
        for name, table in about["tables"].items():
            assert set(table.get("columns", {})) <= set(columns_of(connection, name))


def test_a_published_file_is_never_written(prepared: Any, tmp_path: Path) -> None:
    path = publish(prepared.database, tmp_path / "out", PUBLIC).database
    before = path.read_bytes()
    with pytest.raises(StoreError, match="public edition"), open_writer(path, "test", {}):
        pass
    with pytest.raises(StoreError, match="published"):
        publish(path, tmp_path / "again", PUBLIC)
    shown = CliRunner().invoke(main, ["--db", str(path), "show", "hr 4323"])
    assert shown.exit_code == 0 and "Public Law 119-73" in shown.output
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["billtrail.db", "metadata.json"]


def test_wrong_places_are_named(prepared: Any, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="another folder"):
        publish(prepared.database, prepared.root, PUBLIC)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BilltrailError, match="file"):
        publish(prepared.database, tmp_path / "file", PUBLIC)
    with pytest.raises(StoreError, match="cannot be read as a database"):
        edition_of(tmp_path / "file")


# -- served --------------------------------------------------------------------------------------


def test_only_a_published_file_is_served_to_others(
    prepared: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="this machine only"):
        serve(prepared.database, "0.0.0.0", 0)
    path = publish(prepared.database, tmp_path / "out", PUBLIC).database
    asked = []
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: asked.append(sockets))
    serve(path, "0.0.0.0", 0)
    assert len(asked) == 1
    refused = CliRunner().invoke(
        main, ["--workspace", str(prepared.root), "serve", "--host", "0.0.0.0"]
    )
    assert refused.exit_code == 2 and "billtrail publish" in refused.output


@pytest.mark.asyncio
@pytest.mark.parametrize(("edition", "asks"), [(PUBLIC, False), (COALITION, True)])
async def test_pages_of_an_edition(
    prepared: Any, tmp_path: Path, edition: Edition, asks: bool
) -> None:
    path = publish(prepared.database, tmp_path / "out", edition).database
    site = make_datasette(path, today=lambda: DAY)
    pages = ("/", "/bill/us-119-hr4323", "/changes", "/-/search?q=trafficking", "/billtrail",
             "/billtrail/bills", "/-/brief/tsra.html")  # fmt: skip
    for page in pages:
        assert (await site.client.get(page)).status_code == 200, page
    campaign = (await site.client.get("/campaign/tsra.json")).json()
    assert (campaign["ask"] is not None) == asks
    brief = (await site.client.get("/-/brief/tsra.json?audience=member")).json()
    assert any(block["kind"] == "ask" for block in brief["blocks"]) == asks
    assert (await site.client.get("/billtrail.db")).status_code == 200

"""What only LegiScan says leaves in no edition, unless who publishes has a licence for that.

Each value of LegiScan's records is a word that stands nowhere else. Both editions are made, and
every file of them is searched: tables, index, packed columns, pages, feeds, JSON.
"""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import legiscan_files as built
import pytest
import zstandard
from click.testing import CliRunner

from billtrail.bills.models import Bill
from billtrail.campaigns import Organisation
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.importing import import_paths
from billtrail.legislatures import Chamber, Edition, MeasureKind
from billtrail.mail.post import reader
from billtrail.mail.subscribers import MailAudience
from billtrail.publish.kept_home import home_lines, without_kept_home
from billtrail.publish.publish import Published, publish
from billtrail.scrapers.legiscan.source import SOURCE
from billtrail.snapshot import open_snapshot
from billtrail.store import open_reader
from billtrail.workspace.workspace import Workspace

#: A bill that only LegiScan tells of, and one that the shipped facts have too.
ALONE, BOTH = built.KEY_OF_BILL, "us-119-hr1379"
WORDS = {
    name: f"{name}{'qzxjvkw'[n % 7]}{'wkvjxzq'[n % 5]}zzyxx"
    for n, name in enumerate(("title", "long", "sponsor", "step", "motion", "subject", "text"))
}
MARKS = [word.encode() for word in WORDS.values()]


def answer(**changes: Any) -> dict[str, Any]:
    """An answer whose every value is a mark."""
    w = WORDS
    found = built.bill(
        title=w["title"], description=w["long"], subjects=[{"subject_name": w["subject"]}],
        history=[{"date": "2026-11-20", "action": f"Passed Senate {w['step']}", "chamber": "S"}],
        sponsors=[{"name": w["sponsor"], "party": "D", "district": "SD-001", "sponsor_type_id": 1,
                   "committee_sponsor": 0}],
    )  # fmt: skip
    found["votes"][0]["desc"] = w["motion"]
    found["texts"][0]["type"] = w["text"]
    return {**found, **changes}


def save(workspace: Workspace, *answers: dict[str, Any]) -> None:
    """Import a dataset of these."""
    path = built.write_dataset(workspace.root / "dataset.zip", *answers)
    with workspace.writer("test") as writer:
        report = import_paths(writer, [path], {SOURCE.name: SOURCE}, workers=0)
    path.unlink()
    assert report.problems == []


def of_both() -> dict[str, Any]:
    return answer(url="https://legiscan.com/US/bill/HB1379/2025", bill_number="HB1379", body="H")


@pytest.fixture(scope="module")
def told(tmp_path_factory, prepared) -> Workspace:
    """A workspace in which LegiScan told of both bills."""
    workspace = Workspace.at(tmp_path_factory.mktemp("told"))
    workspace.create()
    workspace.database.write_bytes(prepared.database.read_bytes())
    with workspace.writer("test") as writer:
        for n in range(1, 13):
            writer.save_bill(replace(_OFFICIAL, key=f"us-116-hr{n}"), "us_govinfo")
    beside = of_both() | {"url": "https://legiscan.com/US/bill/HB1/2019", "bill_number": "HB1"}
    save(workspace, answer(), of_both(), beside)
    return workspace


#: A bill that nobody follows, whose record lies in a file beside an edition.
BESIDE = "us-116-hr1"
_OFFICIAL = Bill(BESIDE, "us", "116", "H.R. 1", MeasureKind.BILL, Chamber.LOWER, "2020-12-30",
                 title="A title")  # fmt: skip


def bytes_of(folder: Path) -> bytes:
    """All that lies in a folder, packed columns unpacked."""
    found = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in folder.rglob("*.db"):
        with closing(sqlite3.connect(path)) as connection:
            found += _unpacked(connection)
    return b"\n".join(found)


def _unpacked(connection: sqlite3.Connection) -> list[bytes]:
    found = []
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for row in connection.execute(f'SELECT * FROM "{name}"').fetchall():
            found += [str(one).encode() for one in row if isinstance(one, str)]
            found += [_opened(one) for one in row if isinstance(one, bytes)]
    return found


def _opened(data: bytes) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompress(data, max_output_size=10_000_000)
    except zstandard.ZstdError:
        return data


def test_the_marks_are_in_the_working_file(told) -> None:
    """The search below would find them."""
    with open_snapshot(told.database, _day()) as snapshot:
        assert snapshot.bill(ALONE).bill.title == WORDS["title"]
    found = bytes_of(told.root)
    assert [word for word in MARKS if word not in found] == []


def _day() -> Any:
    from billtrail.legislatures.calendar.sessions import today

    return today()


@pytest.fixture(scope="module")
def editions(told, tmp_path_factory) -> dict[Edition, Published]:
    """Both, each with files beside it."""
    return {
        one: publish(told.database, tmp_path_factory.mktemp(one.value), one, alone=10)
        for one in (Edition.PUBLIC, Edition.COALITION)
    }


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.COALITION])
def test_no_edition_has_anything_of_it(told, editions, edition) -> None:
    written = editions[edition]
    assert [file.name for file in written.facts] == ["us-116"]
    found = bytes_of(written.database.parent)
    assert [word for word in MARKS if word in found] == [] and ALONE.encode() not in found
    with closing(sqlite3.connect(written.database)) as db:
        places = {row[0] for row in db.execute("SELECT id FROM jurisdictions")}
        sources = {row[0] for row in db.execute("SELECT DISTINCT source FROM source_records")}
        (other,) = db.execute("SELECT count(*) FROM disagreements WHERE other_source = 'legiscan'"
                              " OR kept_source LIKE '%legiscan%'").fetchone()  # fmt: skip
        rows = db.execute("SELECT title, credit FROM bills WHERE key IN (?, ?)", (BOTH, BESIDE))
        assert [bool(title) and credit for title, credit in rows] == [None, None]
    assert "pa" not in places and "legiscan" not in sources and other == 0
    assert [path.name for path in told.root.glob(".billtrail.db*")] == []


def test_of_a_bill_that_others_tell_of_the_edition_is_as_if_it_had_not_been_asked(
    editions, prepared, tmp_path
) -> None:
    """All but when its history in the edition begins."""
    rows = []
    alone = publish(prepared.database, tmp_path / "alone", Edition.PUBLIC)
    for database in (alone.database, editions[Edition.PUBLIC].database):
        with closing(sqlite3.connect(database)) as db:
            rows.append({
                name: db.execute(f"SELECT * FROM {name} WHERE {column} = ? ORDER BY 1, 2",
                                 (BOTH,)).fetchall()
                for name, column in (("actions", "bill"), ("sponsorships", "bill"),
                                     ("source_records", "bill"), ("bills_today", "key"),
                                     ("titles", "bill"), ("bill_search", "key"))
            })  # fmt: skip
    assert rows[0] == rows[1] and all(rows[0][name] for name in ("bills_today", "bill_search"))


def test_the_same_is_published_twice(told, editions) -> None:
    folder = editions[Edition.PUBLIC].database.parent
    assert publish(told.database, folder, Edition.PUBLIC, alone=10).written == ()


def test_a_licence_lets_it_out_with_its_credit(told, tmp_path) -> None:
    ours = Organisation(name="Coalition Alpha", licensed_to_publish=("legiscan",))
    written = publish(told.database, tmp_path / "out", Edition.PUBLIC, ours)
    found = bytes_of(tmp_path / "out")
    assert WORDS["title"].encode() in found and b"LegiScan, CC BY 4.0" in found
    with closing(sqlite3.connect(written.database)) as db:
        asked = "SELECT credit FROM bills WHERE key IN (?, ?)"
        assert {row[0] for row in db.execute(asked, (ALONE, BOTH))} == {"LegiScan, CC BY 4.0"}
    assert [*home_lines(told.database, ours)] == []


@pytest.fixture(scope="module")
def site(editions) -> Any:
    """The published site."""
    return make_datasette(editions[Edition.PUBLIC].database)


@pytest.mark.parametrize(
    "path",
    ["/", "/changes", "/changes.json", "/changes.atom", f"/bill/{BOTH}", f"/bill/{BOTH}.json",
     f"/bill/{BOTH}.atom", f"/bill/{ALONE}", "/latest/bills.csv?_stream=1",
     "/latest/source_records.json?_size=max", f"/find?q={WORDS['title']}"],
)  # fmt: skip
def test_no_page_of_a_published_site_has_anything_of_it(site, path) -> None:
    async def get() -> Any:
        return await site.client.get(path, follow_redirects=True)

    answer = asyncio.run(get())
    words = [word for word in MARKS if word in answer.content]
    asked = [WORDS["title"].encode()] if "q=" in path else []  # what was asked stands in the field
    assert [word for word in words if word not in asked] == []


def test_a_released_brief_that_states_it_is_not_in_an_edition(fresh, tmp_path) -> None:
    at = ["--workspace", str(fresh.root)]
    save(fresh, answer())
    run = CliRunner().invoke
    out = tmp_path / "brief.json"
    done = run(main, [*at, "brief", ALONE, "--format", "json", "-o", str(out)])
    assert done.exit_code == 0, done.output
    brief = json.loads(out.read_text())
    assert "LegiScan, CC BY 4.0" in out.read_text()
    id = brief["id"]
    assert run(main, [*at, "release", id, "--to", "public", "--by", "A Name"]).exit_code == 0
    written = publish(fresh.database, tmp_path / "out", Edition.PUBLIC)
    with closing(sqlite3.connect(written.database)) as db:
        rows = db.execute("SELECT id, stages, brief FROM released_briefs").fetchall()
    assert not [row for row in rows if id in row[0]] and ALONE not in str(rows)


def test_publishing_says_how_many_stay_and_what_would_let_them_out(told, tmp_path) -> None:
    at = ["--workspace", str(told.root)]
    done = CliRunner().invoke(main, [*at, "publish", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    words = " ".join(done.output.split())
    assert "What LegiScan says of 3 bills stays here, as its terms ask." in words
    assert 'organisation.toml: licensed_to_publish = ["legiscan"]' in words


@pytest.mark.parametrize("audience", list(MailAudience))
def test_a_digest_for_partners_is_read_without_it(told, audience) -> None:
    with reader(told, audience, _day()) as read:
        keys = {row[0] for row in read.snapshot.connection.execute("SELECT key FROM bills")}
    assert (ALONE in keys) == (audience == MailAudience.STAFF) and BOTH in keys


def test_without_a_word_of_it_nothing_is_copied(prepared) -> None:
    with without_kept_home(prepared.database, None) as database:
        assert database == prepared.database


def test_the_copy_has_no_row_that_names_it(told) -> None:
    """Whatever table a later version adds."""
    with without_kept_home(told.database, None) as copy, open_reader(copy) as db:
        assert copy != told.database
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = {one[1] for one in db.execute(f"PRAGMA table_info({row['name']})")}
            if "source" in columns:
                asked = f"SELECT count(*) FROM {row['name']} WHERE source = 'legiscan'"
                assert db.execute(asked).fetchone()[0] == 0, row["name"]
    assert not copy.exists()

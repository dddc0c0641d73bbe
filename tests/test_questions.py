"""Ready questions and facets of a published edition: whatever is offered leads to rows."""

import csv
import html
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import sitting
from datasette.app import Datasette
from site_values import ON, write_site

from billtrail.briefs.build.choices import why_not
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.metadata import read_metadata
from billtrail.publish.publish import publish, published_views
from billtrail.snapshot.bills import count_cosponsors
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.database import connect_reader
from billtrail.store.schema import migrate
from billtrail.store.views import VIEWS, make_views
from billtrail.workspace.workspace import Workspace

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

DAY = date(2026, 11, 29)
QUERIES: dict[str, Any] = read_metadata()["databases"]["billtrail"]["queries"]
#: A question about news, or a list of a week: an edition made of first records has none.
NEWS = {"changes-since", "floor-list", "record-edits"}


@pytest.fixture(scope="module")
def edition(prepared: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    path = publish(prepared.database, folder, Edition.PUBLIC).database
    _sit_on(path)
    return path


def _sit_on(path: Path) -> None:
    """A Congress that ends on no day of ours: the view of today asks SQLite's own clock."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE sessions SET last_passage = '2999-01-01', last_signature = '2999-01-01', "
            "ends = '2999-01-01' WHERE jurisdiction = 'us' AND session = '119'"
        )


@pytest.fixture(scope="module")
def site(edition: Path) -> Datasette:
    return make_datasette(edition, today=lambda: DAY)


async def get(site: Datasette, path: str) -> Any:
    response = await site.client.get(path)
    assert response.status_code == 200, (path, response.text[:300])
    return response


@pytest.mark.asyncio
@pytest.mark.parametrize("name", QUERIES)
async def test_every_question_opens_with_an_answer(site: Datasette, name: str) -> None:
    page = (await get(site, f"/billtrail/{name}")).text
    assert ("0 results" in page) is (name in NEWS)
    for value in QUERIES[name].get("example", {}).values():
        assert f'value="{html.escape(value)}"' in page


@pytest.mark.asyncio
async def test_news_are_there_where_there_are_news(tmp_path: Path) -> None:
    write_site(tmp_path / "billtrail.db")
    site = make_datasette(tmp_path / "billtrail.db", today=lambda: ON)
    assert "us-119-hr4817" in (await get(site, "/billtrail/changes-since")).text


@pytest.mark.asyncio
async def test_an_empty_field_that_was_sent_is_no_example(site: Datasette) -> None:
    held = "_where=bill in (select key from bills)"
    followed = (await get(site, f"/billtrail/campaign_bills.json?_size=0&{held}")).json()
    page = (await get(site, "/billtrail/where-bills-stand?campaign=")).text
    assert f"<strong>{followed['filtered_table_rows_count']} rows</strong>" in page


@pytest.mark.asyncio
@pytest.mark.parametrize("name", [n for n, q in QUERIES.items() if ":key" in q["sql"]])
@pytest.mark.parametrize(
    "spelling", ["us-118-hr7137", "H.R. 7137 (118th)", "hr7137-118", " HR7137 (118th Congress)"]
)
async def test_a_bill_is_asked_for_in_any_spelling(
    site: Datasette, name: str, spelling: str
) -> None:
    asked = f"key={quote(spelling)}"
    by_key = (await get(site, f"/billtrail/{name}.json?_shape=array&key=us-118-hr7137")).json()
    assert by_key
    assert (await get(site, f"/billtrail/{name}.json?_shape=array&{asked}")).json() == by_key
    table = csv.DictReader(io.StringIO((await get(site, f"/billtrail/{name}.csv?{asked}")).text))
    assert len(list(table)) == len(by_key)
    assert 'value="us-118-hr7137"' in (await get(site, f"/billtrail/{name}?{asked}")).text


@pytest.mark.asyncio
async def test_what_no_bill_is_called_leads_to_the_search(site: Datasette) -> None:
    page = (await get(site, "/billtrail/steps-of-a-bill?key=HR+999999")).text
    assert "0 results" in page and "/-/search?q=HR+999999" in page


@pytest.mark.asyncio
async def test_a_campaign_and_an_effort_are_found_in_capitals(site: Datasette) -> None:
    for path in ("where-bills-stand.json?campaign=TSRA", "attempts.json?effort=US-TSRA"):
        assert (await get(site, f"/billtrail/{path}&_shape=array")).json()


@pytest.mark.asyncio
async def test_figures_that_may_be_printed_are_those_of_briefs(
    site: Datasette, edition: Path
) -> None:
    found = (await get(site, "/billtrail/figures-to-print.json?word=&_shape=array")).json()
    with open_snapshot(edition, DAY) as snapshot:
        printable = {figure.id for figure in snapshot.figures() if why_not(figure) is None}
    assert {row["id"] for row in found} == printable
    assert {row["form"] for row in found} == {"measured", "as-published"}


def tables(site: Datasette, edition: Path) -> Iterator[tuple[str, list[str]]]:
    """Each table and view a reader sees, with its columns of numbers and words."""
    with closing(connect_reader(edition)) as connection:
        for _, name, kind, *_ in connection.execute("PRAGMA table_list").fetchall():
            if kind in ("table", "view") and not name.startswith(("_", "sqlite_")):
                info = connection.execute(f"PRAGMA table_info({name})")
                yield name, [row[1] for row in info if row[2] != "BLOB"]


@pytest.mark.asyncio
async def test_every_facet_link_finds_the_rows_it_counts(site: Datasette, edition: Path) -> None:
    """The link, without the facets of its own page: what they are was told by the page before."""
    wrong, followed = [], 0
    for name, columns in tables(site, edition):
        for start in range(0, len(columns), 6):
            facets = "".join(f"&_facet={column}" for column in columns[start : start + 6])
            told = (await get(site, f"/billtrail/{name}.json?_size=0&_facet_size=2{facets}")).json()
            for facet in told["facet_results"].values():
                for result in facet["results"]:
                    path = urlsplit(result["toggle_url"])
                    found = (await get(site, f"{path.path}?{path.query}&_nofacet=1")).json()
                    followed += 1
                    if found["filtered_table_rows_count"] != result["count"]:
                        wrong.append((name, facet["name"], result["value"], result["count"],
                                      found["filtered_table_rows_count"]))  # fmt: skip
    assert not wrong and followed > 300


def test_the_schema_of_an_edition_says_what_its_views_are(edition: Path) -> None:
    """A program that is given the file reads its schema, and no description beside it."""
    with closing(sqlite3.connect(edition)) as connection:
        stored = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
        told = dict(map(tuple, connection.execute(stored)))
    assert set(told) == published_views()
    assert all(sql.split("\n")[1].startswith("-- ") for sql in told.values())
    assert "the stage in bills is that of the last update" in told["bills_today"]


@pytest.mark.asyncio
async def test_bills_that_are_alive_are_found_by_what_a_facet_says(site: Datasette) -> None:
    found = (await get(site, "/billtrail/bills_today.json?alive=1&_shape=array")).json()
    assert len(found) > 5 and {row["alive"] for row in found} == {1}


def test_a_view_in_other_words_is_made_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("DROP VIEW bills_today")
        connection.execute("DROP VIEW vote_records")
        connection.execute("CREATE VIEW bills_today AS SELECT key, alive + 0 AS alive FROM bills")
        migrate(connection)
        stored = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
        assert stored == VIEWS
        changes = connection.total_changes
        make_views(connection)
        assert connection.total_changes == changes


def test_a_file_of_before_has_its_cosponsors_counted(prepared: Workspace, tmp_path: Path) -> None:
    query = "SELECT key, cosponsor_count FROM bills ORDER BY key"
    path = tmp_path / "old.db"
    path.write_bytes(prepared.database.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        counted = connection.execute(query).fetchall()
        connection.execute("UPDATE bills SET cosponsor_count = NULL WHERE cosponsors_complete = 1")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm018_cosponsors_counted'")
        migrate(connection)
        assert connection.execute(query).fetchall() == counted


def test_cosponsors_are_counted_wherever_they_are_listed(edition: Path) -> None:
    with open_snapshot(edition, DAY) as snapshot:
        bills = [status.bill for status in snapshot.bills(snapshot.keys).values()]
    with closing(connect_reader(edition)) as connection:
        stored = dict(
            map(tuple, connection.execute("SELECT key, cosponsor_count FROM bills_today"))
        )
        complete = connection.execute("SELECT sum(cosponsors_complete) FROM bills").fetchone()[0]
    assert {bill.key: count_cosponsors(bill).current for bill in bills} == stored
    assert sum(count is not None for count in stored.values()) == complete > 0

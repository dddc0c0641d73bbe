"""Wrong, hostile and broken input: a clear page each time, never a traceback, never a write."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from site_values import BILLS, HR4323, ON, action, write_site

from billtrail.bills.models import Version, Vote
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import Chamber, Edition
from billtrail.publish.publish import publish

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
HOSTILE = replace(
    HR4323,
    key="us-119-hr6666",
    identifier="H.R. 6666",
    title=SCRIPT,
    short_title=SCRIPT,
    law=None,
    source_url="javascript:alert(1)",
    policy_area=SCRIPT,
    subjects=(SCRIPT,),
    actions=(action("2025-07-10", SCRIPT), action("2025-07-11", "\x00\x1b[31m\u202e")),
    versions=(Version(SCRIPT, "2025-07-10", "ih", (("text/html", "javascript:alert(1)"),)),),
    votes=(Vote("v", "2025-07-10", Chamber.LOWER, None, SCRIPT, SCRIPT, 1, 2, 0,
                url="data:text/html,x"),),
)  # fmt: skip

#: Ways to put something hostile where a name or number is expected.
INJECTIONS = (
    "' OR 1=1 --", '"; DROP TABLE bills; --', "us-119-hr4323' UNION SELECT 1 --", SCRIPT,
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "\N{SNOWMAN}", "%ff%fe", "{{7*7}}",
    "{}", "[]", "0000-00-00", "%e2%80%aeabc",
    "x" * 5_000, "%0d%0aSet-Cookie: a=b", "us-119-hr" + "9" * 400, "us-0-hr0",
    "9" * 5_000, "\N{SUPERSCRIPT TWO}", "\N{ARABIC-INDIC DIGIT THREE}",
)  # fmt: skip
PLACES = (
    "/bill/{}", "/bill/{}.json", "/bill/{}.atom", "/bill/{}.ics", "/bill/{}/versions",
    "/bill/us-119-hr4323/versions?old={}&new={}", "/campaign/{}", "/campaign/{}.json",
    "/campaign/{}.atom", "/changes?since={}", "/-/search?q={}", "/data/keys?list={}",
    "/data/keys.csv?list={}", "/latest/{}.csv", "/check/{}", "/-/brief/{}.pdf",
    "/-/brief/tsra.{}", "/-/brief/tsra.json?language={}", "/-/brief/tsra.json?audience={}",
    "/billtrail/{}", "/billtrail/bills?_sort={}", "/billtrail/bills?_facet={}",
    "/billtrail/bills?key__exact={}", "/billtrail/bills/{}", "/billtrail?sql={}",
    "/billtrail/bills?_size={}", "/billtrail/bills?_next={}", "/billtrail/attempts?effort={}",
)  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "billtrail.db"
    write_site(path, (*BILLS, (HOSTILE, "us_govinfo")))
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Datasette:
    return make_datasette(database, today=lambda: ON)


def state(path: Path) -> tuple[bytes, int]:
    with closing(sqlite3.connect(path)) as connection:
        return path.read_bytes(), connection.execute("SELECT count(*) FROM bills").fetchone()[0]


@pytest.mark.asyncio
@pytest.mark.parametrize("place", PLACES)
async def test_whatever_is_put_in_a_page_answers_and_nothing_is_written(
    site: Datasette, database: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(database)
    for injection in INJECTIONS:
        value = injection if "%" in injection else quote(injection, safe="")
        response = await site.client.get(place.format(value, value), follow_redirects=True)
        assert response.status_code in (200, 400, 404, 409), (place, injection)
        assert "Traceback" not in response.text and "set-cookie" not in response.headers
        assert "<script" not in response.text or "html" not in response.headers["content-type"]
        assert "7*7" in response.text or "49" not in response.text[:400]
    assert state(database) == before
    if not place.startswith("/billtrail"):  # Datasette logs its own refusals at length
        assert "Traceback" not in capsys.readouterr().err


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["databases", "databases.json", "threads", "threads.json"])
async def test_the_machine_is_nobodys_business(site: Datasette, name: str) -> None:
    response = await site.client.get(f"/-/{name}")
    assert response.status_code == 404 and "billtrail.db" not in response.text


@pytest.mark.asyncio
async def test_what_a_publisher_wrote_is_shown_as_text_and_never_run(site: Datasette) -> None:
    for path in (
        "/bill/us-119-hr6666", "/billtrail/bills/us-119-hr6666", "/-/search?q=script",
        "/billtrail/actions?bill=us-119-hr6666", "/billtrail/bills", "/-/brief/us-119-hr6666.html",
        "/bill/us-119-hr6666/versions",
    ):  # fmt: skip
        html = (await site.client.get(path)).text
        assert "<script" not in html and "<img" not in html, path
        assert 'href="javascript' not in html and 'href="data:' not in html, path
    atom = await site.client.get("/bill/us-119-hr6666.atom")
    assert "<script" not in atom.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/billtrail?sql=select+1;select+2", "one statement"),
        ("/billtrail?sql=pragma+table_info(bills)", "must be a SELECT"),
        ("/billtrail?sql=select+*+from+" + "(select+*+from+" * 300 + "bills" + ")" * 300, ""),
        ("/billtrail?sql=" + quote("select " + ",".join(["1"] * 3_000)), ""),
        ("/billtrail/bills?_size=1000000", "_size must be"),
        ("/billtrail/bills?_size=-1", "_size must be"),
    ],
)
async def test_sql_and_limits_that_go_too_far_are_refused(
    site: Datasette, path: str, says: str
) -> None:
    response = await site.client.get(path)
    assert response.status_code == 400
    assert says in response.text and "Traceback" not in response.text


@pytest.mark.asyncio
async def test_a_query_that_never_ends_is_stopped(site: Datasette) -> None:
    endless = "with recursive n(x) as (select 1 union all select x+1 from n) select max(x) from n"
    response = await site.client.get(f"/billtrail?sql={quote(endless)}")
    assert response.status_code == 400 and "too long" in response.text


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
async def test_an_empty_or_broken_file_is_said_on_the_page(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    site = make_datasette(path, today=lambda: ON)
    path.write_bytes(content)
    Path(f"{path}-wal").unlink(missing_ok=True)
    for page in ("/", "/bill/us-119-hr4323", "/campaign/tsra", "/changes", "/-/search?q=x",
                 "/dates.ics", "/about"):  # fmt: skip
        response = await site.client.get(page)
        assert response.status_code == 503, page
        assert "billtrail.db" in response.text and "Traceback" not in response.text
    assert path.read_bytes() == content


@pytest.mark.asyncio
async def test_a_missing_file_is_said_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    site = make_datasette(path, today=lambda: ON)
    path.unlink()
    response = await site.client.get("/bill/us-119-hr4323")
    assert response.status_code == 503 and "no database" in response.text
    assert not path.exists()


@pytest.mark.asyncio
async def test_a_writer_at_work_does_not_stop_a_reader(site: Datasette, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE bills SET title = 'half done'")
        response = await site.client.get("/bill/us-119-hr4817")
        writer.execute("ROLLBACK")
    assert response.status_code == 200 and "half done" not in response.text


@pytest.mark.asyncio
async def test_a_file_of_a_newer_program_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE bills ADD COLUMN from_the_future TEXT")
        connection.execute("CREATE TABLE from_the_future (id INTEGER PRIMARY KEY)")
    site = make_datasette(path, today=lambda: ON)
    for page in ("/", "/bill/us-119-hr4323", "/data", "/billtrail"):
        assert (await site.client.get(page)).status_code == 200


@pytest.mark.asyncio
async def test_a_file_of_an_older_program_is_said_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    write_site(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE campaign_bills")
    response = await make_datasette(path, today=lambda: ON).client.get("/bill/us-119-hr4323")
    assert response.status_code == 503
    assert "older or another program" in response.text


@pytest.mark.asyncio
async def test_private_tables_do_not_exist_in_what_is_published(
    database: Path, tmp_path: Path
) -> None:
    publish(database, tmp_path, Edition.PUBLIC)
    site = make_datasette(tmp_path / "billtrail.db", today=lambda: ON)
    for table in ("runs", "quarantine", "links", "prepared", "voice_uses", "issued_papers"):
        assert (await site.client.get(f"/billtrail/{table}")).status_code == 404
        assert (await site.client.get(f"/latest/{table}.csv")).status_code == 404
        told = await site.client.get(f"/billtrail.json?sql=select+*+from+{table}")
        assert told.status_code == 400
    for path in ("/", "/campaign/ca-vacatur", "/about", "/data", "/dates.ics", "/changes.atom"):
        assert (await site.client.get(path)).status_code == 200, path


@pytest.mark.asyncio
async def test_a_file_that_is_taken_away_is_told_until_another_stands_there(
    database: Path, tmp_path: Path
) -> None:
    path = publish(database, tmp_path, Edition.PUBLIC).database
    client = make_datasette(path, today=lambda: ON).client
    pages = ("/", "/bill/us-119-hr4323", "/billtrail/bills", "/bill/us-119-hr4323.json")
    assert [(await client.get(page)).status_code for page in pages] == [200] * len(pages)
    content = path.read_bytes()
    path.unlink()
    for page in pages:
        response = await client.get(page)
        assert response.status_code == 503 and "Traceback" not in response.text, page
    assert not path.exists()
    path.write_bytes(content)
    assert [(await client.get(page)).status_code for page in pages] == [200] * len(pages)

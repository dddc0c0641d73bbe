"""What one reader asks takes no more than it may: own SQL, whole tables, the whole file."""

import asyncio
import csv
import io
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
import requests
from bench.site.processes import memory
from datasette.app import Datasette
from serving import served
from site_values import ON, write_site

from billtrail.datasette_plugins.server import limits, request_queues
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.datasette_plugins.server.statements import Order, OutOfTime, Workers
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish

#: A part of the path that no page may tell.
FOLDER = "folder-nobody-is-told"


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp(FOLDER) / "billtrail.db"
    write_site(path)
    return path


@pytest.fixture(scope="module")
def published(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(working, tmp_path_factory.mktemp(FOLDER), Edition.PUBLIC).database


@pytest.fixture(scope="module")
def site(published: Path) -> Datasette:
    return make_datasette(published, today=lambda: ON)


def asked(sql: str, ending: str = ".json") -> str:
    return f"/billtrail{ending}?sql={quote(sql)}"


_LONG = "printf('%.*c', 400000, 'x')"
_MANY = "with recursive n(x) as (select 1 union all select x + 1 from n limit 3000) "
#: SQL, and what its refusal says.
TOO_MUCH = {
    "select printf('%.*c', 3000000, 'x')": "",
    "select zeroblob(3000000)": "too big",
    "select hex(randomblob(3000000))": "too big",
    f"select replace({_LONG}, 'x', 'yy')": "too big",
    "with recursive n(x) as (select 'x' union all select x || x from n) select length(x) from n": (
        "too big"
    ),
    f"{_MANY} select {_LONG} || x from n": "larger than 6 MB",
    f"{_MANY} select {', '.join(['x'] * 190)} from n": "larger than 6 MB",
    "select " + ",".join(["1"] * 300): "too many columns",
    " union all ".join(["select 1"] * 60): "too many terms",
    "select 1" + "+1" * 300: "too large",
    "select * from bills where title like '" + "%a" * 150 + "'": "too complex",
    f"{_MANY} select max(a.x + b.x + c.x) from n a, n b, n c": "too long",
    f"select instr({_LONG}, substr({_LONG}, 2) || 'y')": "",
    "select * from pragma_database_list": "not authorized",
    "select max_page_count from pragma_max_page_count(5)": "",
}


@pytest.mark.asyncio
@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
@pytest.mark.parametrize("sql", TOO_MUCH)
async def test_a_statement_that_wants_too_much_is_refused(
    site: Datasette, sql: str, ending: str
) -> None:
    answer = await site.client.get(asked(sql, ending))
    if TOO_MUCH[sql].startswith("larger") and not ending:  # a page draws few rows of it
        assert answer.status_code == 400 or "More than" in answer.text
        return
    assert answer.status_code == 400 or not TOO_MUCH[sql]
    said = "too long|longer|too much memory|not long" if TOO_MUCH[sql] == "too long" else "."
    assert re.search(said, answer.text) and FOLDER not in answer.text
    if ending == ".json" and TOO_MUCH[sql] not in ("too long", ""):
        assert TOO_MUCH[sql] in answer.json()["error"]


@pytest.mark.asyncio
async def test_what_readers_ask_every_day_is_answered(site: Datasette) -> None:
    for sql in (
        "select key, title from bills where title like '%trafficking%' order by introduced_date",
        "select bill, group_concat(name, '; ') from sponsorships group by bill",
        "select b.*, t.* from bills b join bills_today t on t.key = b.key",
        "select key from bill_search where bill_search match 'traffick*' order by rank",
        "select value from json_each('[1, 2]')",
        "select printf('%.1f %%', 12.345) as share, replace('a-b', '-', ' ')",
        'select 1 as a, 2 as a, null as "it\'s ""odd""", x\'00ff\' as b, 1.5 as c',
        "select :word || '!' as said",
        "explain query plan select * from bills",
    ):
        for ending in ("", ".json", ".csv"):
            answer = await site.client.get(asked(sql, ending) + "&word=yes")
            assert answer.status_code == 200, (sql, ending, answer.text)
    rows = (await site.client.get(asked("select 1 a, 2 b") + "&_shape=array")).json()
    assert rows == [{"a": 1, "b": 2}]


@pytest.mark.asyncio
async def test_a_page_draws_few_rows_and_leads_on(site: Datasette) -> None:
    many = "with recursive n(x) as (select 1 union all select x + 1 from n limit 1500) "
    columns = ", ".join(["x"] * 100)
    html = (await site.client.get(asked(f"{many} select {columns} from n", ""))).text
    assert "More than 120 rows" in html
    assert len((await site.client.get(asked(f"{many} select x from n"))).json()["rows"]) == 1500
    largest = (await site.client.get("/billtrail/actions?_size=max")).text
    assert largest.count("<tr>") <= 201


def test_a_process_that_does_not_answer_is_ended_and_another_begun(published: Path) -> None:
    workers = Workers()

    def order(sql: str, seconds: float) -> Order:
        return Order(str(published), False, sql, {}, 10, False, seconds)

    for _ in range(2):
        start = time.perf_counter()
        with pytest.raises(OutOfTime):  # the one call takes some tenths of a second anywhere
            workers.run(order(f"select instr({_LONG}, substr({_LONG}, 200000) || 'y')", 0.1))
        assert time.perf_counter() - start < 20
        assert workers.run(order("select count(*) as n from bills", 5)).rows == [(5,)]


@pytest.mark.skipif(sys.platform != "linux", reason="another system's memory")
def test_memory_is_given_back_when_a_statement_is_over(published: Path) -> None:
    workers = Workers()

    def held(sql: str) -> float:
        with suppress(sqlite3.OperationalError):
            workers.run(Order(str(published), False, sql, {}, 2000, False, 5))
        return memory(workers._threads.worker.pid)

    before = held("select count(*) from bills")
    for sql in (
        "select " + ", ".join(f"replace({_LONG}, 'x', '{n % 10}')" for n in range(90)),
        f"select json_group_array({_LONG} || a.description) from actions a, actions b",
        f"{_MANY} select {_LONG} || x from n",
    ):
        assert held(sql) - before < 8, sql


def test_a_statement_raises_the_memory_of_its_own_process_only(published: Path) -> None:
    import os

    workers, before = Workers(), memory(os.getpid())
    for _ in range(3):
        with pytest.raises((sqlite3.OperationalError, OutOfTime)):
            workers.run(
                Order(str(published), False,
                      "select json_group_array(a.title || b.description) from bills a, actions b, "
                      "actions c, actions d, actions e, actions f", {}, 10, False, 3)
            )  # fmt: skip
    assert memory(os.getpid()) - before < 100


def test_limits_hold_every_connection_that_readers_reach(published: Path) -> None:
    with closing(sqlite3.connect(published)) as connection:
        limits.limit(connection, limits.PUBLISHED)
        for statement in (
            "delete from bills", "create table a (b)", "attach ':memory:' as other",
            "pragma writable_schema = on", "pragma database_list", "pragma page_size = 512",
            "vacuum into 'other.db'", "pragma trusted_schema = on", "begin",
        ):  # fmt: skip
            with pytest.raises(sqlite3.DatabaseError, match="authoriz"):
                connection.execute(statement)


# -- paths ---------------------------------------------------------------------------------------

TOLD = (
    "/", "/about", "/data", "/changes", "/dates.ics", "/changes.atom", "/bill/us-119-hr4817",
    "/bill/us-119-hr4817.json", "/bill/nothing", "/campaign/tsra", "/check/nothing", "/.json",
    "/-/brief/tsra.md", "/-/brief/nothing.pdf", "/-/search?q=x", "/billtrail", "/billtrail.json",
    "/billtrail/bills", "/billtrail/bills.json", "/billtrail/nothing", "/latest/nothing.csv",
    "/latest/bills.csv", "/billtrail.db", "/billtrail/bills.csv?_stream=on", "/data/keys?list=x",
    asked("select * from pragma_database_list"), asked("select * from nothing"),
    asked("select * from nothing", ".csv"), "/billtrail/bills?_sort=nothing", "/_internal",
    "/bill/us-119-hr4817/versions", "/_memory", "/nothing.db",
)  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize("state", ["whole", "missing", "broken", "old"])
async def test_no_page_tells_where_the_file_lies(
    published: Path, tmp_path: Path, state: str
) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    path = folder / "billtrail.db"
    path.write_bytes(published.read_bytes())
    site = make_datasette(path, today=lambda: ON)
    await site.client.get("/")
    if state == "missing":
        path.unlink()
    elif state == "broken":
        (folder / "new").write_bytes(b"no database at all" * 500)
        (folder / "new").replace(path)
    elif state == "old":
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("DROP TABLE campaign_bills")
    for page in TOLD:
        answer = await site.client.get(page)
        said = answer.content + repr(dict(answer.headers)).encode()
        if not answer.content.startswith(b"SQLite format"):
            assert FOLDER.encode() not in said and str(tmp_path).encode() not in said, page


# -- whole tables and files ----------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_whole_table_is_what_datasette_gives_page_by_page(site: Datasette) -> None:
    for table in ("bills", "actions", "bills_today", "bill_changes", "sponsorships"):
        ours = (await site.client.get(f"/latest/{table}.csv")).text
        theirs = (await site.client.get(f"/billtrail/{table}.csv?_stream=on")).text
        assert ours == theirs, table


@pytest.fixture
def address(published: Path) -> Iterator[str]:
    with served(make_datasette(published, today=lambda: ON)) as found:
        yield found


def test_the_whole_file_is_the_one_that_stood_there(
    working: Path, published: Path, tmp_path: Path
) -> None:
    path = tmp_path / "billtrail.db"
    path.write_bytes(published.read_bytes())
    with served(make_datasette(path, today=lambda: ON)) as found:
        with requests.get(f"{found}/billtrail.db", stream=True, timeout=20) as answer:
            first = next(answer.iter_content(1000))
            publish(working, tmp_path, Edition.PUBLIC)
            taken = first + b"".join(answer.iter_content(100_000))
        assert taken == published.read_bytes()
        head = requests.head(f"{found}/billtrail.db", timeout=20)
        assert head.content == b"" and int(head.headers["Content-Length"]) == path.stat().st_size


def test_a_crowd_with_slow_questions_keeps_no_page_waiting(address: str) -> None:
    endless = asked(f"{_MANY} select max(a.x + b.x + c.x) from n a, n b, n c")
    with ThreadPoolExecutor(70) as crowd:
        slow = [crowd.submit(requests.get, address + endless, timeout=120) for _ in range(60)]
        time.sleep(0.3)
        for page in ("/bill/us-119-hr4323", "/billtrail/bills", "/billtrail/bills.json"):
            start = time.perf_counter()
            assert requests.get(address + page, timeout=60).status_code == 200
            alone = time.perf_counter() - start
            assert not all(future.done() for future in slow), alone
        found = {future.result().status_code for future in slow}
    assert found == {400, 503}


@pytest.mark.asyncio
async def test_who_waits_too_long_a_queue_is_told_to_come_again() -> None:
    queue = request_queues.RequestQueue(1, 1, "Come again.")
    held = asyncio.Event()

    async def hold() -> None:
        async with queue.turn():
            await held.wait()

    waiting = [asyncio.create_task(hold()) for _ in range(2)]
    await asyncio.sleep(0.01)
    with pytest.raises(request_queues.Busy, match="Come again"):
        async with queue.turn():
            pass
    held.set()
    await asyncio.gather(*waiting)
    async with queue.turn():
        pass


@pytest.mark.asyncio
async def test_who_takes_nothing_or_is_gone_loses_the_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(request_queues, "STALLED", 0.05)
    ended: list[str] = []

    async def app(scope: object, receive: object, send: request_queues._Send) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while True:
                await send({"type": "http.response.body", "body": b"x", "more_body": True})
                await asyncio.sleep(0)
        finally:
            ended.append("ended")

    async def stalls(message: object) -> None:
        await asyncio.sleep(60)

    async def takes(message: object) -> None:
        pass

    async def stays() -> dict[str, str]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def goes() -> dict[str, str]:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/billtrail.db", "query_string": b"",
             "headers": []}  # fmt: skip
    for receive, send in ((stays, stalls), (goes, takes)):
        await asyncio.wait_for(request_queues.with_queues(app)(scope, receive, send), 20)
    assert ended == ["ended", "ended"]


@pytest.mark.asyncio
async def test_too_long_an_address_and_too_large_a_body_are_refused(working: Path) -> None:
    client = make_datasette(working, today=lambda: ON).client
    assert (await client.get(f"/data/keys?list={'x' * 64_100}")).status_code == 414
    ours = {"origin": "http://localhost"}
    assert (await client.post("/-/update", headers=ours, content=b"x" * 70_000)).status_code == 413


def test_a_table_as_csv_reads_back(address: str) -> None:
    text = requests.get(f"{address}/latest/actions.csv", timeout=20).text
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) > 10 and all(row["bill"] for row in rows)

"""What publishers do wrong, against a whole ``billtrail update``; its crawl has its own process.

Whatever comes: a line of the report names it, the source is unhealthy, the last good state of the
bill stays and is not called checked, and the command ends with 3. Faults of single answers come
together, each from a bill of its own; ``python tests/test_faults.py`` makes each alone and prints
what it gave.
"""

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple

import congress_api
import pytest
from click.testing import CliRunner
from congress_files import built_file, built_visit
from crawling import path_of
from replay import FEED, Fault, Publisher, serving

from billtrail.cli import main
from billtrail.legislatures.keys import full_name
from billtrail.scrapers.crawling import settings
from billtrail.workspace.workspace import Workspace, prepare

#: The facts of one bill, under as many numbers as there are faults.
FACTS, OTHER = "us-119-hr1379", "us-119-s2255"
API_PATH = "/v3/bill/119/hr/1379"
LIST = "/sitemap/bulkdata/BILLSTATUS/119hr/sitemap.xml"
#: The most memory (MB) that an update may take, whatever is sent.
MEMORY = 250
MB = b" " * 1_000_000
KEY = {"CONGRESS_API_KEY": congress_api.KEY}
MORE_THAN_TRIED = settings.RETRY_TIMES + settings.REDIRECT_MAX_TIMES + 2


def key_of(number: int) -> str:
    return f"us-119-hr{number}"


def good(number: int) -> bytes:
    return built_file(FACTS, number=str(number))[1]


def gigabyte() -> Iterator[bytes]:
    for _ in range(1000):
        yield MB


def packed_gigabyte() -> bytes:
    """A megabyte packed once and repeated. Its end is that of two: nobody may read so far."""
    packer = zlib.compressobj(wbits=31)
    first, again = (packer.compress(MB) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * 999 + packer.flush()


def drops() -> Iterator[bytes]:
    """A byte now and then, for ever."""
    while True:
        yield b" "
        sleep(0.5)


LAUGHS = b"<!DOCTYPE b [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
) + b"]><billStatus><bill><title>&a11;</title></bill></billStatus>"  # fmt: skip
STRANGER = (
    b"<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/hosts'>]>"
    b"<billStatus><bill><title>&x;</title></bill></billStatus>"
)
GZIP = {"Content-Encoding": "gzip"}


def page(body: bytes, **headers: str) -> Fault:
    return Fault(body=body, headers=headers)


def away(to: str) -> Fault:
    return Fault(302, {"Location": to})


#: Name, the answer for a bill's file, and what the report says of it.
ANSWERS: Sequence[tuple[str, Fault, str]] = (
    ("malformed", page(good(1).replace(b"</title>", b"")), "not well-formed XML"),
    ("truncated", page(good(1)[:3000]), "not well-formed XML"),
    ("noise", page(bytes(range(256)) * 40), "not well-formed XML"),
    ("empty", page(b""), "the answer was empty"),
    ("a web page", page(b"<html><body>Down for maintenance</body></html>"), "root element is html"),
    ("JSON", page(b'{"error": "try later"}'), "not well-formed XML"),
    ("another bill's file", page(built_file(OTHER)[1]), f"is about {OTHER}"),
    ("1 GB, said before", Fault(pieces=gigabyte, headers={"Content-Length": "1000000000"}),
     "the answer is too large (over 30 MB)"),
    ("1 GB, not said", Fault(pieces=gigabyte), "the answer is too large (over 30 MB)"),
    ("1 GB, packed", replace(page(packed_gigabyte()), headers=GZIP), "the answer is too large"),
    ("broken packing", replace(page(gzip.compress(good(1))[:400]), headers=GZIP), "well-formed"),
    ("entity bomb", page(LAUGHS), "entity"),
    ("outside entity", page(STRANGER), "has a document type declaration"),
    ("cut off", Fault(cut=True, body=good(1)), "the answer broke off before its end"),
    ("too slow", Fault(pieces=drops), "the server did not answer in time"),
    ("sent to another site", away("https://example.org/x.xml"), "is not on the publisher's site"),
    ("sent to our files", away("file:///etc/hosts"), "sent us to another address (302)"),
    ("sent into our network", away("http://169.254.169.254/x"), "is not on the publisher's site"),
)  # fmt: skip
NUMBERS = {name: number for number, (name, _, _) in enumerate(ANSWERS, 1)}


class Row(NamedTuple):
    """A fault of a whole site: how it comes about, what the report says, and whether the bill was
    asked for all the same, so that it may be called checked."""

    name: str
    happens: Callable[[Publisher, congress_api.Api], Any]
    said: str
    source: str = "us_govinfo"
    checked: bool = False


def of_bill(*faults: Fault) -> Callable[[Publisher, congress_api.Api], Any]:
    return lambda site, api: site.fail(path_of(key_of(1)), *faults * MORE_THAN_TRIED)


def of_lists(left: int) -> Callable[[Publisher, congress_api.Api], Any]:
    """The feed is gone, so that the lists decide; they name only the first few files."""

    def happens(site: Publisher, api: congress_api.Api) -> None:
        site.fail(FEED, *[Fault(404)] * MORE_THAN_TRIED)
        site.hidden = set(list(site.files)[left:])

    return happens


def of_api(status: int, body: bytes, **headers: str) -> Callable[..., Any]:
    fault = congress_api.Fault(status, body, headers)
    return lambda site, api: api.fail(API_PATH, *[fault] * MORE_THAN_TRIED)


def instead(answer: object) -> Callable[..., Any]:
    return lambda site, api: api.answers.update({API_PATH: answer})


API = "us_congress_api"
SITES = (
    Row("server errors", of_bill(Fault(500)), "the server answered 500"),
    Row("come back in an hour", of_bill(Fault(429, {"Retry-After": "3600"})),
        "the server asked to come back after 3,600 seconds"),
    Row("sent in a circle", of_bill(away(path_of(key_of(1)))), "redirect"),
    Row("robots.txt forbids", lambda site, api: setattr(
        site, "robots", (200, "User-agent: *\nDisallow: /bulkdata\n")),
        "robots.txt does not allow it"),
    Row("robots.txt fails", lambda site, api: setattr(site, "robots", (503, "")),
        "robots.txt could not be read (answer 503)"),
    Row("a feed that is none", lambda site, api: site.fail(FEED, page(b"<html/>")),
        "no batch in the feed", checked=True),
    Row("an empty list", of_lists(0), "sitemap.xml: no file in the list", checked=True),
    Row("half a list", of_lists(9), "the list names 9 files, 20 were known", checked=True),
    Row("API: null fields", instead({"bill": {"congress": 119, "type": "HR", "number": None}}),
        "answered with 119 HR None", API),
    Row("API: a null answer", instead({"bill": None}), "no bill in the answer", API),
    Row("API: a null in a list", lambda site, api: api.lists.update(
        {f"{API_PATH}/actions": ("actions", [None])}), "not a list of objects", API),
    Row("API: a web page", of_api(200, b"<html/>"), "the answer (200) is not JSON", API),
    Row("API: sent away", of_api(302, b"", Location="file:///etc/hosts"),
        "sent us to another address, which is never followed", API),
    Row("API: a wrong key", of_api(403, b'{"error": {"code": "API_KEY_INVALID"}}'),
        "does not know this key", API),
    Row("API: the hour is used up", of_api(
        429, b'{"error": {"code": "OVER_RATE_LIMIT"}}', **{"Retry-After": "3000"}),
        "has used up its requests of this hour", API),
)  # fmt: skip


# -- running it ------------------------------------------------------------------------------------


def sites() -> tuple[Publisher, congress_api.Api]:
    """Both publishers in good order."""
    govinfo = Publisher()
    for number in range(1, 21):
        govinfo.add(*built_file(FACTS, number=str(number)))
    govinfo.publish(datetime.now(UTC) - timedelta(days=1))
    return govinfo, congress_api.Api(built_visit(FACTS))


#: Runs a command and says its memory (KB) in a last line. Linux counts the memory of whoever starts
#: a process as that process's own, and whoever runs these tests may be large.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print("\\n", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sep="", end="", flush=True)
sys.exit(code)
"""


class Outcome(NamedTuple):
    """How an update ended, what it said, and where it was ``measured`` the most memory (MB) of it
    or a child of its."""

    code: int
    said: str
    memory: float = 0.0


def here(words: Sequence[str]) -> Outcome:
    """The command in this process, which has loaded already what it needs."""
    done = CliRunner().invoke(main, words, catch_exceptions=False, env=KEY)
    return Outcome(done.exit_code, done.output)


def measured(words: Sequence[str]) -> Outcome:
    """The command in a process of its own, with the memory it took."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "billtrail", *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, env=os.environ | KEY,
    )  # fmt: skip
    said, _, memory = done.stdout.decode().rpartition("\n")
    return Outcome(done.returncode, said, int(memory) / 1024)


def update(
    workspace: Workspace,
    govinfo: Publisher,
    api: congress_api.Api,
    keys: Sequence[str],
    source: str = "us_govinfo",
    run: Callable[[Sequence[str]], Outcome] = here,
) -> Outcome:
    with ExitStack() as stack:
        bases = {"us_govinfo": stack.enter_context(serving(govinfo)),
                 API: stack.enter_context(congress_api.serving(api))}  # fmt: skip
        words = ["--workspace", str(workspace.root), "update", "--source", source]
        words += [part for name, base in bases.items() for part in ("--base-url", f"{name}={base}")]
        words += [part for key in keys for part in ("--bill", key)]
        return run(words)


def held(workspace: Workspace, key: str, source: str, checked: bool = False) -> list[Any]:
    """What is held of a bill, and (unless it may be ``checked``) when it last was."""
    queries = (
        "SELECT key, title, stage, stage_date, data_as_of FROM bills WHERE key = ?",
        "SELECT date, description, unlisted_since FROM actions WHERE bill = ? ORDER BY 1, 2",
        "SELECT person, unlisted_since FROM sponsorships WHERE bill = ? ORDER BY 1",
        f"SELECT checked_at FROM checks WHERE bill = ? AND source = '{source}' AND {not checked}",
    )
    with closing(sqlite3.connect(workspace.database)) as connection:
        found = [connection.execute(query, (key,)).fetchall() for query in queries]
    assert found[0], key
    return found


def problem(workspace: Workspace, source: str) -> str | None:
    query = "SELECT problem FROM source_health WHERE source = ?"
    with closing(sqlite3.connect(workspace.database)) as connection:
        return str(connection.execute(query, (source,)).fetchone()[0] or "") or None


def copy(of: Workspace, to: Path) -> Workspace:
    made = Workspace.at(to)
    made.create()
    shutil.copy(of.database, made.database)
    return made


def take_in(workspace: Workspace) -> None:
    """Both publishers answer in good order; once the lists had to be read, too."""
    keys = [key_of(number) for number in range(1, 21)]
    assert update(workspace, *sites(), keys).code == 0
    govinfo, api = sites()
    govinfo.fail(FEED, *[Fault(404)] * MORE_THAN_TRIED)
    assert update(workspace, govinfo, api, keys).code == 3
    assert update(workspace, *sites(), keys).code == 0
    assert update(workspace, *sites(), [FACTS], API).code == 0
    assert problem(workspace, "us_govinfo") is problem(workspace, API) is None


@pytest.fixture(scope="module")
def taken(prepared: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = copy(prepared, tmp_path_factory.mktemp("taken") / "w")
    take_in(made)
    return made


def answer_wrongly(workspace: Workspace, names: Sequence[str]) -> Outcome:
    """An update in which each bill named is new at the publisher, and its answer goes wrong."""
    govinfo, api = sites()
    keys = [key_of(NUMBERS[name]) for name in names]
    govinfo.publish(datetime.now(UTC), *map(path_of, keys))
    for name, fault, _ in ANSWERS:
        path = path_of(key_of(NUMBERS[name]))
        govinfo.files[path] = replace(govinfo.files[path], body=b"<!-- newer -->" + fault.body)
        govinfo.fail(path, *[fault] * MORE_THAN_TRIED)
    return update(workspace, govinfo, api, keys, run=measured)


@pytest.fixture(scope="module")
def answered(taken: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A workspace after an update in which every answer went wrong, and how it ended."""
    workspace = copy(taken, tmp_path_factory.mktemp("answered") / "w")
    return workspace, answer_wrongly(workspace, [name for name, _, _ in ANSWERS])


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="memory is read the POSIX way")


@POSIX
def test_every_wrong_answer_is_counted_and_memory_stays_small(
    taken: Workspace, answered: Any
) -> None:
    workspace, done = answered
    assert done.code == 3, done.said
    assert "Traceback" not in done.said
    assert "[scrapy" not in done.said
    assert done.memory < MEMORY
    assert problem(workspace, "us_govinfo")
    assert "read anew" not in done.said


@POSIX
@pytest.mark.parametrize(("name", "said"), [(name, said) for name, _, said in ANSWERS])
def test_a_wrong_answer_is_said_and_the_last_good_state_stays(
    name: str, said: str, taken: Workspace, answered: Any
) -> None:
    workspace, done = answered
    key = key_of(NUMBERS[name])
    assert [line for line in done.said.splitlines() if said in line and (
        full_name(key) in line or path_of(key) in line)], done.said  # fmt: skip
    assert held(workspace, key, "us_govinfo") == held(taken, key, "us_govinfo")


def bill_of(row: Row) -> str:
    return FACTS if row.source == API else key_of(1)


def go_wrong(workspace: Workspace, row: Row) -> Outcome:
    govinfo, api = sites()
    govinfo.publish(datetime.now(UTC), path_of(key_of(1)))
    row.happens(govinfo, api)
    return update(workspace, govinfo, api, [bill_of(row)], row.source)


@POSIX
@pytest.mark.parametrize("row", SITES, ids=[row.name for row in SITES])
def test_a_site_that_goes_wrong_is_said_and_nothing_is_lost(
    row: Row, taken: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    workspace = copy(taken, tmp_path / "w")
    done = go_wrong(workspace, row)
    assert (done.code, row.said in done.said) == (3, True), done.said
    assert "Traceback" not in capfd.readouterr().err  # of the crawl's own process
    assert problem(workspace, row.source)
    now, before = (held(w, bill_of(row), row.source, row.checked) for w in (workspace, taken))
    assert now == before


@POSIX
def test_a_packed_answer_is_read(taken: Workspace, tmp_path: Path) -> None:
    workspace, (govinfo, api) = copy(taken, tmp_path / "w"), sites()
    newer = built_file(FACTS, number="1", title="A newer title")[1]
    govinfo.publish(datetime.now(UTC), path_of(key_of(1)))
    govinfo.fail(path_of(key_of(1)), Fault(body=gzip.compress(newer), headers=GZIP))
    done = update(workspace, govinfo, api, [key_of(1)])
    assert done.code == 0, done.said
    assert "Title: A newer title (before: " in done.said


# -- each alone, for the record ------------------------------------------------------------------


def each_alone() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        taken = Workspace.at(Path(folder) / "taken")
        prepare(taken)
        take_in(taken)
        for number, (name, _, _) in enumerate(ANSWERS, 1):
            workspace = copy(taken, Path(folder) / str(number))
            done = answer_wrongly(workspace, [name])
            row = Row(name, print, "")
            print(line_of(row, done, workspace, taken, key_of(number)), flush=True)
        for row in SITES:
            workspace = copy(taken, Path(folder) / row.name.replace(":", ""))
            done = go_wrong(workspace, row)
            print(line_of(row, done, workspace, taken, bill_of(row)), flush=True)


def line_of(row: Row, done: Outcome, workspace: Workspace, taken: Workspace, key: str) -> str:
    now, before = (held(w, key, row.source, row.checked) for w in (workspace, taken))
    lines = done.said.partition("Not in order")[2].splitlines()[1:-1]
    said = " / ".join(line.strip() for line in lines)
    sick = "unhealthy" if problem(workspace, row.source) else "HEALTHY"
    kept = "kept" if now == before else "LOST"
    return f"{row.name} -> exit {done.code}, {sick}, state {kept}, {done.memory:.0f} MB: {said}"


if __name__ == "__main__":
    each_alone()

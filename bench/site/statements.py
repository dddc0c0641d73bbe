"""Statements that want too much, against a real server over a published file: how long each takes,
what memory it raises at its highest, and what stays when it is over.

    python -m bench statements

Bars: 1.5 seconds, less than 100 MB, given back. A busy machine makes the times longer; the
seconds of the server's own time are printed beside them. At the end stands what the server and the
processes that run readers' statements hold, before all, after all, and when others have asked.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import requests

from billtrail.commands import say
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace, prepare

from .processes import memory, memory_each, serving, worked

#: Seconds of quiet before the last look at memory.
_PAUSE = 10
_MANY = "with recursive n(x) as (select 1 union all select x + 1 from n limit 2000) "
_ENDLESS = "with recursive n(x) as (select 1 union all select x + 1 from n) "
_LONG = "printf('%.*c', 450000, 'x')"  # nearly as long as a value may be
_TRIPLES = "actions a, actions b, actions c"
#: What it is called: the statement.
STATEMENTS = {
    "one value of 450 kB": f"select {_LONG}",
    "one value of 900 MB": "select printf('%.*c', 900000000, 'x')",
    "zeros": "select zeroblob(900000000)",
    "random bytes": "select hex(randomblob(400000000))",
    "2,000 long values": f"{_MANY} select {_LONG} || x from n",
    "2,000 zeros": f"{_MANY} select zeroblob(400000) from n",
    "long values of each bill": f"select {_LONG} || key from bills a join actions b",
    "replaced": f"select replace({_LONG}, 'x', {_LONG})",
    "replaced by more": f"{_MANY} select length(replace({_LONG}, 'x', 'yy')) from n",
    "nested": "select " + "replace(" * 30 + _LONG + ", 'x', 'y')" * 30,
    "side by side": "select "
    + ", ".join(f"length(replace({_LONG}, 'x', '{n}'))" for n in range(90)),
    "joined": f"select group_concat(a.description, b.description) from {_TRIPLES}",
    "joined as JSON": f"select json_group_array(a.description) from {_TRIPLES}",
    "doubled": "with recursive n(x) as (select 'xx' union all select x || x from n) "
    "select length(x) from n",
    "likeness": f"{_MANY} select {_LONG} like '%' || printf('%.*c', 90, 'x') || 'y%' from n",
    "globbed": f"{_MANY} select {_LONG} glob '*' || printf('%.*c', 90, 'x') || 'y*' from n",
    "found in": f"{_MANY} select instr({_LONG}, printf('%.*c', 200000, 'x') || 'y') from n",
    "trimmed": f"{_MANY} select length(trim({_LONG}, printf('%.*c', 9000, 'yx'))) from n",
    "JSON of one value": f"{_MANY} select json_array_length('[' || "
    f"replace({_LONG}, 'x', '1,') || '1]') from n",
    "3,000 columns": "select " + ",".join(["1"] * 3000),
    "150 columns of long values": "select " + ",".join([_LONG] * 150),
    "many columns, many rows": "select a.*, b.*, c.* from bills a, bills b, bills c",
    "deep": "select " + "(" * 90 + "1" + ")" * 90 + "+1" * 900,
    "deep compounds": " union all ".join(["select 1"] * 400),
    "nested selects": "select * from " + "(select * from " * 60 + "bills" + ")" * 60,
    "never ends": f"{_ENDLESS} select max(x) from n",
    "never ends, sorted": f"{_ENDLESS} select x from n order by -x",
    "never ends, long": f"{_ENDLESS} select length({_LONG} || x) from n order by 1",
    "never ends, kept apart": "with recursive n(x, y) as (select 1, '' union select x + 1, "
    f"{_LONG} || x from n) select count(*) from n",
    "every pair": f"select count(*) from {_TRIPLES}, actions d",
    "every pair, sorted": f"select * from {_TRIPLES} order by b.description",
    "every pair, distinct": "select distinct a.description || b.description || c.description "
    f"from {_TRIPLES}",
    "windows": "select sum(length(a.description)) over (order by b.description, c.description) "
    f"from {_TRIPLES}",
    "searched": "select count(*) from bill_search where bill_search match 'a* OR b* OR c* OR s*'",
    "searched for each row": "select (select count(*) from bill_search where bill_search match "
    "'s*') from actions a, actions b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """``status`` of the answer; seconds on the clock and of the server's own time; megabytes by
    which memory rose at the highest and when it was over."""

    status: int
    seconds: float
    own: float
    highest: float
    kept: float


def main() -> None:
    with tempfile.TemporaryDirectory() as passing:
        workspace = Workspace.at(Path(passing) / "workspace")
        prepare(workspace, say)
        published = publish(workspace.database, Path(passing) / "public", Edition.PUBLIC)
        with serving(published.database) as (address, pid):
            _ask_as_usual(address)
            measure(address, pid)


def measure(address: str, pid: int) -> None:
    start = memory_each(pid)
    highest = 0.0
    print(f"{'statement':<28} {'status':>6} {'s':>6} {'own s':>6} {'MB more':>8} {'kept MB':>8}")
    for name, sql in STATEMENTS.items():
        for kind in ("", ".json", ".csv"):
            taken = _ask(f"{address}/billtrail{kind}?sql={quote(sql)}", pid)
            highest = max(highest, taken.highest)
            print(f"{(name + kind):<28} {taken.status:>6} {taken.seconds:6.2f} {taken.own:6.2f} "
                  f"{taken.highest:8.1f} {taken.kept:8.1f}", flush=True)  # fmt: skip
    print(f"the most that one raised memory by: {highest:.0f} MB")
    _print_memory("before all", start)
    _print_memory("after all", memory_each(pid))
    time.sleep(_PAUSE)
    _ask_as_usual(address)
    _print_memory(f"after {_PAUSE} s and 30 pages", memory_each(pid))


def _ask_as_usual(address: str) -> None:
    """Thirty pages, and own SQL that needs both processes."""
    for page in ("/", "/billtrail/bills", "/bill/us-119-hr4323") * 10:
        requests.get(address + page, timeout=30).raise_for_status()
    own = [address + "/billtrail.json?sql=select+count(*)+from+actions"] * 4
    with ThreadPoolExecutor(2) as readers:
        for answer in readers.map(requests.get, own):
            answer.raise_for_status()


def _print_memory(when: str, held: tuple[float, ...]) -> None:
    server, *others = (f"{one:.0f}" for one in held)
    print(f"MB held {when}: {sum(held):.0f}; server {server}, others {' + '.join(others)}")


def _ask(address: str, pid: int) -> Taken:
    before, own, start = memory(pid), worked(pid), time.perf_counter()
    with _watched(pid) as highest:
        try:
            answer = requests.get(address, timeout=120)
            status = answer.status_code
            del answer
        except requests.RequestException:
            status = 0
    seconds = time.perf_counter() - start
    time.sleep(0.2)
    return Taken(status, seconds, worked(pid) - own, highest[0] - before, memory(pid) - before)


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    highest, done = [memory(pid)], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            highest[0] = max(highest[0], memory(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield highest
    finally:
        done.set()
        thread.join()

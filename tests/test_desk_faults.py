"""What goes wrong under the desk: a full disk, bodies that are too large or none, files that are
not what they say, two saves at once."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import requests
from serving import served
from test_desk import BILL, FORM, Office, changes, decided, hidden
from test_one_bad_part import POSIX, no_file_over

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace

#: Bytes of a file that the small disk takes: more than the database has.
_DISK = 5_000_000


@contextmanager
def serving_on_a_small_disk(workspace: Workspace) -> Iterator[str]:
    """The site in a process of its own, whose files end at ``_DISK`` bytes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root), "serve",
               "--port", str(port)]  # fmt: skip
    limited = no_file_over(_DISK)
    with subprocess.Popen(command, preexec_fn=limited, stdout=subprocess.DEVNULL) as process:  # noqa: PLW1509
        try:
            _wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            requests.get(f"{address}/-/desk", timeout=5)
            return
        except requests.ConnectionError:
            time.sleep(0.25)
    raise AssertionError("the site did not start")


@POSIX
@pytest.mark.parametrize("full", ["changes.jsonl", "campaigns/t-visa-work.toml"])
def test_a_full_disk_leaves_the_old_state_and_says_so(fresh, full):
    """Full at the journal, which is written first, and at the file itself."""
    with served(make_datasette(fresh.database)) as address:
        decided(Office(address), "support")
    path = fresh.root / full
    whole = path.read_bytes()
    room = _DISK - len(whole) - 60
    filler = b"# %s\n" % (b"x" * room)
    if full == "changes.jsonl":
        line = json.loads(whole.splitlines()[0])
        filler = json.dumps({**line, "command": "x" * (room - len(whole))}).encode() + b"\n"
    path.write_bytes(filler + whole)
    before = {file: file.read_bytes() for file in (path, fresh.root / "campaigns/t-visa-work.toml")}
    with serving_on_a_small_disk(fresh) as address:
        office = Office(address)
        answer = decided(office, "oppose", share="coalition")
        assert answer.status_code == 503, answer.text
        assert "disk is full" in answer.text and 'value="oppose" checked' in answer.text
        assert "now: support" in office.get(f"{FORM}?bill={BILL}").text
        assert office.get("/-/desk/history").status_code == 200
    assert fresh.database.stat().st_size < _DISK
    assert {file: file.read_bytes() for file in before} == before
    path.write_bytes(whole)
    with served(make_datasette(fresh.database)) as address:
        assert decided(Office(address), "oppose").status_code == 303


@pytest.fixture
def office(fresh: Workspace) -> Iterator[Office]:
    with served(make_datasette(fresh.database)) as address:
        yield Office(address)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(office):
    headers = {"Origin": office.address, "Content-Length": "30000000",
               "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
    with socket.create_connection(("127.0.0.1", int(office.address.rpartition(":")[2]))) as asking:
        lines = [f"POST {FORM} HTTP/1.1", f"Host: {office.address.removeprefix('http://')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        asking.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        asking.settimeout(20)
        assert asking.recv(100).split()[1] == b"413"


@pytest.mark.parametrize(
    "file",
    [b"", b"\x00" * 1000, b"PK\x03\x04 not a workbook", b"<html>", "Ñandú".encode("latin-1")],
)
def test_a_file_where_none_is_asked_for_does_no_harm(office, fresh, file):
    values = office.form(f"{FORM}?bill={BILL}")
    values |= {"position": "oppose", "on": "2026-11-20", "by": "Ana", "do": "save"}
    answer = office.send(FORM, values, files={"bill2": ("../../x.csv", file)})
    assert answer.status_code == 303 and len(changes(fresh)) == 1
    assert not list(fresh.root.rglob("x.csv"))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.95])
def test_a_form_that_arrives_in_part_saves_nothing(office, fresh, cut):
    values = office.form(f"{FORM}?bill={BILL}") | {"position": "oppose", "do": "save", "by": "A"}
    whole = requests.Request("POST", office.address + FORM, data=values,
                             files={"a": ("a.csv", b"x" * 500)}).prepare()  # fmt: skip
    body = whole.body[: int(len(whole.body) * cut)]  # type: ignore[index,arg-type]
    headers = {"Origin": office.address, "Content-Type": whole.headers["Content-Type"]}
    answer = office.http.post(office.address + FORM, data=body, headers=headers, timeout=20,
                              allow_redirects=False)  # fmt: skip
    assert answer.status_code in (400, 403, 422) and changes(fresh) == []


def test_of_two_saves_at_once_one_is_told_of_the_other(office, fresh):
    offices = [Office(office.address) for _ in range(4)]
    forms = [one.form(f"{FORM}?bill={BILL}") for one in offices]

    def save(number: int) -> int:
        values = {"position": ["oppose", "support", "neutral", "oppose"][number], "by": str(number)}
        sent = forms[number] | values | {"on": f"2026-11-2{number}", "do": "save"}
        return offices[number].send(FORM, sent).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(save, range(4))) == [303, 409, 409, 409]
    assert len(changes(fresh)) == 1


def test_what_is_in_a_name_is_words(office, fresh):
    decided(office, "oppose", by="<img src=x onerror=alert(1)>")
    for path in (f"{FORM}?bill={BILL}", "/-/desk", "/-/desk/history"):
        page = office.get(path).text
        assert "<img src=x" not in page and "&lt;img" in page
    again = decided(office, "support")
    assert again.status_code == 303 and hidden(office.get(f"{FORM}?bill={BILL}").text)


def test_the_process_that_serves_opens_the_database_by_sqlite_alone(office, fresh):
    """POSIX drops all of a process's locks on a file when it closes one more descriptor of it: a
    plain ``open`` to copy or to hash would leave SQLite writing without a lock."""
    opened: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and watching and str(arguments[0]).startswith(str(fresh.database)):
            opened.append(str(arguments[0]))

    watching = True
    sys.addaudithook(hook)  # there for good, so that it is told when to look away
    paths = ("/", "/-/desk/week", f"/bill/{BILL}", "/billtrail/bills", "/-/brief/tsra.pdf", "/data")
    assert [office.get(path).status_code for path in (*paths, "/billtrail.db")] == [200] * 6 + [403]
    assert decided(office, "support").status_code == 303
    watching = False
    beside = {path.removeprefix(str(fresh.database)) for path in opened}
    assert ".lock" in beside and beside.isdisjoint({"", "-wal", "-shm"})

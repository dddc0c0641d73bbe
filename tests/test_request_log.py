"""What the server notes: what it could not answer, with address and status, or every request."""

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.datasette_plugins.server.application import address, listen

pytestmark = pytest.mark.slow

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (\d{3}) GET (\S+)")


def ask(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def serve(fresh, tmp_path):
    """Starts ``billtrail serve`` with options; gives its address and, once ended, what it said."""
    with closing(listen("127.0.0.1", 0)) as free:
        base = address("127.0.0.1", free).rstrip("/")
    said = (tmp_path / "said").open("w+b")
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> str:
        command = [sys.executable, "-m", "billtrail", "--workspace", str(fresh.root), "serve",
                   "--port", base.rpartition(":")[2], *options]  # fmt: skip
        started.append(subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT))
        for _ in range(600):
            assert started[-1].poll() is None, "the server ended"
            try:
                ask(base + "/about")
                return base
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def end() -> str:
        for process in started:
            process.terminate()
            process.wait(30)
        started.clear()
        said.seek(0)
        return said.read().decode()

    start.end = end  # type: ignore[attr-defined]
    yield start
    end()
    said.close()


def noted(log: Path) -> list[tuple[str, str]]:
    """The lines of a log, once the last answer is in it: it is written after the answer is sent."""
    for _ in range(100):
        time.sleep(0.1)
        if log.exists() and (found := LINE.findall(log.read_text())) and "/about" not in found[-1]:
            return found
    raise AssertionError("nothing was noted")


def break_file(fresh) -> None:
    fresh.database.rename(fresh.root / "away.db")
    fresh.database.write_bytes(b"no database at all")


def test_what_could_not_be_answered_is_on_standard_error(serve, fresh) -> None:
    base = serve()
    assert ask(base + "/bill/us-119-hr909") == 200
    assert ask(base + "/bill/us-1-hr1") == 404
    break_file(fresh)
    assert ask(base + "/bill/us-119-hr909?a=%0Ab") == 503
    noted = LINE.findall(serve.end())
    assert noted == [("503", "/bill/us-119-hr909?a=%0Ab")]


def test_a_file_takes_every_request_and_is_begun_anew_when_moved(serve, fresh, tmp_path) -> None:
    log = tmp_path / "requests.log"
    base = serve("--log", str(log), "--log-all")
    ask(base + "/bill/us-1-hr1")
    assert noted(log)[-1] == ("404", "/bill/us-1-hr1")
    log.rename(tmp_path / "requests.log.1")
    ask(base + "/bill/us-119-hr909")
    assert noted(log) == [("200", "/bill/us-119-hr909")]
    assert not LINE.findall(serve.end())
    assert "127.0.0.1" not in log.read_text(), "who asked is not noted"


def test_a_log_that_cannot_be_written_is_said_at_once(fresh, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["--workspace", str(fresh.root), "serve", "--log", str(tmp_path / "no" / "x.log")]
    )
    assert done.exit_code == 2 and "cannot be written" in done.output

"""One page asked for by many at once: pages a second, from a published file, one core, no cache.

The server is the command itself, ``wrk`` asks from another core. A machine busy with other work
gives the server a part of its core only, so pages per second of its own time are printed too.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from billtrail.commands import say
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace, prepare

PAGE = "/bill/us-119-hr4323"
PORT = 8791
SECONDS = 10


def main() -> None:
    if shutil.which("wrk") is None:
        print("crowd: wrk is not installed.")
        return
    with tempfile.TemporaryDirectory() as passing:
        workspace = Workspace.at(Path(passing) / "workspace")
        prepare(workspace, say)
        published = publish(workspace.database, Path(passing) / "public", Edition.PUBLIC)
        measure(published.database)


def measure(database: Path) -> None:
    server = subprocess.Popen(
        ["taskset", "-c", "0", sys.executable, "-m", "billtrail", "--db", str(database),
         "serve", "--port", str(PORT)],
    )  # fmt: skip
    try:
        _wait()
        before = _worked(server.pid)
        asked = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", "-c4", f"-d{SECONDS}s",
             f"http://127.0.0.1:{PORT}{PAGE}"], check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        worked = _worked(server.pid) - before
    finally:
        server.terminate()
        server.wait()
    pages = int(re.search(r"(\d+) requests in", asked)[1])  # type: ignore[index]
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", asked)
    print(
        f"{PAGE}: {pages / SECONDS:.0f} pages a second, {pages / worked:.0f} a second of the "
        f"server's own time ({worked / SECONDS:.0%} of its core), {bad[1] if bad else 0} errors"
    )


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}{PAGE}", timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("crowd: the server did not start.")


def _worked(pid: int) -> float:
    """Seconds of processor time of a process, from Linux's own account of it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

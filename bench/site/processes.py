"""The site as a process of its own, and Linux's account of what it uses."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(database: Path, *before: str) -> Iterator[tuple[str, int]]:
    """(address, process id) of ``billtrail serve``; ``before`` is put before the command."""
    port = free_port()
    command = [*before, sys.executable, "-m", "billtrail", "--db", str(database), "serve",
               "--port", str(port)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/about")
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address}: the server did not start.")


def worked(pid: int) -> float:
    """Seconds of processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes of memory that a process and its children hold; what they share counts once."""
    return sum(memory_each(pid))


def memory_each(pid: int) -> tuple[float, ...]:
    """The same of the process, then of each of its children."""
    return tuple(_memory(one) for one in (pid, *_children(pid)))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _memory(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1000 if found else 0

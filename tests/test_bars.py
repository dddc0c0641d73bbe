"""What an update draws on a terminal, and that it draws nothing elsewhere."""

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
from datetime import UTC, datetime, timedelta

import pytest
from crawling import path_of, publisher_of
from replay import Fault, serving

from billtrail.commands.bars import _fields
from billtrail.progress import ProgressStep
from billtrail.words import NO_BREAK

pty = pytest.importorskip("pty", reason="terminals are made the POSIX way")
KEYS = ("us-119-hr7001", "us-119-hr7002", "us-119-hr7003")
COLUMNS = 80


def command(workspace, base, *more):
    named = [part for key in KEYS for part in ("--bill", key)]
    where = ["--source", "us_govinfo", "--base-url", f"us_govinfo={base}"]
    return [sys.executable, "-m", "billtrail", "--workspace", str(workspace.root), "update",
            *where, *named, *more]  # fmt: skip


def on_a_terminal(arguments):
    """The frames drawn on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    process = subprocess.Popen(
        arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    )
    os.close(theirs)
    drawn = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so where the other side is gone
            break
        if not piece:
            break
        drawn += piece
    os.close(ours)
    assert process.wait(timeout=60) == 0
    lines = re.split(r"[\r\n]+|\x1b\[2K", drawn.decode())  # the last erases a line
    return [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line) for line in lines]


def test_a_terminal_shows_whom_we_ask_how_far_it_is_and_a_pause(fresh):
    publisher = publisher_of(KEYS)
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    publisher.robots = (200, "User-agent: *\nCrawl-delay: 0.2\n")
    publisher.fail(path_of(KEYS[1]), Fault(429, {"Retry-After": "2"}))
    with serving(publisher) as base:
        frames = on_a_terminal(command(fresh, base))
    bars = [frame for frame in frames if "\N{BOX DRAWINGS HEAVY HORIZONTAL}" in frame]
    assert any("0/1 what changed" in bar for bar in bars)
    assert any(re.search(r"GovInfo bill status .* [01]/3 H\.R\. 7001", bar) for bar in bars)
    assert any(re.search(r"asked to wait, [12] s left", bar) for bar in bars)
    assert max(map(len, bars)) <= COLUMNS
    assert any(f"3{NO_BREAK}bills read anew" in frame for frame in frames)


def test_elsewhere_nothing_is_drawn_and_quiet_says_only_what_is_not_in_order(fresh):
    publisher = publisher_of(KEYS)
    publisher.publish(datetime.now(UTC) - timedelta(days=1))
    publisher.add("BILLSTATUS-119hr7002.xml", b"<html>down for maintenance</html>")
    with serving(publisher) as base:
        done = subprocess.run(
            command(fresh, base, "-q"), check=False, capture_output=True, text=True
        )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Not in order (1):\n  https://www.govinfo.gov/bulkdata/")
    assert "BILLSTATUS-119hr7002.xml: root element is html" in done.stderr
    assert "\N{BOX DRAWINGS HEAVY HORIZONTAL}" not in done.stderr


def test_the_longest_names_fit():
    step = ProgressStep(
        "A publisher of a very long name indeed (of somewhere)", "bills", 1, 2, "x" * 99
    )
    fields = _fields(step)
    assert len(fields["source"]) + len(fields["now"]) <= COLUMNS - 28

"""Faults that axe finds, ours beside stock Datasette's over the same file: WCAG 2.0 to 2.2, A and
AA, and best practices, on a wide screen and a phone, with every part that folds opened.

A fault is a rule that the page breaks; how often it breaks it stands in brackets.
"""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from billtrail.commands import say
from billtrail.legislatures.vocabulary import Edition
from billtrail.publish.publish import publish
from billtrail.workspace.workspace import Workspace, prepare

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
#: The pages of Datasette that both have.
SHARED = {
    "home": "/",
    "database": "/billtrail",
    "table with a facet": "/billtrail/bills?_facet=stage",
    "row": "/billtrail/bills/us-119-hr4323",
    "query": "/billtrail?sql=select+key,+stage+from+bills+where+key+=+:key&key=us-119-hr4323",
    "error in a query": "/billtrail?sql=select+nothing",
    "not found": "/nothing/here",
}
OWN = {
    "bill": "/bill/us-119-hr4323",
    "campaign": "/campaign/tsra",
    "changes": "/changes",
    "search": "/-/search?q=trafficking",
    "take the data": "/data",
    "keys": "/data/keys?list=HR+4323",
    "about": "/about",
    "brief not known": "/check/0123456789ab",
}
SCREENS = ((1280, 900), (375, 812))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: Datasette as it comes: its own name for a test keeps the installed plugins out.
STOCK = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"


def main() -> None:
    if not Path(CHROMIUM).is_file():
        print(f"access: there is no browser at {CHROMIUM}.")
        return
    with tempfile.TemporaryDirectory() as passing:
        workspace = Workspace.at(Path(passing) / "workspace")
        prepare(workspace, say)
        file = publish(workspace.database, Path(passing) / "public", Edition.PUBLIC).database
        ours = ["-m", "billtrail", "--db", str(file), "serve", "--port"]
        stock = ["-c", STOCK, "serve", str(file), "--port"]
        with running(ours) as mine, running(stock) as theirs:
            report(mine, theirs)


def report(mine: str, theirs: str) -> None:
    from playwright.sync_api import sync_playwright

    print(f"{'page':<20} {'stock Datasette':>16} {'ours':>10}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, path in {**SHARED, **OWN}.items():
            stock = faults(browser, theirs + path) if name in SHARED else "-"
            print(f"{name:<20} {stock:>16} {faults(browser, mine + path):>10}")
        browser.close()


def faults(browser: Any, url: str) -> str:
    """Rules broken on either screen, and how many elements break them on the worse."""
    from axe_playwright_python.sync_playwright import Axe

    rules: set[str] = set()
    most = 0
    for width, height in SCREENS:
        context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
        page = context.new_page()
        page.goto(url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        found = Axe().run(page, options=RULES).response["violations"]
        rules |= {fault["id"] for fault in found}
        most = max(most, sum(len(fault["nodes"]) for fault in found))
        context.close()
    return f"{len(rules)} ({most})" if rules else "0"


@contextlib.contextmanager
def running(command: list[str]) -> Iterator[str]:
    """The address of a server that a command starts; its port is the last argument."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, *command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with contextlib.suppress(urllib.error.URLError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()

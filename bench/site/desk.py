"""The desk's live preview: from a keystroke to the new page on the screen.

One site and one browser on one core, as on a small machine; the shipped seed. The clock is the
browser's, from the key to the frame after the new picture is in place, the script's own pause
included. Beside it what the site and the browser each take of the processor, which says the same
on a machine that is busy with other things.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench import TESTS
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace, prepare

#: Milliseconds from a keystroke to the page, at the median.
BAR_MS = 300
_ROUNDS = 20
_SUBJECTS = ("tsra", "t-visa-work", "ca-vacatur")
_TYPE = """async () => {
  const line = document.getElementById("contact"), page = () => document.querySelector("img.sheet");
  const before = page().src, start = performance.now();
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  line.value += "a";
  line.dispatchEvent(new Event("input", { bubbles: true }));
  while (page().src === before) await frame();
  await frame(); await frame();
  return performance.now() - start;
}"""


def main() -> None:
    from playwright.sync_api import sync_playwright

    sys.path.append(str(TESTS))
    from serving import served

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = Workspace.at(folder)
        prepare(workspace)
        (workspace.root / "organisation.toml").write_text(
            'name = "Example Coalition"\nemail = "policy@example.org"\n', encoding="utf-8"
        )
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        with served(make_datasette(workspace.database)) as address:
            page = browser.new_page()
            for subject in _SUBJECTS:
                page.goto(f"{address}/-/desk/page?about={subject}")
                print(_measured(subject, page))
        browser.close()


def _measured(subject: str, page: object) -> str:
    page.evaluate(_TYPE)  # type: ignore[attr-defined]
    before = _site_ms(), _others_ms()
    took = [page.evaluate(_TYPE) for _ in range(_ROUNDS)]  # type: ignore[attr-defined]
    site, browser = ((now - then) / _ROUNDS for now, then in zip(
        (_site_ms(), _others_ms()), before, strict=True
    ))  # fmt: skip
    median = statistics.median(took)
    return (
        f"preview of {subject}: {median:.0f} ms after a keystroke (bar {BAR_MS}), "
        f"of the processor {site:.0f} ms in the site and {browser:.0f} in the browser"
    )


def _site_ms() -> float:
    times = os.times()
    return (times.user + times.system) * 1000


def _others_ms() -> float:
    """What all processes that this one started, and theirs, have taken and still take."""
    return sum(map(_process_ms, _below(os.getpid())))


def _below(parent: int) -> Iterator[int]:
    for task in Path(f"/proc/{parent}/task").iterdir():
        with suppress(OSError):
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                yield child
                yield from _below(child)


def _process_ms(process: int) -> float:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

"""Takes the pictures of the README and the tutorials, with the program itself.

``python docs/pictures.py`` needs Chromium and pdftoppm; it writes into ``docs/pictures``. They show
a fresh workspace of an office that has a name and has just pressed Update now, on a Monday at 8:30.
Its federal publisher is the tests', on this machine, with files built from true facts; nobody asks
California's, so its bills stand as they shipped.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).parent / "pictures"
TESTS = Path(__file__).parents[1] / "tests"
_MONDAY = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)  # 8:30 in Los Angeles
_ORGANISATION = 'name = "Example Coalition"\nemail = "policy@example.org"\nphone = "213-555-0100"\n'
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


#: Picture -> address of the page it is of, and the height that is shown.
_PAGES = {
    "home": ("/", 850),
    "campaign": ("/campaign/tsra", 1000),
    "desk": ("/-/desk", 900),
    "week": ("/-/desk/week", 900),
    "make-a-page": ("/-/desk/page?subject=tsra", 1000),
}
#: Picture -> the command whose page it is.
_PAPERS = {
    "spanish": ("ca-vacatur", "--language", "es"),
    "leave-behind": ("tsra", "--legislator", "Ted Lieu"),
}


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    sys.path += [str(TESTS), str(TESTS / "clock")]
    os.environ["BILLTRAIL_TESTS_CLOCK_SHIFT"] = str(_MONDAY.timestamp() - time.time())
    import sitecustomize  # noqa: F401, the day, for the processes started here too

    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "billtrail", "--workspace", folder]
        (Path(folder) / "organisation.toml").write_text(_ORGANISATION, encoding="utf-8")
        update(program)
        for name, words in _PAPERS.items():
            take_brief(program, words, Path(folder) / f"{name}.pdf", PICTURES / name)
        with serving(program) as address:
            for name, (path, height) in _PAGES.items():
                take_page(address + path.lstrip("/"), height, PICTURES / f"{name}.png")


def update(program: list[str]) -> None:
    from federal_site import federal_site
    from replay import serving as published

    with published(federal_site(Path("none"))) as base:
        sources = {"BILLTRAIL_SOURCE": "us_govinfo", "BILLTRAIL_BASE_URL": f"us_govinfo={base}"}
        subprocess.run([*program, "update"], check=True, env={**os.environ, **sources})


def take_brief(program: list[str], words: tuple[str, ...], pdf: Path, picture: Path) -> None:
    """By pdftoppm, since Chromium shows a PDF inside a frame of its own."""
    command = [*program, "brief", *words, "-o", str(pdf)]
    subprocess.run(command, check=True, capture_output=True)
    draw = ["pdftoppm", "-r", "100", "-png", "-singlefile", str(pdf), str(picture)]
    subprocess.run(draw, check=True)


@contextmanager
def serving(program: list[str]) -> Iterator[str]:
    """The site on a free port; the program says its address once it answers."""
    command = [*program, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
        server.terminate()


def take_page(address: str, height: int, picture: Path) -> None:
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1100, "height": height})
        page.goto(address)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()

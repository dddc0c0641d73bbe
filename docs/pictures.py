"""Takes the pictures of the README from a fresh workspace, with the program itself.

``python docs/pictures.py`` needs Chromium and pdftoppm; it writes into ``docs/pictures``.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).parent / "pictures"
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
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "billtrail", "--workspace", folder]
        for name, words in _PAPERS.items():
            take_brief(program, words, Path(folder) / f"{name}.pdf", PICTURES / name)
        with serving(program) as address:
            for name, (path, height) in _PAGES.items():
                take_page(address + path.lstrip("/"), height, PICTURES / f"{name}.png")


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

"""``python -m bench.bars``: what the layout is measured by, side by side with another checkout.

    python -m bench.bars [--old CHECKOUT] [--pairs 10] [--imports 1]

Processor seconds of whole processes with all that they start, turn by turn, and the median of the
pairs' ratios. ``--old`` is a checkout with a ``.venv``. It knows the program by its commands alone.
Modules are kept compiled, as they are wherever the program is installed: a shell that forbids it
would have ours compiled at each start and the libraries' not.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import BULK

HERE = Path(__file__).resolve().parents[1]
ARCHIVE = BULK / "BILLSTATUS-116.tar.zst"
BILL = "us-119-hr4323"
#: Where the code lies; ``tests`` and ``bench`` are looked at by nobody who reads it.
_CODE = ("src", "scrapers", "briefs", "datasette_plugins", "data")

Work = Callable[[], float]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.bars")
    parser.add_argument("--old", type=Path, help="A checkout with a .venv, to compare with.")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--imports", type=int, default=1, help="Pairs of whole imports; 0: none.")
    chosen = parser.parse_args()
    for name, root in {"old": chosen.old, "new": HERE}.items():
        if root:
            print(f"{name}: {folders(root)}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        new = Program("new", Path(sys.executable), Path(folder))
        old = Program("old", chosen.old / ".venv/bin/python", Path(folder)) if chosen.old else None
        measure(new, old, chosen.pairs, chosen.imports)


def measure(new: "Program", old: "Program | None", pairs: int, imports: int) -> None:
    for program in filter(None, (old, new)):
        print(f"{program.name}: show against one query of sqlite-utils: "
              f"{said(program.show, program.query, pairs)}")  # fmt: skip
    print(f"bare Python: {statistics.median(new.bare() for _ in range(pairs)):.3f} s")
    if old:
        print(f"show, new against old: {said(new.show, old.show, pairs)}")
        print(f"brief tsra as PDF, new against old: {said(new.brief, old.brief, pairs)}")
    if imports and ARCHIVE.is_file():
        print(f"lxml's parse of the 116th: {parse():.1f} s")
        if old:
            print(f"import of the 116th, new against old: {said(new.fill, old.fill, imports)}")
        else:
            print(f"import of the 116th: {new.fill():.1f} s")


def said(ours: Work, theirs: Work, pairs: int) -> str:
    """The median of the ratios, after a pair that warms up."""
    if pairs > 1:
        ours(), theirs()
    taken = [(ours(), theirs()) for _ in range(pairs)]
    ratios = sorted(a / b for a, b in taken)
    a, b = (statistics.median(column) for column in zip(*taken, strict=True))
    return (f"{statistics.median(ratios):.2f} x ({ratios[0]:.2f} to {ratios[-1]:.2f}; "
            f"{a:.2f} s against {b:.2f} s, {pairs} pairs)")  # fmt: skip


class Program:
    """One checkout's program, with a filled workspace."""

    def __init__(self, name: str, python: Path, folder: Path) -> None:
        self.name = name
        self._python = [str(python), "-P"]
        self._folder = folder
        self._workspace = folder / name
        self.show()

    def bare(self) -> float:
        return worked([*self._python, "-c", "pass"])

    def show(self) -> float:
        return self._run(self._workspace, "show", BILL)

    def query(self) -> float:
        file = str(self._workspace / "billtrail.db")
        return worked([*self._python, "-m", "sqlite_utils", "query", file, "select 1"])

    def brief(self) -> float:
        return self._run(self._workspace, "brief", "tsra", "-o", str(self._folder / "tsra.pdf"))

    def fill(self) -> float:
        """The whole 116th into a file of its own."""
        with tempfile.TemporaryDirectory(dir=self._folder) as fresh:
            return self._run(Path(fresh), "import", "--workers", "2", str(ARCHIVE))

    def _run(self, workspace: Path, *arguments: str) -> float:
        return worked([*self._python, "-m", "billtrail", "--workspace", str(workspace), *arguments])


def worked(command: Sequence[str]) -> float:
    """Processor seconds of a process with those it started; raises SystemExit if it fails."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=nothing, stderr=nothing, cwd=tempfile.gettempdir())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return used.ru_utime + used.ru_stime


def parse() -> float:
    from lxml import etree

    bodies = [*_bodies()]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    start = time.process_time()
    for body in bodies:
        etree.fromstring(body, parser)
    return time.process_time() - start


def _bodies() -> Iterator[bytes]:
    import zstandard

    with ARCHIVE.open("rb") as file:
        packed = zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(file)
        with tarfile.open(fileobj=io.BufferedReader(packed), mode="r|") as archive:
            for member in archive:
                if (body := archive.extractfile(member)) and member.name.endswith(".xml"):
                    yield body.read()


def folders(root: Path) -> str:
    """The folder with the most modules, and the longest module."""
    files = [file for name in _CODE for file in (root / name).rglob("*.py")]
    counts = {file.parent: 0 for file in files}
    for file in files:
        counts[file.parent] += 1
    fullest = max(counts, key=counts.__getitem__)
    lines = {file: len(file.read_bytes().splitlines()) for file in files}
    long = sorted(lines, key=lines.__getitem__)[-3:][::-1]
    longest = ", ".join(f"{file.relative_to(root)} {lines[file]}" for file in long)
    return f"{counts[fullest]} modules in {fullest.relative_to(root)}; longest: {longest}"


if __name__ == "__main__":
    main()

"""Takes a freeze, part by part; each part has a workspace of its own and needs no other."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench import REAL
from bench.freeze.dump import dump
from bench.freeze.pages import crawl, served

_HERE = Path(__file__).resolve().parent
#: GovInfo's 902 files, California's tables of 2025-03-07, and four bills with their prints.
_FILES = (
    REAL / "federal" / "billstatus",
    REAL / "california" / "pubinfo" / "dump_2025-03",
    REAL / "california" / "pubinfo" / "session_2025-26_four_bills",
)
_FORMATS = ("pdf", "html", "docx", "txt", "md", "json")
_LANGUAGES = ("en", "plain", "es")
_WEEKS = ("text", "json", "html", "docx", "pdf")
_SETUP = ("setup", "--name", "Example Alliance", "--contact", "A. Example", "--email",
          "a@alliance.example", "--phone", "555-0100", "--site", "https://alliance.example",
          "--public-contact", "info@alliance.example")  # fmt: skip
#: Of the imported bills that nobody follows, every so many-th is shown.
_EACH = 40
#: Subjects whose briefs are taken from the site as well.
_BRIEFS = ("tsra", "ca-vacatur", "us-119-hr4323", "ca-20252026-ab379")
_EDITIONS = ("public", "coalition")
#: Addresses that no page names, or only with words that somebody types.
_FIRST = (
    "/", "/about", "/changes", "/changes.json", "/changes.atom", "/changes?since=2026-01-01",
    "/dates.ics", "/data", "/data/keys", "/billtrail", "/no-such-page", "/bill/us-119-hr99999",
    "/campaign/none", "/check/none", "/-/search", "/-/search?q=HR+4323", "/-/search?q=AB+379",
    "/-/search?q=human+trafficking", "/-/search?q=none-such", "/-/search?q=",
    "/data/keys?list=HR+4323%0Aab+379%0Anone", "/data/keys.json?list=HR+4323",
    "/data/keys.csv?list=HR+4323", "/billtrail/bills?_facet=stage", "/billtrail/bills?_sort=key",
    "/billtrail/bills/us-119-hr4323", "/billtrail/bills.csv?_size=5",
    "/-/brief/tsra.html?language=es", "/-/brief/goals.json",
)  # fmt: skip

Jobs = Iterable[tuple[Sequence[str] | None, Path]]


class Freeze:
    """Where a part writes, and the commands of the checkout."""

    def __init__(self, part: str, out: Path, scratch: Path) -> None:
        self.out = out / part
        self.scratch = scratch / part
        self.workspace = self.scratch / "w"
        self.scratch.mkdir()
        self.environment = _environment(self.scratch)

    @property
    def database(self) -> Path:
        return self.workspace / "billtrail.db"

    def run(self, jobs: Jobs) -> None:
        """Commands of one process, over this part's workspace."""
        before = ("--workspace", str(self.workspace))
        told = [(None if a is None else [*before, *a], str(self.out / file)) for a, file in jobs]
        subprocess.run(
            [sys.executable, "-P", str(_HERE / "commands.py")], input=json.dumps(told), text=True,
            env=self.environment, cwd=self.scratch, check=True,
        )  # fmt: skip

    def names(self, query: str) -> list[str]:
        with closing(sqlite3.connect(self.database)) as connection:
            return [row[0] for row in connection.execute(query)]

    def crawl(self, database: Path, folder: str) -> None:
        command = [sys.executable, "-P", "-m", "billtrail", "--workspace", str(self.workspace),
                   "--db", str(database)]  # fmt: skip
        first = [*_FIRST, *(f"/check/{brief}" for brief in self.names(_ISSUED))]
        (self.out / folder).mkdir(parents=True)
        with served(command, self.environment) as port:
            crawl(port, first, set(self.names(_FOLLOWED)), _BRIEFS, self.out / folder)


_FOLLOWED = "SELECT key FROM bills WHERE key IN (SELECT bill FROM campaign_bills) ORDER BY key"
_ISSUED = "SELECT id FROM issued_briefs ORDER BY id"


def _environment(home: Path) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("BILLTRAIL", "PYTHON"))}
    return {
        **kept, "PYTHONPATH": str(_HERE / "clock"), "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(home), "TMPDIR": str(home), "LOGNAME": "somebody", "COLUMNS": "100",
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "DATASETTE_SECRET": "freeze",
    }  # fmt: skip


# -- parts -----------------------------------------------------------------------------------------


def take_help(freeze: Freeze) -> None:
    freeze.run([(None, Path())])


def take_shipped(freeze: Freeze) -> None:
    """What ships, as every command that reads says it, and as it lies in the database."""
    _begin(freeze)
    freeze.run(_reads(freeze, freeze.names("SELECT key FROM bills ORDER BY key")))
    freeze.run(_others(freeze))
    dump(freeze.database, freeze.out / "dump")


def take_briefs(freeze: Freeze) -> None:
    """Each subject in each format and language, a pack of visits and the sheets for review."""
    _begin(freeze)
    campaigns = freeze.names("SELECT id FROM campaigns ORDER BY id")
    for subject in (*campaigns, "goals"):
        freeze.run(_briefs(freeze, subject))
    for campaign in campaigns:
        file = freeze.out / "review" / campaign
        freeze.run(
            (("review-sheet", campaign, "--format", format_, "-o", f"{file}.{format_}"),
             Path(f"review/{campaign}.{format_}.txt"))
            for format_ in ("pdf", "docx")
        )  # fmt: skip
    freeze.run([
        (("briefs", "tsra", "--legislators", "CA-36", "-o", str(freeze.out / "visits" / "one"),
          "--workers", "1"), Path("visits/one.txt")),
        (("briefs", "tsra", "--legislators", "California delegation", "--language", "es",
          "--workers", "2", "-o", str(freeze.out / "visits" / "many")), Path("visits/many.txt")),
        (("brief", "us-119-hr4323", "--format", "txt", "--explain", "-o",
          str(freeze.out / "bill.txt")), Path("bill.txt.txt")),
        (("brief", "ca-20252026-ab379", "--format", "html", "--audience", "public", "-o",
          str(freeze.out / "bill.html")), Path("bill.html.txt")),
    ])  # fmt: skip
    dump(freeze.database, freeze.out / "dump")


def take_imported(freeze: Freeze) -> None:
    """The publishers' files, once and again."""
    _import(freeze)
    dump(freeze.database, freeze.out / "dump")
    freeze.run([(("import", "--workers", "2", *map(str, _FILES)), Path("again.txt"))])
    dump(freeze.database, freeze.out / "dump-again")
    others = freeze.names("SELECT key FROM bills ORDER BY key")[::_EACH]
    freeze.run(_reads(freeze, sorted({*freeze.names(_FOLLOWED), *others})))
    freeze.run(_others(freeze))


def take_site(freeze: Freeze) -> None:
    """Both published editions, and all pages of them and of the working file."""
    _begin(freeze)
    _import(freeze)
    freeze.run(
        (("brief", subject, "-o", str(freeze.scratch / f"{subject}.pdf")),
         Path("printed", f"{subject}.txt"))
        for subject in ("tsra", "ca-vacatur", "tvpra")
    )  # fmt: skip
    to = dict(zip(_RELEASED, freeze.names(_ISSUED), strict=False))
    freeze.run(
        (("release", brief, "--to", who, "--by", "A. Example"), Path("printed", f"to-{who}.txt"))
        for who, brief in to.items()
    )
    for edition in _EDITIONS:
        folder = freeze.scratch / edition
        freeze.run([(("publish", str(folder), "--for", edition), Path(f"{edition}.txt"))])
        for file in sorted(folder.iterdir()):
            if file.name == "billtrail.db":
                dump(file, freeze.out / f"dump-{edition}")
                freeze.crawl(file, f"pages-{edition}")
            elif file.suffix not in (".lock", ".db-shm", ".db-wal"):
                shutil.copy(file, freeze.out / f"{edition}-{file.name}")
    freeze.crawl(freeze.database, "pages")


_RELEASED = ("public", "coalition", "member")

PARTS: dict[str, Callable[[Freeze], None]] = {
    "help": take_help,
    "shipped": take_shipped,
    "briefs": take_briefs,
    "imported": take_imported,
    "site": take_site,
}


def _begin(freeze: Freeze) -> None:
    """An organisation, and the database filled by the first command that reads."""
    freeze.run([(_SETUP, Path("setup.txt")), (("changes",), Path("first.txt"))])


def _import(freeze: Freeze) -> None:
    freeze.run([(("import", "--workers", "2", *map(str, _FILES)), Path("import.txt"))])


def _reads(freeze: Freeze, keys: Sequence[str]) -> Iterator[Any]:
    for key in keys:
        yield ("show", key, "--json"), Path("show", f"{key}.json")
        yield ("show", key), Path("show", f"{key}.txt")
    for family in freeze.names("SELECT id FROM families ORDER BY id"):
        yield ("family", family, "--json"), Path("family", f"{family}.json")
        yield ("family", family), Path("family", f"{family}.txt")


def _others(freeze: Freeze) -> Iterator[Any]:
    """Commands that read; days long ago, too."""
    yield ("changes", "--json"), Path("changes.json")
    yield ("changes",), Path("changes.txt")
    for format_ in _WEEKS:
        file = freeze.out / f"week.{format_}"
        yield ("week", "--format", format_, "-o", str(file)), Path(f"week.{format_}.txt")
    for name in ("unsettled", "suggestions", "check"):
        yield (name, "--json"), Path(f"{name}.json")
        yield (name,), Path(f"{name}.txt")
    yield ("doctor",), Path("doctor.txt")
    yield ("stats", "check"), Path("stats-check.txt")
    yield ("search", "trafficking", "--json"), Path("search.json")
    yield ("search", "HR", "4323"), Path("search-number.txt")
    yield ("search", "labor", "trafficking"), Path("search-words.txt")
    for about in ("us-tsra", "ca-vacatur", "us-119-hr4323"):
        yield ("votes", "Lieu", about, "--json"), Path("votes", f"{about}.json")
    for day in ("2025-06-01", "2026-01-24"):
        for family in ("us-tsra", "ca-loitering-repeal"):
            file = Path("earlier", f"{family}-{day}.json")
            yield ("--as-of", day, "family", family, "--json"), file
        yield ("--as-of", day, "week", "--json"), Path("earlier", f"week-{day}.json")
    yield ("show", "none"), Path("wrong", "show.txt")
    yield ("show", "us-119-hr99999"), Path("wrong", "not-held.txt")
    yield ("family", "us-tsrb"), Path("wrong", "family.txt")
    yield ("brief", "tsrb"), Path("wrong", "brief.txt")


def _briefs(freeze: Freeze, subject: str) -> Iterator[Any]:
    for language in _LANGUAGES:
        for format_ in _FORMATS:
            name = f"{subject}/{language}.{format_}"
            file = str(freeze.out / name)
            arguments = ("brief", subject, "--format", format_, "--language", language)
            yield (*arguments, "-o", file), Path(f"{name}.txt")


# -- all of it -------------------------------------------------------------------------------------


def take(out: Path, parts: Iterable[str]) -> None:
    """Raises SystemExit where ``out`` holds something already, or the real files are missing."""
    if not REAL.is_dir():
        raise SystemExit("the real publishers' files are not beside this checkout.")
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise SystemExit(f"{out} is not empty.")
    with tempfile.TemporaryDirectory() as folder:
        for part in parts:
            start = time.monotonic()
            PARTS[part](Freeze(part, out, Path(folder)))
            files = [file for file in (out / part).rglob("*") if file.is_file()]
            name_places(files, out, Path(folder))
            print(f"{part:<10} {len(files):>6,} files {time.monotonic() - start:>6.0f} s")


def name_places(files: Iterable[Path], out: Path, scratch: Path) -> None:
    """Write the folders of this run and of this machine as words, in what is text."""
    places = {out: b"OUT", scratch: b"PLACE", REAL: b"REAL", Path.cwd(): b"CHECKOUT"}
    spelt = {spelling: word for place, word in places.items() for spelling in spellings(place)}
    for file in files:
        before = after = file.read_bytes()
        if b"\0" in before:
            continue
        for spelling in sorted(spelt, key=len, reverse=True):  # a folder before what holds it
            after = after.replace(spelling, spelt[spelling])
        if after != before:
            file.write_bytes(after)


def spellings(place: Path) -> set[bytes]:
    """A folder as it was named and as it is behind links: a program says either."""
    return {str(one).encode() for one in (place.absolute(), place.resolve())}

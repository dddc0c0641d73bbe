"""Every command line of the README and of the documents does what it is there for.

Lines run in order, a page's in one workspace, as a reader types them. What asks a publisher, serves
or waits for an answer is only read by the program here; other tests run those for themselves.
"""

import os
import re
import shlex
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from billtrail.bills.models import VersionText
from billtrail.cli import main
from billtrail.commands import MODULES
from billtrail.legislatures.calendar import today
from billtrail.store import connect_reader
from billtrail.workspace import Workspace

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", *(p for p in (ROOT / "docs").glob("*.md") if p.name != "cli.md")]
)
_LINE = re.compile(r"^(?: {4})?(billtrail .+)$", re.MULTILINE)
#: A word of a document that a reader puts something else for.
_STAND_INS = {"NAME": "Ana", "DIR": "out", "FILE...": "bill.xml", "CAMPAIGN": "tsra"}
#: What asks a publisher (test_update, test_pull), serves (test_serving), starts a browser
#: (test_start) or asks questions (test_setup, test_legiscan_api).
_READ_ONLY = {"update", "pull", "serve", "start", "setup", "password", "key"}
_NAMES = {name for names in MODULES.values() for name in names}
_DAY = r"\d{4}-\d\d-\d\d"
#: A printed brief by its usual name, and by its id.
_PRINTED = re.compile(rf"([\w-]+)_({_DAY})_(\w+)\.pdf")
_ID = "3f2a90c1d4e5"
#: 1: a check found something, which the page is about.
_MAY_FIND = {"check", "verify", "doctor", "suggestions"}


def _commands(page: Path) -> Iterator[list[str]]:
    for line in _LINE.findall(page.read_text(encoding="utf-8")):
        words = shlex.split(line.replace("/srv/", "~/srv/"), comments=True)[1:]
        yield [os.path.expanduser(_STAND_INS.get(word, word)) for word in words]


@pytest.fixture
def desk(fresh: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A reader's folder, with the files that the documents speak of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "offices.csv").write_text("Lieu\nSen. Padilla\n", encoding="utf-8")
    (tmp_path / "visits.csv").write_text("Norton\n", encoding="utf-8")
    bill = ROOT / "tests/sources/us_govinfo/BILLSTATUS-119hr4323.xml"
    (tmp_path / "bill.xml").write_bytes(bill.read_bytes())
    _write_people(tmp_path)
    with fresh.writer("test") as writer:
        for key, code in (("hr4323", "ih"), ("hr4323", "enr"), ("hr1379", "ih")):
            text = VersionText(f"us-119-{key}", code, f"A BILL\n{code}")
            writer.prints.save(text, "us_govinfo_texts")
    return fresh


def _write_people(folder: Path) -> None:
    """The three forms in which California's members come."""
    source = ROOT / "tests/sources/ca_people"
    with (
        tarfile.open(folder / "people_ca.tar.gz", "w:gz") as packed,
        zipfile.ZipFile(folder / "people-main.zip", "w") as zipped,
    ):
        for path in source.rglob("*.yml"):
            name = path.relative_to(source).as_posix()
            packed.add(path, name)
            zipped.write(path, f"people-main/{name}")
            place = folder / "people" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def _write_counts() -> None:
    """What a reader does between the template and its load."""
    book = openpyxl.Workbook()
    period = (date(2025, 1, 1), date(2025, 12, 31))
    assert book.active is not None
    book.active.append(
        ("program", "measure", "part_of", "period_start", "period_end", "age", "count")
    )
    book.active.append(("Built by hand", "Clients served", None, *period, "all", 150))
    book.active.append(("Built by hand", "Clients served", None, *period, "adult", 90))
    book.save("counts.xlsx")
    report = openpyxl.Workbook()
    assert report.active is not None
    report.active.append(("Program", "Months", "Group", 2024, 2025))
    report.active.append(("Built by hand", 12, "adult", 90, 95))
    report.active.append(("Built by hand", 12, "minor", 60, 61))
    report.save("report.xlsx")


def _read(command: click.Command, words: list[str]) -> None:
    """Options and arguments as the program understands them; nothing is done."""
    context = command.make_context(str(command.name), list(words), **main.context_settings)
    if isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, context._protected_args + context.args)
        assert found is not None, f"no command {name}"
        _read(found, rest)


def _run(desk: Workspace, words: list[str]) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(desk.root), *words])


def _made_ready(desk: Workspace, words: list[str]) -> list[str]:
    """The line with what it stands for, and the files it needs that a reader would have."""
    if words[:2] == ["stats", "load"]:
        _write_counts()
    if "signers" in words:
        signed = "Organization,Name,Date signed\nBuilt by hand,,2026-11-20\n"
        Path("signers.csv").write_text(signed, encoding="utf-8")
    for word in words:
        brief = _PRINTED.fullmatch(word)
        if brief and not Path(word).exists():
            subject, day, language = brief.groups()
            _run(desk, ["--as-of", day, "brief", subject, "--language", language, "-o", word])
    if "--mend-clock" in words:
        words = [today().isoformat() if re.fullmatch(_DAY, word) else word for word in words]
    if "--sent" in words:
        words = [_last_letter(desk) if word == "ID" else word for word in words]
    return [_last_brief(desk) if word == _ID else word for word in words]


def _last_letter(desk: Workspace) -> str:
    with closing(connect_reader(desk.database)) as reader:
        return str(reader.execute("SELECT id FROM issued_papers").fetchone()[0])


def _last_brief(desk: Workspace) -> str:
    _run(desk, ["brief", "tsra"])
    with closing(connect_reader(desk.database)) as reader:
        return str(reader.execute("SELECT id FROM issued_briefs").fetchone()[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_page_runs(page: Path, desk: Workspace) -> None:
    failed = []
    for line in _commands(page):
        named = next(word for word in line if word in _NAMES)
        if named in _READ_ONLY:
            _read(main, line)
            continue
        words = _made_ready(desk, line)
        result = _run(desk, words)
        if result.exit_code not in ((0, 1) if named in _MAY_FIND else (0,)):
            failed.append((shlex.join(words), result.exit_code, result.output[-300:]))
    assert failed == []

"""One bad part costs that part: a line that says what is wrong, and nothing half written."""

import io
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from replay import built_status

from billtrail.bills.models import Document
from billtrail.cli import main
from billtrail.errors import ArchiveError
from billtrail.files.limited_reads import inflate, read_at_most
from billtrail.files.time_limit import TookTooLong, at_most
from billtrail.importing import archive
from billtrail.importing.importer import import_paths
from billtrail.importing.prepared import Task, prepare_document
from billtrail.scrapers.ca_pubinfo.texts import DOC, DOCX, long_text
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.scrapers.us_govinfo import source as us_govinfo
from billtrail.store.writer import open_writer
from billtrail.workspace.workspace import Workspace

POSIX = pytest.mark.skipif(os.name != "posix", reason="the machine is limited the POSIX way")
#: More brackets within brackets than Python reads, and no program has trouble to refuse.
BRACKETS = "x = " + "[" * 5000 + "]" * 5000 + "\n"
LONG = "a" * 300


def billtrail(
    *arguments: str | Path, limited: Callable[[], None] | None = None, before: Sequence[str] = ()
) -> "subprocess.CompletedProcess[str]":
    """The command: here, where it starts at once, unless its process is limited."""
    words = [*map(str, arguments)]
    if limited is None and not before:
        there = CliRunner().invoke(main, words, catch_exceptions=False)
        return subprocess.CompletedProcess(words, there.exit_code, there.stdout, there.stderr)
    # A process that is limited would keep pieces of modules (-B), of which the next ones die.
    command = [*before, sys.executable, "-B", "-m", "billtrail", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, preexec_fn=limited)  # fmt: skip  # noqa: E501


def in_one_line(done: "subprocess.CompletedProcess[str]", *codes: int) -> str:
    """What the command said last; it ended as asked, and without a traceback."""
    said = done.stderr + done.stdout
    assert "Traceback" not in said, said
    assert done.returncode in codes, said
    return [line for line in said.splitlines() if line.strip()][-1]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal"))
    }


# -- texts of analyses -----------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@given(st.binary(max_size=1500))
def test_a_damaged_word_97_file_is_a_text_that_cannot_be_read(noise: bytes) -> None:
    assert long_text(OLE + noise).media_type == DOC
    assert long_text(OLE + noise).text is None


def word(markup: str = "<w:p>Words</w:p>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", markup)
    return out.getvalue()


def test_a_whole_word_file_is_read_and_a_damaged_one_is_not() -> None:
    whole = word()
    assert long_text(whole) == (DOCX, "Words")
    locked = bytearray(whole)
    locked[6] |= 1  # the mark of an entry with a password, in both its places
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    strange = bytearray(whole)
    for at in (8, whole.index(b"PK\x01\x02") + 10):
        strange[at : at + 2] = struct.pack("<H", 97)  # a packing that nobody has here
    for damaged in (whole[:40], whole[:-30], bytes(locked), bytes(strange), word("")[:-1]):
        assert long_text(damaged) == (DOCX, None)


@POSIX
def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(TookTooLong), at_most(0.05):
        while True:
            pass
    with at_most(60):
        pass


# -- archives --------------------------------------------------------------------------------------


def test_unpacked_bytes_are_limited_as_they_grow() -> None:
    import zlib

    with pytest.raises(ArchiveError, match="more than 10 bytes"):
        read_at_most(io.BytesIO(b"x" * 11), 10, "a")
    assert read_at_most(io.BytesIO(b"x" * 10), 10, "a") == b"x" * 10
    with pytest.raises(ArchiveError, match="more than 10 bytes"):
        inflate(zlib.compress(b"x" * 11), 10, "a")
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        inflate(b"none", 10, "a")


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_a_header_that_wants_to_be_held_in_memory_ends_the_archive(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"long.{ending}"
    with tarfile.open(path, f"w:{ending.partition('.')[2]}", format=tarfile.GNU_FORMAT) as packed:
        packed.addfile(tarfile.TarInfo("good.txt"), io.BytesIO(b""))
        packed.addfile(tarfile.TarInfo("n" * 6_000_000), io.BytesIO(b""))
    found = archive.members(path)
    assert isinstance(first := next(found), archive.ArchiveMember) and first.name == "good.txt"
    with pytest.raises(ArchiveError, match="a header is too large"):
        list(found)


def test_a_file_of_an_archive_that_python_cannot_unpack_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    name, body = built_status("us-119-hr7001")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, body)
        packed.writestr(built_status("us-119-hr7002")[0], body)
    data = bytearray(path.read_bytes())
    for at in (8, data.index(b"PK\x01\x02") + 10):
        data[at : at + 2] = struct.pack("<H", 97)
    path.write_bytes(data)
    with open_writer(tmp_path / "b.db", "test", ranks()) as writer:
        report = import_paths(writer, [path], load_sources())
    assert len(report.problems) == 2 and "cannot be unpacked" in report.problems[0]


def test_import_names_the_files_it_does_not_recognise(fresh: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("notes.txt", "photo.png"):
        (folder / name).write_bytes(b"x")
    done = billtrail("--workspace", fresh.root, "import", folder)
    assert "not recognised, and not read: notes.txt, photo.png" in done.stdout
    in_one_line(done, 3)  # none of them is a document


# -- documents that nobody expected ----------------------------------------------------------------


def document(body: bytes = built_status("us-119-hr7001")[1]) -> Document:
    name = built_status("us-119-hr7001")[0]
    return Document("us_govinfo", "billstatus", name, {name: body}, "2026-11-20T00:00:00Z", None,
                    "0" * 64)  # fmt: skip


def test_whatever_a_parser_comes_upon_costs_its_document(tmp_path: Path) -> None:
    def fail(document: Document, reference: object):  # type: ignore[no-untyped-def]
        raise RecursionError("too deep")
        yield

    task = Task(us_govinfo_day(), "2026-11-23T08:00:00Z")
    strange = replace(us_govinfo.SOURCE, parse=fail)
    assert "RecursionError: too deep" in (
        prepare_document(strange, document(), None, task).problem or ""
    )


def us_govinfo_day():  # type: ignore[no-untyped-def]
    from datetime import date

    return date(2026, 11, 23)


@pytest.mark.parametrize("value", [{"a": 1}, "\udc80", object(), 1 << 70])
def test_a_value_that_no_column_takes_costs_its_document(tmp_path: Path, value: object) -> None:
    real = us_govinfo.SOURCE

    def strange(document: Document, reference: object):  # type: ignore[no-untyped-def]
        for bill in real.parse(document, reference):
            bad = "hr7002" in document.url
            yield replace(bill, title=value) if bad else bill  # type: ignore[type-var]

    folder = tmp_path / "files"
    folder.mkdir()
    for number in (7001, 7002, 7003):
        name, body = built_status(f"us-119-hr{number}")
        (folder / name).write_bytes(body)
    found = dict(load_sources()) | {real.name: replace(real, parse=strange)}
    with open_writer(tmp_path / "b.db", "test", ranks()) as writer:
        report = import_paths(writer, [folder], found, workers=1)
        keys = [row[0] for row in writer.connection.execute("SELECT key FROM bills ORDER BY key")]
        quarantined = writer.connection.execute("SELECT count(*) FROM quarantine").fetchone()[0]
    assert keys == ["us-119-hr7001", "us-119-hr7003"]
    assert (report.counts["new"], len(report.problems), quarantined) == (2, 1, 1)


# -- files of the workspace ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("campaigns/tsra.toml", ("check",)),
        ("goals.toml", ("check",)),
        ("figures.toml", ("check",)),
        ("reports.toml", ("check",)),
        ("released.toml", ("check",)),
        ("organisation.toml", ("brief", "tsra", "-o", "out")),
        ("voices.toml", ("voice", "list")),
        ("templates/words.toml", ("brief", "tsra", "--language", "es", "-o", "out")),
        ("secrets.env", ("update", "--source", "us_congress_api", "--bill", "us-119-hr1379",
                         "--base-url", "us_congress_api=http://127.0.0.1:9")),
    ],
)  # fmt: skip
def test_a_file_of_brackets_is_named_in_a_line(
    fresh: Workspace, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    path = fresh.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(BRACKETS)
    done = billtrail("--workspace", fresh.root, *[str(tmp_path / c) if c == "out" else c
                                                  for c in command])  # fmt: skip
    in_one_line(done, 0, 1, 2, 3)
    if name != "secrets.env":
        assert path.name in done.stderr + done.stdout and done.returncode


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no zip", b"no zip at all", word("<a>")])
def test_a_broken_template_is_named_in_a_line(
    fresh: Workspace, tmp_path: Path, damage: bytes
) -> None:
    (fresh.root / "templates").mkdir()
    (fresh.root / "templates" / "brief.docx").write_bytes(damage)
    done = billtrail("--workspace", fresh.root, "brief", "tsra", "-o", tmp_path / "a.docx")
    assert "brief.docx cannot be used" in in_one_line(done, 2)
    assert not (tmp_path / "a.docx").exists()


# -- verify ----------------------------------------------------------------------------------------


def any_files(folder: Path) -> dict[str, Path]:
    from typst import compile as typeset

    (folder / "words.typ").write_text("Another document.")
    with (folder / "huge.pdf").open("wb") as huge:
        huge.write(b"%PDF-1.7\n")
        huge.truncate(60_000_000)
    made = {
        "empty.pdf": b"", "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
        "other.pdf": typeset(folder / "words.typ"), "cut.pdf": b"%PDF-1.7\n1 0 obj <<",
        "other.docx": word(), "cut.docx": word()[:50], "noise.html": os.urandom(300),
        "empty.json": b"{}", "list.json": b"[]", "brackets.json": b'{"a":' + b"[" * 90000,
        "numbers.json": b'{"subject": 5, "on": "2026-11-20"}', "page.html": b"<html></html>",
    }  # fmt: skip
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {path.name: path for path in folder.iterdir()} | {"folder": folder}


def test_verify_takes_any_file(fresh: Workspace, tmp_path: Path) -> None:
    for name, path in any_files(tmp_path / "").items():
        if name == "copy":
            continue
        done = CliRunner().invoke(main, ["--workspace", str(fresh.root), "verify", str(path)])
        assert done.exit_code == 2 and len(done.output.splitlines()) == 1, (name, done.output)
        assert done.output.startswith("billtrail: ") and str(path) in done.output
    done = CliRunner().invoke(main, ["--workspace", str(fresh.root), "verify", LONG])
    assert done.exit_code == 2 and len(done.output.splitlines()) == 1


# -- the machine -----------------------------------------------------------------------------------


def no_file_over(size: int) -> Callable[[], None]:
    """A disk that takes so many bytes of each file and no more, for a process to come."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@POSIX
@pytest.mark.parametrize(
    "command",
    [
        ("brief", "tsra", "-o", "{out}"),
        ("publish", "{out}"),
        ("week", "--format", "pdf", "-o", "{out}/week.pdf"),
        ("import", "{files}"),
        ("setup", "--name", "An Organisation", "--email", "a@example.org"),
    ],
)
def test_a_full_disk_is_a_line_and_leaves_nothing_half_written(
    fresh: Workspace, tmp_path: Path, command: tuple[str, ...]
) -> None:
    out, source = tmp_path / "out", tmp_path / "files"
    source.mkdir()
    for number in range(7001, 7041):
        name, body = built_status(f"us-119-hr{number}", "A title " * 900)
        (source / name).write_bytes(body)
    fresh.organisation.write_text('name = "As before"\nemail = "b@example.org"\n')
    assert billtrail("--workspace", fresh.root, "show", "us-119-hr1379").returncode == 0
    before = files(fresh.root)
    size = 20 if command[0] == "setup" else 40_000
    done = billtrail("--workspace", fresh.root, *(c.format(out=out, files=source) for c in command),
                     limited=no_file_over(size))  # fmt: skip
    in_one_line(done, 3)
    after = files(fresh.root)
    new = [Path(name) for name in after.keys() - before.keys()]
    # What is kept of a publisher's files is kept whole, and known again by the next import.
    assert all(path.parts[0] == "archive" and path.suffix == ".xml" for path in new)
    assert after["organisation.toml"] == before["organisation.toml"]
    assert not out.exists() or not files(out)
    done = billtrail("--workspace", fresh.root, "show", "us-119-hr1379")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("brief", "tsra", "-o", "{long}.pdf"),
        ("brief", "tsra", "-o", "{long}/a.pdf"),
        ("import", "{long}"),
        ("publish", "{long}"),
        ("week", "-o", "{long}.pdf", "--format", "pdf"),
        ("review-sheet", "tsra", "-o", "{long}"),
        ("briefs", "tsra", "--legislators", "{long}.csv", "-o", "{long}"),
        ("stats", "load", "{long}.csv"),
    ],
)
def test_a_path_that_is_too_long_is_a_line(
    fresh: Workspace, tmp_path: Path, command: tuple[str, ...]
) -> None:
    given = [part.format(long=tmp_path / LONG) for part in command]
    in_one_line(billtrail("--workspace", fresh.root, *given), 2, 3)


def test_a_workspace_whose_path_is_too_long_is_a_line(tmp_path: Path) -> None:
    in_one_line(billtrail("--workspace", tmp_path / LONG, "show", "us-119-hr1379"), 2, 3)


#: Root may write anywhere, unless it lays its powers down.
LAID_DOWN = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


@pytest.fixture
def read_only(fresh: Workspace):  # type: ignore[no-untyped-def]
    """(a workspace that was prepared yesterday and can now only be read, what runs before)"""
    before = LAID_DOWN if os.name == "posix" and os.geteuid() == 0 else ()
    if os.name != "posix" or (before and not shutil.which(before[0])):
        pytest.skip("a folder is locked the POSIX way")
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(fresh.database)) as connection, connection:
        connection.execute("UPDATE prepared SET value = '2026-11-20' WHERE name = 'day'")
    for beside in fresh.root.glob("billtrail.db-*"):
        beside.unlink()
    for path in (*fresh.root.rglob("*"), fresh.root):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield fresh, before
    fresh.root.chmod(0o755)


def test_a_read_only_workspace_can_be_read_and_says_why_it_cannot_be_written(
    read_only: tuple[Workspace, Sequence[str]], tmp_path: Path
) -> None:
    workspace, before = read_only
    for command in (("show", "us-119-hr1379"), ("week",), ("changes",), ("family", "us-tsra"),
                    ("brief", "tsra", "-o", tmp_path / "out")):  # fmt: skip
        done = billtrail("--workspace", workspace.root, *command, before=before)
        in_one_line(done, 0)
        assert "cannot be written" in done.stderr and "only read" in done.stderr
    assert list((tmp_path / "out").glob("*.pdf"))
    for command in (("update",), ("import", tmp_path / "out"), ("setup", "--name", "A", "--email",
                    "a@example.org"), ("undo",)):  # fmt: skip
        done = billtrail("--workspace", workspace.root, *command, before=before)
        assert "cannot be written" in in_one_line(done, 2, 3)


def test_a_read_only_workspace_can_be_served(
    read_only: tuple[Workspace, Sequence[str]],
) -> None:
    import socket
    import time
    import urllib.request

    workspace, before = read_only
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*before, sys.executable, "-m", "billtrail", "--workspace", str(workspace.root),
               "serve", "--port", str(port)]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        try:
            for _ in range(300):
                try:
                    address = f"http://127.0.0.1:{port}/bill/us-119-hr1379"
                    with urllib.request.urlopen(address) as answer:
                        assert b"Trafficking Survivors Relief Act" in answer.read()
                    return
                except OSError:
                    assert running.poll() is None, running.stderr.read()  # type: ignore[union-attr]
                    time.sleep(0.1)
            raise AssertionError("the site did not answer")
        finally:
            running.terminate()


# -- an entry that names nobody --------------------------------------------------------------------

NAMELESS = "<item><bioguideId>L000577</bioguideId><party>R</party></item>"
IN_PARTS = (
    "<item><bioguideId>F000478</bioguideId><lastName>Fry</lastName><firstName>Russell</firstName>"
    "<party>R</party><state>SC</state><district>7</district>"
    "<sponsorshipDate>2025-07-10</sponsorshipDate></item>"
)


@pytest.mark.parametrize("apart", [True, False])
def test_a_sponsor_without_a_name_costs_itself(tmp_path: Path, apart: bool) -> None:
    joined = f"<cosponsors>{IN_PARTS}{NAMELESS}</cosponsors>"
    file = BILL.format(sponsors=NAMELESS, cosponsors=joined if apart else f"\n{joined} ")
    path = tmp_path / "BILLSTATUS-119hr4323.xml"
    path.write_text(file if apart else file.replace('encoding="utf-8"', ""), encoding="utf-8")
    with open_writer(tmp_path / "x.db", "test", ranks()) as writer:
        report = import_paths(writer, [path], load_sources())
        names = writer.connection.execute("SELECT name, party, state FROM sponsorships").fetchall()
    assert (report.problems, report.counts["new"]) == ([], 1)
    assert [tuple(row) for row in names] == [("Russell Fry", "R", "SC")]
    said = " ".join(report.lines())
    assert "left out: H.R. 4323 (119th Congress): a sponsor without a name (GovInfo); " in said
    assert "a cosponsor without a name" in said


BILL = """<?xml version="1.0" encoding="utf-8"?><billStatus><version>3.0.0</version><bill>
<number>4323</number><updateDate>2025-08-01T12:00:00Z</updateDate><type>HR</type>
<introducedDate>2025-07-10</introducedDate><congress>119</congress><sponsors>{sponsors}</sponsors>
{cosponsors}<title>Trafficking Survivors Relief Act</title></bill></billStatus>"""

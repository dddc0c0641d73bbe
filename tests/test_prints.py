"""Whole texts of prints: read from federal XML, kept beside the database, asked for once."""

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from prints import built_print, path_of
from replay import HOST, File, Publisher, serving

from billtrail.bills.models import ABSENT, Document, VersionText
from billtrail.commands.machine.doctor import _check_texts
from billtrail.errors import ParseError
from billtrail.legislatures.calendar import sessions
from billtrail.prints import PrintFolder
from billtrail.scrapers.crawling.crawl_plan import KnownLink
from billtrail.scrapers.us_govinfo_texts.source import parse
from billtrail.snapshot import open_snapshot, read_named_prints, read_prints
from billtrail.store import open_reader, schema
from billtrail.store.packed import pack
from billtrail.updates.update import update
from billtrail.updates.us_texts import _is_old_and_absent, _wanted
from billtrail.workspace import Workspace

FOLDER = Path(__file__).parent / "sources" / "us_govinfo_texts"
BUILT = "BILLS-119hr9001rh"
NAME = "us_govinfo_texts"
TSRA = "us-119-hr4323"
PRINTS = {
    "ih": ("A survivor may ask a court.", "Courts print no names."),
    "rds": ("A survivor of trafficking may ask a court.", "Courts print no names of survivors."),
    "eh": ("A survivor of trafficking may ask a court.", "Courts print no names."),
    "enr": ("A survivor of trafficking may ask any court.", "Courts print no names."),
}


def read(data: bytes, name: str = f"{BUILT}.xml") -> VersionText:
    (text,) = parse(Document(NAME, "print", name, {name: data}, "2026-11-26", None, ""))
    assert isinstance(text, VersionText)
    return text


GOOD = (FOLDER / f"{BUILT}.xml").read_bytes()


def test_a_print_becomes_text_a_paragraph_a_line_without_what_a_committee_struck() -> None:
    found = read(GOOD)
    assert (found.bill, found.code) == ("us-119-hr9001", "rh")
    wanted = (FOLDER / f"{BUILT}.expected.txt").read_text(encoding="utf-8")
    assert found.text.splitlines() == wanted.splitlines()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<html><body>requested file was not found</body></html>", "root element is html"),
        (GOOD.replace(b"H. R. 9001", b"H. R. 9002"), "the print is of hr9002, not of hr9001"),
        (b"<bill><form/></bill>", "no text"),
        (GOOD[:900], "not well-formed"),
        (b"", "not well-formed"),
        (b'<!DOCTYPE bill [<!ENTITY a "b">]><bill><text>&a;</text></bill>', "entities of its own"),
    ],
)  # fmt: skip
def test_what_is_no_print_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(ParseError, match=says):
        read(data)


def test_every_sample_of_the_newer_schema_is_read(real: Path) -> None:
    """Thirty prints of all common kinds."""
    files = [*(real / "federal/text/uslm-samples").iterdir()]
    for file in files:
        data = file.read_bytes()
        named = re.search(rb"<citableAs>(\d+[a-z]+\d+[a-z]+)</citableAs>", data)
        assert named
        text = read(data, f"BILLS-{named[1].decode()}.xml").text
        assert text.count(" ") > 50 and "public domain" not in text, file.name
        assert not re.search(r"^[.,;\N{RIGHT DOUBLE QUOTATION MARK}]+$", text, re.MULTILINE)
    assert len(files) == 30


# -- the folder ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> PrintFolder:
    return PrintFolder(tmp_path_factory.mktemp("prints"))


@examples(10)
@given(text=st.text(max_size=50), noise=st.binary(max_size=9))
def test_a_text_comes_back_as_it_was_or_not_at_all(
    folder: PrintFolder, text: str, noise: bytes
) -> None:
    text = text.encode("utf-8", "replace").decode()
    digest = folder.keep(text)
    assert folder.read(digest) == text
    place = folder.place(digest)
    place.write_bytes(noise + place.read_bytes()[len(noise) + 1 :])
    assert folder.read(digest) in (None, text)
    assert folder.keep(text) == digest and folder.read(digest) == text
    place.unlink()
    assert folder.read(digest) is None and not folder.has(digest)


def test_texts_of_an_older_file_move_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "billtrail.db"
    with closing(sqlite3.connect(path)) as db:
        older = sqlite_utils.Database(db)
        schema.as_migrations().apply(older, stop_before=["m039_prints"])
        db.execute("INSERT INTO version_texts VALUES ('b', 'c', ?, 's')", (pack("Whole words."),))
        db.commit()
        schema.migrate(db)
        (row,) = db.execute("SELECT bill, code, words, source, sha256 FROM prints").fetchall()
        assert row[:4] == ("b", "c", 2, "s")
        assert PrintFolder.of(db).read(row[4]) == "Whole words."
        assert not older["version_texts"].exists()


# -- an update -------------------------------------------------------------------------------------


def site_of(**prints: tuple[str, ...]) -> Publisher:
    site = Publisher()
    for code, sections in prints.items():
        path = path_of(f"BILLS-119hr4323{code}")
        site.files[path] = File(built_print("H. R. 4323", "To help survivors.", sections))
    return site


def ask(workspace: Workspace, site: Publisher) -> Any:
    site.forget()
    with serving(site) as base:
        return update(workspace, source=NAME, bills=[TSRA], base_urls={"us_govinfo": base})


def stored(workspace: Workspace, query: str) -> list[Any]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute(query).fetchall()


def test_each_print_is_asked_for_once_and_again_where_it_is_lost_or_damaged(
    fresh: Workspace,
) -> None:
    site = site_of(**PRINTS)
    site.files[path_of("BILLS-119hr4323enr")] = File(b"<html>not found</html>")
    report = ask(fresh, site)
    assert {seen.path for seen in site.asked("/content/")} >= set(site.files)
    assert len(report.problems) == 1 and "root element is html" in report.problems[0]
    assert any("texts of prints read: 3" in line for line in report.said)
    assert stored(fresh, f"SELECT * FROM checks WHERE source = '{NAME}'") == []

    folder = PrintFolder(fresh.database.parent / "prints")
    digests = [row[0] for row in stored(fresh, "SELECT sha256 FROM prints")]
    folder.place(digests[0]).unlink()
    for digest in digests[1:]:
        folder.place(digest).write_bytes(b"\0")
    site = site_of(**PRINTS)
    with open_reader(fresh.database) as connection:
        assert "texts of bills lost or damaged" in next(_check_texts(connection)).line
    report = ask(fresh, site)
    assert any("3 of them had been read and are lost" in line for line in report.said)
    assert {seen.path for seen in site.asked("/content/")} == set(site.files)
    assert all(folder.read(digest) for digest in digests)
    missing = HOST + path_of("BILLS-119hr4323rh")  # old: not asked for again for a month
    ((link, day),) = _wanted(fresh, [TSRA])
    assert link.url == missing
    absent = {missing: KnownLink(missing, lastmod=ABSENT, fetched_at=sessions.utc_now())}
    assert _is_old_and_absent(link, day, absent)
    assert not _is_old_and_absent(link, str(sessions.today() - timedelta(days=20)), absent)

    with open_snapshot(fresh.database, date(2026, 11, 26)) as snapshot:
        what, prints = read_prints(snapshot, snapshot.bill(TSRA).bill)
        assert what == "the whole text of each print"
        assert [one.code for one in prints][-1] == "enr"
        _, newest, oldest = read_named_prints(snapshot, "HR 4323", "HR 4323 (119th):ih")
        assert "any court" in newest.found.text and "any court" not in oldest.found.text

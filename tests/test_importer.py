"""From files to rows: what is read, what is left out and why, and that a second time is free."""

import pickle
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from replay import built_status

from billtrail.bills.models import Document
from billtrail.cli import main
from billtrail.importing.importer import import_paths, reparse
from billtrail.importing.pool import _batches
from billtrail.importing.prepared import Prepared
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.store.bill_rows.states import read_state
from billtrail.store.writer import open_writer
from billtrail.updates.retention import drop_replaced

TABLES = ("bills", "actions", "sponsorships", "versions", "votes", "hearings", "bill_changes")
KEYS = ("us-119-hr4323", "us-119-hr1379", "us-119-s2255")


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path / "billtrail.db", "test", ranks(), today=date(2026, 11, 23)) as w:
        yield w


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "files"
    path.mkdir()
    for key in KEYS:
        name, body = built_status(key, f"Title of {key}")
        (path / name).write_bytes(body)
    return path


def run(writer, *paths, **options):
    return import_paths(writer, paths, load_sources(), **options)


def contents(writer):
    return {
        table: [tuple(row) for row in writer.connection.execute(f"SELECT * FROM {table}")]
        for table in TABLES
    }


def test_a_folder_becomes_bills(writer, folder):
    report = run(writer, folder)
    assert report.counts["new"] == 3 and report.problems == []
    assert read_state(writer.connection, KEYS[0])[""]["title"] == f"Title of {KEYS[0]}"


def test_a_zip_gives_the_same_rows_as_its_folder(tmp_path, folder):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    stored = []
    for name, path in (("a", folder), ("b", tmp_path / "all.zip")):
        now = "2026-11-23T08:00:00Z"
        with open_writer(
            tmp_path / f"{name}.db", "test", ranks(), today=date(2026, 11, 23), now=now
        ) as w:
            run(w, path)
            stored.append(contents(w))
    assert stored[0] == stored[1]


def test_the_same_again_writes_nothing(writer, folder):
    run(writer, folder)
    before, count = contents(writer), writer.connection.total_changes
    report = run(writer, folder)
    assert report.counts["known"] == 3
    assert contents(writer) == before
    # The source's health note is the only row written.
    assert writer.connection.total_changes == count + 1


def test_no_process_is_started_for_what_is_known(writer, folder, monkeypatch):
    monkeypatch.setattr("billtrail.importing.pool.FEW", 1)
    run(writer, folder, workers=1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)
    report = run(writer, folder, workers=2)
    assert (report.counts["known"], report.bills) == (3, 0)


def zipped(folder, path):
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return path


def test_an_archive_read_to_its_end_is_not_unpacked_again(writer, folder, tmp_path, monkeypatch):
    path = zipped(folder, tmp_path / "all.zip")
    run(writer, path)
    before = contents(writer)
    monkeypatch.setattr("billtrail.importing.importer.find", None)
    assert run(writer, path).counts["known"] == 3
    assert contents(writer) == before


def test_an_archive_with_a_bad_document_is_read_again(writer, folder, tmp_path):
    bad = folder / "BILLSTATUS-119hr1379.xml"
    bad.write_bytes(bad.read_bytes()[:200])
    path = zipped(folder, tmp_path / "all.zip")
    assert len(run(writer, path).problems) == 1
    report = run(writer, path)
    assert (report.counts["known"], len(report.problems)) == (2, 1)


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_what_a_publisher_returns_to_is_read_again(tmp_path, folder, form):
    """The bytes of before, after others: its last word is the one that counts."""
    first = folder if form == "folder" else zipped(folder, tmp_path / "first.zip")
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    name, body = built_status(KEYS[0], "Another title")
    (other / name).write_bytes(body)
    second = other if form == "folder" else zipped(other, tmp_path / "second.zip")
    for day, path, title in ((1, first, "T"), (2, second, "A"), (3, first, "T"), (4, first, "T")):
        now = f"2027-01-0{day}T08:00:00Z"
        with open_writer(tmp_path / "w.db", "test", ranks(), now=now) as w:
            report = run(w, path)
            assert read_state(w.connection, KEYS[0])[""]["title"][0] == title
    assert report.counts["known"] >= 2


def test_a_new_parser_reads_an_archive_again(writer, folder, tmp_path):
    path, sources = zipped(folder, tmp_path / "all.zip"), load_sources()
    run(writer, path)
    newer = {n: replace(s, parser_version=s.parser_version + 1) for n, s in sources.items()}
    report = import_paths(writer, [path], newer)
    assert (report.counts["known"], report.counts["unchanged"]) == (0, 3)


def test_a_changed_file_among_known_ones_is_read(writer, folder):
    run(writer, folder)
    name, body = built_status(KEYS[1], "Another title")
    (folder / name).write_bytes(body)
    report = run(writer, folder, workers=2)
    assert (report.counts["known"], report.counts["changed"]) == (2, 1)
    assert read_state(writer.connection, KEYS[1])[""]["title"] == "Another title"


def _parse_in_capitals(document, reference):
    """A parser that only this import is told of."""
    for bill in load_sources()["us_govinfo"].parse(document, reference):
        yield replace(bill, title=bill.title.upper())


@pytest.mark.parametrize("workers", [1, 2])
def test_documents_are_read_by_the_sources_that_were_given(writer, folder, workers, monkeypatch):
    monkeypatch.setattr("billtrail.importing.pool.FEW", 0)
    ours = replace(load_sources()["us_govinfo"], parse=_parse_in_capitals)
    report = import_paths(writer, [folder], {ours.name: ours}, workers=workers)
    assert report.counts["new"] == 3
    assert read_state(writer.connection, KEYS[1])[""]["title"] == f"TITLE OF {KEYS[1].upper()}"


BAD = {
    "truncated": lambda body: body[: len(body) // 2],
    "not XML": lambda body: b"%PDF-1.7 not XML at all",
    "empty": lambda body: b"",
    "another document": lambda body: b"<?xml version='1.0'?><rss><channel/></rss>",
    "an entity": lambda body: b"<!DOCTYPE b [<!ENTITY x 'y'>]><billStatus>&x;</billStatus>",
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_document_is_quarantined_and_the_rest_read(writer, folder, fault):
    bad = folder / "BILLSTATUS-119hr1379.xml"
    bad.write_bytes(BAD[fault](bad.read_bytes()))
    report = run(writer, folder)
    assert report.counts["new"] == 2
    assert len(report.problems) == 1 and "BILLSTATUS-119hr1379.xml" in report.problems[0]
    row = writer.connection.execute("SELECT url, size, reason FROM quarantine").fetchone()
    assert (row["url"], row["size"]) == (bad.name, bad.stat().st_size)
    assert row["reason"]


def test_the_last_good_bill_stays_when_a_bad_document_follows(writer, folder):
    run(writer, folder)
    before = read_state(writer.connection, KEYS[1])
    bad = folder / "BILLSTATUS-119hr1379.xml"
    bad.write_bytes(bad.read_bytes()[:200])
    run(writer, folder)
    assert read_state(writer.connection, KEYS[1]) == before


def test_a_path_that_climbs_out_of_a_zip_is_one_line(writer, tmp_path):
    name, body = built_status(KEYS[0])
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(f"../{name}", body)
        archive.writestr(name, body)
    report = run(writer, tmp_path / "x.zip")
    assert report.counts["new"] == 1
    assert len(report.problems) == 1 and "climbs out" in report.problems[0]


def test_an_empty_zip_is_one_line_and_the_next_path_is_read(writer, tmp_path, folder):
    zipfile.ZipFile(tmp_path / "x.zip", "w").close()
    report = run(writer, tmp_path / "x.zip", folder)
    assert report.counts["new"] == 3
    assert report.problems == ["x.zip: the zip is empty"]


def test_other_files_are_counted_as_not_recognised(writer, folder):
    (folder / "README.md").write_text("hello")
    report = run(writer, folder)
    assert (report.counts["unrecognised"], report.problems) == (1, [])


@pytest.mark.parametrize("form", ["folder", "zip", "tar.gz"])
def test_a_copy_of_somebody_else_is_the_publishers_file(writer, folder, tmp_path, form):
    """As unitedstates/congress lays them out: one name for all, known by what is in them."""
    copies, archive = tmp_path / "119", tmp_path / "archive"
    for number, file in enumerate(sorted(folder.iterdir())):
        place = copies / "bills" / str(number)
        place.mkdir(parents=True)
        (place / "fdsys_billstatus.xml").write_bytes(file.read_bytes())
        (place / "data.json").write_text("{}")
    (copies / "text.xml").write_text("<bill><billStatusNote/></bill>")
    (copies / "cut.xml").write_bytes(b"<billStatus><bill>")
    packed = {"zip": "zip", "tar.gz": "gztar"}.get(form)
    path = Path(shutil.make_archive(str(copies), packed, copies)) if packed else copies
    report = run(writer, path, archive_root=archive)
    assert (report.counts["new"], report.counts["unrecognised"]) == (3, 4)
    (problem,) = report.problems
    assert "cut.xml" in problem and "not well-formed" in problem
    urls = {row[0] for row in writer.connection.execute("SELECT url FROM documents")}
    assert urls == {file.name for file in folder.iterdir()}
    assert run(writer, folder, archive_root=archive).counts["new"] == 0


def test_reparse_changes_nothing_where_the_parser_is_the_same(writer, folder, tmp_path):
    archive = tmp_path / "archive"
    run(writer, folder, archive_root=archive)
    for file in folder.iterdir():
        file.unlink()
    before = contents(writer)
    report = reparse(writer, load_sources(), archive)
    assert report.counts["unchanged"] == 3
    assert contents(writer) == before


def test_what_a_new_parser_reads_otherwise_is_a_correction_not_news(writer, folder, tmp_path):
    archive = tmp_path / "archive"
    run(writer, folder, archive_root=archive)
    writer.connection.execute("UPDATE source_records SET hash = 'by an older parser'")
    writer.connection.execute("UPDATE bills SET title = 'As the older parser read it'")
    reparse(writer, load_sources(), archive)
    kinds = writer.connection.execute(
        "SELECT DISTINCT kind FROM bill_changes WHERE field = 'title'"
    ).fetchall()
    assert [row[0] for row in kinds] == ["correction"]


def test_what_was_replaced_long_ago_leaves_the_archive_and_nothing_else_does(
    writer, folder, tmp_path
):
    archive = tmp_path / "archive"
    run(writer, folder, archive_root=archive)
    there = {path for path in archive.rglob("*") if path.is_file()}
    ask = writer.connection.execute
    id, place = ask("SELECT id, location FROM documents WHERE location IS NOT NULL").fetchone()
    ask("UPDATE documents SET fetched_at = '2020-01-01T00:00:00Z'")
    assert drop_replaced(writer, archive) == 0  # the newest of its address
    columns = "source, kind, url, fetched_at, parser_version, size"
    ask(f"INSERT INTO documents ({columns}, sha256) SELECT {columns}, 'newer' FROM documents "
        "WHERE id = ?", (id,))  # fmt: skip
    assert drop_replaced(writer, archive) == 0  # a bill's record rests on it
    ask("UPDATE source_records SET document = NULL")
    ask("UPDATE documents SET fetched_at = ? WHERE id = ?", (writer.now, id))
    assert drop_replaced(writer, archive) == 0  # not long ago
    ask("UPDATE documents SET fetched_at = '2020-01-01T00:00:00Z'")
    assert drop_replaced(writer, archive) == 1
    assert there - {path for path in archive.rglob("*") if path.is_file()} == {archive / place}


def test_a_bulk_archive_is_kept_by_reference_and_said_where_it_is_gone(writer, folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    kept = tmp_path / "archive"
    run(writer, tmp_path / "all.zip", archive_root=kept)
    assert not kept.exists()
    (tmp_path / "all.zip").unlink()
    report = reparse(writer, load_sources(), kept)
    assert "is gone" in report.problems[0]


def imported(folder, path, **options):
    """All rows of an import by these means, at one instant."""
    path.mkdir()
    with open_writer(
        path / "billtrail.db", "test", ranks(), today=date(2026, 11, 23), now="2026-11-23T08:00:00Z"
    ) as writer:
        run(writer, folder, **options)
        return contents(writer) | {
            table: [tuple(r) for r in writer.connection.execute(f"SELECT * FROM {table}")]
            for table in ("source_records", "documents", "bill_search", "subjects", "titles")
        }


def test_the_rows_are_the_same_whichever_executor_prepares_them(tmp_path, folder, monkeypatch):
    for name in ("BATCH", "FEW", "PIECE"):
        monkeypatch.setattr(f"billtrail.importing.pool.{name}", 2)
    for path in (Path(__file__).parent / "sources" / "us_govinfo").glob("*.xml"):
        (folder / path.name).write_bytes(path.read_bytes())
    alone = imported(folder, tmp_path / "alone", workers=1)
    assert len(alone["bills"]) > 6
    assert imported(folder, tmp_path / "processes", workers=2) == alone
    with ThreadPoolExecutor(3) as threads:
        assert imported(folder, tmp_path / "threads", executor=threads) == alone


def test_a_source_goes_between_processes_by_its_name():
    shipped = load_sources()["us_govinfo"]
    sent = pickle.dumps(shipped)
    assert (pickle.loads(sent), len(sent) < 100) == (shipped, True)
    of_ones_own = replace(shipped, rank=shipped.rank + 1)
    assert pickle.loads(pickle.dumps(of_ones_own)) == of_ones_own


@given(sizes=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), max_size=20))
def test_a_batch_ends_with_the_piece_that_reaches_its_number_or_its_bytes(sizes):
    empty = Document("us_govinfo", "billstatus", "", {}, "", None, "")
    pieces = [[Prepared(empty, size) for size in piece] for piece in sizes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("billtrail.importing.pool.BATCH", 6)
        patch.setattr("billtrail.importing.pool.BATCH_BYTES", 20)
        batches = [[one.size for one in batch] for batch in _batches(pieces)]
    assert list(chain(*batches)) == list(chain(*sizes))
    for n, batch in enumerate(batches):
        assert n == len(batches) - 1 or len(batch) >= 6 or sum(batch) >= 20
        assert len(batch) < 6 + 4 and sum(batch) < 20 + 4 * 9


def test_the_number_of_processes_is_an_option(folder, tmp_path):
    result = CliRunner().invoke(
        main, ["--workspace", str(tmp_path / "w"), "import", str(folder), "--workers", "2"]
    )
    assert result.exit_code == 0, result.output
    assert "3 bill documents" in result.output


def test_files_of_which_none_is_known_end_with_an_error(tmp_path):
    (tmp_path / "bills.json").write_text("[]")
    result = CliRunner().invoke(
        main, ["--workspace", str(tmp_path / "w"), "import", str(tmp_path / "bills.json")]
    )
    assert result.exit_code == 3, result.output
    assert "not recognised, and not read: bills.json" in result.output


def test_the_sources_of_an_import_are_noted_in_the_same_order_each_time(writer):
    """The order of a set is another in each process."""
    run(writer, Path(__file__).parent / "sources", workers=1)
    rows = writer.connection.execute("SELECT source FROM source_health ORDER BY rowid")
    noted = [row[0] for row in rows]
    assert len(noted) > 3 and noted == sorted(noted)

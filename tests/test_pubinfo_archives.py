"""PUBINFO archives: whole ones, what is new, long texts, and everything that can be wrong."""

import io
import tarfile
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from laws import examples
from pubinfo import (
    AUTHORS,
    BILL,
    FILES,
    HISTORY,
    NOW,
    SUMMARY,
    VERSIONS,
    bill_of,
    dat,
    history,
    read,
    staged,
)

from billtrail.bills.models import Analysis, VersionText
from billtrail.cli import main
from billtrail.errors import ArchiveError
from billtrail.importing.importer import import_paths
from billtrail.prints import PrintFolder
from billtrail.scrapers.ca_pubinfo.rows import read_block, read_rows, split_line, undoubled
from billtrail.scrapers.ca_pubinfo.source import SOURCE
from billtrail.scrapers.ca_pubinfo.staging import stage
from billtrail.scrapers.ca_pubinfo.tables import StepRow
from billtrail.scrapers.ca_pubinfo.texts import DOC, DOCX, HTML, PLAIN, long_text
from billtrail.scrapers.california.caml import caml_text, code_sections
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.store.packed import unpack
from billtrail.store.writer import open_writer

# -- whole archives ------------------------------------------------------------------------------


def test_two_overlapping_archives_double_nothing(tmp_path):
    (first,) = staged(tmp_path, FILES).documents(NOW)
    (tmp_path / "twice").mkdir()
    twice = stage(
        [(name, io.BytesIO(data)) for files in (FILES, FILES) for name, data in files.items()],
        tmp_path / "twice",
    )
    (second,) = twice.documents(NOW)
    assert second == first


def test_of_two_readings_of_a_row_the_newer_stands(tmp_path):
    """A history row put right later has the same id and a later ``trans_update``."""
    rows = FILES["BILL_HISTORY_TBL.dat"]
    fixed = rows.replace(
        b"Referred to Com. on  PUB. S.", b"Referred to Coms. on  PUB. S. and  JUD."
    )
    fixed = fixed.replace(b"2021-01-28 12:00:00", b"2021-01-29 09:00:00")
    for both in (rows + fixed, fixed + rows):
        folder = tmp_path / str(both == rows + fixed)
        folder.mkdir()
        texts = [
            a.description for a in read(folder, {**FILES, "BILL_HISTORY_TBL.dat": both}).actions
        ]
        assert len(texts) == 9 and "Referred to Coms. on PUB. S. and JUD." in texts


def test_all_kinds_of_measures_and_extraordinary_sessions(tmp_path):
    ids = {
        "202520260ACA1": "ca-20252026-aca1", "202520260SCA1": "ca-20252026-sca1",
        "202520260ACR1": "ca-20252026-acr1", "202520260SCR1": "ca-20252026-scr1",
        "202520260AJR1": "ca-20252026-ajr1", "202520260SJR1": "ca-20252026-sjr1",
        "202520260HR1": "ca-20252026-hr1", "202520260SR1": "ca-20252026-sr1",
        "202520260GRP1": "ca-20252026-grp1", "202520261AB1": "ca-20252026x1-ab1",
        "202520261SB1": "ca-20252026x1-sb1", "202520262AB1": "ca-20252026x2-ab1",
    }  # fmt: skip
    found = staged(tmp_path, {"BILL_TBL.dat": dat(*[(id_, *BILL[1:]) for id_ in ids])})
    assert {d.url.partition("/")[2] for d in found.documents(NOW)} == set(ids.values())


def dated(path, when):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in FILES.items():
            archive.writestr(zipfile.ZipInfo(name, when), data)
    return path


@pytest.mark.parametrize(
    ("name", "when", "as_of"),
    [
        ("pubinfo_2021.zip", (2021, 9, 24, 4, 30, 0), "2021-09-24T04:30:00"),
        ("pubinfo_daily_Fri.zip", (2021, 9, 24, 4, 30, 0), "2021-09-24T04:30:00"),
        # Packed again by somebody, weeks later too, before its newest row, or with a clock that is
        # wrong, and what is only new: what the newest row of the archive says.
        ("from-a-colleague.zip", (2021, 9, 24, 4, 30, 0), "2021-09-22T12:00:00"),
        ("pubinfo_2021.zip", (2021, 10, 20, 4, 30, 0), "2021-09-22T12:00:00"),
        ("pubinfo_Fri.zip", (2021, 9, 24, 4, 30, 0), "2021-09-22T12:00:00"),
        ("pubinfo_2021.zip", (1980, 1, 1, 0, 0, 0), "2021-09-22T12:00:00"),
        ("pubinfo_2021.zip", (2100, 1, 1, 0, 0, 0), "2021-09-22T12:00:00"),
    ],
)
def test_a_bill_is_as_of_its_archive_not_of_its_own_last_row(tmp_path, name, when, as_of):
    importing(tmp_path / "x.db", dated(tmp_path / name, when))
    assert stored(tmp_path / "x.db", "SELECT data_as_of FROM bills") == [(as_of,)]


def test_a_later_archive_that_says_no_more_of_a_bill_confirms_it(fresh):
    """Most dead bills of California have no line that says so: they just stop."""
    waiting = {
        "BILL_TBL.dat": dat((*BILL[:5], "Introduced", None, None, None, None, *BILL[10:13],
                             "2021-02-01 12:00:00", None, None, "Assembly",
                             "In Committee Process", None)).replace(b"AB262", b"AB9262"),
        "BILL_HISTORY_TBL.dat": b"".join(history().splitlines(True)[:2])
        .replace(b"AB262", b"AB9262"),
    }  # fmt: skip
    later = {**waiting, "BILL_TBL.dat": waiting["BILL_TBL.dat"] + FILES["BILL_TBL.dat"]
             .replace(b"2021-09-22", b"2022-12-01")}  # fmt: skip
    stages = []
    for name, files in (("pubinfo_a.zip", waiting), ("pubinfo_b.zip", later)):
        with fresh.writer("test") as writer:
            path = zipped(fresh.root / name, files)
            report = import_paths(writer, [path], load_sources(), workers=1)
        with open_snapshot(fresh.database, date(2022, 12, 5)) as snapshot:
            stages.append(snapshot.bill("ca-20212022-ab9262").stage.value)
    assert report.counts["known"] == 1
    assert stages == ["outcome_not_recorded", "died"]


def test_a_time_that_is_none_dates_nothing(tmp_path):
    odd = FILES["BILL_TBL.dat"].replace(b"2021-09-22 12:00:00", b"`soon`")
    assert odd != FILES["BILL_TBL.dat"]
    assert staged(tmp_path, {**FILES, "BILL_TBL.dat": odd}).data_as_of() == "2021-09-22T12:00:00"


# -- what is new ---------------------------------------------------------------------------------


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def importing(database, *paths):
    with open_writer(database, "test", ranks(), today=date(2021, 10, 1), now=NOW) as writer:
        return import_paths(writer, paths, load_sources(), workers=1)


def stored(database, sql, *values):
    with open_writer(database, "test", ranks(), today=date(2021, 10, 1), now=NOW) as writer:
        return [tuple(row) for row in writer.connection.execute(sql, values)]


BEFORE = {
    **FILES,
    "BILL_TBL.dat": dat(("202120220AB262", "20212022", "0", "AB", 262, "Enrolled", None, None, None,
                         None, "20210AB26299INT", "Y", "BYHAND", "2021-09-17 12:00:00", None, None,
                         "Governor's Office", "Enrolled", None)),
    "BILL_HISTORY_TBL.dat": b"".join(FILES["BILL_HISTORY_TBL.dat"].splitlines(True)[:-2]),
    "BILL_VERSION_TBL.dat": VERSIONS.splitlines(True)[0],
    "BILL_VERSION_AUTHORS_TBL.dat": AUTHORS.splitlines(True)[0],
}  # fmt: skip
NEWS = {
    "BILL_VERSION_AUTHORS_TBL.dat": b"".join(AUTHORS.splitlines(True)[1:]),
    "BILL_TBL.dat": FILES["BILL_TBL.dat"],
    "BILL_HISTORY_TBL.dat": b"".join(FILES["BILL_HISTORY_TBL.dat"].splitlines(True)[-2:]),
    "BILL_VERSION_TBL.dat": VERSIONS.splitlines(True)[1],
}


def test_a_small_archive_adds_to_what_is_known_and_takes_nothing_away(tmp_path):
    database = tmp_path / "x.db"
    whole = zipped(tmp_path / "pubinfo_2021.zip", BEFORE)
    added = zipped(tmp_path / "pubinfo_Wed.zip", NEWS)
    importing(database, whole)
    before = stored(database, "SELECT stage, law FROM bills")
    assert before == [("to_executive", None)]
    report = importing(database, added)
    assert report.counts["changed"] == 1 and report.problems == []
    assert stored(database, "SELECT stage, law FROM bills") == [
        ("enacted", "Chapter 193, Statutes of 2021")
    ]
    listed = "(SELECT count(*) FROM {} WHERE unlisted_since IS NULL)"
    tables = ("actions", "versions", "votes", "sponsorships")
    counts = f"SELECT {', '.join(listed.format(table) for table in tables)}"
    assert stored(database, counts) == [(9, 2, 1, 2)]
    news = stored(database, "SELECT field FROM bill_changes WHERE kind = 'change'")
    assert ("stage",) in news and ("law",) in news


def test_a_step_corrected_in_a_small_archive_takes_the_place_of_the_one_it_corrects(tmp_path):
    """The passage of 2 June 2021, with another count and the mark that corrected rows have."""
    database = tmp_path / "x.db"
    importing(database, zipped(tmp_path / "pubinfo_2021.zip", BEFORE))
    (passage,) = [row for row in HISTORY if row[0] == 7]
    text = "Read third time. Passed. Ordered to the Senate. (Ayes 77. Noes 0.) (Corrected June 3.)"
    row = history(rows=[(*passage[:2], text, *passage[3:])])
    importing(database, zipped(tmp_path / "pubinfo_Wed.zip", NEWS | {"BILL_HISTORY_TBL.dat": row}))
    passed = "SELECT description FROM actions WHERE date = '2021-06-02' AND unlisted_since IS NULL"
    assert stored(database, passed) == [(text,)]


def test_a_history_made_anew_in_a_small_archive_is_a_word_of_its_own(tmp_path):
    """A passage that is gone from all the steps, told once more, is in doubt; told on another day
    it is gone. A small archive of some steps says nothing of the others."""
    database, passed = tmp_path / "x.db", 7

    def archive(name, day, ids):
        bill = BEFORE["BILL_TBL.dat"].replace(b"2021-09-17 12", f"{day} 12".encode())
        rows = history(rows=[row for row in HISTORY if row[0] in ids])
        return zipped(
            tmp_path / name, BEFORE | {"BILL_TBL.dat": bill, "BILL_HISTORY_TBL.dat": rows}
        )

    steps = {5, 6, passed, 8, 10, 9, 11}
    importing(database, archive("pubinfo_2021.zip", "2021-09-17", steps))
    listed = "SELECT count(*) FROM actions WHERE date = '2021-06-02' AND unlisted_since IS NULL"
    doubted = "SELECT count(*) FROM doubts WHERE state = 'open'"
    said = []
    for name, day, ids in (
        ("pubinfo_Sat.zip", "2021-09-18", {10, 11}),
        ("pubinfo_Sun.zip", "2021-09-19", steps - {passed}),
        ("pubinfo_Mon.zip", "2021-09-19", steps - {passed}),
        ("pubinfo_Tue.zip", "2021-09-20", steps - {passed}),
    ):
        importing(database, archive(name, day, ids))
        said.append((stored(database, listed)[0][0], stored(database, doubted)[0][0]))
    assert said == [(1, 0), (1, 1), (1, 1), (0, 0)]


def test_a_small_archive_read_again_or_after_the_whole_one_changes_nothing(tmp_path):
    database = tmp_path / "x.db"
    importing(database, zipped(tmp_path / "pubinfo_2021.zip", BEFORE))
    added = zipped(tmp_path / "pubinfo_Wed.zip", NEWS)
    importing(database, added)
    changes = stored(database, "SELECT count(*) FROM bill_changes")
    assert importing(database, added).counts["known"] == 1
    whole = importing(database, zipped(tmp_path / "pubinfo_daily_Thu.zip", FILES))
    assert whole.counts["changed"] == 0
    assert stored(database, "SELECT count(*) FROM bill_changes") == changes


def test_news_of_a_bill_we_have_no_record_of_waits_for_one(tmp_path):
    report = importing(tmp_path / "x.db", zipped(tmp_path / "pubinfo_Wed.zip", NEWS))
    assert report.counts["partial"] == 1 and report.problems == []
    assert stored(tmp_path / "x.db", "SELECT count(*) FROM bills") == [(0,)]


def test_a_bill_that_is_new_itself_is_whole_in_a_small_archive(tmp_path):
    files = {**BEFORE, "BILL_VERSION_TBL.dat": VERSIONS.splitlines(True)[0]}
    report = importing(tmp_path / "x.db", zipped(tmp_path / "pubinfo_Wed.zip", files))
    assert report.counts["new"] == 1


# -- long texts ----------------------------------------------------------------------------------

PRINT = """<caml:MeasureDoc><caml:Title>An act to amend Sections 236.14 and 1203.49 of, and to add
Section 236.23 to, the Penal Code, and to add Section 1107.5 to the Evidence Code, relating to human
trafficking.</caml:Title><caml:DigestText><p>Existing law.</p></caml:DigestText>
<caml:Bill id="bill"><caml:Preamble>The people of the State of California do enact as follows:
</caml:Preamble><caml:BillSection><caml:Num>SECTION 1.</caml:Num><caml:ActionLine>Section 236.14 is
amended to read:</caml:ActionLine><caml:LawSection><caml:Num>236.14.</caml:Num><p>(a)A
<?xm-deletion_mark data="<p>gone > gone</p>"?>person<?xm-insertion_mark_start?> may
petition<?xm-insertion_mark_end?> &amp; be heard.</p><p>(b)(1)No fee.</p></caml:LawSection>
</caml:BillSection></caml:Bill></caml:MeasureDoc>"""


def test_the_text_of_a_print_has_a_paragraph_a_line():
    assert caml_text(PRINT.encode()).text == (
        "The people of the State of California do enact as follows:\nSECTION 1.\n"
        "Section 236.14 is amended to read:\n236.14.\n(a) A person may petition & be heard.\n"
        "(b)(1) No fee."
    )


def test_the_sections_a_title_names():
    assert code_sections(caml_text(PRINT.encode()).title) == (
        "Penal Code 236.14", "Penal Code 1203.49", "Penal Code 236.23", "Evidence Code 1107.5",
    )  # fmt: skip
    title = "An act to add Chapter 6.1 (commencing with Section 52050) to Part 28 of the Education "
    assert code_sections(title + "Code, relating to schools.") == ("Education Code 52050",)
    assert code_sections("Relative to human trafficking.") == ()


def docx(text):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text)
        archive.writestr("word/document.xml", f"<w:document>{paragraphs}</w:document>")
    return body.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        (b"BILL ANALYSIS\r\n\r\n\r\n\r\nSB 1  Pe\xf1a", PLAIN, "BILL ANALYSIS\n\nSB 1  Peña"),
        (b"<HTML><BODY><pre>SB 1\n  <B>SUBJECT</B></pre></BODY></HTML>", HTML, "SB 1\n  SUBJECT"),
        (b"<!DOCTYPE html><p>One</p><style>x</style><p>Two &amp; three</p>", HTML,
         "One\nTwo & three"),
        (docx(["SUMMARY", "This bill &amp; that."]), DOCX, "SUMMARY\nThis bill & that."),
        (b"PK\x03\x04 not a zip", DOCX, None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, DOC, None),
    ],
)  # fmt: skip
def test_what_an_analysis_is_follows_from_its_bytes(data, kind, text):
    assert long_text(data) == (kind, text)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("1993_text", PLAIN, "BILL ANALYSIS"),
        ("1997_html", HTML, "BILL ANALYSIS"),
        ("2009_doc", DOC, "SUBJECT: Disaster relief\nSOURCE: Author"),
        ("2025_docx", DOCX, "SENATE"),
    ],
)
def test_real_analyses_of_each_era_are_read(real, name, kind, words):
    data = (real / f"california/pubinfo/analyses_by_era/{name}.lob").read_bytes()
    found, text = long_text(data)
    assert found == kind and words in text and len(text) > 1500


@examples(15)
@given(place=st.integers(0, 46_000), noise=st.binary(max_size=40))
def test_a_word_file_broken_anywhere_is_read_or_told_as_not_readable(real, place, noise):
    data = (real / "california/pubinfo/analyses_by_era/2009_doc.lob").read_bytes()
    for broken in (data[:place], data[:place] + noise + data[place + len(noise) :]):
        assert isinstance(long_text(broken).text, str | None)


ANALYSES = dat((383967, "202120220AB262", "S", "CMTE", "CS72", "Senate Public Safety", "Patterson",
                "2021-06-29 00:00:00", None, None, "BILL_ANALYSIS_TBL_9.lob", "Y", "Y", "BYHAND",
                "2021-06-29 08:00:00"))  # fmt: skip
MESSAGES = dat(("202120220AB262", "2021-09-22 00:00:00", "VETO_MESSAGE_TBL_1.lob", "BYHAND",
                "2021-09-22 12:00:00"))  # fmt: skip


def test_texts_analyses_and_messages_come_with_their_bill(tmp_path):
    files = {
        **FILES, "BILL_ANALYSIS_TBL.dat": ANALYSES, "BILL_ANALYSIS_TBL_9.lob": docx(["SUMMARY"]),
        "VETO_MESSAGE_TBL.dat": MESSAGES, "VETO_MESSAGE_TBL_1.lob": b"I am signing this bill.",
        "BILL_VERSION_TBL_1.lob": PRINT.encode(),
    }  # fmt: skip
    found = staged(tmp_path, files)
    (document,) = found.documents(NOW)
    records = list(SOURCE.parse(document, found.reference()))
    (text,) = (r for r in records if isinstance(r, VersionText))
    assert text.code == "20210AB26299INT" and text.text.startswith("The people")
    (analysis,) = (r for r in records if isinstance(r, Analysis))
    assert (analysis.name, analysis.committee, analysis.chamber, analysis.text) == (
        "Senate Public Safety", "CS72", "upper", "SUMMARY",
    )  # fmt: skip
    bill = bill_of(document, found)
    (message,) = bill.summaries
    assert (message.note, message.text) == ("Message of the Governor", "I am signing this bill.")
    assert bill.versions[1].sections[0] == "Penal Code 236.14"
    assert bill.versions[1].authors == ("Somebody Else",)
    database = tmp_path / "x.db"
    importing(database, zipped(tmp_path / "pubinfo_2021.zip", files))
    ((digest, words),) = stored(database, "SELECT sha256, words FROM prints")
    assert PrintFolder(tmp_path / "prints").read(digest) == text.text
    assert words == len(text.text.split())
    ((packed,),) = stored(database, "SELECT text FROM analyses WHERE bill = 'ca-20212022-ab262'")
    assert unpack(packed) == b"SUMMARY"


# -- what can be wrong -----------------------------------------------------------------------------


def test_plain_lines_and_careful_reading_agree():
    for data in (FILES["BILL_HISTORY_TBL.dat"], VERSIONS):
        lines = data.splitlines()
        width = len(split_line(lines[0]))
        assert read_block(data.rstrip(), width) == [split_line(line) for line in lines]
        odd = [*lines, rb"`a \`quoted\` word`	NULL	`tab\	inside`", b"`NULL`\tNULL\t``\t5",
               b"NULL\t`a\tb`\tNULL"]  # fmt: skip
        assert read_block(b"\n".join(odd), width) == [split_line(line) for line in odd]
        assert read_block(b"\r\n".join(lines), width) == read_block(data.rstrip(), width)


_TEXTS = st.text("aé1 \t`\\\n\r.-", max_size=4).map(lambda text: ("text", text))
_BARE = st.sampled_from(["1", "-2.5", "2024-12-03 00:00:00"]).map(lambda text: ("bare", text))
_NONE = st.just(("bare", "NULL"))


def _printed(value):
    """A value as the publisher's database prints it."""
    kind, text = value
    if kind == "bare":
        return text
    for sign, printed in (("\\", "\\\\"), ("`", "\\`"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, printed)
    return f"`{text}`"


@given(
    rows=st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.one_of(_TEXTS, _BARE, _NONE), min_size=width, max_size=width),
            min_size=1,
            max_size=6,
        )
    )
)
@example([[("text", "a"), ("text", "\tb")]])
def test_what_the_publisher_prints_is_read_as_it_was(rows):
    block = "\n".join("\t".join(map(_printed, row)) for row in rows).encode()
    read = [["" if value == ("bare", "NULL") else value[1] for value in row] for row in rows]
    assert read_block(block, len(rows[0])) == read


@pytest.mark.parametrize("stray", [b"`1\t2", b"1\t2`", b"`\t`", b"a`b\t1", b"`a`b`\t`c"])
def test_a_stray_backtick_is_read_with_care(stray):
    careful = [split_line(line) for line in (b"1\t2", stray)]
    assert read_block(b"1\t2\n" + stray, 2) == careful


def test_text_encoded_twice_is_put_right():
    assert undoubled("GonzÃ¡lez") == "González"
    assert undoubled("the stateâ€™s") == "the state\N{RIGHT SINGLE QUOTATION MARK}s"
    assert undoubled("SÃO Paulo, Ávila Farías") == "SÃO Paulo, Ávila Farías"


def test_a_name_encoded_twice_finds_its_seat(tmp_path):
    authors = AUTHORS.replace(b"Patterson", "Ávila Farías".encode().decode("latin-1").encode())
    bill = read(tmp_path, {**FILES, "BILL_VERSION_AUTHORS_TBL.dat": authors})
    assert (bill.sponsorships[0].name, bill.sponsorships[0].district) == ("Ávila Farías", "15")


def test_a_missing_lob_is_one_line_and_nothing_else(tmp_path):
    files = {name: data for name, data in FILES.items() if not name.endswith(".lob")}
    found = staged(tmp_path, files)
    assert found.problems == ["BILL_VERSION_TBL_1.lob: named by a row, but not in the archive"]
    assert len(list(found.documents(NOW))) == 1


def test_long_texts_are_the_same_from_a_zip_a_folder_and_a_stream(tmp_path):
    folder = tmp_path / "pubinfo"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    packed = tmp_path / "pubinfo.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(folder, "pubinfo")
    whole = zipped(tmp_path / "pubinfo_2021.zip", FILES)
    found = []
    for n, path in enumerate((whole, folder, packed)):
        importing(tmp_path / f"{n}.db", path)
        found.append(
            stored(tmp_path / f"{n}.db", "SELECT sha256, NULL FROM documents")
            + stored(tmp_path / f"{n}.db", "SELECT code, digest FROM versions")
        )
    assert found[0] == found[1] == found[2]
    assert any(digest and "2/3 & more" in digest for _, digest in found[0])


def test_a_long_text_that_cannot_be_unpacked_is_one_line(tmp_path):
    class Broken(io.BytesIO):
        def read(self, *args):
            raise OSError("disk")

    files = [(name, Broken() if name.endswith(".lob") else io.BytesIO(data))
             for name, data in FILES.items()]  # fmt: skip
    found = stage(files, tmp_path)
    assert "BILL_VERSION_TBL_1.lob: cannot be unpacked (disk)" in found.problems
    (document,) = found.documents(NOW)
    assert bill_of(document, found).law == "Chapter 193, Statutes of 2021"


def test_many_missing_lobs_are_one_line(tmp_path):
    rows = VERSIONS.replace(b"NULL\t`Y`\t`BYHAND`\t2021-09-22", b"BILL_VERSION_TBL_2.lob\t`Y`\t"
                            b"`BYHAND`\t2021-09-22")  # fmt: skip
    files = {"BILL_TBL.dat": FILES["BILL_TBL.dat"], "BILL_VERSION_TBL.dat": rows}
    assert staged(tmp_path, files).problems == [
        "BILL_VERSION_TBL_1.lob and 1 more: named by a row, but not in the archive"
    ]


def test_bad_lines_are_counted_by_what_is_wrong_and_the_rest_is_read(tmp_path):
    bad = FILES["BILL_HISTORY_TBL.dat"] + b"`202120220AB262`\tcut\n`nonsense`" + b"\tNULL" * 12
    bad += b"\n`202120220AB262`\tcut too\n"
    found = staged(tmp_path, {**FILES, "BILL_HISTORY_TBL.dat": bad})
    assert found.problems == [
        "BILL_HISTORY_TBL.dat 2 lines from 10 on: 2 columns where 13 were expected",
        "BILL_HISTORY_TBL.dat line 11: 'nonsense' names no bill we know",
    ]
    (document,) = found.documents(NOW)
    assert len(read_rows(StepRow, document.parts["BILL_HISTORY_TBL"])) == 9


def test_an_unknown_kind_of_measure_is_told_and_the_others_are_read(tmp_path):
    other = dat(("202120220XYZ1", *BILL[1:]))
    found = staged(tmp_path, {**FILES, "BILL_TBL.dat": FILES["BILL_TBL.dat"] + other})
    assert found.problems == ["BILL_TBL.dat line 2: '202120220XYZ1' names no bill we know"]
    assert len(list(found.documents(NOW))) == 1


def test_columns_added_at_the_end_are_told_and_do_no_harm(tmp_path):
    wider = FILES["BILL_TBL.dat"].rstrip() + b"\t`new`\n"
    found = staged(tmp_path, {**FILES, "BILL_TBL.dat": wider})
    assert found.problems == [
        "BILL_TBL.dat line 1: 20 columns where 19 were expected; those at the end were not read"
    ]
    (document,) = found.documents(NOW)
    assert bill_of(document, found).law == "Chapter 193, Statutes of 2021"


def test_absent_tables_are_noted_with_what_is_then_not_known(tmp_path):
    found = staged(tmp_path, {"BILL_TBL.dat": FILES["BILL_TBL.dat"]})
    assert found.problems == []
    assert "BILL_VERSION_TBL.dat is not in the archive: no titles, digests and texts are known " \
           "from it" in found.notes  # fmt: skip
    report = importing(
        tmp_path / "x.db",
        zipped(tmp_path / "pubinfo_2021.zip", {"BILL_TBL.dat": FILES["BILL_TBL.dat"]}),
    )
    assert report.problems == [] and len(report.notes) == 6
    assert any(line.startswith("note: pubinfo_2021.zip: ") for line in report.lines())


def test_codes_that_the_look_ups_do_not_name_are_noted(tmp_path):
    places = dat(("20212022", "CX18", "B", None, "Asm Public Safety", "Public Safety", "Y",
                  "BYHAND", "2021-01-01 12:00:00", None))  # fmt: skip
    motions = dat((78, "Do pass", "BYHAND", "2021-01-01 12:00:00"))
    files = {**FILES, "LOCATION_CODE_TBL.dat": places, "BILL_MOTION_TBL.dat": motions,
             "BILL_SUMMARY_VOTE_TBL.dat": SUMMARY}  # fmt: skip
    notes = staged(tmp_path, files).notes
    assert "LOCATION_CODE_TBL does not name 1 code in use: AFLOOR" in notes
    assert "BILL_MOTION_TBL does not name 1 code in use: 77" in notes


def damaged(path, order=tuple(FILES)):
    """A zip whose history table cannot be unpacked to its end."""
    zipped(path, {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in order:
            archive.writestr(name, FILES[name])
        start = archive.getinfo("BILL_HISTORY_TBL.dat").header_offset
    data = bytearray(path.read_bytes())
    at = start + 30 + len("BILL_HISTORY_TBL.dat") + 60
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("order", [tuple(FILES), tuple(sorted(FILES, reverse=True)),
                                   ("BILL_HISTORY_TBL.dat", "BILL_TBL.dat")])  # fmt: skip
def test_a_table_that_breaks_off_refuses_the_archive_and_keeps_what_we_have(tmp_path, order):
    """Also where the other tables come after it: they are no archive of their own."""
    database = tmp_path / "x.db"
    importing(database, zipped(tmp_path / "pubinfo_2021.zip", FILES))
    before = stored(database, "SELECT * FROM bill_changes")
    report = importing(database, damaged(tmp_path / "pubinfo_daily_Mon.zip", order))
    assert report.bills == 0
    (problem,) = report.problems
    assert "BILL_HISTORY_TBL.dat breaks off" in problem
    assert "nothing of this archive was used" in problem
    assert stored(database, "SELECT * FROM bill_changes") == before


def test_a_zip_cut_in_the_middle_is_one_line(tmp_path):
    path = zipped(tmp_path / "pubinfo_2021.zip", FILES)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (problem,) = importing(tmp_path / "x.db", path).problems
    assert "not a readable zip" in problem


def test_backslash_escapes_are_those_of_mysql(tmp_path):
    rows = history().replace(b"Read first time.  To print.", rb"Read first time.\nTo print. \`x\`")
    actions = read(tmp_path, {**FILES, "BILL_HISTORY_TBL.dat": rows}).actions
    assert actions[0].description == "Read first time. To print. `x`"


def test_latin_1_bytes_are_read_as_such(tmp_path):
    authors = FILES["BILL_VERSION_AUTHORS_TBL.dat"].replace(b"Patterson", "Peña".encode("latin-1"))
    assert read(tmp_path, {**FILES, "BILL_VERSION_AUTHORS_TBL.dat": authors}).sponsorships[
        0
    ].name == ("Peña")


@pytest.mark.parametrize("files", [{"BILL_HISTORY_TBL.dat": history()}, {"BILL_TBL.dat": b""}])
def test_an_archive_without_bills_is_told(tmp_path, files):
    found = staged(tmp_path, files)
    assert list(found.documents(NOW)) == []
    assert found.problems == ["no row of BILL_TBL.dat: nothing of this archive was used"]


#: One archive with everything that the list of bad input names, and a sound bill in it.
EVERYTHING = {
    **{name: data for name, data in FILES.items() if not name.startswith("LEGISLATOR")
       and not name.endswith(".lob")},
    "BILL_TBL.dat": FILES["BILL_TBL.dat"] + dat(("202120220XYZ1", *BILL[1:]))
    + FILES["BILL_TBL.dat"].replace(b"AB262", b"AB999").rstrip() + b"\t`new`\n",
    "BILL_HISTORY_TBL.dat": FILES["BILL_HISTORY_TBL.dat"]
    .replace(b"To print.", rb"To print.\n \`x\`").replace(b"CX18", b"CX99")
    + b"`202120220AB262`\tcut\n",
    "BILL_VERSION_AUTHORS_TBL.dat": AUTHORS.replace(b"Patterson", "Peña".encode("latin-1")),
    "BILL_VERSION_TBL.dat": VERSIONS.replace(b"relief for", "Gonz\xe1lez for".encode()
                                             .decode("latin-1").encode()),
    "BILL_MOTION_TBL.dat": dat((78, "Do pass", "BYHAND", "2021-01-01 12:00:00")),
}  # fmt: skip


def test_everything_wrong_at_once_loses_nothing_else(tmp_path, fresh):
    """As a user meets it: one line for each fault, exit 3, and the sound bill is there."""
    path = zipped(tmp_path / "pubinfo_2021.zip", EVERYTHING)
    cut = zipped(tmp_path / "pubinfo_2019.zip", FILES)
    cut.write_bytes(cut.read_bytes()[:-400])
    done = CliRunner().invoke(main, ["--workspace", str(fresh.root), "import", str(path), str(cut)])
    said = done.output.splitlines()
    assert done.exit_code == 3 and done.exception.__class__ is SystemExit
    for fault in (
        "BILL_TBL.dat line 2: '202120220XYZ1' names no bill we know",
        "BILL_TBL.dat line 3: 20 columns where 19 were expected; those at the end were not read",
        "BILL_HISTORY_TBL.dat line 10: 2 columns where 13 were expected",
        "BILL_VERSION_TBL_1.lob: named by a row, but not in the archive",
        "BILL_MOTION_TBL does not name 1 code in use: 77",
        "LEGISLATOR_TBL.dat is not in the archive: parties and districts are not known from it",
        "LOCATION_CODE_TBL.dat is not in the archive: committees are shown by their codes",
    ):
        assert sum(line.endswith(f"pubinfo_2021.zip: {fault}") for line in said) == 1, fault
    assert any("pubinfo_2019.zip: not a readable zip" in line for line in said)
    with open_snapshot(fresh.database, date(2026, 11, 26)) as snapshot:
        sound, other = snapshot.bill("ca-20212022-ab262"), snapshot.bill("ca-20212022-ab999")
    assert (sound.stage, sound.law) == ("enacted", "Chapter 193, Statutes of 2021")
    assert len(sound.bill.actions) == 9
    assert sound.bill.actions[0].description == "Read first time. To print. `x`"
    assert sound.sponsor.name == "Peña"
    assert sound.bill.title == "Human trafficking: vacatur González for victims"
    assert "CX99" in {c.committee for c in sound.bill.committees}
    assert other.bill.law == "Chapter 193, Statutes of 2021"


def test_an_error_of_an_archive_is_a_source_s(tmp_path):
    class Broken(io.BytesIO):
        def read(self, *args):
            raise OSError("disk")

    with pytest.raises(ArchiveError, match=r"BILL_TBL\.dat breaks off"):
        stage([("BILL_TBL.dat", Broken())], tmp_path)

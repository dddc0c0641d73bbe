"""Files, folders, zips and tars as members; what may not be read says why."""

import io
import tarfile
import warnings
import zipfile

import pytest
import zstandard

from billtrail.errors import ArchiveError, UsageError
from billtrail.importing.archive import ArchiveMember, members
from billtrail.importing.zips import ZipDirectory, open_zip


def read(found):
    """The bytes of a member, or the words of the error that stands for it."""
    return found.read() if isinstance(found, ArchiveMember) else str(found)


FILES = {"BILLSTATUS-119hr1.xml": b"<a/>", "sub/BILLSTATUS-119hr2.xml": b"<b/>"}


def as_folder(path):
    for name, data in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def as_zip(path):
    with zipfile.ZipFile(path / "x.zip", "w") as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    return path / "x.zip"


def tar_bytes(files, mode="w"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def as_tar(path):
    (path / "x.tar").write_bytes(tar_bytes(FILES))
    return path / "x.tar"


def as_tar_gz(path):
    (path / "x.tar.gz").write_bytes(tar_bytes(FILES, "w:gz"))
    return path / "x.tar.gz"


def as_tar_zst(path):
    (path / "x.tar.zst").write_bytes(zstandard.compress(tar_bytes(FILES)))
    return path / "x.tar.zst"


@pytest.mark.parametrize("make", [as_folder, as_zip, as_tar, as_tar_gz, as_tar_zst])
def test_every_container_gives_the_same_members(tmp_path, make):
    found = {member.name: member.read() for member in members(make(tmp_path))}
    assert found == FILES


def test_a_single_file_is_one_member(tmp_path):
    file = as_folder(tmp_path) / "BILLSTATUS-119hr1.xml"
    (member,) = members(file)
    assert (member.name, member.read(), member.loose) == (file.name, b"<a/>", True)


def test_nothing_there_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="no file or folder"):
        list(members(tmp_path / "missing.zip"))


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "a/../../evil.xml", "C:/evil.xml", "..\\evil.xml"]
)
def test_a_path_that_climbs_out_is_refused_and_the_rest_read(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(name, b"evil")
        archive.writestr("good.xml", b"good")
    refused, good = [read(found) for found in members(tmp_path / "x.zip")]
    assert "climbs out" in refused
    assert good == b"good"


def test_a_climbing_path_in_a_tar_is_refused_too(tmp_path):
    (tmp_path / "x.tar").write_bytes(tar_bytes({"../evil": b"evil", "good": b"good"}))
    refused, good = [read(found) for found in members(tmp_path / "x.tar")]
    assert "climbs out" in refused
    assert good == b"good"


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.zst"])
def test_an_empty_or_broken_archive_is_said(tmp_path, name):
    (tmp_path / name).write_bytes(b"not an archive at all")
    with pytest.raises(ArchiveError, match="x"):
        list(members(tmp_path / name))


def test_an_entry_without_a_name_costs_that_entry(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        nameless = zipfile.ZipInfo("a")
        archive.writestr(nameless, b"1")
        archive.writestr("good.xml", b"2")
        nameless.filename = ""  # in the list of entries, which is written last
    refused, good = list(members(tmp_path / "x.zip"))
    assert str(refused) == "x.zip: an entry without a name"
    assert good.name == "good.xml"


def test_a_zip_that_is_read_can_be_read_beside_that(tmp_path):
    """As a worker does, which has its directory from the process that reads it."""
    path = as_zip(tmp_path)
    for member in members(path):
        with member.open() as stream, open_zip(path.resolve()) as own:
            start = stream.read(1)
            assert own.read(member.name) == start + stream.read()
    with open_zip(path.resolve()) as anew:
        assert anew.testzip() is None


def test_the_directory_of_a_zip_keeps_what_reading_needs(tmp_path):
    """Names that are no path here and folders too; times to two seconds, as zips have them."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("sub")
        archive.writestr(zipfile.ZipInfo("sub/a.xml", (2026, 11, 26, 9, 30, 58)), b"1")
        archive.writestr("plain.xml", b"2" * 1000)
        archive.writestr("é.xml", b"3")
        cut = zipfile.ZipInfo("cut.xml")
        cut.filename = cut.orig_filename = "cut.xml\0more"
        archive.writestr(cut, b"4")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        directory = ZipDirectory(archive.infolist())
        assert [*directory] == archive.namelist()
        for entry in archive.infolist():
            kept = directory[entry.filename]
            assert (kept.date_time, kept.file_size) == (entry.date_time, entry.file_size)
            assert archive.open(kept).read() == archive.open(entry).read()
        with pytest.raises(KeyError):
            directory["nothing.xml"]


def test_of_two_entries_of_one_name_the_later_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in (b"old", b"new"):
            archive.writestr("a.xml", data)
    assert [read(found) for found in members(tmp_path / "x.zip")] == [b"new"]


def test_files_of_a_folder_come_in_the_order_of_their_paths(tmp_path):
    """Whatever order the disk has them in; hidden files are nobody's documents."""
    for name in ("b.xml", "a/2.xml", "a/1.xml", "a-b/3.xml", "c/d/4.xml", ".hidden", "z/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    names = ["a/1.xml", "a/2.xml", "a-b/3.xml", "b.xml", "c/d/4.xml"]
    assert [member.name for member in members(tmp_path)] == names


def test_an_empty_zip_is_said(tmp_path):
    zipfile.ZipFile(tmp_path / "x.zip", "w").close()
    with pytest.raises(ArchiveError, match="the zip is empty"):
        list(members(tmp_path / "x.zip"))


def test_a_cut_tar_gives_what_came_before_the_fault(tmp_path):
    whole = tar_bytes({"a": b"1" * 2000, "b": b"2" * 5000})
    (tmp_path / "x.tar").write_bytes(whole[:4500])
    found = []
    with pytest.raises(ArchiveError, match="cannot be"):
        for member in members(tmp_path / "x.tar"):
            found.append((member.name, len(member.read())))
    assert found[0] == ("a", 2000)


def test_a_member_with_a_false_checksum_is_said(tmp_path):
    path = as_zip(tmp_path)
    data = bytearray(path.read_bytes())
    data[data.index(b"<a/>")] = ord("X")
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        [member.read() for member in members(path)]

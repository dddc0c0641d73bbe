"""The workspace in one file and back: nothing lost, nothing private in the open, nothing half."""

import json
import os
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from billtrail.cli import main
from billtrail.store import connect_reader
from billtrail.workspace import Workspace

#: A count that is hidden everywhere else, and a key.
_HIDDEN, _KEY = "3 of them", "CONGRESS_API_KEY=abcdef"
_PRIVATE = {"counts.db", "secrets.env", "voices.toml", "intake.csv",
            "rolls/us-119-hr1.csv"}  # fmt: skip


def run(workspace: Workspace, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--workspace", str(workspace.root), *arguments], input=given)


@pytest.fixture
def used(fresh: Workspace) -> Workspace:
    """A workspace with decisions, counts, words of survivors, a key and what was fetched."""
    run(fresh, "position", "HR 4817", "support", "--by", "Ana", "--on", "2026-11-20")
    with sqlite3.connect(fresh.counts) as counts:
        counts.execute("CREATE TABLE cells (value)")
        counts.execute("INSERT INTO cells VALUES (?)", (_HIDDEN,))
    (fresh.root / "rolls").mkdir()
    for name in ("voices.toml", "intake.csv", "rolls/us-119-hr1.csv"):
        (fresh.root / name).write_text(_HIDDEN, encoding="utf-8")
    (fresh.root / "secrets.env").write_text(_KEY, encoding="utf-8")
    (fresh.archive / "us").mkdir(parents=True)
    (fresh.archive / "us" / "a.xml").write_bytes(b"<bill/>" * 1000)
    return fresh


def files_of(root: Path) -> dict[str, bytes]:
    kept = [path for path in root.rglob("*") if path.is_file() and ".lock" not in path.name
            and not path.name.endswith(("-wal", "-shm", ".db"))]  # fmt: skip
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in kept}


def test_what_is_private_stays_out_and_is_named(used: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    result = run(used, "backup", str(file))
    assert result.exit_code == 0, result.output
    assert {
        line.split()[2] for line in result.output.splitlines() if "left out" in line
    } == _PRIVATE
    with zipfile.ZipFile(file) as archive:
        assert not _PRIVATE & set(archive.namelist())
        everything = b"".join(map(archive.read, archive.namelist()))
    assert _HIDDEN.encode() not in everything
    assert _KEY.encode() not in everything
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_workspace_comes_back_as_it_was(used: Workspace, tmp_path: Path) -> None:
    file, back = tmp_path / "b.zip", Workspace.at(tmp_path / "back")
    run(used, "backup", str(file), "--passphrase-file", "-", given="open sesame\n")
    with zipfile.ZipFile(file) as archive:
        assert _HIDDEN.encode() not in b"".join(map(archive.read, archive.namelist()))
    result = run(back, "restore", str(file), "--passphrase-file", "-", given="open sesame\n")
    assert result.exit_code == 0, result.output
    assert files_of(back.root) == files_of(used.root)
    assert sqlite3.connect(back.counts).execute("SELECT value FROM cells").fetchone() == (_HIDDEN,)
    for name in ("actions", "bills", "positions"):
        sql = f"SELECT count(*) FROM {name}"
        ours, theirs = (connect_reader(w.database).execute(sql).fetchone()[0] for w in (used, back))
        assert ours == theirs > 0
    if os.name == "posix":
        assert {stat.S_IMODE((back.root / name).stat().st_mode) for name in _PRIVATE} == {0o600}
    taken = run(back, "undo")
    assert "Taken back: position" in taken.output


def test_without_the_passphrase_all_else_comes_back(used: Workspace, tmp_path: Path) -> None:
    file, back = tmp_path / "b.zip", Workspace.at(tmp_path / "back")
    run(used, "backup", str(file), "--private", "--passphrase-file", "-", given="x\n")
    wrong = run(back, "restore", str(file), "--passphrase-file", "-", given="y\n")
    assert (wrong.exit_code, "not the passphrase" in wrong.output) == (2, True)
    assert not back.root.exists()
    assert run(back, "restore", str(file), "--without-private").exit_code == 0
    assert not _PRIVATE & set(files_of(back.root))
    assert "In committee" in run(back, "show", "us-119-hr4817").output


def test_a_workspace_in_use_is_not_written_over(used: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    run(used, "backup", str(file))
    before = files_of(used.root)
    result = run(used, "restore", str(file))
    assert (result.exit_code, "NEWFOLDER" in result.output) == (2, True)
    assert files_of(used.root) == before


def _rewritten(file: Path, change: str) -> None:
    """The backup with one thing wrong in it."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(entries["backup.json"])
    if change == "a file":
        entries["changes.jsonl"] += b"{}\n"
    elif change == "a name":
        entries["../out.txt"] = b""
        listed["files"]["../out.txt"] = {"sha256": "", "size": 0, "locked": False}
    elif change == "a size":
        listed["files"]["billtrail.db"]["size"] = 10
    elif change == "gone":
        del entries["changes.jsonl"]
    elif change == "newer":
        listed["schema"] = "m999_of_tomorrow"
    elif change == "form":
        listed["form"] = 9
    entries["backup.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("change", "exit_code", "says"),
    [("a file", 3, "damaged"), ("a name", 3, "no name of a file"), ("a size", 3, "damaged"),
     ("gone", 3, "damaged"), ("newer", 2, "newer than this one"), ("form", 3, "cannot read")],
)  # fmt: skip
def test_a_damaged_backup_restores_nothing(
    used: Workspace, tmp_path: Path, change: str, exit_code: int, says: str
) -> None:
    file, back = tmp_path / "b.zip", Workspace.at(tmp_path / "back")
    run(used, "backup", str(file))
    _rewritten(file, change)
    result = run(back, "restore", str(file))
    assert (result.exit_code, says in result.output) == (exit_code, True), result.output
    assert not back.root.exists()
    assert not (tmp_path / "out.txt").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"x" * 50])
def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(content)
    result = run(Workspace.at(tmp_path / "back"), "restore", str(file))
    assert (result.exit_code, "no backup" in result.output) == (3, True)


def test_a_backup_is_not_written_into_the_workspace(used: Workspace) -> None:
    result = run(used, "backup", str(used.root / "b.zip"))
    assert (result.exit_code, "outside of it" in result.output) == (2, True)


def test_where_it_cannot_be_written_nothing_is_left(used: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    result = run(used, "backup", str(tmp_path / "a" / "b.zip"))
    assert (result.exit_code, "cannot be written" in result.output) == (3, True)
    assert run(used, "backup", str(tmp_path / "b.zip"), "--private").exit_code == 2  # no passphrase

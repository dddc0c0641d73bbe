"""The comparison of two freezes: what moved is told, and what is expected is not."""

from pathlib import Path

import pytest
from bench.freeze.compare import report
from bench.freeze.dump import dump
from bench.freeze.take import name_places

from billtrail.workspace.workspace import Workspace


@pytest.fixture
def frozen(tmp_path: Path) -> tuple[Path, Path]:
    """Two freezes: one file alike, one that moved in its first line, one gone and one new."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, word, alone in ((before, "stands", "gone"), (after, "lies", "new")):
        (folder / "show").mkdir(parents=True)
        (folder / "same.txt").write_text("the same\n")
        (folder / "show" / "bill.txt").write_text(f"where a bill {word}\nthe rest\n")
        (folder / alone).write_text("once\n")
    return before, after


def test_what_moved_is_told(frozen: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert report(*frozen, None) == 1
    assert capsys.readouterr().out.splitlines() == [
        "gone: gone",
        "new: new",
        "show/bill.txt: line 1",
        "  - where a bill stands",
        "  + where a bill lies",
        "1 alike, 3 not, 0 differ as expected",
    ]


def test_a_freeze_is_like_itself(frozen: tuple[Path, Path]) -> None:
    assert report(frozen[0], frozen[0], None) == 0


@pytest.mark.parametrize(
    ("expected", "exit_code"),
    [
        ("show/*\ngone\nnew  # added on purpose\n", 0),
        ("show/* | ^where a bill\ngone\nnew\n", 0),
        ("show/* | ^the rest\ngone\nnew\n", 1),
        ("show/*\n", 1),
    ],
)
def test_what_is_expected_may_differ(
    frozen: tuple[Path, Path], tmp_path: Path, expected: str, exit_code: int
) -> None:
    file = tmp_path / "expected"
    file.write_text(expected)
    assert report(*frozen, file) == exit_code


def test_a_database_is_dumped_table_by_table(fresh: Workspace, tmp_path: Path) -> None:
    dump(fresh.database, tmp_path / "dump")
    columns, first, *_ = (tmp_path / "dump" / "bills.txt").read_text().splitlines()
    assert columns.split("\t")[0] == "key"
    assert first.startswith("'us-")
    assert "CREATE TABLE" in (tmp_path / "dump" / "schema.sql").read_text()


def test_a_folder_behind_a_link_is_named_in_either_spelling(tmp_path: Path) -> None:
    there, link, file = tmp_path / "there", tmp_path / "link", tmp_path / "said.txt"
    (there / "w").mkdir(parents=True)
    link.symlink_to(there)
    file.write_text(f"{link}/a {there}/b {link}/w/c {there}/w/d")
    name_places([file], link, link / "w")
    assert file.read_text() == "OUT/a OUT/b PLACE/c PLACE/d"

"""Where a command's file goes: by the place the user named."""

import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.errors import UsageError
from billtrail.files.output import format_of, place

ALLOWED = ("pdf", "txt")


def test_without_a_place_the_file_keeps_its_own_name_here(tmp_path):
    assert str(place(None, "brief.pdf")) == "brief.pdf"


def test_a_place_with_an_ending_names_the_file_and_its_format(tmp_path):
    named = tmp_path / "mine.txt"
    assert place(named, "brief.pdf") == named
    assert format_of(named, None, ALLOWED) == "txt"
    assert format_of(named, "txt", ALLOWED) == "txt"
    assert format_of(tmp_path / "MINE.TXT", None, ALLOWED) == "txt"


@pytest.mark.parametrize("folder", ["briefs", "week.48"], ids=["new", "with a dot, there"])
def test_any_other_place_is_a_folder(tmp_path, folder):
    where = tmp_path / folder
    if "." in folder:
        where.mkdir()
    assert place(where, "brief.pdf") == where / "brief.pdf"
    assert format_of(where, None, ALLOWED) == "pdf"
    assert format_of(where, "txt", ALLOWED) == "txt"


def test_an_ending_that_is_no_format_is_said(tmp_path):
    with pytest.raises(UsageError, match="'doc' is no format"):
        format_of(tmp_path / "mine.doc", None, ALLOWED)


def test_a_format_that_the_name_contradicts_is_said(tmp_path):
    with pytest.raises(
        UsageError, match=r"mine.txt is a name for txt, and --format says pdf.*mine.pdf"
    ):
        format_of(tmp_path / "mine.txt", "pdf", ALLOWED)
    with pytest.raises(UsageError, match="'doc' is no format"):
        format_of(tmp_path / "mine.txt", "doc", ALLOWED)


@pytest.mark.parametrize("words", [("brief", "tsra"), ("week",), ("review-sheet", "tsra")])
def test_each_command_writes_what_the_name_says_or_nothing(prepared, tmp_path, words):
    def run(*more):
        return CliRunner().invoke(main, ["--workspace", str(prepared.root), *words, *more])

    word = tmp_path / "mine.docx"
    wrong = run("--format", "pdf", "-o", str(word))
    assert wrong.exit_code == 2 and "is a name for docx, and --format says pdf" in wrong.stderr
    assert not word.exists()
    assert run("-o", str(word)).exit_code == 0
    assert word.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "begins"), [(("brief", "tsra"), b"%PDF"), (("week", "--json"), b"[")]
)
def test_a_dash_is_standard_output(prepared, tmp_path, monkeypatch, words, begins):
    monkeypatch.chdir(tmp_path)
    root = str(prepared.root)
    done = CliRunner().invoke(main, ["--workspace", root, *words, "-o", "-"])
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes.startswith(begins) and [*tmp_path.iterdir()] == []

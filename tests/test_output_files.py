"""Where a command's file goes: by the place the user named."""

import pytest

from billtrail.errors import UsageError
from billtrail.output_files import format_of, place

ALLOWED = ("pdf", "txt")


def test_without_a_place_the_file_keeps_its_own_name_here(tmp_path):
    assert str(place(None, "brief.pdf")) == "brief.pdf"


def test_a_place_with_an_ending_names_the_file_and_its_format(tmp_path):
    named = tmp_path / "mine.txt"
    assert place(named, "brief.pdf") == named
    assert format_of(named, "pdf", ALLOWED) == "txt"


@pytest.mark.parametrize("folder", ["briefs", "week.48"], ids=["new", "with a dot, there"])
def test_any_other_place_is_a_folder(tmp_path, folder):
    where = tmp_path / folder
    if "." in folder:
        where.mkdir()
    assert place(where, "brief.pdf") == where / "brief.pdf"
    assert format_of(where, "pdf", ALLOWED) == "pdf"


def test_an_ending_that_is_no_format_is_said(tmp_path):
    with pytest.raises(UsageError, match="'doc' is no format"):
        format_of(tmp_path / "mine.doc", "pdf", ALLOWED)

"""Keys come from the environment or from secrets.env, and are never said aloud."""

import os
from pathlib import Path

import pytest

from billtrail.errors import UsageError
from billtrail.workspace.secrets_file import read_secret


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONGRESS_API_KEY", raising=False)


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "secrets.env"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CONGRESS_API_KEY=abc", "abc"),
        ("# remark\n\nexport CONGRESS_API_KEY = 'abc'\r\n", "abc"),
        ('\ufeffCONGRESS_API_KEY="a=b"\nOTHER=x', "a=b"),
        ("CONGRESS_API_KEY=one\nCONGRESS_API_KEY=two", "two"),
        ("#CONGRESS_API_KEY=abc", None),
        ("CONGRESS_API_KEY=", None),
        ("CONGRESS_API_KEY", None),
        ("OTHER=x", None),
        ("", None),
    ],
)
def test_a_secret_is_read_by_its_name(tmp_path: Path, text: str, found: str | None) -> None:
    write(tmp_path, text)
    assert read_secret(tmp_path, "CONGRESS_API_KEY") == found


def test_there_need_be_no_file(tmp_path: Path) -> None:
    assert read_secret(tmp_path, "CONGRESS_API_KEY") is None


def test_the_environment_comes_first_unless_it_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "CONGRESS_API_KEY=file")
    monkeypatch.setenv("CONGRESS_API_KEY", " ")
    assert read_secret(tmp_path, "CONGRESS_API_KEY") == "file"
    monkeypatch.setenv("CONGRESS_API_KEY", "environment")
    assert read_secret(tmp_path, "CONGRESS_API_KEY") == "environment"


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are a matter of POSIX")
@pytest.mark.parametrize(("mode", "warned"), [(0o600, 0), (0o400, 0), (0o640, 1), (0o604, 1)])
def test_a_file_that_others_can_read_is_warned_about(
    tmp_path: Path, mode: int, warned: int
) -> None:
    said: list[str] = []
    path = write(tmp_path, "CONGRESS_API_KEY=abc", mode)
    assert read_secret(tmp_path, "CONGRESS_API_KEY", said.append) == "abc"
    assert len(said) == warned
    assert all(f"chmod 600 {path}" in line and "abc" not in line for line in said)


def test_a_file_that_is_no_text_is_named_without_its_contents(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_bytes(b"CONGRESS_API_KEY=abc\xff")
    with pytest.raises(UsageError, match=r"secrets\.env cannot be read") as raised:
        read_secret(tmp_path, "CONGRESS_API_KEY")
    assert "abc" not in str(raised.value)

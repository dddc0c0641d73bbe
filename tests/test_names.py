"""Who did a thing is somebody; and a reader that has enough, such as head, is no error."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from billtrail.cli import main
from billtrail.workspace.workspace import Workspace


def commands(group: click.Group, *names: str) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for name, command in group.commands.items():
        inner = commands(command, *names, name) if isinstance(command, click.Group) else []
        found += inner or [((*names, name), command)]
    return found


def named() -> list[tuple[str, ...]]:
    """Every command that takes --by."""
    return [
        words for words, command in commands(main)
        if any("--by" in option.opts for option in command.params)
    ]  # fmt: skip


@pytest.mark.parametrize("words", named(), ids=" ".join)
@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_nobody_is_no_name(words: tuple[str, ...], name: str, tmp_path: Path) -> None:
    command = dict(commands(main))[words]
    given = ["x" for option in command.params if isinstance(option, click.Argument)]
    call = [*words, "--by", name, *given]
    result = CliRunner().invoke(main, ["--workspace", str(tmp_path), *call])
    assert result.exit_code == 2 and "say who it is" in result.output
    assert not list(tmp_path.iterdir())


def test_a_reader_that_has_enough_is_no_error(prepared: Workspace) -> None:
    call = [sys.executable, "-m", "billtrail", "--workspace", str(prepared.root), "check"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert b"pipe" not in process.stderr.read().lower()

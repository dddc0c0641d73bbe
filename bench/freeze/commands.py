"""Runs commands one after the other in one process, because each start takes half a second.

A script of its own, started by ``take``: it gets a JSON list of ``[arguments, file]`` on stdin and
writes what a command prints to ``file``, and what it says beside it, with its exit code, to
``file.said``. Arguments of ``null`` are the help of all commands, ``file`` a folder.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from billtrail.cli import main

_WIDTH = 88


def run(arguments: list[str], file: Path) -> None:
    """One command; its exit code is told where it is not 0."""
    file.parent.mkdir(parents=True, exist_ok=True)
    said = file.with_name(f"{file.name}.said")
    with _to(1, file), _to(2, said):
        try:
            main(arguments, prog_name="billtrail")
        except SystemExit as end:
            if end.code:
                print(f"exit {end.code}", file=sys.stderr)
    for written in (file, said):
        if not written.stat().st_size:
            written.unlink()


@contextmanager
def _to(number: int, file: Path) -> Iterator[None]:
    """What this process, and those it starts, write to a stream goes to ``file``."""
    stream = (sys.stdout, sys.stderr)[number - 1]
    kept = os.dup(number)
    with file.open("wb") as opened:
        os.dup2(opened.fileno(), number)
    try:
        yield
    finally:
        stream.flush()
        os.dup2(kept, number)
        os.close(kept)


def write_help(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, command in _commands(main, ("billtrail",)):
        context = click.Context(
            command, info_name=" ".join(path), terminal_width=_WIDTH, **main.context_settings
        )
        (folder / f"{'-'.join(path)}.txt").write_text(command.get_help(context) + "\n")


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _commands(inner, (*path, name))


if __name__ == "__main__":
    tempfile.gettempdir()
    for arguments, file in json.load(sys.stdin):
        if arguments is None:
            write_help(Path(file))
        else:
            run(arguments, Path(file))

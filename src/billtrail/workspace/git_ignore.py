"""What of a workspace must not go into a shared history: its ``.gitignore``, and whether git
already has some of it.

A workspace is a folder of plain files, and staff who share one may well put it under git. Raw
counts are then in every clone, where hidden ones can be read.
"""

import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

#: Files and folders of these names show survivors, name signers, or open other people's doors.
_PRIVATE = (
    "counts.db*",
    "voices*",
    "readers.toml",
    "secrets.env*",
    "subscribers*",
    "outbox.db*",
    "*.xlsx",
    "*.xls",
    "*.ods",
    "rolls",
)

_TEXT = """\
# Written once by Billtrail, when this folder had no such file. It is yours from then on.
# Counts of survivors, whole or half written, survivors' own words, who signed a letter: never in a
# shared history.
{private}
/*.csv
!/statistics.csv
!/program-counts.csv
# What is made anew from publishers' data, or while a program runs.
*.db
*.db-*
*.lock
*.writer
.*.????????
archive/
prints/
update.log
# What was printed.
*.pdf
*.docx
/*.html
/*.txt
packs/
briefs/
!/templates/**
"""


def write_ignore_file(root: Path) -> None:
    """Give the workspace a ``.gitignore`` where it has none; a person's own stays as it is."""
    text = _TEXT.format(private="\n".join(_PRIVATE))
    # There already, or the folder takes no file: neither keeps a command from its work.
    with suppress(OSError), (root / ".gitignore").open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def tracked_by_git(root: Path) -> list[str]:
    """Private files that git has, by their path in the workspace; none where git has nothing."""
    return _private(_listed(root, "--cached"))


def not_ignored(root: Path) -> list[str]:
    """Private files that the next ``git add -A`` would take."""
    return _private(_listed(root, "--others", "--exclude-standard"))


def is_private(path: str) -> bool:
    """Whether a file of the workspace shows survivors, names signers or opens other people's
    doors."""
    return any(fnmatchcase(part, one) for part in PurePosixPath(path).parts for one in _PRIVATE)


def _private(paths: Iterable[str]) -> list[str]:
    return sorted(filter(is_private, paths))


def _listed(root: Path, *which: str) -> list[str]:
    """What git lists below ``root``; the folder's own settings start no program."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(root), "ls-files", "-z", *which]
    outer = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(command, capture_output=True, env=outer, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):  # no git here, or the folder is in no repository
        return []
    return [name for name in done.stdout.decode("utf-8", "replace").split("\0") if name]

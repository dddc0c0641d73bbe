"""A zip of BILLSTATUS files, read by us and by unitedstates/congress: whole processes.

    python -m bench peer --congress CHECKOUT [--python PYTHON] [--pairs N] [ZIP]

Ours is ``billtrail import ZIP --workers 1`` into a new workspace: start, filling from the shipped
bills, history, search index and all writing. Theirs makes dictionaries and writes nothing.
``CHECKOUT`` is a folder with the package ``congress``, ``PYTHON`` one that has what it imports
(``CHECKOUT/.venv/bin/python`` without it). Told is the processor's time, turn by turn, each first
every other time; a first run of each, which compiles modules, is not counted.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench import BULK
from bench.pairs import processor_seconds, turn_by_turn

_READER = Path(__file__).with_name("congress_reader.py")
_SAMPLE = BULK / "BILLSTATUS-117-sample-2000.zip"


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="bench peer")
    parser.add_argument("--congress", type=Path)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("zip", type=Path, nargs="?", default=_SAMPLE)
    asked = parser.parse_args(arguments)
    if asked.congress is None:
        print("peer: name a checkout of unitedstates/congress: --congress CHECKOUT")
        return
    theirs = _Theirs(asked.congress.resolve(), asked.python, asked.zip)
    print(f"congress read: {theirs.said()}")
    ours, other = turn_by_turn(asked.pairs, partial(_ours, asked.zip), theirs.seconds)
    ratios = [there / here for here, there in zip(ours, other, strict=True)]
    print(f"billtrail import --workers 1: {statistics.median(ours):.2f} s")
    print(f"congress, dictionaries: {statistics.median(other):.2f} s")
    print(f"ours takes {statistics.median(ratios):.2f} x less, "
          f"{min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} pairs")  # fmt: skip


class _Theirs:
    """Their reader's command and what it needs around it."""

    def __init__(self, checkout: Path, python: Path | None, archive: Path) -> None:
        own = python or checkout / ".venv" / "bin" / "python"
        self.command = [str(own), str(_READER), str(archive)]
        self.environment = {**_kept_compiled(), "PYTHONPATH": str(checkout)}

    def said(self) -> str:
        done = subprocess.run(
            self.command, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def seconds(self) -> float:
        return processor_seconds(self.command, self.environment)


def _ours(archive: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "billtrail", "--workspace", folder,
                   "import", str(archive), "--workers", "1"]  # fmt: skip
        return processor_seconds(command, _kept_compiled())


def _kept_compiled() -> dict[str, str]:
    """An environment in which modules are compiled once, as where a program is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    main(sys.argv[1:])

"""Two checkouts side by side: ``python -m bench.pairs OTHER [--pairs N] -- ARGUMENTS``.

Runs ``python -m ARGUMENTS`` with this checkout's Python and with that of ``OTHER``, a folder with
a ``.venv`` of its own, turn by turn and each first every other time. Told is the processor's time
of all processes of a run. ``{new}`` in an argument is an empty folder, a new one for each run:

    python -m bench.pairs ../before -- billtrail --workspace {new} import FOLDER
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.pairs")
    parser.add_argument("other", type=Path)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("arguments", nargs="+")
    asked = parser.parse_args()
    other = str(asked.other.resolve() / ".venv" / "bin" / "python")
    runs = (partial(_run, python, asked.arguments) for python in (sys.executable, other))
    for line in lines(*turn_by_turn(asked.pairs, *runs)):
        print(line)


def turn_by_turn(
    count: int, ours: Callable[[], float], theirs: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Seconds of each run; a first one of each is not counted."""
    runs: list[tuple[Callable[[], float], list[float]]] = [(ours, []), (theirs, [])]
    for turn in range(count + 1):
        for run, took in runs if turn % 2 else reversed(runs):
            took.append(run())
    (_, here), (_, there) = runs
    return here[1:], there[1:]


def _run(python: str, arguments: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        filled = [argument.replace("{new}", folder) for argument in arguments]
        return processor_seconds([python, "-m", *filled])


def processor_seconds(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> float:
    """Of a whole process and those that it waits for."""
    before = _used()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return _used() - before


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def lines(ours: list[float], theirs: list[float]) -> list[str]:
    gains = [here / there - 1 for here, there in zip(ours, theirs, strict=True)]
    return [
        f"{len(gains)} pairs, seconds of the processor, median and best:",
        f"this checkout {statistics.median(ours):.3f} {min(ours):.3f}",
        f"the other     {statistics.median(theirs):.3f} {min(theirs):.3f}",
        f"this one takes {statistics.median(gains):+.1%} ({min(gains):+.1%} to {max(gains):+.1%}), "
        f"by the best {min(ours) / min(theirs) - 1:+.1%}",
    ]


if __name__ == "__main__":
    main()

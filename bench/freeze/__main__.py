"""``python -m bench.freeze OUT`` or ``--compare BEFORE AFTER``."""

import argparse
import sys
from pathlib import Path

from bench.freeze import compare, take


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.freeze")
    parser.add_argument("out", nargs="?", type=Path, help="The folder to write, new or empty.")
    parser.add_argument("--only", nargs="*", choices=take.PARTS, default=[*take.PARTS])
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("BEFORE", "AFTER"))
    parser.add_argument("--expected", type=Path, help="What may differ, and why.")
    chosen = parser.parse_args()
    if chosen.compare:
        sys.exit(compare.report(*chosen.compare, chosen.expected))
    if chosen.out is None:
        parser.error("say where to: OUT")
    take.take(chosen.out.resolve(), chosen.only)


if __name__ == "__main__":
    main()

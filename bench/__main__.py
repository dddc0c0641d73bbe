"""``python -m bench [imports|accuracy|california]``: all of them without a name."""

import sys

from bench import REAL, accuracy, california, imports

MEASURES = {"imports": imports.main, "accuracy": accuracy.main, "california": california.main}


def main() -> None:
    if not REAL.is_dir():
        sys.exit("The real publishers' files are not beside this checkout; nothing to measure.")
    for name in sys.argv[1:] or MEASURES:
        MEASURES[name]()


if __name__ == "__main__":
    main()

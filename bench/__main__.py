"""``python -m bench [imports|accuracy|california|suppression]``: all of them without a name."""

import sys

from bench import REAL, accuracy, california, imports, suppression

MEASURES = {
    "imports": imports.main,
    "accuracy": accuracy.main,
    "california": california.main,
    "suppression": suppression.main,
}
#: Measures that make their own data.
_OWN = ("suppression",)


def main() -> None:
    for name in sys.argv[1:] or MEASURES:
        if name in _OWN or REAL.is_dir():
            MEASURES[name]()
        else:
            print(f"{name}: the real publishers' files are not beside this checkout.")


if __name__ == "__main__":
    main()

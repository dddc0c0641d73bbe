"""``python -m upkeep.constraints``: the versions that a server installs, as they are here.

A new library of the day can differ from the one that was tested. ``docs/serving/constraints.txt``
holds the version of everything that Billtrail needs, directly or through another, as it is in the
environment that this is run in: run the tests in it first. It names nothing that only tests need.
"""

import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
#: What installs, and is there before.
_TOOLS = ("pip", "setuptools")
FILE = ROOT / "docs" / "serving" / "constraints.txt"
_HEAD = (
    "# Tested together; written by python -m upkeep.constraints. Used by: pip install -c THIS .\n"
)


def needed() -> dict[str, str]:
    """Everything that is needed -> its version here."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    open_, found = [*tomllib.loads(text)["project"]["dependencies"]], dict[str, str]()
    while open_:
        requirement = Requirement(open_.pop())
        name = canonicalize_name(requirement.name)
        if name not in found and _is_wanted(requirement):
            found[name] = metadata.version(name)
            open_ += _requires(name, requirement.extras)
    return found


def _requires(name: str, extras: set[str]) -> Iterator[str]:
    for line in metadata.requires(name) or ():
        marker = Requirement(line).marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield line


def _is_wanted(requirement: Requirement) -> bool:
    """Whether it is for this kind of machine; an extra's is asked for by ``_requires``."""
    marker = requirement.marker
    return marker is None or "extra" in str(marker) or marker.evaluate()


def main() -> None:
    lines = [
        f"{name}=={version}\n" for name, version in sorted(needed().items()) if name not in _TOOLS
    ]
    FILE.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} versions written to {FILE}.")


if __name__ == "__main__":
    main()

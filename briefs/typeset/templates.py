"""The templates: those that ship, and a workspace's own in their place, by file name."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from billtrail.errors import UsageError

P = ParamSpec("P")
R = TypeVar("R")

SHIPPED = Path(__file__).parents[1] / "templates"
_own: list[Path] = []
_forget: list[Callable[[], None]] = []


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Results are kept until other templates are used: for whatever rests on them."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        keeping = lru_cache(most)(function)
        _forget.append(keeping.cache_clear)
        return cast(Callable[P, R], keeping)

    return keep


def use(folder: Path) -> None:
    """From now on a file of ``folder`` stands in for the shipped template of its name."""
    if [folder] != _own:
        _own[:] = [folder]
        for forget in _forget:
            forget()


def own_file(name: str) -> Path | None:
    """The workspace's file of this name, if it has one."""
    return next((folder / name for folder in _own if (folder / name).is_file()), None)


def find_template(name: str) -> Path:
    return own_file(name) or SHIPPED / name


@kept(32)
def read_template(name: str) -> bytes:
    return find_template(name).read_bytes()


@kept(2)
def page_digest(kind: str) -> bytes:
    """Of the templates in use for a ``kind`` of page (brief, paper), in all formats: what decides
    how it looks. Those of visit sheets are not among them."""
    digest = hashlib.sha256()
    for path in sorted(SHIPPED.glob(f"{kind}.*")):
        digest.update(path.name.encode() + read_template(path.name))
    return digest.digest()


def faulty_template(path: Path, fault: str, line: int | None = None) -> UsageError:
    """What to say of a fault in a template, on a line of it where that is known: a workspace's own,
    or one that ships."""
    fault = f"{fault} (line {line})" if line else fault
    if path.is_relative_to(SHIPPED.parent):
        return UsageError(f"{path}, which ships with Billtrail, cannot be used: {fault}.")
    return UsageError(
        f"{path} cannot be used: {fault}. Mend it, or take it out of the folder: the shipped one "
        "stands in then."
    )


def own_templates() -> list[str]:
    """The names that a workspace's file stands in for."""
    names = [*sorted(path.name for path in SHIPPED.iterdir()), "words.toml"]
    return [name for name in names if own_file(name)]

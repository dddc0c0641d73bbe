"""The templates: those that ship, and a workspace's own in their place, by file name."""

import hashlib
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("templates")
_own: list[Path] = []


def use(folder: Path) -> None:
    """From now on a file of ``folder`` stands in for the shipped template of its name."""
    if [folder] != _own:
        _own[:] = [folder]
        read_template.cache_clear()
        page_digest.cache_clear()


def find_template(name: str) -> Path:
    own = [folder / name for folder in _own if (folder / name).is_file()]
    return (own or [SHIPPED / name])[0]


@cache
def read_template(name: str) -> bytes:
    return find_template(name).read_bytes()


@cache
def page_digest() -> bytes:
    """Of the templates in use for a brief, in all formats: what decides how it looks. Those of
    visit sheets are not among them."""
    digest = hashlib.sha256()
    for path in sorted(SHIPPED.glob("brief.*")):
        digest.update(path.name.encode() + read_template(path.name))
    return digest.digest()


def own_templates() -> list[str]:
    """The names that a workspace's file stands in for."""
    return [name for folder in _own for name in sorted(p.name for p in SHIPPED.iterdir())
            if (folder / name).is_file()]  # fmt: skip

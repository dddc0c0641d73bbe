"""The templates: those that ship, and a workspace's own in their place, by file name."""

from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("templates")
_own: list[Path] = []


def use(folder: Path) -> None:
    """From now on a file of ``folder`` stands in for the shipped template of its name."""
    if [folder] != _own:
        _own[:] = [folder]
        read_template.cache_clear()


@cache
def read_template(name: str) -> bytes:
    own = [folder / name for folder in _own if (folder / name).is_file()]
    return (own or [SHIPPED / name])[0].read_bytes()


def all_templates() -> dict[str, bytes]:
    """Every template in use, by name: what decides how a page looks."""
    return {path.name: read_template(path.name) for path in sorted(SHIPPED.iterdir())}


def own_templates() -> list[str]:
    """The names that a workspace's file stands in for."""
    return [name for folder in _own for name in sorted(p.name for p in SHIPPED.iterdir())
            if (folder / name).is_file()]  # fmt: skip

"""The sources, found by walking ``scrapers/``: a publisher's module that defines ``SOURCE``.

A publisher's module is named for its jurisdiction (``us_govinfo``) or is the ``seed``; the
spider's own modules are not imported, because Scrapy takes a second to load.
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from functools import cache

import billtrail.scrapers
from billtrail.errors import UnknownKey
from billtrail.models import Source
from billtrail.scrapers import SHARED

_PUBLISHER = re.compile(r"seed|[a-z]{2}_\w+")


@cache
def load_sources() -> Mapping[str, Source]:
    """Every source by name."""
    found = map(find_source, _publishers())
    return {source.name: source for source in found if source}


@cache
def find_source(name: str) -> Source | None:
    """A source by name, ``None`` where there is none: its own module alone is loaded."""
    if name not in _publishers():
        return None
    module = importlib.import_module(f"billtrail.scrapers.{name}")
    source = getattr(module, "SOURCE", None)
    return source if isinstance(source, Source) else None


@cache
def _publishers() -> tuple[str, ...]:
    """The modules that may have a source, which then bears the module's name."""
    names = (module.name for module in pkgutil.iter_modules(billtrail.scrapers.__path__))
    return tuple(name for name in names if _PUBLISHER.fullmatch(name) and name not in SHARED)


def ranks() -> dict[str, int]:
    """Each source's rank by name."""
    return {source.name: source.rank for source in load_sources().values()}


def continuing() -> frozenset[str]:
    """The sources whose later steps continue the history of a better one of their publisher."""
    return frozenset(source.name for source in load_sources().values() if source.continues)


def source_named(name: str) -> Source:
    """One source; raises UnknownKey with the names there are."""
    source = find_source(name)
    if source is None:
        raise UnknownKey("source", name, sorted(load_sources()))
    return source

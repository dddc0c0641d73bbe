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

_PUBLISHER = re.compile(r"seed|[a-z]{2}_\w+")


@cache
def load_sources() -> Mapping[str, Source]:
    """Every source by name."""
    found = {}
    for module in pkgutil.iter_modules(billtrail.scrapers.__path__):
        if not _PUBLISHER.fullmatch(module.name):
            continue
        if module.name in billtrail.scrapers.SHARED:
            continue
        source = getattr(
            importlib.import_module(f"billtrail.scrapers.{module.name}"), "SOURCE", None
        )
        if isinstance(source, Source):
            found[source.name] = source
    return found


def ranks() -> dict[str, int]:
    """Each source's rank by name."""
    return {source.name: source.rank for source in load_sources().values()}


def continuing() -> frozenset[str]:
    """The sources whose later steps continue the history of a better one of their publisher."""
    return frozenset(source.name for source in load_sources().values() if source.continues)


def source_named(name: str) -> Source:
    """One source; raises UnknownKey with the names there are."""
    try:
        return load_sources()[name]
    except KeyError:
        raise UnknownKey("source", name, sorted(load_sources())) from None

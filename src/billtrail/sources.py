"""The sources, found by walking ``scrapers/``: a module that defines ``SOURCE`` is one."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

import billtrail.scrapers
from billtrail.errors import UnknownKey
from billtrail.models import Source


@cache
def load_sources() -> Mapping[str, Source]:
    """Every source by name."""
    found = {}
    for module in pkgutil.iter_modules(billtrail.scrapers.__path__):
        source = getattr(
            importlib.import_module(f"billtrail.scrapers.{module.name}"), "SOURCE", None
        )
        if isinstance(source, Source):
            found[source.name] = source
    return found


def ranks() -> dict[str, int]:
    """Each source's rank by name."""
    return {source.name: source.rank for source in load_sources().values()}


def source_named(name: str) -> Source:
    """One source; raises UnknownKey with the names there are."""
    try:
        return load_sources()[name]
    except KeyError:
        raise UnknownKey("source", name, sorted(load_sources())) from None

"""The sources, found by walking ``scrapers/``: a publisher's module, or its package's
``source.py``, that defines ``SOURCE``.

A publisher is named for its jurisdiction (``us_govinfo``), or is one of all (``seed``); what all
spiders share is not imported, because Scrapy takes a second to load.
"""

import copyreg
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Any

import billtrail.scrapers
from billtrail.bills import Source
from billtrail.bills.models import Bill
from billtrail.errors import UnknownKey

_PUBLISHER = re.compile(r"seed|openstates|legiscan|[a-z]{2}_\w+")


_added: Mapping[str, Source] = {}


def load_sources() -> Mapping[str, Source]:
    """Every source by name."""
    found = map(_shipped, _publishers())
    return {source.name: source for source in found if source} | dict(_added)


def find_source(name: str) -> Source | None:
    """A source by name, ``None`` where there is none: its own module alone is loaded."""
    return _added.get(name) or _shipped(name)


@contextmanager
def added(*sources: Source) -> Iterator[None]:
    """More sources for a while, as ``legislatures.added`` has more legislatures."""
    global _added  # noqa: PLW0603  # what is known is a fact of the process
    before, _added = _added, {**_added, **{source.name: source for source in sources}}
    try:
        yield
    finally:
        _added = before


@cache
def _shipped(name: str) -> Source | None:
    if name not in _publishers():
        return None
    room = f"billtrail.scrapers.{name}"
    module = importlib.import_module(f"{room}.source" if _publishers()[name] else room)
    source = getattr(module, "SOURCE", None)
    return source if isinstance(source, Source) else None


def _pickled(source: Source) -> tuple[Any, ...] | str:
    """A shipped source goes between processes by its name: with its tables of rules it took longer
    to send and to make again than ten of its documents take to be sent."""
    if source is _shipped(source.name):
        return _shipped, (source.name,)
    return source.__reduce_ex__(4)


copyreg.pickle(Source, _pickled)


@cache
def _publishers() -> Mapping[str, bool]:
    """The modules that may have a source, which then bears the module's name, and whether each is
    a package."""
    modules = pkgutil.iter_modules(billtrail.scrapers.__path__)
    return {module.name: module.ispkg for module in modules if _PUBLISHER.fullmatch(module.name)}


def spider_modules() -> Iterator[str]:
    """The modules that have a source's spider."""
    return (_spider_module(name) for name in _publishers() if has_spider(name))


def has_spider(name: str) -> bool:
    """Whether a source's package has a ``spider.py``, which is not loaded for this."""
    return _publishers().get(name, False) and find_spec(_spider_module(name)) is not None


def _spider_module(name: str) -> str:
    return f"billtrail.scrapers.{name}.spider"


def ranks() -> dict[str, int]:
    """Each source's rank by name."""
    return {source.name: source.rank for source in load_sources().values()}


def continuing() -> frozenset[str]:
    """The sources whose later steps continue the history of a better one of their publisher."""
    return frozenset(source.name for source in load_sources().values() if source.continues)


def is_official(name: str) -> bool:
    """Whether a source is a publisher's own record of where a bill stands."""
    source = find_source(name)
    return source is not None and source.official


def must_carry_ends(name: str, bill: Bill) -> bool:
    """``Source.must_carry_ends``; false of a source that is not known any more."""
    source = find_source(name)
    return source is not None and source.must_carry_ends(bill)


def source_named(name: str) -> Source:
    """One source; raises UnknownKey with the names there are."""
    source = find_source(name)
    if source is None:
        raise UnknownKey("source", name, sorted(load_sources()))
    return source

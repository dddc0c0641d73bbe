"""The legislatures that are known: each module of this package with a two-letter name, and those
that ``states`` has from data, which are asked for by their id alone."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from .legislature import Legislature, plain

P = ParamSpec("P")
R = TypeVar("R")

_added: tuple[Legislature, ...] = ()
_forget: list[Callable[[], None]] = []


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Results are kept until other legislatures are known: for what is asked too often to name
    them each time."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        keeping = lru_cache(most)(function)
        _forget.append(keeping.cache_clear)
        return cast(Callable[P, R], keeping)

    return keep


@cache
def _shipped() -> tuple[Legislature, ...]:
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    package = __name__.rpartition(".")[0]
    return tuple(
        importlib.import_module(f"{package}.{name}").LEGISLATURE
        for name in names
        if re.fullmatch(r"[a-z]{2}", name)
    )


def known() -> tuple[Legislature, ...]:
    """Those with a module, the national one first, then by id; the same tuple until one is added,
    so that what is worked out of it can be kept by it."""
    return _in_order(_added)


@lru_cache(maxsize=8)
def _in_order(added: tuple[Legislature, ...]) -> tuple[Legislature, ...]:
    return tuple(sorted(_by_id(added).values(), key=lambda one: (not one.national, one.id)))


@lru_cache(maxsize=8)
def _by_id(added: tuple[Legislature, ...]) -> dict[str, Legislature]:
    return {one.id: one for one in (*_shipped(), *added)}


def is_known(id: str) -> bool:
    return id in _by_id(_added) or _of_data(id) is not None


def get(id: str) -> Legislature:
    """A legislature by its jurisdiction's id, its own module before what the data say; a plain one
    where nobody has described it."""
    return _by_id(_added).get(id) or _of_data(id) or _plain(id)


@cache
def _of_data(id: str) -> Legislature | None:
    from .states import read_state  # who asks about another one does not read the file

    return read_state(id)


_plain = cache(plain)


@contextmanager
def added(*legislatures: Legislature) -> Iterator[None]:
    """More legislatures for a while, or others for those that have their ids."""
    global _added  # noqa: PLW0603  # what is known is a fact of the process
    before, _added = _added, (*_added, *legislatures)
    _forget_all()
    try:
        yield
    finally:
        _added = before
        _forget_all()


def _forget_all() -> None:
    for forget in _forget:
        forget()

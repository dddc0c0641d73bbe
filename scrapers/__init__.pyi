from . import registry, seed, seed_files, titles
from .documents import answer_document, told_by_address
from .registry import (
    continuing,
    find_source,
    has_spider,
    is_official,
    load_sources,
    must_carry_ends,
    ranks,
    source_named,
)
from .seed_files import made_on
from .titles import source_title

__all__ = [
    "answer_document",
    "continuing",
    "find_source",
    "has_spider",
    "is_official",
    "load_sources",
    "made_on",
    "must_carry_ends",
    "ranks",
    "registry",
    "seed",
    "seed_files",
    "source_named",
    "source_title",
    "titles",
    "told_by_address",
]

from . import registry, seed, seed_files
from .registry import (
    continuing,
    find_source,
    has_spider,
    is_official,
    load_sources,
    ranks,
    source_named,
)
from .seed_files import made_on

__all__ = [
    "continuing",
    "find_source",
    "has_spider",
    "is_official",
    "load_sources",
    "made_on",
    "ranks",
    "registry",
    "seed",
    "seed_files",
    "source_named",
]

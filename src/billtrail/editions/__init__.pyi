from . import edition
from .edition import TABLE, edition_of, published_at, published_by, refuse_published
from .fact_files import (
    FOLDER,
    FRONT_TABLES,
    FRONT_VIEW,
    NAME,
    OWN_TABLE,
    FactFile,
    Facts,
    Open,
    connect_facts,
    fact_path,
    fact_reader,
    front_facts,
    read_fact_files,
)
from .schema import OLDER, missing_from, read_list, refuse_older

__all__ = [
    "FOLDER",
    "FRONT_TABLES",
    "FRONT_VIEW",
    "NAME",
    "OLDER",
    "OWN_TABLE",
    "TABLE",
    "FactFile",
    "Facts",
    "Open",
    "connect_facts",
    "edition",
    "edition_of",
    "fact_path",
    "fact_reader",
    "front_facts",
    "missing_from",
    "published_at",
    "published_by",
    "read_fact_files",
    "read_list",
    "refuse_older",
    "refuse_published",
]

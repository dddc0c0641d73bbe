from . import (
    corrections,
    page_readers,
    releases,
    relief_readers,
    staff_reports,
    watched_sections,
)
from .corrections import (
    read_corrections,
)
from .page_readers import (
    PageReader,
    lacking_readers,
    load_readers,
    parse_readers,
)
from .releases import (
    NOBODY,
    load_releases,
    parse_releases,
)
from .staff_reports import (
    StaffReport,
    load_reports,
    official_actions,
    parse_reports,
    read_reports,
)

__all__ = [
    "NOBODY",
    "PageReader",
    "StaffReport",
    "corrections",
    "lacking_readers",
    "load_readers",
    "load_releases",
    "load_reports",
    "official_actions",
    "page_readers",
    "parse_readers",
    "parse_releases",
    "parse_reports",
    "read_corrections",
    "read_reports",
    "releases",
    "relief_readers",
    "staff_reports",
    "watched_sections",
]

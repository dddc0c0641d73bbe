from . import (
    corrections,
    page_readers,
    releases,
    relief_readers,
    staff_reports,
    watched_sections,
)
from .corrections import (
    corrections_of,
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
    reports_of,
)

__all__ = [
    "NOBODY",
    "PageReader",
    "StaffReport",
    "corrections",
    "corrections_of",
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
    "releases",
    "relief_readers",
    "reports_of",
    "staff_reports",
    "watched_sections",
]

from . import (
    corrections,
    releases,
    staff_reports,
)
from .corrections import (
    read_corrections,
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
    "StaffReport",
    "corrections",
    "load_releases",
    "load_reports",
    "official_actions",
    "parse_releases",
    "parse_reports",
    "read_corrections",
    "read_reports",
    "releases",
    "staff_reports",
]

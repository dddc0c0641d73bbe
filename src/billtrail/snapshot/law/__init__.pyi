from .relief import ReliefCell, ReliefRow, find_relief, read_relief, relief_json
from .statutes import (
    WouldChange,
    not_read_for_a_year,
    read_changes,
    read_changes_by,
    read_proposed,
    read_readings,
    to_reread,
    would_change,
)

__all__ = [
    "ReliefCell",
    "ReliefRow",
    "WouldChange",
    "find_relief",
    "not_read_for_a_year",
    "read_changes",
    "read_changes_by",
    "read_proposed",
    "read_readings",
    "read_relief",
    "relief_json",
    "to_reread",
    "would_change",
]

from . import background, clock_repair, runs, update
from .asked_again import again_lines
from .at_once import (
    LATER,
    OFFLINE,
    fetch_followed,
    fetch_in_background,
    is_offline,
    stay_offline,
)
from .background import is_stale, update_in_background
from .clock_repair import rows_to_come
from .runs import Progress, read_progress
from .status_net import net_lines

__all__ = [
    "LATER",
    "OFFLINE",
    "Progress",
    "again_lines",
    "background",
    "clock_repair",
    "fetch_followed",
    "fetch_in_background",
    "is_offline",
    "is_stale",
    "net_lines",
    "read_progress",
    "rows_to_come",
    "runs",
    "stay_offline",
    "update",
    "update_in_background",
]

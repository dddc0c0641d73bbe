from . import publish, pull, report
from .fact_files import PARTED
from .kept_home import home_lines, without_kept_home
from .laid_over import lay_over
from .metadata import describe_databases, read_metadata, read_plugins

__all__ = [
    "PARTED",
    "describe_databases",
    "home_lines",
    "lay_over",
    "publish",
    "pull",
    "read_metadata",
    "read_plugins",
    "report",
    "without_kept_home",
]

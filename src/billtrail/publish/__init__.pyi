from . import publish, pull, report
from .fact_files import PARTED
from .laid_over import lay_over
from .metadata import describe_databases, read_metadata, read_plugins

__all__ = [
    "PARTED",
    "describe_databases",
    "lay_over",
    "publish",
    "pull",
    "read_metadata",
    "read_plugins",
    "report",
]

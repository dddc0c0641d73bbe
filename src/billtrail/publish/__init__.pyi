from . import publish, pull, report
from .metadata import read_metadata

__all__ = ["publish", "pull", "read_metadata", "report"]

from . import publish, pull, report
from .metadata import read_metadata, read_plugins

__all__ = ["publish", "pull", "read_metadata", "read_plugins", "report"]

from . import publish, pull, report
from .laid_over import lay_over
from .metadata import read_metadata, read_plugins

__all__ = ["lay_over", "publish", "pull", "read_metadata", "read_plugins", "report"]

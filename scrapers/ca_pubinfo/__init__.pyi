from .downloads import HOST, Downloads, Remote, instant
from .staging import SOURCE_NAME, is_delta

__all__ = ["HOST", "SOURCE_NAME", "Downloads", "Remote", "instant", "is_delta"]

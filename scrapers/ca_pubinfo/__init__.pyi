from .downloads import HOST, Downloads, Remote, instant, session_in
from .staging import SOURCE_NAME, is_delta

__all__ = ["HOST", "SOURCE_NAME", "Downloads", "Remote", "instant", "is_delta", "session_in"]

from .ahead import session_begin, session_end, without_session_end
from .page import CampaignRow, build_row

__all__ = ["CampaignRow", "build_row", "session_begin", "session_end", "without_session_end"]

from .page import CampaignRow, build_row

__all__ = ["CampaignRow", "build_row"]

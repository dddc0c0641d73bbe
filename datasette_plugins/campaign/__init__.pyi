from .page import build_campaign, read_campaign
from .texts import lead_bill, say_what_it_does

__all__ = ["build_campaign", "lead_bill", "read_campaign", "say_what_it_does"]

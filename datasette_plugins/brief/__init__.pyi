from .links import BriefLink, Offer, build_brief_links, build_offers

__all__ = ["BriefLink", "Offer", "build_brief_links", "build_offers"]

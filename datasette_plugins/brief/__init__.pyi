from .links import BriefLink, BriefOffer, build_brief_links, build_information, build_offers

__all__ = ["BriefLink", "BriefOffer", "build_brief_links", "build_information", "build_offers"]

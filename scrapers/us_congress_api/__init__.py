"""The Congress.gov API.

Imports ``scrapers.crawling``, ``scrapers.us_govinfo`` (the rules for actions) and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

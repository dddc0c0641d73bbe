"""California's PUBINFO archives (downloads.leginfo.legislature.ca.gov).

Imports ``scrapers.crawling``, ``scrapers.california``, ``importing`` (its limits) and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Prints of federal bills, whole, from GovInfo.

Imports ``scrapers.crawling`` and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""The public and the coalition's edition of a file, and pulling somebody else's.

Imports ``briefs``, ``snapshot``, ``workspace``, and ``scrapers.crawling`` for its manners.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

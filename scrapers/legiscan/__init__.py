"""LegiScan, a secondary source for every legislature, used only by who agreed to its terms: its
formats, read to what ``scrapers.states`` makes our record of.

Imports ``scrapers.crawling`` for its API alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

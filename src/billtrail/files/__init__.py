"""Files as such: TOML, tables, workbooks and packed bytes within limits, rows of many keys,
output written whole.

The lowest room beside ``errors`` and ``progress``; imports ``errors`` alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

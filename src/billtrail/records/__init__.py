"""What may stand in files that people keep: declared once, every fault told with its place.

Imports ``files`` and ``errors`` alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

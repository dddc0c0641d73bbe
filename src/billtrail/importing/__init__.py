"""Archives into the database: whose file, read by workers, written by one.

Imports ``store``, ``scrapers`` (their registry), ``bills``, ``cluster`` and ``files``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""How legislatures name and order things: measures, keys, sessions, chambers, calendars of days.

Imports ``files`` and ``errors`` alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

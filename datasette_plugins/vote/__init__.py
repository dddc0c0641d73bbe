"""A vote on a bill: what was asked, how it ended, and how each member voted.

Imports ``server`` and ``snapshot``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

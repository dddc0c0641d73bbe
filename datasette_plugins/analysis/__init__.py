"""A committee's analysis of a bill, as it was published.

Imports ``server`` and ``snapshot``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

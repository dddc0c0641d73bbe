"""Two prints of a bill beside each other.

Imports ``server`` and ``snapshot``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

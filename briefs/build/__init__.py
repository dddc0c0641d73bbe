"""From a snapshot and a request to a ``Brief``: what is said, of what, in which order.

Imports ``snapshot``, ``briefs.values`` and ``briefs.language``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

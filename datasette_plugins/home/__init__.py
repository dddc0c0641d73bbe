"""The first page: what to settle, what is ahead, what changed.

Imports ``server``, ``theme``, ``snapshot``, ``updates``, ``events`` and ``mail``; and links of
``brief``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

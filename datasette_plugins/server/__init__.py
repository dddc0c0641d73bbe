"""The site as a whole: who is answered, within which limits, from which state of the file.

Imports ``snapshot``, ``store``, ``publish`` and ``updates``; no page.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""How much fits one page: lines, heights, sizes; pages that differ in an office alone.

Imports ``briefs.values`` and ``briefs.typeset``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""What staff decide by command: watch, position, review, release, undo; and what still has to be.

Imports ``briefs`` (what was printed), ``counts``, ``snapshot`` and ``workspace``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

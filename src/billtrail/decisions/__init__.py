"""What staff decide by command or at the desk: watch, position, review, release, undo; the history
of it in words; and what still has to be decided.

Imports ``briefs`` (what was printed), ``counts``, ``snapshot`` and ``workspace``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

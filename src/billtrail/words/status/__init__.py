"""Where a bill or an effort stands, in words: its stage and how it got there, effect and vote.

Imports ``bills`` and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

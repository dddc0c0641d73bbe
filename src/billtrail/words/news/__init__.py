"""What happened, in words: changes of bills as we saw them, and what a session's end ended at once.

Imports ``bills`` and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Which edition a database file is, who published it, and whether it has all that one has.

Imports ``campaigns`` (the organisation), ``legislatures`` and ``files``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Archives into the database: whose file, read by workers, written by one.

Imports ``store``, the sources' registry, and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

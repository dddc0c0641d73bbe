"""A pack for a day of visits: the offices, their order, the pages while they are made, the files.

Imports ``desk`` and ``briefs``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

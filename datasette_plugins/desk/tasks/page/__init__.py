"""Make a page: what it is about, for whom, what it carries, and how it looks while one chooses.

Imports ``desk`` and ``briefs``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

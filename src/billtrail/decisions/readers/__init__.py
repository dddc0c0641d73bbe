"""Who read what before it goes out: pages for survivors, and how the law compares.

Imports ``briefs``, ``campaigns``, ``snapshot`` and ``workspace``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

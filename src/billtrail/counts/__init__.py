"""Program counts about survivors: read, kept apart, protected, turned into figures.

Imports ``workspace``, ``campaigns`` and what lies below; no brief and no page imports it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

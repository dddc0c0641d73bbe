"""What California's sources share: the rules of its words, its committees, its mark-up of texts.

Imports ``bills`` and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

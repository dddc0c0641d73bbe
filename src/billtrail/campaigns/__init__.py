"""What a coalition says and asks: campaigns, claims, figures, positions, its organisation.

Reads the content files. Imports ``bills``, ``legislatures``, ``records`` and ``files``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

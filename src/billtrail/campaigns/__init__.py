"""What a coalition says and asks: claims, figures, positions, its organisation.

``content`` is the files that say so, read and checked; ``staff_files`` what staff write by command.
Imports ``bills``, ``legislatures``, ``records`` and ``files``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

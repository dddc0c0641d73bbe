"""What snapshots of one state of the file share, and what of it the next state may have from there.

Imports ``bills``, ``campaigns`` and ``store`` alone, and those to name types.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

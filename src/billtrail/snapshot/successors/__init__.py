"""New bills that may carry an effort on or touch a watched section of the law, until somebody
decides; and what was looked through.

Imports ``store``, ``bills`` and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

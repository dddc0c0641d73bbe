"""The week's call sheet: what changed, what is due, what to decide.

Imports ``snapshot``, ``words``, ``campaigns`` and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""Asking the publishers for news, and telling what came of it.

Imports ``importing``, ``workspace`` and the spiders.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

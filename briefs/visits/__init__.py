"""Visits: who in an office did what, the page left there, the visitor's sheet.

Imports ``briefs.build``, ``briefs.formats``, ``snapshot`` and ``workspace``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

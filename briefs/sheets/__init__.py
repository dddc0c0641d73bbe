"""Sheets for the coalition's own table: the call sheet of a week and the review sheet of texts.

Imports ``week``, ``decisions`` (what is reviewed), ``briefs.formats`` and ``briefs.typeset``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

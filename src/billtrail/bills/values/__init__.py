"""What a snapshot gives: plain values of bills, efforts and campaigns on a day.

A module a kind of value, as in ``models``. Imports ``legislatures`` and ``records``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

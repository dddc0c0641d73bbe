"""The folder that is yours: its database, its files, their edits and the journal of them.

Imports ``importing`` (to load what ships), ``campaigns``, ``records`` and ``store``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

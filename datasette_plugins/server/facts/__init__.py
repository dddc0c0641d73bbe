"""The files with whole records beside an edition, each a database of the site with its own tables.

Imports ``editions``, ``publish`` and the server's served file.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

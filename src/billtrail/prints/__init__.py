"""Whole texts of prints, outside the database: a packed file each, named by the hash of its words.

A print never changes, so its file is written once, and two bills with one text share it. What is
lost or damaged is told by ``None`` and read again from its publisher. Imports ``files`` alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

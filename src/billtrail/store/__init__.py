"""The database file: its schema, the one writer, the merge of what sources say, the history.

Imports ``bills``, ``editions`` and what lies below, and of ``scrapers`` what day the seed is of.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

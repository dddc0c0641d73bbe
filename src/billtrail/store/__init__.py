"""The database file: its schema, the one writer, and the tables beside those of bills.

``bill_rows`` is how a bill lies in it: the merge of what sources say, rows, history.
Imports ``bills``, ``editions`` and what lies below, and of ``scrapers`` what day the seed is of.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

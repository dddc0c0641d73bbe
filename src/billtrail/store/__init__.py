"""The database file: its schema, the one writer, the merge of what sources say, the history.

Imports ``bills``, ``campaigns`` (the records it keeps) and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""What became of the record itself: what publishers edited of it, and how late they are.

Reads ``record_edits`` and ``arrivals``; nothing of it is news of a bill.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

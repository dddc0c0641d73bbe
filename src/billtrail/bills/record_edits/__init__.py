"""How a publisher's record itself changes: what it said of a bill before, and says otherwise now.

``said`` takes a record apart into single facts, each with its day; ``compare`` finds the edits
between two records of one source; ``lateness`` measures how late steps come. None of it is news of
the bill. Pure; who keeps the edits is the store's, and ``words.record_edits`` says them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

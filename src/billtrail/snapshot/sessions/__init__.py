"""A session as a whole: what became of its bills, and who could carry them into the next.

Imports ``words``, ``bills`` and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""A ``Paper`` as PDF, Word or text: each fitted to the pages it may have, all of the same words."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

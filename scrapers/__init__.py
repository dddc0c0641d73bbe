"""The publishers: a module or a package each, with its ``SOURCE``, and what they share.

``registry`` finds them, ``crawling`` fetches for them; each knows its own publisher alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

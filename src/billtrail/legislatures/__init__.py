"""How legislatures name and order things: a value each, the words of the field, measures, keys.

``calendar`` is when they sit, ``spelling`` what people type for a bill. Imports ``errors``; only
``calendar`` reads files.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""What a screen or a text says of a value: stages, days, changes, in plain English.

Imports ``bills``, ``legislatures``, and of ``scrapers`` what a source is called.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""What the lines of histories mean, a module a state, found by its id; ``common`` for any other.

A module's ``RULES`` are read before Open States' classes, which are no outcomes; a state without a
module has the core alone. Imports ``legislatures`` and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

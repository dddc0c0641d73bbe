"""What the secondary sources of all states share: a bill as it is told, our record of it, rules a
state.

Imports ``bills`` and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

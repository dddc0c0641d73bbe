"""What the lists of both chambers of Congress share: the measures that a text names, committees,
clocks, what a meeting is and whether it is on.

Imports ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""From a snapshot and a request to a ``Brief``: what is said, of what, in which order.

Asks what it needs of whatever ``Reads``, which a snapshot does. Imports ``briefs.values``,
``briefs.language``, ``campaigns``, ``words`` and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

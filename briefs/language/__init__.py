"""The words of a page in the languages it is printed in.

Imports ``briefs.values``, ``briefs.typeset`` (templates of one's own) and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

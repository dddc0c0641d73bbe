"""A ``Brief`` as a file: PDF, HTML, Word, Markdown, text, each fitted to one page.

Imports ``briefs.page``, ``briefs.typeset`` and, for the rules of leaving out, ``briefs.build``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

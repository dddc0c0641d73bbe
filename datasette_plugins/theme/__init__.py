"""How pages look: base templates, style sheet, pictures, and the parts that several pages share.

Imports ``words``, ``campaigns`` and ``bills``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

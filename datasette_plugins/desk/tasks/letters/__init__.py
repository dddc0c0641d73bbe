"""The task "Letters": a paper for a committee, as it will print, with what to know before it goes;
and the letters on file.

Imports what the desk imports, and ``briefs.papers``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

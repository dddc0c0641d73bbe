"""From a snapshot to a ``Brief`` value, and from that to PDF, HTML, Word, Markdown and JSON.

The rooms inside lie on floors of their own, from ``values`` up to ``sheets``; what stands here
puts them together: ``write`` and ``pack`` print, ``issued`` notes, ``verify`` looks again.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

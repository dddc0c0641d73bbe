"""From a snapshot to a ``Brief`` value, and from that to PDF, HTML, Word, Markdown and JSON."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

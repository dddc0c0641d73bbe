"""The law as we know it: what statutes say and what changes them, what survivors can ask for.

Reads ``statutes``, ``statute_changes`` and ``law_relief``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

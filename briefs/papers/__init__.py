"""Letters and the other papers a coalition files with a legislature, as data over one engine.

A file of ``data/papers`` names a paper's blocks and checks; ``blocks`` and ``checks`` are the
tables of what can be named, ``build`` makes the ``Paper``, ``formats`` its files. Imports what
briefs are built and set with, ``snapshot``, ``campaigns`` and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

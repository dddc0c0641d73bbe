"""What may be said for a position: one rule for briefs, visits, lists and pages.

An ask, a thank-you and a talking point belong to the positions they were written for (``for`` in a
campaign file). Where another one is decided none of them is said, and the author is told so. What
a bill does, where it stands and what a figure says are facts, and are said for every position.
``stands`` says where the organisation stands, ``said`` what may be said then.
Imports ``bills`` and ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

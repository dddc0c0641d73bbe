"""Where a live measure lies, what is pending, what follows, who acts and by when.

``state_of_play``     who has the papers, what waits, which committees still hold it
``location``          the place it lies in: desk, committee, floor, the executive
``steps``             what follows, a row a step; ``days`` has the day of each
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

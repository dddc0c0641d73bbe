"""What people type for a bill, and which bill that is.

``spellings``    a text -> what it could mean: type, number, session
``law_names``    a text -> the law it numbers
``known_keys``   the bills that are stored, by their number
``identifiers``  every spelling <-> one key
``meaning``      what is meant on a day, and what to say where nothing is: ``resolve``
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

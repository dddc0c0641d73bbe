"""Committees on a day: which has a bill, which is meant, who leads it, and whom of it to ask.

``having``          the committees that have a bill, and their full names
``named``           the one that somebody means
``recipients``      its chair and ranking member, and who signs or vetoes, as letters need them
``offices_to_ask``  its members who have not joined an effort
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

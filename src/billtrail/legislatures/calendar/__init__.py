"""When legislatures sit and by which day what must be done: sessions, deadlines, days of work.

``sessions``       sessions and their limits, partial dates, today, holidays
``office_zone``    the time zone in which our own instants are told
``deadline_days``  the day by which each kind of committee and chamber must act
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

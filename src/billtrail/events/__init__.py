"""Days to come as a calendar holds them: hearings, deadlines, what campaigns name; as iCalendar.

The site's calendars and the mails say the same of a day, by the same id. Imports ``snapshot``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""One consistent look at the database on a day: bills, campaigns, hearings, votes, people.

Imports ``store``, ``words``, ``campaigns``, ``bills`` and what lies below.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

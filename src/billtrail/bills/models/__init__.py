"""The records everything else passes on: frozen values, compared by value.

Dates are civil dates of their jurisdiction as ISO text: ``2026-01-23``, or ``2014`` / ``2014-09``
where no more is known (they sort as their last day, see ``legislatures.calendar.last_day``).
Instants that are ours (``fetched_at``, ``checked_at``) are UTC, ``2026-11-23T08:00:00Z``.

A list part of a ``Bill`` is ``None`` where the document does not speak of it and ``()`` where the
publisher says there is none. Keys are those of ``identifiers``: ``us-119-hr4323``.

A module a kind of record, so that who asks for one bill makes the classes of none other.
Imports ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

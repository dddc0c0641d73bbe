"""What a bill is and where it stands on a day: its records, its status, the effort it is of.

Records (``models``) are below all; the rooms within say one thing each: ``stages``, ``identity``,
``people``, ``letters``, ``doubts``, ``next_steps``. Statuses (``values``), efforts and their
stages over time are made of those. From values to values; only ``people`` reads a file, a list of
offices.
Imports ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""What a bill is and where it stands: records, milestones, stages, location and next step, efforts.

From values to values; only a person's list of offices is read here from where it lies.
Imports ``legislatures``, ``records`` and ``files``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

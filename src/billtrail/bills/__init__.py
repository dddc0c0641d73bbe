"""What a bill is and where it stands: records, milestones, stages, place and next step, efforts.

Pure: from values to values, without a file or a database. Imports ``legislatures``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

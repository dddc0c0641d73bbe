"""What every format is made with: templates, fonts, Typst, codes, zips, the id of a brief.

Imports ``briefs.values`` alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

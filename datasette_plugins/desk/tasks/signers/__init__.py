"""The task "Signers": lists are looked at and taken in, spellings settled, who leaves is written
down or forgotten.

The server holds an upload in its memory alone, for some minutes; names stand in the roll's file and
on this page. Imports what the desk imports.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

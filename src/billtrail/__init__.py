"""Billtrail: follows bills, keeps their whole history, prints one-page briefs.

This is the library's face, for programs of others: a workspace, a snapshot of it on a day, and the
import of files (``docs/library.md``). Each name loads its room when it is asked for, and no room
imports this one, save for the version.
"""

import lazy_loader

#: The package takes its version from here: to ask an installed package for its own takes longer
#: than to open the database.
__version__ = "0.2.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

"""The desk, ``/-/desk``: staff change what is theirs in the browser; on a working file only.

A task is a value (``Task``), a module of ``tasks``; the frame shows its form, asks who saves, holds
tokens, sessions and the password, and tells what was saved and how to take it back. Every save
calls the function that the command calls. Imports what the commands import.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

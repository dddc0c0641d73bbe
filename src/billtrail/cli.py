"""``billtrail``: the program with all its commands."""

from billtrail.commands import main

__all__ = ["main"]

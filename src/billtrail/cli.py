"""``billtrail``: the program with all its commands."""

import gc

# What a command loads stays until it ends: to look for garbage among it takes a twentieth of one
# that only asks, and finds none.
gc.set_threshold(200_000)

from billtrail.commands import main  # noqa: E402

__all__ = ["main"]

"""See ``billtrail.thawed``."""

from billtrail.thawed import thawed

__all__ = ["thawed"]

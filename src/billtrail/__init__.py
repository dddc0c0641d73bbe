"""Billtrail: follows bills, keeps their whole history, prints one-page briefs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name: str) -> str:
        """``__version__``, read from the installed package when it is asked for: that takes longer
        than to open the database."""
        if name != "__version__":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("billtrail")
        except PackageNotFoundError:  # run from a checkout that is not installed
            return "0+unknown"

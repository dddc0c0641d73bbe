"""Billtrail: follows bills, keeps their whole history, prints one-page briefs."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("billtrail")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0+unknown"

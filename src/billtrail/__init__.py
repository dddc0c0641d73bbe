"""Billtrail: follows bills, keeps their whole history, prints one-page briefs."""

#: The package takes its version from here: to ask an installed package for its own takes longer
#: than to open the database.
__version__ = "0.1.0"

"""What this site is and what is in it.

Imports ``server``, ``snapshot`` and ``scrapers`` (their names).
"""

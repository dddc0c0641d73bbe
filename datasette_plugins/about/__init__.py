"""What this site is and what is in it.

Imports ``server``, ``theme`` and ``snapshot``.
"""

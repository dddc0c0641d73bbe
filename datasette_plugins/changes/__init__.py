"""What changed, newest first.

Imports ``server``, ``theme`` and ``snapshot``.
"""

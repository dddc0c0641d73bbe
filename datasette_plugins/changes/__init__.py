"""What changed, newest first.

Imports ``server``, ``snapshot`` and ``words``.
"""

"""What became of the bills of a session.

Imports ``server``, ``briefs`` (its sheets and formats) and ``snapshot``.
"""

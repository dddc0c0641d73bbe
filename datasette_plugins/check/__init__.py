"""Whether a printed brief still holds.

Imports ``server``, ``briefs`` and ``snapshot``.
"""
